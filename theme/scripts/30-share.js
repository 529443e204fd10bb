// The share panel: a browser inside another app may have neither a clipboard nor a share sheet, so
// each button shows only where it works, and what it would copy is always there.
const panel = document.querySelector(".share__panel");

if (panel) {
  const address = panel.querySelector(".share__address");
  const told = panel.querySelector(".share__told");
  const send = panel.querySelector(".share__send");

  const select = (source) => {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  };

  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      select(source); // the older way, and if that fails too the text is marked for copying by hand
      return document.execCommand("copy");
    }
  };

  for (const button of panel.querySelectorAll(".share__copy")) {
    const source = button.parentElement.querySelector("pre") ?? address;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(source);
      told.textContent = ""; // or the same words a second time would not be read out
      setTimeout(() => {
        told.textContent = done ? button.dataset.done : button.dataset.failed;
      }, 50);
    });
  }

  if (navigator.share) {
    send.hidden = false;
    send.addEventListener("click", () => {
      navigator
        .share({ title: document.querySelector("h1").textContent, url: address.textContent })
        .catch(() => {}); // the reader thought better of it
    });
  }
}
