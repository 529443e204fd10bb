"""Pictures made by code: as hard as a phone takes them, and as odd as a newsroom has them."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageOps


def hard_photograph(width_px: int, height_px: int) -> Image.Image:
    """
    Return a picture full of detail: noise in octaves (leaves, gravel), edges, wires and grain.

    As JPEG of quality 90 it takes some six bits a pixel.
    """
    dice = random.Random(7)
    layers = [_octaves(dice, width_px, height_px) for _ in range(3)]
    grey = layers[0]  # colours go together in what a camera sees
    blended = [Image.blend(grey, layers[n], share) for n, share in enumerate((0, 0.35, 0.45))]
    picture = ImageOps.autocontrast(Image.merge("RGB", blended), cutoff=1)
    _draw_edges(ImageDraw.Draw(picture), dice, width_px, height_px)
    grain = Image.frombytes("L", picture.size, dice.randbytes(width_px * height_px))
    grain = grain.point(lambda value: 128 + (value - 128) * 14 // 64)
    return ImageChops.add(picture, Image.merge("RGB", (grain,) * 3), 1, -128)


def _octaves(dice: random.Random, width_px: int, height_px: int) -> Image.Image:
    layer, across, weight = Image.new("L", (width_px, height_px), 128), 4, 0.5
    while across <= max(width_px, height_px):
        size = across, max(2, across * height_px // width_px)
        noise = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
        layer = Image.blend(layer, noise.resize(layer.size, Image.Resampling.BICUBIC), weight)
        across, weight = across * 3, weight * (0.86 if across > 4 else 1)
    return layer


def _draw_edges(
    draw: ImageDraw.ImageDraw, dice: random.Random, width_px: int, height_px: int
) -> None:
    for _ in range(110):
        x, y, reach = dice.randrange(width_px), dice.randrange(height_px), dice.randrange(20, 130)
        colour = tuple(dice.randrange(256) for _ in range(3))
        spread = [(dice.randrange(-reach, reach), dice.randrange(-reach, reach)) for _ in range(5)]
        draw.polygon([(x + dx, y + dy) for dx, dy in spread], fill=colour)
        x, y = dice.randrange(width_px), dice.randrange(height_px)
        end = (x + dice.randrange(-450, 450), y + dice.randrange(-450, 450))
        draw.line([(x, y), end], fill=colour, width=dice.randrange(1, 5))


def screen_with_text(width_px: int = 640, height_px: int = 300) -> Image.Image:
    """Return what a screen shows: flat colours and small letters."""
    picture = Image.new("RGB", (width_px, height_px), "#f4f4f0")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width_px, 40), fill="#14406a")
    for line in range(12):
        draw.text((12, 54 + line * 20), f"Phieu chi {line}: 12.500.000 VND", fill="#222")
        draw.text((320, 54 + line * 20), f"Ca {line}: 08:15 - 17:30", fill="#9a1a1e")
    return picture


def as_jpeg(picture: Image.Image, **settings: object) -> bytes:
    return _saved(picture, "JPEG", quality=90, **settings)


def as_png(picture: Image.Image, **settings: object) -> bytes:
    return _saved(picture, "PNG", **settings)


def plain(width_px: int, height_px: int, colour: str = "teal") -> bytes:
    return as_jpeg(Image.new("RGB", (width_px, height_px), colour))


def film(ending: str) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (900, 600), colour) for colour in ("red", "green", "blue")]
    return _saved(frames[0], ending, save_all=True, append_images=frames[1:])


def profile_with_red_and_green_swapped() -> bytes:
    """Return a colour profile under which what is stored as red is green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    changed = bytearray(profile)
    changed[red : red + 4], changed[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(changed)


def _saved(picture: Image.Image, form: str, **settings: object) -> bytes:
    data = io.BytesIO()
    picture.save(data, form, **settings)
    return data.getvalue()
