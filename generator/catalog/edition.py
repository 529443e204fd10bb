"""
The catalog at one instant: what a reader may see.

`at(catalog, now)` alone decides what is live; whoever makes pages or feeds starts from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from generator.catalog.approval import awaits_approval
from generator.catalog.catalog import Article, Catalog
from generator.catalog.facts import Phase, phase_at
from generator.catalog.names import NameBook
from generator.catalog.presenting import discretion_of
from generator.catalog.presenting import revoked as taken_back
from generator.catalog.references import Target
from generator.catalog.shown import Face, Shown
from generator.kernel.ways import first_met
from generator.model import permalink
from generator.model.item import State
from generator.model.site import Site
from generator.model.taxonomies import Campaign
from generator.reading.assets import Asset

_RELATED = 4
_LOOK_BACK = 12


@dataclass(frozen=True)
class Edition:
    """
    What is published at `now`.

    `live` and every shelf run oldest first, ties broken by id, so that the order never depends
    on the file system. `shelves` holds the live items by listing, under the keys `` (all),
    `kind/<name>`, `unit/<id>` (with sub-units' items), `topic/<id>`, `campaign/<id>`, `year/<y>`.
    `withdrawn_shelves` holds the withdrawn ones likewise, for feeds tell of them once more.
    `gone` holds what was withdrawn or expired, by source: its address goes on answering.
    `revoked` are the pictures of people who agree no longer: no output has them.
    """

    catalog: Catalog
    now: datetime
    live: tuple[Face, ...]
    gone: Mapping[str, Face]
    shelves: Mapping[str, tuple[Face, ...]]
    withdrawn_shelves: Mapping[str, tuple[Face, ...]]
    by_id: Mapping[str, Face]
    superseded: Mapping[str, Face]
    hidden_paths: frozenset[str]
    revoked: frozenset[str]
    _places: Mapping[str, Mapping[str, int]] = field(repr=False)
    _ranks: Mapping[str, Sequence[int]] = field(repr=False)
    # Worked out once each, and no part of the edition's value.
    _shown: dict[str, Shown] = field(default_factory=dict, repr=False, compare=False)

    def shelf(self, key: str) -> tuple[Face, ...]:
        """Return the live items of a listing, oldest first."""
        return self.shelves.get(key, ())

    def show(self, face: Face) -> Shown:
        """Return an item with its text."""
        found = self._shown.get(face.source)
        if found is None:
            facts, withheld = face.facts, face.phase.withheld
            linked = [*map(permalink.of_source, facts.body_pages), *facts.body_paths]
            hidden = [path for path in linked if path in self.hidden_paths]
            hidden += [path for path in facts.body_files if path in withheld]
            assets = _pick(
                self.catalog.assets, (p for p in facts.body_pictures if p not in withheld)
            )
            found = Shown(face, tuple(sorted(hidden)), assets)
            self._shown[face.source] = found
        return found

    def neighbours(self, face: Face) -> tuple[Face | None, Face | None]:
        """Return the items of the same kind published just before and just after."""
        key = f"kind/{face.kind.name}"
        shelf, index = self.shelves[key], self._places[key][face.source]
        before = shelf[index - 1] if index > 0 else None
        return before, shelf[index + 1] if index + 1 < len(shelf) else None

    def related(self, face: Face) -> tuple[Face, ...]:
        """
        Return up to four live items: those the editor named, then the nearest older ones.

        Only older ones are looked for, so that an addition never changes the pages before it;
        of each topic and campaign only the twelve before are weighed, so the cost does not grow
        with the archive.
        """
        named = [self.by_id[id_] for id_ in face.facts.related if id_ in self.by_id]
        found = dict.fromkeys(one for one in named if one is not face)
        for candidate in self._older_kin(face):
            if len(found) >= _RELATED:
                break
            found.setdefault(candidate)
        return tuple(found)[:_RELATED]

    def _older_kin(self, face: Face) -> list[Face]:
        """Return the last few items on the same topics and campaign, the nearest first."""
        facts, count = face.facts, len(self.live)
        keys = [f"topic/{topic}" for topic in facts.topics]
        if facts.campaign is not None:
            keys.append(f"campaign/{facts.campaign}")
        # By rank in `live`: the rank itself, and *count* for each topic that is shared.
        weights: dict[int, int] = {}
        for key in keys:
            end = self._places[key][face.source]
            for rank in self._ranks[key][max(end - _LOOK_BACK, 0) : end]:
                weights[rank] = weights.get(rank, rank) + count
        return [self.live[weight % count] for weight in sorted(weights.values(), reverse=True)]

    def answering(self) -> Iterator[Face]:
        """Yield what answers at its addresses: what is live, and what is gone."""
        yield from self.live
        yield from self.gone.values()

    def pinned(self) -> tuple[Face, ...]:
        """Return the live items pinned at this instant, newest first."""
        return tuple(face for face in reversed(self.live) if face.phase.pinned)

    def campaigns(self) -> tuple[Campaign, ...]:
        """Return the campaigns that run today, the last begun first."""
        today = self.now.date()
        running = [
            one
            for one in self.catalog.registers.campaigns.values()
            if (one.starts_on is None or one.starts_on <= today)
            and (one.ends_on is None or today <= one.ends_on)
        ]
        return tuple(sorted(running, key=lambda one: one.starts_on or date.min, reverse=True))

    def pictures(self) -> list[Asset]:
        """Return the still pictures that something live shows: they are published encoded anew."""
        return [asset for asset in self._pick_assets(self._shown_files()) if asset.is_still]

    def copied_files(self) -> list[Asset]:
        """
        Return the files that something live offers or shows as they are.

        That is attachments, files that are linked to, and pictures that move.
        """
        shown = self._pick_assets(self._shown_files())
        moving = {asset.path for asset in shown if not asset.is_still}
        return self._pick_assets(moving | self._linked_files())

    def _shown_files(self) -> set[str]:
        shown = self._standing_files(Target.PICTURE)
        for face in self.live:
            pictures, withheld = face.facts.body_pictures, face.phase.withheld
            shown.update(face.phase.files, (one for one in pictures if one not in withheld))
        return shown - self.revoked

    def _linked_files(self) -> set[str]:
        linked = self._standing_files(Target.FILE)
        for face in self.live:
            files = {*face.facts.attachments, *face.facts.body_files}
            linked |= files.difference(face.phase.withheld)
        return linked - self.revoked

    def _standing_files(self, target: Target) -> set[str]:
        pages = (one for one in self.catalog.standing if not one.page.draft)
        references = (reference for page in pages for reference in page.body.references)
        return {reference.path for reference in references if reference.target is target}

    def _pick_assets(self, paths: Iterable[str]) -> list[Asset]:
        return list(_pick(self.catalog.assets, sorted(paths)).values())

    def last_change(self) -> float:
        """Return the instant since which nothing has changed by itself, in POSIX seconds."""
        now = self.now.timestamp()
        return max((point for point in _turning_points(self.catalog) if point <= now), default=0.0)

    def next_change(self) -> datetime | None:
        """Return the next instant at which something changes by itself, if any is known."""
        now = self.now.timestamp()
        coming = (point for point in _turning_points(self.catalog) if point > now)
        point = min(coming, default=None)
        return None if point is None else datetime.fromtimestamp(point, self.now.tzinfo)


def at(catalog: Catalog, now: datetime) -> Edition:
    """Decide what of *catalog* is live, withdrawn or expired at *now*, and what is not shown."""
    now = now.astimezone(catalog.site.zone)
    by_state: dict[str, list[Face]] = {state.value: [] for state in State}
    hidden = [page.path for page in catalog.standing if page.page.draft]
    instant, site = now.timestamp(), catalog.site
    book = NameBook(catalog.registers, discretion_of(site).stand_in)
    successors, revoked = _successors(catalog, instant), _revoked(catalog, instant)
    for article in sorted(catalog.articles, key=lambda article: article.order):
        phase, awaits = article.facts.phase(instant), awaits_approval(article, site)
        is_hidden = awaits and not site.preview
        if is_hidden or phase is None or phase.state != State.LIVE:
            hidden.append(article.path)
        if phase is not None and not is_hidden:
            phase = phase_without(revoked, article, phase, site)
            files = (*phase.files, *phase.card_pictures, *article.facts.attachments)
            successor = successors.get(article.id)
            path = successor.path if successor is not None else ""
            face = Face(article, phase, _pick(catalog.assets, files), book, awaits, path)
            by_state[phase.state].append(face)
    live = by_state[State.LIVE]
    by_id = {face.id: face for face in live}
    shelves = _shelve(catalog, live)
    places, ranks = _index(live, shelves)
    return Edition(
        catalog=catalog,
        now=now,
        live=tuple(live),
        gone={f.source: f for f in by_state[State.WITHDRAWN] + by_state[State.EXPIRED]},
        shelves=shelves,
        withdrawn_shelves=_shelve(catalog, by_state[State.WITHDRAWN]),
        by_id=by_id,
        superseded={id_: by_id[one.id] for id_, one in successors.items()},
        hidden_paths=frozenset(hidden),
        revoked=revoked,
        _places=places,
        _ranks=ranks,
    )


def phase_without(revoked: frozenset[str], article: Article, phase: Phase, site: Site) -> Phase:
    """Return *phase* of *article* without the pictures of the site that may stand nowhere."""
    facts = article.facts
    if not revoked:
        return phase
    own = (*facts.pictures, *facts.attachments, *facts.body_files, *facts.body_pictures)
    elsewhere = revoked.intersection(own).difference(phase.revoked)
    if not elsewhere:
        return phase
    since = datetime.fromtimestamp(phase.since, site.zone)
    return phase_at(article.source, article.item, discretion_of(site), since, elsewhere)


def _revoked(catalog: Catalog, instant: float) -> frozenset[str]:
    """
    Return the pictures of people who agree no longer, wherever the same bytes lie.

    An item put back to a draft has no phase to tell them: whoever takes leave back is often first
    answered so, and other items go on showing the picture.
    """
    now, named = datetime.fromtimestamp(instant, catalog.site.zone), set[str]()
    for article in catalog.articles:
        phase = article.facts.phase(instant)
        if phase is not None:
            named.update(phase.revoked)
        elif article.facts.pictures:
            named |= taken_back(article.source, article.item, now)
    if not named:
        return frozenset()
    assets = catalog.assets
    digests = {assets[path].digest for path in named & assets.keys()}
    return frozenset(named.union(path for path in assets if assets[path].digest in digests))


def _successors(catalog: Catalog, instant: float) -> dict[str, Article]:
    """
    Return the live notice that replaces each other one, by id; the newest if there are several.

    One that is a draft, is scheduled or awaits approval replaces nothing yet, one that is gone
    nothing any more; what has replaced that one stands in for it, so an old notice does not come
    back to force.
    """
    ranked = sorted(_notices(catalog, instant), key=lambda one: (one[0], one[1].order))
    live = {article.id: article for is_live, article in ranked if is_live}
    direct = {str(article.facts.supersedes): article.id for _, article in ranked}
    return {id_: live[newer] for id_, newer in first_met(direct, live).items()}


def _notices(catalog: Catalog, instant: float) -> Iterator[tuple[bool, Article]]:
    """Yield what replaces another and has appeared, and whether it is still there."""
    for article in catalog.articles:
        if article.facts.supersedes is not None and not awaits_approval(article, catalog.site):
            phase = article.facts.phase(instant)
            if phase is not None:
                yield phase.state == State.LIVE, article


def _pick(assets: Mapping[str, Asset], paths: Iterable[str]) -> dict[str, Asset]:
    return {path: assets[path] for path in paths if path in assets}


def _shelve(catalog: Catalog, faces: Iterable[Face]) -> dict[str, tuple[Face, ...]]:
    shelves: dict[str, list[Face]] = {}
    for face in faces:
        for key in _keys(catalog, face.article):
            shelves.setdefault(key, []).append(face)
    return {key: tuple(found) for key, found in shelves.items()}


def _index(
    live: Sequence[Face], shelves: Mapping[str, Sequence[Face]]
) -> tuple[dict[str, dict[str, int]], dict[str, list[int]]]:
    """
    Return what neighbours and related items are looked up by.

    That is for each shelf of a kind, topic or campaign the place of each source on it, and the
    rank in *live* of what stands at each place.
    """
    rank = {face.source: number for number, face in enumerate(live)}
    chosen = [key for key in shelves if key.startswith(("kind/", "topic/", "campaign/"))]
    places = {key: {f.source: i for i, f in enumerate(shelves[key])} for key in chosen}
    ranks = {key: [rank[face.source] for face in shelves[key]] for key in chosen}
    return places, ranks


def _keys(catalog: Catalog, article: Article) -> Iterator[str]:
    facts = article.facts
    yield ""
    yield f"kind/{article.kind.name}"
    yield f"year/{facts.year}"
    for unit in catalog.registers.units.lineage(facts.unit):
        yield f"unit/{unit.id}"
    for topic in facts.topics:
        yield f"topic/{topic}"
    if facts.campaign is not None:
        yield f"campaign/{facts.campaign}"


def _turning_points(catalog: Catalog) -> Iterator[float]:
    """Yield every instant, in POSIX seconds, at which something changes by itself."""
    for article in catalog.articles:
        yield from (phase.since for phase in article.facts.phases)
    for day in _turning_days(catalog):
        yield datetime.combine(day, time(0), catalog.site.zone).timestamp()


def _turning_days(catalog: Catalog) -> Iterator[date]:
    """Yield the days that begin with another name of a unit, or another campaign, on a page."""
    for unit in catalog.registers.units.units.values():
        if unit.valid_to is not None:  # its page says so from the next day on
            yield unit.valid_to + timedelta(days=1)
    for campaign in catalog.registers.campaigns.values():
        if campaign.starts_on is not None:
            yield campaign.starts_on
        if campaign.ends_on is not None:
            yield campaign.ends_on + timedelta(days=1)
