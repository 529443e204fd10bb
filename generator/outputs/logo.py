"""The organisation's logo in the masthead: a small copy, without what the file tells besides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import PIL
from PIL import Image

from generator.catalog.edition import Edition
from generator.catalog.library import ContentChangedError
from generator.kernel import digest
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.material import digest_of
from generator.outputs.press import Press
from generator.outputs.shell import Logo
from generator.outputs.task import Stage, Task
from generator.reading.logo import open_logo

# Shown at most this large, in CSS pixels; the copy has twice that for dense screens.
_HEIGHT, _WIDTH = 48, 240
_DENSITY = 2
_QUALITY = 90
_NAME_LENGTH = 10


@dataclass(frozen=True, slots=True)
class LogoMaterial:
    """The picture in `content/`, with the digest of its bytes."""

    path: str
    digest: str


def material_of(site: Site, content: Path) -> LogoMaterial | None:
    """Return what the site's logo is made of, or None where the settings name none."""
    path = site.settings.look.logo
    if path is None:
        return None
    return LogoMaterial(path, digest.of_bytes((content / path).read_bytes()))


def logo_view(site: Site, content: Path) -> Logo | None:
    """Return the logo as the masthead shows it."""
    material = material_of(site, content)
    if material is None:
        return None
    with open_logo(content / material.path) as picture:
        width, height = _fitted(picture.size)
    shown = min(1.0, _HEIGHT / height, _WIDTH / width)
    url = permalink.href(site, _path_of(material))
    return Logo(url, max(round(width * shown), 1), max(round(height * shown), 1))


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the copy of the logo, if there is one."""
    material = material_of(edition.catalog.site, edition.catalog.folder.path)
    if material is not None:
        yield Task(_path_of(material), Stage.ASSET, material, _render)


def open_unchanged(material: LogoMaterial, content: Path) -> Image.Image:
    """
    Open the picture of *material*.

    Raises:
        ContentChangedError: it is no longer the one that was looked at.
    """
    file = content / material.path
    if digest.of_bytes(file.read_bytes()) != material.digest:
        raise ContentChangedError(material.path)
    return open_logo(file)


def recipe_digest(module: str, material: object) -> str:
    """
    Return a name for what the code in the file *module* draws from *material*.

    A name that browsers may keep for ever must change with the bytes, and is needed before they
    are drawn: so it is made of all that decides them.
    """
    parts = (Path(module).read_bytes(), PIL.__version__.encode(), digest_of(material).encode())
    return digest.of_bytes(*parts)[:_NAME_LENGTH]


def _path_of(material: LogoMaterial) -> str:
    return f"assets/logo.{recipe_digest(__file__, material)}.webp"


def _render(material: LogoMaterial, press: Press) -> bytes:
    with open_unchanged(material, press.content) as picture:
        copy = picture.resize(_fitted(picture.size), Image.Resampling.LANCZOS)
    # Drawings come out smaller without loss, photographs with.
    return min(_webp(copy, is_lossless=True), _webp(copy, is_lossless=False), key=len)


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """Return the size of the copy: never larger than the picture."""
    width, height = size
    share = min(1.0, _DENSITY * _HEIGHT / height, _DENSITY * _WIDTH / width)
    return max(round(width * share), 1), max(round(height * share), 1)


def _webp(picture: Image.Image, *, is_lossless: bool) -> bytes:
    data = io.BytesIO()
    quality = 100 if is_lossless else _QUALITY
    picture.save(data, "WEBP", lossless=is_lossless, quality=quality, method=6)
    return data.getvalue()
