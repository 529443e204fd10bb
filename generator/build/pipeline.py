"""The whole road: read, check, decide, compare, make, put in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from generator.build import manifest as manifests
from generator.build import release
from generator.build.cache import Cache
from generator.build.drawing import draw_cards
from generator.build.encoding import encode_pictures
from generator.build.former_cards import cards_of, kept_cards, next_removal
from generator.build.gathering import Gathered, Gatherer
from generator.build.ground import Ground, stand_on
from generator.build.host import Host, digest_inputs
from generator.build.making import Maker
from generator.build.manifest import Entry, Manifest
from generator.build.options import Options
from generator.build.permanence import addresses, lost_addresses
from generator.build.plan import plan
from generator.build.survey import Survey, survey
from generator.build.work import Work, compare
from generator.catalog.edition import Edition, at
from generator.checks import CLOCK_RULES
from generator.checks.consents import warning_points
from generator.kernel import stamps
from generator.kernel.diagnostics import Diagnostic, in_order, to_row
from generator.model.site import Site
from generator.outputs.material import marks_of
from generator.outputs.press import Press
from generator.reading.sources import Folder


def look_around(folder: Folder, options: Options) -> Survey:
    """See what lies in `content/`."""
    return survey(folder, options.cache_dir)


def gather(site: Site, seen: Survey, cache: Cache, options: Options) -> Gathered:
    """Read and check all content. Nothing is written but the cache."""
    gatherer = Gatherer(site, cache, options.cache_dir, options.jobs, options.progress)
    return gatherer.gather(seen)


def at_instant(gathered: Gathered, now: datetime) -> Gathered:
    """Add what the rules by the clock have to say at *now*."""
    found = (problem for rule in CLOCK_RULES for problem in rule(gathered.catalog, now))
    return replace(gathered, problems=in_order([*gathered.problems, *found]))


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
    press = host.make_press(gathered.catalog, gathered.cache)
    standing = host.standing_digest(edition, gathered.digests)
    tasks = plan(edition, press.styles)
    tasks += kept_cards(tasks, ground, gathered.cache, gathered.catalog, now)
    work = compare(tasks, press, ground.trusted, ground.found, standing)
    lost = list(lost_addresses(edition, ground.manifest, gathered.digests))
    return Plan(gathered, edition, press, standing, work, in_order(lost))


def carry_out(planned: Plan, host: Host, ground: Ground, options: Options) -> release.Tally:
    """Make what must be made and put it in place; the site changes only when all is made."""
    site_dir, work = ground.site_dir, planned.work
    _draw(planned, options)
    with release.staging(site_dir) as folder:
        standing = folder / "standing" if work.standing else None
        ours = _maker(planned, host, ground, folder / "site", standing).make_all(options)
        theirs = [] if standing is None else release.stage_tree(ground.found, site_dir, standing)
        made = _joined(theirs, ours, work)
        wanted = work.kept.keys() | {one.path for one in made}
        tally = release.release(site_dir, made, wanted, ground.found, folder / "site")
    return replace(tally, is_remembered=_remember(planned, host, ground, made))


def add_to(gathered: Gathered, edition: Edition, host: Host, site_dir: Path, jobs: int) -> None:
    """Build what is ours into *site_dir*, where the host has just written what is its own."""
    options = Options(jobs=jobs)
    press = host.make_press(edition.catalog, gathered.cache)
    tasks = plan(edition, press.styles)
    ground = stand_on(site_dir, site_dir, options)
    work = compare(tasks, press, Manifest(), ground.found, "")
    planned = Plan(gathered, edition, press, "", work, [])
    _draw(planned, options)
    with release.staging(site_dir) as folder:
        ours = _maker(planned, host, ground, folder).make_all(options)
        wanted = ground.found.present | {one.path for one in ours}
        release.release(site_dir, ours, wanted, ground.found, folder)


def _draw(planned: Plan, options: Options) -> None:
    """Make what takes longest, pictures and cards, before pages: each once, and kept."""
    catalog, cache = planned.gathered.catalog, planned.gathered.cache
    encode_pictures(planned.work, catalog.folder.path, cache, options)
    draw_cards(planned.work, catalog, cache, options)


def _maker(
    planned: Plan, host: Host, ground: Ground, folder: Path, standing: Path | None = None
) -> Maker:
    """Return what makes each file that must be made, into *folder* where it differs."""
    tasks = [job.task for job in planned.work.jobs]
    store = planned.gathered.cache
    return Maker(tasks, host, planned.edition, ground, folder, standing, planned.press, store)


def _joined(theirs: list[release.Made], ours: list[release.Made], work: Work) -> list[release.Made]:
    """Where both wrote a file, ours stands."""
    own = {task.path for task in work.tasks}
    return [one for one in theirs if one.path not in own] + ours


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
    site, former = gathered.catalog.site, ground.manifest
    places = addresses(edition)
    cards = cards_of(work.tasks, former, edition.now)
    since, until = _unchanging(edition, next_removal(cards, site))
    built = Manifest(
        files=entries,
        addresses=places,
        texts={path: gathered.digests.get(source, "") for path, source in places.items()},
        built_at=edition.now.timestamp(),
        presses=planned.press.digest,
        standing=planned.standing,
        inputs=digest_inputs(host, site, gathered.inputs),
        since=since,
        until=until,
        problems=[to_row(problem) for problem in gathered.problems],
        cards=cards,
    )
    return manifests.save(ground.file, built.as_preview(former) if site.preview else built)


def _unchanging(edition: Edition, removal: float | None) -> tuple[float, float | None]:
    """Return since when, and until when, all is as it is: the site, and what is told of it."""
    now, change = edition.now.timestamp(), edition.next_change()
    points = list(warning_points(edition.catalog))
    since = max((edition.last_change(), *(point for point in points if point <= now)))
    coming = [point for point in points if point > now]
    coming += [] if removal is None else [removal]
    coming += [] if change is None else [change.timestamp()]
    return since, min(coming, default=None)
