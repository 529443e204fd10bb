"""Drawing the cards of a plan, each once, by as many processes as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.build.cache import Cache
from generator.build.options import Options
from generator.build.run import naming, run
from generator.build.work import Work
from generator.catalog.catalog import Catalog
from generator.outputs.cards import CardMaterial, FormerCard, key_of
from generator.outputs.task import Task

_LOOKED_UP_AT_ONCE = 64  # some megabytes
_KEPT_AT_ONCE = 16


def draw_cards(work: Work, catalog: Catalog, cache: Cache, options: Options) -> None:
    """
    Put into *cache* what it lacks of the cards that are to be published anew.

    A step of its own, so that a card whose file is lost, or that a machine without the site
    needs, is there without being drawn again.
    """
    cache.touch([key_of(task.material.card.mark) for task in _cards(work.tasks)])
    tasks = {task.material.card.mark: task for task in _cards([job.task for job in work.jobs])}
    missing = [task for some in _cut(list(tasks.values())) for task in _missing(cache, some)]
    drawer, drawn = _Drawer(missing, catalog), []
    for done, data in enumerate(
        run(drawer.ready, range(len(missing)), jobs=options.jobs, one_by_one=True), 1
    ):
        drawn.append((key_of(missing[done - 1].material.card.mark), data))
        if len(drawn) == _KEPT_AT_ONCE or done == len(missing):
            cache.put_many(drawn)
            drawn = []
        options.progress("draw", done, len(missing))


@dataclass(frozen=True, slots=True)
class _Drawer:
    """Draws cards by number: what they are made of is sent to a process at most once."""

    tasks: Sequence[Task]
    catalog: Catalog

    def ready(self) -> Callable[[int], bytes]:
        """Return what draws the card of a number."""
        return naming(self._draw, lambda number: self.tasks[number].path)

    def _draw(self, number: int) -> bytes:
        data: bytes = self.tasks[number].material.card.draw(
            self.catalog.site, self.catalog.folder.path
        )
        return data


def _cards(tasks: Sequence[Task]) -> Iterator[Task]:
    return (task for task in tasks if isinstance(task.material, CardMaterial))


def _missing(cache: Cache, some: list[Task]) -> list[Task]:
    kept = cache.get_many([key_of(task.material.card.mark) for task in some])
    return [
        task
        for task in some
        if key_of(task.material.card.mark) not in kept
        and not isinstance(task.material.card, FormerCard)
    ]


def _cut(tasks: list[Task]) -> Iterator[list[Task]]:
    return (tasks[i : i + _LOOKED_UP_AT_ONCE] for i in range(0, len(tasks), _LOOKED_UP_AT_ONCE))
