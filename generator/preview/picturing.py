"""What a picture is by its own bytes, whatever its name and its server say."""

from __future__ import annotations

import io

from PIL import Image

from generator.preview.facts import Answer, Picture

_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
    "AVIF": "image/avif",
    "BMP": "image/bmp",
}


def _known() -> list[str]:
    """Return the formats that this machine's Pillow can open; it loads the rarer ones late."""
    Image.init()
    return [name for name in _MEDIA_TYPES if name in Image.OPEN]


def look_at(url: str, answer: Answer | None) -> Picture:
    """Return what the bytes in *answer* are; only the beginning of the picture is read."""
    if answer is None or not answer.is_usable:
        return Picture(url, answer)
    try:
        with Image.open(io.BytesIO(answer.body), formats=_known()) as picture:
            kind, (width_px, height_px) = picture.format or "", picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Picture(url, answer)
    return Picture(url, answer, _MEDIA_TYPES.get(kind, ""), width_px, height_px)
