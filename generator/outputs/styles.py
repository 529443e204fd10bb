"""
The stylesheets: small files of the theme joined into one per sort of page.

They and the script are known before any page is made, for their names carry their digests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.kernel import digest
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task

FOLDER = "styles"
READING, STANDING = "reading", "standing"
# A tenth of what is sent; no text in them looks like a remark, or goes over lines.
_REMARKS = re.compile(rb"/\*.*?\*/\n?|^[ ]+", re.DOTALL | re.MULTILINE)


def bundle(theme: Path, sort: str, own: bytes = b"") -> tuple[str, bytes]:
    """
    Join the styles for both sorts of pages and those of *sort*, in the order of their names.

    Last come the site's *own* rules, which overrule the theme's.

    Returns:
        The site path, which carries the digest so that a browser may keep it for ever, and the
        bytes.
    """
    folders = (theme / FOLDER / "both", theme / FOLDER / sort)
    files = [file for folder in folders for file in sorted(folder.glob("*.css"))]
    parts = [_REMARKS.sub(b"", file.read_bytes().replace(b"\r\n", b"\n")) for file in files]
    data = b"\n".join([*parts, own] if own else parts)
    return f"assets/bantin-{sort}.{digest.of_bytes(data)[:10]}.css", data


@dataclass(frozen=True, slots=True)
class StyleMaterial:
    """A stylesheet or the script, whose path carries its digest."""

    path: str


def tasks(styles: Iterable[str]) -> Iterator[Task]:
    """Yield the stylesheets and the script at the site paths *styles*."""
    for path in styles:
        yield Task(path, Stage.ASSET, StyleMaterial(path), _render)


def _render(material: StyleMaterial, press: Press) -> bytes:
    return press.styles[material.path]
