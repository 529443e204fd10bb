"""
What a page is built of, and its golden file: what a screen reader says, as text to be reviewed.

After a change of pages, read the new files and renew them:
`BANTIN_RENEW=1 python -m pytest tests/test_structure.py`.
"""

from difflib import unified_diff

import pytest
from browsing import GOLDEN, RENEWING, needs_browser, renew_by, report, script, visit
from templates import STAYING

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

ARIA = GOLDEN / "aria"
# How many there are of each: the title, and what a reader jumps to.
ONCE = ("titles", "banners", "mains", "footers")
NONE = (
    *("skipped", "namelessMenus", "headersWithoutScope", "imagesWithoutAlt"),
    *("imagesWithoutSize", "repeatedIds", "ordered", "nowhere"),
)
templates = pytest.mark.parametrize("template", STAYING, ids=lambda each: each.name)


@templates
def test_a_page_has_one_title_its_landmarks_and_no_loose_end(page, sites, template):
    visit(page, sites, template)
    found = page.evaluate(script("structure"))
    assert found["language"] == ("en" if template.site == "english" else "vi")
    assert {name: found[name] for name in ONCE} == dict.fromkeys(ONCE, 1)
    report(f"{name}: {found[name]}" for name in NONE if found[name])
    assert len(found["menus"]) == len(set(found["menus"])) >= 1


@templates
def test_a_page_reads_as_it_was_agreed(page, sites, template):
    visit(page, sites, template)
    told = f"{page.title()}\n\n{page.locator('body').aria_snapshot()}\n"
    told = told.replace(sites.address(template.site), "")
    golden = ARIA / f"{template.name}.txt"
    if RENEWING:
        ARIA.mkdir(parents=True, exist_ok=True)
        golden.write_text(told, "utf-8", newline="\n")
    if not golden.is_file():
        pytest.fail(
            f"there is no {golden.name} yet; {renew_by('test_structure.py')}", pytrace=False
        )
    agreed = golden.read_text("utf-8")
    if told != agreed:
        changes = unified_diff(agreed.splitlines(), told.splitlines(), "agreed", "now", lineterm="")
        pytest.fail("\n".join([*changes, renew_by("test_structure.py")]), pytrace=False)


def test_no_golden_file_is_left_of_a_page_that_is_no_more():
    assert {file.stem for file in ARIA.glob("*.txt")} <= {each.name for each in STAYING}


def test_every_fault_of_structure_is_found(page):
    page.set_content(
        "<html lang=vi><header></header><nav></nav><nav aria-label=x></nav><h1>a</h1><h3>b</h3>"
        "<main><table><tr><th>c</table><img src=x.png><p id=d><p id=d><p tabindex=2>"
        "<a href='#e'>e</a></main>"
    )
    found = page.evaluate(script("structure"))
    assert all(found[name] for name in NONE), found
    assert found["footers"] == 0
    assert found["menus"] == [None, "x"]
