"""
What of the findings of `MANUSCRIPT_RULES` is told in the end.

They are kept with the file they are about, so they cannot know what other files say. Here they
meet the data files, and the leave an editor gave in an item's own front matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from generator.catalog.catalog import Catalog
from generator.checks.columns import by_column
from generator.checks.leaves import Given, given_leaves
from generator.checks.named import named
from generator.checks.permitted import concealed, permitted
from generator.kernel.diagnostics import Diagnostic, Silenced, in_order, note
from generator.messages import rulebook
from generator.reading.sources import lines_in

# Looked for only when other sites are asked: leave for these is not idle for want of a finding.
_FOUND_ABROAD = frozenset({"link.gone", "link.moved", "link.unreachable", "link.unsure"})


class Settled(NamedTuple):
    """The problems that stand, and those that an editor answers for."""

    told: list[Diagnostic]
    silenced: list[Silenced]


def settle(problems: Iterable[Diagnostic], catalog: Catalog) -> Settled:
    """Hold *problems* against what items' own `allow` lets pass, and tell of leave not needed."""
    leaves = _Leaves(catalog)
    held = leaves.hold(permitted(named(problems, catalog), catalog))
    settled = _concealed(held._replace(told=list(by_column(held.told))))
    return Settled(in_order([*settled.told, *leaves.unused()]), settled.silenced)


def silence(problems: Iterable[Diagnostic], catalog: Catalog) -> Settled:
    """Hold *problems*, found later than the others, against what items' own `allow` lets pass."""
    return _concealed(_Leaves(catalog).hold(problems))


def _concealed(settled: Settled) -> Settled:
    """Mask what is private, last of all: leave is held against the words themselves."""
    silenced = [Silenced(concealed(one.problem), one.reason) for one in settled.silenced]
    return Settled(list(map(concealed, settled.told)), silenced)


class _Leaves:
    """All leave that was given, by file and rule."""

    def __init__(self, catalog: Catalog) -> None:
        self._label = catalog.folder.label
        self._lines_of = lines_in(catalog.folder.path)
        self._given = [leave for leave in given_leaves(catalog) if _may_be_given(leave)]
        self._used: set[int] = set()
        self._by_place = defaultdict[tuple[str, str], list[int]](list)
        for number, leave in enumerate(self._given):
            for source in (leave.source, *leave.files):
                self._by_place[f"{self._label}/{source}", leave.rule].append(number)

    def hold(self, problems: Iterable[Diagnostic]) -> Settled:
        told, silenced = [], []
        for problem in problems:
            numbers = self._by_place.get((problem.span.path, problem.code), ())
            fitting = [n for n in numbers if self._is_meant(self._given[n].text, problem)]
            self._used.update(fitting)
            if fitting:
                silenced.append(Silenced(problem, self._given[fitting[0]].reason))
            else:
                told.append(problem)
        return Settled(told, silenced)

    def unused(self) -> Iterator[Diagnostic]:
        for number, leave in enumerate(self._given):
            if number not in self._used and leave.rule not in _FOUND_ABROAD:
                yield note("allow.unused", leave.place("rule"), rule=leave.rule)

    def _is_meant(self, text: str, problem: Diagnostic) -> bool:
        """Tell whether *text* is in what is underlined, or in what the problem says was found."""
        if not text:
            return True
        words = _underlined(problem, self._lines_of, self._label)
        return text in words or any(text in value for _, value in problem.params)


def _underlined(problem: Diagnostic, lines_of: Callable[[str], Sequence[str]], label: str) -> str:
    path, number, column, length = problem.span
    lines = lines_of(path.removeprefix(f"{label}/"))
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return line[column - 1 : column - 1 + length]


def _may_be_given(leave: Given) -> bool:
    return leave.rule in rulebook.codes() and rulebook.may_be_allowed(leave.rule)
