"""Pictures and attachments: what may be published, and what a page must know of it."""

from __future__ import annotations

import posixpath
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, UnidentifiedImageError

from generator.kernel.diagnostics import Diagnostic, Span, error

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
_NOTHING = (0, 0, False)
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is. `width_px` and `height_px` are 0 for attachments."""

    path: str
    digest: str
    media_type: str
    size_bytes: int
    width_px: int = 0
    height_px: int = 0

    @property
    def details(self) -> tuple[str, int, int, int]:
        """What was found out by looking at it: all but its path and digest."""
        return self.media_type, self.size_bytes, self.width_px, self.height_px


def is_publishable(path: str) -> bool:
    """Tell whether the ending of *path* is on the list of what may be published."""
    return _ending(path) in TYPES


def is_picture(path: str) -> bool:
    """Tell whether the ending of *path* is a picture's."""
    return _ending(path) in PICTURE_TYPES


def read_asset(
    content: Path, path: str, digest: str, place: Callable[[], Span]
) -> Asset | Diagnostic:
    """
    Look at one file of `content/` that exists and may be published.

    Args:
        content: The content folder.
        path: The file, relative to it.
        digest: The digest of its bytes.
        place: Finds where the file is referred to, for the diagnostic.

    Returns:
        The asset; or `picture.unreadable` when a picture is none, whatever its name says; or
        `picture.location` when it tells where it was taken, which for a photo from a member's
        phone may be a home. Pictures are published as they are.
    """
    file = content / path
    suffix = _ending(path)
    try:
        size_bytes = file.stat().st_size
        width_px, height_px, has_location = _look(file) if suffix in PICTURE_TYPES else _NOTHING
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, ValueError):
        return error("picture.unreadable", place(), file=path)
    if has_location:
        return error("picture.location", place(), file=path)
    return Asset(path, digest, TYPES[suffix], size_bytes, width_px, height_px)


def _ending(path: str) -> str:
    return posixpath.splitext(path)[1].lower()


def _look(file: Path) -> tuple[int, int, bool]:
    """
    Read a picture's header.

    Returns:
        Its width and height as it is shown (a turned photo is turned back), and whether it
        carries the place where it was taken.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(file, formats=_FORMATS) as picture:
                width_px, height_px = picture.size
                details = picture.getexif()
                turned = details.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
                has_location = bool(details.get_ifd(ExifTags.IFD.GPSInfo))
        except Image.DecompressionBombWarning as reason:
            raise Image.DecompressionBombError from reason
    if turned:
        width_px, height_px = height_px, width_px
    return width_px, height_px, has_location
