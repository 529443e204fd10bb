"""
The letters of cards: Be Vietnam Pro, from a package that is locked like the rest.

No font of the machine and none from the network: the same card comes out everywhere. What the
typeface cannot draw is written otherwise or left out, never shown as an empty box.
"""

from __future__ import annotations

import io
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files

from PIL import ImageFont

_PACKAGE = "fontpkg_be_vietnam_pro"
_DISTRIBUTION = "fontpkg-be-vietnam-pro"
_KNOWN_WIDTHS = 65_536
_PROBE_PX = 40
_NOT_THERE = "\U0010ffff"  # a noncharacter: no typeface draws it
# What stands for a sign that the typeface lacks, where Unicode names nothing alike.
_STAND_INS = str.maketrans({"\u2011": "-", "\u2010": "-", "−": "–", "⁄": "/", "Ð": "Đ", "ð": "đ"})


class Weight(StrEnum):
    """How strong the letters are."""

    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"
    BLACK = "ExtraBold"


@cache
def font(weight: Weight, size_px: int) -> ImageFont.FreeTypeFont:
    """Return the letters of a weight and size; opened once in a process."""
    file = files(_PACKAGE).joinpath("files", f"BeVietnamPro-{weight.value}.ttf")
    # FreeType's own setting of letters side by side is in every build of Pillow; Raqm is not.
    data = io.BytesIO(file.read_bytes())
    return ImageFont.truetype(data, size_px, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=_KNOWN_WIDTHS)
def width(text: str, weight: Weight, size_px: int) -> float:
    """Return how wide *text* is, in pixels."""
    return font(weight, size_px).getlength(text)


def drawable(text: str) -> str:
    """
    Return *text* as it can be drawn: on one line, each character one that the typeface has.

    What it lacks is written in what Unicode calls compatible (`℃` as `°C`) or left out.
    """
    plain = unicodedata.normalize("NFC", text).translate(_STAND_INS)
    return " ".join("".join([_drawn(character) for character in plain]).split())


@cache
def _drawn(character: str) -> str:
    if character.isspace():
        return " "
    if has(character):
        return character
    others = unicodedata.normalize("NFKC", character)
    return others if others != character and all(map(has, others)) else ""


@cache
def has(character: str, weight: Weight = Weight.BOLD) -> bool:
    """Tell whether the typeface draws *character* by itself, and not the box for what it lacks."""
    if unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"):
        return False
    letters = font(weight, _PROBE_PX)
    return character == " " or _ink(letters, character) != _ink(letters, _NOT_THERE)


def _ink(letters: ImageFont.FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = letters.getmask(character)
    return mask.size, bytes(mask)


@cache
def typeface() -> str:
    """Return which edition of the typeface it is."""
    return f"{_DISTRIBUTION} {version(_DISTRIBUTION)}"
