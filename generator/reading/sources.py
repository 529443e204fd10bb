"""Files under `content/`: found, kept inside it, and read as clean text."""

from __future__ import annotations

import codecs
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.kernel import files, text
from generator.kernel.diagnostics import Diagnostic, Span, error, warning
from generator.kernel.stamps import Stamp, stamp_of

# A 900-word bulletin is 6 KB; two megabytes are a book, or a mistake.
LIMIT_BYTES = 2_000_000
# Bytes of a file's name. Disks take 255; what is made of a picture adds its width and a digest.
NAME_LIMIT = 180
# Of one file: whoever has more has pasted a text, and they stand all over it.
STRAYS_TOLD = 5


@dataclass(frozen=True, slots=True)
class Folder:
    """The content folder and its name as diagnostics print it (`content`)."""

    path: Path
    label: str

    def span(self, source: str, line: int = 0, column: int = 1, length: int = 0) -> Span:
        """Return a place in the file *source*, a path relative to this folder."""
        return Span(f"{self.label}/{source}", line, column, length)


@dataclass(frozen=True, slots=True)
class Source:
    r"""The text of one file: NFC, `\n` line ends."""

    path: str
    text: str


def find(folder: Folder) -> tuple[dict[str, Stamp], list[Diagnostic]]:
    """
    List the files of *folder* in the order of their paths, relative to it.

    Returns:
        What the disk says of each file, and an error for each link that leads out of the folder
        or to a folder, for what is no file (a pipe, a device: to open one may take for ever), and
        for each name that is not UTF-8 in NFC without control characters, or that another file
        has but for capitals; these are left out.
    """
    found: dict[str, Stamp] = {}
    problems: list[Diagnostic] = []
    alike: dict[str, str] = {}
    for source, entry in files.scan(folder.path):
        twin = alike.setdefault(source.casefold(), source)
        if not _is_readable(source):
            problems.append(error("file.name", folder.span(_shown(source))))
        elif len(entry.name.encode()) > NAME_LIMIT:
            problems.append(error("file.long-name", folder.span(source), limit=NAME_LIMIT))
        elif entry.is_symlink() and not files.is_inside(Path(entry.path), folder.path):
            problems.append(error("file.symlink-outside", folder.span(source)))
        elif entry.is_symlink() and Path(entry.path).is_dir():
            problems.append(error("file.symlink-folder", folder.span(source)))
        elif _is_special(entry):
            problems.append(error("file.special", folder.span(source)))
        elif twin != source:
            problems.append(error("file.same-name", folder.span(source), other=twin))
        else:
            found[source] = stamp_of(entry)
    return found, problems


def _is_readable(name: str) -> bool:
    """
    Tell whether *name* is UTF-8 in NFC, as content names it, and may be shown as it is.

    Where the disk's bytes were not UTF-8, surrogates stand for them; macOS may decompose names.
    """
    # a surrogate is not printable either
    return name.isprintable() and (name.isascii() or unicodedata.is_normalized("NFC", name))


def _is_special(entry: os.DirEntry[str]) -> bool:
    """Tell a pipe, a socket or a device from a link that leads nowhere."""
    try:
        if entry.is_file():  # known without asking the disk
            return False
        kind = entry.stat().st_mode
    except OSError:  # a link that leads nowhere, or in a circle
        return False
    return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind))


def _shown(name: str) -> str:
    plain = name.encode(errors="replace").decode()
    return "".join(c if c.isprintable() else "\ufffd" for c in plain)


def read(folder: Folder, path: str) -> tuple[Source | None, list[Diagnostic]]:
    """
    Read one text file.

    Returns:
        The source, or None with the error that says why it cannot be read; warnings about
        characters that were taken out come with the source.
    """
    data = read_bytes(folder, path)
    return (None, [data]) if isinstance(data, Diagnostic) else read_text(folder, path, data)


def read_bytes(folder: Folder, path: str) -> bytes | Diagnostic:
    """Return what one file holds, or the error that says why it cannot be read."""
    try:
        with (folder.path / path).open("rb") as stream:
            data = stream.read(LIMIT_BYTES + 1)
    except OSError as reason:
        return error("file.unreadable", folder.span(path), reason=reason.strerror or reason)
    if len(data) > LIMIT_BYTES:
        return error("file.too-large", folder.span(path), limit=f"{LIMIT_BYTES // 1_000_000} MB")
    return data


def read_text(folder: Folder, path: str, data: bytes) -> tuple[Source | None, list[Diagnostic]]:
    """Take *data*, the bytes of the file *path*, as text; returns what `read` does."""
    if not data.strip():
        return None, [error("file.empty", folder.span(path))]
    try:
        stored = data.removeprefix(codecs.BOM_UTF8).decode()
        clean, strays = text.normalise(stored)
    except UnicodeDecodeError as reason:
        return None, [_not_utf8(folder, path, bytes(reason.object), reason.start)]
    problems = list(_strays(folder, path, strays))
    # What is decomposed is longer than what it composes to.
    if len(clean) < len(stored):
        problems += _decomposed(folder, path, stored)
    return Source(path, clean), problems


def _not_utf8(folder: Folder, path: str, data: bytes, at: int) -> Diagnostic:
    before, _ = text.normalise(data[:at].decode("utf-8"))
    column = len(before) - (before.rfind("\n") + 1) + 1
    return error("file.not-utf8", folder.span(path, before.count("\n") + 1, column))


def _strays(folder: Folder, path: str, strays: list[text.Stray]) -> Iterator[Diagnostic]:
    places = list(dict.fromkeys(strays))  # many in one place are one slip
    for stray in places[:STRAYS_TOLD]:
        place = folder.span(path, stray.line, stray.column)
        yield warning("text.stray-character", place, name=stray.name)
    is_cut_off = len(strays) >= text.STRAYS_LISTED
    if rest := places[STRAYS_TOLD:] or (strays[-1:] if is_cut_off else []):
        yield warning("text.more-strays", folder.span(path, rest[0].line, rest[0].column))


def _decomposed(folder: Folder, path: str, stored: str) -> Iterator[Diagnostic]:
    """Tell once of a file that keeps letters and accents apart, as macOS and iOS may write them."""
    places = text.decomposed(stored)
    if places:
        before, _ = text.normalise(stored[: places[0]])
        column = len(before) - (before.rfind("\n") + 1) + 1
        place = folder.span(path, before.count("\n") + 1, column, 1)
        yield warning("language.decomposed", place, count=len(places))


def lines_in(root: Path) -> Callable[[str], Sequence[str]]:
    """
    Return what gives the lines of a file as diagnostics count them.

    The function takes a path relative to *root* and returns no lines for what cannot be read. The
    last few files are remembered: problems come sorted by file.
    """

    @lru_cache(maxsize=4)
    def lines_of(path: str) -> Sequence[str]:
        try:
            data = (root / path).read_bytes()[:LIMIT_BYTES]
        except OSError:
            return ()
        return text.normalise(data.decode("utf-8-sig", errors="replace"))[0].split("\n")

    return lines_of
