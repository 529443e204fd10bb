"""
The whole feed of everything, in documents that stay (RFC 5005, section 4).

All that was ever published has a place, counted from the oldest; an archive is a stretch of so many
places. What expires leaves its place empty, what is withdrawn is told as such in its place, so no
other archive changes for it, and none for an addition. Only full ones are written; what comes
after them stands in the subscription document.

The newest archive leads to the next, which is not full yet. Where that will be stands a document
without entries that leads back and to the subscription document: so the newest archive is the
same before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalog.shown import Face
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.model.site import Site
from generator.outputs import feed_xml
from generator.outputs.feed_entries import FeedView, Told, entry_of
from generator.outputs.feed_times import Times
from generator.outputs.paging import full_pages, numbered_page
from generator.outputs.press import Press
from generator.outputs.shelves import ATOM, RSS
from generator.outputs.task import Stage, Task

# The subscription document has up to so many entries less one, if it is not set to have more.
PLACES = 25


@dataclass(frozen=True, slots=True)
class ArchiveMaterial:
    """An archive's number, whether it is full, and what it tells of its places, newest first."""

    number: int
    is_full: bool
    entries: tuple[Told, ...] = ()


def newest_archive(ever: Sequence[Face]) -> int:
    """Return the number of the newest archive of all that was *ever* published; 0 for none."""
    return full_pages(ever, PLACES)


def since_archive(ever: Sequence[Face], least: int) -> int:
    """Return how many entries the subscription document has: those since, and no fewer than so."""
    return max(least, len(list(filter(_is_told, ever[newest_archive(ever) * PLACES :]))))


def archive_tasks(ever: Sequence[Face], times: dict[str, Times]) -> Iterator[Task]:
    """Yield the full archives of all that was *ever* published, and the one to come."""
    newest = newest_archive(ever)
    for number in range(1, newest + 1):
        faces = [face for face in numbered_page(ever, PLACES, number) if _is_told(face)]
        entries = tuple(Told(face, times[face.source]) for face in reversed(faces))
        near = faces[-1].facts.publish_at if faces else 0
        yield from _tasks(ArchiveMaterial(number, is_full=True, entries=entries), near)
    if newest:
        yield from _tasks(ArchiveMaterial(newest + 1, is_full=False), 0)


def _is_told(face: Face) -> bool:
    return face.phase.state != State.EXPIRED


def _tasks(material: ArchiveMaterial, near: int) -> Iterator[Task]:
    folder = permalink.of_archive(material.number)
    for file, render in _RENDERERS.items():
        yield Task(f"{folder}{file}", Stage.FEED, material, render, near)


def archive_view(material: ArchiveMaterial, press: Press) -> FeedView:
    """Return what an archive carries: summaries, for the texts are on the site."""
    site, number = press.site, material.number
    label = Words(site.language)("feed.archive", number=number)
    before = permalink.of_archive(number - 1) if number > 1 else ""
    after = permalink.of_archive(number + 1) if material.is_full else ""
    return FeedView(
        id=permalink.tag_uri(site, "feed"),
        title=f"{site.name} – {label}",
        description=site.description or site.name,
        home=permalink.absolute(site, permalink.HOME),
        folder=permalink.absolute(site, permalink.of_archive(number)),
        language=site.language,
        publisher=site.settings.organisation.name,
        entries=tuple(entry_of(told.one, told.times, press) for told in material.entries),
        before_folder=_full_url(site, before),
        after_folder=_full_url(site, after),
        current_folder=permalink.absolute(site, permalink.HOME),
        is_archive=material.is_full,
    )


def _full_url(site: Site, path: str) -> str:
    return path and permalink.absolute(site, path)


def _render_rss(material: ArchiveMaterial, press: Press) -> bytes:
    return feed_xml.write_rss(archive_view(material, press))


def _render_atom(material: ArchiveMaterial, press: Press) -> bytes:
    return feed_xml.write_atom(archive_view(material, press))


_RENDERERS: dict[str, Callable[[ArchiveMaterial, Press], bytes]] = {
    RSS: _render_rss,
    ATOM: _render_atom,
}
