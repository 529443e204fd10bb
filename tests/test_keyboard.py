"""A walk with the Tab key: where it stops, in which order, and whether that can be seen."""

import pytest
from browsing import DESK, PHONE, needs_browser, report, script, visit
from templates import template

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

WALKED = ["home", "kind", "unit", "bulletin-long", "bulletin-table", "urgent", "about", "missing"]
LIMIT = 400


def walk(page):
    """Press Tab to the end of the page; yield each stop."""
    for _ in range(LIMIT):
        page.keyboard.press("Tab")
        stop = page.evaluate("window.tellStop()")
        if stop is None:
            return
        yield stop
    pytest.fail(f"after {LIMIT} stops the page has no end")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("name", WALKED)
def test_tab_leads_through_a_page_in_its_order_and_each_stop_can_be_seen(steady, sites, name, size):
    steady.set_viewport_size(size)
    visit(steady, sites, template(name))
    links = steady.evaluate(script("stops"))
    stops = list(walk(steady))
    assert [stop["target"] for stop in stops if stop["target"]] == links
    report(f"{stop['name']} {fault}" for stop in stops for fault in stop["faults"])


@pytest.mark.parametrize("name", WALKED)
def test_the_first_stop_leads_past_the_menu(steady, sites, name):
    visit(steady, sites, template(name))
    first = steady.locator("body a[href^='#']").first
    steady.keyboard.press("Tab")
    assert first.evaluate("(link) => link === document.activeElement")
    assert first.evaluate("(link) => link.getBoundingClientRect().top >= 0")
    steady.keyboard.press("Enter")
    assert steady.evaluate("document.querySelector(location.hash).closest('main') !== null")
    steady.keyboard.press("Tab")
    assert steady.evaluate(
        "document.activeElement.closest('header') === null || "
        "document.activeElement.closest('main') !== null"
    )


def test_a_stop_that_does_not_show_or_is_small_or_hidden_is_told(page):
    page.set_content(
        "<style>a { outline: none } i { position: fixed; inset: 0 0 auto; height: 4em }</style>"
        "<p><a href=#a style='display: block; width: 9px; height: 9px'>a</a></p><i>Thanh</i>"
        "<p tabindex=1 style='margin: 5em; padding: 1em'>b</p>"
    )
    page.evaluate(script("stops"))
    b, a = list(walk(page))
    assert a["faults"] == [
        *("comes before the stop before it", "does not show that it has the focus"),
        *("lies behind i “Thanh”", "is 9 × 9 px"),
    ]
    assert b["faults"] == []


def test_a_page_that_holds_the_focus_is_told(page):
    page.set_content("<a href=#a>a</a><a href=#b onblur='this.focus()'>b</a>")
    page.evaluate(script("stops"))
    with pytest.raises(pytest.fail.Exception, match="no end"):
        list(walk(page))
