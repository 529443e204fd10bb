"""
What the files of a release hold, kept beside it.

Size and time of change are kept with each digest: a file that was edited by hand in a release no
longer matches, and is not taken over into the next one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.kernel import digest
from generator.publish import tree
from generator.publish.releases import Releases, put


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of one release: path to digest, size and time of change."""

    folder: Path
    files: Mapping[str, tuple[str, int, int]]

    def has(self, path: str, wanted: str) -> bool:
        """Tell whether the release still holds, at *path*, what has the digest *wanted*."""
        known = self.files.get(path)
        if known is None or known[0] != wanted:
            return False
        try:
            state = (self.folder / path).lstat()
        except OSError:
            return False
        return known[1:] == (state.st_size, state.st_mtime_ns)

    def by_digest(self) -> dict[str, str]:
        """Return a path for each digest: a file that only moved is found again."""
        return {entry[0]: path for path, entry in self.files.items()}


def write(releases: Releases, name: str, made: Path, digests: Mapping[str, str]) -> None:
    """Keep what the folder *made*, which becomes the release *name*, holds."""
    entries = {
        path: (digests[path], state.st_size, state.st_mtime_ns)
        for path, state in tree.walk(str(made))
        if path in digests
    }
    put(releases.listing(name), json.dumps(entries, separators=(",", ":")).encode())


def read(releases: Releases, name: str) -> Listing:
    """Return what the release *name* holds; if that was lost or damaged, look at every file."""
    folder = releases.at(name)
    try:
        entries = json.loads(releases.listing(name).read_bytes())
        return Listing(
            folder, {str(p): (str(d), int(s), int(t)) for p, (d, s, t) in entries.items()}
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return _measured(folder)


def _measured(folder: Path) -> Listing:
    return Listing(
        folder,
        {
            path: (digest.of_bytes((folder / path).read_bytes()), state.st_size, state.st_mtime_ns)
            for path, state in tree.walk(str(folder))
        },
    )
