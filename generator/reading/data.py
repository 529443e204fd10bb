"""The data files: units, topics, campaigns, authors, channels, what was taken down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from generator.kernel.diagnostics import Diagnostic, error, has_errors
from generator.kernel.spelling import closest
from generator.kernel.ways import circles
from generator.model import permalink
from generator.model.channels import Channel
from generator.model.kinds import KINDS
from generator.model.taxonomies import Author, Campaign, TakenDown, Topic
from generator.model.units import DEPTH_LIMIT, Unit, UnitTree, make_tree
from generator.reading import frontmatter, sources
from generator.reading.channels import check_channels
from generator.reading.decode import Clock, decode
from generator.reading.frontmatter import Decoded
from generator.reading.sources import Folder

FOLDER = "data"
_GUESSES = 50
E = TypeVar("E", Unit, Topic, Campaign, Author, Channel, TakenDown)


@dataclass(frozen=True)
class Registers:
    """
    What items refer to, by id, in the order of the files.

    `taken_down` are the site paths that answer no more, for someone's sake, and
    `taken_down_digests` the digests of those that would name the person; `tombstones` the ids
    among what stood there that feeds are to tell of, each with the day it went. `dropped_cards`
    are the site paths of cards that must not stay.
    """

    units: UnitTree
    topics: dict[str, Topic]
    campaigns: dict[str, Campaign]
    authors: dict[str, Author]
    channels: tuple[Channel, ...] = ()
    taken_down: frozenset[str] = frozenset()
    tombstones: tuple[tuple[str, date], ...] = ()
    taken_down_digests: frozenset[str] = frozenset()
    dropped_cards: frozenset[str] = frozenset()


def read_registers(folder: Folder, clock: Clock) -> tuple[Registers, list[Diagnostic]]:
    """Read every data file; what has faults is left out and reported."""
    problems: list[Diagnostic] = []
    units = _read_units(folder, clock, problems)
    topics, _ = _read_list(folder, "topics.yml", Topic, clock, problems)
    campaigns, _ = _read_list(folder, "campaigns.yml", Campaign, clock, problems)
    authors, _ = _read_list(folder, "authors.yml", Author, clock, problems)
    taken_down, _ = _read_list(folder, "taken-down.yml", TakenDown, clock, problems)
    channels, written = _read_list(folder, "channels.yml", Channel, clock, problems)
    registers = Registers(
        units=make_tree(units),
        topics={topic.id: topic for topic in topics},
        campaigns={campaign.id: campaign for campaign in campaigns},
        authors={author.id: author for author in authors},
        channels=tuple(channels),
        taken_down=frozenset(f"{entry.path}/" for entry in taken_down if entry.path),
        tombstones=tuple((entry.id, entry.at) for entry in taken_down if entry.id is not None),
        taken_down_digests=frozenset(one.address for one in taken_down if one.address),
        dropped_cards=frozenset(permalink.of_card(one.card) for one in taken_down if one.card),
    )
    if written is not None:
        problems += check_channels(
            written, registers.units.units, _addresses_of_listings(registers)
        )
    return registers, problems


def _addresses_of_listings(registers: Registers) -> frozenset[str]:
    """Return the site paths of the listings that have feeds."""
    return frozenset(
        (
            *(permalink.of_kind(kind.name) for kind in KINDS),
            *(permalink.of_unit(id_) for id_ in registers.units.units),
            *(permalink.of_topic(id_) for id_ in registers.topics),
            *(permalink.of_campaign(id_) for id_ in registers.campaigns),
        )
    )


def _read_units(folder: Folder, clock: Clock, problems: list[Diagnostic]) -> list[Unit]:
    name = "units.yml"
    if not (folder.path / FOLDER / name).is_file():
        path = f"{FOLDER}/{name}"
        problems.append(error("data.missing", folder.span(path), file=folder.span(path).path))
        return []
    faults: list[Diagnostic] = []
    units, decoded = _read_list(folder, name, Unit, clock, faults)
    if decoded is not None and not has_errors(faults):
        faults += _check_tree(units, decoded)
    problems += faults
    return units


def _read_list(
    folder: Folder, name: str, model: type[E], clock: Clock, problems: list[Diagnostic]
) -> tuple[list[E], Decoded | None]:
    """Return the sound entries of a list and the list as written; faults go to *problems*."""
    path = f"{FOLDER}/{name}"
    if not (folder.path / path).is_file():
        return [], None
    source, found = sources.read(folder, path)
    problems += found
    if source is None:
        return [], None
    decoded = frontmatter.decode(source.text, folder.span(path).path)
    if has_errors(decoded.problems):
        frontmatter.say_unread(decoded.problems)
        problems += decoded.problems
        return [], None
    problems += decoded.problems
    if not isinstance(decoded.data, list):
        problems.append(error("data.not-list", decoded.whole, file=decoded.whole.path))
        return [], None
    entries: list[E] = []
    for index, raw in enumerate(decoded.data):
        entry, faults = decode(model, raw, decoded, clock, prefix=str(index))
        problems += faults
        if entry is not None:
            entries.append(entry)
    problems += _repeated_ids(decoded)
    return entries, decoded


def _repeated_ids(decoded: Decoded) -> list[Diagnostic]:
    first: dict[str, int] = {}
    problems = []
    assert isinstance(decoded.data, list)  # noqa: S101 -- its only caller has just looked
    for index, raw in enumerate(decoded.data):
        id_ = raw.get("id") if isinstance(raw, dict) else None
        if not isinstance(id_, str):
            continue
        place = decoded.place(f"{index}.id")
        if id_ in first:
            problems.append(error("data.duplicate-id", place, id=id_, line=first[id_]))
        first.setdefault(id_, place.line)
    return problems


def _check_tree(units: Sequence[Unit], decoded: Decoded) -> list[Diagnostic]:
    """Report parents and successors that are none, loops, depth, and roots other than one."""
    known = {unit.id: unit for unit in units}
    tree = make_tree(units)
    parents = {unit.id: unit.parent for unit in units}
    looped = set(chain.from_iterable(circles(parents)))
    problems: list[Diagnostic] = []
    for index, unit in enumerate(units):
        for name, id_ in (("parent", unit.parent), ("successor", unit.successor)):
            if id_ is not None and id_ not in known:
                place = decoded.place(f"{index}.{name}")
                # a guess looks at all units; the first ones show what is amiss with the others
                guess = closest(id_, known) if len(problems) < _GUESSES else None
                problems.append(error("unit.unknown", place, id=id_, guess=guess or ""))
        place = decoded.place(f"{index}.parent")
        if unit.id in looped:
            problems.append(error("unit.loop", place, id=unit.id))
        elif _is_first_too_deep(unit, tree):
            problems.append(error("unit.too-deep", place, id=unit.id, limit=DEPTH_LIMIT))
    roots = [index for index, unit in enumerate(units) if unit.parent is None]
    problems += [
        error("unit.second-root", decoded.place(str(index)), id=units[index].id)
        for index in roots[1:]
    ]
    return problems


def _is_first_too_deep(unit: Unit, tree: UnitTree) -> bool:
    """Tell whether *unit* has too many above it and its parent has not: what is below follows."""
    above = tree.lineage(unit.parent or "")
    return len(above) == DEPTH_LIMIT and above[-1].parent is None
