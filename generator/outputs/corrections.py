"""
What was corrected or withdrawn: a listing of changes, newest first, and what feeds tell of each.

A live item's corrections stand under its title. Of a withdrawn item nothing is told but when and
why, and nothing at all of what was corrected in it before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.model.site import Site
from generator.outputs.feed_entries import (
    ENTRIES_AT_HAND,
    Entry,
    withdrawal_in_words,
    withdrawn_entry,
)
from generator.outputs.feed_times import apart
from generator.outputs.paging import front_page, full_pages, numbered_page, page_behind_front
from generator.outputs.press import Head, Press
from generator.outputs.redirects import redirect_task
from generator.outputs.shell import Link
from generator.outputs.shelves import CORRECTIONS, RSS, Listing, feed_links, find
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Moment, moment

_WITHDRAWAL = -1


@dataclass(frozen=True, slots=True)
class Change:
    """
    A correction of an item, by its `number` in the front matter, or (-1) its withdrawal.

    `told_at` is the instant that feeds give it (POSIX seconds), a second after that of the change
    before it at least. `twin` counts those of one item and one instant, from 0.
    """

    face: Face
    number: int
    told_at: int
    twin: int = 0


@dataclass(frozen=True, slots=True)
class CorrectionsMaterial:
    """The listing, the changes on one page of it, newest first, and the pages beside it."""

    listing: Listing
    changes: tuple[Change, ...]
    older: str = ""
    newer: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A change as the page shows it. Of a withdrawn item there is no address and no unit."""

    at: Moment
    title: str
    text: str
    url: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """A page of changes."""

    trail: tuple[Link, ...]
    title: str
    intro: str
    label: str
    rows: tuple[Row, ...]
    newer: str
    older: str
    rss: str
    head: Head
    pages: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()


def changes(edition: Edition) -> list[Change]:
    """Return every correction and withdrawal that has come to pass, oldest first."""
    found: list[tuple[int, str, int, Face]] = []
    for face in edition.live:
        if face.awaits_approval:
            continue
        facts, now = face.facts, face.phase.since
        past = ((at, number) for number, at in enumerate(facts.corrections) if at <= now)
        found += [(at, face.id, number, face) for at, number in past]
    for face in edition.gone.values():
        if face.phase.state == State.WITHDRAWN and not face.awaits_approval:
            assert face.item.withdrawn is not None  # noqa: S101 -- that is the state
            at = int(face.item.withdrawn.at.timestamp())
            found.append((at, face.id, _WITHDRAWAL, face))
    found.sort(key=lambda one: one[:3])
    seconds = apart(at for at, *_ in found)
    return [
        Change(face, number, second, _twin(face, number))
        for (_, _, number, face), second in zip(found, seconds, strict=True)
    ]


def _twin(face: Face, number: int) -> int:
    """Return how many corrections of the same item and instant stand before it."""
    if number == _WITHDRAWAL:
        return 0
    instants = face.facts.corrections
    return sum(at == instants[number] for at in instants[:number])


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the front of the listing, and the full pages behind it (see `outputs.listings`)."""
    site, listing, all_changes = edition.catalog.site, find(edition, CORRECTIONS), changes(edition)
    yield _task(listing.path, _front(listing, all_changes, site))
    pages = full_pages(all_changes, site.settings.per_page)
    for number in range(1, pages + 1):
        material = _numbered(listing, all_changes, number, site)
        yield _task(permalink.of_numbered_page(listing.path, number), material)
    if pages:
        follower = permalink.of_numbered_page(listing.path, pages + 1)
        yield redirect_task(site, follower, listing.path, Stage.LISTING)


def _task(path: str, material: CorrectionsMaterial) -> Task:
    return Task(permalink.file_of(path), Stage.LISTING, material, _render)


def _front(listing: Listing, found: Sequence[Change], site: Site) -> CorrectionsMaterial:
    per_page = site.settings.per_page
    behind = page_behind_front(found, per_page)
    return CorrectionsMaterial(
        listing=listing,
        changes=tuple(reversed(front_page(found, per_page))),
        older=permalink.of_numbered_page(listing.path, behind) if behind else "",
    )


def _numbered(
    listing: Listing, found: Sequence[Change], number: int, site: Site
) -> CorrectionsMaterial:
    entries = numbered_page(found, site.settings.per_page, number)
    return CorrectionsMaterial(
        listing=listing,
        changes=tuple(reversed(entries)),
        older=permalink.of_numbered_page(listing.path, number - 1) if number > 1 else "",
        newer=permalink.of_numbered_page(listing.path, number + 1),
        number=number,
    )


def _render(material: CorrectionsMaterial, press: Press) -> bytes:
    view = _view(material, press)
    return press.page("views/corrections.html", view, view.head)


def _view(material: CorrectionsMaterial, press: Press) -> CorrectionsView:
    listing, number, site, words = material.listing, material.number, press.site, press.words
    label = words("listing.page", number=number) if number else ""
    path = permalink.of_numbered_page(listing.path, number) if number else listing.path
    trail = [Link(words("missing.home"), permalink.href(site, permalink.HOME))]
    if number:
        trail.append(Link(listing.title, permalink.href(site, listing.path)))
    return CorrectionsView(
        trail=tuple(trail),
        title=listing.title,
        intro="" if number else listing.intro,
        label=label,
        rows=tuple(_row(change, site, words) for change in material.changes),
        newer=permalink.href(site, material.newer) if material.newer else "",
        older=permalink.href(site, material.older) if material.older else "",
        rss=permalink.href(site, f"{listing.path}{RSS}"),
        head=Head(
            title=f"{listing.title} – {label}" if label else listing.title,
            description=listing.intro,
            canonical=permalink.absolute(site, path),
            feeds=feed_links(site, listing.path, listing.title),
        ),
    )


def _row(change: Change, site: Site, words: Words) -> Row:
    face, item = change.face, change.face.item
    if change.number == _WITHDRAWAL:
        assert item.withdrawn is not None  # noqa: S101 -- see `changes`
        at = moment(item.withdrawn.at, site.language)
        return Row(at, words("notice.withdrawn"), withdrawal_in_words(face, words))
    correction = item.corrections[change.number]
    return Row(
        at=moment(correction.at, site.language),
        title=item.title,
        text=correction.note,
        url=permalink.href(site, face.path),
        unit=face.names.unit(item.unit).short,
    )


@lru_cache(maxsize=ENTRIES_AT_HAND)
def entry_of_change(change: Change, press: Press) -> Entry:
    """
    Return what the feeds of corrections tell of a change.

    Its id is the item's with the change's instant behind `#`: each change is news, and stays the
    same entry while its wording, or what comes before and after it, is edited.
    """
    face, site, words = change.face, press.site, press.words
    item, told_at = face.item, datetime.fromtimestamp(change.told_at, site.zone)
    base = permalink.tag_uri(site, face.id)
    if change.number == _WITHDRAWAL:
        return withdrawn_entry(face, press, f"{base}#rut-lai", told_at, told_at)
    correction = item.corrections[change.number]
    mark = f"{correction.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    twin = f"-{change.twin + 1}" if change.twin else ""
    at = dates.long(correction.at, site.language)
    return Entry(
        id=f"{base}#dinh-chinh-{mark}{twin}",
        url=permalink.absolute(site, face.path),
        title=words("corrections.entry", title=item.title),
        summary=words("corrections.told", at=at, note=correction.note),
        content="",
        published=told_at,
        updated=told_at,
        authors=(site.settings.organisation.name,),
        categories=tuple((topic.id, topic.name) for topic in face.names.topics),
    )
