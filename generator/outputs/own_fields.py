"""
What only one kind has, as its template shows it.

A kind whose model adds fields registers a function here; one without needs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from generator.catalog.catalog import Article
from generator.catalog.edition import Edition
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import Item
from generator.model.spotlight import Spotlight
from generator.model.urgent import Urgent
from generator.outputs.pictures import PictureView, show_picture
from generator.outputs.shell import Link
from generator.outputs.teasers import Moment, moment


@dataclass(frozen=True, slots=True)
class OwnFields:
    """Base of what a kind shows beyond the common fields."""


@dataclass(frozen=True, slots=True)
class UrgentFields(OwnFields):
    """Grade and validity of an urgent notice, and its place in a chain of notices."""

    level: str
    level_label: str
    valid_until: Moment
    supersedes: Link | None
    superseded_by: Link | None


@dataclass(frozen=True, slots=True)
class HonoureeView:
    """A person praised. The portrait is there only under consent."""

    name: str
    job: str
    unit: str
    portrait: PictureView | None


@dataclass(frozen=True, slots=True)
class SpotlightFields(OwnFields):
    """The people of a spotlight and their words."""

    honourees: tuple[HonoureeView, ...]
    quote: str


@singledispatch
def own_fields(item: Item, edition: Edition, article: Article) -> OwnFields:
    """Return the fields of *item*'s kind alone."""
    del item, edition, article
    return OwnFields()


@own_fields.register
def _urgent(item: Urgent, edition: Edition, article: Article) -> OwnFields:
    site = edition.catalog.site
    words = Words(site.language)
    older = edition.by_id.get(item.supersedes or "")
    newer = edition.superseded.get(article.id)
    return UrgentFields(
        level=item.level.value,
        level_label=words(f"level.{item.level.value}"),
        valid_until=moment(item.expires_at, site.language, long=True),
        supersedes=_link(edition, older),
        superseded_by=_link(edition, newer),
    )


def _link(edition: Edition, article: Article | None) -> Link | None:
    if article is None:
        return None
    return Link(article.item.title, permalink.href(edition.catalog.site, article.path))


@own_fields.register
def _spotlight(item: Spotlight, edition: Edition, article: Article) -> OwnFields:
    catalog = edition.catalog
    honourees = tuple(
        HonoureeView(
            name=honouree.name,
            job=honouree.job or "",
            unit=catalog.registers.units[honouree.unit].name if honouree.unit else "",
            portrait=show_picture(catalog, article, honouree.portrait(edition.now)),
        )
        for honouree in item.honourees
    )
    return SpotlightFields(honourees, item.quote or "")
