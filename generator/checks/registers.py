"""Ids in front matter name something in the data files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, error
from generator.model.spotlight import Spotlight
from generator.reading.data import Registers


def registers(catalog: Catalog, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report unknown units, topics, campaigns and authors, and approvers without the right."""
    for article in articles:
        for code, place, id_, known in _mentions(article, catalog.registers):
            if id_ not in known:  # which was meant is told when all is known: `named`
                yield error(code, article.place(place), id=id_)
        yield from _approver(article, catalog.registers)


def _mentions(
    article: Article, known: Registers
) -> Iterator[tuple[str, str, str, Collection[str]]]:
    item = article.item
    yield "unit.unknown", "unit", item.unit, known.units.units
    for index, topic in enumerate(item.topics):
        yield "topic.unknown", f"topics.{index}", topic, known.topics
    if item.campaign is not None:
        yield "campaign.unknown", "campaign", item.campaign, known.campaigns
    for index, author in enumerate(item.authors):
        yield "author.unknown", f"authors.{index}", author, known.authors
    if item.approved_by is not None:
        yield "author.unknown", "approved_by", item.approved_by, known.authors
    if isinstance(item, Spotlight):
        for index, honouree in enumerate(item.honourees):
            if honouree.unit is not None:
                place = f"honourees.{index}.unit"
                yield "unit.unknown", place, honouree.unit, known.units.units


def _approver(article: Article, known: Registers) -> Iterator[Diagnostic]:
    approver = known.authors.get(article.item.approved_by or "")
    if approver is not None and not approver.approves:
        others = (a.id for a in known.authors.values() if a.approves)
        having = ", ".join(id_ for id_ in others if set(article.item.authors) != {id_})
        place = article.place("approved_by")
        variant = "" if having else "nobody"
        yield error("approval.no-right", place, id=approver.id, having=having, variant=variant)
