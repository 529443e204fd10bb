"""The whole road: read, check, decide, compare, make, put in place."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from generator.build import manifest as manifests
from generator.build import release
from generator.build.cache import LIMIT_BYTES, Cache
from generator.build.found import Found, look
from generator.build.gathering import Gathered, Gatherer, Progress
from generator.build.manifest import Entry, Manifest
from generator.build.permanence import addresses, lost_addresses
from generator.build.plan import plan
from generator.build.run import naming, run
from generator.build.survey import Survey, survey
from generator.build.work import Work, compare
from generator.catalog.catalog import Catalog
from generator.catalog.edition import Edition, at
from generator.kernel import digest, stamps
from generator.kernel.diagnostics import Diagnostic, from_row, in_order, to_row
from generator.model.site import Site
from generator.outputs.material import marks_of
from generator.outputs.press import Press
from generator.outputs.task import Task
from generator.reading.sources import Folder

# Pages of the same time show the same items: fewer, longer stretches find more of them at hand
# (a tenth off the making of 10,000 pages against batches of 48).
_BATCHES_OF_PAGES = 8
CACHE = Path(".cache") / "bantin"  # beside mkdocs.yml; the one folder that CI should keep


def no_progress(step: str, done: int, total: int) -> None:
    """Show nothing."""


class Host(Protocol):
    """What this package asks of MkDocs."""

    def digest(self, site: Site) -> str:
        """Return the digest of program, theme and settings."""

    def make_press(self, catalog: Catalog) -> Press:
        """Return the theme's templates, ready for our views."""

    def standing_digest(self, edition: Edition, digests: Mapping[str, str]) -> str:
        """Return the digest of what standing pages depend on; empty if it cannot be told."""

    def build_standing(self, edition: Edition, folder: Path) -> None:
        """Write standing pages and the theme's own files into the empty *folder*."""


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


@dataclass(frozen=True, slots=True)
class Ground:
    """
    A site folder, what the last build put there and what is found there.

    `file` is where the manifest lies, if it is kept. `trusted` is the manifest where it may save
    work, and empty where everything shall be made anew.
    """

    site_dir: Path
    file: Path | None
    manifest: Manifest
    trusted: Manifest
    found: Found


@contextlib.contextmanager
def opened_cache(options: Options) -> Iterator[Cache]:
    """Give the cache; it is brought back to its size afterwards."""
    cache = Cache(options.cache_dir, options.today)
    try:
        yield cache
    finally:
        cache.prune(options.cache_limit_bytes)
        cache.close()


def look_around(folder: Folder, options: Options) -> Survey:
    """See what lies in `content/`."""
    return survey(folder, options.cache_dir)


def gather(site: Site, seen: Survey, cache: Cache, options: Options) -> Gathered:
    """Read and check all content. Nothing is written but the cache."""
    gatherer = Gatherer(site, cache, options.cache_dir, options.jobs, options.progress)
    return gatherer.gather(seen)


def stand_on(site_dir: Path, root: Path, options: Options) -> Ground:
    """See what is in *site_dir*, and what was put there; *root* is where mkdocs.yml lies."""
    if options.memory is None:
        return Ground(site_dir, None, Manifest(), Manifest(), look(site_dir, Manifest(), 0))
    file = manifests.place_of(options.memory, root, site_dir)
    manifest = manifests.load(file)
    trusted = manifest if options.cached else Manifest()
    noted_ns = stamps.stamp_of(file).mtime_ns
    return Ground(site_dir, file, manifest, trusted, look(site_dir, trusted, noted_ns))


def digest_inputs(host: Host, site: Site, content: str) -> str:
    """Return the digest of all a build depends on but time; empty if *content*'s is."""
    return content and digest.of_bytes(content.encode(), host.digest(site).encode())


def is_current(ground: Ground, inputs: str, now: datetime) -> bool:
    """Tell whether the site is what a build from *inputs* at *now* would make it."""
    manifest, found = ground.trusted, ground.found
    if not inputs or manifest.inputs != inputs or not manifest.standing:
        return False
    is_time = manifest.since <= now.timestamp() < (manifest.until or float("inf"))
    return is_time and found.present == manifest.files.keys() == found.sound.keys()


def former_problems(ground: Ground) -> list[Diagnostic]:
    """Return the warnings of the build that made what is there."""
    return [from_row(row) for row in ground.manifest.problems]


@dataclass(frozen=True, slots=True)
class Plan:
    """A site at one instant, ready to be made where it must be."""

    gathered: Gathered
    edition: Edition
    press: Press
    standing: str
    work: Work
    lost: list[Diagnostic]


