"""How to build, and what that takes: the options and the cache they name."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.build.cache import LIMIT_BYTES, Cache
from generator.build.gathering import Progress

MEMORY = Path(".cache") / "bantin"  # beside mkdocs.yml; the one folder that CI should keep


def no_progress(step: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """
    How to work.

    Attributes:
        jobs: How many processes.
        memory: The folder of what is kept between builds; None keeps nothing at all.
        cached: Whether results of earlier builds are used and kept. What was published is
            remembered all the same.
        cache_limit_bytes: How large the cache may grow.
        today: The day, as a number that grows: what was not used for longest goes first.
        progress: Told how far reading and making have come.
    """

    jobs: int = 1
    memory: Path | None = None
    cached: bool = True
    cache_limit_bytes: int = LIMIT_BYTES
    today: int = 0
    progress: Progress = field(default=no_progress)

    @property
    def cache_dir(self) -> Path | None:
        """Where results are kept, if they are."""
        return self.memory if self.cached else None


@contextlib.contextmanager
def opened_cache(options: Options) -> Iterator[Cache]:
    """Give the cache; it is brought back to its size afterwards."""
    cache = Cache(options.cache_dir, options.today)
    try:
        yield cache
    finally:
        cache.prune(options.cache_limit_bytes)
        cache.close()
