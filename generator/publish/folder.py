"""Publication to a folder of this machine, which a web server serves."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from generator.kernel import digest, files
from generator.publish import history, listing, lock
from generator.publish.faults import PublishError, WrongUsageError
from generator.publish.listing import Listing
from generator.publish.outcome import Outcome, Return, Tell
from generator.publish.releases import Releases, make_folder, put, remove
from generator.publish.tree import Tree


def publish(root: Path, tree: Tree, keep: int, tell: Tell) -> Outcome:
    """
    Make a release of *tree* under *root* and serve it.

    Raises:
        PublishError: another publication is going on, or the site changed meanwhile.
        WrongUsageError: *root* is no place for it.
        OSError: the disk is full, or may not be written.
    """
    _check_apart(root, tree.folder)
    releases = Releases(root)
    make_folder(root)
    make_folder(releases.folder)
    with lock.held(releases.lock):
        releases.sweep()
        current = releases.current()
        if current != tree.name:
            tell("publish.making", release=tree.name)
        sent = _ensure(releases, tree, current)
        if current != tree.name:
            names = history.after_publishing(releases.names(), current, tree.name)
            releases.record(names)
            releases.switch(tree.name)
        _prune(releases, tree.name, keep)
    return Outcome(tree.name, sent, len(tree.digests) - sent, switched=current != tree.name)


def roll_back(root: Path, to: str | None) -> Return:
    """
    Serve the release *to* again, or the one that was served before.

    Raises:
        WrongUsageError: there is no such release, or nothing to go back to.
        PublishError: a publication is going on.
    """
    releases = Releases(root)
    if not releases.folder.is_dir():
        raise WrongUsageError("rollback.none", place=root)
    with lock.held(releases.lock):
        way = history.way_back(releases.names(), releases.current(), to, str(root))
        if way.after != way.before:
            releases.switch(way.after)
    return way


def _check_apart(root: Path, site_dir: Path) -> None:
    """Refuse to publish a site into itself, or the releases as a site."""
    if files.is_inside(root, site_dir) or files.is_inside(site_dir, root / "releases"):
        raise WrongUsageError("publish.into-itself", path=root)


def _ensure(releases: Releases, tree: Tree, current: str | None) -> int:
    """See to it that the release of *tree* is there and whole; return how many files it took."""
    if releases.at(tree.name).is_dir():
        return _mend(releases, tree)
    old = listing.read(releases, current) if current else None
    part = releases.part(tree.name)
    with _removed_on_failure(part):
        make_folder(part)
        copied = _fill(part, tree, old)
        tree.check_unchanged()
        listing.write(releases, tree.name, part, tree.digests)
        _flush()
        os.replace(part, releases.at(tree.name))
    return copied


@contextlib.contextmanager
def _removed_on_failure(part: Path) -> Iterator[None]:
    """On a disk that is full, half a release must not go on filling it."""
    try:
        yield
    except BaseException:
        remove(part)
        raise


def _fill(part: Path, tree: Tree, old: Listing | None) -> int:
    """Put every file of *tree* into *part*; return how many could not be linked."""
    moved = old.by_digest() if old else {}
    folders: set[Path] = set()
    copied = 0
    for path, wanted in tree.digests.items():
        target = part / path
        if target.parent not in folders:
            make_folder(target.parent)
            folders.add(target.parent)
        same = next(
            (p for p in (path, moved.get(wanted)) if old and p and old.has(p, wanted)), None
        )
        if old is None or same is None or not _link(old.folder / same, target):
            _copy(tree, path, target)
            copied += 1
    return copied


def _mend(releases: Releases, tree: Tree) -> int:
    """Put right what was changed or lost in a release by hand; each file in one step."""
    made = releases.at(tree.name)
    known = listing.read(releases, tree.name)
    wrong = [path for path, wanted in tree.digests.items() if not known.has(path, wanted)]
    for path in wrong:
        make_folder((made / path).parent)
        _copy(tree, path, made / path)
    if wrong or not releases.listing(tree.name).is_file():
        listing.write(releases, tree.name, made, tree.digests)
    return len(wrong)


def _link(source: Path, target: Path) -> bool:
    """Link if the file system can; if it cannot, the file is copied."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        return False
    return True


def _copy(tree: Tree, path: str, target: Path) -> None:
    """Copy, never link: a later edit in the site folder must not reach what is served."""
    try:
        data = (tree.folder / path).read_bytes()
    except FileNotFoundError:
        data = b""
    if digest.of_bytes(data) != tree.digests[path]:
        raise PublishError("publish.site-changed", site_dir=tree.folder)
    put(target, data)


def _flush() -> None:
    """Let the files reach the disk before the name does, in case the power fails."""
    if hasattr(os, "sync"):
        os.sync()


def _prune(releases: Releases, current: str, keep: int) -> None:
    for name in history.to_drop(releases.names(), current, keep):
        releases.drop(name)
    releases.sweep()
