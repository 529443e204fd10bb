// What is cut off at an edge of the page or of its own box, and cannot be reached by scrolling.
() => {
  const width = document.documentElement.clientWidth;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const hides = (element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX);
  const reachable = (element) => {
    for (let each = element; each; each = each.parentElement) if (scrolls(each)) return true;
    return false;
  };
  const named = (element) =>
    `${element.tagName.toLowerCase()}.${[...element.classList].join(".")} “${words(element)}”`;
  const words = (element) => element.innerText.trim().slice(0, 40);
  const found = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true }) || reachable(element)) continue;
    const box = element.getBoundingClientRect();
    // One pixel wide, or wholly outside: said to those who listen, not shown.
    if (box.width <= 1 || box.height <= 1 || box.bottom <= 0 || box.right <= 0) continue;
    const beyond = box.right > width + 1 || box.left < -1;
    const clipped = hides(element) && element.scrollWidth > element.clientWidth + 1;
    if ((beyond || clipped) && element.innerText?.trim()) found.push(named(element));
  }
  return found;
};
