"""
RSS 2.0 in the RSS Advisory Board's profile, and Atom (RFC 4287) with RFC 5005 and RFC 6721.

feedgen writes entries and what stands around them; what it cannot say, or says wrongly (version
1.0.0, read in its source), is mended on its trees: Atom's categories, enclosures and content types,
links in RSS other than to itself, `media:`, archives. Every date is set, or feedgen would take the
current one, and a feed would never be the same twice.

An entry is written once for all documents it stands in. It is cut out of a root that declares the
namespaces as a document's does, so a document is its head, its entries and its tail joined, and no
entry declares a namespace of its own.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator
from lxml import etree

from generator.outputs.feed_entries import (
    ENTRIES_AT_HAND,
    Enclosure,
    Entry,
    FeedView,
    Write,
    within_limit,
)
from generator.outputs.shelves import ATOM, RSS

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_MEDIA = "http://search.yahoo.com/mrss/"
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"
_RSS_PREFIXES: dict[Any, str] = {
    "atom": _ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": _DC,
    "media": _MEDIA,
}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RSS_TYPE, _ATOM_TYPE = "application/rss+xml", "application/atom+xml"
_GENERATOR = "Bantin"
_OPENING = re.compile(r"<(?=[A-Za-z/!?])")


def write_rss(feed: FeedView) -> bytes:
    """Return *feed* as an RSS document."""
    generator = _generator(feed)
    # Text by the profile, and yet HTML to many readers: to these too it opens no element.
    generator.description(_OPENING.sub("‹", feed.description))
    generator.link(href=feed.home, rel="alternate")
    channel: Any = etree.fromstring(generator.rss_str()).find("channel")
    for link in channel.findall(f"{{{_ATOM}}}link"):
        channel.remove(link)
    place = list(channel).index(channel.find("description")) + 1
    for name, attributes in _more(feed, RSS, _RSS_TYPE):
        channel.insert(place, etree.Element(name, attributes))
        place += 1
    root = etree.Element("rss", {"version": "2.0"}, _prefixes(feed, _RSS_PREFIXES))
    root.append(channel)
    return _joined(root, b"</channel></rss>", feed, _rss_item)


def write_atom(feed: FeedView) -> bytes:
    """Return *feed* as an Atom document."""
    generator = _generator(feed)
    generator.id(feed.id)
    generator.author(name=feed.publisher)
    generator.link(href=feed.home, rel="alternate", type="text/html")
    written = etree.fromstring(generator.atom_str())
    language = {_LANGUAGE: feed.language}
    own: dict[Any, str] = {"at": _TOMBSTONES} if feed.deleted else {}
    root = etree.Element(written.tag, language, _prefixes(feed, {None: _ATOM, **own}))
    root.extend(written)
    for name, attributes in _more(feed, ATOM, _ATOM_TYPE):
        etree.SubElement(root, name, attributes)
    for id_, when in feed.deleted:
        told = {"ref": id_, "when": when.isoformat()}
        etree.SubElement(root, f"{{{_TOMBSTONES}}}deleted-entry", told)
    return _joined(root, b"</feed>", feed, _atom_entry)


def _generator(feed: FeedView) -> FeedGenerator:
    generator = FeedGenerator()
    generator.title(feed.title)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.generator(_GENERATOR)
    generator.updated(feed.updated)
    return generator


def _more(feed: FeedView, file: str, media_type: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what both formats say alike: where the feed lies, its hub, its archives."""
    links = {
        "self": f"{feed.folder}{file}",
        "hub": feed.hub,
        "current": feed.current_folder and f"{feed.current_folder}{file}",
        "prev-archive": feed.before_folder and f"{feed.before_folder}{file}",
        "next-archive": feed.after_folder and f"{feed.after_folder}{file}",
    }
    for relation, url in links.items():
        if url:
            is_feed = {} if relation == "hub" else {"type": media_type}
            yield f"{{{_ATOM}}}link", {"rel": relation, **is_feed, "href": url}
    if feed.is_archive:
        yield f"{{{_HISTORY}}}archive", {}


