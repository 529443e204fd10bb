// Panels close when one goes on: at Escape, at a touch beside them, when another one opens.
const panels = [...document.querySelectorAll("details.menu, details.look")];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = panels.find((panel) => panel.open);
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

document.addEventListener("click", ({ target }) => {
  for (const panel of panels) if (panel.open && !panel.contains(target)) panel.open = false;
});

// Beside the text there is room for the table of contents, so there it is open.
const contents = document.querySelector(".contents details");
const isWide = matchMedia("(min-width: 72em)");
const fit = () => {
  contents.open = isWide.matches;
};
if (contents) {
  if (isWide.matches) fit();
  isWide.addEventListener("change", fit);
}
