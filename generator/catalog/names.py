"""What the data files call the units, topics and people that one item names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.catalog.facts import Facts
from generator.kernel import digest
from generator.reading.data import Registers


class Named(NamedTuple):
    """An entry of a data file: its id, its name and, of a unit, its short name."""

    id: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """
    The entries one item names and no others, so that a change of any other does not concern it.

    `lineage` is the item's unit and what is above it, the highest last.
    """

    lineage: tuple[Named, ...]
    other_units: tuple[Named, ...]
    topics: tuple[Named, ...]
    campaign: Named | None
    authors: tuple[Named, ...]

    def unit(self, id_: str) -> Named:
        """Return a unit the item names."""
        return next(unit for unit in (*self.lineage, *self.other_units) if unit.id == id_)


class NameBook:
    """Looks up names, and tells without looking them all up whether they are the same."""

    def __init__(self, registers: Registers, stand_in: str = "") -> None:
        """Take the data files, and what a person is called who is named no more."""
        self._registers = registers
        self.stand_in = stand_in

    def names_of(self, facts: Facts) -> Names:
        """Return the names that an item with *facts* needs."""
        known = self._registers
        campaign = known.campaigns.get(facts.campaign or "")
        return Names(
            lineage=tuple(self._lineage(facts.unit)),
            other_units=tuple(n for id_ in facts.other_units for n in self._lineage(id_)[:1]),
            topics=tuple(Named(id_, known.topics[id_].name) for id_ in facts.topics),
            campaign=Named(campaign.id, campaign.name) if campaign is not None else None,
            authors=tuple(Named(id_, known.authors[id_].name) for id_ in facts.authors),
        )

    def unit(self, id_: str) -> Named:
        """Return a unit."""
        unit = self._registers.units[id_]
        return Named(id_, unit.name, unit.short)

    def mark_of(self, facts: Facts) -> str:
        """Return what differs where the names that an item with *facts* needs differ."""
        units, topics, campaigns, authors = self._marks
        marks = [units[facts.unit], *(units[id_] for id_ in facts.other_units)]
        marks += [topics[id_] for id_ in facts.topics]
        marks += [authors[id_] for id_ in facts.authors]
        if facts.campaign is not None:
            marks.append(campaigns[facts.campaign])
        return " ".join(marks)

    @cached_property
    def _marks(self) -> tuple[dict[str, str], ...]:
        """Return short digests: of each unit's lineage, topic, campaign and author by id."""
        known = self._registers
        units = {id_: _mark(self._lineage(id_)) for id_ in known.units.units}
        lists = (known.topics, known.campaigns, known.authors)
        return units, *({id_: _mark((id_, e.name)) for id_, e in one.items()} for one in lists)

    def _lineage(self, id_: str) -> list[Named]:
        lineage = self._registers.units.lineage(id_)
        return [Named(unit.id, unit.name, unit.short) for unit in lineage]


def _mark(value: object) -> str:
    return digest.of_text(repr(value))[:16]
