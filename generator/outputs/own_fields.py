"""
What only one kind has, as its template shows it.

A kind whose model adds fields registers a function here; one without needs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch
from typing import Protocol

from generator.catalog.shown import Face, Shown
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import Item
from generator.model.site import Site
from generator.model.spotlight import Merit, Spotlight
from generator.model.urgent import Urgent
from generator.outputs.pictures import PictureView, show_picture
from generator.outputs.shell import Link
from generator.outputs.teasers import Moment, until


class Chained(Protocol):
    """An item and its place in a chain of notices."""

    @property
    def shown(self) -> Shown:
        """The item."""

    @property
    def supersedes(self) -> Face | None:
        """The notice it replaces, if that is live."""

    @property
    def superseded_by(self) -> Face | None:
        """The live notice that replaces it."""


@dataclass(frozen=True, slots=True)
class OwnFields:
    """Base of what a kind shows beyond the common fields."""


@dataclass(frozen=True, slots=True)
class UrgentFields(OwnFields):
    """Grade and validity of an urgent notice, and its place in a chain of notices."""

    level: str
    level_label: str
    valid_until: Moment
    audience: str
    act_by: Moment | None
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
    """The people of a spotlight, their words, and what they are praised for in brief."""

    honourees: tuple[HonoureeView, ...]
    quote: str
    merits: tuple[Merit, ...]


@singledispatch
def own_fields(item: Item, material: Chained, site: Site) -> OwnFields:
    """Return the fields of *item*'s kind alone."""
    del item, material, site
    return OwnFields()


@own_fields.register
def _urgent(item: Urgent, material: Chained, site: Site) -> OwnFields:
    words = Words(site.language)
    return UrgentFields(
        level=item.level.value,
        level_label=words(f"level.{item.level.value}"),
        valid_until=until(item.expires_at, site.language),
        audience=item.audience or "",
        act_by=until(item.act_by, site.language) if item.act_by else None,
        supersedes=link_to(material.supersedes, site),
        superseded_by=link_to(material.superseded_by, site),
    )


@own_fields.register
def _spotlight(item: Spotlight, material: Chained, site: Site) -> OwnFields:
    face = material.shown.face
    honourees = tuple(
        HonoureeView(
            name=honouree.name,
            job=honouree.job or "",
            unit=face.names.unit(honouree.unit).name if honouree.unit else "",
            portrait=show_picture(face, site, honouree.photo),
        )
        for honouree in item.honourees
    )
    return SpotlightFields(honourees, item.quote or "", item.merits)


def link_to(face: Face | None, site: Site) -> Link | None:
    """Return the link to an item by its title."""
    return None if face is None else Link(face.item.title, permalink.href(site, face.path))
