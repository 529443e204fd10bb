"""Which known word was meant by a misspelt one."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable

from generator.kernel.text import fold

_LIKENESS = 0.6
# Weighing two words takes time in the square of their length, so among thousands only those are
# weighed that have the most triples of letters in common with the word.
_WEIGHED = 60
_LONGEST = 300


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like *word*, accents and case aside, or None if none is near."""
    if len(word) > _LONGEST:
        return None
    wanted = fold(word)
    by_fold = {fold(name): name for name in sorted(known, reverse=True)}
    if wanted in by_fold:
        return by_fold[wanted]
    triples = _triples(wanted)
    likely = heapq.nsmallest(
        _WEIGHED, by_fold, key=lambda name: (len(triples ^ _triples(name)), name)
    )
    found = difflib.get_close_matches(wanted, sorted(likely), n=_WEIGHED, cutoff=_LIKENESS)
    return next((by_fold[name] for name in found if _is_near(wanted, name)), None)


def _is_near(wanted: str, name: str) -> bool:
    """Tell whether two paths end alike: that they lie in one folder makes them no likelier."""
    ends = wanted.rpartition("/")[2], name.rpartition("/")[2]
    return difflib.SequenceMatcher(None, *ends).ratio() >= _LIKENESS


def _triples(word: str) -> set[str]:
    return {word[i : i + 3] for i in range(len(word) - 2)}
