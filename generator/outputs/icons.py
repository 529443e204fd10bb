"""
Icons for a browser's tab and a telephone's home screen.

They show the organisation's logo on paper, or else the theme's own mark in the site's colour:
`theme/assets/icon.svg`, drawn here once more because neither telephones take SVG nor Pillow
reads it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from generator.catalog.edition import Edition
from generator.kernel.colour import parse
from generator.model.site import Site
from generator.outputs import logo
from generator.outputs.logo import LogoMaterial
from generator.outputs.palette import PAPER, palette_for
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task

FAVICON_PX, TOUCH_PX = 48, 180
MANIFEST_PX = (192, 512)
MASKABLE_PX = 512
DRAWN = "assets/icon.svg"
_OVERSIZE = 4  # drawn larger and brought down: Pillow draws edges without shades
_GRID = 64  # of the drawing
_CORNER = 10
_SEAL = "#a11d21"
_LINES = ((20, 26, 44, 31), (20, 35, 44, 38), (20, 42, 35, 45))
# Systems cut a maskable icon down to a circle of 80 % (W3C, Web Application Manifest). The widest
# square in it has 56 % of the side; the drawn sheet, which is narrower at its top, may have more.
_LOGO_SHARE = {False: 0.84, True: 0.56}
_SHEET_SHARE = {False: 1.0, True: 0.86}


@dataclass(frozen=True, slots=True)
class IconMaterial:
    """
    An icon. `logo` is None where the theme's mark is drawn, in `colour`.

    `is_whole` tells that the system cuts the corners itself, `is_maskable` that it may cut more.
    """

    logo: LogoMaterial | None
    colour: str
    size_px: int
    is_whole: bool
    is_maskable: bool


@dataclass(frozen=True, slots=True)
class Icons:
    """The site paths of all icons, `manifest` by size."""

    favicon: str
    touch: str
    manifest: tuple[tuple[int, str], ...]
    maskable: str


def icons_of(site: Site, content: Path) -> Icons:
    """Return where the icons are; the favicon is the theme's own where nothing else was chosen."""
    by_path = {_use(made): path for path, made in _icons(site, content)}
    favicon = by_path[FAVICON_PX, False] if _is_chosen(site) else DRAWN
    manifest = tuple((size, by_path[size, False]) for size in MANIFEST_PX)
    return Icons(favicon, by_path[TOUCH_PX, False], manifest, by_path[MASKABLE_PX, True])


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the icons."""
    catalog = edition.catalog
    for path, material in _icons(catalog.site, catalog.folder.path):
        if material.size_px != FAVICON_PX or _is_chosen(catalog.site):
            yield Task(path, Stage.ASSET, material, _render)


def _icons(site: Site, content: Path) -> Iterator[tuple[str, IconMaterial]]:
    picture, colour = logo.material_of(site, content), str(palette_for(site).bar)
    for size_px, is_whole, is_maskable in (
        (FAVICON_PX, False, False),
        (TOUCH_PX, True, False),
        *((size_px, False, False) for size_px in MANIFEST_PX),
        (MASKABLE_PX, True, True),
    ):
        material = IconMaterial(picture, colour, size_px, is_whole, is_maskable)
        purpose = "-maskable" if is_maskable else ""
        name = logo.recipe_digest(__file__, material)
        yield f"assets/icon-{size_px}{purpose}.{name}.png", material


def _use(material: IconMaterial) -> tuple[int, bool]:
    return material.size_px, material.is_maskable


def _is_chosen(site: Site) -> bool:
    look = site.settings.look
    return look.colour is not None or look.logo is not None


def _render(material: IconMaterial, press: Press) -> bytes:
    size_px = material.size_px
    if material.logo is not None:
        with logo.open_unchanged(material.logo, press.content) as picture:
            icon = _on_paper(picture, material)
    else:
        icon = _drawn(material).resize((size_px, size_px), Image.Resampling.BOX)
    data = io.BytesIO()
    if material.is_whole:  # telephones paint black behind what shows through
        icon = icon.convert("RGB")
    icon.save(data, "PNG", optimize=True)
    return data.getvalue()


def _on_paper(picture: Image.Image, material: IconMaterial) -> Image.Image:
    room = material.size_px * _LOGO_SHARE[material.is_maskable]
    share = room / max(picture.size)
    size = (max(round(picture.width * share), 1), max(round(picture.height * share), 1))
    copy = picture.resize(size, Image.Resampling.LANCZOS)
    icon = Image.new("RGBA", (material.size_px, material.size_px), (*PAPER, 255))
    left, top = (material.size_px - size[0]) // 2, (material.size_px - size[1]) // 2
    icon.alpha_composite(copy, (left, top))
    return icon


def mark(size_px: int, colour: str) -> Image.Image:
    """Return the theme's mark in *colour*, square, in RGBA."""
    material = IconMaterial(None, colour, size_px, is_whole=False, is_maskable=False)
    return _drawn(material).resize((size_px, size_px), Image.Resampling.BOX)


def _drawn(material: IconMaterial) -> Image.Image:
    """Draw the mark, `_OVERSIZE` times as large: a sheet with three lines and a seal."""
    side = material.size_px * _OVERSIZE
    share = _SHEET_SHARE[material.is_maskable]
    # Of the same colour though it shows through: the shades at a round corner mix with it.
    icon = Image.new("RGBA", (side, side), (*(parse(material.colour) or PAPER), 0))
    pen = ImageDraw.Draw(icon)

    def at(*points: float) -> list[float]:
        return [side * (0.5 + share * (point / _GRID - 0.5)) for point in points]

    corner = 0 if material.is_whole else side * _CORNER / _GRID
    pen.rounded_rectangle((0, 0, side - 1, side - 1), corner, fill=material.colour)
    pen.rectangle(at(14, 12, 50, 52), fill="#fff")
    for line in _LINES:
        pen.rectangle(at(*line), fill=material.colour)
    pen.ellipse(at(26, 8, 38, 20), fill=_SEAL)
    return icon
