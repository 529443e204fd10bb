"""Colours of a site: what is given is used where it can be read, and moved no further than that."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sitemaker import CONFIG, ROOT, SampleSite

from generator.kernel.colour import (
    BLACK,
    WHITE,
    Colour,
    contrast,
    darkened,
    lightened,
    oklab,
    parse,
)
from generator.outputs.palette import DARK_GROUNDS, LIGHT_GROUNDS, palette_of

CHANNEL = st.integers(0, 255)
COLOURS = st.builds(Colour, CHANNEL, CHANNEL, CHANNEL)
YELLOW, CYAN, GREY = Colour(255, 214, 0), Colour(0, 255, 255), Colour(128, 128, 128)


def hue_shift(one, other):
    """Return how far *other* stands beside the hue of *one*, in OKLab (0.02 is just seen)."""
    _, a, b = oklab(one)
    _, x, y = oklab(other)
    size = math.hypot(a, b)
    return math.hypot(x, y) if size < 1e-9 else abs(a * y - b * x) / size


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#143f66", (20, 63, 102)),
        ("#143F66", (20, 63, 102)),
        (" 143f66 ", (20, 63, 102)),
        ("#06c", (0, 102, 204)),
        ("rgb(20, 63,102)", (20, 63, 102)),
        ("RGB(0,0,0)", (0, 0, 0)),
    ],
)
def test_a_colour_is_read_in_the_forms_people_copy(text, colour):
    assert parse(text) == colour


@pytest.mark.parametrize(
    "text", ["", "#", "xanh", "#12345", "#1234567", "#ggg", "rgb(256,0,0)", "rgb(1,2)", "#１４３"]
)
def test_what_is_no_colour_is_none(text):
    assert parse(text) is None


@settings(deadline=None)
@given(COLOURS)
def test_what_is_written_is_read_again(colour):
    assert parse(str(colour)) == colour


def test_contrast_is_wcags():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Colour(119, 119, 119), WHITE) == pytest.approx(4.48, abs=0.005)
    assert contrast(WHITE, Colour(0, 0, 255)) == pytest.approx(8.59, abs=0.005)


@settings(deadline=None)
@given(COLOURS)
@example(YELLOW)
@example(CYAN)
@example(GREY)
@example(WHITE)
@example(BLACK)
def test_every_colour_becomes_one_that_can_be_read(colour):
    for move, grounds in ((darkened, LIGHT_GROUNDS), (lightened, DARK_GROUNDS)):
        moved = move(colour, grounds, 7)

        assert min(contrast(moved, ground) for ground in grounds) >= 7
        assert hue_shift(colour, moved) < 0.005
        if min(contrast(colour, ground) for ground in grounds) >= 7:
            assert moved == colour


@settings(deadline=None)
@given(COLOURS)
@example(YELLOW)
def test_a_colour_is_moved_no_further_than_it_takes(colour):
    moved = darkened(colour, LIGHT_GROUNDS, 7)

    if moved != colour:
        assert min(contrast(moved, ground) for ground in LIGHT_GROUNDS) < 7.25


def test_what_nothing_can_reach_is_a_bug():
    with pytest.raises(ValueError, match="nothing reaches"):
        darkened(GREY, (GREY,), 7)


@settings(deadline=None)
@given(COLOURS)
@example(Colour(20, 63, 102))
@example(YELLOW)
def test_the_colours_of_a_site_can_be_read_in_light_and_dark(colour):
    palette = palette_of(colour)

    for ground in LIGHT_GROUNDS:
        assert contrast(palette.identity, ground) >= 7
    for ground in DARK_GROUNDS:
        assert contrast(palette.identity_dark, ground) >= 7
        assert contrast(palette.bar_dark, ground) >= 1.5
    assert contrast(palette.bar, WHITE) >= 7
    assert contrast(palette.bar_dark, WHITE) >= 7
    if contrast(colour, WHITE) >= 7:
        assert palette.bar == colour
    for moved in (palette.identity, palette.bar, palette.identity_dark):
        assert hue_shift(colour, moved) < 0.005


def test_the_grounds_are_the_themes():
    files = sorted((ROOT / "theme/styles/both").glob("1*.css"))
    tokens = "".join(file.read_text("utf-8") for file in files)
    named = re.findall(r"--(?:paper|tint): (#[0-9a-f]{6});", tokens)

    assert set(named) >= {str(ground) for ground in (*LIGHT_GROUNDS, *DARK_GROUNDS)}


# --- in a site ---


def stylesheets(sample):
    return {
        path: data.decode()
        for path, data in sample.built().items()
        if re.fullmatch(r"assets/bantin-\w+\.[0-9a-f]{10}\.css", path)
    }


def built(site, look):
    sample = SampleSite(site({"mkdocs.yml": f"{CONFIG}      look: {look}\n"}).root)
    assert sample.build("-q") == 0
    return sample


def test_without_a_colour_the_themes_own_stays(site):
    sample = site()
    assert sample.build("-q") == 0

    for text in stylesheets(sample).values():
        assert "@media screen" not in text


def test_a_colour_comes_last_in_both_stylesheets_and_not_on_paper(site):
    sheets = stylesheets(built(site, '{colour: "#FFD600"}'))
    palette = palette_of(YELLOW)

    assert len(sheets) == 2
    light = f"{{--identity:{palette.identity};--bar:{palette.bar}}}"
    dark = f"{{--identity:{palette.identity_dark};--bar:{palette.bar_dark}}}"
    for text in sheets.values():
        assert text.rpartition("\n\n")[2].splitlines() == [
            "@media screen{",
            f":root{light}",
            f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]){dark}}}',
            f':root[data-theme="dark"]{dark}',
            "}",
        ]


def test_another_colour_gives_the_stylesheet_another_name(site):
    first = set(stylesheets(built(site, '{colour: "#143f66"}')))

    assert first.isdisjoint(stylesheets(built(site, '{colour: "#661433"}')))
