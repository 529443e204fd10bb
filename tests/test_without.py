"""The pages where something is missing: scripts, styles or pictures."""

import re

import pytest
from browsing import DESK, needs_browser, report, visit
from templates import FIRST, template

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

templates = pytest.mark.parametrize("template", FIRST, ids=lambda each: each.name)
# What stands in the page and is not shown.
_HIDDEN = """[...document.querySelectorAll("main *")].filter(
    (each) => each.children.length === 0 && each.textContent.trim()
        && !each.checkVisibility({visibilityProperty: true})
        && !each.closest("script, style, noscript, template, details"))
    .map((each) => `${each.tagName.toLowerCase()} “${each.textContent.trim().slice(0, 60)}”`)"""
# What needs a script by its nature, and has a link beside it that does not.
_BY_SCRIPT_ALONE = re.compile(r"\s*- '?button \"Chép địa chỉ")
_STYLES = re.compile(r"\.css(\?|$)")
_PICTURES = re.compile(r"\.(jpe?g|png|svg|webp|avif|gif)(\?|$)")


@pytest.fixture
def scriptless(browser):
    context = browser.new_context(java_script_enabled=False, viewport=DESK)
    yield context.new_page()
    context.close()


@templates
def test_without_scripts_everything_is_there_to_read(page, scriptless, sites, template):
    visit(page, sites, template)
    visit(scriptless, sites, template)
    with_scripts = page.locator("main").aria_snapshot().splitlines()
    without = set(scriptless.locator("main").aria_snapshot().splitlines())
    missing = (line for line in with_scripts if line not in without)
    report(f"not there: {line.strip()}" for line in missing if not _BY_SCRIPT_ALONE.match(line))


def test_without_scripts_the_menu_leads_on(scriptless, address):
    scriptless.goto(address + "/")
    links = scriptless.locator("header nav a:visible").all()
    for target in [link.get_attribute("href") for link in links]:
        scriptless.goto(address + "/")
        scriptless.locator(f"header nav a[href='{target}']:visible").click()
        assert scriptless.url == address + target
        scriptless.locator("h1").wait_for(state="attached")
        assert scriptless.locator("h1").count() == 1


@templates
def test_without_styles_the_order_is_sensible_and_nothing_is_hidden(page, sites, template):
    page.route(_STYLES, lambda route: route.abort())
    visit(page, sites, template)
    page.evaluate("document.querySelectorAll('style').forEach((each) => each.remove())")
    tops = [
        page.locator(place).first.bounding_box()["y"]
        for place in ("a[href^='#']", "header nav", "main h1", "body footer >> nth=-1")
    ]
    assert tops == sorted(tops)
    report(page.evaluate(_HIDDEN))


@pytest.mark.parametrize("name", ["home", "bulletin-cover", "bulletin-long", "spotlight-few"])
def test_without_pictures_their_words_and_captions_are_there(page, sites, name):
    page.route(_PICTURES, lambda route: route.abort())
    visit(page, sites, template(name))
    told = page.locator("main").aria_snapshot()
    shown = page.locator("main img:not(details:not([open]) img)")
    alts = shown.evaluate_all("(all) => all.map((each) => each.alt)")
    assert alts
    report(f"not told: {alt}" for alt in alts if alt and alt not in told)
    captions = page.locator("figcaption").all()
    assert all(caption.is_visible() for caption in captions)
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK["width"]


def test_a_hidden_text_is_told_and_a_closed_one_is_not(page):
    page.set_content(
        "<main><p hidden>Giấu</p><p style='visibility: hidden'>Ẩn</p>"
        "<details><summary>Mở</summary><p>Trong</p></details></main>"
    )
    assert page.evaluate(_HIDDEN) == ["p “Giấu”", "p “Ẩn”"]
