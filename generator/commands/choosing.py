"""Which files are meant by the paths on the command line, and which problems concern them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.catalog.catalog import Article, Catalog
from generator.commands.common import EndedError
from generator.commands.terminal import Terminal
from generator.kernel.diagnostics import Diagnostic, Severity
from generator.kernel.spelling import closest
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.sources import Folder

# Data files of which an item names entries, with the facts that name them.
_NAMING = {
    "units.yml": ("unit",),
    "topics.yml": ("topics",),
    "campaigns.yml": ("campaign",),
    "authors.yml": ("authors", "approver"),
    "channels.yml": (),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """
    The files and folders of `content/` that are meant, relative to it; a folder ends in a slash.

    None in `paths` means everything.
    """

    folder: Folder
    paths: tuple[str, ...] | None

    def has(self, source: str) -> bool:
        """Tell whether the file *source* of `content/` is meant."""
        return self.paths is None or any(
            source.startswith(path) if path.endswith("/") else source == path for path in self.paths
        )

    def after(self, moves: Mapping[str, str]) -> Choice:
        """Return the same files by the paths they have after *moves*."""
        if self.paths is None:
            return self
        return replace(self, paths=tuple(moves.get(path, path) for path in self.paths))

    def concern(self, catalog: Catalog) -> Callable[[Diagnostic], bool]:
        """
        Return what tells problems in the files meant, or that keep them from publication.

        The latter are problems of files they show or attach, and errors in data files that have
        the names they use.
        """
        if self.paths is None:
            return lambda problem: True  # noqa: ARG005 -- whatever it is
        articles = [article for article in catalog.articles if self.has(article.source)]
        files = {file for article in articles for file in _files_of(article)}
        unused = {f"{DATA_FOLDER}/{name}" for name in _NAMING} - _data_files_of(articles)
        return lambda problem: self._concerns(problem, files, unused)

    def _concerns(self, problem: Diagnostic, files: set[str], unused: set[str]) -> bool:
        source = problem.span.path.removeprefix(f"{self.folder.label}/")
        if self.has(source) or source in files:
            return True
        is_data = source.startswith(f"{DATA_FOLDER}/") and source not in unused
        return is_data and problem.severity is Severity.ERROR


def choose(
    written: Sequence[str], folder: Folder, known: Iterable[str], terminal: Terminal
) -> Choice:
    """
    Find what is meant by *written*.

    A path may be typed from the site's root, from `content/`, from where the command is run, or
    in full, and with backslashes.

    Raises:
        EndedError: one is not there.
    """
    if not written:
        return Choice(folder, None)
    found = [_locate(path, folder) for path in written]
    for path, source in zip(written, found, strict=True):
        if source is None:
            _tell_missing(path, folder, known, terminal)
    paths = tuple(source for source in found if source is not None)
    if len(paths) < len(found):
        raise EndedError
    return Choice(folder, None if "" in paths else paths)


def _locate(written: str, folder: Folder) -> str | None:
    content = folder.path
    root = content
    for _ in Path(folder.label).parts:
        root = root.parent
    slashed = written.replace("\\", "/")
    for base in (Path.cwd(), root, content):
        path = Path(os.path.normpath(base / slashed))
        path = path.parent.resolve() / path.name  # a link in content/ is meant itself
        if path in (root, *root.parents) and path.is_dir() and content.is_relative_to(path):
            return ""
        if path.is_relative_to(content) and os.path.lexists(path):
            source = path.relative_to(content).as_posix()
            return "" if source == "." else f"{source}/" if path.is_dir() else source
    return None


def _tell_missing(written: str, folder: Folder, known: Iterable[str], terminal: Terminal) -> None:
    words = terminal.words
    if Path(written).exists():
        terminal.complain(words("check.elsewhere", path=written, folder=folder.label))
        return
    told = words("check.no-file", path=written)
    source = written.replace("\\", "/").removeprefix("./").removeprefix(f"{folder.label}/")
    guess = closest(source.rstrip("/"), _with_folders(known))
    if guess is not None:
        told += " " + words("check.guess", guess=f"{folder.label}/{guess}")
    terminal.complain(told)


def _with_folders(known: Iterable[str]) -> set[str]:
    found = set()
    for path in known:
        while path:
            found.add(path)
            path = path.rpartition("/")[0]  # noqa: PLW2901 -- on to the folder above
    return found


def _files_of(article: Article) -> set[str]:
    facts = article.facts
    return {*facts.pictures, *facts.attachments, *facts.body_files, *facts.body_pictures}


def _data_files_of(articles: Iterable[Article]) -> set[str]:
    return {
        f"{DATA_FOLDER}/{name}"
        for article in articles
        for name, facts in _NAMING.items()
        if any(getattr(article.facts, fact) for fact in facts)
    }
