"""How long the cards of shared links take to draw, and what they weigh."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.archive import NOW, Archive
from benchmarks.programs import BANTIN
from benchmarks.tables import table
from generator.build import pipeline
from generator.build.options import Options, opened_cache
from generator.catalog.edition import at
from generator.outputs.card_contents import item_card
from generator.outputs.card_drawing import draw_card
from generator.plugin.host import load_setup

_SAMPLE = Path(__file__).parents[2]
_MS_PER_S, _BYTES_PER_KB = 1000, 1000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One card: of which site, in which layout, processor time (least of all runs), size."""

    site: str
    layout: str
    ms: float
    size_bytes: int


def measure_cards(archive: Archive, folder: Path, *, runs: int) -> list[Drawn]:
    """Draw each card of the sample site, and of *archive*, which is written below *folder*."""
    site = folder / "cards"
    BANTIN.write_site(archive, site)
    return [*_draw_all("sample", _SAMPLE, runs), *_draw_all("archive", site, runs)]


def _draw_all(name: str, root: Path, runs: int) -> Iterator[Drawn]:
    setup, problems = load_setup(root / "mkdocs.yml")
    if setup is None:
        raise RuntimeError(problems)
    options = Options()
    with opened_cache(options) as cache:
        gathered = pipeline.gather(
            setup.site, pipeline.look_around(setup.folder, options), cache, options
        )
        edition = at(gathered.catalog, NOW)
        for face in edition.live:
            card = item_card(face, setup.site)
            times = []
            for _ in range(runs):
                begun = time.process_time()
                data = draw_card(card, setup.folder.path)
                times.append((time.process_time() - begun) * _MS_PER_S)
            yield Drawn(name, card.layout.value, min(times), len(data))


def text(drawn: Sequence[Drawn]) -> str:
    """Return a table: for each site and layout the median, the ninth tenth and the most."""
    groups: dict[tuple[str, str], list[Drawn]] = {}
    for one in drawn:
        groups.setdefault((one.site, one.layout), []).append(one)
        groups.setdefault((one.site, "all"), []).append(one)
    rows = []
    for (site, layout), some in sorted(groups.items()):
        times = [f"{value:.1f}" for value in _spread([one.ms for one in some])]
        sizes = [f"{v / _BYTES_PER_KB:.0f}" for v in _spread([one.size_bytes for one in some])]
        rows.append([site, layout, str(len(some)), *times, *sizes])
    head = ["site", "layout", "cards", "ms", "90 %", "most", "KB", "90 %", "most"]
    return "\n".join(table(head, rows, names=2))


def save(drawn: Sequence[Drawn], file: Path) -> None:
    """Write every figure to *file*."""
    file.write_text(json.dumps([asdict(one) for one in drawn], indent=2) + "\n", encoding="utf-8")


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[len(ordered) * 9 // 10], ordered[-1]
