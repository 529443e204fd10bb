"""The listings there are: which shelf each shows, where it stands and what it is called."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.catalog.edition import Edition
from generator.messages.words import Words
from generator.model import permalink
from generator.model.kinds import KINDS
from generator.model.site import Site

RSS, ATOM, JSON = "rss.xml", "atom.xml", "feed.json"
CORRECTIONS = "corrections"  # the key of a listing that shows changes, and no shelf

FeedLink: TypeAlias = tuple[str, str, str]  # media type, title, URL


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing: the shelf it shows (see `Edition.shelves`), its path, its name, its feeds."""

    key: str
    path: str
    title: str
    intro: str = ""
    section: str = ""
    has_feeds: bool = True


def feed_links(site: Site, path: str, title: str) -> tuple[FeedLink, ...]:
    """Return links to the feeds beside the listing at *path*."""
    return (
        ("application/rss+xml", f"{title} (RSS)", permalink.href(site, f"{path}{RSS}")),
        ("application/atom+xml", f"{title} (Atom)", permalink.href(site, f"{path}{ATOM}")),
        ("application/feed+json", f"{title} (JSON)", permalink.href(site, f"{path}{JSON}")),
    )


def all_keys(edition: Edition) -> Iterator[str]:
    """Yield the key of every listing, of empty ones too: a new unit's page is there at once."""
    registers = edition.catalog.registers
    yield from (f"kind/{kind.name}" for kind in KINDS)
    yield from (f"unit/{id_}" for id_ in registers.units.units)
    yield from (f"topic/{id_}" for id_ in registers.topics)
    yield from (f"campaign/{id_}" for id_ in registers.campaigns)
    yield from sorted(key for key in edition.shelves if key.startswith("year/"))


def with_feeds(edition: Edition) -> Iterator[Listing]:
    """Yield every listing that has feeds: everything first, the corrections last."""
    listings = (find(edition, key) for key in ("", *all_keys(edition), CORRECTIONS))
    return (listing for listing in listings if listing.has_feeds)


def find(edition: Edition, key: str) -> Listing:
    """Return the listing called *key*; the empty key stands for everything."""
    registers, words = edition.catalog.registers, Words(edition.catalog.site.language)
    sort, _, id_ = key.partition("/")
    match sort:
        case "kind":
            title, intro = words(f"kind.{id_}"), words(f"kind.{id_}.intro")
            return Listing(key, permalink.of_kind(id_), title, intro, id_)
        case "unit":
            title = registers.units[id_].name
            return Listing(key, permalink.of_unit(id_), title, "", permalink.UNITS)
        case "topic":
            topic, path = registers.topics[id_], permalink.of_topic(id_)
            return Listing(key, path, topic.name, topic.description or "", permalink.TOPICS)
        case "campaign":
            campaign, path = registers.campaigns[id_], permalink.of_campaign(id_)
            return Listing(key, path, campaign.name, campaign.description or "")
        case "year":
            title = words("listing.year", year=id_)
            return Listing(key, permalink.of_year(int(id_)), title, has_feeds=False)
    return _of_whole_site(key, words)


def _of_whole_site(key: str, words: Words) -> Listing:
    if key == CORRECTIONS:
        path = f"{permalink.CORRECTIONS}/"
        return Listing(key, path, words("corrections.title"), words("corrections.intro"))
    return Listing("", permalink.HOME, words("listing.all"))
