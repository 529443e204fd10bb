"""
RSS 2.0 and Atom feeds of everything and beside every kind, unit, topic and campaign.

feedgen writes the documents; what it cannot say, or says wrongly (version 1.0.0, read in its
source), is mended on the tree afterwards: enclosure links lose their attributes in Atom, RSS
gets only one `atom:link`, and there is no `media:` at the right place. Every date is set, or
feedgen would take the current one, and a feed would never be the same twice.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from generator.catalog.edition import Edition
from generator.catalog.shown import Face, Shown
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.model.site import Site
from generator.outputs.bodies import absolute_addresses, feed_body
from generator.outputs.pictures import PictureView, show_picture
from generator.outputs.press import Press
from generator.outputs.shelves import ATOM, RSS, Listing, all_keys, find
from generator.outputs.task import Stage, Task

_ATOM_NS = "http://www.w3.org/2005/Atom"
_MEDIA_NS = "http://search.yahoo.com/mrss/"
_PREFIXES = {"media": _MEDIA_NS}
_GENERATOR = "Bantin"
# An empty feed needs a date too (RFC 4287, 4.1.1), and it may not be that of the build.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
# An item stands in some ten feeds, made one after another.
_ENTRIES_AT_HAND = 256


@dataclass(frozen=True, slots=True)
class FeedMaterial:
    """The listing and its newest items, newest first: with their text where feeds carry that."""

    listing: Listing
    entries: tuple[Shown | Face, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a feed tells it, whatever the format. `content` is HTML or empty."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[tuple[str, str], ...]
    picture: PictureView | None


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: newest entry first."""

    id: str
    title: str
    description: str
    home: str
    self_rss: str
    self_atom: str
    language: str
    publisher: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The instant of the newest entry's last change."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield both feeds of everything and of each listing that has them."""
    for key in ("", *all_keys(edition)):
        listing = find(edition, key)
        if listing.has_feeds:
            material = feed_material(edition, listing)
            near = _face(material.entries[0]).facts.publish_at if material.entries else 0
            yield Task(f"{listing.path}{RSS}", Stage.FEED, material, render_rss, near)
            yield Task(f"{listing.path}{ATOM}", Stage.FEED, material, render_atom, near)


def feed_material(edition: Edition, listing: Listing) -> FeedMaterial:
    """Return what the feeds of *listing* are made of: its newest items, the withdrawn included."""
    settings, key = edition.catalog.site.settings.feeds, listing.key
    shelves = (edition.shelf(key), edition.withdrawn_shelves.get(key, ()))
    told = [face for shelf in shelves for face in shelf[-settings.entries :]]
    newest = sorted(told, key=lambda face: face.article.order)[: -settings.entries - 1 : -1]
    if settings.content == "full":
        return FeedMaterial(listing, tuple(edition.show(face) for face in newest))
    return FeedMaterial(listing, tuple(newest))


def feed_view(material: FeedMaterial, site: Site) -> FeedView:
    """Return what a feed carries."""
    listing = material.listing
    title = f"{site.name} – {listing.title}" if listing.key else site.name
    return FeedView(
        id=permalink.tag_uri(site, f"feed/{listing.key}".rstrip("/")),
        title=title,
        description=listing.intro or site.description or title,
        home=permalink.absolute(site, listing.path),
        self_rss=permalink.absolute(site, f"{listing.path}{RSS}"),
        self_atom=permalink.absolute(site, f"{listing.path}{ATOM}"),
        language=site.language,
        publisher=site.settings.organisation.name,
        entries=tuple(_entry(one, site) for one in material.entries),
    )


def _face(one: Shown | Face) -> Face:
    return one.face if isinstance(one, Shown) else one


@lru_cache(maxsize=_ENTRIES_AT_HAND)
def _entry(one: Shown | Face, site: Site) -> Entry:
    face = _face(one)
    if face.phase.state == State.WITHDRAWN:
        return _withdrawn_entry(face, site)
    item, names, content = face.item, face.names, ""
    url = permalink.absolute(site, face.path)
    if isinstance(one, Shown):
        content = absolute_addresses(feed_body(one, site), permalink.origin(site), url)
    authors = tuple(author.name for author in names.authors)
    return Entry(
        id=permalink.tag_uri(site, face.id),
        url=url,
        title=item.title,
        summary=item.summary,
        content=content,
        published=item.publish_at,
        updated=item.updated_at(face.as_of),
        authors=authors or (names.unit(item.unit).name,),
        categories=tuple((topic.id, topic.name) for topic in names.topics),
        picture=show_picture(face, site, item.cover),
    )


def _withdrawn_entry(face: Face, site: Site) -> Entry:
    """Re-issue a withdrawn item under its id, telling when and why instead of what."""
    withdrawn = face.item.withdrawn
    assert withdrawn is not None  # noqa: S101 -- its only caller has just looked
    words = Words(site.language)
    when = words("notice.withdrawn-at", at=dates.long(withdrawn.at, site.language))
    return Entry(
        id=permalink.tag_uri(site, face.id),
        url=permalink.absolute(site, face.path),
        title=words("notice.withdrawn"),
        summary=f"{when} {withdrawn.reason}",
        content="",
        published=face.item.publish_at,
        updated=withdrawn.at,
        authors=(site.settings.organisation.name,),
        categories=(),
        picture=None,
    )


