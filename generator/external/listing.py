"""Every link that leads to another site, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.catalog.body import Body
from generator.catalog.catalog import Catalog
from generator.catalog.references import Target
from generator.kernel.diagnostics import Span
from generator.kernel.web import is_web_address


class ExternalLink(NamedTuple):
    """An address of another site, as written, and where it is written."""

    place: Span
    url: str


def list_external(catalog: Catalog) -> list[ExternalLink]:
    """Return the links of all items and standing pages to other sites, by their places."""
    own = urlsplit(catalog.site.url).netloc
    return sorted(link for link in _all(catalog) if urlsplit(link.url).netloc != own)


def _all(catalog: Catalog) -> Iterator[ExternalLink]:
    for article in catalog.articles:
        yield from _of_body(catalog, article.source, article.body)
        if article.item.source is not None:
            yield ExternalLink(article.place("source.url"), article.item.source.url)
    for standing in catalog.standing:
        yield from _of_body(catalog, standing.page.path, standing.body)


def _of_body(catalog: Catalog, source: str, body: Body) -> Iterator[ExternalLink]:
    for reference in body.references:
        if reference.target is Target.ELSEWHERE and is_web_address(reference.written):
            length = len(reference.written)
            place = catalog.folder.span(source, reference.line, reference.column, length)
            yield ExternalLink(place, reference.written)
