"""Every item has an id of its own, for feeds hang on it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, error


def identities(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report an id that two files claim."""
    first: dict[str, Article] = {}
    for article in catalog.articles:
        other = first.setdefault(article.id, article)
        if other is not article:
            yield error("id.taken", article.place("id"), id=article.id, other=other.source)
