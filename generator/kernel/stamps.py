"""
Digests of files, kept by what the disk says of them.

Reading ten thousand files to see that none has changed takes longer than all else in a small
build. As git does, a digest is remembered with the file's size, times and inode, and holds while
these do. The hint never changes a result: where there is a doubt the file is read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from generator.kernel import digest

# The coarsest tick of a disk's clock that is met (FAT): what was changed within it of being
# noted may change again without its times telling, so it is read once more.
_TICK_NS = 2_000_000_000
_FINE_TICK_NS = 20_000_000  # where the times show that the clock is a fine one


class Stamp(NamedTuple):
    """
    What the disk says of a file.

    The change time cannot be set back, unlike that of writing. (Windows has none: there a file
    whose size and time of writing were both restored passes for unchanged.)
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


NOTHING = Stamp(-1, 0, 0, 0)


def stamp_of(entry: os.DirEntry[str] | Path) -> Stamp:
    """Return the stamp of a file, links followed; `NOTHING` if there is none."""
    try:
        found = entry.stat()
    except OSError:
        return NOTHING
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


@dataclass(frozen=True, slots=True)
class Notes:
    """
    Stamps and digests by path, as they were noted at `noted_ns` by the disk's own clock.

    A row is a stamp's four numbers and the digest, as JSON keeps them.
    """

    by_path: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    noted_ns: int = 0

    def digest(self, path: str, stamp: Stamp) -> str | None:
        """Return the digest of the file at *path*, or None when it must be read."""
        row = self.by_path.get(path)
        if row is None or tuple(row[:-1]) != stamp or not is_settled(stamp, self.noted_ns):
            return None
        return str(row[-1])


def is_settled(stamp: Stamp, noted_ns: int) -> bool:
    """Tell whether a file with *stamp*, noted at *noted_ns*, cannot have changed unseen since."""
    tick = _FINE_TICK_NS if stamp.ctime_ns % 1_000_000 else _TICK_NS
    return stamp is not NOTHING and max(stamp.mtime_ns, stamp.ctime_ns) + tick < noted_ns


def of_file(path: Path) -> str | None:
    """Return the digest of a file's bytes, or None when it cannot be read."""
    try:
        return digest.of_bytes(path.read_bytes())
    except OSError:
        return None
