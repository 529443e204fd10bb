"""Making files, by as many processes as there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from generator.build.ground import Ground
from generator.build.host import Host
from generator.build.options import Options
from generator.build.release import Made, stage_bytes
from generator.build.run import naming, run
from generator.catalog.catalog import Catalog
from generator.outputs.press import Press
from generator.outputs.task import Task

# Pages of the same time show the same items: fewer, longer stretches find more of them at hand
# (a tenth off the making of 10,000 pages against batches of 48).
_BATCHES = 8


@dataclass(frozen=True)
class Maker:
    """
    Makes tasks by number.

    Where processes are forked it is simply there in each; elsewhere it is sent to each once, and
    the press, which cannot be sent, is set up anew.
    """

    tasks: Sequence[Task]
    host: Host
    catalog: Catalog
    ground: Ground
    folder: Path
    press: Press | None

    def ready(self) -> Callable[[int], Made]:
        """Return what makes the task of a number."""
        press = self.press or self.host.make_press(self.catalog)
        return naming(partial(self._make, press), lambda number: self.tasks[number].path)

    def _make(self, press: Press, number: int) -> Made:
        task, ground = self.tasks[number], self.ground
        data = task.run(press)
        return stage_bytes(ground.found, ground.site_dir, self.folder, task.path, task.stage, data)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the press behind."""
        return {**self.__dict__, "press": None}

    def make_all(self, options: Options) -> list[Made]:
        """Make every task."""
        made: list[Made] = []
        numbers = range(len(self.tasks))
        for one in run(self.ready, numbers, jobs=options.jobs, batches=_BATCHES):
            made.append(one)
            options.progress("make", len(made), len(numbers))
        return made
