"""Items that name other items name ones that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, error
from generator.kernel.spelling import closest
from generator.kernel.ways import circles
from generator.model import permalink
from generator.model.urgent import Urgent


def relations(catalog: Catalog, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report `related` and `supersedes` that lead nowhere, or not to an urgent notice."""
    by_id, looped = {article.id: article for article in catalog.articles}, in_loops(catalog)
    unread = unread_ids(catalog)
    for article in articles:
        for index, id_ in enumerate(article.item.related):
            if id_ not in by_id and id_ not in unread:
                yield _unknown(article, f"related.{index}", id_, by_id)
        if isinstance(article.item, Urgent) and article.item.supersedes not in (None, *unread):
            yield from _superseded(article, str(article.item.supersedes), by_id)
        if article.id in looped:
            yield error("supersedes.loop", article.place("supersedes"), id=article.id)


def in_loops(catalog: Catalog) -> set[str]:
    """Return the ids of notices that replace each other in a circle, so that none would hold."""
    older = {a.id: a.facts.supersedes for a in catalog.articles if a.facts.supersedes is not None}
    # Of one that replaces itself other words tell.
    return {id_ for circle in circles(older) if len(circle) > 1 for id_ in circle}


def unread_ids(catalog: Catalog) -> set[str]:
    """Return the ids of files that could not be read at all: that is told where they are."""
    read = {article.source for article in catalog.articles}
    found = (path for path in catalog.files if permalink.kind_of(path) and path.endswith(".md"))
    return {permalink.default_id(path) for path in found if path not in read}


def _superseded(article: Article, id_: str, by_id: dict[str, Article]) -> Iterator[Diagnostic]:
    older = by_id.get(id_)
    if older is None:
        yield _unknown(article, "supersedes", id_, by_id)
    elif older is article or older.kind.name != "urgent":
        yield error("supersedes.not-urgent", article.place("supersedes"), id=id_)


def _unknown(article: Article, place: str, id_: str, by_id: dict[str, Article]) -> Diagnostic:
    field, guess = place.partition(".")[0], closest(id_, by_id) or ""
    return error("item.unknown", article.place(place), field=field, id=id_, guess=guess)
