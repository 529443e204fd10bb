"""
Putting what was made in place.

Every file is made in a staging folder beside the site and renamed into it, so a reader meets the
old file or the new one. Only what differs is renamed: pages and pictures first, then listings,
then feeds, removals last, so that no link ever leads to a page that is not there yet.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.kernel import files
from generator.outputs.task import Stage


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the new site. `staged` is where its bytes wait; None if the site has them."""

    path: str
    stage: Stage
    staged: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a release did to the site folder."""

    written: int
    unchanged: int
    removed: int


@contextlib.contextmanager
def staging(site_dir: Path) -> Iterator[Path]:
    """Give a folder on the site's own file system, where a rename is one step; it goes after."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{site_dir.name}-staging-"
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=site_dir.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage_bytes(site_dir: Path, folder: Path, path: str, stage: Stage, data: bytes) -> Made:
    """Put *data* into staging unless the site has these very bytes at *path*."""
    if _holds(site_dir / path, data):
        return Made(path, stage, None)
    staged = folder / path
    files.write(staged, data)
    return Made(path, stage, str(staged))


def stage_tree(site_dir: Path, tree: Path) -> list[Made]:
    """Take the files of *tree*, a folder in staging, as files of the new site."""
    made = []
    for file in files.walk(tree):
        path = file.relative_to(tree).as_posix()
        same = _holds(site_dir / path, file.read_bytes())
        made.append(Made(path, Stage.ASSET, None if same else str(file)))
    return made


def _holds(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def release(site_dir: Path, made: Sequence[Made], folder: Path) -> Tally:
    """
    Bring the site folder to exactly the files of *made*.

    Hidden files at its top (`.nojekyll`, `.well-known`) are the owner's and stay.

    Args:
        site_dir: The site. If it is not there yet, *folder* becomes it, in one step.
        made: Every file of the new site.
        folder: Where `stage_bytes` put its files.
    """
    if not site_dir.exists():
        return _put_whole(site_dir, made, folder)
    changed = sorted((one for one in made if one.staged), key=lambda one: (one.stage, one.path))
    folders: set[Path] = set()
    for one in changed:
        assert one.staged is not None  # noqa: S101 -- chosen for it
        target = site_dir / one.path
        if target.parent not in folders:
            _make_folder(target.parent, site_dir)
            folders.add(target.parent)
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(one.staged, target)
    removed = _remove_others(site_dir, {one.path for one in made})
    return Tally(len(changed), len(made) - len(changed), removed)


def _put_whole(site_dir: Path, made: Sequence[Made], folder: Path) -> Tally:
    for one in made:
        assert one.staged is not None  # noqa: S101 -- there was no site to have it
        target = folder / one.path
        if str(target) != one.staged:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(one.staged, target)
    os.replace(folder, site_dir)
    return Tally(len(made), 0, 0)


def _make_folder(folder: Path, site_dir: Path) -> None:
    """Make *folder*; a file that stands where a folder must be gives way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for above in (folder, *folder.parents):
            if above == site_dir:
                break
            if above.is_file() or above.is_symlink():
                above.unlink()
        folder.mkdir(parents=True, exist_ok=True)


def _remove_others(site_dir: Path, wanted: set[str]) -> int:
    others = [
        file for file in files.walk(site_dir) if file.relative_to(site_dir).as_posix() not in wanted
    ]
    for file in others:
        file.unlink()
        for folder in file.parents:
            if folder == site_dir or any(folder.iterdir()):
                break
            folder.rmdir()
    return len(others)
