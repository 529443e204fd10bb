// On the page of feeds: one touch copies an address, where the browser lets it.
const feedsTold = document.querySelector(".feeds__told");

if (feedsTold && navigator.clipboard) {
  for (const button of document.querySelectorAll(".feeds__copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.dataset.address);
        feedsTold.textContent = feedsTold.dataset.copied.replace("{}", button.dataset.name);
      } catch {
        feedsTold.textContent = feedsTold.dataset.failed;
      }
    });
  }
}
