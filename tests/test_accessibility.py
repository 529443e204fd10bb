"""Every sort of page by the rules of axe-core, and as eyes need it: large, dark, in own colours."""

import pytest
from browsing import AXE, DESK, PHONE, needs_axe, needs_browser, report, script, visit
from templates import FIRST, STAYING, TEMPLATES, template

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# What can be otherwise by night: the other rules have been kept by day.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDTHS = (320, 390, 768, 1280)
LEAST_CONTRAST = 7
TALL = 900
_AXE = """(rules) => axe.run(document, {
    runOnly: rules, resultTypes: ["violations"], preload: false, performanceTimer: false})"""
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def broken_rules(page, rules=RULES):
    """Return what axe finds: each rule with the place that breaks it, and what axe says of it."""
    found = page.evaluate(_AXE, rules)["violations"]
    return {
        f"{rule['id']}: {' '.join(node['target'][-1:])}": node["failureSummary"].splitlines()[1:]
        for rule in found
        for node in rule["nodes"]
    }


def looks():
    """Yield every way a page is looked at: its name, how the browser is set, what can break."""
    for width in WIDTHS:
        yield f"day {width}", width, {}, RULES
        yield f"night {width}", width, {"color_scheme": "dark"}, COLOUR_RULES
    yield "paper", 1280, {"media": "print"}, RULES
    yield "own colours", 390, {"forced_colors": "active"}, RULES


def each(templates):
    return pytest.mark.parametrize("template", templates, ids=lambda each: each.name)


def look(page, width, **media):
    page.set_viewport_size({"width": width, "height": TALL})
    plain = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}
    page.emulate_media(**plain | media)


@needs_axe
@each(TEMPLATES)
def test_a_page_breaks_no_rule_at_any_width_by_day_by_night_or_on_paper(steady, sites, template):
    visit(steady, sites, template)
    steady.evaluate(AXE.read_text("utf-8"))
    found = {}
    for name, width, media, rules in looks():
        look(steady, width, **media)
        for place, words in broken_rules(steady, rules).items():
            found.setdefault(place, (words, []))[1].append(name)
    report(
        f"{place} [{', '.join(names)}] {' '.join(words)}" for place, (words, names) in found.items()
    )


@each(TEMPLATES)
def test_every_text_stands_out_from_what_lies_behind_it(steady, sites, template):
    visit(steady, sites, template)
    found = {}
    for scheme in ("light", "dark"):
        for width in (390, 1280):
            look(steady, width, color_scheme=scheme)
            for text in steady.evaluate(script("contrast"), LEAST_CONTRAST):
                found.setdefault("{contrast}  {where}  “{words}”".format(**text), []).append(
                    f"{scheme} {width}"
                )
    report(f"{text} [{', '.join(names)}]" for text, names in found.items())


@each(STAYING)
def test_letters_twice_as_large_push_nothing_out_of_a_narrow_page(page, sites, template):
    page.set_viewport_size({"width": 320, "height": TALL})
    visit(page, sites, template)
    page.add_style_tag(content="html { font-size: 200% !important }")
    report(page.evaluate(script("cut")))
    assert page.evaluate(_SIDEWAYS) <= 0


@each((*FIRST, template("bulletin-long")))
def test_nothing_moves_for_who_asked_for_rest(steady, sites, template):
    visit(steady, sites, template)
    report(steady.evaluate(script("moving")))


def test_links_and_the_frame_of_what_has_the_focus_show_in_the_readers_own_colours(page, sites):
    page.emulate_media(forced_colors="active")
    visit(page, sites, template("bulletin-long"))
    link = page.locator("main a").first
    link.focus()
    shown = link.evaluate(
        """(link) => {
            const style = getComputedStyle(link);
            const around = getComputedStyle(document.body).color;
            const width = parseFloat(style.outlineWidth);
            return { colour: style.color, around, line: style.outlineStyle, width };
        }"""
    )
    assert shown["colour"] != shown["around"]
    assert shown["line"] != "none"
    assert shown["width"] >= 1


def test_a_text_that_hardly_stands_out_is_found(page):
    page.set_viewport_size(DESK)
    page.set_content(
        "<body style='background: #fff'><p style='color: #777'>Nhạt"
        "<div style='background: #000; color: #000'><p style='opacity: .9'>Chìm</div>"
        "<p style='color: #000'>Rõ</p>"
        "<p style='background: linear-gradient(#fff, #555); color: #000'>Dốc</p>"
        "<p style='background: url(x.png); color: #000'>Ảnh</p>"
    )
    found = page.evaluate(script("contrast"), LEAST_CONTRAST)
    assert [(each["contrast"], each["words"]) for each in found] == [
        ("4.48", "Nhạt"),
        ("1.00", "Chìm"),
        ("2.82", "Dốc"),
        ("picture", "Ảnh"),
    ]


def test_what_is_pushed_out_of_a_page_is_told_and_what_can_be_scrolled_is_not(page):
    page.set_viewport_size(PHONE)
    page.set_content(
        "<p style='width: 900px'>Rộng</p><p style='overflow: hidden; white-space: nowrap'>"
        + "Dài " * 99
        + "<div style='overflow: auto'><b style='display: block; width: 900px'>Cuộn được</b></div>"
        "<a href=#a style='position: absolute; left: -999px'>Cho người nghe</a>"
    )
    wide, long = page.evaluate(script("cut"))
    assert "Rộng" in wide
    assert "Dài" in long


def test_what_would_move_is_told(page):
    page.set_content(
        "<style>b { transition: color 1s } i::after { content: ''; animation: x 2s }"
        "@keyframes x { to { color: red } }</style><b>Lướt</b><i>Quay</i><u>Yên</u>"
    )
    assert page.evaluate(script("moving")) == ["<b>Lướt</b>", "<i>Quay</i>::after"]


@needs_axe
def test_a_broken_rule_is_told_with_its_place(page):
    page.set_content("<html lang=vi><title>x</title><main><h1>x</h1><img src=x.png>")
    page.evaluate(AXE.read_text("utf-8"))
    assert [place for place in broken_rules(page) if "image-alt" in place] == ["image-alt: img"]
