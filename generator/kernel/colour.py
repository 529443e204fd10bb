"""
Colours: read, compared, and moved until text in them can be read.

Contrast is WCAG 2.2's (relative luminance of sRGB). A colour is moved along OKLCH lightness
(Björn Ottosson's OKLab), where equal steps look equal and the hue a person sees stays; HSL would
turn a darkened yellow green and a lightened blue violet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_HEX = re.compile(r"#?(?:[0-9a-f]{3}|[0-9a-f]{6})\Z", re.IGNORECASE | re.ASCII)
_TRIPLE = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)\Z", re.ASCII)
_SHORT_HEX = 3
_TOP = 255
_LINEAR_UP_TO = 0.04045  # sRGB is a straight line below it (IEC 61966-2-1)
_LINEAR_FROM = 0.0031308
# Halvings of a stretch of lightness or chroma: far below a step of 1/255.
_HALVINGS = 24
# How far out of range a channel may come by reckoning alone.
_ROUNDING = 1e-6

Linear = tuple[float, float, float]


class Colour(NamedTuple):
    """An sRGB colour, each part from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        """Write the colour as CSS does: `#143f66`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


WHITE, BLACK = Colour(_TOP, _TOP, _TOP), Colour(0, 0, 0)


def parse(text: str) -> Colour | None:
    """Read `#143f66`, `#06c` (the `#` may be left out) or `rgb(20, 63, 102)`; None for others."""
    text = text.strip()
    if _HEX.match(text):
        digits = text.removeprefix("#")
        if len(digits) == _SHORT_HEX:
            digits = "".join(digit * 2 for digit in digits)
        return Colour(*bytes.fromhex(digits))
    if (match := _TRIPLE.match(text.lower())) is not None:
        parts = [int(part) for part in match.groups()]
        return Colour(*parts) if max(parts) <= _TOP else None
    return None


def luminance(colour: Colour) -> float:
    """Return the relative luminance: 0 for black, 1 for white."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def darkened(colour: Colour, beside: Sequence[Colour], ratio: float) -> Colour:
    """
    Return *colour*, darkened only as far as it takes to reach *ratio* to each of *beside*.

    Raises:
        ValueError: black does not reach it either. A bug in our code.
    """
    return _moved(colour, beside, ratio, 0.0)


def lightened(colour: Colour, beside: Sequence[Colour], ratio: float) -> Colour:
    """
    Return *colour*, lightened only as far as it takes to reach *ratio* to each of *beside*.

    Raises:
        ValueError: white does not reach it either. A bug in our code.
    """
    return _moved(colour, beside, ratio, 1.0)


def oklab(colour: Colour) -> tuple[float, float, float]:
    """Return lightness (0 to 1), green–red and blue–yellow."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _moved(colour: Colour, beside: Sequence[Colour], ratio: float, end: float) -> Colour:
    def is_enough(candidate: Colour) -> bool:
        return all(contrast(candidate, other) >= ratio for other in beside)

    if is_enough(colour):
        return colour
    if not is_enough(WHITE if end else BLACK):
        message = f"nothing reaches {ratio}:1 beside {beside}"
        raise ValueError(message)
    start, green_red, blue_yellow = oklab(colour)

    def at(share: float) -> Colour:
        return _with_hue(start + share * (end - start), green_red, blue_yellow)

    return at(_least(lambda share: is_enough(at(share))))


def _with_hue(lightness: float, green_red: float, blue_yellow: float) -> Colour:
    """Return the colour of that lightness and hue, as vivid as given or as a screen can show."""

    def linear(share: float) -> Linear:
        return _from_oklab(lightness, share * green_red, share * blue_yellow)

    def is_shown(share: float) -> bool:
        return all(-_ROUNDING <= part <= 1 + _ROUNDING for part in linear(share))

    paler = 0.0 if is_shown(1.0) else _least(lambda less: is_shown(1 - less))
    return _rounded(linear(1 - paler))


def _least(is_enough: Callable[[float], bool]) -> float:
    """Return the least of 0 to 1 that is enough; 1 is, and so is all above what is."""
    too_little, enough = 0.0, 1.0
    for _ in range(_HALVINGS):
        half = (too_little + enough) / 2
        if is_enough(half):
            enough = half
        else:
            too_little = half
    return enough


def _linear(colour: Colour) -> Linear:
    red, green, blue = (_to_linear(part / _TOP) for part in colour)
    return red, green, blue


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= _LINEAR_UP_TO else float(((part + 0.055) / 1.055) ** 2.4)


def _from_linear(part: float) -> float:
    return part * 12.92 if part <= _LINEAR_FROM else float(1.055 * part ** (1 / 2.4) - 0.055)


def _from_oklab(lightness: float, green_red: float, blue_yellow: float) -> Linear:
    long = (lightness + 0.3963377774 * green_red + 0.2158037573 * blue_yellow) ** 3
    middle = (lightness - 0.1055613458 * green_red - 0.0638541728 * blue_yellow) ** 3
    short = (lightness - 0.0894841775 * green_red - 1.2914855480 * blue_yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _rounded(linear: Linear) -> Colour:
    parts = (min(max(_from_linear(max(part, 0.0)), 0.0), 1.0) for part in linear)
    red, green, blue = (round(part * _TOP) for part in parts)
    return Colour(red, green, blue)
