"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from generator.outputs.feed_entries import ENTRIES_AT_HAND, Enclosure, Entry, FeedView, within_limit
from generator.outputs.shelves import JSON

_VERSION = "https://jsonfeed.org/version/1.1"
_ITEMS = "\ufdd0"  # a noncharacter: no content has it


def write(feed: FeedView) -> bytes:
    """Return *feed* as a document of JSON Feed."""
    head, _, tail = _written(_around(feed)).partition(_written(_ITEMS))
    # Between two items a comma and a line's end, and one more line's end at either side.
    around = len(head) + len(tail) + 2 * (len(feed.entries) + 1)
    items = within_limit(feed.entries, _item, around)
    return b"".join((head, b"[\n", b",\n".join(items), b"\n]", tail, b"\n"))


def _around(feed: FeedView) -> dict[str, Any]:
    told = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{feed.folder}{JSON}",
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.publisher}],
    }
    if feed.hub:
        told["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    return {**told, "items": _ITEMS}


@lru_cache(maxsize=ENTRIES_AT_HAND)
def _item(entry: Entry, *, is_whole: bool) -> bytes:
    told: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
    }
    if is_whole and entry.content:
        told["content_html"] = entry.content
    else:  # an item has one of the two
        told["content_text"] = entry.summary
    if entry.cover is not None:
        told["image"] = entry.cover.url
    if entry.categories:
        told["tags"] = [label for _, label in entry.categories]
    if entry.enclosures:
        told["attachments"] = [_attachment(one) for one in entry.enclosures]
    return _written(told)


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    return {
        "url": enclosure.url,
        "mime_type": enclosure.media_type,
        "title": enclosure.title,
        "size_in_bytes": enclosure.size_bytes,
    }


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
