// Pictures open large in place; without this the link leads to the picture itself.
const links = document.querySelectorAll("a.enlarge");

if (links.length > 0 && window.HTMLDialogElement) {
  const dialog = document.createElement("dialog");
  dialog.className = "large";
  const picture = document.createElement("img");
  const close = document.createElement("button");
  close.type = "button";
  close.autofocus = true;
  close.textContent = document.querySelector(".masthead").dataset.close;
  dialog.append(picture, close);
  document.body.append(dialog);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => picture.removeAttribute("src"));

  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      picture.alt = link.querySelector("img").alt;
      dialog.setAttribute("aria-label", picture.alt);
      picture.src = link.href;
      dialog.showModal();
    });
  }
}