def _prefixes(feed: FeedView, prefixes: Mapping[Any, str]) -> dict[Any, str]:
    return {**prefixes, **({"fh": _HISTORY} if feed.is_archive else {})}


def _joined(root: Any, end: bytes, feed: FeedView, write: Write) -> bytes:
    document = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    head = document.removesuffix(end)
    return b"".join((head, *within_limit(feed.entries, write, len(document)), end))


@lru_cache(maxsize=ENTRIES_AT_HAND)
def _rss_item(entry: Entry, *, is_whole: bool) -> bytes:
    written = FeedEntry()
    written.title(entry.title)
    # RSS descriptions are HTML to their readers (Advisory Board profile), summaries are text.
    written.description(html.escape(entry.summary, quote=False), isSummary=True)
    written.link(href=entry.url, rel="alternate")
    written.guid(entry.id, permalink=False)
    if is_whole and entry.content:
        written.content(entry.content, type="CDATA")
    if (cover := entry.cover) is not None:
        written.enclosure(cover.url, str(cover.size_bytes), cover.media_type)
    item = written.rss_entry(extensions=False)
    # Not by feedgen, which sets the locale of the whole process for every date.
    _add(item, "pubDate", format_datetime(entry.published))
    for _, label in entry.categories:
        _add(item, "category", label)
    for name in entry.authors:
        _add(item, f"{{{_DC}}}creator", name)
    if cover is not None:
        _add_media(item, cover, entry.thumbnail)
    return _cut(etree.Element("rss", nsmap=_RSS_PREFIXES), item)


def _add(parent: Any, name: str, text: str | None, attributes: Mapping[str, str] = {}) -> Any:
    element = etree.SubElement(parent, name, dict(attributes))
    element.text = text
    return element


def _add_media(item: Any, cover: Enclosure, thumbnail: Enclosure | None) -> None:
    told = {"url": cover.url, "medium": "image", "type": cover.media_type}
    told["fileSize"] = str(cover.size_bytes)
    media = _add(item, f"{{{_MEDIA}}}content", None, {**told, **_size(cover)})
    _add(media, f"{{{_MEDIA}}}description", cover.title, {"type": "plain"})
    if thumbnail is not None:
        small = {"url": thumbnail.url, **_size(thumbnail)}
        _add(item, f"{{{_MEDIA}}}thumbnail", None, small)


def _size(picture: Enclosure) -> dict[str, str]:
    return {"width": str(picture.width_px), "height": str(picture.height_px)}


@lru_cache(maxsize=ENTRIES_AT_HAND)
def _atom_entry(entry: Entry, *, is_whole: bool) -> bytes:
    written = FeedEntry()
    written.id(entry.id)
    written.title(entry.title)
    written.description(entry.summary, isSummary=True)
    written.published(entry.published)
    written.updated(entry.updated)
    written.link(href=entry.url)
    written.author([{"name": name} for name in entry.authors])
    for term, label in entry.categories:
        written.category(term=term, label=label)
    if is_whole and entry.content:
        written.content(entry.content, type="html")
    element = written.atom_entry(extensions=False)
    link = element.find("link")
    link.set("rel", "alternate")
    link.set("type", "text/html")
    for one in entry.enclosures:
        told = {"rel": "enclosure", "type": one.media_type, "href": one.url, "title": one.title}
        _add(element, "link", None, {**told, "length": str(one.size_bytes)})
    # Without a namespace here: in a document its default one holds.
    return _cut(etree.Element("feed"), element)


def _cut(root: Any, element: Any) -> bytes:
    """Return *element* as it is written below *root*."""
    empty = etree.tostring(root)
    root.append(element)
    written = etree.tostring(root, encoding="utf-8")
    start, end = len(empty) - 1, len(root.tag) + 3
    return written[start:-end]
