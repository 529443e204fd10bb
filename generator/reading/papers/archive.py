"""ZIP archives, which Office files are too: their members, within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from generator.reading.papers.passage import Meter, UnreadablePaperError

# A presentation with a hundred slides has some 500 members.
MEMBERS_LIMIT = 5_000
# Deflate packs a thousandfold at most, XML of real documents some tenfold to fortyfold.
RATIO_LIMIT = 200
_SMALL = 1_000_000
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# How Office keeps a document with a password: an OLE file with a stream of this name.
_OLE = b"\xd0\xcf\x11\xe0"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def members(data: bytes, meter: Meter) -> Iterator[tuple[str, bytes]]:
    """
    Yield the members of an archive with their names, in the order they stand.

    Raises:
        UnreadablePaperError: a password is asked for, or it unpacks to more than a document does.
            What `zipfile` raises of a damaged one comes through.
    """
    if data.startswith(_OLE):
        raise UnreadablePaperError("locked" if _PACKAGE in data else "damaged")
    # Counted before it is opened: the library makes an object of each.
    if data.count(_ENTRY) > MEMBERS_LIMIT:
        raise UnreadablePaperError("too-large")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            if entry.flag_bits & _ENCRYPTED:
                raise UnreadablePaperError("locked")
            held = _unpack(archive, entry, meter.unpacked)
            meter.unpack(len(held))
            yield entry.filename, held


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Unpack one member; what it says of its own size is not believed."""
    packed = max(entry.compress_size, 1)
    allowed = min(left, max(packed * RATIO_LIMIT, _SMALL))
    with archive.open(entry) as stream:
        held = stream.read(allowed + 1)
    if len(held) > allowed:
        raise UnreadablePaperError("too-large")
    return held
