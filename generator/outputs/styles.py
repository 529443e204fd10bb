"""The stylesheets: small files of the theme joined into one per sort of page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.catalog.edition import Edition
from generator.kernel import digest
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task

FOLDER = "styles"
READING, STANDING = "reading", "standing"


def bundle(theme: Path, sort: str) -> tuple[str, bytes]:
    """
    Join the styles for both sorts of pages and those of *sort*, in the order of their names.

    Returns:
        The site path, which carries the digest so that a browser may keep it for ever, and the
        bytes.
    """
    folders = (theme / FOLDER / "both", theme / FOLDER / sort)
    files = [file for folder in folders for file in sorted(folder.glob("*.css"))]
    data = b"\n".join(file.read_bytes().replace(b"\r\n", b"\n") for file in files)
    return f"assets/bantin-{sort}.{digest.of_bytes(data)[:10]}.css", data


def tasks(styles: dict[str, bytes]) -> Iterator[Task]:
    """Yield the stylesheets."""
    for path in styles:
        yield Task(path, Stage.ASSET, _view, _render, path)


def _view(edition: Edition, path: str) -> str:
    del edition
    return path


def _render(path: str, press: Press) -> bytes:
    return press.styles[path]
