"""What must be approved is approved, by someone else than who wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.approval import awaits_approval, is_own_work
from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic, error, warning


def approvals(catalog: Catalog) -> Iterator[Diagnostic]:
    """
    Report items that await approval, or were approved by their only author.

    That stops a site, and is told in a preview.
    """
    judge = warning if catalog.site.preview else error
    having = ", ".join(a.id for a in catalog.registers.authors.values() if a.approves)
    for article in catalog.articles:
        if not awaits_approval(article, catalog.site):
            continue
        if is_own_work(article):
            yield judge(
                "approval.own-work", article.place("approved_by"), id=article.facts.approver
            )
        else:
            yield judge("approval.missing", article.place("title"), having=having or "–")
