"""No text from Word's days before Unicode: "C«ng ®oµn" (TCVN3), "Coâng ñoaøn" (VNI)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning

# Signs no language has within a word, and pairs of letters Vietnamese and its neighbours have not.
_SIGNS = {
    "TCVN3": re.compile(r"[A-Za-z][«®µ¶¸¹¨©ª¬][a-z]|®[a-zµ¶¸¹¨ª«]"),
    # Not aï, oï, oë, ña: naïve, Hanoï, Citroën, España.
    "VNI": re.compile(
        r"[AOao][äåøûõÄÅØÛÕ]|[Ee][äåøûÄÅØÛ]|[ÔôÖö][ùøûõïÙØÛÕÏ]|[Ññ][oöôaâu][äåâùøûõïöôaá]"
    ),
}
# Letters and signs without one of which no text in those encodings gets by: a first look.
_STRANGE = re.compile("[«®µ¶¸¹¨©ª¬øïûåäëöñØÏÛÅÄËÖÑ]")
# Fewer may be foreign names ("Luleå"); text in an old encoding has one in every line.
_LEAST = 3
_WORD = re.compile(r"\S+")


def old_encodings(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report the first word of a text that is in an old encoding."""
    text = without_code(manuscript.text)
    if _STRANGE.search(text) is None:
        return
    for name, signs in _SIGNS.items():
        words = _words_with(signs, text)
        if len(words) >= _LEAST:
            word, start = next(iter(words.items()))
            place = manuscript.span_at(start, start + len(word))
            yield warning("language.old-encoding", place, word=word, encoding=name)


def _words_with(signs: re.Pattern[str], text: str) -> dict[str, int]:
    """Return the different words of *text* that have *signs*, each with where it stands first."""
    found: dict[str, int] = {}
    for word in _WORD.finditer(text):
        if signs.search(word[0]) is not None:
            found.setdefault(word[0], word.start())
    return found
