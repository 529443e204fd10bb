"""Pictures as templates and feeds show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.catalog.references import locate_file
from generator.catalog.shown import Face
from generator.model import permalink
from generator.model.item import Picture
from generator.model.site import Site
from generator.outputs.variants import WIDTHS_PX, Format, Variant, variants
from generator.reading.assets import Asset

# From this width on there is more to see than the column of text shows: 40rem on a common screen.
_LARGE_PX = 800
# A photograph stands in some ten listings, made one after another.
_AT_HAND = 4096
# Eyes tell two pixels from one, but hardly three from two; phones with three to a CSS pixel are
# told that the picture is smaller, and take the one of `variants.PHONE_PX`. The old name of the
# density is the one that all browsers know.
_DENSE = "(-webkit-min-device-pixel-ratio: 2.2)"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands: the attribute `sizes`, and the widest encoding that is of use."""

    sizes: str
    widest_px: int = max(WIDTHS_PX[Format.WEBP])


# How wide a picture is shown follows from `theme/styles`; whoever changes it there, does here.
PLACES = {
    # Covers and pictures in the text: the column, `--measure`.
    "column": Place(f"(min-width: 44em) 40rem, {_DENSE} 66vw, 100vw"),
    # What leads the home page.
    "lead": Place(f"(min-width: 62em) 44rem, (min-width: 48em) 100vw, {_DENSE} 66vw, 100vw"),
    # In lists: a square of 6.5rem on a phone, cut out of the middle; cards of some 15rem on a desk.
    "thumbnail": Place(f"(min-width: 48em) 15rem, {_DENSE} 6.5rem, 10rem", 640),
    # The one person of a spotlight, and one of several.
    "portrait": Place(f"(min-width: 36em) 24rem, {_DENSE} 66vw, 100vw"),
    "portraits": Place(f"(min-width: 36em) 14rem, {_DENSE} 33vw, 50vw", 640),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding that a browser may choose, and its width."""

    url: str
    width_px: int


@dataclass(frozen=True, slots=True)
class Row:
    """The encodings of one format, from narrow to wide."""

    media_type: str
    candidates: tuple[Candidate, ...]

    def srcset(self, place: str) -> str:
        """Return the attribute `srcset` for a place of `PLACES`."""
        widest = PLACES[place].widest_px
        some = (one for one in self.candidates if one.width_px <= widest)
        return ", ".join(f"{one.url} {one.width_px}w" for one in some)


@dataclass(frozen=True, slots=True)
class Plain:
    """
    A picture as one file, for feeds and for those who share a link: JPEG where it can be.

    `variant` is that file; None where it is the editor's own, which has `size_bytes`.
    """

    url: str
    media_type: str
    width_px: int
    height_px: int
    variant: Variant | None
    size_bytes: int = 0


@dataclass(frozen=True, slots=True)
class PictureView:
    """
    A picture with its size, so that nothing moves when it arrives.

    `url` and `fallback` are for `<img>`, `sources` for `<source>`; a picture that moves has only
    `url`. `large_url` is the largest there is, and `is_large` tells that it shows more than the
    column. `share` has an absolute URL.
    """

    url: str
    fallback: Row | None
    sources: tuple[Row, ...]
    width_px: int
    height_px: int
    large_url: str
    is_large: bool
    share: Plain
    alt: str = ""
    caption: str = ""
    credit: str = ""

    def sizes(self, place: str) -> str:
        """Return the attribute `sizes` for a place of `PLACES`."""
        return PLACES[place].sizes


def show_picture(face: Face, site: Site, picture: Picture | None) -> PictureView | None:
    """Return the view of a picture of *face*, or None where there is none."""
    if picture is None:
        return None
    asset = face.assets.get(locate_file(face.source, picture.image) or "")
    if asset is None:
        return None
    return replace(
        show_asset(asset, site),
        alt=picture.alt,
        caption=getattr(picture, "caption", None) or "",
        credit=getattr(picture, "credit", None) or "",
    )


@lru_cache(maxsize=_AT_HAND)
def show_asset(asset: Asset, site: Site) -> PictureView:
    """Return the view of a picture that nothing is said about."""
    if not asset.is_still:
        return _as_it_is(asset, site)
    forms: dict[Format, list[Variant]] = {form: [] for form in Format}
    for variant in variants(asset):
        forms[variant.format].append(variant)
    jpegs, webps = forms[Format.JPEG], forms[Format.WEBP]
    large = max(webps[-1], jpegs[-1], key=lambda variant: variant.width_px)
    return PictureView(
        url=permalink.href(site, jpegs[0].path),
        fallback=_row(jpegs, site),
        sources=(_row(forms[Format.AVIF], site), _row(webps, site)),
        width_px=asset.width_px,
        height_px=asset.height_px,
        large_url=permalink.href(site, large.path),
        is_large=asset.width_px > _LARGE_PX,
        share=_plain(jpegs[-1], permalink.absolute(site, jpegs[-1].path)),
    )


def plain_picture(asset: Asset, site: Site) -> Plain:
    """Return a picture as one small file, for HTML that is read anywhere."""
    if not asset.is_still:
        return _own_file(asset, permalink.href(site, asset.path))
    small = next(one for one in variants(asset) if one.format is Format.JPEG)
    return _plain(small, permalink.href(site, small.path))


def _as_it_is(asset: Asset, site: Site) -> PictureView:
    url = permalink.href(site, asset.path)
    return PictureView(
        url=url,
        fallback=None,
        sources=(),
        width_px=asset.width_px,
        height_px=asset.height_px,
        large_url=url,
        is_large=asset.width_px > _LARGE_PX,
        share=_own_file(asset, permalink.absolute(site, asset.path)),
    )


def _plain(variant: Variant, url: str) -> Plain:
    media_type = variant.format.media_type
    return Plain(url, media_type, variant.width_px, variant.height_px, variant)


def _own_file(asset: Asset, url: str) -> Plain:
    size = (asset.width_px, asset.height_px)
    return Plain(url, asset.media_type, *size, None, asset.size_bytes)


def _row(row: Sequence[Variant], site: Site) -> Row:
    candidates = (Candidate(permalink.href(site, one.path), one.width_px) for one in row)
    return Row(row[0].format.media_type, tuple(candidates))
