"""The details of a photograph: EXIF and IPTC, as cameras, phones and picture desks write them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from PIL import ExifTags, Image, TiffImagePlugin

from generator.reading.papers.passage import Passage, UnreadablePaperError

EXIF = b"Exif\0\0"
_PHOTOSHOP, _IPTC_BLOCK = b"8BIM", 0x0404
_RECORD, _APPLICATION = 0x1C, 2
_WINDOWS = range(0x9C9B, 0x9CA0)  # XPTitle to XPSubject: UTF-16, written by Windows' Explorer
_GPS_SIDES = {"S": -1, "W": -1}
_NUMBER = (TiffImagePlugin.IFDRational, float, int)


def exif(data: bytes) -> Iterator[Passage]:
    """Yield the words and the place in EXIF, which begins with its mark."""
    details = Image.Exif()
    try:
        details.load(data)
        folders = [dict(details), *(dict(details.get_ifd(ifd)) for ifd in (0x8769, 0xA005))]
        place = dict(details.get_ifd(ExifTags.IFD.GPSInfo))
    except (SyntaxError, struct.error, OSError, ValueError, TypeError) as reason:
        raise UnreadablePaperError("damaged") from reason
    for folder in folders:
        for tag, value in folder.items():
            if isinstance(value, str | bytes):
                yield Passage(f"property {ExifTags.TAGS.get(tag, tag)}", _exif_words(tag, value))
    yield Passage("property GPSInfo", _degrees(place))


def _exif_words(tag: int, value: str | bytes) -> str:
    if isinstance(value, str):
        try:  # the library takes for Latin-1 what phones write as UTF-8
            return value.encode("latin-1").decode("utf-8").strip("\0 ")
        except UnicodeError:
            return value.strip("\0 ")
    if tag in _WINDOWS:
        return value.decode("utf-16-le", errors="replace").strip("\0 ")
    if value.startswith(b"UNICODE\0"):
        rest = value[8:]
        return max((rest.decode(e, "replace") for e in ("utf-16-le", "utf-16-be")), key=_likely)
    try:  # numbers and notes of the maker's own are bytes too, and no words
        text = value.removeprefix(b"ASCII\0\0\0").decode("utf-8").strip("\0 ")
    except UnicodeDecodeError:
        return ""
    return text if text.replace("\n", " ").isprintable() else ""


def _likely(text: str) -> int:
    """Count the letters of Vietnamese and English: of two byte orders, one has more of them."""
    return sum(c < "\u0250" or "\u1e00" <= c < "\u1f00" for c in text)


def _degrees(place: dict[int, object]) -> str:
    """Return latitude and longitude as maps take them; empty where there is none."""
    told = []
    for side, angle in ((1, 2), (3, 4)):
        value = place.get(angle)
        if not isinstance(value, tuple) or not value:
            return ""
        parts = [float(part) if isinstance(part, _NUMBER) else 0.0 for part in value]
        degrees = sum(part / 60**power for power, part in enumerate(parts[:3]))
        told.append(f"{degrees * _GPS_SIDES.get(str(place.get(side)), 1):.5f}")
    return " ".join(told)


def iptc(data: bytes) -> Iterator[Passage]:
    """Yield the records of IPTC-IIM (2:80 by-line, 2:120 caption …) in Photoshop's block."""
    at = data.find(_PHOTOSHOP)
    while at >= 0 and at + 12 <= len(data):
        sort, name = int.from_bytes(data[at + 4 : at + 6]), data[at + 6]
        start = at + 6 + (name + 2) // 2 * 2
        length = int.from_bytes(data[start : start + 4])
        if sort == _IPTC_BLOCK:
            yield from _records(data[start + 4 : start + 4 + length])
        at = data.find(_PHOTOSHOP, start + 4)


def _records(data: bytes) -> Iterator[Passage]:
    at = 0
    while at + 5 <= len(data) and data[at] == _RECORD:
        length = int.from_bytes(data[at + 3 : at + 5])
        if data[at + 1] == _APPLICATION:
            yield Passage(f"property IPTC 2:{data[at + 2]}", words(data[at + 5 : at + 5 + length]))
        at += 5 + length


def words(data: bytes) -> str:
    """Return *data* as text: UTF-8, else Latin-1, in which nothing fails."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.strip("\0 \r\n")
