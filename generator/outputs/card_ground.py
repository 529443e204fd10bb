"""What all cards of one sort have in common, drawn once in a process and then copied."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from generator.kernel.colour import WHITE, Colour
from generator.outputs import icons, logo
from generator.outputs.card import HEIGHT_PX, WIDTH_PX, Style
from generator.outputs.card_letters import Weight, width
from generator.outputs.card_pen import Voice, line
from generator.outputs.palette import PAPER

# As `theme/styles/both/10-tokens.css` has them, by day.
INK, QUIET, HAIRLINE = "#17202a", "#46515d", "#c9c6bb"
ALARM, ALARM_BAR = "#9a1a1e", "#96171b"
ON_BAR = str(WHITE)
MARGIN = 64
BAR_PX = 14
_GAP_PX = 18
_MARK_SHARE = 1.5  # the mark beside the name, in sizes of the name's letters
_SIZES = (30, 28, 26, 24, 22)
_AT_HAND = 16


def sheet(colour: Colour | str = PAPER) -> Image.Image:
    """Return an empty card."""
    return Image.new("RGB", (WIDTH_PX, HEIGHT_PX), str(colour))


@lru_cache(maxsize=_AT_HAND)
def with_nameplate(style: Style, content: Path) -> Image.Image:
    """Return paper under the organisation's name, between its bar and a black line."""
    paper = sheet()
    pen = ImageDraw.Draw(paper)
    pen.rectangle((0, 0, WIDTH_PX, BAR_PX - 1), fill=style.bar)
    nameplate(paper, style, content, baseline=84, colour=INK)
    pen.rectangle((MARGIN, 114, WIDTH_PX - MARGIN - 1, 117), fill=INK)
    return paper


def nameplate(
    image: Image.Image, style: Style, content: Path, *, baseline: int, colour: str
) -> None:
    """Draw mark and name of the organisation side by side in the middle."""
    room = WIDTH_PX - 2 * MARGIN
    size_px = _fitting(style.organisation, room)
    picture = mark_of(style, content, round(size_px * _MARK_SHARE), room // 4)
    room -= picture.width + _GAP_PX
    wide = min(width(style.organisation, Weight.SEMIBOLD, size_px), room)
    left = (WIDTH_PX - picture.width - _GAP_PX - wide) / 2
    middle = baseline - round(size_px * 0.36)
    image.paste(picture, (round(left), middle - picture.height // 2), picture)
    voice = Voice(Weight.SEMIBOLD, colour, (size_px,))
    line(image, style.organisation, (left + picture.width + _GAP_PX, baseline), voice, room=room)


def _fitting(text: str, room: int) -> int:
    room -= 2 * MARGIN
    return next((s for s in _SIZES if width(text, Weight.SEMIBOLD, s) <= room), _SIZES[-1])


@lru_cache(maxsize=_AT_HAND)
def mark_of(style: Style, content: Path, height_px: int, limit_px: int) -> Image.Image:
    """Return the organisation's logo, or else the theme's mark, that high; in RGBA."""
    if style.logo is None:
        return icons.mark(height_px, style.bar)
    with logo.open_unchanged(style.logo, content) as picture:
        share = min(height_px / picture.height, limit_px / picture.width)
        size = (max(round(picture.width * share), 1), max(round(picture.height * share), 1))
        return picture.resize(size, Image.Resampling.LANCZOS)
