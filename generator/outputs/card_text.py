"""
Breaking text into lines on a card: where a line may end, which breaks look best, which size fits.

Everything here is pure: how wide text is, a function `measure(text, size_px)` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Measure = Callable[[str, int], float]

ELLIPSIS = "…"
_GAP = " "
# A line may end after these inside a word: "CNVC-LĐ", "2026–2027", "điện/nước".
_CUTS = re.compile(r"(?<=[^\W_][-–—/])(?=[^\W_])")
_NUMBER = re.compile(r"[(“\"]?\d[\d.,:/]*\Z")
_UNITS = ("%", "°C", "đồng", "kg", "km", "m²", "kV")
_OPENING = "“\"‘'([«"
_PAUSES = ".,;:!?"
_DASHES = frozenset("–—-")
# What a break costs that would part what belongs together, in squares of the line's width: more
# than any slack does, so it is chosen only where there is no other.
_PARTED = 4.0
_LOOSE = 0.3  # before a number: "tháng | 11", "số | 2"; inside what is written as one
_NAME = 0.15  # between two capitals: "Nông Thị | Duyên"
_PAUSE = -0.12  # after a comma or a colon readers pause anyway
_ORPHAN = 0.6
_ORPHAN_LETTERS = 4
_NO_WAY = float("inf")


@dataclass(frozen=True, slots=True)
class Box:
    """A room for text, in pixels, and the height of a line in sizes of the letters."""

    width_px: int
    height_px: int
    leading: float

    def lines(self, size_px: int) -> int:
        """Return how many lines of letters of *size_px* it has room for; at least one."""
        return max(1, int(self.height_px / (size_px * self.leading)))


@dataclass(frozen=True, slots=True)
class Setting:
    """Text as it is set: its lines and the size of its letters; `is_cut` if some is left out."""

    lines: tuple[str, ...]
    size_px: int
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that stays together, and what parts it from the one before."""

    text: str
    gap: str


def fit(text: str, box: Box, sizes: Sequence[int], measure: Measure) -> Setting:
    """
    Set *text* in *box* with the largest of *sizes* that it fits in.

    A word wider than a line is broken only at the smallest size; there the text ends with an
    ellipsis if it is too long all the same.

    Args:
        text: One paragraph; without any the setting has no lines.
        box: The room there is.
        sizes: The sizes of letters to choose from, in pixels, the largest first; at least one.
        measure: Tells the width in pixels of a text in letters of a size. That of a line is taken
            for the sum of its words and gaps: the letters of cards are not kerned.
    """
    words = text.split()
    if not words:
        return Setting((), sizes[-1])
    for size_px in sizes:
        ruler = _Ruler(measure, size_px)
        pieces = _pieces(words)
        if any(ruler.width(piece.text) > box.width_px for piece in pieces):
            if size_px != sizes[-1]:
                continue
            pieces = [part for piece in pieces for part in _broken(piece, box.width_px, ruler)]
        count = len(_filled(pieces, box.width_px, ruler))
        if count <= box.lines(size_px):
            return Setting(_balanced(pieces, box.width_px, count, ruler), size_px)
    return Setting(_cut(pieces, box, ruler), sizes[-1], is_cut=True)


class _Ruler:
    """Widths of one size of letters, each measured once."""

    def __init__(self, measure: Measure, size_px: int) -> None:
        self._measure = measure
        self.size_px = size_px
        self._known: dict[str, float] = {}

    def width(self, text: str) -> float:
        if text not in self._known:
            self._known[text] = self._measure(text, self.size_px)
        return self._known[text]

    def after(self, piece: _Piece) -> float:
        """Return how much wider a line becomes with *piece* at its end."""
        return self.width(piece.text) + (self.width(piece.gap) if piece.gap else 0.0)


def _pieces(words: Sequence[str]) -> list[_Piece]:
    pieces = []
    for word in words:
        first, *others = _CUTS.split(word)
        pieces.append(_Piece(first, _GAP))
        pieces += [_Piece(other, "") for other in others]
    return pieces


