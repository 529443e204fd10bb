"""All kinds sought in one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from generator.privacy.address import find as find_addresses
from generator.privacy.birth import find as find_births
from generator.privacy.child import find as find_children
from generator.privacy.email import find as find_emails
from generator.privacy.finds import Find
from generator.privacy.health import find as find_illnesses
from generator.privacy.numbers import find as find_numbers
from generator.privacy.plate import find as find_plates
from generator.privacy.wording import Wording

# Of two that overlap the first in this list is told.
_SEARCHES: tuple[Callable[[Wording], Iterator[Find]], ...] = (
    find_numbers,
    find_emails,
    find_plates,
    find_births,
    find_addresses,
    find_children,
    find_illnesses,
)


def find(text: str) -> Iterator[Find]:
    """
    Yield what of *text* is somebody's own, in order; no two overlap.

    Time grows with the length of the text and no faster, whatever it holds.
    """
    wording = Wording(text)
    kept: list[Find] = []
    for search in _SEARCHES:
        fresh = [one for one in search(wording) if not (kept and _is_in(kept, one))]
        if fresh:
            kept = list(_apart(sorted([*kept, *fresh], key=attrgetter("start"))))
    yield from kept


def _is_in(kept: list[Find], one: Find) -> bool:
    """Tell whether *one* overlaps one of *kept*, which are in order and apart."""
    index = bisect_left(kept, one.end, key=attrgetter("start"))
    return index > 0 and kept[index - 1].end > one.start


def _apart(finds: Iterable[Find]) -> Iterator[Find]:
    end = 0
    for one in finds:
        if one.start >= end:
            yield one
            end = one.end
