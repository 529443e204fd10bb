"""Pictures and attachments: what may be published, and what a page must know of it."""

from __future__ import annotations

import contextlib
import mmap
import posixpath
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, JpegImagePlugin

# No SVG: opened by itself it runs scripts on the site's origin.
PICTURE_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
ATTACHMENT_TYPES = {
    ".pdf": "application/pdf",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}
TYPES = PICTURE_TYPES | ATTACHMENT_TYPES
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
# A photograph of a phone has 8 MB.
BYTES_LIMIT = 60_000_000
# What unpacking a picture may take: of PNG and GIF 52 million points, of WebP 13 million, of
# progressive JPEG 70 million (35 with full colours). A JPEG as cameras and phones write it is
# unpacked at an eighth and has Pillow's limit alone, 89 million: the 108 and 200 million of some
# phones are more than a page of 1,600 shows anything of.
MEMORY_LIMIT = 210_000_000
# Of each point, measured: the library of WebP keeps two canvases and hands over a third.
_BYTES_A_POINT = {"PNG": 4, "GIF": 4, "WEBP": 16}
_BYTES_A_COEFFICIENT = 2
# Points that a JPEG goes through, scan by scan: ten scans are usual, a file of a megabyte can have
# ten thousand, each of all points.
SCANNED_LIMIT = 1_000_000_000
_MARKERS_LIMIT = 20_000
_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
_START_OF_IMAGE, _END_OF_IMAGE, _START_OF_SCAN = 0xD8, 0xD9, 0xDA


class TooLargeError(Exception):
    """A picture would take more memory or time to unpack than anybody's photograph."""


@dataclass(frozen=True, slots=True)
class Asset:
    """
    A file that is published. `width_px` and `height_px` are 0 for attachments.

    `is_still` tells a picture that can be encoded anew from one that moves, or is none.
    """

    path: str
    digest: str
    media_type: str
    size_bytes: int
    width_px: int = 0
    height_px: int = 0
    is_still: bool = False

    @property
    def details(self) -> tuple[str, int, int, int, bool]:
        """What was found out by looking at it: all but its path and digest."""
        return self.media_type, self.size_bytes, self.width_px, self.height_px, self.is_still


def is_publishable(path: str) -> bool:
    """Tell whether the ending of *path* is on the list of what may be published."""
    return _ending(path) in TYPES


def is_picture(path: str) -> bool:
    """Tell whether the ending of *path* is a picture's."""
    return _ending(path) in PICTURE_TYPES


def read_asset(content: Path, path: str, digest: str) -> Asset | str:
    """
    Look at one file of `content/` that exists and may be published.

    Args:
        content: The content folder.
        path: The file, relative to it.
        digest: The digest of its bytes.

    Returns:
        The asset; or the code of what keeps it from being published: `picture.unreadable` when a
        picture is none, whatever its name says, or is cut off; `picture.too-large` when it would
        take too much to unpack; `picture.location` when it tells where it was taken, which for a
        photo from a member's phone may be a home.
    """
    file, suffix = content / path, _ending(path)
    try:
        size_bytes = file.stat().st_size
        looks = _look(file) if suffix in PICTURE_TYPES else _Looks()
    except TooLargeError:
        return "picture.too-large"
    # Pillow tells of damaged files in many ways: IndexError of a GIF, struct.error of a JPEG …
    except Exception:  # noqa: BLE001
        return "picture.unreadable"
    if looks.has_location:
        return "picture.location"
    media_type = TYPES[suffix]
    return Asset(
        path, digest, media_type, size_bytes, looks.width_px, looks.height_px, looks.is_still
    )


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


@dataclass(frozen=True, slots=True)
class _Looks:
    width_px: int = 0
    height_px: int = 0
    is_still: bool = False
    has_location: bool = False


def _look(file: Path) -> _Looks:
    """
    Unpack a picture and tell what it is.

    All of it, for a file that was cut off shows that only at its end: Pillow's `verify` lets half
    a JPEG pass.
    """
    with opened(file) as picture:
        width_px, height_px = shown_size(picture)
        has_location = bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
        is_still = _is_still(picture)
        picture.draft(None, (1, 1))  # a JPEG is read to its end, and an eighth of it is made
        picture.load()
    return _Looks(width_px, height_px, is_still, has_location)


@contextlib.contextmanager
def opened(file: Path) -> Iterator[Image.Image]:
    """
    Open a picture that is to be unpacked, having made sure that it may be.

    Raises:
        TooLargeError: it would take more than `MEMORY_LIMIT`, or too long. Whatever Pillow raises
            of a damaged file comes through.
    """
    if file.stat().st_size > BYTES_LIMIT:
        raise TooLargeError
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of details that are odd: they are left out in the end
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=FORMATS) as picture:
                _require_room(picture, file)
                yield picture
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as reason:
            raise TooLargeError from reason


def _require_room(picture: Image.Image, file: Path) -> None:
    """Reckon what it takes to unpack *picture*, of which only the head has been read."""
    points = picture.width * picture.height
    if not isinstance(picture, JpegImagePlugin.JpegImageFile):
        needed = points * _BYTES_A_POINT[picture.format or "WEBP"]
    elif (scans := _scans(file, len(picture.layer))) > 1 or "progressive" in picture.info:
        if scans * points > SCANNED_LIMIT:
            raise TooLargeError
        # All scans are gathered before anything is made of them, whatever the scale.
        needed = round(points * _BYTES_A_COEFFICIENT * _planes(picture))
    else:
        return
    if needed > MEMORY_LIMIT:
        raise TooLargeError


def _planes(picture: JpegImagePlugin.JpegImageFile) -> float:
    """Return how many numbers a point has: 3 with full colours, 1.5 with those of a quarter."""
    shares = [across * down for _, across, down, _ in picture.layer]
    whole = max(across for _, across, _, _ in picture.layer) * max(
        down for _, _, down, _ in picture.layer
    )
    return sum(shares) / max(whole, 1)


def _scans(file: Path, layers: int) -> int:
    """Count the scans of the first picture in a JPEG; phones put films and more after it."""
    scans, at = 0, 2
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for _ in range(_MARKERS_LIMIT):
            found = _MARKER.search(data, at)
            if found is None or found[1][0] == _END_OF_IMAGE:
                return scans
            at = found.end()
            if found[1][0] == _START_OF_SCAN:
                # a scan of one layer is followed by others, or the file is cut off
                scans += 1 if data[at + 2] >= layers else 2
            if found[1][0] > 0x01 and found[1][0] != _START_OF_IMAGE:
                at += int.from_bytes(data[at : at + 2])
    raise TooLargeError


def shown_size(picture: Image.Image) -> tuple[int, int]:
    """Return width and height of *picture* as it is shown: a turned photo is turned back."""
    is_turned = picture.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if is_turned else picture.size


def _is_still(picture: Image.Image) -> bool:
    """Tell a picture from a film; some phones put a second view into a JPEG (MPO)."""
    is_film = getattr(picture, "is_animated", False) and picture.format != "MPO"
    return picture.format != "GIF" and not is_film
