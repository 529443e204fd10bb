"""
What a feed is held against: the rules of RSS 2.0 with the Advisory Board's profile, RFC 4287, RFC
5005, RFC 6721 and JSON Feed 1.1, and what W3C's feed validator remarks at level AA, in our words.

`faults(path, data, url)` names all that is wrong with a document; an empty list is a sound feed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
HISTORY = "{http://purl.org/syndication/history/1.0}archive"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA = "{http://search.yahoo.com/mrss/}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LIMIT_BYTES = 1_000_000

PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://purl.org/atompub/tombstones/1.0": "at",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
RELATIONS = {
    *("self", "alternate", "enclosure", "hub"),
    *("current", "prev-archive", "next-archive"),
}
_RFC_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
)
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_TAG_URI = re.compile(
    r"tag:([\w.-]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[\w;/?:@&=+$.!~*'()%,-]*(#[\w./-]+)?",
    re.ASCII,
)
_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_UNSAFE = {
    *("script", "style", "iframe", "object", "embed", "applet", "form", "link", "meta", "base"),
    *("frame", "frameset", "math", "svg"),
}
_ADDRESSES = {"href", "src", "cite", "longdesc", "action", "poster"}
_ALONE = ("title", "link", "description", "language", "lastBuildDate", "generator", "docs")


def faults(path: str, data: bytes, url: str) -> list[str]:
    """Name what is wrong with the feed *data*, which is the file *path* of the site at *url*."""
    name = path.rpartition("/")[2]
    found = [f"{len(data)} bytes"] if len(data) >= LIMIT_BYTES else []
    check = {"rss.xml": _of_rss, "atom.xml": _of_atom, "feed.json": _of_json}[name]
    return [f"{path}: {fault}" for fault in [*found, *check(data, f"{url}{path}")]]


def _of_rss(data: bytes, url: str) -> Iterator[str]:
    root = etree.fromstring(data)
    yield from _of_xml(data, root)
    if (root.tag, root.attrib) != ("rss", {"version": "2.0"}):
        yield f"the root is {root.tag} {root.attrib}"
    (channel,) = root
    for name in _ALONE:
        if len(channel.findall(name)) != 1 or not channel.findtext(name).strip():
            yield f"{name} of the channel"
    yield from _of_address(channel.findtext("link"))
    if not _LANGUAGE.fullmatch(channel.findtext("language")):
        yield "language"
    yield from _of_date(channel.findtext("lastBuildDate"), _RFC_822)
    image = channel.find("image")
    if image is not None and (image.findtext("title"), image.findtext("link")) != (
        channel.findtext("title"),
        channel.findtext("link"),
    ):
        yield "the image is called otherwise than the channel"
    yield from _of_links(channel, url, "application/rss+xml")
    names = [child.tag for child in channel]
    if "item" in names and set(names[names.index("item") :]) != {"item"}:
        yield "something stands behind the items"
    items = channel.findall("item")
    yield from _of_series([i.findtext("guid") for i in items], "guid")
    dates = [i.findtext("pubDate") for i in items]
    yield from _of_series(dates, "pubDate")
    instants = [parsedate_to_datetime(date) for date in dates]
    if instants != sorted(instants, reverse=True):
        yield "not newest first"
    for item in items:
        yield from (f"{item.findtext('guid')}: {fault}" for fault in _of_item(item))


def _of_item(item: etree._Element) -> Iterator[str]:
    names = [child.tag for child in item]
    for name in ("title", "link", "description", "guid", "pubDate"):
        if names.count(name) != 1 or not (item.findtext(name) or "").strip():
            yield f"{name} is missing or twice there"
            return
    if names.count("enclosure") > 1 or names.count(CONTENT) > 1:
        yield "two enclosures or texts"
    yield from _of_address(item.findtext("link"))
    yield from _of_date(item.findtext("pubDate"), _RFC_822)
    yield from _of_html(item.findtext("description"))
    guid = item.find("guid")
    if guid.get("isPermaLink") != ("true" if guid.text.startswith("http") else "false"):
        yield "isPermaLink"
    yield from _of_id(guid.text)
    if "author" in names or "source" in names:
        yield "an author without an address, or a source"
    names_of = [one.text or "" for one in item.iterfind("*") if one.tag in (CREATOR, "category")]
    if CREATOR not in names or not all(map(str.strip, names_of)):
        yield "dc:creator or category"
    if CONTENT in names:
        if names.index("description") > names.index(CONTENT):
            yield "content before description"
        yield from _of_html(item.findtext(CONTENT))
    yield from _of_media(item)


def _of_media(item: etree._Element) -> Iterator[str]:
    for enclosure in item.findall("enclosure"):
        yield from _of_file(enclosure.get("url"), enclosure.get("type"), enclosure.get("length"))
    contents, small = item.findall(f"{MEDIA}content"), item.findall(f"{MEDIA}thumbnail")
    if len(contents) != len(small) or len(contents) > 1:
        yield "a picture without a thumbnail, or several"
    for one in contents:
        yield from _of_file(one.get("url"), one.get("type"), one.get("fileSize"))
        enclosure = item.find("enclosure")
        if enclosure is None or enclosure.get("url") != one.get("url"):
            yield "media and enclosure differ"
        for described in one.findall(f"{MEDIA}description"):
            if described.get("type") != "plain" or not described.text:
                yield "the picture's description"
    for one in (*contents, *small):
        yield from _of_address(one.get("url"))
        if not all(re.fullmatch(r"[1-9]\d*", one.get(name, "")) for name in ("width", "height")):
            yield "the size of a picture"


def _of_atom(data: bytes, url: str) -> Iterator[str]:
    root = etree.fromstring(data)
    yield from _of_xml(data, root)
    if root.tag != f"{ATOM}feed" or not _LANGUAGE.fullmatch(root.get(LANG, "")):
        yield "the root or its language"
    yield from _of_construct(root)
    yield from _of_links(root, url, "application/atom+xml")
    if root.find(f"{ATOM}author") is None:
        yield "no author of the feed"
    names = [child.tag for child in root]
    entries = root.findall(f"{ATOM}entry")
    if entries and set(names[names.index(f"{ATOM}entry") :]) != {f"{ATOM}entry"}:
        yield "something stands behind the entries"
    yield from _of_series([one.findtext(f"{ATOM}id") for one in entries], "id")
    # W3C's validator remarks entries that were changed at one instant.
    yield from _of_series([one.findtext(f"{ATOM}updated") for one in entries], "updated")
    published = [one.findtext(f"{ATOM}published") for one in entries]
    yield from _of_series(published, "published")
    if published != sorted(published, key=datetime.fromisoformat, reverse=True):
        yield "not newest first"
    newest = max((one.findtext(f"{ATOM}updated") for one in entries), default=None)
    if newest is not None and root.findtext(f"{ATOM}updated") != newest:
        yield "updated of the feed is not its newest entry's"
    for entry in entries:
        yield from (f"{entry.findtext(f'{ATOM}id')}: {fault}" for fault in _of_entry(entry))
    for one in root.findall(TOMBSTONE):
        yield from _of_id(one.get("ref"))
        yield from _of_date(one.get("when"), _RFC_3339)
        if one.get("ref") in [entry.findtext(f"{ATOM}id") for entry in entries]:
            yield "an entry is there and deleted"


def _of_construct(element: etree._Element) -> Iterator[str]:
    """Check what a feed and an entry have alike (RFC 4287, 4.1.1 and 4.1.2)."""
    for name in ("id", "title", "updated"):
        found = element.findall(f"{ATOM}{name}")
        if len(found) != 1 or not (found[0].text or "").strip():
            yield f"{name} is missing or twice there"
            return
    yield from _of_id(element.findtext(f"{ATOM}id"))
    yield from _of_date(element.findtext(f"{ATOM}updated"), _RFC_3339)
    if element.find(f"{ATOM}title").get("type", "text") != "text":
        yield "the title is no text"
    for author in element.findall(f"{ATOM}author"):
        if not (author.findtext(f"{ATOM}name") or "").strip():
            yield "an author without a name"
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(alternates) != 1:
        yield f"{len(alternates)} alternates"


def _of_entry(entry: etree._Element) -> Iterator[str]:
    yield from _of_construct(entry)
    published, updated = (entry.findtext(f"{ATOM}{n}") for n in ("published", "updated"))
    yield from _of_date(published, _RFC_3339)
    if datetime.fromisoformat(updated) < datetime.fromisoformat(published):
        yield "updated before it was published"
    if entry.find(f"{ATOM}author") is None or not entry.findtext(f"{ATOM}summary"):
        yield "author or summary"
    for content in entry.findall(f"{ATOM}content"):
        if content.get("type") != "html":
            yield f"content of type {content.get('type')}"
        yield from _of_html(content.text or "")
    for link in entry.findall(f"{ATOM}link"):
        yield from _of_address(link.get("href"))
        if link.get("rel") not in ("alternate", "enclosure"):
            yield f"rel={link.get('rel')} in an entry"
        if link.get("rel") == "enclosure":
            yield from _of_file(link.get("href"), link.get("type"), link.get("length"))
        if link.get("title") == "":
            yield "an empty title of a link"
    if not all(one.get("term") for one in entry.findall(f"{ATOM}category")):
        yield "a category without a term"


def _of_links(parent: etree._Element, url: str, media_type: str) -> Iterator[str]:
    """Check where a feed says it lies, and RFC 5005's links."""
    links = {link.get("rel"): link for link in parent.findall(f"{ATOM}link")}
    if len(links) != len(parent.findall(f"{ATOM}link")):
        yield "two links of one relation"
    if not links.keys() <= RELATIONS:
        yield f"relations {links.keys() - RELATIONS}"
    if links["self"].get("href") != url:
        yield f"self is {links['self'].get('href')}"
    for relation, link in links.items():
        yield from _of_address(link.get("href"))
        if len(link) or link.text:
            yield "a link is not empty"
        if relation not in ("alternate", "hub") and link.get("type") != media_type:
            yield f"type of rel={relation}"
    if parent.find(HISTORY) is not None:
        if "current" not in links or not links.keys() & {"prev-archive", "next-archive"}:
            yield "an archive without its links"
        if "hub" in links:
            yield "an archive with a hub"


