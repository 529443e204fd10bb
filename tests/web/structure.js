// What a page is built of: what each rule of tests/test_structure.py looks at.
() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.outerHTML.slice(0, 120);
  const ids = all("[id]").map((element) => element.id);
  const levels = all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.tagName[1]));
  const sectioning = "article, aside, main, nav, section";
  const ofThePage = (element) => !element.parentElement.closest(sectioning);
  return {
    language: document.documentElement.lang,
    titles: all("h1").length,
    skipped: levels.filter((level, place) => level > (levels[place - 1] ?? 0) + 1).length,
    banners: all("header, [role=banner]").filter(ofThePage).length,
    mains: all("main, [role=main]").length,
    footers: all("footer, [role=contentinfo]").filter(ofThePage).length,
    namelessMenus: all("nav")
      .filter((nav) => !nav.hasAttribute("aria-label") && !nav.hasAttribute("aria-labelledby"))
      .map(shown),
    menus: all("nav").map((nav) => {
      const by = nav.getAttribute("aria-labelledby");
      return by ? document.getElementById(by)?.textContent.trim() : nav.getAttribute("aria-label");
    }),
    headersWithoutScope: all("th:not([scope])").map(shown),
    imagesWithoutAlt: all("img:not([alt])").map(shown),
    imagesWithoutSize: all("img:not([width]), img:not([height])").map(shown),
    repeatedIds: ids.filter((id, place) => ids.indexOf(id) !== place),
    ordered: all("[tabindex]").filter((element) => element.tabIndex > 0).map(shown),
    nowhere: all("a[href^='#']")
      .filter((link) => link.hash && !document.getElementById(decodeURIComponent(link.hash.slice(1))))
      .map(shown),
  };
};
