"""
Listings: of a kind, a unit with its sub-units, a topic, a campaign, a year, and of everything.

A listing has a front, which shows the newest, and numbered pages behind it, counted from the
oldest. Only full pages are written, and nothing on them tells how many there are, so an addition
changes the front alone. The page after the newest full one is a redirect to the front until it
is full itself: the link "newer" is thereby the same before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.links import Links
from generator.model.site import Site
from generator.model.units import Contact, Unit
from generator.outputs import structured
from generator.outputs.cards import common_view
from generator.outputs.descriptions import describe
from generator.outputs.paging import front_page, full_pages, numbered_page, page_behind_front
from generator.outputs.press import Head, Press
from generator.outputs.redirects import redirect_task
from generator.outputs.search import year_links
from generator.outputs.shell import CardView, Link
from generator.outputs.shelves import RSS, Listing, all_keys, feed_links, find
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Teaser, tease

_PAGES_SHOWN = 7


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What a unit's page says of the unit."""

    level: str
    about: str
    contact: Contact | None
    links: Links
    channels: tuple[Link, ...]
    above: tuple[Link, ...]
    below: tuple[Link, ...]
    ended: str
    successor: Link | None


@dataclass(frozen=True, slots=True)
class ListingMaterial:
    """
    The listing, the items of one page of it, newest first, and the pages before and after.

    `pages` are the numbers of some pages behind the front. They stand on the front alone, which
    changes with every addition anyway.
    """

    listing: Listing
    faces: tuple[Face, ...]
    older: str = ""
    newer: str = ""
    number: int = 0
    pages: tuple[int, ...] = ()
    years: tuple[Link, ...] = ()
    unit: UnitFacts | None = None


