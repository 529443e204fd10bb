"""
How to follow: the page that says so, and the codes that lead to the union's channels.

A feed opened in a browser is a page of signs, so this page stands before it: what a feed is, each
feed by name with the address to paste, and the channels, with a code to read from a poster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.model.channels import Channel
from generator.model.site import Site
from generator.outputs import qr
from generator.outputs.outline import Group, followed, grouped
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.shelves import ATOM, JSON, RSS, Listing, all_keys, feed_links, find
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class Passing:
    """A channel, the name of the unit whose members it serves, and the listing it passes on."""

    channel: Channel
    unit: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class FollowMaterial:
    """The channels, and the listings that have feeds."""

    channels: tuple[Passing, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class CodeMaterial:
    """The address that a code holds."""

    url: str


@dataclass(frozen=True, slots=True)
class ChannelView:
    """
    A channel as the page shows it; `code` is the address of its QR code.

    What it carries goes without saying where that is the news of the unit it serves.
    """

    name: str
    network: str
    url: str
    about: str
    unit: Link | None
    carries: Link | None
    code: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """The feeds beside one listing; `address` is the full one, to be pasted into a reader."""

    name: str
    url: str
    address: str
    rss: str
    atom: str
    json: str


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds of one sort; those for everyone have no key."""

    key: str
    title: str
    feeds: tuple[FeedView, ...]


@dataclass(frozen=True, slots=True)
class FollowView:
    """The page on how to follow; `outline` is the list of feeds for readers of feeds."""

    channels: tuple[ChannelView, ...]
    groups: tuple[FeedGroup, ...]
    outline: str
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the page and a code for each channel."""
    channels = tuple(_passing(edition))
    page = permalink.file_of(f"{permalink.FOLLOW}/")
    yield Task(page, Stage.LISTING, FollowMaterial(channels, followed(edition)), _render)
    for passing in channels:
        path = permalink.of_channel_code(passing.channel.id)
        yield Task(path, Stage.ASSET, CodeMaterial(passing.channel.url), _render_code)


def _passing(edition: Edition) -> Iterator[Passing]:
    registers, everything = edition.catalog.registers, find(edition, "")
    by_path = {listing.path: listing for listing in (find(edition, k) for k in all_keys(edition))}
    for channel in registers.channels:
        unit = registers.units[channel.unit].name if channel.unit else ""
        listing = by_path[f"{channel.feed}/"] if channel.feed else everything
        yield Passing(channel, unit, listing)


def _render(material: FollowMaterial, press: Press) -> bytes:
    site, words = press.site, press.words
    title = words("follow.title")
    head = Head(
        title=title,
        description=words("follow.description", name=site.name),
        canonical=permalink.absolute(site, f"{permalink.FOLLOW}/"),
        feeds=feed_links(site, permalink.HOME, site.name),
    )
    view = FollowView(
        channels=tuple(_channel_view(one, press) for one in material.channels),
        groups=tuple(_feed_groups(grouped(material.listings, words), site)),
        outline=permalink.href(site, permalink.FEEDS),
        head=head,
    )
    return press.page("views/follow.html", view, head, permalink.FOLLOW)


def _channel_view(passing: Passing, press: Press) -> ChannelView:
    site, channel, listing = press.site, passing.channel, passing.listing
    unit_path = permalink.of_unit(channel.unit or "")
    is_plain = listing.path == unit_path
    return ChannelView(
        name=channel.name,
        network=press.words(f"network.{channel.network.value}"),
        url=channel.url,
        about=channel.about or "",
        unit=Link(passing.unit, permalink.href(site, unit_path)) if passing.unit else None,
        carries=None if is_plain else Link(listing.title, permalink.href(site, listing.path)),
        code=permalink.href(site, permalink.of_channel_code(channel.id)),
    )


def _feed_groups(groups: Iterable[Group], site: Site) -> Iterator[FeedGroup]:
    for group in groups:
        feeds = tuple(_feed_view(listing, site) for listing in group.listings)
        yield FeedGroup(group.key, group.title, feeds)


def _feed_view(listing: Listing, site: Site) -> FeedView:
    rss, atom, json = (permalink.href(site, f"{listing.path}{name}") for name in (RSS, ATOM, JSON))
    address = permalink.absolute(site, f"{listing.path}{RSS}")
    return FeedView(listing.title, permalink.href(site, listing.path), address, rss, atom, json)


def _render_code(material: CodeMaterial, press: Press) -> bytes:
    del press
    return qr.svg(material.url)
