"""The sample site in a real browser, on a phone and on a desk."""

import pytest
from browsing import needs_browser
from templates import STAYING

SIZES = {"small": (320, 640), "phone": (390, 844), "desk": (1280, 900)}

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("template", STAYING, ids=lambda each: each.name)
def test_a_page_opens_whole_at_every_width(page, sites, template):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(sites.of(template))
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.locator("h1").first.is_visible()
    assert page.faults == []
    assert [url for url in asked if not url.startswith(sites.address(template.site))] == []


def test_dark_is_dark(browser, address):
    def brightness(scheme):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "/")
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        context.close()
        return sum(int(n) for n in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])

    assert brightness("dark") < 200
    assert brightness("light") > 500


def test_stacked_accents_have_room(page, address):
    page.goto(address + "/")
    ratio = page.evaluate(
        """() => { const s = getComputedStyle(document.querySelector("main h2, main h3"));
                   return parseFloat(s.lineHeight) / parseFloat(s.fontSize) }"""
    )
    assert ratio >= 1.2


def test_a_reader_walks_from_home_to_a_story_its_unit_and_back(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "/")
    page.locator("main a[href*='/guong-sang/2']").first.click()
    page.wait_for_url("**/guong-sang/2*/**")
    title = page.locator("h1").inner_text()
    page.locator("main a[href*='/don-vi/']").first.click()
    page.wait_for_url("**/don-vi/*/")
    assert page.locator("main").get_by_text(title).count() >= 1
    page.go_back()
    page.wait_for_url("**/guong-sang/2*/**")
    assert page.locator("h1").inner_text() == title
