"""Pictures are large enough to be shown well, and no larger than is of use."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Catalog
from generator.catalog.uses import first_uses
from generator.kernel.diagnostics import Diagnostic, warning
from generator.reading.assets import Asset

# A photograph as a telephone takes it (4032 pixels, some 4 MB) may stay as it is. Readers get 1600
# pixels at most; what is far beyond fills every clone of the repository, for ever.
LIMIT_BYTES = 5_000_000
LIMIT_PX = 6_000
# Facebook shows a large card from 600 pixels of width, and a page is about as wide. What is not
# wider than high is a portrait or a logo, and shown at half of that at most.
LEAST_WIDE_PX, LEAST_TALL_PX = 600, 300


def pictures(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report pictures that must be made smaller before they are committed, and too small ones."""
    codes = {path: code for path, asset in catalog.assets.items() if (code := _fault(asset))}
    if not codes:
        return
    places = first_uses(catalog.folder, sorted(codes), catalog.articles, catalog.standing)
    for path, place in places.items():
        asset = catalog.assets[path]
        megabytes = f"{asset.size_bytes / 1_000_000:.1f}"
        size = {"width": asset.width_px, "height": asset.height_px, "megabytes": megabytes}
        file = path.rpartition("/")[2]
        yield warning(codes[path], place, file=file, least=_least_px(asset), **size)


def _fault(asset: Asset) -> str:
    if not asset.width_px:  # no picture
        return ""
    if asset.size_bytes > LIMIT_BYTES or max(asset.width_px, asset.height_px) > LIMIT_PX:
        return "picture.heavy"
    return "picture.small" if asset.width_px < _least_px(asset) else ""


def _least_px(asset: Asset) -> int:
    return LEAST_WIDE_PX if asset.width_px > asset.height_px else LEAST_TALL_PX
