"""
Cards that another has replaced, kept for a while.

Whoever shared a link has made Zalo or Facebook read its page, and what they have read of it they
keep for days, with the address of the card as it was. So a card whose item goes on, with a mended
title for example, stays where it is for some time. One that shows a person or a picture that the
item shows no more goes at once, for they may have been taken out at someone's wish; and so does
the card of what is itself no longer there. A headline may name someone too: what a take-down
enters in `data/taken-down.yml` goes with the next build, wherever that is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from generator.build.cache import Cache
from generator.build.found import Found
from generator.build.ground import Ground
from generator.build.manifest import CardEntry, Manifest
from generator.catalog.catalog import Catalog
from generator.model.site import Site
from generator.outputs.cards import CardMaterial, FormerCard, key_of, render
from generator.outputs.task import Stage, Task

CURRENT = 0.0


def cards_of(tasks: Iterable[Task], known: Manifest, now: datetime) -> dict[str, CardEntry]:
    """Return what the manifest is to remember of the cards among *tasks*, by path."""
    instant, entries = now.timestamp(), {}
    for task in tasks:
        if isinstance(task.material, CardMaterial):
            card = task.material.card
            replaced = CURRENT
            if isinstance(card, FormerCard):
                replaced = _replaced_at(known.cards[task.path], instant)
            entries[task.path] = CardEntry(card.owner, card.mark, replaced, card.shows)
    return entries


def kept_cards(
    tasks: Sequence[Task], ground: Ground, cache: Cache, catalog: Catalog, now: datetime
) -> Iterator[Task]:
    """
    Yield the cards of the last build that are no longer current and stay for now.

    Args:
        tasks: All files of the new site.
        ground: What the last build put in place, and what is there of it.
        cache: Gives those that are not there, on a machine that has not the site.
        catalog: Whose site's settings say for how long, and which are dropped at someone's wish.
        now: The instant the site is built for.
    """
    settings = catalog.site.settings.cards
    if settings is None or not settings.kept_days:
        return
    known, found, dropped = ground.manifest, ground.found, catalog.registers.dropped_cards
    current = {t.material.card.owner: t for t in tasks if isinstance(t.material, CardMaterial)}
    paths = {task.path for task in tasks}
    for path, entry in known.cards.items():
        successor = current.get(entry.owner)
        if path in paths or path in dropped or successor is None:
            continue
        until = _replaced_at(entry, now.timestamp()) + _seconds(settings.kept_days)
        shows_no_more = set(entry.shows) - set(successor.material.card.shows)
        if now.timestamp() < until and not shows_no_more and _is_there(path, entry, found, cache):
            card = FormerCard(entry.mark, entry.owner, tuple(entry.shows))
            yield Task(path, Stage.ASSET, CardMaterial(card), render, is_lasting=True)


def next_removal(cards: Mapping[str, CardEntry], site: Site) -> float | None:
    """Return when the next of *cards* is to go, in POSIX seconds; None if none is."""
    settings = site.settings.cards
    if settings is None:
        return None
    instants = (entry.replaced_at for entry in cards.values() if entry.replaced_at != CURRENT)
    first = min(instants, default=None)
    return None if first is None else first + _seconds(settings.kept_days)


def _replaced_at(entry: CardEntry, now: float) -> float:
    """Return when the card was replaced: now if it is just being; a clock set back changes it."""
    return now if entry.replaced_at == CURRENT else min(entry.replaced_at, now)


def _is_there(path: str, entry: CardEntry, found: Found, cache: Cache) -> bool:
    return path in found.sound or cache.get(key_of(entry.mark)) is not None


def _seconds(days: int) -> float:
    return timedelta(days=days).total_seconds()
