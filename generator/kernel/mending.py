"""
Letters that are not what they look like, made right.

Text that went through old fonts, other keyboards or a scanner has the Icelandic `Ð` for the
Vietnamese `Đ`, or Cyrillic and Greek letters within Latin words. It looks right; no search finds
it, and a screen reader spells it. Pure functions: who tells of it, and how, is not decided here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from generator.kernel.text import normalise, unaccented

# What is confused with the Latin letters of Vietnamese (Unicode TR 39, confusables), by base
# letter; with an accent they fall apart into these.
_CYRILLIC = dict(zip("аАВсСеЕНһіІКМоОрРѕЅТхХуУԁ", "aABcCeEHhiIKMoOpPsSTxXyYd", strict=True))
_GREEK = dict(zip("ΑΒΕΗΙΚΜΝΟοΡΤΥΧν", "ABEHIKMNOoPTYXv", strict=True))
_PHONETIC = {"ɑ": "a", "ɡ": "g"}
_STROKED = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"}
_LIKE = str.maketrans(_CYRILLIC | _GREEK | _PHONETIC | _STROKED)
# Looked for first; with their accented forms, which are composed in NFC.
_ACCENTED = "".join(
    composed
    for letter in (*_CYRILLIC, *_GREEK)
    for accent in "\u0300\u0301\u0302\u0306\u0309\u0303\u0323"
    if len(composed := unicodedata.normalize("NFC", letter + accent)) == 1
)
_ANY = re.compile(f"[{''.join((*_CYRILLIC, *_GREEK, *_PHONETIC, *_STROKED))}{_ACCENTED}]")
_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_LATIN = re.compile("[A-Za-zÀ-ÖØ-ɏḀ-ỿ]")
# A Vietnamese syllable without its accents: what a mended word must come to.
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?",
    re.IGNORECASE,
)
_INITIALS = re.compile("[A-ZĐÂÊÔĂƠƯ]{2,6}")  # LĐLĐ, CĐCS, HĐND


class Mend(NamedTuple):
    """A stretch of text, by offsets from its beginning, and what belongs there."""

    start: int
    end: int
    found: str
    right: str


def look_alikes(text: str) -> Iterator[Mend]:
    """
    Yield the words of *text*, in NFC, that have letters of other scripts for Vietnamese ones.

    A word counts when it is Latin in part and comes to a Vietnamese syllable or to capital
    initials; a word wholly in another script is one of another language, as `Москва` or `ναός`.
    """
    if _ANY.search(text) is None:
        return
    for match in _WORD.finditer(text):
        if (right := _mended_word(match[0])) is not None:
            yield Mend(match.start(), match.end(), match[0], right)


def mend(text: str) -> tuple[str, list[Mend]]:
    """
    Bring *text* to NFC, without unwanted characters and with Vietnamese letters in its words.

    Returns:
        The mended text, and the words mended with their offsets after the first two steps.
    """
    clean, _ = normalise(text)
    mends = list(look_alikes(clean))
    return apply(clean, mends), mends


def apply(text: str, mends: list[Mend]) -> str:
    """Return *text* with *mends* made, which are in order and do not overlap."""
    parts, last = [], 0
    for start, end, _, right in mends:
        parts += [text[last:start], right]
        last = end
    return "".join([*parts, text[last:]])


def _mended_word(word: str) -> str | None:
    if word.isascii() or _ANY.search(word) is None:
        return None
    right = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_LIKE))
    # A Latin letter of the word's own shows which script it is in; `Ð` is a Latin letter.
    is_mixed = any(_LATIN.match(c) for c in word)
    if not is_mixed or not all(_LATIN.match(c) for c in right):
        return None
    plain = unaccented(right)
    is_word = _SYLLABLE.fullmatch(plain) or (_INITIALS.fullmatch(right))
    return right if is_word and plain.isascii() else None