@dataclass(frozen=True, slots=True)
class ListingView:
    """The front of a listing, or one full page of it."""

    trail: tuple[Link, ...]
    title: str
    intro: str
    label: str
    teasers: tuple[Teaser, ...]
    newer: str
    older: str
    pages: tuple[Link, ...]
    years: tuple[Link, ...]
    unit: UnitFacts | None
    rss: str
    section: str
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the front of every listing and the numbered pages behind it; home has its own front."""
    for key in all_keys(edition):
        listing = find(edition, key)
        yield _task(listing.path, front(edition, listing))
        yield from _numbered_tasks(edition, listing)
    yield from _numbered_tasks(edition, find(edition, ""))


def _task(path: str, material: ListingMaterial) -> Task:
    near = material.faces[0].facts.publish_at if material.faces else 0
    return Task(permalink.file_of(path), Stage.LISTING, material, render, near)


def _numbered_tasks(edition: Edition, listing: Listing) -> Iterator[Task]:
    pages = full_pages(edition.shelf(listing.key), edition.catalog.site.settings.per_page)
    for number in range(1, pages + 1):
        path = permalink.of_numbered_page(listing.path, number)
        yield _task(path, numbered(edition, listing, number))
    if pages:
        follower = permalink.of_numbered_page(listing.path, pages + 1)
        yield redirect_task(edition.catalog.site, follower, listing.path, Stage.LISTING)


def front(edition: Edition, listing: Listing) -> ListingMaterial:
    """Return what the front of *listing* is made of."""
    shelf, per_page = edition.shelf(listing.key), edition.catalog.site.settings.per_page
    behind = page_behind_front(shelf, per_page)
    return ListingMaterial(
        listing=listing,
        faces=tuple(reversed(front_page(shelf, per_page))),
        older=permalink.of_numbered_page(listing.path, behind) if behind else "",
        pages=_chosen_pages(behind or 0),
        years=year_links(edition) if listing.key.startswith("kind/") else (),
        unit=_unit_facts(edition, listing) if listing.key.startswith("unit/") else None,
    )


def _chosen_pages(last: int) -> tuple[int, ...]:
    """Return the newest few of the pages 1 to *last*, and the oldest."""
    newest = tuple(range(last, max(last - _PAGES_SHOWN, 0), -1))
    return newest if not newest or newest[-1] == 1 else (*newest, 1)


def numbered(edition: Edition, listing: Listing, number: int) -> ListingMaterial:
    """Return what the full page *number* of *listing* is made of."""
    per_page = edition.catalog.site.settings.per_page
    entries = numbered_page(edition.shelf(listing.key), per_page, number)
    return ListingMaterial(
        listing=replace(listing, intro=""),
        faces=tuple(reversed(entries)),
        older=permalink.of_numbered_page(listing.path, number - 1) if number > 1 else "",
        newer=permalink.of_numbered_page(listing.path, number + 1),
        number=number,
    )


def render(material: ListingMaterial, press: Press) -> bytes:
    """Render a page of a listing."""
    view = listing_view(material, press.site)
    return press.page("views/listing.html", view, view.head, view.section)


def listing_view(material: ListingMaterial, site: Site) -> ListingView:
    """Return what a page of a listing shows."""
    listing, number, words = material.listing, material.number, Words(site.language)
    label = words("listing.page", number=number) if number else ""
    path = permalink.of_numbered_page(listing.path, number) if number else listing.path
    title = f"{listing.title} – {label}" if label else listing.title
    trail = tuple(_trail(material, site))
    about = words("head.listing", title=title)
    return ListingView(
        trail=trail,
        title=listing.title,
        intro=listing.intro,
        label=label,
        teasers=tuple(tease(face, site) for face in material.faces),
        newer=permalink.href(site, material.newer) if material.newer else "",
        older=permalink.href(site, material.older) if material.older else "",
        pages=tuple(_page_link(listing, number, site) for number in material.pages),
        years=material.years,
        unit=material.unit,
        rss=permalink.href(site, f"{listing.path}{RSS}") if listing.has_feeds else "",
        section=listing.section,
        head=Head(
            title=title,
            description=describe(listing.intro, about, words("head.more", name=site.name)),
            canonical=permalink.absolute(site, path),
            feeds=feed_links(site, listing.path, listing.title) if listing.has_feeds else (),
            nodes=structured.breadcrumbs(trail, site),
        ).with_card(_card(listing, site)),
    )


def _card(listing: Listing, site: Site) -> CardView | None:
    sort, _, name = listing.key.partition("/")
    return common_view(site, name if sort == "kind" else "")


_PARENTS = {
    "unit": (permalink.UNITS, "directory.units"),
    "topic": (permalink.TOPICS, "directory.topics"),
    "campaign": (permalink.CAMPAIGNS, "directory.campaigns"),
    "year": (permalink.YEARS, "directory.years"),
}


def _trail(material: ListingMaterial, site: Site) -> Iterator[Link]:
    """Yield the way down to a listing: home, the directory, what is above it."""
    words, listing = Words(site.language), material.listing
    yield Link(words("missing.home"), permalink.href(site, permalink.HOME))
    name, key = _PARENTS.get(listing.key.partition("/")[0], ("", ""))
    if name:
        yield Link(words(key), permalink.href(site, f"{name}/"))
    if material.unit is not None:
        yield from material.unit.above
    if material.number and listing.path:
        yield Link(listing.title, permalink.href(site, listing.path))


def _page_link(listing: Listing, number: int, site: Site) -> Link:
    path = permalink.of_numbered_page(listing.path, number)
    return Link(str(number), permalink.href(site, path))


def _unit_facts(edition: Edition, listing: Listing) -> UnitFacts:
    site, tree = edition.catalog.site, edition.catalog.registers.units
    words = Words(site.language)
    unit = tree[listing.key.removeprefix("unit/")]

    def link(other: Unit) -> Link:
        return Link(other.name, permalink.href(site, permalink.of_unit(other.id)))

    has_ended = unit.valid_to is not None and unit.valid_to < edition.now.date()
    day = dates.in_words(unit.valid_to, site.language) if unit.valid_to else ""
    return UnitFacts(
        level=words(f"tier.{unit.level.value}"),
        about=unit.about or "",
        contact=unit.contact,
        links=unit.links,
        channels=tuple(
            Link(f"{words(f'network.{one.network.value}')}: {one.name}", one.url)
            for one in edition.catalog.registers.channels
            if one.unit == unit.id
        ),
        above=tuple(link(other) for other in reversed(tree.lineage(unit.id)[1:])),
        below=tuple(link(other) for other in tree.below(unit.id)),
        ended=words("unit.ended", day=day) if has_ended else "",
        successor=link(tree[unit.successor]) if unit.successor else None,
    )
