// Whatever in `root` acts, asks or passes for ours, told in words. `own` is the page's own script,
// `hosts` those that may be asked, `isPage` whether `root` is a page of ours and not only a text.
(root, { own, hosts, isPage }) => {
  const NEVER =
    "style iframe object embed applet base frame frameset portal fencedframe template noscript video audio " +
    "track math foreignobject animate set use image marquee select textarea keygen dialog isindex plaintext " +
    "xmp listing area map slot canvas";
  // What our pages have around the text of an editor, or above it.
  const AROUND = "form input button link meta title svg path script";
  const never = new Set(NEVER.split(" "));
  const around = new Set(AROUND.split(" "));
  const faults = [];
  const tell = (one, what) => faults.push(`${what}: ${one.outerHTML.slice(0, 200)}`);
  const isAllowed = (address) => {
    const { protocol, host } = new URL(address, location.href);
    return /^https?:$/.test(protocol) && hosts.includes(host);
  };
  const isOurScript = (one) => {
    if (one.type === "application/ld+json") return Boolean(JSON.parse(one.textContent));
    if (one.hasAttribute("src")) return /^\/assets\/bantin\.[0-9a-f]+\.js$/.test(one.getAttribute("src"));
    return one.textContent === own;
  };
  const addressesOf = (one) => [
    one.getAttribute("src"),
    one.localName === "link" && /icon|style|manifest|pre/.test(one.rel) && one.getAttribute("href"),
    ...(one.getAttribute("srcset") ?? "").split(", ").map((part) => part.split(" ")[0]),
  ];

  const all = [...root.querySelectorAll("*")];
  for (const one of all) {
    const name = one.localName;
    const isText = !isPage || one.closest(".prose, .md-typeset");
    if (never.has(name) || (isText && around.has(name))) tell(one, "element");
    if (name === "script" && !isOurScript(one)) tell(one, "script");
    if (name === "form" && !one.matches(".look__panel, .search")) tell(one, "form");
    for (const { name: attribute } of one.attributes) {
      if (/^on|^(style|ping|srcdoc|formaction|target|is|slot|background|poster|nonce)$|[^a-z0-9-]/.test(attribute)) {
        if (attribute !== "viewBox") tell(one, "attribute");
      }
      if (attribute === "name" && !/^(meta|input)$/.test(name)) tell(one, "name");
    }
    if (name === "a" && one.hasAttribute("href") && !/^(https?|mailto|tel):$/.test(one.protocol)) tell(one, "scheme");
    for (const address of addressesOf(one)) if (address && !isAllowed(address)) tell(one, "address");
    if (isText && one.id.startsWith("__") && one.id !== "__main") tell(one, "an id of ours");
  }
  const ids = all.map((one) => one.id).filter(Boolean).sort();
  const twice = ids.filter((id, index) => isPage && id === ids[index + 1]);
  return [...faults, ...twice.map((id) => `twice: ${id}`)];
}
