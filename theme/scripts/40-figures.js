// Pictures open large in place; without this the link leads to the picture itself.
let dialog;

const make = () => {
  dialog = document.createElement("dialog");
  dialog.className = "large";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = document.querySelector(".masthead").dataset.close;
  dialog.append(document.createElement("img"), close);
  dialog.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.querySelector("img").removeAttribute("src"));
  document.body.append(dialog);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.enlarge");
  if (!link || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!dialog) make();
  const picture = dialog.querySelector("img");
  picture.alt = link.querySelector("img").alt;
  picture.src = link.href;
  dialog.setAttribute("aria-label", picture.alt);
  dialog.showModal();
});
