"""
The catalog at one instant: what a reader may see.

`at(catalog, now)` alone decides what is live; whoever makes pages or feeds starts from here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from generator.catalog.catalog import Article, Catalog
from generator.catalog.references import Target, locate_file
from generator.model.item import State
from generator.model.urgent import Urgent

_RELATED = 4
_LOOK_BACK = 12


@dataclass(frozen=True)
class Edition:
    """
    What is published at `now`.

    `live` and every shelf run oldest first, ties broken by id, so that the order never depends
    on the file system. `shelves` holds the live articles by listing, under the keys `` (all),
    `kind/<name>`, `unit/<id>` (with sub-units' items), `topic/<id>`, `campaign/<id>`, `year/<y>`.
    `withdrawn_shelves` holds the withdrawn ones likewise, for feeds tell of them once more.
    `gone` holds what was withdrawn or expired, by source: its address goes on answering.
    """

    catalog: Catalog
    now: datetime
    live: tuple[Article, ...]
    gone: Mapping[str, Article]
    shelves: Mapping[str, tuple[Article, ...]]
    withdrawn_shelves: Mapping[str, tuple[Article, ...]]
    by_id: Mapping[str, Article]
    superseded: Mapping[str, Article]
    hidden_paths: frozenset[str]
    assets: tuple[str, ...]
    _places: Mapping[str, int] = field(repr=False)
    # What functions of this edition alone have worked out, by function and subject; no part of
    # its value. An item's teaser, for one, stands in ten listings.
    kept: dict[tuple[str, str], Any] = field(default_factory=dict, repr=False, compare=False)

    def shelf(self, key: str) -> tuple[Article, ...]:
        """Return the live articles of a listing, oldest first."""
        return self.shelves.get(key, ())

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """Return the articles of the same kind published just before and just after."""
        shelf = self.shelf(f"kind/{article.kind.name}")
        index = self._places[article.id]
        before = shelf[index - 1] if index > 0 else None
        return before, shelf[index + 1] if index + 1 < len(shelf) else None

    def related(self, article: Article) -> tuple[Article, ...]:
        """
        Return up to four live articles: those the editor named, then the nearest older ones.

        Only older ones are looked for, so that an addition never changes the pages before it;
        of each topic and campaign only the twelve before are weighed, so the cost does not grow
        with the archive.
        """
        named = [self.by_id[id_] for id_ in article.item.related if id_ in self.by_id]
        found = {one.id: one for one in named if one.id != article.id}
        for candidate in self._older_kin(article):
            if len(found) >= _RELATED:
                break
            found.setdefault(candidate.id, candidate)
        return tuple(found.values())[:_RELATED]

    def _older_kin(self, article: Article) -> list[Article]:
        keys = [f"topic/{topic}" for topic in dict.fromkeys(article.item.topics)]
        if article.item.campaign is not None:
            keys.append(f"campaign/{article.item.campaign}")
        shared: dict[str, int] = {}
        kin: dict[str, Article] = {}
        for key in keys:
            for other in _before(self.shelf(key), article):
                kin[other.id] = other
                shared[other.id] = shared.get(other.id, 0) + 1
        ranked = sorted(kin.values(), key=_order, reverse=True)
        return sorted(ranked, key=lambda a: -shared[a.id])

    def pinned(self) -> tuple[Article, ...]:
        """Return the live articles pinned at this instant, newest first."""
        pinned = (a for a in self.live if a.item.pinned_until and self.now < a.item.pinned_until)
        return tuple(pinned)[::-1]

    def next_change(self) -> datetime | None:
        """Return the next instant at which something changes by itself, if any is known."""
        points = (p for a in self.catalog.articles for p in a.item.turning_points())
        return min((point for point in points if point > self.now), default=None)


def at(catalog: Catalog, now: datetime) -> Edition:
    """Decide what of *catalog* is draft, scheduled, live, expired or withdrawn at *now*."""
    now = now.astimezone(catalog.site.zone)
    by_state: dict[State, list[Article]] = {state: [] for state in State}
    for article in sorted(catalog.articles, key=_order):
        by_state[article.item.state(now)].append(article)
    live = by_state[State.LIVE]
    shelves = _shelve(catalog, live)
    hidden = [a for state, found in by_state.items() if state is not State.LIVE for a in found]
    places = {
        article.id: index
        for key, shelf in shelves.items()
        if key.startswith("kind/")
        for index, article in enumerate(shelf)
    }
    return Edition(
        catalog=catalog,
        now=now,
        live=tuple(live),
        gone={a.source: a for a in by_state[State.WITHDRAWN] + by_state[State.EXPIRED]},
        shelves=shelves,
        withdrawn_shelves=_shelve(catalog, by_state[State.WITHDRAWN]),
        by_id={article.id: article for article in live},
        superseded=_superseded(live),
        hidden_paths=frozenset(
            [a.path for a in hidden] + [s.path for s in catalog.standing if s.page.draft]
        ),
        assets=tuple(sorted(set(_used_files(catalog, live, now)) & catalog.assets.keys())),
        _places=places,
    )


def _shelve(catalog: Catalog, live: Iterable[Article]) -> dict[str, tuple[Article, ...]]:
    shelves: dict[str, list[Article]] = {}
    for article in live:
        for key in dict.fromkeys(_keys(catalog, article)):
            shelves.setdefault(key, []).append(article)
    return {key: tuple(found) for key, found in shelves.items()}


def _keys(catalog: Catalog, article: Article) -> Iterator[str]:
    item = article.item
    yield ""
    yield f"kind/{article.kind.name}"
    yield f"year/{item.publish_at.astimezone(catalog.site.zone).year}"
    for unit in catalog.registers.units.lineage(item.unit):
        yield f"unit/{unit.id}"
    for topic in item.topics:
        yield f"topic/{topic}"
    if item.campaign is not None:
        yield f"campaign/{item.campaign}"


def _superseded(live: Iterable[Article]) -> dict[str, Article]:
    """Return, by the id of the older notice, the live notice that supersedes it."""
    return {
        article.item.supersedes: article
        for article in live
        if isinstance(article.item, Urgent) and article.item.supersedes is not None
    }


def _used_files(catalog: Catalog, live: Iterable[Article], now: datetime) -> Iterator[str]:
    for article in live:
        for picture in article.item.public_pictures(now):
            yield locate_file(article.source, picture.image) or ""
        for attachment in article.item.attachments:
            yield locate_file(article.source, attachment.file) or ""
        yield from _body_files(article)
    for standing in catalog.standing:
        if not standing.page.draft:
            yield from (r.path for r in standing.body.references if r.target is Target.FILE)


def _body_files(article: Article) -> Iterator[str]:
    return (r.path for r in article.body.references if r.target is Target.FILE)


def _before(shelf: tuple[Article, ...], article: Article) -> tuple[Article, ...]:
    """Return the last few articles of *shelf* that are older than *article*."""
    end = bisect_left(shelf, _order(article), key=_order)
    return shelf[max(end - _LOOK_BACK, 0) : end]


def _order(article: Article) -> tuple[datetime, str]:
    return article.item.publish_at, article.id
