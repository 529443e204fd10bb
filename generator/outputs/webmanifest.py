"""What a telephone asks for when a reader puts the site on the home screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.icons import MASKABLE_PX, Icons, icons_of
from generator.outputs.palette import PAPER, palette_for
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class ManifestMaterial:
    """The icons; all else are settings."""

    icons: Icons


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the manifest."""
    catalog = edition.catalog
    material = ManifestMaterial(icons_of(catalog.site, catalog.folder.path))
    yield Task(permalink.MANIFEST, Stage.FEED, material, _render)


def _render(material: ManifestMaterial, press: Press) -> bytes:
    site, icons = press.site, material.icons
    told = {
        "id": site.base,
        "name": site.name,
        "short_name": site.settings.organisation.short or site.name,
        "lang": site.language,
        "dir": "ltr",
        "start_url": site.base,
        "scope": site.base,
        # Not "standalone": readers share links to Zalo from the browser's own bar.
        "display": "minimal-ui",
        "theme_color": str(palette_for(site).bar),
        "background_color": str(PAPER),
        "icons": [
            *(_icon(site, path, size_px, "any") for size_px, path in icons.manifest),
            _icon(site, icons.maskable, MASKABLE_PX, "maskable"),
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _icon(site: Site, path: str, size_px: int, purpose: str) -> dict[str, str]:
    url = permalink.href(site, path)
    return {
        "src": url,
        "sizes": f"{size_px}x{size_px}",
        "type": "image/png",
        "purpose": purpose,
    }
