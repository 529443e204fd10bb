"""
The instants that feeds give to what they tell: no two are the same.

Front matter often gives a day alone, so several items share an instant, and posters that go by
dates pass over an entry that is no newer than the last they have seen. What shares an instant is
told a second apart, in the order of ids; all that was ever published is counted, so nothing moves
when something expires, goes, or stands in another feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from generator.catalog.edition import Edition
from generator.catalog.shown import Face


@dataclass(frozen=True, slots=True)
class Times:
    """When an entry was published and when it was last changed, in POSIX seconds."""

    published: int
    updated: int

    def instants(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return both as instants in *zone*."""
        published = datetime.fromtimestamp(self.published, zone)
        return published, datetime.fromtimestamp(self.updated, zone)


def ever_published(edition: Edition) -> list[Face]:
    """
    Return what is live, was withdrawn or has expired, oldest first.

    Feeds go out to programs, so what a preview shows unapproved is not told in them.
    """
    ever = (face for face in edition.answering() if not face.awaits_approval)
    return sorted(ever, key=lambda face: face.article.order)


def times_of(faces: Iterable[Face]) -> dict[str, Times]:
    """
    Return the times of *faces*, which are all that was ever published, by source.

    Among what falls on one instant publications come first: a correction moves none of them.
    """
    events = []
    for face in faces:
        facts, updated = face.facts, face.phase.updated
        events.append((facts.publish_at, 0, facts.id, face.source))
        if updated > facts.publish_at:
            events.append((updated, 1, facts.id, face.source))
    events.sort()
    published: dict[str, int] = {}
    changed: dict[str, int] = {}
    for (_, is_change, _, source), second in zip(events, apart(e[0] for e in events), strict=True):
        (changed if is_change else published)[source] = second
    return {
        source: Times(second, changed.get(source, second)) for source, second in published.items()
    }


def apart(instants: Iterable[int]) -> Iterator[int]:
    """Yield *instants*, which do not fall, each at least a second later than the one before."""
    last: int | None = None
    for instant in instants:
        last = instant if last is None else max(instant, last + 1)
        yield last
