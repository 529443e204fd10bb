"""
The proof: every byte of the output, held against what must not be in it.

It knows nothing of how the site was made; so it finds what a fault of ours, of a plugin or of a
person left there as well.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.run import naming, run
from generator.kernel import digest, files
from generator.takedown import likeness
from generator.takedown.archive import ending_of
from generator.takedown.sieve import for_address, for_spelling, may_hold
from generator.takedown.spelling import folded
from generator.takedown.traces import Traces, by_length, found_runs, shown_prose
from generator.takedown.unwrapping import (
    PICTURES,
    UNREADABLE,
    Part,
    View,
    decoded,
    is_packed,
    is_text,
    parts,
    views,
)

_EXCERPT = 30
_TOMBSTONE = re.compile(r"<at:deleted-entry[^<>]*>")


class Leftover(NamedTuple):
    """
    Something that should be gone.

    `kind`: `name`, `address`, `file`, `bytes`, `looks`, `words` or `unreadable`. `place` is within
    the file, as `unwrapping.View` has it; `line` counts from 1, 0 where there are no lines. What
    is not `is_sure` is for a person to look at.
    """

    path: str
    kind: str
    place: str
    line: int
    shown: str
    is_sure: bool


class Searched(NamedTuple):
    """What was found in one file, and how many bytes were looked through."""

    path: str
    size_bytes: int
    found: tuple[Leftover, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The result: what was searched and what is left."""

    files: int
    size_bytes: int
    leftovers: tuple[Leftover, ...]

    def failures(self, seen: Sequence[str] = ()) -> list[Leftover]:
        """
        Return what keeps the proof from holding.

        What someone has looked at (*seen*, paths of the site) may be what could not be read, or
        looks like what is gone; a name or a text is no matter of opinion.
        """
        opinions = ("unreadable", "looks")
        return [
            one
            for one in self.leftovers
            if one.is_sure and not (one.kind in opinions and one.path in seen)
        ]


def glance(site_dir: Path, traces: Traces, jobs: int) -> Proof:
    """Search as `prove` does, but know pictures by their names alone: that is no proof."""
    paths = sorted(_all_files(site_dir))
    texts = [path for path in paths if ending_of(path) not in PICTURES]
    named = Search(site_dir, traces)
    pictures = (path for path in paths if ending_of(path) in PICTURES)
    found = prove_files(site_dir, texts, traces, jobs)
    told = (one for path in pictures for one in named.by_name(path))
    return Proof(len(paths), found.size_bytes, (*found.leftovers, *told))


def prove(site_dir: Path, traces: Traces, jobs: int) -> Proof:
    """
    Search every file under *site_dir*, those whose names begin with a dot too.

    Raises:
        OSError: a file cannot be read; then nothing is proved.
    """
    return prove_files(site_dir, sorted(_all_files(site_dir)), traces, jobs)


def prove_files(site_dir: Path, paths: Sequence[str], traces: Traces, jobs: int) -> Proof:
    """Search the files *paths* of *site_dir*."""
    searched = run(functools.partial(_make_search, site_dir, traces), paths, jobs=jobs)
    count = size = 0
    found: list[Leftover] = []
    for one in searched:
        count, size = count + 1, size + one.size_bytes
        found += one.found
    return Proof(count, size, tuple(found))


def _all_files(folder: Path) -> Iterator[str]:
    for above, folders, names in os.walk(folder):
        # A link to a folder is not gone into, and told as what it is.
        links = [name for name in folders if Path(above, name).is_symlink()]
        for name in (*names, *links):
            yield Path(above, name).relative_to(folder).as_posix()


def _make_search(site_dir: Path, traces: Traces) -> Callable[[str], Searched]:
    return naming(Search(site_dir, traces).look_through)


