"""What `bantin check` takes: of everything anew, and when next to nothing has changed."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import bantin_site
from benchmarks.archive import Archive, Item
from benchmarks.measure import Cost, measure
from benchmarks.programs import BANTIN, REPOSITORY, bantin_program
from benchmarks.tables import table

Tell = Callable[[str], None]
_LIMIT_S = 1200.0
_FORMS = ("text", "sarif")


class FaultyArchive(Archive):
    """The archive with so many hidden characters in each text: each is told as a warning."""

    def __init__(self, *, items: int, seed: int, warnings: int) -> None:
        """Prepare an archive of so many *items*, each with so many *warnings*."""
        super().__init__(items=items, seed=seed)
        self.warnings = warnings

    def items(self) -> Iterator[Item]:
        """Yield the items, oldest first."""
        fault = "\n\nChữ\u200b dán từ nơi khác.\n"
        for item in super().items():
            yield replace(item, body=item.body + fault * self.warnings)


@dataclass(frozen=True)
class CheckCost:
    """The runs of one case, `cold` or `warm`, with one form of the report."""

    items: int
    warnings: int
    case: str
    form: str
    costs: Sequence[Cost]

    def median(self, figure: Callable[[Cost], float]) -> float:
        """Return the median of *figure* over all runs."""
        return statistics.median(map(figure, self.costs))


def measure_checks(
    archive: FaultyArchive, folder: Path, *, runs: int, tell: Tell
) -> list[CheckCost]:
    """Write *archive* to *folder* and check it, with no cache and with one, *runs* times each."""
    bantin_site.write(archive, folder, theme=REPOSITORY / "theme")
    found = []
    for case, forms in (("cold", _FORMS[:1]), ("warm", _FORMS)):
        for form in forms:
            costs = []
            for number in range(runs):
                if case == "cold":
                    shutil.rmtree(folder / BANTIN.cache, ignore_errors=True)
                command = [*bantin_program(), "-f", str(folder / "mkdocs.yml"), "check"]
                costs.append(measure([*command, "--format", form], cwd=folder, limit_s=_LIMIT_S))
                tell(
                    f"{archive.count:,} items, {case}, {form}, {number + 1} of {runs}: "
                    f"{costs[-1].wall_s:.2f} s"
                )
            found.append(CheckCost(archive.count, archive.warnings, case, form, costs))
    return found


def text(costs: Sequence[CheckCost]) -> str:
    """Return the table of medians."""
    head = ["check", "report", "items", "warnings each", "wall s", "user s", "system s", "MiB"]
    rows = [
        [
            cost.case,
            cost.form,
            f"{cost.items:,}",
            str(cost.warnings),
            f"{cost.median(lambda one: one.wall_s):.2f}",
            f"{cost.median(lambda one: one.user_s):.2f}",
            f"{cost.median(lambda one: one.system_s):.2f}",
            f"{cost.median(lambda one: one.peak_pss_mib):.0f}",
        ]
        for cost in costs
    ]
    return "\n".join(table(head, rows, names=2))
