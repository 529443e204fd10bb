"""
The order in which releases were served: what to go back to, and what to drop.

A release is known by its folder; the history only says in which order they came. So a history
that is lost or damaged costs some order, never a release. It is text, a name a line, oldest
first, because over ssh a shell has to read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.publish.faults import WrongUsageError
from generator.publish.outcome import Return

_NAME = re.compile(r"[0-9a-f]{16}", re.ASCII)
_LEFTOVER = re.compile(r"\.[0-9a-f]{16}(?:\.[0-9a-z]+)?\.part", re.ASCII)


def is_name(text: str) -> bool:
    """Tell whether *text* has the form of a release's name."""
    return _NAME.fullmatch(text) is not None


def is_leftover(text: str) -> bool:
    """Tell whether *text* is the name of a folder in which a release was being made or removed."""
    return _LEFTOVER.fullmatch(text) is not None


def healed(recorded: Iterable[str], by_age: Sequence[str]) -> list[str]:
    """
    Return the releases that are there, oldest first.

    Args:
        recorded: The lines of the history, in whatever state it is.
        by_age: The releases whose folders are there, in the order of their age. What the history
            does not know comes first, for what it knows was served later than when it was lost.
    """
    known = [name for name in dict.fromkeys(recorded) if name in by_age]
    return [name for name in by_age if name not in known] + known


def after_publishing(names: Sequence[str], current: str | None, new: str) -> list[str]:
    """
    Return the order once *new* is served instead of *current*.

    What was served until now becomes the last but one, even after a rollback: the way back leads
    to what readers had before, not to what was given up.
    """
    others = [name for name in names if name not in (current, new)]
    return [*others, *([current] if current and current != new else []), new]


def before(names: Sequence[str], current: str) -> str | None:
    """Return the release that was served before *current*, if one is left."""
    at = names.index(current) if current in names else 0
    return names[at - 1] if at else None


def to_drop(names: Sequence[str], current: str, keep: int) -> list[str]:
    """Return the releases beyond the last *keep*; what is served is never among them."""
    return [name for name in names[:-keep] if name != current]


def way_back(names: Sequence[str], current: str | None, to: str | None, place: str) -> Return:
    """
    Decide which release to go back to: *to*, or the one before *current*.

    Raises:
        WrongUsageError: there is no such release, or none before.
    """
    if current is None:
        raise WrongUsageError("rollback.none", place=place)
    if to is not None and to not in names:
        raise WrongUsageError("rollback.unknown", release=to, there=", ".join(names))
    after = to or before(names, current)
    if after is None:
        raise WrongUsageError("rollback.first", release=current)
    return Return(current, after)
