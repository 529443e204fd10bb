"""What was measured, and the same as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from benchmarks.measure import Cost
from benchmarks.published import Published, Shared, compare

Figure = Callable[[Cost], float]

wall: Figure = attrgetter("wall_s")
processor: Figure = attrgetter("user_s")
kernel: Figure = attrgetter("system_s")
memory: Figure = attrgetter("peak_pss_mib")
largest: Figure = attrgetter("largest_rss_mib")


@dataclass(frozen=True)
class Result:
    """All runs of one program in one case; `published` is what lay there after the last."""

    program: str
    costs: Sequence[Cost]
    published: Published

    def median(self, figure: Figure) -> float:
        """Return the median of *figure* over all runs."""
        return statistics.median(map(figure, self.costs))


@dataclass(frozen=True)
class Case:
    """One scenario on one archive, which began with so many `items`: a result per program."""

    items: int
    scenario: str
    results: Sequence[Result]

    def medians(self, figure: Figure) -> list[float]:
        """Return the median of *figure* for each program."""
        return [result.median(figure) for result in self.results]

    def addresses(self) -> dict[str, Shared]:
        """Hold the pages of two programs against each other, by kind; none where one ran alone."""
        if len(self.results) == 1:
            return {}
        first, second = (result.published for result in self.results)
        return {
            "items": compare(first.items, second.items),
            "listings": compare(first.listings, second.listings),
        }


def save(cases: Sequence[Case], file: Path, *, seed: int) -> None:
    """Write *cases* to *file* with the machine they were taken on: cores and Python."""
    document = {
        "seed": seed,
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "cases": [
            {
                "items": case.items,
                "scenario": case.scenario,
                "results": [_as_document(result) for result in case.results],
                "addresses": {kind: asdict(shared) for kind, shared in case.addresses().items()},
            }
            for case in cases
        ],
    }
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _as_document(result: Result) -> dict[str, Any]:
    """Return *result* with every sample; of its addresses only how many they are."""
    costs = [asdict(cost) for cost in result.costs]
    published = {
        name: len(fact) if isinstance(fact, frozenset) else fact
        for name, fact in vars(result.published).items()
    }
    return {
        "program": result.program,
        "medians": {name: statistics.median(cost[name] for cost in costs) for name in costs[0]},
        "costs": costs,
        "published": published,
    }
