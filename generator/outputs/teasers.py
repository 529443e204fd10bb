"""An item told in a few lines, wherever it is listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from generator.catalog.shown import Face
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import Item, Picture
from generator.model.site import Site
from generator.model.spotlight import Spotlight
from generator.model.urgent import Urgent
from generator.outputs.pictures import PictureView, show_picture

# An item stands in some ten listings, made one after another.
_AT_HAND = 4096
_NAMES = 4


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant for machines (RFC 3339) and for readers."""

    iso: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Teaser:
    """
    A line of a listing. Nothing in it depends on other items or on the hour of the build.

    It is compared by identity: the HTML made of it is found again by that.
    """

    url: str
    title: str
    summary: str
    kind: str
    kind_label: str
    unit: str
    published: Moment
    picture: PictureView | None
    level: str = ""
    level_label: str = ""
    people: str = ""
    awaits_approval: bool = False
    is_superseded: bool = False


def moment(instant: datetime, language: str, *, long: bool = False) -> Moment:
    """Return *instant* as a view shows it; *long* adds weekday and time."""
    text = dates.long(instant, language) if long else dates.short(instant, language)
    return Moment(instant.isoformat(timespec="minutes"), text)


def until(instant: datetime, language: str) -> Moment:
    """Return the end of a time limit as a view shows it: of a whole day, as that day's end."""
    return Moment(instant.isoformat(timespec="minutes"), dates.deadline(instant, language))


@lru_cache(maxsize=_AT_HAND)
def tease(face: Face, site: Site) -> Teaser:
    """Return the teaser of *face*."""
    item, words = face.item, Words(site.language)
    level = item.level.value if isinstance(item, Urgent) else ""
    return Teaser(
        url=permalink.href(site, face.path),
        title=item.title,
        summary=item.summary,
        kind=face.kind.name,
        kind_label=words(f"kind.{face.kind.name}"),
        unit=face.names.unit(item.unit).short,
        published=moment(item.publish_at, site.language),
        picture=show_picture(face, site, _picture_of(item)),
        level=level,
        level_label=words(f"level.{level}") if level else "",
        people=_people(item, words),
        awaits_approval=face.awaits_approval,
        is_superseded=bool(face.successor),
    )


def _picture_of(item: Item) -> Picture | None:
    """Return what stands for the item: its cover, or the first portrait."""
    return next((picture for _, picture in item.pictures()), None)


def _people(item: Item, words: Words) -> str:
    if not isinstance(item, Spotlight):
        return ""
    names = [honouree.name for honouree in item.honourees]
    if len(names) > _NAMES:
        rest = len(names) - _NAMES + 1
        return words("people.more", names=", ".join(names[: _NAMES - 1]), count=rest)
    return ", ".join(names)
