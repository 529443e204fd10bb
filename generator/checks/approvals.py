"""What must be approved is approved, by someone else than who wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalog.approval import awaits_approval, is_own_work
from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic, error, warning


def approvals(catalog: Catalog) -> Iterator[Diagnostic]:
    """
    Report items that await approval, or were approved by their only author.

    That stops a site, and is told in a preview.
    """
    judge = warning if catalog.site.preview else error
    authors = catalog.registers.authors
    having = [author.id for author in authors.values() if author.approves]
    for article in catalog.articles:
        if not awaits_approval(article, catalog.site):
            continue
        facts = article.facts
        params = _offer([id_ for id_ in having if set(facts.authors) != {id_}])
        if not is_own_work(article):
            yield judge("approval.missing", article.place("title"), **params)
        elif facts.approver in having:  # of one without the right that is told, by `registers`
            place = article.place("approved_by")
            yield judge("approval.own-work", place, id=facts.approver, **params)


def _offer(having: Sequence[str]) -> dict[str, str]:
    """Return what is said of those who may approve, or that there is nobody."""
    if not having:
        return {"having": "", "right": "", "variant": "nobody"}
    return {"having": ", ".join(having), "right": having[0]}