class Search:
    """Looks through one file after another for the same traces."""

    def __init__(self, site_dir: Path, traces: Traces) -> None:
        """Prepare what is the same for all files."""
        self._site_dir = site_dir
        self._traces = traces
        self._runs = by_length(traces.runs)
        self._gone_files = frozenset(traces.files)
        self._addresses = _pattern_of(traces.addresses)
        self._sieves = [*map(for_spelling, traces.spellings), *map(for_address, traces.addresses)]

    def look_through(self, path: str) -> Searched:
        """Return what the file *path* of the site has that should be gone."""
        file = self._site_dir / path
        if file.is_symlink() and (file.is_dir() or not files.is_inside(file, self._site_dir)):
            return Searched(path, 0, (Leftover(path, "unreadable", "", 0, "link", is_sure=True),))
        data = file.read_bytes()
        found: dict[tuple[object, ...], Leftover] = {}
        for one in (*self.by_name(path), *self._of_parts(path, data)):
            found.setdefault((one.kind, one.place, one.line, one.is_sure), one)
        return Searched(path, len(data), tuple(found.values()))

    def by_name(self, path: str) -> Iterator[Leftover]:
        """Yield what the name of a file says."""
        if path in self._gone_files:
            yield Leftover(path, "file", "", 0, path, is_sure=True)
        told = decoded(path)
        for spelling in self._traces.spellings:
            for mention in spelling.mentions(told):
                yield Leftover(path, "name", "name", 0, told, mention.is_sure)
        if self._addresses is not None and self._addresses.search(told.removesuffix("/index.html")):
            yield Leftover(path, "address", "name", 0, told, is_sure=True)

    def _of_parts(self, path: str, data: bytes) -> Iterator[Leftover]:
        for part in parts(data, ending_of(path)):
            if part.place == UNREADABLE:
                yield Leftover(path, "unreadable", "", 0, part.ending, is_sure=True)
                continue
            yield from self._of_bytes(path, part)
            may_be_in = self._may_be_in(part)
            if not may_be_in and not (self._runs and is_text(part)) and not is_packed(part):
                continue
            for view in views(part, as_letters=may_be_in):
                if view.place == UNREADABLE:
                    yield Leftover(path, "unreadable", "", 0, view.text, is_sure=True)
                else:
                    yield from self._of_view(path, view)

    def _may_be_in(self, part: Part) -> bool:
        """Tell, fast, whether a part may name the person or an address, in whatever encoding."""
        return may_hold(part.data, self._sieves, is_text=is_text(part))

    def _of_bytes(self, path: str, part: Part) -> Iterator[Leftover]:
        if self._traces.digests and (was := self._traces.digests.get(digest.of_bytes(part.data))):
            yield Leftover(path, "bytes", part.place, 0, was, is_sure=True)
        if not self._traces.looks or part.ending not in PICTURES:
            return
        if (look := likeness.look_of(part.data)) is not None:
            nearest = min(self._traces.looks, key=lambda other: likeness.distance(look, other))
            apart = likeness.distance(look, nearest)
            if apart <= likeness.ALIKE:
                was = self._traces.looks[nearest]
                yield Leftover(path, "looks", part.place, 0, was, is_sure=apart <= likeness.SAME)

    def _of_view(self, path: str, view: View) -> Iterator[Leftover]:
        plain = folded(view.text)
        for spelling in self._traces.spellings:
            if spelling.may_be_in(plain):
                for mention in spelling.mentions(view.text):
                    shown = excerpt(view.text, mention.start, mention.end)
                    line = _line(view, mention.start)
                    yield Leftover(path, "name", view.place, line, shown, mention.is_sure)
        if self._addresses is not None:
            text = self._without_tombstones(view.text)
            for match in self._addresses.finditer(text):
                line = _line(view._replace(text=text), match.start())
                yield Leftover(path, "address", view.place, line, match[0], is_sure=True)
        if self._runs and view.is_prose:
            found = found_runs(shown_prose(view.text), self._runs)
            if found is not None:
                yield Leftover(path, "words", view.place, 0, " ".join(found), is_sure=True)

    def _without_tombstones(self, text: str) -> str:
        """Leave out what feeds tell of on purpose: readers' programs delete their copies by it."""
        if not self._traces.tombstones or "at:deleted-entry" not in text:
            return text
        ends = tuple(f':{id_}"' for id_ in self._traces.tombstones)
        return _TOMBSTONE.sub(
            lambda match: "" if any(end in match[0] for end in ends) else match[0], text
        )


def excerpt(text: str, start: int, end: int) -> str:
    """Return a stretch of *text* with what is around it, on one line."""
    around = text[max(start - _EXCERPT, 0) : end + _EXCERPT]
    return " ".join("".join(c if c.isprintable() else " " for c in around).split())


def _line(view: View, start: int) -> int:
    return view.text.count("\n", 0, start) + 1 if view.is_prose and not view.place else 0


def _pattern_of(addresses: Sequence[str]) -> re.Pattern[str] | None:
    if not addresses:
        return None
    joined = "|".join(re.escape(one) for one in sorted(addresses, key=len, reverse=True))
    return re.compile(f"(?:{joined})(?![a-z0-9-])")
