r"""
From the bytes of a file to the texts that a reader, or a reader's program, gets out of it.

What is packed is unpacked (gzip, archives, the streams of a PDF), what is escaped is decoded
(entities, percent signs, `\u1ec5`), as often as it was done. Bounds keep a file made to burst from
doing so; what passes them, or cannot be unpacked, is told and not passed over.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from generator.reading import papers
from generator.reading.assets import PICTURE_TYPES

TEXTS = frozenset(
    (
        *(".html", ".xml", ".json", ".txt", ".css", ".js", ".svg", ".csv", ".opml", ".webmanifest"),
        *(".md", ".yml", ".yaml", ".map", ".ics", ".vtt", ""),
    )
)
PICTURES = frozenset((*PICTURE_TYPES, ".avif"))
_PAPERS = frozenset((".pdf", ".docx", ".xlsx", ".pptx", ".zip", ".mp3", ".mp4"))
_UNPACKED_LIMIT = 64_000_000
_DEPTH = 3
_MEMBERS = 100
_ROUNDS = 3
_ESCAPE = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\x[0-9a-fA-F]{2}|\\[nrt\"/]"
    r"|(?:%[0-9A-Fa-f]{2})+"
)
_PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "/": "/"}
BYTE_ORDER_16 = (b"\xff\xfe", b"\xfe\xff")
# Within a word: `H<b>òa</b>`, `Nguy<wbr>ễn`.
_IN_WORD = re.compile(
    r"<(?<=[^\W_]<)/?(?:wbr|b|i|em|strong|span|mark|u|s|small|sup|sub|abbr|a|font)\b[^<>]{0,200}>"
    r"(?=[^\W_])"
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
# What a picture's own words begin with.
_DETAILS = (b"Exif", b"EXIF", b"http://ns.adobe", b"Photoshop", b"XMP ", b"iTXt", b"zTXt")
_LOOKED_AT = 1024
UNREADABLE = "unreadable"


class Part(NamedTuple):
    """
    A file, or one that is packed in it.

    `place` is where it is packed (`unpacked`, `member a.csv`, `stream 3`), empty for the file
    itself. At the place `UNREADABLE` there is no data, and `ending` is the reason.
    """

    place: str
    data: bytes
    ending: str


class View(NamedTuple):
    """
    A text and where in the file it is: ``, `unpacked`, `page 3`, `member a.csv`.

    `is_prose` tells what was written to be read from what is bytes taken as letters. A view at the
    place `UNREADABLE` has the reason for its text.
    """

    place: str
    text: str
    is_prose: bool


def parts(data: bytes, ending: str, place: str = "", depth: int = 0) -> Iterator[Part]:
    """Yield a file of that *ending* (lower case, with the period) and all that is packed in it."""
    yield Part(place, data, ending)
    if depth >= _DEPTH and data[:2] in (b"\x1f\x8b", b"PK"):
        yield Part(UNREADABLE, b"", "packed")
    elif data[:2] == b"\x1f\x8b":
        yield from _gunzipped(data, depth)
    elif data[:4] == b"PK\x03\x04":
        yield from _members(data, place, depth)
    elif b"%PDF-" in data[:1024]:
        yield from _streams(data)
    elif ending == ".br":
        yield Part(UNREADABLE, b"", "brotli")


def is_text(part: Part) -> bool:
    """Tell whether a part is text by its ending."""
    return part.ending in TEXTS and part.data[:2] != b"\x1f\x8b"


def is_packed(part: Part) -> bool:
    """Tell whether a part has texts that its bytes do not show: those of papers and details."""
    if part.ending in _PAPERS:
        return True
    return part.ending in PICTURE_TYPES and any(mark in part.data for mark in _DETAILS)


def views(part: Part, *, as_letters: bool) -> Iterator[View]:
    """
    Yield every text of one part.

    Args:
        part: Not one at the place `UNREADABLE`.
        as_letters: Whether what is no text is read as if it were, byte by byte.
    """
    if is_text(part):
        yield from _of_text(_decoded_text(part.data), part.place)
        return
    if as_letters:
        yield from _as_letters(part.data, part.place)
    if is_packed(part):
        yield from _passages(part)


def decoded(text: str) -> str:
    """Return *text* without escapes, entities and percent signs, however often they were put."""
    for _ in range(_ROUNDS):
        if "&" not in text and "\\" not in text and "%" not in text:
            break
        plainer = _ESCAPE.sub(_decode, text)
        if plainer == text:
            break
        text = plainer
    return text


def _decode(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "&":
        return html.unescape(found)
    if found[0] == "%":
        return unquote(found, errors="replace")
    if found[1] in _PLAIN_ESCAPES and len(found) == len("\\n"):
        return _PLAIN_ESCAPES[found[1]]
    number = int(found[2:].strip("{}"), 16)
    return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else found  # noqa: PLR2004


def _decoded_text(data: bytes) -> str:
    if data[:2] in BYTE_ORDER_16:
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")


def _of_text(text: str, place: str) -> Iterator[View]:
    """Yield a text decoded, and with words that tags cut made whole."""
    plain = decoded(text)
    yield View(place, plain, is_prose=True)
    if "<" in plain and (joined := _IN_WORD.sub("", plain)) != plain:
        yield View(place, joined, is_prose=False)


def _as_letters(data: bytes, place: str) -> Iterator[View]:
    """Yield the bytes read as letters, as one finds names in EXIF, XMP and properties."""
    yield View(place, data.decode("utf-8", "replace"), is_prose=False)
    for start in (0, 1):
        yield View(place, data[start:].decode("utf-16-le", "replace"), is_prose=False)
        yield View(place, data[start:].decode("utf-16-be", "replace"), is_prose=False)


def _passages(part: Part) -> Iterator[View]:
    try:
        for passage in papers.passages(part.data, part.ending):
            place = f"{part.place} / {passage.place}" if part.place else passage.place
            yield from _of_text(passage.text, place)
    except papers.UnreadablePaperError as reason:
        yield View(UNREADABLE, str(reason), is_prose=False)


def _gunzipped(data: bytes, depth: int) -> Iterator[Part]:
    """Yield what a gzip file holds: all its members as one (RFC 1952), and what follows them."""
    texts: list[bytes] = []
    room = _UNPACKED_LIMIT
    while data[:2] == b"\x1f\x8b":
        if len(texts) == _MEMBERS:  # what follows is copied for each of them
            yield Part(UNREADABLE, b"", "packed")
            break
        machine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            one = machine.decompress(data, room + 1)
        except zlib.error:
            yield Part(UNREADABLE, b"", "gzip")
            break
        texts.append(one[:room])
        data, room = machine.unused_data, room - len(one)
        if room < 0 or not machine.eof:
            yield Part(UNREADABLE, b"", "gzip")
            break
    else:
        if data.strip(b"\0"):
            yield from parts(data, ".bin", "unpacked", depth + 1)
    if unpacked := b"".join(texts):
        ending = ".bin" if b"\0" in unpacked[:_LOOKED_AT] else ""
        yield from parts(unpacked, ending, "unpacked", depth + 1)


def _members(data: bytes, place: str, depth: int) -> Iterator[Part]:
    """Yield the members of an archive; Office files are archives too."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                name = (
                    f"{place} / member {member.filename}" if place else f"member {member.filename}"
                )
                yield Part(name, member.filename.encode(), "")
                if member.file_size > _UNPACKED_LIMIT or member.flag_bits & 1:
                    yield Part(UNREADABLE, b"", member.filename)
                    continue
                ending = posixpath.splitext(member.filename)[1].lower()
                ending = "" if ending == ".rels" else ending
                yield from parts(archive.read(member), ending, name, depth + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError):
        yield Part(UNREADABLE, b"", "zip")


def _streams(data: bytes) -> Iterator[Part]:
    """Yield the streams of a PDF: XMP, properties, pieces of text, photographs."""
    room = _UNPACKED_LIMIT
    for number, match in enumerate(_STREAM.finditer(data), 1):
        end = data.find(b"endstream", match.end())
        raw = data[match.end() : end if end > 0 else len(data)]
        if raw[:2] == b"\xff\xd8":
            yield Part(f"stream {number}", raw.rstrip(b"\r\n"), ".jpg")
            continue
        machine = zlib.decompressobj()
        try:
            unpacked = machine.decompress(raw, room)
        except zlib.error:
            continue
        room -= len(unpacked)
        if unpacked:
            yield Part(f"stream {number}", unpacked, ".bin")
        if room <= 0:
            yield Part(UNREADABLE, b"", "pdf")
            return
