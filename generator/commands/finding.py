"""Which item is meant by a word on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.build import pipeline
from generator.build.options import opened_cache
from generator.catalog.catalog import Article, Catalog
from generator.catalog.edition import Edition, at, phase_without
from generator.catalog.facts import Phase
from generator.catalog.names import NameBook
from generator.catalog.presenting import discretion_of
from generator.catalog.shown import Face
from generator.commands.common import CONTENT_PROBLEMS, EndedError, instant, options, show
from generator.commands.terminal import Terminal
from generator.kernel.diagnostics import Diagnostic, Severity
from generator.kernel.spelling import closest
from generator.model.item import State
from generator.plugin.host import Setup
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.sources import Folder


@dataclass(frozen=True, slots=True)
class Found:
    """An item of an edition and its state; `face` is how it is, or will be, when it appears."""

    edition: Edition
    article: Article
    face: Face
    state: State


@contextmanager
def found_item(parsed: argparse.Namespace, setup: Setup, terminal: Terminal) -> Iterator[Found]:
    """
    Give the item that `parsed.item` names.

    Raises:
        EndedError: there is none, or it cannot be shown.
    """
    now = instant(parsed, setup, terminal)
    chosen = options(parsed, setup, terminal, silent=True)
    with opened_cache(chosen) as cache:
        seen = pipeline.look_around(setup.folder, chosen)
        gathered = pipeline.gather(setup.site, seen, cache, chosen)
        article = find_article(gathered.catalog, parsed.item, terminal)
        if faults := _faults_of(gathered.problems, article, setup.folder):
            show(faults, setup, parsed, terminal)
            raise EndedError(CONTENT_PROBLEMS)
        yield _look_at(at(sound_part(gathered.catalog, gathered.problems), now), article)


def find_article(catalog: Catalog, word: str, terminal: Terminal) -> Article:
    """
    Return the item that *word* names: the path of its file, its id or its address.

    Raises:
        EndedError: no item is called so.
    """
    names = _names(catalog, word)
    for article in catalog.articles:
        if not names.isdisjoint((article.source, article.id, article.path)):
            return article
    _tell_unknown(catalog, word, terminal)
    raise EndedError


def _names(catalog: Catalog, word: str) -> set[str]:
    """Return what *word* may be in the archive: a path in `content/`, an id, a path of the site."""
    site = catalog.site
    if "://" in word:
        path = unquote(urlsplit(word).path).removeprefix(site.base)
        return {f"{path.removesuffix('index.html').rstrip('/')}/"}
    written = word.replace("\\", "/")
    path = written.removeprefix("./").removeprefix(f"{catalog.folder.label}/").strip("/")
    absolute = Path(word).resolve()
    root = catalog.folder.path.resolve()
    inside = absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else path
    return {path, f"{path}/", inside, f"{path}.md"}


def _tell_unknown(catalog: Catalog, word: str, terminal: Terminal) -> None:
    """Say that no item is called *word*, and which may be meant."""
    terminal.complain(terminal.words("item.unknown", item=word))
    known = {article.source.removesuffix(".md") for article in catalog.articles}
    names = sorted(_names(catalog, word), key=len)
    guesses = (closest(name.removesuffix(".md").strip("/"), known) for name in names)
    if guess := next(filter(None, guesses), None):
        shown = f"{catalog.folder.label}/{guess}.md"
        terminal.complain(terminal.words("item.guess", guess=shown))


def _look_at(edition: Edition, article: Article) -> Found:
    """Return *article* as it is at the edition's instant, or as it will be when it appears."""
    phase = article.facts.phase(edition.now.timestamp())
    if phase is not None:
        phase = phase_without(edition.revoked, article, phase, edition.catalog.site)
        return Found(edition, article, _face(edition, article, phase), State(phase.state))
    state = State.SCHEDULED if article.facts.phases else State.DRAFT
    first = next(iter(article.facts.phases), None) or _as_if_published(article)
    return Found(edition, article, _face(edition, article, first), state)


def _as_if_published(article: Article) -> Phase:
    """Return how a draft would begin; its card is not drawn before there is a day for it."""
    since, files = article.facts.publish_at, article.facts.pictures
    return Phase(since, State.LIVE.value, False, since, files, "", (), (), ())  # noqa: FBT003 -- not pinned


def _face(edition: Edition, article: Article, phase: Phase) -> Face:
    catalog = edition.catalog
    paths = (*phase.files, *phase.card_pictures, *article.facts.attachments)
    assets = {path: catalog.assets[path] for path in paths if path in catalog.assets}
    book = NameBook(catalog.registers, discretion_of(catalog.site).stand_in)
    return Face(article, phase, assets, book)


def sound_part(catalog: Catalog, problems: Sequence[Diagnostic]) -> Catalog:
    """Return *catalog* without the items that have errors: what they name may not be there."""
    faulty = {one.span.path for one in problems if one.severity is Severity.ERROR}
    spans = ((article, catalog.folder.span(article.source).path) for article in catalog.articles)
    return replace(catalog, articles=tuple(one for one, path in spans if path not in faulty))


def _faults_of(
    problems: Sequence[Diagnostic], article: Article, folder: Folder
) -> list[Diagnostic]:
    """Return the errors that stand in the way of showing *article*: in its file, in data files."""
    own, data = folder.span(article.source).path, folder.span(DATA_FOLDER).path
    return [
        one
        for one in problems
        if one.severity is Severity.ERROR
        and (one.span.path == own or one.span.path.startswith(f"{data}/"))
    ]
