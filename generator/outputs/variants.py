"""
The forms a picture is published in: which formats, which widths, under which names.

All of it follows from the picture's size and digest, so pages and addresses are planned before
anything is encoded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from generator.kernel import digest
from generator.reading.assets import Asset

# A photograph stands in some ten listings, made one after another.
_AT_HAND = 4096
_DIGITS = 10
# What decides the bytes of an encoding besides the picture: these modules and the library.
_DECISIVE = ("variants.py", "encoder.py")

PHONE_PX = 960  # the widest that a phone takes (`outputs.pictures.SIZES` sees to that)
PHONE_BYTES = 60_000  # what it may cost there
# WebP ends at 16,383 pixels.
_HIGHEST_PX = 16_000
# A rung this close below the picture's own width stands for it.
_CLOSE = 1.15
# Up to this, a picture is a photograph; higher ones are drawings in many parts, and may cost more.
_PHOTOGRAPH_RATIO = 2


class Format(StrEnum):
    """What a picture is encoded as; the value is the ending of its name."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpg"

    @property
    def media_type(self) -> str:
        """The media type, as a page or a feed names it."""
        return "image/jpeg" if self is Format.JPEG else f"image/{self.value}"


# Each for other readers: AVIF for nearly all, WebP for old phones and for opening a picture by
# itself, JPEG for feeds, for links that are shared, and where nothing else is known.
WIDTHS_PX = {
    Format.AVIF: (320, 640, PHONE_PX, 1280),
    Format.WEBP: (320, 640, PHONE_PX, 1600),
    Format.JPEG: (640, 1280),
}


@dataclass(frozen=True, slots=True)
class Variant:
    """
    One encoding of the picture `source` of `content/`, whose bytes have the digest `digest`.

    `path` is its place on the site. It carries a digest of all that decides the encoding, so a
    browser may keep what it has for ever.
    """

    path: str
    source: str
    digest: str
    format: Format
    width_px: int
    height_px: int


@lru_cache(maxsize=_AT_HAND)
def variants(picture: Asset) -> tuple[Variant, ...]:
    """Return all encodings of a still picture, by format and from narrow to wide."""
    # Also of the ending: `a.jpg` and `a.png` may lie side by side, and hold the same.
    mark = digest.of_text(f"{picture.path} {picture.digest} {recipe()}")[:_DIGITS]
    name = picture.path.rpartition(".")[0]
    return tuple(
        Variant(f"{name}.{mark}-{w}.{form.value}", picture.path, picture.digest, form, w, h)
        for form in Format
        for w, h in sizes(form, picture.width_px, picture.height_px)
    )


def sizes(form: Format, width_px: int, height_px: int) -> list[tuple[int, int]]:
    """
    Return width and height of each encoding of a picture in one format, from narrow to wide.

    None is wider than the picture; a small one has one encoding, of its own size.
    """
    limit = max(1, min(width_px, width_px * _HIGHEST_PX // height_px))
    widths = [width for width in WIDTHS_PX[form] if width <= limit]
    top = min(limit, WIDTHS_PX[form][-1])
    if not widths or top > widths[-1] * _CLOSE:
        widths.append(top)
    return [(width, max(1, round(height_px * width / width_px))) for width in widths]


def budget_bytes(width_px: int, height_px: int) -> int:
    """
    Return what an encoding of this size may weigh.

    That is `PHONE_BYTES` as far as a phone takes it, and more in proportion where only larger
    screens do, or where it is so long that a reader scrolls through it.
    """
    wider = max(1.0, width_px / PHONE_PX) ** 2
    longer = max(1.0, height_px / (width_px * _PHOTOGRAPH_RATIO))
    return int(PHONE_BYTES * wider * longer)


@cache
def recipe() -> str:
    """Return the digest of all that decides an encoding but the picture."""
    here = Path(__file__)
    parts = [here.with_name(name).read_bytes().replace(b"\r\n", b"\n") for name in _DECISIVE]
    return digest.of_bytes(version("pillow").encode(), *parts)
