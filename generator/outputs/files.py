"""Pictures and attachments that something live shows or offers, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.catalog.library import ContentChangedError
from generator.kernel import digest
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task
from generator.outputs.variants import Variant, variants


@dataclass(frozen=True, slots=True)
class FileMaterial:
    """A file of `content/` that is published as it is."""

    path: str
    digest: str


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a copy of each file that is published as it is, and the encodings of each picture."""
    for asset in edition.copied_files():
        yield Task(asset.path, Stage.ASSET, FileMaterial(asset.path, asset.digest), _copy)
    for picture in edition.pictures():
        for variant in variants(picture):
            yield Task(variant.path, Stage.ASSET, variant, _encode, is_lasting=True)


def _copy(material: FileMaterial, press: Press) -> bytes:
    data = (press.content / material.path).read_bytes()
    if digest.of_bytes(data) != material.digest:  # what was looked at is no longer there
        raise ContentChangedError(material.path)
    return data


def _encode(variant: Variant, press: Press) -> bytes:
    return press.encodings.of(variant)
