"""
A picture made fit for a phone: turned upright, in sRGB, without its details, in few bytes.

Nothing here depends on the machine or on what runs beside it: one thread, fixed settings, and
fixed steps towards the budget, so the same picture gives the same bytes everywhere.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from PIL import Image, ImageCms, ImageFile, ImageOps

from generator.outputs.variants import Format, budget_bytes, sizes
from generator.reading.assets import FORMATS, shown_size

Settings = Mapping[str, Any]
Encoded = dict[tuple[Format, int], bytes]

# Measured in decision 12: slower settings save a fifth where little is to be saved.
_ALWAYS: Mapping[Format, Settings] = {
    Format.AVIF: {"speed": 8, "max_threads": 1, "autotiling": False},
    Format.WEBP: {"method": 4},
    Format.JPEG: {"optimize": True, "progressive": True},
}
# From what nobody tells from the original down to the floor.
_STEPS: Mapping[Format, Sequence[Settings]] = {
    Format.AVIF: [{"quality": quality} for quality in (60, 52, 45, 38, 32, 26)],
    Format.WEBP: [{"quality": quality} for quality in (76, 64, 52, 40, 28, 20)],
    Format.JPEG: [{"quality": quality} for quality in (78, 68, 58, 46, 34, 24)],
}
# What came as PNG is mostly a drawing or a screen with text: its edges show every saving.
_SHARP_STEPS: Mapping[Format, Sequence[Settings]] = {
    Format.AVIF: [{"quality": quality, "subsampling": "4:4:4"} for quality in (85, 72)],
    Format.WEBP: [{"lossless": True}, {"quality": 90}],
    Format.JPEG: [{"quality": 92, "subsampling": "4:4:4"}],
}
# Below the floor a picture keeps its width but gets the detail of a narrower one: it looks soft
# and not broken. What is left then is so smooth that quality may be lower still.
_DETAIL = (2 / 3, 1 / 2, 1 / 3, 1 / 6)
_SOFT: Mapping[Format, Settings] = {
    Format.AVIF: {"quality": 20},
    Format.WEBP: {"quality": 14},
    Format.JPEG: {"quality": 18},
}
_BYTES_A_PIXEL = 4  # of the worst JPEG there is
_BEHIND = "#fff"  # what is transparent, where a format knows no transparency
# Modes that colour profiles are made for.
_COLOURS = ("L", "RGB", "RGBA", "CMYK")
_SRGB = ImageCms.createProfile("sRGB")


def encode(data: bytes) -> Encoded:
    """
    Return all encodings of the still picture *data*, by format and width.

    Which they are, `variants.sizes` says. Each keeps to `variants.budget_bytes`: quality is
    lowered step by step, and at its floor detail is taken out.
    """
    with _without_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        width_px, height_px = shown_size(opened)
        is_sharp = opened.format == "PNG"
        wanted = [(form, size) for form in Format for size in sizes(form, width_px, height_px)]
        top = max(size for _, size in wanted)
        upright = _develop(opened, top[0] / width_px)
    whole = _scaled(upright, top)
    return {
        (form, size[0]): _fit(_scaled(whole, size), form, _attempts(form, is_sharp=is_sharp))
        for form, size in wanted
    }


def developed(data: bytes, size: tuple[int, int]) -> Image.Image:
    """
    Return the picture *data* upright, in RGB and sRGB, on white where it shows through.

    It is at least as large as it takes to fill *size*, if it is at all.
    """
    with _without_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        width_px, height_px = shown_size(opened)
        scale = max(size[0] / width_px, size[1] / height_px)
        return _opaque(_develop(opened, min(scale, 1.0)))


@contextlib.contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep to ourselves what Pillow finds odd: whatever is publishable was looked at before."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _develop(opened: Image.Image, scale: float) -> Image.Image:
    """Return the picture upright, in RGB or RGBA and sRGB; it may be smaller, but not *scale*."""
    # A JPEG is unpacked at a half, a quarter or an eighth: less time, less memory.
    opened.draft(None, (round(opened.width * scale), round(opened.height * scale)))
    picture = ImageOps.exif_transpose(opened)
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits of grey, which `convert` would cut off at 255
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data and picture.mode != "RGBA":
        picture = picture.convert("RGBA")
    if profile and picture.mode in _COLOURS:
        picture = _in_srgb(picture, profile)
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, own, _SRGB, outputMode=mode)
    except (ImageCms.PyCMSError, OSError):  # broken, or not of these colours: as without
        return picture
    return converted or picture


def _scaled(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return the picture in another size, with nothing but its pixels."""
    scaled = picture.resize(size, Image.Resampling.LANCZOS)
    scaled.info = {}  # encoders write down what they find here: comments, places, programs
    return scaled


def _attempts(form: Format, *, is_sharp: bool) -> list[tuple[float, Settings]]:
    """Return what may be tried, from the largest to the smallest: share of detail, settings."""
    steps = [*(_SHARP_STEPS[form] if is_sharp else ()), *_STEPS[form]]
    return [*((1.0, step) for step in steps), *((share, _SOFT[form]) for share in _DETAIL)]


def _fit(picture: Image.Image, form: Format, attempts: Sequence[tuple[float, Settings]]) -> bytes:
    """
    Return the first encoding within the budget; failing that, the smallest.

    The first attempt mostly is; else the others are halved until one is left.
    """
    if form is Format.JPEG:
        picture = _opaque(picture)
    budget, last = budget_bytes(*picture.size), len(attempts) - 1

    @cache
    def attempt(number: int) -> bytes:
        share, settings = attempts[number]
        return _save(_softened(picture, share), form, settings)

    def fits(number: int) -> bool:
        return number == last or len(attempt(number)) <= budget

    if fits(0):
        return attempt(0)
    return attempt(bisect_left(range(len(attempts)), x=1, lo=1, key=fits))


def _softened(picture: Image.Image, share: float) -> Image.Image:
    if share >= 1:
        return picture
    small = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return _scaled(_scaled(picture, small), picture.size)


def _opaque(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    sheet = Image.new("RGB", picture.size, _BEHIND)
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet


def _save(picture: Image.Image, form: Format, settings: Settings) -> bytes:
    # An optimised JPEG must fit Pillow's buffer, which it takes for one byte a pixel or this much:
    # noise does not fit, and saving fails.
    ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, picture.width * picture.height * _BYTES_A_PIXEL)
    data = io.BytesIO()
    picture.save(data, form.name, **_ALWAYS[form], **settings)
    return data.getvalue()
