"""
The layout of a folder that is published to, and the single steps that change it.

    current -> releases/<name>     what the web server serves
    releases/<name>/               a whole site
    releases/<name>.json           what its files hold, so that the next one need not look again
    releases/history               the order in which they were served
    releases/.<name>.part/         being made, or being removed

Each step is one rename, so there is no instant at which `current` leads to less than a site. A
folder has a release's name only while it is whole: it gets the name last and loses it first.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.kernel import files
from generator.publish import history
from generator.publish.faults import WrongUsageError

_PUBLIC_FOLDER, _PUBLIC_FILE = 0o755, 0o644


@dataclass(frozen=True, slots=True)
class Releases:
    """The releases under *root*."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the releases lie."""
        return self.root / "releases"

    @property
    def lock(self) -> Path:
        """What one publication holds at a time."""
        return self.folder / ".lock"

    def at(self, name: str) -> Path:
        """Return the folder of the release *name*."""
        return self.folder / name

    def listing(self, name: str) -> Path:
        """Return the file that says what the release *name* holds."""
        return self.folder / f"{name}.json"

    def part(self, name: str) -> Path:
        """Return the folder in which the release *name* is made."""
        return self.folder / f".{name}.part"

    def current(self) -> str | None:
        """
        Return the name of the release that is served, if one is.

        Raises:
            WrongUsageError: `current` is no link of ours, so somebody else serves something by it.
        """
        link = self.root / "current"
        if not link.is_symlink():
            if link.exists():
                raise WrongUsageError("publish.foreign", path=link)
            return None
        target = link.readlink()
        if target.parent != Path("releases") or not history.is_name(target.name):
            raise WrongUsageError("publish.foreign", path=link)
        return target.name if self.at(target.name).is_dir() else None

    def names(self) -> list[str]:
        """Return the releases that are there, in the order in which they were served."""
        found = [
            (entry.stat().st_mtime_ns, entry.name)
            for entry in os.scandir(self.folder)
            if history.is_name(entry.name) and entry.is_dir(follow_symlinks=False)
        ]
        try:
            recorded = (self.folder / "history").read_text("utf-8", errors="replace").split("\n")
        except FileNotFoundError:
            recorded = []
        return history.healed(recorded, [name for _, name in sorted(found)])

    def record(self, names: Sequence[str]) -> None:
        """Write down the order in which releases were served."""
        put(self.folder / "history", "".join(f"{name}\n" for name in names).encode())

    def switch(self, name: str) -> None:
        """Serve the release *name* from now on."""
        beside = self.root / ".current.part"
        beside.unlink(missing_ok=True)
        beside.symlink_to(Path("releases", name), target_is_directory=True)
        os.replace(beside, self.root / "current")

    def drop(self, name: str) -> None:
        """Remove the release *name*; its name goes first, so half of it is never taken for it."""
        self.listing(name).unlink(missing_ok=True)
        os.replace(self.at(name), self.part(f"{name}.old"))

    def sweep(self) -> None:
        """Remove what publications that ended half-way, and `drop`, left behind."""
        for path in list(self.folder.iterdir()):
            if path.name.startswith(".") and path.name.endswith(".part"):
                remove(path)
            elif path.suffix == ".json" and not (
                history.is_name(path.stem) and self.at(path.stem).is_dir()
            ):
                path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make *path* so that the web server may read it, whatever the umask says."""
    try:
        path.mkdir()
    except FileNotFoundError:
        make_folder(path.parent)
        path.mkdir()
    except FileExistsError:
        if path.is_dir():
            return
        raise WrongUsageError("publish.foreign", path=path) from None
    path.chmod(_PUBLIC_FOLDER)


def put(path: Path, data: bytes) -> None:
    """Write the file *path* in one step, for the web server to read."""
    files.write_atomically(path, data)
    path.chmod(_PUBLIC_FILE)


def remove(path: Path) -> None:
    """Remove a folder or a file; what resists stays, for the site does not depend on it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()
