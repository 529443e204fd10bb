"""What a program wrote, counted, so that two programs' sites can be held against each other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ROOT = "/"


@dataclass(frozen=True)
class Published:
    """
    Files and bytes of one output folder.

    `rss` counts `rss.xml`; `html_by_folder` the pages below each top folder, `/` those beside
    the home page.
    """

    files: int
    size_bytes: int
    html: int
    html_bytes: int
    rss: int
    html_by_folder: dict[str, int]


def count(folder: Path) -> Published:
    """Count what lies below *folder*."""
    files = list(_files(folder))
    html = [(path, size) for path, size in files if path.endswith(".html")]
    folders = Counter(path.split("/")[0] if "/" in path else _ROOT for path, _ in html)
    return Published(
        files=len(files),
        size_bytes=sum(size for _, size in files),
        html=len(html),
        html_bytes=sum(size for _, size in html),
        rss=sum(path.rpartition("/")[2] == "rss.xml" for path, _ in files),
        html_by_folder=dict(sorted(folders.items())),
    )


def _files(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield the path of every file, relative to *folder*, and its size in bytes."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            yield path.relative_to(folder).as_posix(), path.stat().st_size
