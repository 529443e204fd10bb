"""The sheet that everything is drawn on, and the colours it is drawn with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageChops, ImageColor, ImageDraw

Point: TypeAlias = tuple[float, float]

SUPERSAMPLING = 2
HAIRLINE = 2  # up to this width, in pixels, round ends do not show
JPEG_QUALITY = 82

CREAM, PAPER, SAND, MUSTARD = "#f6ecdb", "#fcf7ee", "#e6cda3", "#e2a93f"
BRICK, ROSE, WOOD, BROWN = "#c4573d", "#dd9a85", "#a87148", "#5d4032"
INK, NIGHT, SLATE, STEEL = "#22384a", "#182a3d", "#4b6678", "#8ea6ad"
TEAL, MIST, LEAF, MOSS, LIME = "#2f7280", "#b8cfd1", "#6c9a63", "#3f6b53", "#a9bf7a"
ORANGE, DENIM, WHITE = "#e2793a", "#4a76a0", "#ffffff"
SKINS = ("#efc29c", "#e3ae84", "#d39a6f", "#bd8259")


class Canvas:
    """A sheet in logical pixels, drawn larger than it is saved; `#rrggbbaa` is see-through."""

    def __init__(self, width: int, height: int) -> None:
        """Open an empty sheet."""
        self.width, self.height = width, height
        size = (width * SUPERSAMPLING, height * SUPERSAMPLING)
        self.image = Image.new("RGB", size, CREAM)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        """Fill a closed shape."""
        self.pen.polygon([scaled(point) for point in points], fill=fill)

    def ellipse(self, centre: Point, rx: float, ry: float, fill: str) -> None:
        """Fill an ellipse with half axes *rx* and *ry*."""
        x, y = centre
        self.pen.ellipse([scaled((x - rx, y - ry)), scaled((x + rx, y + ry))], fill=fill)

    def circle(self, centre: Point, radius: float, fill: str) -> None:
        """Fill a circle."""
        self.ellipse(centre, radius, radius, fill)

    def ring(self, centre: Point, radius: float, colour: str, width: float) -> None:
        """Outline a circle; *width* grows inwards."""
        x, y = centre
        box = [scaled((x - radius, y - radius)), scaled((x + radius, y + radius))]
        self.pen.ellipse(box, outline=colour, width=round(width * SUPERSAMPLING))

    def dome(self, centre: Point, rx: float, ry: float, fill: str) -> None:
        """Fill the upper half of an ellipse."""
        x, y = centre
        box = [scaled((x - rx, y - ry)), scaled((x + rx, y + ry))]
        self.pen.pieslice(box, 180, 360, fill=fill)

    def box(
        self, corner: Point, width: float, height: float, fill: str, *, radius: float = 0
    ) -> None:
        """Fill a rectangle given by its upper left *corner*, rounded if asked."""
        x, y = corner
        area = [scaled((x, y)), scaled((x + width, y + height))]
        self.pen.rounded_rectangle(area, radius * SUPERSAMPLING, fill=fill)

    def stroke(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line with round joints and ends."""
        corners = [scaled(point) for point in points]
        thickness = max(1, round(width * SUPERSAMPLING))
        self.pen.line(corners, fill=colour, width=thickness, joint="curve")
        if width > HAIRLINE and len(colour) == len(INK):
            for x, y in (points[0], points[-1]):
                self.circle((x, y), width / 2, colour)

    def bow(self, start: Point, end: Point, sag: float, colour: str, width: float) -> None:
        """Draw a curve between two points, hanging *sag* pixels below the straight line."""
        self.stroke(bow(start, end, sag), colour, width)

    def sky(self, top: str, bottom: str, *, start: float = 0, end: float | None = None) -> None:
        """Fill a band with a vertical gradient."""
        end = self.height if end is None else end
        band = (self.width * SUPERSAMPLING, round((end - start) * SUPERSAMPLING))
        mask = Image.linear_gradient("L").resize(band)
        fade = Image.composite(Image.new("RGB", band, bottom), Image.new("RGB", band, top), mask)
        self.image.paste(fade, (0, round(start * SUPERSAMPLING)))

    def glow(self, centre: Point, radius: float, colour: str, strength: float = 0.8) -> None:
        """Lay a soft light over what is there."""
        side = round(2 * radius * SUPERSAMPLING)
        mask = ImageChops.invert(Image.radial_gradient("L")).resize((side, side))
        # Pillow's gradient is 180 at the middle of a side; inverted, the rim of the light is 75.
        levels = [max(0, value - 75) / 180 for value in range(256)]
        mask = mask.point([round(level**1.6 * strength * 255) for level in levels])
        corner = scaled((centre[0] - radius, centre[1] - radius))
        self.image.paste(ImageColor.getrgb(colour), (round(corner[0]), round(corner[1])), mask)

    def save(self, path: Path) -> None:
        """Scale down and write a progressive JPEG without metadata."""
        path.parent.mkdir(parents=True, exist_ok=True)
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        small.save(path, "JPEG", quality=JPEG_QUALITY, progressive=True, optimize=True)


def scaled(point: Point) -> Point:
    """Turn logical pixels into pixels of the larger sheet."""
    return point[0] * SUPERSAMPLING, point[1] * SUPERSAMPLING


def bow(start: Point, end: Point, sag: float, steps: int = 28) -> list[Point]:
    """Return the points of a curve hanging *sag* pixels below the straight line."""
    (x0, y0), (x1, y1) = start, end
    fractions = [step / steps for step in range(steps + 1)]
    return [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + 4 * sag * t * (1 - t)) for t in fractions]
