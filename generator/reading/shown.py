"""The lines of files as reports show them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from generator.privacy import masked
from generator.reading.sources import lines_in


def lines_to_show(root: Path) -> Callable[[str], Sequence[str]]:
    """
    Return what gives the lines of a file as `sources.lines_in` does, with private data masked.

    A report is read in the log of a public repository too, and the line under which one fault is
    marked may hold another's telephone number. Places in the lines stay what they are.
    """
    lines_of = lines_in(root)

    @lru_cache(maxsize=4)
    def masked_lines_of(path: str) -> Sequence[str]:
        return masked("\n".join(lines_of(path))).split("\n")

    return masked_lines_of
