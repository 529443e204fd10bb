"""
The content as it is to be: edits are gathered here, shown, and at last written.

Only files of `content/` can be touched, and none is written before all edits are known.
"""

from __future__ import annotations

import codecs
import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.kernel import files
from generator.reading.sources import Folder


class ByHand(NamedTuple):
    """What a person is to do or to look at: a key of the wording and what fills its slots."""

    key: str
    params: tuple[tuple[str, str], ...] = ()


def by_hand(key: str, **params: object) -> ByHand:
    """Make a note of what is left to a person."""
    return ByHand(key, tuple((name, str(value)) for name, value in sorted(params.items())))


class OutsideError(Exception):
    """An edit would leave `content/`; the message is the path."""


@dataclass
class Desk:
    """
    Edits of the files of *folder*, by their paths in it.

    Attributes:
        texts: What edited files are to say.
        gone: Files that are to be removed.
        renamed: Files that get another name, with it.
        notes: What is left to a person.
    """

    folder: Folder
    texts: dict[str, str] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    notes: list[ByHand] = field(default_factory=list)

    def read(self, path: str) -> str:
        """
        Return what the file is to say; of one that is not there, nothing.

        Raises:
            UnicodeDecodeError: it is no UTF-8.
        """
        if path not in self.texts:
            file = self.folder.path / path
            return file.read_bytes().decode() if file.is_file() else ""
        return self.texts[path]

    def put(self, path: str, text: str) -> None:
        """Let the file say *text*."""
        if text != self.read(path):
            self.texts[path] = text

    def remove(self, path: str) -> None:
        """Let the file go."""
        self.gone.add(path)
        self.texts.pop(path, None)

    def note(self, key: str, **params: object) -> None:
        """Leave something to a person; the same thing once."""
        one = by_hand(key, **params)
        if one not in self.notes:
            self.notes.append(one)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return not (self.texts or self.gone or self.renamed)

    def touched(self) -> list[str]:
        """Return the paths of all files that change, as they are called now."""
        return sorted({*self.texts, *self.gone, *self.renamed})

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff; a file that is no text is told in one line."""
        for path in self.touched():
            new_path = self.renamed.get(path, path)
            before = _lines_to_show(self._bytes(path))
            after = None if path in self.gone else self.texts.get(path)
            old = f"{self.folder.label}/{path}"
            new = "/dev/null" if path in self.gone else f"{self.folder.label}/{new_path}"
            if before is None:
                yield f"--- {old}"
                yield f"+++ {new}"
                continue
            lines = before if path in self.renamed and after is None else (after or "").splitlines()
            if lines == before:
                yield f"--- {old}"
                yield f"+++ {new}"
            yield from difflib.unified_diff(before, lines, old, new, lineterm="", n=1)

    def _bytes(self, path: str) -> bytes:
        file = self.folder.path / path
        return file.read_bytes() if file.is_file() else b""

    def carry_out(self) -> None:
        """
        Write all of it, each file in one step: first what is said anew, then names, then removals.

        Done twice it comes to the same, so one that was ended half-way can be done again.

        Raises:
            OutsideError: a file lies outside `content/`; nothing was written then.
            OSError: the disk failed.
        """
        for path in (*self.touched(), *self.renamed.values()):
            if not files.is_inside(self.folder.path / path, self.folder.path):
                raise OutsideError(path)
        for path, text in sorted(
            self.texts.items(), key=lambda one: not one[0].startswith("data/")
        ):
            files.write_atomically(self.folder.path / path, text.encode())
        for old, new in sorted(self.renamed.items()):
            os.replace(self.folder.path / old, self.folder.path / new)
        for path in sorted(self.gone):
            (self.folder.path / path).unlink(missing_ok=True)
            _remove_if_empty((self.folder.path / path).parent, self.folder.path)


def _remove_if_empty(folder: Path, top: Path) -> None:
    if folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _lines_to_show(data: bytes) -> list[str] | None:
    if b"\0" in data:
        return None
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode().splitlines()
    except UnicodeDecodeError:
        return None
