"""What a program wrote, counted, so that two programs' sites can be held against each other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ITEM = re.compile(r"(ban-tin|guong-sang|khan)/\d{4}/[^/]+/")
# Pages that are neither an item nor a list of items.
_STANDING = frozenset({"404.html", "gioi-thieu/"})


@dataclass(frozen=True)
class Published:
    """
    Files and bytes of one output folder.

    `items` and `listings` are addresses, relative to the home page, which is the empty one; `rss`
    counts `rss.xml`.
    """

    files: int
    size_bytes: int
    html_bytes: int
    rss: int
    items: frozenset[str]
    listings: frozenset[str]


@dataclass(frozen=True)
class Shared:
    """How many addresses two sites have both, and how many only the one or the other."""

    both: int
    only_first: int
    only_second: int


def read(folder: Path) -> Published:
    """Count what lies below *folder*."""
    files = list(_files(folder))
    html = {_address(path): size for path, size in files if path.endswith(".html")}
    items = frozenset(filter(_ITEM.fullmatch, html))
    return Published(
        files=len(files),
        size_bytes=sum(size for _, size in files),
        html_bytes=sum(html.values()),
        rss=sum(path.rpartition("/")[2] == "rss.xml" for path, _ in files),
        items=items,
        listings=frozenset(html) - items - _STANDING,
    )


def compare(first: frozenset[str], second: frozenset[str]) -> Shared:
    """Hold the addresses of two sites against each other."""
    return Shared(len(first & second), len(first - second), len(second - first))


def _address(path: str) -> str:
    return path.removesuffix("index.html") if f"/{path}".endswith("/index.html") else path


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the path of every file, relative to *folder*, and its size in bytes."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path.stat().st_size
