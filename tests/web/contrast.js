// Every text that is seen and has a contrast of less than `least` against what lies behind it.
//
// What lies behind: the backgrounds of the element and of those around it, laid over each other
// down to the page's own colour. Each colour of a gradient counts as if it lay behind the whole
// text; a picture cannot be computed and is told as "picture". What is laid over another element
// by its position is not seen here.
(least) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parsed = new Map();
  // By painting it: so every notation the browser knows is known here, oklch() and the rest.
  const parse = (colour) => {
    if (!parsed.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      parsed.set(colour, [red, green, blue, alpha / 255]);
    }
    return parsed.get(colour);
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((c, i) => c * a + below[i] * (1 - a));
  const light = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const lineage = (element) => {
    const line = [];
    for (let each = element; each; each = each.parentElement) line.push(each);
    return line;
  };
  const paper = () => {
    const probe = document.documentElement.appendChild(document.createElement("i"));
    probe.style.backgroundColor = "Canvas";
    const colour = parse(getComputedStyle(probe).backgroundColor).slice(0, 3);
    probe.remove();
    return colour;
  };
  const ground = paper();
  // The colours that may lie behind a text; null where a picture does.
  const behind = (styles) => {
    const layers = [];
    for (const style of styles) {
      const layer = parse(style.backgroundColor);
      if (style.backgroundImage.includes("url(")) return null;
      const stops = style.backgroundImage.match(/(?:rgba?|color|oklch|oklab|lab|lch)\([^()]*\)/g);
      layers.push([layer, (stops ?? []).map(parse)]);
      if (layer[3] === 1) break;
    }
    let colours = [ground];
    for (const [layer, stops] of layers.reverse()) {
      colours = colours.map((below) => over(layer, below));
      colours.push(...colours.flatMap((below) => stops.map((stop) => over(stop, below))));
    }
    return colours;
  };
  const written = (content) => /^"(.*)"$/s.exec(content)?.[1].trim() ?? "";
  const texts = function* () {
    const seen = (element) =>
      !element.closest("script, style, template, [disabled]") &&
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    for (const element of document.body.querySelectorAll("*")) {
      if (!seen(element)) continue;
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const words = own.map((node) => node.textContent.trim()).join(" ").trim();
      if (words) yield [element, null, words];
      for (const part of ["::before", "::after"]) {
        const added = written(getComputedStyle(element, part).content);
        if (added) yield [element, part, added];
      }
      if (element.placeholder) yield [element, "::placeholder", element.placeholder];
    }
  };
  const named = (line, part) =>
    line
      .slice(0, 3)
      .reverse()
      .map((e) => e.tagName.toLowerCase() + [...e.classList].map((name) => `.${name}`).join(""))
      .join(" > ") + (part ?? "");
  const found = new Map();
  for (const [element, part, words] of texts()) {
    const line = lineage(element);
    const styles = line.map((each) => getComputedStyle(each));
    const own = part ? getComputedStyle(element, part) : styles[0];
    const backs = behind(part ? [own, ...styles] : styles);
    const opacity = styles.reduce((all, style) => all * Number(style.opacity), 1);
    const [r, g, b, alpha] = parse(own.color);
    const worst = backs?.map((back) => contrast(over([r, g, b, alpha * opacity], back), back));
    const value = worst ? Math.min(...worst) : 0;
    if (value < least) {
      const where = named(line, part);
      const told = worst ? value.toFixed(2) : "picture";
      found.set(`${where} ${told}`, { where, contrast: told, words: words.slice(0, 40) });
    }
  }
  return [...found.values()];
};
