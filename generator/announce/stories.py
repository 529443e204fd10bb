"""
What was built and can be told: items, by their `share.json`, and feeds.

The build's manifest says what belongs to the site. A file that is no longer what was built is not
told of: what would be announced and what was published could differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from generator.announce.faults import AnnounceError, WrongUsageError
from generator.build.manifest import Manifest
from generator.kernel import digest
from generator.model import permalink
from generator.model.site import Site

_SHARE = "share.json"
_FEEDS = frozenset({"rss.xml", "atom.xml", "feed.json"})
# Its last part names a folder of texts: no step of it leads elsewhere.
_ID = re.compile(r"tag:[^\s:]+:[^\s:/.\\][^\s:/\\]*(?:/[^\s:/.\\][^\s:/\\]*)*")
_VERSION = 1  # of the form of share.json


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the site that readers must have before it is told of."""

    path: str
    url: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Story:
    """
    An item as its `share.json` gives it.

    Attributes:
        id: The tag URI, as in feeds: it never changes.
        is_replaced: Whether another notice has taken its place.
        version: `updated` as it is written; `updated` says which of two is the later one.
        texts: Texts ready to be sent, by channel; each ends with the link.
        image_url: The card's address; None if there is none.
        file: The `share.json` itself.
    """

    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    version: str
    expires: datetime | None
    act_by: datetime | None
    is_replaced: bool
    texts: Mapping[str, str]
    image_url: str | None
    file: Published

    @property
    def name(self) -> str:
        """How people call the item."""
        return name_of(self.id)

    def is_over(self, now: datetime) -> bool:
        """
        Tell whether there is nothing to be told of any more.

        It has expired, what it asks for should have been done by now, or another has taken its
        place: an order that comes too late is worse than none.
        """
        ends = [end for end in (self.expires, self.act_by) if end is not None]
        return self.is_replaced or any(end <= now for end in ends)


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, and the digest of its bytes."""

    file: Published
    digest: str


def read_stories(manifest: Manifest, site_dir: Path, site: Site) -> list[Story]:
    """
    Return the items of the site in *site_dir*, oldest first.

    Raises:
        AnnounceError: a file is not what was built, or cannot be understood.
    """
    found: dict[str, Story] = {}
    for file in _files(manifest, site_dir, site, frozenset({_SHARE})):
        story = _story(file, site)
        if story.id in found:
            raise AnnounceError("announce.bad-share", path=file.path)
        found[story.id] = story
    return sorted(found.values(), key=lambda story: (story.published, story.id))


def read_feeds(manifest: Manifest, site_dir: Path, site: Site) -> list[Feed]:
    """
    Return the feeds of the site in *site_dir*, the site's own before those of its parts.

    Raises:
        AnnounceError: a file is not what was built.
    """
    files = sorted(_files(manifest, site_dir, site, _FEEDS), key=lambda f: f.path.count("/"))
    return [Feed(file, manifest.files[file.path].digest) for file in files]


def name_of(item: str) -> str:
    """
    Return how people call what the ledger calls *item*.

    Of an item that is its permanent id, the last part of its tag URI (RFC 4151): the path at which
    it was first published, `ban-tin/2026/hop-khan`. Of a feed it is the path.
    """
    return item.split(":", 2)[2] if item.startswith("tag:") and item.count(":") > 1 else item


def check_built(manifest: Manifest, site_dir: Path) -> None:
    """
    Make sure that there is something to tell of.

    Raises:
        WrongUsageError: no build is remembered for *site_dir*, or it is a preview.
    """
    if not manifest.files:
        raise WrongUsageError("announce.build-first", site_dir=site_dir)
    if manifest.preview or (site_dir / permalink.PREVIEW).exists():
        raise WrongUsageError("announce.preview", site_dir=site_dir)


def _files(
    manifest: Manifest, site_dir: Path, site: Site, names: frozenset[str]
) -> Iterator[Published]:
    for path in sorted(manifest.files):
        if path.rpartition("/")[2] in names:
            try:
                data = (site_dir / path).read_bytes()
            except FileNotFoundError:
                data = b""
            if digest.of_bytes(data) != manifest.files[path].digest:
                raise AnnounceError("announce.site-changed", path=path)
            yield Published(path, permalink.absolute(site, path), data)


def _story(file: Published, site: Site) -> Story:
    try:
        return _parsed(json.loads(file.data), file, site)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise AnnounceError("announce.bad-share", path=file.path) from None


def _parsed(given: Mapping[str, Any], file: Published, site: Site) -> Story:
    place = file.path.removesuffix(f"/{_SHARE}")
    # An address elsewhere, or another item's, is one that nobody checked.
    is_ours = given["item"] == place and given["url"].startswith(site.url)
    if given["version"] != _VERSION or not is_ours or not _ID.fullmatch(given["id"]):
        raise ValueError(place)
    image = given["image"]
    return Story(
        id=given["id"],
        url=given["url"],
        title=str(given["title"]),
        summary=str(given["summary"]),
        published=_instant(given["published"]),
        updated=_instant(given["updated"]),
        version=given["updated"],
        expires=_end(given["expires"]),
        act_by=_end(given["act_by"]),
        is_replaced=given["superseded_by"] is not None,
        texts={str(channel): str(text) for channel, text in given["texts"].items()},
        image_url=str(image["url"]) if image is not None else None,
        file=file,
    )


def _end(text: str | None) -> datetime | None:
    return _instant(text) if text is not None else None


def _instant(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(text)
    return when
