"""
Golden screenshots: every sort of page on a phone and on a desk, by day and by night.

After a change of looks, look at the pictures and renew them:
`BANTIN_RENEW=1 python -m pytest tests/test_looks.py`.
"""

import pytest
from browsing import (
    CHROMIUM,
    DESK,
    FLAGS,
    GOLDEN,
    PHONE,
    RENEWING,
    needs_browser,
    renew_by,
    report,
    visit,
)
from likeness import compare, opened, shown, small
from PIL import Image
from templates import STAYING, template

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

LOOKS = GOLDEN / "looks"
# Hinted, and each letter on a whole pixel: as far from ours as Chromium can be set.
OTHER_LETTERS = ["--font-render-hinting=medium", "--disable-font-subpixel-positioning"]
SIZES = {"phone": PHONE, "desk": DESK}
SCHEMES = {"day": "light", "night": "dark"}
LOOKED_AT = [(size, scheme) for size in SIZES for scheme in SCHEMES]
_SETTLED = """() => Promise.all([document.fonts.ready, ...[...document.images]
    .filter((image) => image.getBoundingClientRect().top < innerHeight)
    .map((image) => image.decode().catch(() => null))])"""


def golden_of(template, size, scheme):
    return LOOKS / f"{template.name}-{size}-{scheme}.png"


def photograph(page, size, scheme):
    """Take a picture of what an open page shows of itself first."""
    page.set_viewport_size(SIZES[size])
    page.emulate_media(color_scheme=SCHEMES[scheme], reduced_motion="reduce")
    page.evaluate(_SETTLED)
    return opened(page.screenshot(animations="disabled", scale="css"))


def faults(golden, now, folder):
    """Tell how *now* differs from *golden*; what to look at is left in *folder*."""
    if not golden.is_file():
        return [f"there is no {golden.name} yet"]
    agreed = opened(golden)
    difference = compare(now, agreed)
    if difference.is_small:
        return []
    pictures = {"now": now, "agreed": agreed, "difference": shown(now, difference)}
    for name, picture in pictures.items():
        picture.save(folder / f"{golden.stem}-{name}.png")
    by = f"{difference.share:.2%} differ, by {difference.mean:.2f} on average"
    return [f"{golden.stem}: {by}; see {folder}"]


@pytest.mark.parametrize("template", STAYING, ids=lambda each: each.name)
def test_a_page_looks_as_it_was_agreed(page, sites, tmp_path, template):
    page.emulate_media(reduced_motion="reduce")
    visit(page, sites, template)
    found = []
    for size, scheme in LOOKED_AT:
        golden, now = golden_of(template, size, scheme), photograph(page, size, scheme)
        if RENEWING and faults(golden, now, tmp_path):
            LOOKS.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(small(now))
        found += faults(golden, now, tmp_path)
    report([*found, renew_by("test_looks.py")] if found else [])


def test_no_golden_picture_is_left_of_a_page_that_is_no_more():
    known = {golden_of(each, *look) for each in STAYING for look in LOOKED_AT}
    assert set(LOOKS.glob("*.png")) <= known


BREAKS = {
    "a block moved": ("p, .lead, figure { position: relative; top: 6px }", "bulletin-cover"),
    "a bar of another colour": (".sections { background: #6a2f5a !important }", "home"),
    "a heading of another colour": ("h1 { color: #b00 !important }", "bulletin-cover"),
    "a picture missing": ("img { visibility: hidden }", "bulletin-cover"),
    "a menu gone": ("header nav { visibility: hidden }", "missing"),
    "another paper": ("body { background: #ece6d8 !important }", "missing"),
    "larger letters": ("html { font-size: 104% }", "bulletin-cover"),
}


@pytest.mark.parametrize(("size", "scheme"), [("phone", "night"), ("desk", "day")])
@pytest.mark.parametrize("broken", BREAKS)
def test_what_a_reader_would_notice_is_noticed(page, sites, broken, size, scheme):
    style, name = BREAKS[broken]
    visit(page, sites, template(name))
    agreed = opened(small(photograph(page, size, scheme)))
    page.add_style_tag(content=style)
    now = photograph(page, size, scheme)
    assert not compare(now, agreed).is_small


@pytest.mark.parametrize(("name", "size"), [("home", "desk"), ("bulletin-long", "phone")])
def test_letters_drawn_by_another_machine_are_not_noticed(browser, page, sites, name, size):
    visit(page, sites, template(name))
    agreed = opened(small(photograph(page, size, "day")))
    flags = [flag for flag in FLAGS if "font" not in flag and "lcd" not in flag]
    other = browser.browser_type.launch(executable_path=CHROMIUM, args=[*flags, *OTHER_LETTERS])
    its_page = other.new_page()
    visit(its_page, sites, template(name))
    now = photograph(its_page, size, "day")
    other.close()
    assert now.tobytes() != photograph(page, size, "day").tobytes()
    assert compare(now, agreed).is_small


def test_a_picture_that_differs_is_told_with_where_to_look(tmp_path):
    agreed = Image.new("RGB", (400, 800), "white")
    now = agreed.copy()
    now.paste("navy", (0, 0, 400, 60))
    golden = tmp_path / "trang.png"
    golden.write_bytes(small(agreed))
    (told,) = faults(golden, now, tmp_path)
    assert told.startswith("trang: 8.50%")
    assert str(tmp_path) in told
    assert {"trang-now.png", "trang-difference.png"} <= {file.name for file in tmp_path.iterdir()}
    assert faults(golden, agreed, tmp_path) == []
    assert faults(tmp_path / "khong.png", now, tmp_path) == ["there is no khong.png yet"]
