"""The results as tables for a terminal and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from benchmarks.measure import Cost
from benchmarks.published import Published

_BYTES_PER_MIB = 1024 * 1024
_FIGURES: dict[str, Callable[[Cost], float]] = {
    "wall, s": lambda cost: cost.wall_s,
    "processor, s": lambda cost: cost.user_s,
    "kernel on its behalf, s": lambda cost: cost.system_s,
    "peak memory of the tree (PSS), MiB": lambda cost: cost.peak_pss_mib,
    "largest process (RSS), MiB": lambda cost: cost.largest_rss_mib,
}


@dataclass(frozen=True)
class Result:
    """All runs of one program on one archive; every run published the same."""

    program: str
    items: int
    costs: Sequence[Cost]
    published: Published


def tables(results: Sequence[Result]) -> str:
    """Return the tables of every archive size, smallest first."""
    sizes = sorted({result.items for result in results})
    return "\n".join(
        line for items in sizes for line in _size_lines([r for r in results if r.items == items])
    )


def save(results: Sequence[Result], file: Path, *, seed: int) -> None:
    """Write *results* to *file* with the machine they were taken on: cores and Python."""
    document = {
        "seed": seed,
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "results": [{**asdict(result), "medians": _medians(result)} for result in results],
    }
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _medians(result: Result) -> dict[str, float]:
    return {name: median(map(figure, result.costs)) for name, figure in _FIGURES.items()}


def _size_lines(results: Sequence[Result]) -> Iterator[str]:
    runs = len(results[0].costs)
    yield f"\n{results[0].items:,} items, {runs} cold runs each: median (min to max)\n"
    yield from _aligned([["", *(r.program for r in results), *_ratio_title(results)]])
    yield from _aligned([_cost_row(name, results) for name in _FIGURES])
    yield from _aligned(_published_rows(results))
    sampling = max(cost.sampler_cpu_s / cost.wall_s for r in results for cost in r.costs)
    yield f"Sampling memory took at most {sampling:.1%} of one core beside them."


def _ratio_title(results: Sequence[Result]) -> list[str]:
    return [" : ".join(result.program for result in results)] if len(results) > 1 else []


def _ratio(values: Sequence[float]) -> list[str]:
    """Return how many times the first of two *values* is the second, if there are two."""
    return [f"{values[0] / values[1]:.2f}"] if len(values) > 1 and values[1] else []


def _cost_row(name: str, results: Sequence[Result]) -> list[str]:
    spreads = [list(map(_FIGURES[name], result.costs)) for result in results]
    digits = 0 if name.endswith("MiB") else 2
    cells = [
        f"{median(all_):.{digits}f} ({min(all_):.{digits}f} to {max(all_):.{digits}f})"
        for all_ in spreads
    ]
    return [name, *cells, *_ratio([median(all_) for all_ in spreads])]


def _published_rows(results: Sequence[Result]) -> Iterator[list[str]]:
    trees = [result.published for result in results]
    rows: dict[str, list[float]] = {
        "files": [tree.files for tree in trees],
        "MiB": [tree.size_bytes / _BYTES_PER_MIB for tree in trees],
        "*.html": [tree.html for tree in trees],
        "*.html, MiB": [tree.html_bytes / _BYTES_PER_MIB for tree in trees],
        "rss.xml": [tree.rss for tree in trees],
    }
    for folder in sorted({folder for tree in trees for folder in tree.html_by_folder}):
        rows[f"*.html in {folder}"] = [tree.html_by_folder.get(folder, 0) for tree in trees]
    for name, values in rows.items():
        yield [name, *(f"{value:,.0f}" for value in values), *_ratio(values)]


def _aligned(rows: Iterator[list[str]] | list[list[str]]) -> Iterator[str]:
    """Yield rows with a left-aligned name and right-aligned figures."""
    for name, *cells in rows:
        yield f"{name:36}" + "".join(f"{cell:>24}" for cell in cells)
