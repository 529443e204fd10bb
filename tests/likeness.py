"""
Screenshots held against agreed ones, as coarsely as another machine's letters ask for.

Both are made a quarter as large and blurred, so that how an edge is drawn does not count; what is
left are cells of four pixels, of which each has a colour.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

SCALE = 4
BLUR = 1.5
COLOURS = 64
WIDEST = 640
# Of 255, in that of the three channels that differs most. Found by trying: see test_looks.py.
CELL_LIMIT = 24
MEAN_LIMIT = 2.5
SHARE_LIMIT = 0.004


@dataclass(frozen=True)
class Difference:
    """How far two pictures are apart: the mean of all cells, and the share of those that differ."""

    mean: float
    share: float
    cells: Image.Image

    @property
    def is_small(self) -> bool:
        return self.mean <= MEAN_LIMIT and self.share <= SHARE_LIMIT


def opened(data: bytes | Path) -> Image.Image:
    with Image.open(io.BytesIO(data) if isinstance(data, bytes) else data) as image:
        return image.convert("RGB")


def small(image: Image.Image) -> bytes:
    """Return *image* as a small PNG of few colours; a wide one is halved."""
    data = io.BytesIO()
    if image.width > WIDEST:
        image = image.reduce(2)
    reduced = image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(data, "PNG", optimize=True)
    return data.getvalue()


def compare(now: Image.Image, agreed: Image.Image) -> Difference:
    """Hold two pictures against each other; of another shape they differ everywhere."""
    grid = (now.width // SCALE, now.height // SCALE)
    if agreed.width * now.height != agreed.height * now.width:
        return Difference(255, 1, Image.new("L", grid, 255))
    apart = ImageChops.difference(_cells(now, grid), _cells(agreed, grid))
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    counts = most.histogram()
    total = sum(counts)
    mean = sum(value * count for value, count in enumerate(counts)) / total
    return Difference(mean, sum(counts[CELL_LIMIT + 1 :]) / total, most)


def shown(one: Image.Image, difference: Difference) -> Image.Image:
    """Return *one*, paled, with red where it differs."""
    mask = difference.cells.point(lambda value: 255 if value > CELL_LIMIT else 0)
    paled = Image.blend(one, Image.new("RGB", one.size, "white"), 0.6)
    return Image.composite(
        Image.new("RGB", one.size, "red"), paled, mask.resize(one.size, Image.Resampling.NEAREST)
    )


def _cells(image: Image.Image, grid: tuple[int, int]) -> Image.Image:
    return image.resize(grid, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(BLUR))
