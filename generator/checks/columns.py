"""Finds in one column of a table told as one: whoever has a hundred takes the column out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.kernel.diagnostics import Diagnostic, Span

_CELL = re.compile(r"(?P<sheet>.*?)row (?P<row>\d+) / (?P<column>column \d+)\Z", re.DOTALL)
_FEWEST = 2


def by_column(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """
    Put what stands in one column of a table and is of one kind into one diagnostic.

    It says how many there are and in which row the first stands; none of them is shown. What is
    found once stays as it is.
    """
    groups = defaultdict[tuple[str, Span, str, str], list[tuple[re.Match[str], Diagnostic]]](list)
    for problem in problems:
        cell = _CELL.match(dict(problem.params).get("inside", ""))
        if cell is None or not problem.code.startswith("privacy."):
            yield problem
        else:
            key = (problem.code, problem.span, cell["sheet"], cell["column"])
            groups[key].append((cell, problem))
    for (_, _, sheet, column), found in groups.items():
        told = dict(found[0][1].params)
        head = told.pop("head", "")
        if len(found) >= _FEWEST:
            told = {
                "variant": "column",
                "inside": f"{sheet}{column}" + (f" ({head})" if head else ""),
                "count": str(len(found)),
                "row": str(min(int(cell["row"]) for cell, _ in found)),
            }
        yield replace(found[0][1], params=tuple(sorted(told.items())))
