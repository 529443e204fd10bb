"""Files written beside their place and renamed, and paths kept inside a folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Write *data* so that a reader meets the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(name, 0o644)  # mkstemp makes 0600, which no web server could read
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether *path*, every symlink followed, lies in *folder*."""
    return path.resolve().is_relative_to(folder.resolve())


def walk(folder: Path) -> Iterator[Path]:
    """
    Yield the files under *folder* in the order of their names.

    Names that begin with a dot are passed over. Links are yielded as they are and not followed,
    so that a link to a folder outside cannot bring its files in unseen.
    """
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(Path(entry.path))
        else:
            yield Path(entry.path)
