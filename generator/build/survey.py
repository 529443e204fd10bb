"""What lies in `content/`, and which of it is known from the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build import memory
from generator.kernel import digest
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.stamps import Notes, Stamp, stamp_of
from generator.reading import sources
from generator.reading.sources import Folder

NOTES = "sources.json"
_VERSION = 1  # of a row
_NOT_READ = ""  # the digest of a file that nothing refers to


@dataclass(frozen=True, slots=True)
class Survey:
    """
    The files of `content/` and the digests of those that are surely what they were.

    `known` has an empty digest for a file that was not read, as nothing referred to it.
    """

    folder: Folder
    found: Mapping[str, Stamp]
    known: Mapping[str, str]
    problems: tuple[Diagnostic, ...]

    def inputs(self) -> str:
        """Return the digest of all files and their names; empty if some are not known."""
        if len(self.known) != len(self.found):
            return ""
        return digest_of(self.known)


def survey(folder: Folder, cache_dir: Path | None) -> Survey:
    """Look through *folder*, with what was noted in *cache_dir*."""
    notes = Notes() if cache_dir is None else load_notes(cache_dir / NOTES)
    found, problems = sources.find(folder)
    known = {}
    for path, stamp in found.items():
        noted = notes.by_path.get(path)
        if noted is not None and noted[-1] == _NOT_READ:
            known[path] = _NOT_READ
        elif (known_digest := notes.digest(path, stamp)) is not None:
            known[path] = known_digest
    return Survey(folder, found, known, tuple(problems))


def digest_of(known: Mapping[str, str]) -> str:
    """Return the digest of the names and digests of all files."""
    return digest.of_bytes(
        "\0".join(f"{path}\0{it}" for path, it in sorted(known.items())).encode()
    )


def load_notes(file: Path) -> Notes:
    """Return what was noted; nothing if there is no note that is whole."""
    rows = memory.load(file, _VERSION)
    return Notes() if rows is None else Notes(rows, stamp_of(file).mtime_ns)


def save_notes(file: Path, found: Mapping[str, Stamp], known: Mapping[str, str]) -> None:
    """Note the digests of all files; those not in *known* were not read."""
    rows = {path: [*stamp, known.get(path, _NOT_READ)] for path, stamp in found.items()}
    memory.save(file, rows, _VERSION)
