"""Links and pictures in bodies lead somewhere readers may go."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from generator.catalog.catalog import Article, Catalog
from generator.catalog.references import FILES, Reference, Target
from generator.checks.files import check_file
from generator.kernel.diagnostics import Diagnostic, error
from generator.kernel.spelling import closest


def links(catalog: Catalog, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report links to Markdown files and files that are missing or lie outside `content/`."""
    sources = frozenset(path for path in catalog.files if path.endswith(".md"))
    for holder, source in _holders(catalog, articles):
        for reference in holder:
            yield from _check(catalog, sources, source, reference)


def _holders(
    catalog: Catalog, articles: Iterable[Article]
) -> Iterator[tuple[tuple[Reference, ...], str]]:
    for article in articles:
        yield article.body.references, article.source
    for standing in catalog.standing:
        yield standing.body.references, standing.page.path


def _check(
    catalog: Catalog, sources: frozenset[str], source: str, reference: Reference
) -> Iterator[Diagnostic]:
    length = len(reference.written)
    place = catalog.folder.span(source, reference.line, reference.column, length)
    if reference.target is Target.OUTSIDE:
        yield error("file.outside", place, file=reference.written)
    elif reference.target is Target.PAGE and reference.path not in sources:
        guess = closest(reference.path, sources)
        typed = posixpath.relpath(guess, posixpath.dirname(source)) if guess else ""
        yield error("link.missing", place, link=reference.path, guess=typed)
    elif reference.target in FILES:
        path, written = reference.path, reference.written
        yield from check_file(catalog, path, written, place, picture_wanted=False)
