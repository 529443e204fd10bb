"""Drawing a card: one function for each layout, and the JPEG that is published."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw

from generator.outputs.card import HEIGHT_PX, WIDTH_PX, Card, Layout, PersonOnCard
from generator.outputs.card_ground import (
    ALARM,
    ALARM_BAR,
    BAR_PX,
    HAIRLINE,
    INK,
    MARGIN,
    ON_BAR,
    QUIET,
    mark_of,
    sheet,
    with_nameplate,
)
from generator.outputs.card_letters import Weight
from generator.outputs.card_pen import Block, Voice, capitals, draw, line, prepare
from generator.outputs.card_photos import photograph
from generator.outputs.palette import PAPER

LIMIT_BYTES = 300_000
_USUAL_BYTES = 120_000
# From what nobody tells from the drawing down to what still shows what it shows.
_STEPS = ((80, 1), (74, 2), (66, 2), (54, 2), (40, 2), (26, 2), (12, 2))
_MIDDLE = WIDTH_PX // 2
_FINE = (27, 25, 23, 21)  # the sizes of dates and sources
_TITLE = (80, 74, 68, 62, 56, 50, 45, 40, 36, 33, 30)
# What matters most stands within the square in the middle, which some lists of Zalo cut out.
_SQUARE = HEIGHT_PX
_COLUMN = 800


def draw_card(card: Card, content: Path) -> bytes:
    """
    Return *card* as JPEG of 1200 by 630 pixels, at most `LIMIT_BYTES` long, without details.

    Raises:
        ContentChangedError: a picture in the folder *content* is not what it was.
    """
    return _encoded(_LAYOUTS[card.layout](card, content))


def _words(card: Card, content: Path) -> Image.Image:
    """Draw a card of words alone: a newspaper's front page with one headline."""
    image = with_nameplate(card.style, content).copy()
    voice = Voice(Weight.SEMIBOLD, card.style.identity, (26,), is_centred=True)
    capitals(image, card.label, (_MIDDLE, 172), voice, 900)
    title = prepare(card.title, Voice(Weight.BOLD, INK, _TITLE, is_centred=True), (_COLUMN, 330))
    draw(image, title, _MIDDLE, 202 + (330 - title.height) / 2)
    _foot(image, card)
    return image


def _foot(image: Image.Image, card: Card) -> None:
    ImageDraw.Draw(image).rectangle((MARGIN, 556, WIDTH_PX - MARGIN - 1, 557), fill=HAIRLINE)
    voice = Voice(Weight.MEDIUM, QUIET, _FINE)
    line(image, _joined(card.source, card.date), (_MIDDLE, 598), voice, room=1072, anchor="ms")


def _joined(*parts: str) -> str:
    return "  ·  ".join(part for part in parts if part)


def _cover(card: Card, content: Path) -> Image.Image:
    """Draw a card with a photograph: that at the left and high, the headline beside it."""
    assert card.cover is not None  # noqa: S101 -- the layout is chosen for it
    wide, left = 660, 704
    room = WIDTH_PX - left - 48
    image = sheet()
    image.paste(photograph(card.cover, content, (wide, HEIGHT_PX), upper=False), (0, 0))
    ImageDraw.Draw(image).rectangle((wide, 0, WIDTH_PX, BAR_PX - 1), fill=card.style.bar)
    capitals(image, card.label, (left, 84), _label(card), room)
    top = _signature(image, card, content, left, room)
    sizes = (62, 58, 54, 50, 46, 43, 40, 37, 34, 31, 28)
    title = prepare(card.title, Voice(Weight.BOLD, INK, sizes), (room, top - 30 - 114))
    draw(image, title, left, 114)
    return image


def _label(card: Card) -> Voice:
    return Voice(Weight.SEMIBOLD, card.style.identity, (26,))


def _signature(image: Image.Image, card: Card, content: Path, left: int, room: int) -> int:
    """Draw below a black line who speaks and when, and return where the line is."""
    mark = mark_of(card.style, content, 56, 120)
    beside = left + mark.width + 16
    voice = Voice(Weight.MEDIUM, QUIET, (25, 23, 21))
    name = prepare(card.style.organisation, voice, (room - mark.width - 16, 66))
    bottom = 584
    draw(image, name, beside, bottom - 38 - name.height)
    line(image, card.date, (beside, bottom), replace(voice, sizes=(23,)), room=room)
    top = round(bottom - 38 - name.height)
    image.paste(mark, (left, top), mark)
    ImageDraw.Draw(image).rectangle((left, top - 28, left + 71, top - 25), fill=INK)
    return top - 28


