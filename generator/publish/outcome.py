"""What a publication did, and how it tells of its steps meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done: *sent* is 0 and *switched* False when the place already had this very site."""

    release: str
    sent: int
    unchanged: int
    switched: bool


@dataclass(frozen=True, slots=True)
class Return:
    """A way back that was taken: from one release to another; the same when there was no need."""

    before: str
    after: str


class Tell(Protocol):
    """Says one line, by a key of the interface's wording."""

    def __call__(self, key: str, /, **params: object) -> None:
        """Say the line."""
