"""Pictures and attachments that something live refers to, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.catalog.library import ContentChangedError
from generator.kernel import digest
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class FileMaterial:
    """A file of `content/` that is published as it is."""

    path: str
    digest: str


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a copy of each file in use."""
    catalog = edition.catalog
    for path in edition.used_files():
        material = FileMaterial(path, catalog.assets[path].digest)
        yield Task(path, Stage.ASSET, material, _render)


def _render(material: FileMaterial, press: Press) -> bytes:
    data = (press.content / material.path).read_bytes()
    if digest.of_bytes(data) != material.digest:  # what was looked at is no longer there
        raise ContentChangedError(material.path)
    return data
