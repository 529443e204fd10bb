"""Pictures as templates show them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.references import locate_file
from generator.catalog.shown import Face
from generator.model import permalink
from generator.model.item import Picture
from generator.model.site import Site


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture with its size, so that nothing moves when it arrives."""

    url: str
    absolute_url: str
    width_px: int
    height_px: int
    size_bytes: int
    media_type: str
    alt: str
    caption: str = ""
    credit: str = ""


def show_picture(face: Face, site: Site, picture: Picture | None) -> PictureView | None:
    """Return the view of a picture of *face*, or None where there is none."""
    if picture is None:
        return None
    asset = face.assets.get(locate_file(face.source, picture.image) or "")
    if asset is None:
        return None
    return PictureView(
        url=permalink.href(site, asset.path),
        absolute_url=permalink.absolute(site, asset.path),
        width_px=asset.width_px,
        height_px=asset.height_px,
        size_bytes=asset.size_bytes,
        media_type=asset.media_type,
        alt=picture.alt,
        caption=getattr(picture, "caption", None) or "",
        credit=getattr(picture, "credit", None) or "",
    )
