"""Which entry of a data file was meant where something else than its id was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.spelling import closest
from generator.kernel.text import fold, slugify
from generator.reading.right_forms import ID

_LISTS = {
    **dict.fromkeys(("unit", "parent", "successor"), "units"),
    **dict.fromkeys(("authors", "approved_by"), "authors"),
    "topics": "topics",
    "campaign": "campaigns",
}
_CODES = {
    "unit.unknown": "units",
    "topic.unknown": "topics",
    "campaign.unknown": "campaigns",
    "author.unknown": "authors",
}
_SORT = re.compile(r"^(?:cong doan|cd)(?: co so| bo phan|cs|bp)? ")
_FEW = 12  # so many ids are read at a glance


def named(problems: Iterable[Diagnostic], catalog: Catalog) -> Iterator[Diagnostic]:
    """Add to those of *problems* that are about ids which id was meant, and which there are."""
    entries = _Entries(catalog)
    for problem in problems:
        params = dict(problem.params)
        if problem.code == "id.form" and params.get("field") in _LISTS:
            yield _with(problem, entries.told(_LISTS[params["field"]], params["value"], params))
        elif problem.code in _CODES:
            yield _with(problem, entries.told(_CODES[problem.code], params["id"], params))
        else:
            yield problem


def _with(problem: Diagnostic, told: dict[str, str]) -> Diagnostic:
    merged = dict(problem.params) | told
    return replace(problem, params=tuple(sorted(merged.items())))


def _bare(name: str) -> str:
    """Return a folded *name* without the sort of union, which is written in many ways."""
    return _SORT.sub("", name)


class _Entries:
    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def told(self, sort: str, written: str, params: Mapping[str, str]) -> dict[str, str]:
        """Return what is told of the word *written* where an id of the list *sort* belongs."""
        names = self._names[sort]
        guess = self._meant(sort, written, params.get("field", ""))
        told = {"guess": guess}
        if "field" in params:  # the wording of an unknown id names its list itself
            told["list"] = f"{self._catalog.folder.label}/data/{sort}.yml"
            told["example"] = params.get("example", "").replace(ID, guess) if guess else ""
        if not guess and len(names) <= _FEW:
            told["known"] = ", ".join(names)
        return told

    def _meant(self, sort: str, written: str, field: str) -> str:
        names = self._names[sort]
        wanted = fold(written)
        for form in (str, _bare):
            alike = (
                id_ for id_, called in names.items() if form(wanted) in map(form, map(fold, called))
            )
            if found := next(alike, ""):
                return found
        if field == "approved_by":  # a guess must lead to someone with the right
            names = {id_: names[id_] for id_ in self._approvers}
        by_word = {word: id_ for id_, called in names.items() for word in called}
        by_word |= {slugify(word): id_ for word, id_ in by_word.items()}
        by_word |= {id_: id_ for id_ in names}
        return by_word.get(closest(written, by_word) or "", "")

    @cached_property
    def _approvers(self) -> list[str]:
        return [one.id for one in self._catalog.registers.authors.values() if one.approves]

    @cached_property
    def _names(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """By list, the names of each entry by its id."""
        registers = self._catalog.registers
        return {
            "units": {u.id: (u.name, u.short) for u in registers.units.units.values()},
            "topics": {id_: (one.name,) for id_, one in registers.topics.items()},
            "campaigns": {id_: (one.name,) for id_, one in registers.campaigns.items()},
            "authors": {id_: (one.name,) for id_, one in registers.authors.items()},
        }