def render_rss(material: FeedMaterial, press: Press) -> bytes:
    """Render a feed as RSS 2.0 in the RSS Advisory Board's profile."""
    feed = feed_view(material, press.site)
    generator = FeedGenerator()
    generator.load_extension("dc", atom=False, rss=True)
    _describe(generator, feed)
    generator.link(href=feed.home, rel="alternate")
    for entry in feed.entries:
        written = generator.add_entry(order="append")
        _tell(written, entry)
        # RSS descriptions are HTML to their readers (Advisory Board profile), summaries are text.
        written.description(html.escape(entry.summary, quote=False), isSummary=True)
        written.link(href=entry.url, rel="alternate")
        written.guid(entry.id, permalink=False)
        written.dc.dc_creator(list(entry.authors))
        if entry.content:
            written.content(entry.content, type="CDATA")
        if entry.picture is not None:
            length, shared = _length(entry.picture, press), entry.picture.share
            written.enclosure(shared.url, length, shared.media_type)
    return _mended(generator.rss_str(), lambda root: _mend_rss(root, feed, press))


def render_atom(material: FeedMaterial, press: Press) -> bytes:
    """Render a feed as Atom (RFC 4287)."""
    feed = feed_view(material, press.site)
    generator = FeedGenerator()
    _describe(generator, feed)
    generator.id(feed.id)
    generator.author(name=feed.publisher)
    generator.link(
        [
            {"href": feed.home, "rel": "alternate", "type": "text/html"},
            {"href": feed.self_atom, "rel": "self", "type": "application/atom+xml"},
        ]
    )
    for entry in feed.entries:
        written = generator.add_entry(order="append")
        _tell(written, entry)
        written.id(entry.id)
        written.link(href=entry.url)
        written.author([{"name": name} for name in entry.authors])
        if entry.content:
            written.content(entry.content, type="html")
    return _mended(generator.atom_str(), lambda root: _mend_atom(root, feed, press))


def _describe(generator: FeedGenerator, feed: FeedView) -> None:
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.generator(_GENERATOR)
    generator.updated(feed.updated)


def _tell(written: FeedEntry, entry: Entry) -> None:
    written.title(entry.title)
    written.description(entry.summary, isSummary=True)
    written.published(entry.published)
    written.updated(entry.updated)
    for term, label in entry.categories:
        written.category(term=term, label=label)


def _mended(document: bytes, mend: Callable[[Any], None]) -> bytes:
    root = etree.fromstring(document, etree.XMLParser(strip_cdata=False, resolve_entities=False))
    mend(root)
    etree.cleanup_namespaces(root, top_nsmap=_PREFIXES, keep_ns_prefixes=list(_PREFIXES))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _mend_rss(root: Any, feed: FeedView, press: Press) -> None:
    channel = root.find("channel")
    for link in channel.findall(f"{{{_ATOM_NS}}}link"):
        channel.remove(link)
    itself = etree.Element(f"{{{_ATOM_NS}}}link", rel="self", type="application/rss+xml")
    itself.set("href", feed.self_rss)
    channel.insert(list(channel).index(channel.find("description")) + 1, itself)
    for item, entry in zip(channel.findall("item"), feed.entries, strict=True):
        for category, (_, label) in zip(item.findall("category"), entry.categories, strict=True):
            category.text = label
            category.attrib.pop("domain", None)
        if entry.picture is not None:
            item.append(_media(entry.picture, _length(entry.picture, press)))


def _length(picture: PictureView, press: Press) -> str:
    """Return how many bytes the shared form of *picture* has."""
    shared = picture.share
    if shared.variant is None:
        return str(shared.size_bytes)
    return str(press.encodings.size_bytes(shared.variant))


def _media(picture: PictureView, length: str) -> Any:
    shared = picture.share
    media = etree.Element(f"{{{_MEDIA_NS}}}content", url=shared.url, medium="image")
    media.set("type", shared.media_type)
    media.set("fileSize", length)
    media.set("width", str(shared.width_px))
    media.set("height", str(shared.height_px))
    etree.SubElement(media, f"{{{_MEDIA_NS}}}description", type="plain").text = picture.alt
    return media


def _mend_atom(root: Any, feed: FeedView, press: Press) -> None:
    entries = root.findall(f"{{{_ATOM_NS}}}entry")
    for element, entry in zip(entries, feed.entries, strict=True):
        for written in element.findall(f"{{{_ATOM_NS}}}link"):
            written.set("rel", "alternate")
            written.set("type", "text/html")
        if entry.picture is None:
            continue
        shared = entry.picture.share
        link = etree.SubElement(element, f"{{{_ATOM_NS}}}link", rel="enclosure")
        link.set("type", shared.media_type)
        link.set("href", shared.url)
        link.set("length", _length(entry.picture, press))
