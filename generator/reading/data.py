"""The data files: units, topics, campaigns, authors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.kernel.diagnostics import Diagnostic, error, has_errors
from generator.kernel.spelling import closest
from generator.model.taxonomies import Author, Campaign, Topic
from generator.model.units import Unit, UnitTree, make_tree
from generator.reading import frontmatter, sources
from generator.reading.decode import Clock, decode
from generator.reading.frontmatter import Decoded
from generator.reading.sources import Folder

FOLDER = "data"
E = TypeVar("E", Unit, Topic, Campaign, Author)


@dataclass(frozen=True)
class Registers:
    """What items refer to, by id, in the order of the files."""

    units: UnitTree
    topics: dict[str, Topic]
    campaigns: dict[str, Campaign]
    authors: dict[str, Author]


def read_registers(folder: Folder, clock: Clock) -> tuple[Registers, list[Diagnostic]]:
    """Read every data file; what has faults is left out and reported."""
    units, problems = _read_list(folder, "units.yml", Unit, clock, required=True)
    topics, found = _read_list(folder, "topics.yml", Topic, clock)
    problems += found
    campaigns, found = _read_list(folder, "campaigns.yml", Campaign, clock)
    problems += found
    authors, found = _read_list(folder, "authors.yml", Author, clock)
    problems += found
    registers = Registers(
        units=make_tree(units),
        topics={topic.id: topic for topic in topics},
        campaigns={campaign.id: campaign for campaign in campaigns},
        authors={author.id: author for author in authors},
    )
    return registers, problems


def _read_list(
    folder: Folder, name: str, model: type[E], clock: Clock, *, required: bool = False
) -> tuple[list[E], list[Diagnostic]]:
    path = f"{FOLDER}/{name}"
    if not (folder.path / path).is_file():
        missing = [error("data.missing", folder.span(path), file=path)] if required else []
        return [], missing
    source, problems = sources.read(folder, path)
    if source is None:
        return [], problems
    decoded = frontmatter.decode(source.text, folder.span(path).path)
    problems += decoded.problems
    if has_errors(decoded.problems):
        return [], problems
    if not isinstance(decoded.data, list):
        return [], [*problems, error("data.not-list", decoded.whole, file=path)]
    entries: list[E] = []
    for index, raw in enumerate(decoded.data):
        entry, faults = decode(model, raw, decoded, clock, prefix=str(index))
        problems += faults
        if entry is not None:
            entries.append(entry)
    problems += _repeated_ids(decoded)
    if model is Unit and not has_errors(problems):
        problems += _check_tree([e for e in entries if isinstance(e, Unit)], decoded)
    return entries, problems


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
    """Report parents and successors that are no units, loops, and roots other than one."""
    known = {unit.id: unit for unit in units}
    problems = []
    for index, unit in enumerate(units):
        for name, id_ in (("parent", unit.parent), ("successor", unit.successor)):
            if id_ is not None and id_ not in known:
                place = decoded.place(f"{index}.{name}")
                guess = closest(id_, known) or ""
                problems.append(error("unit.unknown", place, id=id_, guess=guess))
        if _is_in_loop(unit, known):
            problems.append(error("unit.loop", decoded.place(f"{index}.parent"), id=unit.id))
    roots = [index for index, unit in enumerate(units) if unit.parent is None]
    for index in roots[1:]:
        problems.append(error("unit.second-root", decoded.place(str(index)), id=units[index].id))
    return problems


def _is_in_loop(unit: Unit, known: dict[str, Unit]) -> bool:
    seen = {unit.id}
    above = known.get(unit.parent or "")
    while above is not None:
        if above.id == unit.id:
            return True
        if above.id in seen:
            return False
        seen.add(above.id)
        above = known.get(above.parent or "")
    return False
