"""Did you mean …?"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from generator.kernel.text import fold

_LIKENESS = 0.6


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like *word*, accents and case aside, or None if none is near."""
    by_fold = {fold(name): name for name in sorted(known, reverse=True)}
    found = difflib.get_close_matches(fold(word), sorted(by_fold), n=1, cutoff=_LIKENESS)
    return by_fold[found[0]] if found else None
