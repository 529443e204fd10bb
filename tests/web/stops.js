// Prepare a page for a walk by Tab: remember how everything looks without the focus.
() => {
  const marks = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor"];
  marks.push("backgroundColor", "textDecorationLine", "textDecorationThickness", "color");
  const look = (element) => {
    const style = getComputedStyle(element);
    return Object.fromEntries(marks.map((mark) => [mark, style[mark]]));
  };
  const before = new Map([...document.querySelectorAll("*")].map((each) => [each, look(each)]));
  const words = (element) =>
    (element.getAttribute("aria-label") || element.innerText || element.title || "").trim();
  const named = (element) =>
    `${element.tagName.toLowerCase()} “${words(element).replaceAll("\n", " ").slice(0, 50)}”`;
  let last = null;
  // A link in a line of text is as high as its letters; axe sees to the room around it.
  const inLine = (element) => getComputedStyle(element).display === "inline";
  const framed = (element) => {
    const now = look(element);
    const then = before.get(element);
    const line =
      now.outlineStyle === "auto" || (now.outlineStyle !== "none" && parseFloat(now.outlineWidth) >= 2);
    const changed = marks.some((mark) => now[mark] !== then?.[mark]);
    const beside = ["boxShadow", "backgroundColor", "borderColor"];
    return changed && (line || beside.some((mark) => now[mark] !== then?.[mark]));
  };
  const inView = (box) =>
    box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const covered = (element, box) => {
    const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
    const y = Math.min(Math.max(box.top + Math.min(box.height, 24) / 2, 0), innerHeight - 1);
    const top = document.elementFromPoint(x, y);
    return top && !element.contains(top) && !top.contains(element) ? named(top) : null;
  };
  // Tell of the element that has the focus what is wrong with it; null past the last one.
  window.tellStop = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    // Of a link over several lines, its first line.
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const whole = element.getBoundingClientRect();
    const faults = [];
    if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) {
      faults.push("comes before the stop before it");
    }
    if (!framed(element)) faults.push("does not show that it has the focus");
    if (!inView(box)) faults.push("is out of sight");
    else if (covered(element, box)) faults.push(`lies behind ${covered(element, box)}`);
    if (!inLine(element) && Math.min(whole.width, whole.height) < 24) {
      faults.push(`is ${whole.width.toFixed(0)} × ${whole.height.toFixed(0)} px`);
    }
    last = element;
    return { name: named(element), target: element.getAttribute("href"), faults };
  };
  return [...document.querySelectorAll("a[href]")]
    .filter((link) => link.checkVisibility({ visibilityProperty: true }))
    .map((link) => link.getAttribute("href"));
};
