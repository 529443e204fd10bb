"""Files written beside their place and renamed, and paths kept inside a folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def write_atomically(path: Path, data: bytes, *, keep_mode: bool = False) -> None:
    """
    Write *data* so that a reader meets the old file or the new one, never half of it.

    With *keep_mode* the new file has the permissions of the old one, which must be there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(beside, data)
        if keep_mode:
            shutil.copymode(path, beside)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def write(path: Path, data: bytes) -> None:
    """Write *data*, making the folders above only when they turn out to be missing."""
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether *path*, every symlink followed, lies in *folder*."""
    # os.path.realpath ends at a loop of links, where Path.resolve raises before Python 3.13
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def scan(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """
    Yield the files under *folder*, each with its path relative to it, in the order of names.

    Names that begin with a dot are passed over. Links are yielded as they are and not followed,
    so that a link to a folder outside cannot bring its files in unseen. (Text, not `Path`s: an
    archive has tens of thousands.)
    """
    yield from _scan(str(folder), "")


def _scan(folder: str, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _scan(entry.path, f"{prefix}{entry.name}/")
        else:
            yield f"{prefix}{entry.name}", entry
