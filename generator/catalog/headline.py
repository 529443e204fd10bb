"""
What of an item stands on its card, at one stage of its life.

Cards have names that tell what is on them, and names are wanted for the whole archive before
anything is read anew. So the digest of this value is among an item's facts, and whoever makes a
card is handed this value and not the item.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from generator.catalog.references import locate_file
from generator.kernel import digest
from generator.model.item import Item, Picture
from generator.model.spotlight import Merit, Spotlight
from generator.model.urgent import Urgent

_LENGTH = 16
# Of several people up to three are shown.
PORTRAITS = 3


@dataclass(frozen=True, slots=True)
class Praised:
    """A person praised; `portrait` is a path in `content/`, empty without consent in force."""

    name: str
    job: str
    unit: str
    portrait: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The words, dates and pictures of a card. `cover` is a path in `content/`."""

    title: str
    day: date
    unit: str
    cover: str
    level: str = ""
    expires_at: datetime | None = None
    people: tuple[Praised, ...] = ()
    quote: str = ""
    merits: tuple[Merit, ...] = ()

    @property
    def pictures(self) -> tuple[str, ...]:
        """The pictures that the card shows: people before a cover, none on an urgent notice."""
        portraits = tuple(one.portrait for one in self.people if one.portrait)[:PORTRAITS]
        if self.level or not (portraits or self.cover):
            return ()
        return portraits or (self.cover,)

    @property
    def mark(self) -> str:
        """The digest of all of it."""
        return digest.of_text(repr(self))[:_LENGTH]


def mark_of_name(name: str) -> str:
    """Return the digest by which a card remembers whom it names."""
    return digest.of_text(name)[:_LENGTH]


def headline_of(source: str, item: Item) -> Headline:
    """Return what stands on the card of *item*, which is in the file *source* (`presenting`)."""
    title, day, unit = item.title, item.publish_at.date(), item.unit
    cover = _path(source, item.cover)
    if isinstance(item, Urgent):
        return Headline(title, day, unit, cover, item.level.value, item.expires_at)
    if isinstance(item, Spotlight):
        people = tuple(
            Praised(one.name, one.job or "", one.unit or "", _path(source, one.photo))
            for one in item.honourees
        )
        quote = item.quote or ""
        return Headline(title, day, unit, cover, people=people, quote=quote, merits=item.merits)
    return Headline(title, day, unit, cover)


def _path(source: str, picture: Picture | None) -> str:
    return "" if picture is None else locate_file(source, picture.image) or ""
