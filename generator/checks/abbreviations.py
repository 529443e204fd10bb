"""What is abbreviated is first written in full, as Decree 30/2020/ND-CP has it (annex I)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import prose, words_of
from generator.kernel.diagnostics import Diagnostic, note
from generator.messages.abbreviations import FAMILIAR, FURTHER, MEANINGS

_ASKED = {name: told for name, told in (MEANINGS | FURTHER).items() if name not in FAMILIAR}
_LOWERED = frozenset(name.casefold() for name in _ASKED)
# Not in the number of a paper: 1426/QĐ-TLĐ.
_CAPITALS = re.compile(r"(?<![\w/-])[A-ZĐƯ]{3,6}(?![\w/-])")
# "BHXH (bảo hiểm xã hội)" explains as well as the other way round.
_SOON = 12


def abbreviations(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report each abbreviation that not every member knows and that is never explained."""
    if _LOWERED.isdisjoint(words_of(manuscript.body)):
        return
    text = prose(manuscript.body)
    seen: set[str] = set()
    for found in _CAPITALS.finditer(text):
        name = found[0]
        if name in seen or name not in _ASKED:
            continue
        seen.add(name)
        start = manuscript.body_start + found.start()
        if not _is_explained(manuscript.text, name, start):
            place = manuscript.span_at(start, start + len(name))
            yield note("language.abbreviation", place, word=name, meaning=_ASKED[name])


def _is_explained(text: str, name: str, start: int) -> bool:
    """Tell whether *text* says what *name* means up to *start* or just after, or as `*[BHXH]:`."""
    meaning = _letters(_ASKED[name])
    end = start + len(name) + len(_ASKED[name]) + _SOON
    return f"*[{name}]:" in text or meaning in _letters(text[:end])


def _letters(text: str) -> str:
    """Return *text* without what people write or leave out at will: commas, case, line breaks."""
    return " ".join(text.casefold().replace(",", " ").split())