def _of_xml(data: bytes, root: etree._Element) -> Iterator[str]:
    if not data.startswith((b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0"')):
        yield "no declaration"
    data.decode()
    if b"<!DOCTYPE" in data or b"<?xml-stylesheet" in data:
        yield "a document type or a stylesheet"
    for element in root.iter():
        space = etree.QName(element).namespace
        if space is not None and space not in PREFIXES:
            yield f"namespace {space}"
        if element is not root and element.nsmap != root.nsmap:
            yield f"{element.tag} declares a namespace"
    for prefix, space in root.nsmap.items():
        if prefix is not None and PREFIXES.get(space) != prefix:
            yield f"prefix {prefix} for {space}"


def _of_json(data: bytes, url: str) -> Iterator[str]:
    feed = json.loads(data.decode(), object_pairs_hook=_without_repeats)
    required = {"version": str, "title": str, "items": list}
    optional = {
        **dict.fromkeys(("home_page_url", "feed_url", "description", "language"), str),
        "authors": list,
        "hubs": list,
    }
    yield from _of_fields(feed, required, optional)
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "version"
    if feed["feed_url"] != url:
        yield f"feed_url is {feed['feed_url']}"
    yield from _of_address(feed["home_page_url"])
    yield from _of_authors(feed["authors"])
    for hub in feed.get("hubs", ()):
        if hub.keys() != {"type", "url"}:
            yield "a hub has a type and a url"
        yield from _of_address(hub["url"])
    yield from _of_series([item.get("id") for item in feed["items"]], "id")
    dates = [item.get("date_published") for item in feed["items"]]
    yield from _of_series(dates, "date_published")
    if dates != sorted(dates, key=datetime.fromisoformat, reverse=True):
        yield "not newest first"
    for item in feed["items"]:
        yield from (f"{item['id']}: {fault}" for fault in _of_json_item(item))


def _of_json_item(item: dict) -> Iterator[str]:
    names = ("summary", "image", "content_html", "content_text")
    times = ("date_published", "date_modified")
    optional = dict.fromkeys(names, str) | {"tags": list, "attachments": list}
    required = dict.fromkeys(("id", "url", "title", *times), str) | {"authors": list}
    yield from _of_fields(item, required, optional)
    yield from _of_id(item["id"])
    yield from _of_address(item["url"])
    yield from _of_authors(item["authors"])
    for name in times:
        yield from _of_date(item[name], _RFC_3339)
    if ("content_html" in item) == ("content_text" in item):
        yield "neither HTML nor text, or both"
    yield from _of_html(item.get("content_html", ""))
    if "image" in item:
        yield from _of_address(item["image"])
    if not all(isinstance(tag, str) and tag for tag in item.get("tags", ())):
        yield "a tag"
    for one in item.get("attachments", ()):
        required = {"url": str, "mime_type": str, "size_in_bytes": int}
        yield from _of_fields(one, required, {"title": str})
        yield from _of_file(one["url"], one["mime_type"], str(one["size_in_bytes"]))


def _without_repeats(pairs: list) -> dict:
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), names
    return dict(pairs)


def _of_fields(value: dict, required: dict, optional: dict) -> Iterator[str]:
    if not required.keys() <= value.keys() or not value.keys() <= required.keys() | optional.keys():
        yield f"fields {sorted(value)}"
    for name, kind in {**required, **optional}.items():
        if name in value and (type(value[name]) is not kind or value[name] == ""):
            yield f"{name} is {value[name]!r}"


def _of_authors(authors: list) -> Iterator[str]:
    if not authors or not all(one.keys() == {"name"} and one["name"].strip() for one in authors):
        yield f"authors {authors}"


def _of_file(url: str | None, media_type: str | None, size: str | None) -> Iterator[str]:
    yield from _of_address(url)
    if not _MEDIA_TYPE.fullmatch(media_type or "") or not re.fullmatch(r"[1-9]\d*", size or ""):
        yield f"{url} is {media_type} of {size} bytes"


def _of_series(values: list, name: str) -> Iterator[str]:
    if None in values or len(set(values)) != len(values):
        yield f"{name} is missing or the same in two: {values}"


def _of_date(text: str | None, form: re.Pattern) -> Iterator[str]:
    if not form.fullmatch(text or ""):
        yield f"date {text}"
        return
    instant = parsedate_to_datetime(text) if form is _RFC_822 else datetime.fromisoformat(text)
    if not 1990 < instant.year < 2100:
        yield f"implausible date {text}"
    if form is _RFC_822 and f"{instant:%a}" != text[:3]:
        yield f"another weekday {text}"


def _of_id(text: str | None) -> Iterator[str]:
    if not _TAG_URI.fullmatch(text or ""):
        yield f"id {text}"


def _of_address(text: str | None) -> Iterator[str]:
    if not _URI.fullmatch(text or "") or _BAD_ESCAPE.search(text):
        yield f"address {text}"
        return
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        yield f"address {text}"


def _of_html(text: str) -> Iterator[str]:
    reader = _Safe()
    reader.feed(text)
    reader.close()
    yield from reader.faults


class _Safe(HTMLParser):
    """Finds what readers would cut out of HTML, or could not follow."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in _UNSAFE:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style":
                self.faults.append(f"{name} of <{tag}>")
            elif name == "srcset" or (name in _ADDRESSES and not _is_whole(address)):
                self.faults.append(f"{name}={value} of <{tag}>")

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)


def _is_whole(address: str) -> bool:
    return address.startswith(("https://", "http://", "mailto:", "tel:"))
