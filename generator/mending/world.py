"""The files of a site as they would be: nothing of it is on the disk yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from generator.catalog import content as contents
from generator.catalog import facts
from generator.catalog.body import Body
from generator.catalog.content import Content
from generator.catalog.gather import Reader, Reading
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.text import fold
from generator.model import permalink
from generator.reading.decode import Clock
from generator.reading.sources import Source


@dataclass(slots=True)
class World:
    """
    Texts by path, each with where the file was first and what was done to it.

    `fetch` gives the text of a file that has not been looked at; `files` are all paths there are.
    """

    reader: Reader
    clock: Clock
    fetch: Callable[[str], str]
    files: frozenset[str]
    texts: dict[str, str] = field(default_factory=dict)
    done: dict[str, list[str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)  # where a file was first → where it is

    def text(self, path: str) -> str:
        """Return the text of the file that is now at *path*."""
        first = self.origin(path)
        if first not in self.texts:
            self.texts[first] = self.fetch(first)
        return self.texts[first]

    def put(self, path: str, text: str, what: str) -> None:
        """Give the file at *path* another text, and note *what* was done."""
        if text != self.text(path):
            first = self.origin(path)
            self.texts[first] = text
            if what not in self.done.setdefault(first, []):
                self.done[first].append(what)

    def rename(self, path: str, target: str) -> None:
        """Let the file at *path* be at *target*."""
        self.moved[self.origin(path)] = target

    def origin(self, path: str) -> str:
        """Return where the file that is now at *path* was first."""
        return next((first for first, now in self.moved.items() if now == path), path)

    def now_at(self, first: str) -> str:
        """Return where the file is that was first at *first*."""
        return self.moved.get(first, first)

    def holder_of(self, path: str, *, but: str) -> str | None:
        """Return the file in whose place *path* would be; on some disks case does not count."""
        there = {self.now_at(first) for first in self.files} | set(self.moved.values())
        wanted = fold(path)
        return next((one for one in sorted(there) if fold(one) == wanted and one != but), None)

    def read(self, path: str) -> Reading:
        """Read the file at *path* as a build would."""
        return self.reader.read_source(Source(path, self.text(path)), [])

    def problems(self, reading: Reading) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the file that was read, by itself."""
        return reading.problems if reading.facts is None else facts.decode(reading.facts)[1]

    def content(self, reading: Reading) -> Content | None:
        """Return the item that was read; None of a standing page, and where there is no item."""
        kind = permalink.kind_of(reading.path)
        if reading.faulty is not None or kind is None or reading.content is None:
            return reading.faulty
        return contents.decode(reading.content, kind, self.clock)

    def body(self, reading: Reading) -> Body | None:
        """Return the body that was read."""
        if reading.standing is not None:
            return reading.standing.body
        content = self.content(reading)
        return None if content is None else content.body

    def copy(self) -> World:
        """Return the same world, to try something in."""
        rest = dict(self.texts), {k: [*v] for k, v in self.done.items()}, dict(self.moved)
        return World(self.reader, self.clock, self.fetch, self.files, *rest)

    def become(self, other: World) -> None:
        """Take what was tried in *other*."""
        self.texts, self.done, self.moved = other.texts, other.done, other.moved

    def changed(self) -> Iterable[str]:
        """Return where the files were first that are no longer what they were."""
        return sorted(self.done.keys() | self.moved.keys())
