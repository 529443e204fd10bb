"""
An item as it may be shown: pictures only of people who agree, names as the site's rule has it.

Whoever shows an item gets it from here, by `Face.item`, so that no page, feed or card has to think
of consent. What people agreed to, and when, is left out: it is nobody's business.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from generator.catalog.redaction import item_without_names
from generator.catalog.references import locate_file
from generator.messages.words import Words
from generator.model.item import Item, Person, Picture, Use, WithoutConsent
from generator.model.site import Site
from generator.model.spotlight import Spotlight

P = TypeVar("P", bound=Picture)


@dataclass(frozen=True, slots=True)
class Discretion:
    """What goes when a consent has ended, and what a person is called who is named no more."""

    rule: WithoutConsent = "picture"
    stand_in: str = ""

    def rule_of(self, item: Item) -> WithoutConsent:
        """Return the rule for *item*, which may have one of its own."""
        return item.without_consent or self.rule


def discretion_of(site: Site) -> Discretion:
    """Return the rule of *site*, in its language."""
    return Discretion(site.settings.without_consent, Words(site.language)("people.unnamed"))


def no_longer_agree(item: Item, now: datetime) -> tuple[str, ...]:
    """Return the names of those whose consent has ended at *now*."""
    return tuple(person.name for _, person in item.people() if _has_ended(person, now))


def withheld(source: str, item: Item, use: Use, now: datetime) -> frozenset[str]:
    """Return the pictures of *item* in which not all agree to *use* at *now*, by path."""
    return _pictures(source, item, lambda person: not person.agrees(use, now))


def revoked(source: str, item: Item, now: datetime) -> frozenset[str]:
    """Return the pictures of *item* in which someone agrees no longer: they may stand nowhere."""
    return _pictures(source, item, lambda person: _has_ended(person, now))


def _pictures(source: str, item: Item, is_against: Callable[[Person], bool]) -> frozenset[str]:
    portrayals = item.portrayals()
    located = {
        locate_file(source, p.image) for p, people in portrayals if any(map(is_against, people))
    }
    return frozenset(path for path in located if path)


def _has_ended(person: Person, now: datetime) -> bool:
    return person.consent is not None and person.consent.has_ended(now)


class Reserve(NamedTuple):
    """
    What an item is not to show, besides pictures of its own that not all agree to.

    `files` are paths in `content/`; in the place of each of `names` stands `stand_in`.
    """

    files: Sequence[str] = ()
    names: Sequence[str] = ()
    stand_in: str = ""


def present(source: str, item: Item, use: Use, now: datetime, reserve: Reserve) -> Item:
    """
    Return *item*, which is in the file *source*, as it may stand in *use* at *now*.

    A picture that may not stand in one place of the item stands in no other.
    """
    if not (item.people() or reserve.files):
        return item
    hidden = withheld(source, item, use, now).union(reserve.files)

    def allowed(picture: P | None) -> P | None:
        is_hidden = picture is None or locate_file(source, picture.image) in hidden
        return None if is_hidden else picture

    changed: dict[str, Any] = {
        "attachments": tuple(
            one for one in item.attachments if locate_file(source, one.file) not in hidden
        )
    }
    if cover := allowed(item.cover):
        cover = cover.model_copy(update={"people": ()})
    changed["cover"] = cover
    if isinstance(item, Spotlight):
        changed["honourees"] = tuple(
            one.model_copy(update={"photo": allowed(one.photo), "consent": None})
            for one in item.honourees
        )
    shown = item.model_copy(update=changed)
    names = tuple(reserve.names)
    return item_without_names(shown, names, reserve.stand_in) if names else shown
