"""
An item as it may be shown: pictures only of people who agree, names as the site's rule has it.

Whoever shows an item gets it from here, by `Face.item`, so that no page, feed or card has to think
of consent. What people agreed to, and when, is left out: it is nobody's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.catalog.redaction import item_without_names
from generator.messages.words import Words
from generator.model.item import Item, Use, WithoutConsent
from generator.model.site import Site
from generator.model.spotlight import Spotlight


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
    return tuple(
        person.name
        for _, person in item.people()
        if person.consent is not None and person.consent.has_ended(now)
    )


def present(
    item: Item, use: Use, now: datetime, unnamed: Sequence[str] = (), stand_in: str = ""
) -> Item:
    """
    Return *item* as it may stand in *use* at *now*.

    Args:
        item: As it was written.
        use: `web` or `social`.
        now: The instant.
        unnamed: The names that are not to be read.
        stand_in: What stands in their place.
    """
    if not item.people():
        return item
    changed: dict[str, Any] = {}
    if item.cover is not None:
        may_stand = item.cover.may_stand(use, now)
        changed["cover"] = item.cover.model_copy(update={"people": ()}) if may_stand else None
    if isinstance(item, Spotlight):
        changed["honourees"] = tuple(
            one.model_copy(update={"photo": one.portrait(use, now), "consent": None})
            for one in item.honourees
        )
    shown = item.model_copy(update=changed)
    return item_without_names(shown, tuple(unnamed), stand_in) if unnamed else shown
