"""Letters are what they look like: who searches for "Đoàn" finds no "Ðoàn"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning
from generator.kernel.mending import look_alikes


def letters(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report the first word of a file with a letter that only looks Vietnamese, and how many."""
    odd = list(look_alikes(without_code(manuscript.text)))
    if odd:
        start, end, word, right = odd[0]
        place = manuscript.span_at(start, end)
        yield warning("language.look-alike", place, word=word, right=right, count=len(odd))
