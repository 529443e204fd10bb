"""The results as tables for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.results import Case, Figure, Result, kernel, largest, memory, processor, wall
from benchmarks.tables import table

_BYTES_PER_MIB = 1024 * 1024
_KIB_PER_MIB = 1024
_MS_PER_S = 1000


@dataclass(frozen=True)
class _Columns:
    """Some columns: their heads, and what stands below them for a case."""

    heads: Sequence[str]
    cells: Callable[[Case], Sequence[str]]


def text(cases: Sequence[Case]) -> str:
    """Return all tables: the scenarios, what else they took, growth, and what was published."""
    programs = [result.program for result in cases[0].results]
    costs = [cost for case in cases for result in case.results for cost in result.costs]
    cold = [case for case in cases if case.scenario == "cold"]
    sampling = max(cost.sampler_cpu_s / cost.wall_s for cost in costs)
    lines = [
        f"Medians of {len(cases[0].results[0].costs)} runs (lowest–highest)",
        *_scenarios(cases, programs),
        "\nProcessor time, the kernel's on the program's behalf, the largest process: medians",
        *_processors(cases, programs),
    ]
    if len(cold) > 1:
        lines += ["\nCold, for each item; in brackets how many times the smallest archive's"]
        lines += _growth(cold, programs)
    lines += ["\nPublished after the last run", *_published(cases, programs)]
    if len(programs) > 1:
        lines += ["\nAddresses of pages: on both sites, and on one only"]
        lines += _shared(cases, programs)
    lines += [f"\nSampling memory took at most {sampling:.1%} of one core beside the programs."]
    return "\n".join(lines)


def _scenarios(cases: Sequence[Case], programs: Sequence[str]) -> Iterator[str]:
    ratio = _Columns(["ratio"], lambda case: [_ratio(*case.medians(wall))])
    return _by_case(
        cases,
        _each(programs, "s", _spread),
        *([ratio] if len(programs) > 1 else []),
        _each(programs, "PSS MiB", lambda result: f"{result.median(memory):,.0f}"),
        _each(programs, "files", lambda result: f"{result.published.files:,}"),
    )


def _processors(cases: Sequence[Case], programs: Sequence[str]) -> Iterator[str]:
    return _by_case(
        cases,
        _each(programs, "processor, s", lambda result: f"{result.median(processor):.2f}"),
        _each(programs, "kernel, s", lambda result: f"{result.median(kernel):.2f}"),
        _each(programs, "RSS MiB", lambda result: f"{result.median(largest):,.0f}"),
    )


def _growth(cold: Sequence[Case], programs: Sequence[str]) -> Iterator[str]:
    heads = ["items", *_heads(programs, "ms"), *_heads(programs, "PSS KiB")]
    rows = [
        [
            f"{case.items:,}",
            *_per_item(case, cold[0], wall, _MS_PER_S),
            *_per_item(case, cold[0], memory, _KIB_PER_MIB),
        ]
        for case in cold
    ]
    return table(heads, rows, names=1)


def _per_item(case: Case, smallest: Case, figure: Figure, factor: int) -> Iterator[str]:
    """Yield for each program what an item takes, and how many times that of *smallest*."""
    for all_, all_of_smallest in zip(case.medians(figure), smallest.medians(figure), strict=True):
        one, one_of_smallest = all_ / case.items, all_of_smallest / smallest.items
        yield f"{one * factor:.2f} ({_ratio(one, one_of_smallest)})"


def _published(cases: Sequence[Case], programs: Sequence[str]) -> Iterator[str]:
    def mebibytes(size: int) -> str:
        return f"{size / _BYTES_PER_MIB:,.0f}"

    return _by_case(
        cases,
        _each(programs, "items", lambda result: f"{len(result.published.items):,}"),
        _each(programs, "listings", lambda result: f"{len(result.published.listings):,}"),
        _each(programs, "rss.xml", lambda result: f"{result.published.rss:,}"),
        _each(programs, "MiB", lambda result: mebibytes(result.published.size_bytes)),
        _each(programs, "HTML MiB", lambda result: mebibytes(result.published.html_bytes)),
    )


def _shared(cases: Sequence[Case], programs: Sequence[str]) -> Iterator[str]:
    heads = ["items", "scenario", "pages", "both", *(f"only {program}" for program in programs)]
    rows = [
        [*_names(case), kind, *(f"{number:,}" for number in vars(shared).values())]
        for case in cases
        for kind, shared in case.addresses().items()
    ]
    return table(heads, rows, names=3)


def _by_case(cases: Sequence[Case], *columns: _Columns) -> Iterator[str]:
    heads = ["items", "scenario", *(head for each in columns for head in each.heads)]
    rows = [
        [*_names(case), *(cell for each in columns for cell in each.cells(case))] for case in cases
    ]
    return table(heads, rows, names=2)


def _each(programs: Sequence[str], what: str, cell: Callable[[Result], str]) -> _Columns:
    """Return one column for each program."""
    return _Columns(_heads(programs, what), lambda case: list(map(cell, case.results)))


def _heads(programs: Sequence[str], what: str) -> list[str]:
    return [f"{program}, {what}" for program in programs]


def _names(case: Case) -> tuple[str, str]:
    return f"{case.items:,}", case.scenario


def _spread(result: Result) -> str:
    walls = [wall(cost) for cost in result.costs]
    return f"{result.median(wall):.2f} ({min(walls):.2f}–{max(walls):.2f})"


def _ratio(value: float, of: float) -> str:
    return f"{value / of:.2f}" if of else "–"
