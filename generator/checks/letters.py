"""Letters are what they look like: who searches for "Đoàn" finds no "Ðoàn"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning

# Eth and African d, which old keyboards and Word put for đ; then Greek and Cyrillic.
_FOREIGN = re.compile("[ÐðƉɖ\u0370-\u03ff\u0400-\u04ff]")
_WORD = re.compile(r"[^\W\d_]+")
_STROKED = str.maketrans("ÐðƉɖ", "ĐđĐđ")
# Those that cannot be told from Latin letters by looking. Not μ, Ω, Δ: they are units and signs.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаесіјорѕухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaecijopsyxABEZHIKMNOPTYXo",
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+\Z")
# An Icelandic word has eth in its midst, a Vietnamese one đ at its head: Guðrún, đường.
_VIETNAMESE = re.compile(
    r"[Đđ][aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]"
)
_ABBREVIATION = re.compile(r"[A-ZĐƯÔƠÂĂÊ]{1,6}\Z")


def letters(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report the first word of a file with a letter that only looks Vietnamese, and how many."""
    text = without_code(manuscript.text)
    if _FOREIGN.search(text) is None:
        return
    words = ((found, _meant(found[0])) for found in _WORD.finditer(text))
    odd = [(found, right) for found, right in words if right != found[0]]
    if odd:
        found, right = odd[0]
        place = manuscript.span_at(*found.span())
        count = len(odd)
        yield warning("language.look-alike", place, word=found[0], right=right, count=count)


def _meant(word: str) -> str:
    if word.isascii():
        return word
    alike = word.translate(_ALIKE)
    if alike != word and not (_LATIN.match(alike) and _has_latin(word)):
        alike = word  # a Russian or Greek word
    stroked = alike.translate(_STROKED)
    is_ours = _VIETNAMESE.match(stroked.casefold()) or _ABBREVIATION.match(stroked)
    return stroked if is_ours else alike


def _has_latin(word: str) -> bool:
    return any(_LATIN.match(letter) for letter in word)
