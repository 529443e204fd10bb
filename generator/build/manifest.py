"""
What the last build put into a site folder, remembered beside the cache.

With it the next build knows which files need not be made, and which addresses members may hold
links to. It is written last and only after everything is in place; what it says of a file counts
only while the file is found to be so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from generator.build import memory
from generator.kernel import digest

_FOLDER = "sites"
_VERSION = 1  # of the form below; another one is not read


class Entry(NamedTuple):
    """
    A file of the site.

    `digest` is of its bytes, `material` of what it was made of and `parts` of each part of that
    (to say which one changed); `material` is empty for the host's own files.
    """

    digest: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    material: str
    parts: str


class CardEntry(NamedTuple):
    """
    A card of the site: whose it is, what decided it, and what it shows (`outputs.cards`).

    `replaced_at` is when another took its place, in POSIX seconds; 0 while it is current.
    """

    owner: str
    mark: str
    replaced_at: float
    shows: Sequence[str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """
    A build in brief.

    Attributes:
        files: What was put in place, by path.
        addresses: Site paths of items, notices and redirects, with the source of each.
        texts: For the addresses of items, the digest of the source, to recognise a moved one.
        built_at: The instant the site shows, in POSIX seconds.
        presses: The digest of what all pages depend on: program, theme, settings.
        standing: The digest of what the host's files depend on; empty if it cannot be told.
        inputs: The digest of everything the build read.
        since: Since when nothing has changed by itself, in POSIX seconds.
        until: When something will; None if never.
        problems: The warnings that were shown, to be shown again.
        cards: The cards, by path, those that were replaced too.
        preview: Whether it is a preview. Addresses and cards are then those of the last build that
            was none: of a preview nobody holds a link.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    built_at: float = 0.0
    presses: str = ""
    standing: str = ""
    inputs: str = ""
    since: float = 0.0
    until: float | None = None
    problems: Sequence[Any] = field(default_factory=list)
    cards: Mapping[str, CardEntry] = field(default_factory=dict)
    preview: bool = False

    def as_preview(self, former: Manifest) -> Manifest:
        """Return the same as a preview's, in a folder that was as *former* says."""
        return replace(
            self,
            addresses=former.addresses,
            texts=former.texts,
            built_at=former.built_at,
            cards=former.cards,
            preview=True,
        )


def place_of(cache_dir: Path, root: Path, site_dir: Path) -> Path:
    """
    Return where the manifest of *site_dir* lies.

    A folder inside *root*, the site's own, is named relative to it, so that it is the same one in
    another clone.
    """
    inside = site_dir.is_relative_to(root)
    name = site_dir.relative_to(root).as_posix() if inside else site_dir.as_posix()
    return cache_dir / _FOLDER / f"{digest.of_bytes(name.encode())}.json"


def all_in(cache_dir: Path) -> list[Path]:
    """Return where the manifests of all site folders lie that were built from here."""
    return sorted((cache_dir / _FOLDER).glob("*.json"))


def load(file: Path) -> Manifest:
    """Return the manifest, or an empty one if there is none that is whole."""
    values = memory.load(file, _VERSION)
    if values is None:
        return Manifest()
    rows = values.pop("files")
    entries = dict(zip(rows, map(Entry._make, rows.values()), strict=True))
    cards = {path: CardEntry._make(row) for path, row in values.pop("cards", {}).items()}
    return Manifest(files=entries, cards=cards, **values)


def save(file: Path, manifest: Manifest) -> bool:
    """Write the manifest; tell whether that was possible."""
    values = {name: getattr(manifest, name) for name in Manifest.__slots__}
    return memory.save(file, values, _VERSION)
