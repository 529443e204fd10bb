"""
Putting what was made in place.

Every file is made in a staging folder beside the site and renamed into it, so a reader meets the
old file or the new one. Only what differs is renamed: what is new first, then what has changed,
removals last, and each time pictures and pages before listings and these before feeds. So no
link ever leads to a page that is not there yet, or no more.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from generator.build.found import Found
from generator.kernel import digest, files, stamps
from generator.outputs.task import Stage


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the new site. `staged` is where its bytes wait; None if the site has them."""

    path: str
    stage: Stage
    digest: str
    staged: str | None


@dataclass(frozen=True, slots=True)
class Tally:
    """What a release did to the site folder, and whether the next build will know of it."""

    written: int
    unchanged: int
    removed: int
    is_remembered: bool = True


@contextlib.contextmanager
def staging(site_dir: Path) -> Iterator[Path]:
    """Give a folder on the site's own file system, where a rename is one step; it goes after."""
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    sweep(site_dir)
    folder = Path(tempfile.mkdtemp(prefix=_prefix(site_dir), dir=site_dir.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(site_dir: Path) -> None:
    """Remove what builds that were killed have left beside *site_dir*; no other may be going on."""
    for left in site_dir.parent.glob(f"{glob.escape(_prefix(site_dir))}*"):
        shutil.rmtree(left, ignore_errors=True)


def _prefix(site_dir: Path) -> str:
    return f".{site_dir.name}-staging-"


def stage_bytes(  # noqa: PLR0913, PLR0917 -- where from, where to, what
    found: Found, site_dir: Path, folder: Path, path: str, stage: Stage, data: bytes
) -> Made:
    """Put *data* into the staging *folder* unless the site has these very bytes at *path*."""
    made = digest.of_bytes(data)
    if _has(found, site_dir, path, made):
        return Made(path, stage, made, None)
    staged = folder / path
    files.write(staged, data)
    return Made(path, stage, made, str(staged))


def stage_tree(found: Found, site_dir: Path, tree: Path) -> list[Made]:
    """Take the files of *tree*, a folder in staging, as files of the new site."""
    made = []
    for path, listed in files.scan(tree):
        data = digest.of_bytes((tree / path).read_bytes())
        staged = None if _has(found, site_dir, path, data) else listed.path
        made.append(Made(path, Stage.ASSET, data, staged))
    return made


def _has(found: Found, site_dir: Path, path: str, wanted: str) -> bool:
    """Tell whether the site has the file; one that was not looked at yet is read."""
    if path not in found.present:
        return False
    if (known := found.sound.get(path)) is not None:
        return known.digest == wanted
    file = site_dir / path
    return not file.is_symlink() and stamps.of_file(file) == wanted


def release(
    site_dir: Path, made: Sequence[Made], wanted: AbstractSet[str], found: Found, folder: Path
) -> Tally:
    """
    Bring the site folder to exactly the files of *wanted*.

    Args:
        site_dir: The site. If it is not there yet, *folder* becomes it, in one step.
        made: The files that were made; what else is wanted is there and stays.
        wanted: The paths of all files of the new site.
        found: What is there now.
        folder: Where `stage_bytes` put its files.
    """
    changed = [one for one in made if one.staged is not None]
    if not site_dir.exists():
        _put_whole(site_dir, changed, folder)
        return Tally(len(changed), 0, 0)
    folders: set[Path] = set()
    # What is new comes first, for what is there already may lead to it from now on.
    for one in sorted(changed, key=lambda one: (one.path in found.present, one.stage, one.path)):
        assert one.staged is not None  # noqa: S101 -- chosen for it
        target = site_dir / one.path
        if target.parent not in folders:
            _make_folder(target.parent, site_dir)
            folders.add(target.parent)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        os.replace(one.staged, target)
    removed = _remove(site_dir, sorted(found.present - wanted))
    return Tally(len(changed), len(wanted) - len(changed), removed)


def _put_whole(site_dir: Path, changed: Sequence[Made], folder: Path) -> None:
    for one in changed:
        assert one.staged is not None  # noqa: S101 -- chosen for it
        target = folder / one.path
        if str(target) != one.staged:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(one.staged, target)
    os.replace(folder, site_dir)


def _make_folder(folder: Path, site_dir: Path) -> None:
    """Make *folder*; a file or a link that stands where a folder must be gives way."""
    above = [folder, *(one for one in folder.parents if one.is_relative_to(site_dir))]
    for one in above:
        if one != site_dir and (one.is_symlink() or one.is_file()):
            one.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _remove(site_dir: Path, paths: Sequence[str]) -> int:
    for path in paths:
        file = site_dir / path
        if file.is_dir() and not file.is_symlink():
            continue  # a folder stands there by now
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            file.unlink()
        _remove_empty(file.parent, site_dir)
    return len(paths)


def _remove_empty(folder: Path, site_dir: Path) -> None:
    with contextlib.suppress(OSError):  # it is not empty, or gone already
        while folder != site_dir:
            folder.rmdir()
            folder = folder.parent
