"""The whole road: read, check, decide, make, put in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from generator.build import release
from generator.build.cache import Cache, NoCache
from generator.build.plan import plan
from generator.build.run import run
from generator.build.toolchain import toolchain_digest
from generator.catalog.catalog import Catalog
from generator.catalog.edition import Edition, at
from generator.catalog.gather import Reader, Reading, is_read, read_assets
from generator.checks import RULES
from generator.kernel.diagnostics import Diagnostic, has_errors, in_order
from generator.model.site import Site
from generator.outputs.press import Press
from generator.outputs.task import Task
from generator.reading import sources
from generator.reading.data import read_registers
from generator.reading.decode import Clock
from generator.reading.sources import Folder

CACHE = Path(".cache") / "bantin"  # beside mkdocs.yml; the one folder that CI should keep
Progress = Callable[[str, int, int], None]


def no_progress(step: str, done: int, total: int) -> None:
    """Show nothing."""


class Host(Protocol):
    """What this package asks of MkDocs."""

    def make_press(self, catalog: Catalog) -> Press:
        """Return the theme's templates, ready for our views. Called in each worker process."""

    def build_standing(self, edition: Edition, folder: Path) -> None:
        """Write standing pages and the theme's own files into the empty *folder*."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to work. `jobs` is a number of processes; None for `cache_dir` keeps nothing."""

    jobs: int = 1
    cache_dir: Path | None = None
    progress: Progress = field(default=no_progress)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The catalog and every problem found, in order."""

    catalog: Catalog
    problems: list[Diagnostic]

    @property
    def is_publishable(self) -> bool:
        """Whether nothing found forbids publication."""
        return not has_errors(self.problems)


def gather(site: Site, folder: Folder, options: Options) -> Gathered:
    """Read and check all content. Nothing is written but the cache."""
    clock = Clock(site.zone, site.settings.default_time)
    found, problems = sources.find(folder)
    registers, more = read_registers(folder, clock)
    problems += more
    readings = list(_read_all(site, folder, found, options))
    problems += [problem for reading in readings for problem in reading.problems]
    assets, more = read_assets(folder, frozenset(found), readings)
    problems += more
    catalog = Catalog(
        site=site,
        folder=folder,
        registers=registers,
        articles=tuple(r.article for r in readings if r.article is not None),
        standing=tuple(r.standing for r in readings if r.standing is not None),
        files=frozenset(found),
        assets=assets,
    )
    problems += _judge(catalog, readings)
    return Gathered(catalog, in_order(problems))


def _judge(catalog: Catalog, readings: Sequence[Reading]) -> Iterator[Diagnostic]:
    """
    Apply all rules.

    An article with errors stands here with stand-ins for its faulty fields, which have no place:
    what a rule says of them points at the whole item, and is not the editor's doing.
    """
    broken = {
        reading.article.place("")
        for reading in readings
        if reading.article is not None and has_errors(reading.problems)
    }
    for rule in RULES:
        yield from (problem for problem in rule(catalog) if problem.span not in broken)


def _read_all(site: Site, folder: Folder, found: list[str], options: Options) -> Iterator[Reading]:
    paths = [path for path in found if is_read(path)]
    make_reader = partial(_make_reader, site, folder, options.cache_dir)
    for done, reading in enumerate(run(make_reader, paths, jobs=options.jobs), 1):
        options.progress("read", done, len(paths))
        yield reading


def _make_reader(site: Site, folder: Folder, cache_dir: Path | None) -> Callable[[str], Reading]:
    store = NoCache() if cache_dir is None else Cache(cache_dir / "bodies")
    return Reader(site, folder, store, toolchain_digest()).read


def publish(
    catalog: Catalog, now: datetime, host: Host, site_dir: Path, options: Options
) -> release.Tally:
    """Build *catalog* as of *now* into *site_dir*, which changes only when all is made."""
    edition = at(catalog, now)
    with release.staging(site_dir) as folder:
        standing, tree = folder / "standing", folder / "site"
        standing.mkdir()
        host.build_standing(edition, standing)
        theirs = release.stage_tree(site_dir, standing)
        ours = _make_all(edition, host, site_dir, tree, options)
        return release.release(site_dir, _joined(theirs, ours), tree)


def add_to(edition: Edition, host: Host, site_dir: Path, options: Options) -> release.Tally:
    """Build what is ours into *site_dir*, where the host has just written what is its own."""
    with release.staging(site_dir) as folder:
        theirs = release.stage_tree(site_dir, site_dir)
        ours = _make_all(edition, host, site_dir, folder, options)
        return release.release(site_dir, _joined(theirs, ours), folder)


def _joined(theirs: list[release.Made], ours: list[release.Made]) -> list[release.Made]:
    """Where both wrote a file, ours stands."""
    return list({one.path: one for one in (*theirs, *ours)}.values())


def _make_all(
    edition: Edition, host: Host, site_dir: Path, folder: Path, options: Options
) -> list[release.Made]:
    """Make every file of ours, into the staging *folder* where it differs from the site."""
    press = host.make_press(edition.catalog)
    tasks = plan(edition, dict(press.styles))
    make_maker = partial(_make_maker, edition, host, site_dir, folder)
    made = []
    for done, one in enumerate(run(make_maker, tasks, jobs=options.jobs), 1):
        options.progress("make", done, len(tasks))
        made.append(one)
    return made


def _make_maker(
    edition: Edition, host: Host, site_dir: Path, folder: Path
) -> Callable[[Task], release.Made]:
    press = host.make_press(edition.catalog)

    def make(task: Task) -> release.Made:
        data = task.run(edition, press)
        return release.stage_bytes(site_dir, folder, task.path, task.stage, data)

    return make