def _broken(piece: _Piece, width_px: int, ruler: _Ruler) -> list[_Piece]:
    """Cut a piece that is wider than a line into parts that are not."""
    if ruler.width(piece.text) <= width_px:
        return [piece]
    parts, start, text = [], 0, piece.text
    while start < len(text):
        end = start + 1  # one letter stands, however wide
        while end < len(text) and ruler.width(text[start : end + 1]) <= width_px:
            end += 1
        parts.append(_Piece(text[start:end], "" if start else piece.gap))
        start = end
    return parts


def _joined(pieces: Sequence[_Piece]) -> str:
    return "".join([piece.gap + piece.text for piece in pieces]).removeprefix(_GAP)


def _filled(pieces: Sequence[_Piece], width_px: int, ruler: _Ruler) -> list[int]:
    """Return where each line begins if as much as possible stands on every one."""
    starts, width = [0], ruler.width(pieces[0].text)
    for number, piece in enumerate(pieces[1:], 1):
        width += ruler.after(piece)
        if width > width_px:
            starts.append(number)
            width = ruler.width(piece.text)
    return starts


def _balanced(
    pieces: Sequence[_Piece], width_px: int, count: int, ruler: _Ruler
) -> tuple[str, ...]:
    """
    Return *count* lines, none wider than *width_px*, broken where it looks best.

    That is with the least sum of the squares of what is left over on each line (Knuth and Plass,
    "Breaking Paragraphs into Lines", 1981), and of what ill-placed breaks cost.
    """
    total = len(pieces)
    best = [[(_NO_WAY, 0)] * (total + 1) for _ in range(count + 1)]
    best[0][0] = (0.0, 0)
    for start in range(total):
        width = ruler.width(pieces[start].text)
        for end in range(start + 1, total + 1):
            width += ruler.after(pieces[end - 1]) if end > start + 1 else 0.0
            if width > width_px and end > start + 1:
                break
            cost = _cost(pieces, start, end, width / width_px)
            for number in range(1, count + 1):
                so_far = best[number - 1][start][0] + cost
                if so_far < best[number][end][0]:
                    best[number][end] = (so_far, start)
    lines, end = [], total
    for number in range(count, 0, -1):
        start = best[number][end][1]
        lines.append(_joined(pieces[start:end]))
        end = start
    return tuple(reversed(lines))


def _cost(pieces: Sequence[_Piece], start: int, end: int, share: float) -> float:
    """Return what it costs to have the pieces from *start* to *end* fill *share* of a line."""
    slack = (1 - share) ** 2
    if end < len(pieces):
        return slack + _cost_of_break(pieces[end - 1], pieces[end])
    is_orphan = start > 0 and end - start == 1 and len(pieces[start].text) <= _ORPHAN_LETTERS
    return slack + (_ORPHAN if is_orphan else 0.0)


def _cost_of_break(before: _Piece, after: _Piece) -> float:
    left, right = before.text, after.text
    if _NUMBER.match(left) or right in _UNITS:
        return _PARTED
    if left[-1] in _PAUSES or (left in _DASHES and not _NUMBER.match(right)):
        return _PAUSE
    if len(left.strip(_OPENING)) <= 1 and left not in _DASHES:
        return _PARTED
    if after.gap == "" or {left, right} & _DASHES or _NUMBER.match(right):
        return _LOOSE
    return _NAME if left[0].isupper() and right[0].isupper() else 0.0


def _cut(pieces: Sequence[_Piece], box: Box, ruler: _Ruler) -> tuple[str, ...]:
    """Return as many lines as there is room for, the last with an ellipsis."""
    starts = _filled(pieces, box.width_px, ruler)[: box.lines(ruler.size_px)]
    lines = [_joined(pieces[start:end]) for start, end in pairwise(starts)]
    last = list(pieces[starts[-1] :])
    end = 1
    while end < len(last) and ruler.width(_ended(last[: end + 1])) <= box.width_px:
        end += 1
    ended = _ended(last[:end])
    while ruler.width(ended) > box.width_px and len(ended) > len(ELLIPSIS):
        ended = ended[: -len(ELLIPSIS) - 1] + ELLIPSIS
    return (*lines, ended)


def _ended(pieces: Sequence[_Piece]) -> str:
    return _joined(pieces).rstrip(" ,;:–—-/“\"‘'(") + ELLIPSIS
