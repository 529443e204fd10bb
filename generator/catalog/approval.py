"""Whether an item still needs the approval of someone who answers for it."""

from __future__ import annotations

from datetime import datetime, time
from functools import cache

from generator.catalog.catalog import Article
from generator.model.site import Site


def awaits_approval(article: Article, site: Site) -> bool:
    """
    Tell whether *article*, no draft, is of a kind that must be approved and is not.

    Who approves what they alone wrote has not approved it.
    """
    facts = article.facts
    return (
        article.kind.name in site.settings.approval.required
        and facts.publish_at >= _since(site)
        and bool(facts.phases)  # a draft has none
        and (facts.approver is None or is_own_work(article))
    )


def is_own_work(article: Article) -> bool:
    """Tell whether the only author of *article* is who approved it."""
    return set(article.facts.authors) == {article.facts.approver}


@cache
def _since(site: Site) -> float:
    day = site.settings.approval.since
    return float("-inf") if day is None else datetime.combine(day, time(0), site.zone).timestamp()
