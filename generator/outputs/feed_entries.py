"""What a feed tells, whatever its format: entries, and the feed around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Protocol

from generator.catalog.references import locate_file
from generator.catalog.shown import Face, Shown
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.outputs.bodies import absolute_addresses, feed_body
from generator.outputs.feed_times import Times
from generator.outputs.pictures import Plain, plain_picture, show_asset
from generator.outputs.press import Press

# What mail programs and feed readers on old phones still take. Readers unpack what is compressed
# on the way, so this is counted as it lies on the disk.
LIMIT_BYTES = 1_000_000
# An empty feed needs a date too (RFC 4287, 4.1.1), and it may not be that of the build.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
# An item stands in some seven feeds in each format, made one after another.
ENTRIES_AT_HAND = 512


@dataclass(frozen=True, slots=True)
class Told:
    """An item, with its text where feeds carry that, and the instants that they give it."""

    one: Shown | Face
    times: Times

    @property
    def face(self) -> Face:
        """The item's front matter."""
        return self.one.face if isinstance(self.one, Shown) else self.one

    @property
    def mark(self) -> str:
        """What differs where two are told differently."""
        return f"{self.one.mark} {self.times.published} {self.times.updated}"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with an entry; a picture has a width and a height, and what it shows."""

    url: str
    media_type: str
    size_bytes: int
    title: str
    width_px: int = 0
    height_px: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """
    One thing a feed tells. `content` is HTML or empty; all else is plain text.

    `cover` is the picture that leads it and `thumbnail` the small form of that; `files` are what
    readers download. It is compared by identity: what was written of it is found again by that.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[tuple[str, str], ...] = ()
    cover: Enclosure | None = None
    thumbnail: Enclosure | None = None
    files: tuple[Enclosure, ...] = ()

    @property
    def enclosures(self) -> tuple[Enclosure, ...]:
        """The cover and the files."""
        return ((self.cover,) if self.cover is not None else ()) + self.files


@dataclass(frozen=True, slots=True)
class FeedView:
    """
    A feed, newest entry first. What ends in `folder` is the full URL of where its formats lie.

    `id` is the same for all documents of one feed (RFC 5005): its archives lead to each other by
    `before_folder` and `after_folder` and have a `current_folder`, that of the subscription
    document; which links to the newest archive by `before_folder`. `deleted` are the ids of
    entries to be deleted, with the instant.
    """

    id: str
    title: str
    description: str
    home: str
    folder: str
    language: str
    publisher: str
    entries: tuple[Entry, ...]
    hub: str = ""
    before_folder: str = ""
    after_folder: str = ""
    current_folder: str = ""
    is_archive: bool = False
    deleted: tuple[tuple[str, datetime], ...] = ()

    @property
    def updated(self) -> datetime:
        """The instant of the newest entry's last change."""
        return max((entry.updated for entry in self.entries), default=_NEVER)


class Write(Protocol):
    """Writes an entry in one of the formats."""

    def __call__(self, entry: Entry, /, *, is_whole: bool) -> bytes:
        """Return the entry with its text, or with its summary alone."""


def within_limit(entries: Sequence[Entry], write: Write, around_bytes: int) -> list[bytes]:
    """
    Write *entries*, newest first, so that their document stays below the limit.

    Where it would not, entries lose their text and keep their summary: the oldest first, and as
    many as it takes.

    Args:
        entries: What is written.
        write: Writes one.
        around_bytes: What the document has besides.
    """
    written = [write(entry, is_whole=True) for entry in entries]
    size = around_bytes + sum(map(len, written))
    for place in range(len(entries) - 1, -1, -1):
        if size < LIMIT_BYTES:
            break
        size -= len(written[place])
        written[place] = write(entries[place], is_whole=False)
        size += len(written[place])
    return written


@lru_cache(maxsize=ENTRIES_AT_HAND)
def entry_of(one: Shown | Face, times: Times, press: Press) -> Entry:
    """Return what a feed tells of an item."""
    face, site = one.face if isinstance(one, Shown) else one, press.site
    published, updated = times.instants(site.zone)
    if face.phase.state == State.WITHDRAWN:
        id_ = permalink.tag_uri(site, face.id)
        return withdrawn_entry(face, press, id_, published, updated)
    item, names, content = face.item, face.names, ""
    url = permalink.absolute(site, face.path)
    if isinstance(one, Shown):
        content = absolute_addresses(feed_body(one, site), permalink.origin(site), url)
    authors = tuple(author.name for author in names.authors)
    cover, thumbnail = _cover(face, press)
    return Entry(
        id=permalink.tag_uri(site, face.id),
        url=url,
        title=item.title,
        summary=_summary(face, press),
        content=content,
        published=published,
        updated=updated,
        authors=authors or (names.unit(item.unit).name,),
        categories=tuple((topic.id, topic.name) for topic in names.topics),
        cover=cover,
        thumbnail=thumbnail,
        files=_files(face, press),
    )


def _summary(face: Face, press: Press) -> str:
    """Return the summary; of a notice that another has replaced, where that is comes first."""
    if not face.successor:
        return face.item.summary
    url = permalink.absolute(press.site, face.successor)
    return f"{press.words('urgent.replaced-by', url=url)} {face.item.summary}"


def withdrawn_entry(
    face: Face, press: Press, id_: str, published: datetime, updated: datetime
) -> Entry:
    """Tell of a withdrawn item when and why, instead of what."""
    site, words, withdrawn = press.site, press.words, face.item.withdrawn
    assert withdrawn is not None  # noqa: S101 -- its callers have looked
    return Entry(
        id=id_,
        url=permalink.absolute(site, face.path),
        title=words("notice.withdrawn"),
        summary=withdrawal_in_words(face, words),
        content="",
        published=published,
        updated=updated,
        authors=(site.settings.organisation.name,),
    )


def withdrawal_in_words(face: Face, words: Words) -> str:
    """Return when and why an item was withdrawn."""
    withdrawn = face.item.withdrawn
    assert withdrawn is not None  # noqa: S101 -- see above
    when = words("notice.withdrawn-at", at=dates.long(withdrawn.at, words.language))
    return f"{when} {withdrawn.reason}"


def _cover(face: Face, press: Press) -> tuple[Enclosure | None, Enclosure | None]:
    """Return the cover as it is shared, and its small form."""
    cover, site = face.item.cover, press.site
    asset = face.assets.get(locate_file(face.source, cover.image) or "") if cover else None
    if cover is None or asset is None:
        return None, None
    small = plain_picture(asset, site)
    whole = _enclosure(show_asset(asset, site).share, press, cover.alt)
    return whole, _enclosure(small, press, cover.alt, permalink.origin(site) + small.url)


def _enclosure(picture: Plain, press: Press, title: str, url: str = "") -> Enclosure:
    size_bytes = picture.size_bytes
    if picture.variant is not None:
        size_bytes = press.encodings.size_bytes(picture.variant)
    size_px = (picture.width_px, picture.height_px)
    return Enclosure(url or picture.url, picture.media_type, size_bytes, title, *size_px)


def _files(face: Face, press: Press) -> tuple[Enclosure, ...]:
    files = []
    for attachment in face.item.attachments:
        asset = face.assets[locate_file(face.source, attachment.file) or ""]
        url = permalink.absolute(press.site, asset.path)
        files.append(Enclosure(url, asset.media_type, asset.size_bytes, attachment.title))
    return tuple(files)
