"""RSS, Atom and JSON feeds of everything, and beside each kind, unit, topic and campaign."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.model import permalink
from generator.model.site import Site
from generator.outputs import feed_json, feed_xml
from generator.outputs.corrections import Change, changes, entry_of_change
from generator.outputs.feed_archives import archive_tasks, newest_archive, since_archive
from generator.outputs.feed_entries import Entry, FeedView, Told, entry_of
from generator.outputs.feed_times import Times, ever_published, times_of
from generator.outputs.press import Press
from generator.outputs.shelves import ATOM, CORRECTIONS, JSON, RSS, Listing, with_feeds
from generator.outputs.task import Stage, Task

# What is gone for long is gone from readers too; the list is not to grow for ever.
_TOMBSTONES = 100
_LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The permanent id of what was taken down, and when, in POSIX seconds."""

    id: str
    when: int


@dataclass(frozen=True, slots=True)
class FeedMaterial:
    """
    The listing and what its feeds tell, newest first: items with their text where feeds carry it.

    `archive` is the number of the newest archive (0: there is none) and `deleted` what was taken
    down; the feed of everything alone has them.
    """

    listing: Listing
    entries: tuple[Told | Change, ...]
    archive: int = 0
    deleted: tuple[Tombstone, ...] = ()


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the feeds of each listing that has them, and the archives of that of everything."""
    ever = ever_published(edition)
    times = times_of(ever)
    for listing in with_feeds(edition):
        material = _material(edition, listing, ever, times)
        near = material.entries[0].face.facts.publish_at if material.entries else 0
        for file, render in _RENDERERS.items():
            yield Task(f"{listing.path}{file}", Stage.FEED, material, render, near)
    yield from archive_tasks(ever, times)


def _material(
    edition: Edition, listing: Listing, ever: Sequence[Face], times: dict[str, Times]
) -> FeedMaterial:
    settings, key = edition.catalog.site.settings.feeds, listing.key
    if key == CORRECTIONS:
        newest = changes(edition)[: -settings.entries - 1 : -1]
        return FeedMaterial(listing, tuple(newest))
    count = settings.entries if key else since_archive(ever, settings.entries)
    shelves = (edition.shelf(key), edition.withdrawn_shelves.get(key, ()))
    if edition.catalog.site.preview:  # not what awaits approval
        shelves = (_told_in(shelves[0], times), _told_in(shelves[1], times))
    # Either of the two may have all that are told.
    told = [face for shelf in shelves for face in shelf[-count:]]
    faces = sorted(told, key=lambda face: face.article.order)[: -count - 1 : -1]
    is_full = settings.content == "full"
    entries = tuple(Told(edition.show(f) if is_full else f, times[f.source]) for f in faces)
    if key:
        return FeedMaterial(listing, entries)
    return FeedMaterial(listing, entries, newest_archive(ever), tuple(_tombstones(edition)))


def _told_in(shelf: tuple[Face, ...], times: dict[str, Times]) -> tuple[Face, ...]:
    return tuple(face for face in shelf if face.source in times)


def _tombstones(edition: Edition) -> list[Tombstone]:
    """
    Return what readers are to delete: what was taken down and has its id in the data file.

    A day is all that is known, so its end is told: an older instant than the entry's last change
    would say nothing (RFC 6721, 3).
    """
    zone = edition.catalog.site.zone
    answering = {face.id for face in edition.answering()}
    gone = [
        Tombstone(id_, int(datetime.combine(day, _LAST_SECOND, zone).timestamp()))
        for id_, day in edition.catalog.registers.tombstones
        if id_ not in answering
    ]
    return sorted(gone, key=lambda one: (-one.when, one.id))[:_TOMBSTONES]


def feed_view(material: FeedMaterial, press: Press) -> FeedView:
    """Return what a feed carries."""
    site, listing = press.site, material.listing
    title = f"{site.name} – {listing.title}" if listing.key else site.name
    before = permalink.of_archive(material.archive) if material.archive else ""
    return FeedView(
        id=permalink.tag_uri(site, f"feed/{listing.key}".rstrip("/")),
        title=title,
        description=listing.intro or site.description or title,
        home=permalink.absolute(site, listing.path),
        folder=permalink.absolute(site, listing.path),
        language=site.language,
        publisher=site.settings.organisation.name,
        entries=tuple(_entry(one, press) for one in material.entries),
        hub=site.settings.feeds.hub or "",
        before_folder=before and permalink.absolute(site, before),
        deleted=tuple(_deleted(one, site) for one in material.deleted),
    )


def _entry(one: Told | Change, press: Press) -> Entry:
    if isinstance(one, Change):
        return entry_of_change(one, press)
    return entry_of(one.one, one.times, press)


def _deleted(one: Tombstone, site: Site) -> tuple[str, datetime]:
    return permalink.tag_uri(site, one.id), datetime.fromtimestamp(one.when, site.zone)


def render_rss(material: FeedMaterial, press: Press) -> bytes:
    """Render a feed as RSS 2.0."""
    return feed_xml.write_rss(feed_view(material, press))


def render_atom(material: FeedMaterial, press: Press) -> bytes:
    """Render a feed as Atom."""
    return feed_xml.write_atom(feed_view(material, press))


def render_json(material: FeedMaterial, press: Press) -> bytes:
    """Render a feed as JSON Feed."""
    return feed_json.write(feed_view(material, press))


_RENDERERS: dict[str, Callable[[FeedMaterial, Press], bytes]] = {
    RSS: render_rss,
    ATOM: render_atom,
    JSON: render_json,
}
