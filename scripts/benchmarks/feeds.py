"""What all feeds of a site take: Bantin's alone, made by its own modules in one process."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archive import NOW, Archive
from benchmarks.programs import BANTIN
from benchmarks.tables import table
from generator.build import pipeline
from generator.build.options import MEMORY, Options, opened_cache
from generator.catalog.edition import at
from generator.outputs import feeds
from generator.plugin.host import MkDocsHost, load_setup


@dataclass(frozen=True)
class FeedCost:
    """Feeds of one site: how many files and bytes, and processor time in seconds."""

    items: int
    files: int
    archives: int
    size_bytes: int
    largest_bytes: int
    plan_s: float
    make_s: float


def measure(archive: Archive, folder: Path) -> FeedCost:
    """Write *archive* to *folder*, read it, and make every feed from nothing at hand."""
    BANTIN.write_site(archive, folder)
    setup, problems = load_setup(folder / "mkdocs.yml")
    if setup is None:
        message = f"The archive cannot be set up: {problems}"
        raise ValueError(message)
    options = Options(memory=folder / MEMORY)
    with opened_cache(options) as cache:
        gathered = pipeline.gather(
            setup.site, pipeline.look_around(setup.folder, options), cache, options
        )
        press = MkDocsHost(setup).make_press(gathered.catalog, cache)
        edition = at(gathered.catalog, NOW)
        begun = time.process_time()
        tasks = sorted(feeds.tasks(edition), key=lambda task: (task.near, task.path))
        planned = time.process_time()
        sizes = [len(task.run(press)) for task in tasks]
        made = time.process_time()
    return FeedCost(
        items=archive.count,
        files=len(tasks),
        archives=sum(task.path.startswith("luu-tru/") for task in tasks),
        size_bytes=sum(sizes),
        largest_bytes=max(sizes),
        plan_s=planned - begun,
        make_s=made - planned,
    )


def text(costs: Sequence[FeedCost]) -> str:
    """Return the table."""
    head = ["items", "feeds", "archives", "MB", "largest KB", "planned s", "made s"]
    rows = [
        [
            f"{cost.items:,}",
            f"{cost.files - cost.archives:,}",
            f"{cost.archives:,}",
            f"{cost.size_bytes / 1e6:.1f}",
            f"{cost.largest_bytes / 1e3:.0f}",
            f"{cost.plan_s:.3f}",
            f"{cost.make_s:.2f}",
        ]
        for cost in costs
    ]
    return "\n".join(table(head, rows, names=1))
