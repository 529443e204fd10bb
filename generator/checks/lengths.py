"""Addresses are short enough to be sent on whole."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, warning
from generator.model import permalink

# Longer ones are cut by message services, and break over lines where they are read out or typed.
LIMIT = 100


def lengths(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report items whose full address is longer than 100 characters, with a name that fits."""
    for article in catalog.articles:
        length = len(permalink.absolute(catalog.site, article.path))
        if length > LIMIT:
            place = catalog.folder.span(article.source)
            guess = _shorter(article, length - LIMIT)
            yield warning("url.long", place, length=length, limit=LIMIT, right=guess)


def _shorter(article: Article, excess: int) -> str:
    """Return a file name with whole words left out at its end; the first word stays."""
    slug = article.path.rstrip("/").rpartition("/")[2]
    room = max(len(slug) - excess, 0)
    words = slug.split("-")
    while len(words) > 1 and len("-".join(words)) > room:
        words.pop()
    return f"{'-'.join(words)}.md"
