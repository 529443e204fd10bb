"""What the tags of sound and film say: ID3 in MP3, `udta`, `meta` and XMP in MP4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.reading.papers.passage import Meter, Passage, UnreadablePaperError

TAGS_LIMIT = 8_000_000
BOXES_LIMIT = 20_000
_DEPTH_LIMIT = 8
_ID3, _ID3_HEAD, _ID3_OLD = b"ID3", 10, 128
_HOLDERS = (b"moov", b"trak", b"mdia")
_TAGGED = (b"udta", b"meta", b"uuid")
# Letters of three bytes too: most of Vietnamese stands in U+1EA0–1EF9.
_UTF_8 = re.compile(rb"(?:[\x20-\x7e\t\n\r]|[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec][\x80-\xbf]{2}){4,}")
_UTF_16 = {
    "utf-16-le": re.compile(rb"(?:[\x20-\xff]\x00|[\x00-\xff][\x01\x03\x1e\x20]){4,}"),
    "utf-16-be": re.compile(rb"(?:\x00[\x20-\xff]|[\x01\x03\x1e\x20][\x00-\xff]){4,}"),
}


def of_mp3(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the printable strings of ID3, version 2 at the beginning, 1 at the end."""
    tags = b""
    if data.startswith(_ID3) and len(data) >= _ID3_HEAD:
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)
        )
        tags = data[_ID3_HEAD : _ID3_HEAD + size]
    old = data[-_ID3_OLD:]
    yield from _strings(tags + (old if old.startswith(b"TAG") else b""), meter)


def of_mp4(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the printable strings of the boxes that tell of a film (ISO 14496-12)."""
    left = [BOXES_LIMIT]
    tags: list[memoryview] = []
    _gather(memoryview(data), 0, left, tags)
    if sum(len(held) for held in tags) > TAGS_LIMIT:
        raise UnreadablePaperError("too-large")
    for held in tags:
        yield from _strings(bytes(held), meter)


def _gather(data: memoryview, depth: int, left: list[int], tags: list[memoryview]) -> None:
    at = 0
    while at + 8 <= len(data):
        left[0] -= 1
        if left[0] < 0 or depth > _DEPTH_LIMIT:
            raise UnreadablePaperError("too-large")
        size, sort, head = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        size = size or len(data) - at
        held = data[at + head : at + size]
        if sort in _HOLDERS:
            _gather(held, depth + 1, left, tags)
        elif sort in _TAGGED:
            tags.append(held)
        at += max(size, head)


def _strings(tags: bytes, meter: Meter) -> Iterator[Passage]:
    if len(tags) > TAGS_LIMIT:
        raise UnreadablePaperError("too-large")
    meter.go_through(len(tags))
    found = [match[0].decode("utf-8", errors="replace") for match in _UTF_8.finditer(tags)]
    for encoding, pattern in _UTF_16.items():
        found += [match[0].decode(encoding, errors="replace") for match in pattern.finditer(tags)]
    for number, text in enumerate(dict.fromkeys(found), 1):
        yield Passage(f"property {number}", text)
