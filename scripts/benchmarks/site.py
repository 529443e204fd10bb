"""One program's site on disk: built and measured, added to, brought back to where a run begins."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.measure import CommandError, Cost, measure
from benchmarks.programs import REPOSITORY, Program
from benchmarks.published import Published, read

LIMIT_S = 20 * 60


class Site:
    """The archive as one program's site, and the newer items that are still to be added to it."""

    def __init__(self, program: Program, archive: Archive, folder: Path, *, additions: int) -> None:
        """Write the site to *folder*; `add_newest` can be called *additions* times."""
        self.program = program
        self.items = archive.count
        self._archive = archive
        self._folder = folder
        self._newest = archive.newest(additions)
        program.write_site(archive, folder)

    def build(self) -> Cost:
        """Run the program and say what it took."""
        # Else writing back what came before is paid for by whoever comes next.
        os.sync()
        return measure(self.program.command(self._folder), cwd=REPOSITORY, limit_s=LIMIT_S)

    def published(self) -> Published:
        """
        Return what the last build left.

        Raises:
            CommandError: it is not one page for each item, so there is nothing to compare.
        """
        published = read(self._folder / self.program.output)
        if len(published.items) != self.items:
            message = f"{self.program.name}: {len(published.items)} pages for {self.items} items"
            raise CommandError(message)
        return published

    def add_newest(self) -> None:
        """Add an item that is newer than all others."""
        self.program.add_item(self._archive, next(self._newest), self._folder)
        self.items += 1

    def remove_made(self) -> None:
        """Remove all that the program made: its output, its cache and what else it left."""
        for name in (self.program.output, self.program.cache, *self.program.leftovers):
            path = self._folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def clone(self) -> None:
        """
        Leave what CI begins with: the sources and the kept cache, and no output.

        All of it is copied, so that every file is another file with another time, as after
        `git clone` and after a cache is unpacked.
        """
        missing = {self.program.output, *self.program.leftovers}

        def ignore(parent: str, names: Collection[str]) -> set[str]:
            return missing.intersection(names) if Path(parent) == self._folder else set()

        copy = self._folder.with_name(f"{self._folder.name}-clone")
        shutil.copytree(self._folder, copy, ignore=ignore, copy_function=shutil.copyfile)
        shutil.rmtree(self._folder)
        copy.rename(self._folder)
