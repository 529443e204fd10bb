"""
Listings: of a kind, a unit with its sub-units, a topic, a campaign, a year, and of everything.

A listing has a front, which shows the newest, and numbered pages behind it, counted from the
oldest. Only full pages are written, and nothing on them tells how many there are, so an addition
changes the front alone. The page after the newest full one is a redirect to the front until it
is full itself: the link "newer" is thereby the same before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.catalog.catalog import Article
from generator.catalog.edition import Edition
from generator.kernel.text import cut_at_word
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.units import Contact, Unit
from generator.outputs.feeds import feed_links
from generator.outputs.paging import front_page, full_pages, numbered_page, page_behind_front
from generator.outputs.press import Head, Press
from generator.outputs.redirects import redirect_task
from generator.outputs.shell import Link
from generator.outputs.shelves import Listing, all_keys, find
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Teaser, tease


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a unit's page says of the unit."""

    contact: Contact | None
    above: tuple[Link, ...]
    below: tuple[Link, ...]
    ended: str
    successor: Link | None


@dataclass(frozen=True, slots=True)
class ListingView:
    """The front of a listing, or one full page of it."""

    title: str
    intro: str
    label: str
    teasers: tuple[Teaser, ...]
    newer: str
    older: str
    unit: UnitFacts | None
    rss: str
    section: str
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the front of every listing and the numbered pages behind it; home has its own front."""
    for key in all_keys(edition):
        listing = find(edition, key)
        file = permalink.file_of(listing.path)
        yield Task(file, Stage.LISTING, front_view, render, key)
        yield from _numbered_tasks(edition, listing)
    yield from _numbered_tasks(edition, find(edition, ""))


def _numbered_tasks(edition: Edition, listing: Listing) -> Iterator[Task]:
    pages = full_pages(edition.shelf(listing.key), edition.catalog.site.settings.per_page)
    for number in range(1, pages + 1):
        file = permalink.file_of(permalink.of_numbered_page(listing.path, number))
        yield Task(file, Stage.LISTING, numbered_view, render, f"{listing.key}#{number}")
    if pages:
        follower = permalink.of_numbered_page(listing.path, pages + 1)
        yield redirect_task(follower, listing.path, Stage.LISTING)


def render(view: ListingView, press: Press) -> bytes:
    """Render a page of a listing."""
    return press.page("views/listing.html", view, view.head, view.section)


def front_view(edition: Edition, key: str) -> ListingView:
    """Return the front of the listing *key*."""
    listing = find(edition, key)
    shelf, per_page = edition.shelf(listing.key), edition.catalog.site.settings.per_page
    behind = page_behind_front(shelf, per_page)
    older = permalink.of_numbered_page(listing.path, behind) if behind else ""
    return _view(edition, listing, front_page(shelf, per_page), older=older)


def numbered_view(edition: Edition, subject: str) -> ListingView:
    """Return a full page; *subject* is the listing's key and the number: `kind/bulletin#3`."""
    key, _, text = subject.partition("#")
    listing, number = find(edition, key), int(text)
    per_page = edition.catalog.site.settings.per_page
    entries = numbered_page(edition.shelf(listing.key), per_page, number)
    older = permalink.of_numbered_page(listing.path, number - 1) if number > 1 else ""
    newer = permalink.of_numbered_page(listing.path, number + 1)
    return _view(edition, listing, entries, older=older, newer=newer, number=number)


def _view(  # noqa: PLR0913 -- the two sorts of pages differ in just these
    edition: Edition,
    listing: Listing,
    entries: Sequence[Article],
    *,
    older: str = "",
    newer: str = "",
    number: int = 0,
) -> ListingView:
    site = edition.catalog.site
    words = Words(site.language)
    label = words("listing.page", number=number) if number else ""
    path = permalink.of_numbered_page(listing.path, number) if number else listing.path
    title = f"{listing.title} – {label}" if label else listing.title
    is_unit_front = listing.key.startswith("unit/") and not number
    return ListingView(
        title=listing.title,
        intro="" if number else listing.intro,
        label=label,
        teasers=tuple(tease(edition, article) for article in reversed(entries)),
        newer=permalink.href(site, newer) if newer else "",
        older=permalink.href(site, older) if older else "",
        unit=_unit_facts(edition, listing) if is_unit_front else None,
        rss=permalink.href(site, f"{listing.path}rss.xml") if listing.has_feeds else "",
        section=listing.section,
        head=Head(
            title=title,
            description=cut_at_word(listing.intro or f"{title}. {site.description}", 200),
            canonical=permalink.absolute(site, path),
            feeds=feed_links(edition, listing.path, listing.title) if listing.has_feeds else (),
        ),
    )


def _unit_facts(edition: Edition, listing: Listing) -> UnitFacts:
    site, tree = edition.catalog.site, edition.catalog.registers.units
    words = Words(site.language)
    unit = tree[listing.key.removeprefix("unit/")]

    def link(other: Unit) -> Link:
        return Link(other.name, permalink.href(site, permalink.of_unit(other.id)))

    has_ended = unit.valid_to is not None and unit.valid_to < edition.now.date()
    day = dates.in_words(unit.valid_to, site.language) if unit.valid_to else ""
    return UnitFacts(
        contact=unit.contact,
        above=tuple(link(other) for other in reversed(tree.lineage(unit.id)[1:])),
        below=tuple(link(other) for other in tree.below(unit.id)),
        ended=words("unit.ended", day=day) if has_ended else "",
        successor=link(tree[unit.successor]) if unit.successor else None,
    )
