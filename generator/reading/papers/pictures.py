"""
What stands in pictures beside the picture: EXIF, XMP, IPTC, text chunks, comments.

The segments are taken apart here and no pixel is unpacked, so that it does not matter how large a
picture claims to be.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from generator.reading.papers.details import EXIF, exif, iptc, words
from generator.reading.papers.office import xmp
from generator.reading.papers.passage import Meter, Passage, UnreadablePaperError

# Segments, chunks or blocks: a long animation has some thousand.
SEGMENTS_LIMIT = 50_000
_TEXT_LIMIT = 1_000_000
_JPEG, _PNG, _GIF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
_GIF_HEAD = 13
_BLOCK_HEAD = 8  # what a sub-block costs, in bytes gone through: of 255 bytes each, next to nothing
_WITHOUT_LENGTH = (0x01, *range(0xD0, 0xD8))
_START_OF_SCAN, _END_OF_IMAGE, _APP1, _APP13, _COMMENT = 0xDA, 0xD9, 0xE1, 0xED, 0xFE
_FILL = 0xFF
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_XMP_MORE, _XMP_MORE_HEAD = b"http://ns.adobe.com/xmp/extension/\0", 75


def of_jpeg(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the words in the segments before the picture itself; some phones put a second after."""
    _require(data.startswith(_JPEG))
    at, more = len(_JPEG), b""
    for _ in range(SEGMENTS_LIMIT):
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 > len(data):
            break
        marker = data[at + 1]
        at += 1 if marker == _FILL else 2
        if marker in (0x00, _FILL, 0xD8, _END_OF_IMAGE, *_WITHOUT_LENGTH):
            continue
        if marker == _START_OF_SCAN:
            break
        length = int.from_bytes(data[at : at + 2])
        held = data[at + 2 : at + length]
        at += max(length, 2)
        if held.startswith(_XMP_MORE):
            more += held[_XMP_MORE_HEAD:]
        yield from _jpeg_segment(marker, held, meter)
    if more:
        yield from xmp(more, meter)


def _jpeg_segment(marker: int, held: bytes, meter: Meter) -> Iterator[Passage]:
    if marker == _APP1 and held.startswith(EXIF):
        meter.go_through(len(held))
        yield from exif(held)
    elif marker == _APP1 and held.startswith(_XMP):
        yield from xmp(held.removeprefix(_XMP).strip(b"\0 \n"), meter)
    elif marker == _APP13:
        meter.go_through(len(held))
        yield from iptc(held)
    elif marker == _COMMENT:
        yield Passage("property Comment", words(held))


def of_png(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the words in the chunks of a PNG, wherever they stand."""
    _require(data.startswith(_PNG))
    at, left = len(_PNG), _TEXT_LIMIT
    for _ in range(SEGMENTS_LIMIT):
        if at + 8 > len(data):
            return
        length, sort = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        held = data[at + 8 : at + 8 + length]
        at += length + 12
        if sort == b"eXIf":
            meter.go_through(length)
            yield from exif(EXIF + held)
        elif sort in (b"tEXt", b"zTXt", b"iTXt"):
            name, text = _png_text(sort, held, left)
            left -= len(text)
            yield from _named(name, text, meter)
    raise UnreadablePaperError("too-large")


def _png_text(sort: bytes, held: bytes, limit: int) -> tuple[str, bytes]:
    """Return keyword and text of a chunk (PNG 1.2, 4.2.3)."""
    name, _, rest = held.partition(b"\0")
    is_packed = sort == b"zTXt"
    if sort == b"zTXt":
        rest = rest[1:]
    elif sort == b"iTXt":
        is_packed, rest = rest[:1] == b"\x01", rest[2:]
        rest = rest.partition(b"\0")[2].partition(b"\0")[2]
    if is_packed:
        rest = zlib.decompressobj().decompress(rest, limit + 1)
    if len(rest) > limit:
        raise UnreadablePaperError("too-large")
    return name.decode("latin-1"), rest


def _named(name: str, text: bytes, meter: Meter) -> Iterator[Passage]:
    if name == "XML:com.adobe.xmp":
        yield from xmp(text, meter)
    else:
        yield Passage(f"property {name}", words(text))


def of_webp(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the words in the chunks of a WebP (RIFF)."""
    _require(data.startswith(b"RIFF") and data[8:12] == b"WEBP")
    at = 12
    for _ in range(SEGMENTS_LIMIT):
        if at + 8 > len(data):
            return
        sort, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        held = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
        if sort == b"EXIF":
            meter.go_through(length)
            yield from exif(EXIF + held.removeprefix(EXIF))
        elif sort == b"XMP ":
            yield from xmp(held, meter)
    raise UnreadablePaperError("too-large")


def of_gif(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield comments and XMP of a GIF (GIF89a, 24 and 26)."""
    _require(data.startswith(_GIF) and len(data) > _GIF_HEAD)
    at = _GIF_HEAD + _colours(data[10])
    for _ in range(SEGMENTS_LIMIT):
        sort = data[at : at + 1]
        if sort == b"!":
            label, (held, at) = data[at + 1 : at + 2], _blocks(data, at + 2, meter)
            if label in (b"\xfe", b"\x01"):
                yield Passage("property Comment", words(held))
            elif label == b"\xff" and held.startswith(b"XMP DataXMP"):
                # XMP stands there as it is, with a tail that leads a reader of blocks to the end
                start = data.rfind(b"XMP DataXMP", 0, at) + 11
                packet, end, _ = data[start:at].rpartition(b"?>")
                yield from xmp(packet + end, meter)
        elif sort == b"," and at + 10 <= len(data):
            _, at = _blocks(data, at + 11 + _colours(data[at + 9]), meter, keep=False)
        else:
            return
    raise UnreadablePaperError("too-large")


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int, meter: Meter, *, keep: bool = True) -> tuple[bytes, int]:
    """Return what a run of sub-blocks holds and where it ends."""
    held = []
    while at < len(data) and (length := data[at]):
        meter.go_through(_BLOCK_HEAD)
        if keep:
            held.append(data[at + 1 : at + 1 + length])
        at += 1 + length
    return b"".join(held), at + 1


def _require(is_so: bool) -> None:  # noqa: FBT001 -- what is required
    if not is_so:
        raise UnreadablePaperError("damaged")
