"""What pages weigh and how quick they are, as tables for a terminal and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.lighthouse import CATEGORIES
from benchmarks.pages import Measured
from benchmarks.tables import table

_BYTES_PER_KB = 1000
_MS_PER_S = 1000
_SORTS = ("html", "css", "script", "image", "other", "total", "blocking")


def text(measured: Sequence[Measured]) -> str:
    """Return all tables: weights, Lighthouse's figures, what cost points, the budgets."""
    timed = [each for each in measured if each.runs]
    lines = ["A first visit over the wire, compressed, in KB with headers", *_weights(measured)]
    if timed:
        lines += [f"\nLighthouse on a telephone, medians of {len(timed[0].runs)} runs"]
        lines += _times(timed)
    faults = [f"{_name(each)}: {', '.join(each.faults)}" for each in timed if each.faults]
    if faults:
        lines += ["\nWhat cost points besides time", *faults]
    return "\n".join([*lines, "\nBudgets", *_budgets(measured)])


def is_within(measured: Sequence[Measured]) -> bool:
    """Tell whether every budget is kept."""
    return all(verdict.is_kept for each in measured for verdict in each.verdicts())


def save(measured: Sequence[Measured], file: Path) -> None:
    """Write *measured* to *file* with the machine they were taken on."""
    document = {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "pages": [each.as_document() for each in measured],
    }
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _weights(measured: Sequence[Measured]) -> Iterator[str]:
    rows = [
        [
            *_names(each),
            *(f"{each.figures[f'{sort}_bytes'] / _BYTES_PER_KB:.1f}" for sort in _SORTS),
            f"{each.figures['requests']:.0f}",
        ]
        for each in measured
    ]
    return table(["page", "site", *_SORTS, "requests"], rows, names=2)


def _times(timed: Sequence[Measured]) -> Iterator[str]:
    shown: dict[str, Callable[[Measured], str]] = {
        "LCP, s": lambda each: f"{each.figures['lcp_ms'] / _MS_PER_S:.2f}",
        "FCP, s": lambda each: f"{each.figures['fcp_ms'] / _MS_PER_S:.2f}",
        "CLS": lambda each: f"{each.figures['cls']:.3f}",
        "TBT, ms": lambda each: f"{each.figures['tbt_ms']:.0f}",
    }
    rows = [
        [
            *_names(each),
            *(f"{each.figures[name]:.2f}" for name in CATEGORIES),
            *(show(each) for show in shown.values()),
        ]
        for each in timed
    ]
    return table(["page", "site", *CATEGORIES, *shown], rows, names=2)


def _budgets(measured: Sequence[Measured]) -> Iterator[str]:
    rows = [
        [
            *_names(each),
            verdict.budget.label,
            verdict.budget.show(verdict.budget.limit),
            verdict.budget.show(verdict.value),
            "ok" if verdict.is_kept else "over",
        ]
        for each in measured
        for verdict in each.verdicts()
    ]
    return table(["page", "site", "budget", "limit", "measured", ""], rows, names=3)


def _names(each: Measured) -> tuple[str, str]:
    return each.page.name, each.page.site


def _name(each: Measured) -> str:
    return f"{each.page.name} ({each.page.site})"
