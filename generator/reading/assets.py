"""Pictures and attachments: what may be published, and what a page must know of it."""

from __future__ import annotations

import posixpath
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image

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
        picture is none, whatever its name says, or is cut off, or too large for a machine to
        unpack; `picture.location` when it tells where it was taken, which for a photo from a
        member's phone may be a home.
    """
    file, suffix = content / path, _ending(path)
    try:
        size_bytes = file.stat().st_size
        looks = _look(file) if suffix in PICTURE_TYPES else _Looks()
    except (OSError, Image.DecompressionBombError, SyntaxError, ValueError):
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
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of details that are odd: they are left out in the end
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=FORMATS) as picture:
                width_px, height_px = shown_size(picture)
                has_location = bool(picture.getexif().get_ifd(ExifTags.IFD.GPSInfo))
                is_still = _is_still(picture)
                picture.load()
        except Image.DecompressionBombWarning as reason:
            raise Image.DecompressionBombError from reason
    return _Looks(width_px, height_px, is_still, has_location)


def shown_size(picture: Image.Image) -> tuple[int, int]:
    """Return width and height of *picture* as it is shown: a turned photo is turned back."""
    is_turned = picture.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    return (picture.height, picture.width) if is_turned else picture.size


def _is_still(picture: Image.Image) -> bool:
    """Tell a picture from a film; some phones put a second view into a JPEG (MPO)."""
    is_film = getattr(picture, "is_animated", False) and picture.format != "MPO"
    return picture.format != "GIF" and not is_film
