"""The tree of units, from the federation down to union groups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.fields import Day, Id, Line, Model, Note, Slug
from generator.model.links import Links

# Units one above the other. There are five levels; some regions put one or two between them.
DEPTH_LIMIT = 20


class Level(StrEnum):
    """Levels of the Vietnamese trade-union system, highest first."""

    FEDERATION = "lien-doan"
    SUPERIOR = "cap-tren"
    GRASSROOTS = "co-so"
    SECTION = "bo-phan"
    GROUP = "to"


class Contact(Model):
    """How members reach a unit's office. Office lines only: this is published."""

    address: Line | None = None
    phone: Line | None = None
    email: Line | None = None
    hours: Line | None = None


class Unit(Model):
    """A unit; its id outlives mergers, which are told by `valid_to` and `successor`."""

    id: Slug
    name: Line
    short: Annotated[Line, Field(max_length=60)]
    level: Level
    parent: Id | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    successor: Id | None = None
    about: Note | None = None
    contact: Contact | None = None
    links: Links = Links()


@dataclass(frozen=True)
class UnitTree:
    """
    Units by id, with ancestors and children worked out once.

    Ids that lead nowhere and loops are faults of `units.yml`, reported by its reader; the tree
    stands all the same, each unit's ancestry ending where it stops making sense.
    """

    units: dict[str, Unit]
    children: dict[str, tuple[Unit, ...]] = field(init=False)
    lineages: dict[str, tuple[Unit, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the tree."""
        children: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            if unit.parent is not None:
                children.setdefault(unit.parent, []).append(unit)
        lineages = {id_: tuple(self._climb(unit)) for id_, unit in self.units.items()}
        object.__setattr__(self, "children", {k: tuple(v) for k, v in children.items()})
        object.__setattr__(self, "lineages", lineages)

    def _climb(self, unit: Unit) -> list[Unit]:
        lineage = {unit.id: unit}
        above = self.units.get(unit.parent or "")
        while above is not None and above.id not in lineage and len(lineage) < DEPTH_LIMIT:
            lineage[above.id] = above
            above = self.units.get(above.parent or "")
        return list(lineage.values())

    def lineage(self, id_: str) -> tuple[Unit, ...]:
        """Return the unit itself, then its parent and so on up to the root."""
        return self.lineages.get(id_, ())

    def below(self, id_: str) -> tuple[Unit, ...]:
        """Return the units directly under *id_*, in the order of the data file."""
        return self.children.get(id_, ())

    def __contains__(self, id_: str) -> bool:
        """Tell whether *id_* names a unit."""
        return id_ in self.units

    def __getitem__(self, id_: str) -> Unit:
        """Return the unit called *id_*."""
        return self.units[id_]


def make_tree(units: Iterable[Unit]) -> UnitTree:
    """Build the tree; of two units with one id the first stands."""
    by_id: dict[str, Unit] = {}
    for unit in units:
        by_id.setdefault(unit.id, unit)
    return UnitTree(by_id)
