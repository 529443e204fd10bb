// What moves by itself, with the scroll or once it is touched: animations, transitions, gliding
// scrolls.
() => {
  const lasting = (times) => times.split(", ").some((time) => parseFloat(time) > 0.02);
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const moves =
        (style.animationName !== "none" &&
          (lasting(style.animationDuration) || (style.animationTimeline ?? "auto") !== "auto")) ||
        (style.transitionProperty !== "none" && lasting(style.transitionDuration)) ||
        (!part && style.scrollBehavior === "smooth");
      if (moves) found.push(element.outerHTML.slice(0, 100) + (part ?? ""));
    }
  }
  return found;
};
