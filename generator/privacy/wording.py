"""A text made ready to be searched: one way of writing spaces, dashes, digits and letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice
from typing import NamedTuple

from generator.kernel.patterns import LazyPattern

# All replacements are of one character each, so that places in the one are places in the other.
_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u00ad\u200b\u2060\ufeff"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_SIGNS = {
    0x2019: "'",
    0x02BC: "'",
    0xFF0B: "+",
    0xFF08: "(",
    0xFF09: ")",
    0xFF0E: ".",
    0xFF20: "@",
    0x2024: ".",
    0x0130: "I",
}
_PLAIN = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_DASHES, "-")})
_PLAIN |= _DIGITS | _SIGNS
_UNUSUAL = re.compile("[{}]".format("".join(map(chr, _PLAIN))))
_ZERO = re.compile(r"[Oo](?=[35789][0-9][ .-]?[0-9])(?<![^\W_]{2})(?<!\d.)")  # typed for a zero
_ENTITY = re.compile("&nbsp;|&#160;|&#[xX][aA]0;")
_BAR = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ :|-]*)?\Z")
_TIGHT = re.compile(r",[^\s\d,]")
_WORD = re.compile(r"[^\W0-9_]+")
# Of one word for illness, home or child a text has a handful; one with more is no text.
SPOTS_LIMIT = 3000
# A megabyte of a list of members has half as many; what shows by itself is not sought by these.
NUMBERS_LIMIT = 60_000
_FIGURES = re.compile("[0-9]+")
_LONGEST_HEADING = 24
_REACH = 90  # characters in which a word tells what a number is


# Whatever is no letter parts words; bytes are parted much faster than characters.
_APART = bytes(
    sign if sign >= 128 and sign != 0xE2 or chr(sign).isalpha() and sign < 128 else ord(" ")  # noqa: PLR2004, RUF021
    for sign in range(256)
)
_QUOTED = b"\xe2\x80"  # what these marks begin with in UTF-8; what opens stands before a word
_QUOTES = tuple(sign.encode() for sign in "“‘•")


# All words of all anchors, filled as the rules are imported: a text is held against it once.
_SOUGHT: set[bytes] = set()


class Anchors(NamedTuple):
    """Words that a rule begins from: by the first word, all that begin with it and their rest."""

    words: frozenset[bytes]
    stems: Mapping[bytes, Sequence[tuple[str, frozenset[bytes]]]]


def anchors(*stems: str) -> Anchors:
    """Return *stems*, in lower case, made ready for `Wording.spots`; their words are whole."""
    found: dict[bytes, list[tuple[str, frozenset[bytes]]]] = {}
    for stem in stems:
        first, *rest = (word.encode() for word in _WORD.findall(stem))
        found.setdefault(first, []).append((stem, frozenset(rest)))
        _SOUGHT.update((first, *rest))
    return Anchors(frozenset(found), found)


class _Table(NamedTuple):
    """Rows from `start` to `end`, the words over their columns, and what parts the cells."""

    start: int
    end: int
    headings: Sequence[str]
    sign: str


class Wording:
    """
    A text as the rules read it.

    `plain` has the length of `text`, with ordinary spaces, hyphens and digits; `low` is that in
    lower case.
    """

    def __init__(self, text: str) -> None:
        """Take *text*, best in NFC."""
        plain = text
        for sign in set(_UNUSUAL.findall(text)):  # several times faster than `translate`
            plain = plain.replace(sign, sign.translate(_PLAIN))
        if "&" in plain:
            plain = _ENTITY.sub(lambda match: " " * len(match[0]), plain)
        self.low = low = plain.lower()
        may_be_zero = len(self.numbers) == NUMBERS_LIMIT or any(
            low[start - 1] == "o" for start, _ in self.numbers
        )
        self.plain = _ZERO.sub("0", plain) if may_be_zero else plain

    def before(self, at: int, reach: int = _REACH) -> str:
        """
        Return what stands before *at* in its paragraph, in lower case.

        In a table that is the heading of the column and what stands before in the cell.
        """
        said = self.low[max(0, at - reach) : at]
        said = said[said.rfind("\n\n") + 1 :]
        column = self.column(at)
        if column is None:
            return said
        heading, sign = column
        return f"{heading}: {said[max(said.rfind(sign), said.rfind(chr(10))) + 1 :]}"

    def after(self, at: int, reach: int = 40) -> str:
        """Return what follows *at* in its paragraph, in lower case."""
        said = self.low[at : at + reach]
        end = said.find("\n\n")
        return said if end < 0 else said[:end]

    def column(self, at: int) -> tuple[str, str] | None:
        """Return the heading over *at* and what parts the cells, if *at* stands in a table."""
        index = bisect_right(self._starts, at) - 1
        if index < 0 or at >= self._tables[index].end:
            return None
        table = self._tables[index]
        line = self.low[self.low.rfind("\n", 0, at) + 1 : at]
        number = line.count(table.sign) - int(table.sign == "|" and line.lstrip().startswith("|"))
        return (table.headings[number] if 0 <= number < len(table.headings) else ""), table.sign

    def spots(self, anchors: Anchors) -> Sequence[int]:
        """
        Return where words begin with one of *anchors*, in order, `SPOTS_LIMIT` at most.

        A regular expression of all that may follow costs ten times as much as this, on texts in
        which nothing does.
        """
        found: list[int] = []
        low = self.low
        for word in sorted(self.words & anchors.words):
            for stem, rest in anchors.stems[word]:
                at = low.find(stem) if rest <= self.words else -1
                length = len(stem)
                while at >= 0 and len(found) < SPOTS_LIMIT:
                    end = at + length
                    if not (low[at - 1 : at].isalnum() or low[end - 1 : end + 1].isalpha()):
                        found.append(at)
                    at = low.find(stem, end)
        return sorted(found)

    def has(self, anchors: Anchors) -> bool:
        """Tell whether one of *anchors* stands in the text."""
        return any(
            rest <= self.words and stem in self.low
            for word in self.words & anchors.words
            for stem, rest in anchors.stems[word]
        )

    @cached_property
    def numbers(self) -> Sequence[tuple[int, int]]:
        """Where each stretch of figures begins and ends; `NUMBERS_LIMIT` of them at most."""
        return [match.span() for match in islice(_FIGURES.finditer(self.low), NUMBERS_LIMIT)]

    @cached_property
    def words(self) -> frozenset[bytes]:
        """The words of all anchors that stand here: most rules have nothing more to look at."""
        written = self.low.encode("utf-8", "replace")
        if _QUOTED in written:
            for sign in _QUOTES:
                written = written.replace(sign, b" ")
        return frozenset(_SOUGHT.intersection(written.translate(_APART).split()))

    def cells(self, column: LazyPattern) -> Iterator[tuple[int, int, Sequence[str]]]:
        """
        Yield the cells under a heading in which *column* is found.

        Of each: where it begins and ends, and all headings of its table.
        """
        for table in self._tables:
            wanted = [bool(column.search(heading)) for heading in table.headings]
            if not any(wanted):
                continue
            at = table.start
            for line in self.low[table.start : table.end].splitlines(keepends=True):
                start = at + int(table.sign == "|" and line.startswith("|"))
                cells = self.low[start : at + len(line)].split(table.sign)
                for cell, is_wanted in zip(cells, wanted, strict=False):
                    if is_wanted:
                        yield start, start + len(cell), table.headings
                    start += len(cell) + 1
                at += len(line)

    @cached_property
    def _starts(self) -> list[int]:
        return [table.start for table in self._tables]

    @cached_property
    def _tables(self) -> list[_Table]:
        """The tables: Markdown's with bars, and lines parted by tabs, semicolons or commas."""
        signs = [sign for sign in "|\t;" if sign in self.low]
        if not signs and "tên," not in self.low and _TIGHT.search(self.low) is None:
            return []
        lines = self.low.split("\n")
        starts: Sequence[int] = ()
        found: list[_Table] = []
        end = 0
        paragraphs = {0, *(number + 1 for number, line in enumerate(lines) if not line)}
        wanted: set[int] = set()
        for sign in (*signs, ","):
            held = {number for number, line in enumerate(lines) if sign in line}
            begin = held & paragraphs if sign == "," else held
            wanted.update(number for number in begin if number + 1 in held)
        for number in sorted(wanted):
            if number < end:
                continue
            line, begins = lines[number], number in paragraphs
            sign = _sign(line, lines[number + 1], [*signs, ","] if begins else signs)
            if sign:
                starts = starts or [0, *accumulate(len(line) + 1 for line in lines)]
                end = number + 1
                while end < len(lines) and sign in lines[end]:
                    end += 1
                found.append(_Table(starts[number + 1], starts[end], _cells(line, sign), sign))
        return found


def _sign(heading: str, following: str, signs: Sequence[str]) -> str:
    """Return what parts the cells, if *heading* is the first line of a table."""
    for sign in signs:
        count = heading.count(sign)
        if not count:
            continue
        if sign == "|":
            is_table = _BAR.match(following) is not None or (
                1 < count == following.count(sign) and _is_heading(heading, sign)
            )
        else:
            is_table = count == following.count(sign) and _is_heading(heading, sign)
        if is_table:
            return sign
    return ""


def _is_heading(line: str, sign: str) -> bool:
    """Tell a line of headings from a sentence."""
    if f"{sign} " not in line:
        return True
    if sign == "|" and _FIGURES.search(line):
        return False
    is_short = max(map(len, line.split(sign))) <= _LONGEST_HEADING
    return line.count(sign) > 1 and is_short and line.rstrip()[-1:] not in ".:!?"


def _cells(line: str, sign: str) -> list[str]:
    cells = [cell.strip(' "') for cell in line.strip(" ").split(sign)]
    return cells[1:] if sign == "|" and not cells[0] else cells
