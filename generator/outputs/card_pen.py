"""A pen that sets text on a card: where lines stand, so that no mark touches another line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial

from PIL import Image, ImageDraw

from generator.outputs.card_letters import Weight, font, width
from generator.outputs.card_text import Box, Setting, fit

# Ink is measured in letters of these sizes, then scaled: in small ones it reaches further, for it
# is fitted to whole pixels.
_MEASURED_PX = (40, 200)
# Lines stand at least this far apart, in sizes of their letters, and further where a tall letter
# stands below a deep one; this much stays free between them.
_LEADING, _FREE = 1.22, 0.03
_TRACKING = 0.06  # of capitals in a row
_CAPITALS = 0.74  # how high they are


@dataclass(frozen=True, slots=True)
class Voice:
    """How a text is set: weight, colour, the sizes to choose from, and whether in the middle."""

    weight: Weight
    colour: str
    sizes: Sequence[int]
    is_centred: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of a card, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> float:
        """Half-way across."""
        return self.left + self.width / 2

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Block:
    """A text that is set but not drawn yet: its lines, how far apart, and the ink's height."""

    setting: Setting
    voice: Voice
    ascent: float
    leading: float
    height: float


def prepare(text: str, voice: Voice, room: tuple[int, int]) -> Block:
    """Set *text* in a *room* of that width and height."""
    ascent, descent = _extent(voice.weight, text)
    leading = max(_LEADING, ascent + descent + _FREE)
    # What stands above the first line's letters and below the last one's belongs to the text too.
    excess = ascent + descent - leading
    measure = partial(_measure, voice.weight)
    sizes = voice.sizes
    box = Box(room[0], room[1], leading)
    setting = fit(text, box, sizes, measure)
    size_px, count = setting.size_px, len(setting.lines)
    height = (count * leading + excess) * size_px if count else 0.0
    return Block(setting, voice, ascent * size_px, leading * size_px, height)


def draw(image: Image.Image, block: Block, left: float, top: float) -> None:
    """Draw *block* with its ink below *top*; *left* is the middle of a centred one."""
    pen = ImageDraw.Draw(image)
    voice, size_px = block.voice, block.setting.size_px
    letters, anchor = font(voice.weight, size_px), "ms" if voice.is_centred else "ls"
    baseline = top + block.ascent
    for line in block.setting.lines:
        pen.text((round(left), round(baseline)), line, voice.colour, letters, anchor)
        baseline += block.leading


def line(  # noqa: PLR0913 -- where, what and how
    image: Image.Image,
    text: str,
    at: tuple[float, float],
    voice: Voice,
    *,
    room: int,
    anchor: str = "ls",
) -> None:
    """
    Write one line at *at* (x, baseline) in at most *room* pixels.

    The size is the largest that fits; what fits in none ends with an ellipsis.
    """
    setting = fit(text, Box(room, 1, 1.0), voice.sizes, partial(_measure, voice.weight))
    if not setting.lines:
        return
    pen, letters = ImageDraw.Draw(image), font(voice.weight, setting.size_px)
    at = (round(at[0]), round(at[1]))
    pen.text(at, setting.lines[0], voice.colour, letters, anchor)


def capitals(  # noqa: PLR0913 -- where, what and how
    image: Image.Image,
    text: str,
    at: tuple[float, float],
    voice: Voice,
    room: int,
    *,
    is_middle: bool = False,
) -> None:
    """
    Write *text* in capitals, spaced apart, from *at* (x, baseline) in at most *room* pixels.

    With *is_middle* the height given is that of the middle of the letters.
    """
    text = text.upper()
    size_px = next((s for s in voice.sizes if tracked_width(text, voice, s) <= room), 0)
    if not size_px:
        line(image, text, at, voice, room=room, anchor="ms" if voice.is_centred else "ls")
        return
    pen, letters = ImageDraw.Draw(image), font(voice.weight, size_px)
    whole = tracked_width(text, voice, size_px)
    x = at[0] - whole / 2 if voice.is_centred else at[0]
    y = at[1] + (_CAPITALS * size_px / 2 if is_middle else 0)
    for character in text:
        pen.text((round(x), round(y)), character, voice.colour, letters, "ls")
        x += width(character, voice.weight, size_px) + _TRACKING * size_px


def tracked_width(text: str, voice: Voice, size_px: int) -> float:
    """Return how wide *text* is when its letters are spaced apart."""
    gaps = max(len(text) - 1, 0) * _TRACKING * size_px
    return sum(width(character, voice.weight, size_px) for character in text) + gaps


def _measure(weight: Weight, text: str, size_px: int) -> float:
    return width(text, weight, size_px)


def _extent(weight: Weight, text: str) -> tuple[float, float]:
    """Return how far the ink of *text* reaches above and below the line, in sizes of letters."""
    reaches = [_reach(weight, character) for character in set(text)] or [(0.0, 0.0)]
    return max(up for up, _ in reaches), max(down for _, down in reaches)


@cache
def _reach(weight: Weight, character: str) -> tuple[float, float]:
    boxes = [
        (size_px, font(weight, size_px).getbbox(character, anchor="ls")) for size_px in _MEASURED_PX
    ]
    up = max(-box[1] / size_px for size_px, box in boxes)
    down = max(box[3] / size_px for size_px, box in boxes)
    return max(up, 0.0), max(down, 0.0)
