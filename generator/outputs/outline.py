"""Every feed that can be followed, by group, and the list of them that feed readers take (OPML)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from generator.catalog.edition import Edition
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.press import Press
from generator.outputs.shelves import RSS, Listing, all_keys, find
from generator.outputs.task import Stage, Task

# What a listing's key begins with, and what such listings are called; the rest are for everyone.
_SORTS = {
    "topic": "directory.topics",
    "campaign": "directory.campaigns",
    "unit": "directory.units",
}


@dataclass(frozen=True, slots=True)
class OutlineMaterial:
    """The listings that have feeds."""

    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Listings of one sort; `key` is empty for those that are for everyone."""

    key: str
    title: str
    listings: tuple[Listing, ...]


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the list of feeds."""
    yield Task(permalink.FEEDS, Stage.FEED, OutlineMaterial(followed(edition)), _render)


def followed(edition: Edition) -> tuple[Listing, ...]:
    """Return the listings that have feeds, but for units and campaigns that are over."""
    over = set(_over(edition))
    listings = (find(edition, key) for key in ("", *all_keys(edition)) if key not in over)
    return tuple(listing for listing in listings if listing.has_feeds)


def _over(edition: Edition) -> Iterator[str]:
    registers, today = edition.catalog.registers, edition.now.date()
    for unit in registers.units.units.values():
        if (unit.valid_to or date.max) < today:
            yield f"unit/{unit.id}"
    for campaign in registers.campaigns.values():
        if (campaign.ends_on or date.max) < today:
            yield f"campaign/{campaign.id}"


def grouped(listings: Iterable[Listing], words: Words) -> Iterator[Group]:
    """Yield *listings* by sort: those for everyone first, then topics, campaigns, units."""
    by_sort: dict[str, list[Listing]] = {"": [], **{sort: [] for sort in _SORTS}}
    for listing in listings:
        sort = listing.key.partition("/")[0]
        by_sort[sort if sort in _SORTS else ""].append(listing)
    for sort, found in by_sort.items():
        if found:
            yield Group(sort, words(_SORTS.get(sort, "follow.general")), tuple(found))


def _render(material: OutlineMaterial, press: Press) -> bytes:
    """Write OPML 2.0; it bears no date, for it is the same until a listing comes or goes."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = press.words("follow.outline", name=press.site.name)
    etree.SubElement(head, "ownerName").text = press.site.settings.organisation.name
    body = etree.SubElement(root, "body")
    for group in grouped(material.listings, press.words):
        outline = etree.SubElement(body, "outline", text=group.title)
        for listing in group.listings:
            outline.append(_feed(listing, press.site))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _feed(listing: Listing, site: Site) -> etree._Element:
    name = title_of(listing, site)
    feed = etree.Element("outline", type="rss", text=name, title=name)
    feed.set("xmlUrl", permalink.absolute(site, f"{listing.path}{RSS}"))
    feed.set("htmlUrl", permalink.absolute(site, listing.path))
    return feed


def title_of(listing: Listing, site: Site) -> str:
    """Return what the feeds of *listing* are called among those of other sites."""
    return f"{site.name} – {listing.title}" if listing.key else site.name
