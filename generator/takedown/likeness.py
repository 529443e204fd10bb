"""
Whether two pictures show the same, whatever their size, format and quality.

A picture is brought to 16 by 16 points of colour, and two such are compared point by point. (A
hash of which point is darker than its neighbour, as is often used, told neither drawings of one
hand apart nor a drawing from itself in another quality.)
"""

from __future__ import annotations

import io
import warnings

from PIL import Image

from generator.reading.assets import FORMATS

_SIDE = 16
# Mean difference of two points, of 255. Over the sample's pictures: 1.9 at most between encodings
# of one, 13.1 at least between two, portraits drawn by one hand.
SAME, ALIKE = 4.0, 8.0
# A picture of nearly one colour is like any other of that colour: nothing is told of it.
_LEAST_RANGE = 16
Look = bytes


def look_of(data: bytes) -> Look | None:
    """Return what a picture looks like; None where it cannot be read, or is all of one colour."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=(*FORMATS, "AVIF")) as opened:
                opened.draft("RGB", (_SIDE * 4, _SIDE * 4))
                picture = _on_white(opened)
        small = picture.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    extremes = small.getextrema()
    if max(high - low for low, high in extremes) < _LEAST_RANGE:  # type: ignore[misc]
        return None
    return small.tobytes()


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    sheet = Image.new("RGB", picture.size, "#fff")
    shown = picture.convert("RGBA")
    sheet.paste(shown, mask=shown.getchannel("A"))
    return sheet


def distance(one: Look, other: Look) -> float:
    """Return how far the points of two looks are apart, of 255 in the mean."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)
