"""Digits that stand together, whatever is between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.kernel.patterns import LazyPattern

# What people, Word and Markdown put between the groups of one number.
_BETWEEN = r"[] .,*_/\\()['’·•~-]{0,7}(?:\n[ >]{0,3})?"
_RUN = LazyPattern(rf"[0-9](?:{_BETWEEN}[0-9]){{5,}}")
# Dates, and the date and hour of front matter: most of what the pattern above finds, and no number.
_DATED = LazyPattern(
    r"(?:19|20)[0-9]{2}[^0-9]+[0-9]{2}[^0-9]+[0-9]{2}(?:[^0-9]+[0-9]{2})?"
    r"|[0-9]{1,2}/[^0-9]*[0-9]{1,2}[^0-9]+[0-9]{1,4}"
)
_GROUP = LazyPattern(r"[0-9]+")


class Group(NamedTuple):
    """Digits with nothing between them."""

    start: int
    end: int
    digits: str


Groups = Sequence[Group]


def runs(plain: str) -> Iterator[Groups]:
    """Yield, in order, the groups of each stretch of at least six digits in *plain* but dates."""
    for run in _RUN.finditer(plain):
        written = run[0]
        if written.isdigit():
            yield [Group(run.start(), run.end(), written)]
            continue
        if _DATED.fullmatch(written):
            continue
        yield [
            Group(match.start(), match.end(), match[0])
            for match in _GROUP.finditer(plain, run.start(), run.end())
        ]


def taken(groups: Groups, first: int, count: int) -> Groups | None:
    """Return the groups from *first* on that come to *count* digits, if they end there."""
    total = 0
    for last in range(first, min(len(groups), first + count)):
        total += len(groups[last].digits)
        if total >= count:
            return groups[first : last + 1] if total == count else None
    return None


def joined(groups: Groups) -> str:
    """Return all digits of *groups*."""
    return "".join(group.digits for group in groups)


def shape(groups: Groups) -> tuple[int, ...]:
    """Return how many digits are in each group."""
    return tuple(len(group.digits) for group in groups)


def between(plain: str, groups: Groups) -> set[str]:
    """Return what stands between the groups."""
    return {plain[a.end : b.start] for a, b in pairwise(groups)}
