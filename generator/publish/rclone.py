"""
Publication to any remote that rclone knows: buckets, WebDAV, SFTP and the like.

Two small files keep account on the remote, see `ledger.py`: one says what was published, the
other, while it is there, what is being changed. There are two so that one of them is whole
whenever we are ended, even on a remote that does not write a file in one step. Only what the
ledger names is ever removed: a bucket may hold other things.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.publish import ledger, programs
from generator.publish.destination import RclonePlace
from generator.publish.faults import PublishError
from generator.publish.outcome import Outcome, Tell
from generator.publish.tree import Tree

PUBLISHED, PUBLISHING = ".bantin-published.json", ".bantin-publishing.json"
_QUIETLY = ("--ask-password=false", "--log-level=ERROR", "--stats=0", "--no-traverse")
_NO_SUCH_FOLDER = 3


def publish(place: RclonePlace, tree: Tree, tell: Tell) -> Outcome:
    """
    Bring *place* to exactly the files of *tree*, as far as they are ours.

    Raises:
        PublishError: rclone failed, or the site changed meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="bantin-") as folder:
        session = _Session(place, Path(folder))
        tell("publish.asking", place=place.remote)
        known = session.known(tree.digests)
        plan = ledger.plan(tree.digests, known)
        if not plan.is_empty:
            _carry_out(session, plan, tree, tell)
    total = len(tree.digests)
    return Outcome(tree.name, plan.sent, total - plan.sent, switched=not plan.is_empty)


def _carry_out(session: _Session, plan: ledger.Plan, tree: Tree, tell: Tell) -> None:
    session.write(PUBLISHING, plan.pending)
    for paths in (plan.new, *plan.changed.values()):
        if paths:
            tell("publish.uploading", files=len(paths))
            tree.check_unchanged()
            session.upload(tree.folder, paths)
    tree.check_unchanged()
    if plan.removed:
        tell("publish.removing", files=len(plan.removed))
        session.delete(plan.removed)
    session.write(PUBLISHED, tree.digests)
    session.delete([PUBLISHING])


class _Session:
    """One publication's dealings with a remote; *folder* is for the lists that rclone reads."""

    def __init__(self, place: RclonePlace, folder: Path) -> None:
        self._remote = place.remote
        self._folder = folder
        # What differs by the ledger is sent; what is in doubt need not be, if checksums agree.
        self._how = "--ignore-times"

    def known(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """Return what the remote holds of ours; of files in doubt, that they are."""
        fetched = self._folder / "fetched"
        fetched.mkdir()
        names = self._list([PUBLISHING, PUBLISHED])
        programs.run(("rclone", "copy", *_QUIETLY, *names, self._remote, str(fetched)))
        published = _read(fetched / PUBLISHED)
        if not (fetched / PUBLISHING).is_file() and published is not None:
            return published
        if self._has_checksums():
            self._how = "--checksum"
        pending = _read(fetched / PUBLISHING)
        if pending is not None:
            return pending
        return dict.fromkeys(published or (), ledger.PERHAPS) | self._found(wanted)

    def _found(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """Look what is there, for want of a ledger; what is not of this site is left alone."""
        command = ("rclone", "lsf", *_QUIETLY, "--recursive", "--files-only", self._remote)
        there = programs.run(command, fine=(0, _NO_SUCH_FOLDER)).splitlines()
        return {path: ledger.CHANGING for path in there if path in wanted}

    def _has_checksums(self) -> bool:
        """Without checksums rclone would compare sizes, and size is no proof."""
        try:
            told = programs.run(("rclone", "backend", "features", *_QUIETLY, self._remote))
            return bool(json.loads(told).get("Hashes"))
        except (PublishError, ValueError):
            return False

    def upload(self, source: Path, paths: Iterable[str]) -> None:
        """Copy the files *paths* of *source*."""
        names = self._list(paths)
        programs.run(("rclone", "copy", *_QUIETLY, self._how, *names, str(source), self._remote))

    def write(self, name: str, files: Mapping[str, str]) -> None:
        """Write the ledger *files* as *name*."""
        (self._folder / name).write_bytes(ledger.to_bytes(files))
        names = self._list([name])
        command = ("rclone", "copy", *_QUIETLY, "--ignore-times", *names)
        programs.run((*command, str(self._folder), self._remote))

    def delete(self, paths: Iterable[str]) -> None:
        """Remove the files *paths*; those that are gone already are no fault."""
        programs.run(("rclone", "delete", *_QUIETLY, *self._list(paths), self._remote))

    def _list(self, paths: Iterable[str]) -> tuple[str, str]:
        file = self._folder / "paths"
        file.write_bytes(b"".join(path.encode() + b"\n" for path in paths))
        return ("--files-from-raw", str(file))


def _read(file: Path) -> dict[str, str] | None:
    return ledger.from_bytes(file.read_bytes()) if file.is_file() else None
