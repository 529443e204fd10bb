"""Pictures and attachments that something live refers to, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.catalog.edition import Edition
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a copy of each file in use."""
    for path in edition.assets:
        yield Task(path, Stage.ASSET, _view, _render, path)


def _view(edition: Edition, path: str) -> Path:
    return edition.catalog.folder.path / path


def _render(file: Path, press: Press) -> bytes:
    del press
    return file.read_bytes()
