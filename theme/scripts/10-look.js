// Light or dark and the size of the text: kept on this device, put in force by parts/early.html.
const root = document.documentElement;
const form = document.querySelector(".look__panel");

for (const name of ["theme", "size"]) {
  const chosen = form && form.querySelector(`[name="${name}"][value="${root.dataset[name] || ""}"]`);
  if (chosen) chosen.checked = true;
}

form?.addEventListener("change", ({ target }) => {
  if (target.value) root.dataset[target.name] = target.value;
  else delete root.dataset[target.name];
  try {
    localStorage.setItem(`bantin-${target.name}`, target.value);
  } catch {
    // storage is shut: the choice holds for this page
  }
});
