"""
Which items must be looked at closely.

To hold ten thousand items against the rest of the archive, their facts are enough; the places of
fields, which a diagnostic needs, are fetched only for those in which something is amiss. What is
let pass here is not looked at again, so this must be at least as strict as `RULES`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Article, Catalog
from generator.catalog.facts import Facts
from generator.checks.relations import in_loops, unread_ids
from generator.reading.assets import is_picture, is_publishable


def suspects(catalog: Catalog) -> Iterator[Article]:
    """
    Yield the articles that name something that is not there, or not what it should be.

    So too those with texts of their own for sharing: how long one is depends on the site's address;
    and those that link to a place within a page, for its text must be read.
    """
    known = _Known(catalog)
    return (article for article in catalog.articles if not known.all_of(article))


class _Known:
    """What an item may name."""

    def __init__(self, catalog: Catalog) -> None:
        registers = catalog.registers
        self._units = registers.units.units.keys()
        self._topics = registers.topics.keys()
        self._campaigns = registers.campaigns.keys()
        self._authors = registers.authors.keys()
        self._approvers = {id_ for id_, author in registers.authors.items() if author.approves}
        self._pictures = {path for path in catalog.files if is_picture(path)}
        self._files = {path for path in catalog.files if is_publishable(path)}
        self._pages = {path for path in catalog.files if path.endswith(".md")}
        unread = unread_ids(catalog)
        self._items = unread.union(article.id for article in catalog.articles)
        urgent = (a.id for a in catalog.articles if a.kind.name == "urgent")
        self._notices = unread.union(urgent)
        self._looped = in_loops(catalog)

    def all_of(self, article: Article) -> bool:
        facts = article.facts
        return (
            self._registers_have(facts)
            and self._pictures.issuperset(facts.pictures)
            and self._files.issuperset(facts.attachments)
            and self._files.issuperset(facts.body_files)
            and self._files.issuperset(facts.body_pictures)
            and self._pages.issuperset(facts.body_pages)
            and not facts.body_anchors
            and not facts.body_is_astray
            and not facts.has_own_texts
            and self._items.issuperset(facts.related)
            and (facts.supersedes is None or self._is_notice_of_another(facts))
        )

    def _registers_have(self, facts: Facts) -> bool:
        return (
            facts.unit in self._units
            and self._units >= set(facts.other_units)
            and self._topics >= set(facts.topics)
            and (facts.campaign is None or facts.campaign in self._campaigns)
            and self._authors >= set(facts.authors)
            and (facts.approver is None or facts.approver in self._approvers)
        )

    def _is_notice_of_another(self, facts: Facts) -> bool:
        is_of_another = facts.supersedes != facts.id and facts.id not in self._looped
        return facts.supersedes in self._notices and is_of_another
