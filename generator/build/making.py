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
from generator.catalog.edition import Edition
from generator.catalog.library import Store
from generator.outputs.press import Press
from generator.outputs.task import Task

# Pages of the same time show the same items: fewer, longer stretches find more of them at hand
# (a tenth off the making of 10,000 pages against batches of 48).
_BATCHES = 8
# The number that stands for what MkDocs builds: first, so that it is done beside the pages.
_HOSTS_OWN = -1


@dataclass(frozen=True)
class Maker:
    """
    Makes tasks by number, into `folder`, and the host's own files into `standing` if that is given.

    Where processes are forked it is simply there in each; elsewhere it is sent to each once, and
    the press, which cannot be sent, is set up anew.
    """

    tasks: Sequence[Task]
    host: Host
    edition: Edition
    ground: Ground
    folder: Path
    standing: Path | None
    press: Press | None
    store: Store

    def ready(self) -> Callable[[int], Made | None]:
        """Return what makes the task of a number."""
        press = self.press or self.host.make_press(self.edition.catalog, self.store)
        return naming(partial(self._make, press), self._name)

    def _name(self, number: int) -> str:
        return "MkDocs" if number == _HOSTS_OWN else self.tasks[number].path

    def _make(self, press: Press, number: int) -> Made | None:
        if number == _HOSTS_OWN:
            assert self.standing is not None  # noqa: S101 -- `make_all` has looked
            self.standing.mkdir()
            self.host.build_standing(self.edition, self.standing)
            return None
        task, ground = self.tasks[number], self.ground
        data = task.run(press)
        return stage_bytes(ground.found, ground.site_dir, self.folder, task.path, task.stage, data)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the press behind."""
        return {**self.__dict__, "press": None}

    def make_all(self, options: Options) -> list[Made]:
        """Make every task, and what is the host's in the meantime."""
        numbers = [*([] if self.standing is None else [_HOSTS_OWN]), *range(len(self.tasks))]
        made = []
        for done, one in enumerate(
            run(self.ready, numbers, jobs=options.jobs, batches=_BATCHES), 1
        ):
            made.append(one)
            options.progress("make", done, len(numbers))
        return [one for one in made if one is not None]
