"""Reads the passages of `tests/privacy`: what must be found is marked in them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

FOLDER = Path(__file__).parent / "privacy"
KINDS = (
    *("citizen-id", "old-id", "mobile", "bank", "plate"),
    *("birth", "address", "email", "health", "child"),
)

_MARK = re.compile(r"⟦([a-z-]+)\|([^⟦⟧|]+)⟧")


class Mark(NamedTuple):
    """What must be found: from *start* to before *end* in the passage's text."""

    kind: str
    start: int
    end: int


class Passage(NamedTuple):
    """A paragraph without its marks, the marks in their order, and its place (line from 1)."""

    text: str
    marks: list[Mark]
    file: str
    line: int


def passages(path: Path) -> list[Passage]:
    """
    Return the passages of one file in their order.

    Raises:
        ValueError: A mark that is not well formed or of no known kind; says file and line.
    """
    return [_passage(path.name, line, written) for line, written in _paragraphs(path)]


def all_passages(which: str) -> list[Passage]:
    """Return the passages of all files whose name begins with *which*: `dev`, `held` or nothing."""
    return [passage for path in sorted(FOLDER.glob(f"{which}*.txt")) for passage in passages(path)]


def _paragraphs(path: Path) -> Iterator[tuple[int, str]]:
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*path.read_text("utf-8").split("\n"), ""], start=1):
        if line.startswith("# "):
            continue
        if line.strip():
            first = first if lines else number
            lines.append(line)
        elif lines:
            yield first, "\n".join(lines)
            lines = []


def _passage(file: str, line: int, written: str) -> Passage:
    written = normalize("NFC", written)  # as the program reads files, and what is in attachments
    text, marks, at = "", [], 0
    for found in _MARK.finditer(written):
        kind, words = found.groups()
        text += written[at : found.start()]
        marks.append(Mark(kind, len(text), len(text) + len(words)))
        text += words
        at = found.end()
    text += written[at:]
    if any(sign in text for sign in "⟦⟧") or any(mark.kind not in KINDS for mark in marks):
        message = f"{file}:{line}: a mark is not well formed"
        raise ValueError(message)
    return Passage(text, marks, file, line)
