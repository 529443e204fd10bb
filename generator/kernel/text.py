"""Vietnamese text: normal form, ASCII slugs, counting and cutting at words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

# Characters that no web page or feed may carry: the controls XML 1.0 forbids (section 2.2), the
# byte-order mark and zero-width marks that pasted text brings along, and the bidirectional
# marks and controls that make a line read other than it is stored (Unicode TR 36). Joiners stay:
# emoji of professions are built with them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
    "\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# A letter and the marks upon it: those Vietnamese has lie in the block of combining marks.
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_LINE_ENDS = re.compile("\r\n?")
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_D_WITH_STROKE = str.maketrans("đĐðÐ", "dDdD")
# Putting marks in order takes the square of their number, which a short text cannot make long.
_SHORT = 20_000
_MARKS_LIMIT = 30
STRAYS_LISTED = 100
_SENTENCE_ENDS = (".", "!", "?", "…", ".”", "!”", "?”")
_ABBREVIATION = 3  # letters, with the period
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Stray:
    """
    An unwanted character that was taken out: where it stood and which it was.

    Line and column count from 1 in the clean text, which is what is shown: the column is that of
    what came after it.
    """

    line: int
    column: int
    name: str


def normalise(text: str) -> tuple[str, list[Stray]]:
    r"""
    Bring *text* to NFC with `\n` line ends and without unwanted characters.

    Line numbers stay what they were in the file: separators such as U+2028, which editors do not
    show as a new line, become spaces.

    Returns:
        The clean text and the first hundred characters taken out of it, in order.
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    piles: list[Stray] = []
    if len(text) > _SHORT and not text.isascii() and _piled().search(text):
        piles = list(_strays(text, _piled().finditer(text), _MARKS_LIMIT))
        text = _piled().sub(r"\1", text)
    # Nothing unwanted is printable, and asking that is three times as fast as looking for it.
    if unicodedata.is_normalized("NFC", text) and text.replace("\n", " ").isprintable():
        return text, piles
    if not text.isascii():
        text = _SEPARATORS.sub(" ", unicodedata.normalize("NFC", text)).removeprefix("\ufeff")
    if _UNWANTED.search(text) is None:
        return text, piles
    strays = list(_strays(text, _UNWANTED.finditer(text)))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text)), piles + strays


def decomposed(text: str) -> list[int]:
    """Return where letters of *text* begin whose accents stand apart: `e`, `◌̂`, `◌́` for `ế`."""
    if unicodedata.is_normalized("NFC", text):
        return []
    return [
        found.start()
        for found in _ACCENTED.finditer(text)
        if not unicodedata.is_normalized("NFC", found[0])
    ]


def show_unwanted(line: str) -> str:
    """
    Return *line* in NFC with a visible mark in place of each unwanted character.

    For terminals: a control character must not act there, and columns must stay what they are.
    """
    return _UNWANTED.sub("\ufffd", _SEPARATORS.sub(" ", unicodedata.normalize("NFC", line)))


def strip_unwanted(text: str) -> str:
    r"""
    Bring *text* to NFC without unwanted characters.

    For text that was decoded after the file was read: `"\x07"` in YAML, `&#7;` in HTML.
    """
    return normalise(text)[0]


def _strays(text: str, matches: Iterable[re.Match[str]], kept: int = 0) -> Iterator[Stray]:
    """
    Yield the first of what *matches* found, in order; each line is counted once.

    Of each match so many characters are *kept*, the rest is taken out.
    """
    line, column, counted = 1, 1, 0
    for match in islice(matches, STRAYS_LISTED):
        start = match.start() + kept
        line += text.count("\n", counted, start)
        before = text[text.rfind("\n", counted, start) + 1 or counted : start]
        is_same_line = len(before) == start - counted
        clean = len(unicodedata.normalize("NFC", before))
        column = column + clean if is_same_line else clean + 1
        counted = match.end()
        yield Stray(line, column, f"U+{ord(match[0][-1]):04X}")


@cache
def _piled() -> re.Pattern[str]:
    """Return what finds more marks on one letter than Unicode's stream-safe format (TR 15) has."""
    marks = "".join(filter(unicodedata.combining, map(chr, range(0x300, 0x1F000))))
    return re.compile(f"([{marks}]{{{_MARKS_LIMIT}}})[{marks}]+")


def fold(text: str) -> str:
    """Lower-case *text* without accents: `Đoàn` → `doan`. đ has no decomposition: it is mapped."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE).casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def unaccented(text: str) -> str:
    """Take the accents off *text* and keep its case: `Đoàn` → `Doan`."""
    plain = unicodedata.normalize("NFD", text.translate(_D_WITH_STROKE))
    return "".join(c for c in plain if not unicodedata.combining(c))


def slugify(text: str, separator: str = "-") -> str:
    """
    Make the ASCII slug of *text*: `Họp khẩn, ngày 5` → `hop-khan-ngay-5`.

    The second argument is there because Python-Markdown's `toc` calls its slug function with it.
    A text without a Latin letter or digit gives `muc` ("section").
    """
    return _NOT_SLUG.sub(separator, fold(text)).strip(separator) or "muc"


def count_words(text: str) -> int:
    """Count syllables, which is how Vietnamese newsrooms measure length."""
    return len(text.split())


def paragraphs(text: str) -> str:
    """Tidy a text of several lines: single spaces, and at most one empty line in a row."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def cut_at_word(text: str, limit: int) -> str:
    """
    Shorten *text* to at most *limit* characters, ending at a word.

    A shortened text ends in `…`; a single word longer than the limit is cut where it must be.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if " " in head and text[limit - 1] != " ":
        head = head[: head.rfind(" ")]
    return head.rstrip(" ,;:–-") + "…"


def cut_words(text: str, limit: int) -> str:
    """
    Shorten *text* to at most *limit* syllables, at the end of a sentence if that keeps half of it.

    One that ends within a sentence ends in `…`. The limit is at least 1.
    """
    words = text.split()
    if len(words) <= limit:
        return " ".join(words)
    for end in range(limit, limit // 2, -1):
        if words[end - 1].endswith(_SENTENCE_ENDS) and words[end][0].isupper():
            return " ".join(words[:end])
    return " ".join(words[:limit]).rstrip(" ,;:.–-") + "…"


def sentences(text: str) -> list[str]:
    """Cut *text* into sentences. A period after an abbreviation (`TP.`, `Q.`) ends none."""
    found: list[list[str]] = [[]]
    words = text.split()
    for word, following in zip(words, [*words[1:], ""], strict=True):
        found[-1].append(word)
        starts = following.lstrip("“\"'‘(")[:1]
        is_short = word[:1].isupper() and len(word) <= _ABBREVIATION
        if word.endswith(_SENTENCE_ENDS) and starts.isupper() and not is_short:
            found.append([])
    return [" ".join(sentence) for sentence in found if sentence]
