"""
The two previews drawn, so that an editor sees them: a link in a post and a link in a chat.

The drawing is ours and plain, without anyone's marks; it shows what stands where, and how much of
it is cut off.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont, ImageOps

from generator.kernel.text import cut_at_word
from generator.preview.telling import Card

_FONTS = "fontpkg_be_vietnam_pro"
_MARGIN, _PAD, _GAP = 40, 24, 12
_POST_PX, _CHAT_PX = 680, 520
_RATIO = 1.91
_THUMB_PX = 150
_PAPER, _WHITE, _SHADE, _LINE = "#e6e9ee", "#ffffff", "#f2f4f7", "#d3d8df"
_INK, _QUIET, _LINK, _BUBBLE = "#17202a", "#5d6873", "#1f4f86", "#dcebfb"
_LEADING = 1.36  # Vietnamese capitals carry two marks
_ADDRESS_ROOM = 44

Font = ImageFont.FreeTypeFont


@cache
def _font(weight: str, size_px: int) -> Font:
    file = resources.files(_FONTS) / "files" / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), size_px)


def draw(cards: Sequence[Card], picture: bytes) -> bytes:
    """
    Draw the previews side by side.

    Args:
        cards: What each service shows: the post's first, then the chat's.
        picture: The bytes of the picture; empty where there is none.

    Returns:
        A PNG.
    """
    post, chat = cards
    photo = _opened(picture) if picture and post.picture != "none" else None
    sheets = [_labelled(post, _post(post, photo)), _labelled(chat, _chat(chat, photo))]
    width = sum(sheet.width for sheet in sheets) + _MARGIN * (len(sheets) + 1)
    height = max(sheet.height for sheet in sheets) + 2 * _MARGIN
    whole = Image.new("RGB", (width, height), _PAPER)
    left = _MARGIN
    for sheet in sheets:
        whole.paste(sheet, (left, _MARGIN))
        left += sheet.width + _MARGIN
    data = io.BytesIO()
    whole.save(data, "PNG", optimize=True)
    return data.getvalue()


def _opened(data: bytes) -> Image.Image | None:
    """Return the picture on white, or None where it breaks off or is too large to be opened."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            flat = Image.new("RGBA", picture.size, _WHITE)
            flat.alpha_composite(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return flat.convert("RGB")


def _labelled(card: Card, sheet: Image.Image) -> Image.Image:
    font = _font("SemiBold", 22)
    line = _line_height(font)
    whole = Image.new("RGB", (sheet.width, sheet.height + line + _GAP), _PAPER)
    ImageDraw.Draw(whole).text((0, 0), card.service, _INK, font)
    whole.paste(sheet, (0, line + _GAP))
    return whole


def _post(card: Card, photo: Image.Image | None) -> Image.Image:
    """Draw a link in a post: who posts, the picture, and a shaded foot with the words."""
    width = _POST_PX
    head = _sheet(width, _WHITE, 96, _draw_poster)
    words = (
        (card.host, _font("Regular", 19), _QUIET, 1),
        (card.title, _font("SemiBold", 26), _INK, 2),
        (card.description, _font("Regular", 21), _QUIET, 1),
    )
    if photo is not None and card.picture == "large":
        wide = ImageOps.fit(photo, (width, round(width / _RATIO)), centering=(0.5, 0.4))
        return _stacked([head, wide, _words(words, width, _SHADE)])
    return _stacked([head, _beside(words, photo, width, _SHADE)])


def _chat(card: Card, photo: Image.Image | None) -> Image.Image:
    """Draw a link in a chat: the address as it was sent, then the picture and the words."""
    width = _CHAT_PX
    inner = width - 2 * _PAD
    address = f"https://{card.host}/…"
    sent = _words(((address, _font("Regular", 22), _LINK, 1),), width, _BUBBLE)
    words = (
        (card.title, _font("SemiBold", 24), _INK, 2),
        (card.description, _font("Regular", 20), _QUIET, 2),
        (cut_at_word(card.host, _ADDRESS_ROOM), _font("Regular", 18), _LINK, 1),
    )
    if photo is not None and card.picture == "large":
        wide = ImageOps.fit(photo, (inner, round(inner / _RATIO)), centering=(0.5, 0.4))
        box = _stacked([wide, _words(words, inner, _WHITE)])
    else:
        box = _beside(words, photo, inner, _WHITE)
    whole = Image.new("RGB", (width, sent.height + box.height + _PAD), _BUBBLE)
    whole.paste(sent, (0, 0))
    whole.paste(box, (_PAD, sent.height))
    return _rounded(whole)


Words = Sequence[tuple[str, Font, str, int]]


def _beside(words: Words, photo: Image.Image | None, width: int, ground: str) -> Image.Image:
    """Put words beside a small picture, or alone where there is none."""
    if photo is None:
        return _words(words, width, ground)
    said = _words(words, width - _THUMB_PX, ground)
    whole = Image.new("RGB", (width, max(said.height, _THUMB_PX)), ground)
    whole.paste(ImageOps.fit(photo, (_THUMB_PX, whole.height)), (0, 0))
    whole.paste(said, (_THUMB_PX, 0))
    return whole


def _words(words: Words, width: int, ground: str) -> Image.Image:
    lines = [
        (line, font, colour)
        for text, font, colour, most in words
        for line in wrap(text, font, width - 2 * _PAD, most)
    ]
    height = sum(_line_height(font) for _, font, _ in lines) + 2 * _GAP
    sheet = Image.new("RGB", (width, height), ground)
    pen, top = ImageDraw.Draw(sheet), _GAP
    for line, font, colour in lines:
        pen.text((_PAD, top), line, colour, font)
        top += _line_height(font)
    return sheet


def wrap(text: str, font: Font, width_px: int, most: int) -> list[str]:
    """
    Break *text* into at most *most* lines of *width_px*.

    What does not fit is cut at a word, and `…` tells so; a word wider than a line is cut within.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and font.getlength(f"{line} {words[0]}") <= width_px:
            line += f" {words.pop(0)}"
        lines.append(line)
    last = len(lines) - 1 if words else -1
    return [
        _shortened(line, font, width_px)
        if place == last or font.getlength(line) > width_px
        else line
        for place, line in enumerate(lines)
    ]


def _shortened(line: str, font: Font, width_px: int) -> str:
    """Return *line* with `…` at its end, cut at a word if it must be to have room for that."""
    while line and font.getlength(f"{line}…") > width_px:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line.rstrip(' ,;:.–')}…"


def _draw_poster(pen: ImageDraw.ImageDraw) -> None:
    """Draw a round picture and two bars where a name and an hour would stand."""
    pen.ellipse((_PAD, 20, _PAD + 56, 76), fill=_LINE)
    pen.rounded_rectangle((_PAD + 72, 28, _PAD + 290, 44), 8, fill=_LINE)
    pen.rounded_rectangle((_PAD + 72, 54, _PAD + 190, 66), 6, fill=_SHADE)


def _sheet(
    width: int, ground: str, height: int, paint: Callable[[ImageDraw.ImageDraw], None]
) -> Image.Image:
    sheet = Image.new("RGB", (width, height), ground)
    paint(ImageDraw.Draw(sheet))
    return sheet


def _stacked(parts: Sequence[Image.Image]) -> Image.Image:
    whole = Image.new("RGB", (parts[0].width, sum(part.height for part in parts)), _WHITE)
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return whole


def _rounded(sheet: Image.Image) -> Image.Image:
    mask = Image.new("L", sheet.size, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, sheet.width - 1, sheet.height - 1), 20, fill=255)
    whole = Image.new("RGB", sheet.size, _PAPER)
    whole.paste(sheet, (0, 0), mask)
    return whole


def _line_height(font: Font) -> int:
    return round(font.size * _LEADING)
