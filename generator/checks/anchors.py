"""Links to a place within a page lead to one that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from generator.catalog.body import Body
from generator.catalog.catalog import Article, Catalog
from generator.catalog.references import Reference, Target
from generator.kernel.diagnostics import Diagnostic, warning
from generator.kernel.spelling import closest
from generator.model import permalink


def anchors(catalog: Catalog, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """
    Report links to a place (`#muc`) that the page they lead to has not.

    Pages the site makes, such as listings, are not asked, nor what the theme puts round a text
    (ids beginning with two underscores).
    """
    pages = _Pages(catalog)
    for article in articles:
        if article.facts.body_anchors:
            yield from _check(catalog, pages, article.source, article.body)
    for standing in catalog.standing:
        yield from _check(catalog, pages, standing.page.path, standing.body)


class _Pages:
    """The bodies of all pages, by their paths on the site; an item's is fetched when asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._articles = {article.path: article for article in catalog.articles}
        self._standing = {page.path: page.body for page in catalog.standing}
        self._ids: dict[str, frozenset[str]] = {}

    def ids(self, path: str) -> frozenset[str] | None:
        """Return the places of the page at *path*; None of a page that is not an editor's."""
        if path not in self._ids:
            article = self._articles.get(path)
            body = self._standing.get(path) if article is None else article.body
            if body is None:
                return None
            self._ids[path] = body.ids
        return self._ids[path]


def _check(catalog: Catalog, pages: _Pages, source: str, body: Body) -> Iterator[Diagnostic]:
    for reference in body.references:
        _, _, wanted = reference.written.partition("#")
        if not wanted or wanted.startswith("__"):
            continue
        path = _path(reference, source)
        known = None if path is None else pages.ids(path)
        if known is not None and unquote(wanted) not in known:
            length = len(reference.written)
            place = catalog.folder.span(source, reference.line, reference.column, length)
            guess = closest(unquote(wanted), known) or ""
            yield warning("link.anchor", place, anchor=wanted, guess=guess)


def _path(reference: Reference, source: str) -> str | None:
    """Return the path on the site of the page *reference* leads to, if it is of this site."""
    if reference.target is Target.HERE:
        return permalink.of_source(source)
    if reference.target is Target.PAGE:
        return permalink.of_source(reference.path)
    return reference.path if reference.target is Target.SITE else None
