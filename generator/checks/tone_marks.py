"""One way of placing tone marks in one text: hòa or hoà."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import prose, words_of
from generator.kernel.diagnostics import Diagnostic, note

# The two differ in open syllables in oa, oe and uy alone. The u of "quý" belongs to the q.
_ON_FIRST = re.compile(r"[óòỏõọ][ae](?!\w)|(?<!q)[úùủũụ]y(?!\w)")
_ON_SECOND = re.compile(r"o[áàảãạéèẻẽẹ](?!\w)|(?<!q)u[ýỳỷỹỵ](?!\w)")
_FIRST_ENDS = frozenset(o + end for o in "óòỏõọ" for end in "ae") | {u + "y" for u in "úùủũụ"}
_SECOND_ENDS = frozenset(f"o{end}" for end in "áàảãạéèẻẽẹ") | {f"u{end}" for end in "ýỳỷỹỵ"}
_WORD = re.compile(r"\w*\Z")


def tone_marks(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report the rarer of two spellings, where it stands first; names are spelled as they are."""
    ends = {word[-2:] for word in set(words_of(manuscript.body)) if word[-3:-2] != "q"}
    if ends.isdisjoint(_FIRST_ENDS) or ends.isdisjoint(_SECOND_ENDS):
        return
    text = prose(manuscript.body)
    first, second = (_words(signs, text) for signs in (_ON_FIRST, _ON_SECOND))
    if not first or not second:
        return
    rarer, other = (first, second) if len(first) < len(second) else (second, first)
    start, word = rarer[0]
    start += manuscript.body_start
    place = manuscript.span_at(start, start + len(word))
    yield note("language.tone-marks", place, word=word, other=other[0][1], count=len(rarer))


def _words(signs: re.Pattern[str], text: str) -> list[tuple[int, str]]:
    """Return the words that end in *signs*, but names: who bears one decides how it is spelled."""
    found = []
    for sign in signs.finditer(text):
        head = _WORD.search(text, max(sign.start() - 10, 0), sign.start())
        start = sign.start() if head is None else head.start()
        word = text[start : sign.end()]
        if not word[0].isupper():
            found.append((start, word))
    return found
