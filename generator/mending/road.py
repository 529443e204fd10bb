"""From what was found to what is right: texts, then names, then the disk."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.catalog.catalog import Catalog
from generator.catalog.gather import Reader, Rules, is_read
from generator.checks import ITEM_RULES
from generator.kernel import files
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.text import show_unwanted
from generator.mending.mended import Left
from generator.mending.moves import Mover, Refusal, is_free
from generator.mending.texts import TextMender
from generator.mending.world import World
from generator.mending.written import Written, take_apart
from generator.model import permalink
from generator.model.site import Site
from generator.reading import sources
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.decode import Clock
from generator.reading.sources import Folder


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after, by its paths in `content/`; `what` are keys of wording."""

    path: str
    new_path: str
    before: bytes
    after: bytes
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be mended, and what is left although it was seen to be wrong, and why."""

    changes: tuple[Change, ...]
    left: tuple[tuple[str, Refusal | Left], ...]


class Road:
    """Mends files of one site."""

    def __init__(self, catalog: Catalog, published: Collection[str], now: datetime) -> None:
        """Take the archive, the site paths that were published, and the instant."""
        self._catalog = catalog
        self._published = published
        self._now = now
        self._reader = _make_reader(catalog.site, catalog.folder)
        self._written: dict[str, tuple[bytes, Written]] = {}

    def propose(self, is_meant: Callable[[str], bool]) -> Proposal:
        """Work out what is right for the files for which *is_meant* holds; write nothing."""
        catalog = self._catalog
        left: list[tuple[str, Refusal | Left]] = []
        settings = catalog.site.settings
        clock = Clock(catalog.site.zone, settings.default_time)
        world = World(self._reader, clock, self._fetch, frozenset(catalog.files))
        mender = TextMender(catalog.site, self._reader)
        meant = [path for path in catalog.files if is_meant(path) and self._is_ours(path)]
        for path in meant:
            mended = mender.mend(path, self._fetch(path))
            if mended.text != self._fetch(path):
                world.texts[path] = mended.text
                world.done[path] = mended.done
            if self._written[path][1].has_mark:
                world.done.setdefault(path, []).append("mark")
            left += [(path, one) for one in mended.left]
        mover = Mover(catalog, self._published, self._now, world)
        for path in meant:
            if permalink.kind_of(path) is not None and is_read(path):
                refusal = mover.move(path)
                left += [] if refusal is None else [(path, refusal)]
        return Proposal(tuple(self._changes(world)), tuple(left))

    def _changes(self, world: World) -> Iterator[Change]:
        for path in world.changed():
            before, written = self._written[path]
            after = written.encode(world.text(world.now_at(path)))
            what = tuple(world.done.get(path, ()))
            yield Change(path, world.now_at(path), before, after, what)

    def _is_ours(self, path: str) -> bool:
        """Tell whether the file is text of ours: not a link, in UTF-8, and not too large."""
        is_data = path.startswith(f"{DATA_FOLDER}/") and path.endswith((".yml", ".yaml"))
        if not (is_read(path) or is_data) or (self._catalog.folder.path / path).is_symlink():
            return False
        return self._take(path)

    def _take(self, path: str) -> bool:
        if path not in self._written:
            data = sources.read_bytes(self._catalog.folder, path)
            written = None if isinstance(data, Diagnostic) else take_apart(data)
            if written is None or isinstance(data, Diagnostic):
                return False
            self._written[path] = data, written
        return True

    def _fetch(self, path: str) -> str:
        """Return the text of a file; empty of one that is none of ours."""
        return self._written[path][1].text if self._take(path) else ""


def _make_reader(site: Site, folder: Folder) -> Reader:
    return Reader(site, folder, "", Rules(of_items=ITEM_RULES))


def carry_out(changes: Iterable[Change], folder: Folder) -> list[str]:
    """
    Write *changes*, each file whole or not at all, with its permissions.

    Returns:
        The paths that were left, because the disk no longer has what was read.
    """
    left = []
    for change in changes:
        file, target = folder.path / change.path, folder.path / change.new_path
        if not _is_as_read(file, change.before) or not is_free(file, target):
            left.append(change.path)
            continue
        if change.after != change.before:
            files.write_atomically(file, change.after, keep_mode=True)
        if change.new_path != change.path:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
    return left


def _is_as_read(file: Path, data: bytes) -> bool:
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def diff(change: Change, label: str) -> list[str]:
    """Return the lines of a unified diff, with a visible mark for what cannot be seen."""
    before, after = (
        data.decode("utf-8-sig").splitlines() for data in (change.before, change.after)
    )
    names = f"{label}/{change.path}", f"{label}/{change.new_path}"
    lines = difflib.unified_diff(before, after, *names, lineterm="")
    return [show_unwanted(line) for line in lines]