def _urgent(card: Card, content: Path) -> Image.Image:
    """Draw a notice: the grade as a framed word, on a band, or filling the card, as it weighs."""
    del content  # the organisation is named in words: nothing is to be looked at but the grade
    band = (0, 214, HEIGHT_PX)[card.gravity]
    image = sheet()
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH_PX, band), fill=ALARM_BAR)
    if not band:
        pen.rectangle((0, 0, WIDTH_PX - 1, HEIGHT_PX - 1), outline=ALARM_BAR, width=18)
    on_band, below = (ON_BAR if band else ALARM), (ON_BAR if band == HEIGHT_PX else INK)
    grade = Voice(Weight.BLACK, on_band, (126, 116, 106, 96, 86, 78, 70), is_centred=True)
    # A frame is at the top as well as a band is; accents keep clear of it.
    middle = 127 if band else 144
    capitals(image, card.label, (_MIDDLE, middle), grade, _SQUARE - 20, is_middle=True)
    title = prepare(card.title, Voice(Weight.BOLD, below, _TITLE[1:], is_centred=True), (860, 222))
    draw(image, title, _MIDDLE, 244 + (222 - title.height) / 2)
    rule = ON_BAR if band == HEIGHT_PX else ALARM_BAR
    pen.rectangle((_MIDDLE - 60, 488, _MIDDLE + 59, 491), fill=rule)
    note = Voice(Weight.SEMIBOLD, below, (32, 30, 28, 26))
    line(image, card.note, (_MIDDLE, 541), note, room=1040, anchor="ms")
    source = Voice(Weight.MEDIUM, below, _FINE)
    line(image, card.style.organisation, (_MIDDLE, 584), source, room=1040, anchor="ms")
    return image


def _people(card: Card, content: Path) -> Image.Image:
    """Draw a card of those who are praised: one large, or up to three side by side, or by words."""
    portrayed = [person for person in card.people if person.portrait is not None]
    if len(portrayed) > 1:
        return _several(card, portrayed, content)
    return _one(card, portrayed[0], content) if portrayed else _by_words(card, content)


def _one(card: Card, person: PersonOnCard, content: Path) -> Image.Image:
    assert person.portrait is not None  # noqa: S101 -- chosen for it
    image = sheet()
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 384, HEIGHT_PX), fill=card.style.bar)
    image.paste(photograph(person.portrait, content, (430, 538), upper=True), (170, 46))
    left, room = 652, WIDTH_PX - 652 - 48
    capitals(image, card.label, (left, 84), _label(card), room)
    name = prepare(_named(card), Voice(Weight.BOLD, INK, (62, 56, 50, 44, 38)), (room, 150))
    draw(image, name, left, 112)
    role = prepare(person.role, Voice(Weight.MEDIUM, QUIET, (27, 25, 23)), (room, 76))
    top = 112 + name.height + 18
    draw(image, role, left, top)
    top += role.height + 34
    end = _signature(image, card, content, left, room)
    draw(image, _spoken(card, (room, round(end - 26 - top))), left, top)
    return image


def _named(card: Card) -> str:
    return ", ".join([*(person.name for person in card.people), *([card.note] * bool(card.note))])


def _spoken(card: Card, room: tuple[int, int]) -> Block:
    """Set what the person said, or the headline where that is too long to be read at a glance."""
    sizes = (42, 39, 36, 33)
    quote = prepare(f"“{card.quote}”", Voice(Weight.MEDIUM, INK, sizes), room)
    if card.quote and not quote.setting.is_cut:
        return quote
    return prepare(card.title, Voice(Weight.SEMIBOLD, INK, (*sizes, 30, 28, 26)), room)


def _several(card: Card, people: list[PersonOnCard], content: Path) -> Image.Image:
    image = with_nameplate(card.style, content).copy()
    wide, gap = 200, 14
    left = _MIDDLE - (len(people) * wide + (len(people) - 1) * gap) // 2
    for number, person in enumerate(people):
        assert person.portrait is not None  # noqa: S101 -- chosen for it
        portrait = photograph(person.portrait, content, (wide, 238), upper=True)
        image.paste(portrait, (left + number * (wide + gap), 140))
    title = prepare(card.title, Voice(Weight.BOLD, INK, _TITLE[2:], is_centred=True), (1000, 92))
    draw(image, title, _MIDDLE, 396 + (92 - title.height) / 2)
    voice = Voice(Weight.MEDIUM, card.style.identity, (30, 28, 26, 24, 22, 20), is_centred=True)
    names = prepare(_named(card), voice, (1060, 50))
    draw(image, names, _MIDDLE, 498 + (50 - names.height) / 2)
    _foot(image, card)
    return image


