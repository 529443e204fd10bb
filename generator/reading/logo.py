"""
The organisation's logo: a picture of `content/`, opened once to be sure that it can be drawn.

No SVG: opened by itself it runs scripts on the site's origin. A copy is published, never the file.
"""

from __future__ import annotations

import posixpath
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from generator.kernel.diagnostics import Diagnostic, Span, error
from generator.reading.assets import TooLargeError

_TYPES = (".png", ".jpg", ".jpeg", ".webp")
_FORMATS = ("PNG", "JPEG", "WEBP")
# It is unpacked whole, in three copies; a logo of 1,000 by 1,000 is large.
POINTS_LIMIT = 10_000_000


def fault_of_logo(content: Path, path: str, place: Span) -> Diagnostic | None:
    """
    Look for what keeps the file *path* of the folder *content* from being the logo.

    Returns:
        None where it can be drawn; else `file.outside`, `file.missing`, `file.type`,
        `picture.too-large` or `picture.unreadable` at *place*, where the settings name it.
    """
    file = content / path
    if not file.resolve().is_relative_to(content.resolve()):
        return error("file.outside", place, file=path)
    if not file.is_file():
        return error("file.missing", place, file=path, guess="")
    if posixpath.splitext(path)[1].lower() not in _TYPES:
        return error("file.type", place, file=path, allowed=" ".join(_TYPES))
    try:
        open_logo(file).close()
    except (TooLargeError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return error("picture.too-large", place, file=path)
    # Pillow tells of damaged files in many ways: SyntaxError of a PNG, struct.error of a JPEG …
    except Exception:  # noqa: BLE001
        return error("picture.unreadable", place, file=path)
    return None


def open_logo(file: Path) -> Image.Image:
    """
    Return the picture as it is to be seen: turned upright, with its transparency, complete.

    Raises:
        TooLargeError: it has more than `POINTS_LIMIT` points. What Pillow raises comes through.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(file, formats=_FORMATS) as picture:
            if picture.width * picture.height > POINTS_LIMIT:
                raise TooLargeError
            return ImageOps.exif_transpose(picture).convert("RGBA")