def prepare(gathered: Gathered, now: datetime, host: Host, ground: Ground) -> Plan:
    """Decide what is live at *now* and what must be made for it. Nothing is written."""
    edition = at(gathered.catalog, now)
    press = host.make_press(gathered.catalog)
    standing = host.standing_digest(edition, gathered.digests)
    tasks = plan(edition, press.styles)
    work = compare(tasks, press, ground.trusted, ground.found, standing)
    lost = list(lost_addresses(edition, ground.manifest, gathered.digests))
    return Plan(gathered, edition, press, standing, work, in_order(lost))


def carry_out(planned: Plan, host: Host, ground: Ground, options: Options) -> release.Tally:
    """Make what must be made and put it in place; the site changes only when all is made."""
    site_dir, work = ground.site_dir, planned.work
    with release.staging(site_dir) as folder:
        theirs: list[release.Made] = []
        if work.standing:
            standing = folder / "standing"
            standing.mkdir()
            host.build_standing(planned.edition, standing)
            theirs = release.stage_tree(ground.found, site_dir, standing)
        ours = _make_all(planned, host, ground, folder / "site", options)
        made = _joined(theirs, ours, work)
        wanted = work.kept.keys() | {one.path for one in made}
        tally = release.release(site_dir, made, wanted, ground.found, folder / "site")
    return replace(tally, is_remembered=_remember(planned, host, ground, made))


def add_to(gathered: Gathered, edition: Edition, host: Host, site_dir: Path, jobs: int) -> None:
    """Build what is ours into *site_dir*, where the host has just written what is its own."""
    options = Options(jobs=jobs)
    press = host.make_press(edition.catalog)
    tasks = plan(edition, press.styles)
    ground = stand_on(site_dir, site_dir, options)
    work = compare(tasks, press, Manifest(), ground.found, "")
    planned = Plan(gathered, edition, press, "", work, [])
    with release.staging(site_dir) as folder:
        ours = _make_all(planned, host, ground, folder, options)
        wanted = ground.found.present | {one.path for one in ours}
        release.release(site_dir, ours, wanted, ground.found, folder)


def _joined(theirs: list[release.Made], ours: list[release.Made], work: Work) -> list[release.Made]:
    """Where both wrote a file, ours stands."""
    own = {task.path for task in work.tasks}
    return [one for one in theirs if one.path not in own] + ours


def _make_all(
    planned: Plan, host: Host, ground: Ground, folder: Path, options: Options
) -> list[release.Made]:
    """Make every file that must be made, into *folder* where it differs from the site's."""
    tasks = [job.task for job in planned.work.jobs]
    make = Maker(tasks, host, planned.edition.catalog, ground, folder, planned.press)
    made = []
    numbers = range(len(tasks))
    results = run(make.ready, numbers, jobs=options.jobs, batches=_BATCHES_OF_PAGES)
    for done, one in enumerate(results, 1):
        options.progress("make", done, len(tasks))
        made.append(one)
    return made


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

    def ready(self) -> Callable[[int], release.Made]:
        """Return what makes the task of a number."""
        press = self.press or self.host.make_press(self.catalog)
        return naming(partial(self._make, press), lambda number: self.tasks[number].path)

    def _make(self, press: Press, number: int) -> release.Made:
        task, ground = self.tasks[number], self.ground
        data = task.run(press)
        return release.stage_bytes(
            ground.found, ground.site_dir, self.folder, task.path, task.stage, data
        )

    def __getstate__(self) -> dict[str, Any]:
        """Leave the press behind."""
        return {**self.__dict__, "press": None}


def _remember(planned: Plan, host: Host, ground: Ground, made: Sequence[release.Made]) -> bool:
    """Write down what is in place now, last of all; tell whether that was possible."""
    if ground.file is None:
        return False
    gathered, edition, work = planned.gathered, planned.edition, planned.work
    tasks = {job.task.path: job.task for job in work.jobs}
    entries = dict(work.kept)
    for one in made:
        task = tasks.get(one.path)
        told = ("", "") if task is None else (task.digest, marks_of(task.material))
        entries[one.path] = Entry(one.digest, *stamps.stamp_of(ground.site_dir / one.path), *told)
    places = addresses(edition)
    until = edition.next_change()
    return manifests.save(
        ground.file,
        Manifest(
            files=entries,
            addresses=places,
            texts={path: gathered.digests.get(source, "") for path, source in places.items()},
            built_at=edition.now.timestamp(),
            presses=planned.press.digest,
            standing=planned.standing,
            inputs=digest_inputs(host, gathered.catalog.site, gathered.inputs),
            since=edition.last_change(),
            until=None if until is None else until.timestamp(),
            problems=[to_row(problem) for problem in gathered.problems],
        ),
    )