def _by_words(card: Card, content: Path) -> Image.Image:
    image = with_nameplate(card.style, content).copy()
    label = Voice(Weight.SEMIBOLD, card.style.identity, (26,), is_centred=True)
    capitals(image, card.label, (_MIDDLE, 172), label, 900)
    words = f"“{card.quote}”" if card.quote else card.title
    voice = Voice(Weight.BOLD, INK, (60, 54, 50, 46, 42, 38, 34), is_centred=True)
    block = prepare(words, voice, (_COLUMN, 232))
    draw(image, block, _MIDDLE, 200 + (232 - block.height) / 2)
    name = Voice(Weight.BOLD, card.style.identity, (34, 31, 28, 25))
    line(image, _named(card), (_MIDDLE, 482), name, room=1000, anchor="ms")
    if len(card.people) == 1:
        role = Voice(Weight.MEDIUM, QUIET, _FINE)
        line(image, card.people[0].role, (_MIDDLE, 522), role, room=1000, anchor="ms")
    _foot(image, card)
    return image


def _figures(card: Card, content: Path) -> Image.Image:
    """Draw a card of numbers: the headline, and up to three figures side by side below it."""
    image = with_nameplate(card.style, content).copy()
    pen = ImageDraw.Draw(image)
    label = Voice(Weight.SEMIBOLD, card.style.identity, (26,), is_centred=True)
    capitals(image, card.label, (_MIDDLE, 168), label, 900)
    title = prepare(card.title, Voice(Weight.BOLD, INK, _TITLE[3:], is_centred=True), (1000, 140))
    draw(image, title, _MIDDLE, 190 + (140 - title.height) / 2)
    count = len(card.figures)
    wide = (WIDTH_PX - 2 * MARGIN) // count
    sizes = (84, 76, 68, 60, 52, 46, 40, 34)
    rooms = wide - 40
    numbers = Voice(Weight.BLACK, card.style.identity, sizes, is_centred=True)
    size_px = min(prepare(f.number, numbers, (rooms, 90)).setting.size_px for f in card.figures)
    for place, figure in enumerate(card.figures):
        middle = MARGIN + wide * place + wide / 2
        voice = Voice(Weight.BLACK, card.style.identity, (size_px,))
        line(image, figure.number, (middle, 432), voice, room=rooms, anchor="ms")
        text = Voice(Weight.MEDIUM, QUIET, (28, 26, 24, 22), is_centred=True)
        draw(image, prepare(figure.label, text, (rooms, 76)), middle, 456)
        if place:
            x = MARGIN + wide * place
            pen.rectangle((x - 1, 366, x, 524), fill=HAIRLINE)
    _foot(image, card)
    return image


def _common(card: Card, content: Path) -> Image.Image:
    """Draw what stands for a whole site or kind: its name on the organisation's colour."""
    image = sheet(card.style.bar)
    has_logo = card.style.logo is not None
    mark = mark_of(card.style, content, 150 if has_logo else 230, 460)
    big = Voice(Weight.BOLD, ON_BAR, _TITLE, is_centred=True)
    title = prepare(card.title, big, (_COLUMN, 230))
    fine = Voice(Weight.MEDIUM, ON_BAR, (32, 30, 28, 26), is_centred=True)
    source = prepare(card.source, fine, (_COLUMN, 90))
    # The sheet of the theme's mark has a margin of its own.
    above, between = (56 if has_logo else 20), (46 if card.source else 0)
    top = round((HEIGHT_PX - mark.height - title.height - source.height - above - between) / 2)
    left = _MIDDLE - mark.width // 2
    if has_logo:
        edges = (left - 24, top - 24, left + mark.width + 23, top + mark.height + 23)
        ImageDraw.Draw(image).rectangle(edges, fill=str(PAPER))
    image.paste(mark, (left, top), mark)
    below = top + mark.height + above
    draw(image, title, _MIDDLE, below)
    draw(image, source, _MIDDLE, below + title.height + between)
    return image


_LAYOUTS: Mapping[Layout, Callable[[Card, Path], Image.Image]] = {
    Layout.COVER: _cover,
    Layout.WORDS: _words,
    Layout.URGENT: _urgent,
    Layout.PEOPLE: _people,
    Layout.FIGURES: _figures,
    Layout.COMMON: _common,
}


def _encoded(image: Image.Image) -> bytes:
    """Return the JPEG of the best quality that is no larger than usual, or else the smallest."""
    for quality, subsampling in _STEPS:
        data = io.BytesIO()
        image.save(data, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
        if data.tell() <= _USUAL_BYTES:
            break
    return data.getvalue()
