"""Items that name other items name ones that exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, error
from generator.kernel.spelling import closest
from generator.model.urgent import Urgent


def relations(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report `related` and `supersedes` that lead nowhere, or not to an urgent notice."""
    by_id = {article.id: article for article in catalog.articles}
    for article in catalog.articles:
        for index, id_ in enumerate(article.item.related):
            if id_ not in by_id:
                yield _unknown(article, f"related.{index}", id_, by_id)
        if isinstance(article.item, Urgent) and article.item.supersedes is not None:
            yield from _superseded(article, article.item.supersedes, by_id)


def _superseded(article: Article, id_: str, by_id: dict[str, Article]) -> Iterator[Diagnostic]:
    older = by_id.get(id_)
    if older is None:
        yield _unknown(article, "supersedes", id_, by_id)
    elif older is article or not isinstance(older.item, Urgent):
        yield error("supersedes.not-urgent", article.place("supersedes"), id=id_)


def _unknown(article: Article, place: str, id_: str, by_id: dict[str, Article]) -> Diagnostic:
    field, guess = place.partition(".")[0], closest(id_, by_id) or ""
    return error("item.unknown", article.place(place), field=field, id=id_, guess=guess)
