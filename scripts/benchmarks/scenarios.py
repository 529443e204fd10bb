"""What a build can begin with, and the measured runs: the programs take turns in each scenario."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.archive import Archive
from benchmarks.measure import Cost
from benchmarks.programs import Program
from benchmarks.results import Case, Result
from benchmarks.site import Site

Tell = Callable[[str], None]


def _restore(site: Site) -> None:
    site.clone()
    site.add_newest()


# What is done to a built site before each run, in the order in which they are run.
SCENARIOS: Mapping[str, Callable[[Site], None]] = {
    "cold": Site.remove_made,
    "one-new": Site.add_newest,
    "unchanged": lambda site: None,  # noqa: ARG005  everything stays
    "restored": _restore,
}
_ADDING = ("one-new", "restored")


def run_size(  # noqa: PLR0913  each is an option of the command
    programs: Sequence[Program],
    scenarios: Sequence[str],
    archive: Archive,
    folder: Path,
    *,
    runs: int,
    tell: Tell,
) -> list[Case]:
    """Write the sites below *folder* and measure each program in each of *scenarios*."""
    additions = runs * sum(scenario in scenarios for scenario in _ADDING)
    sites = [_make_site(each, archive, folder / each.name, additions, tell) for each in programs]
    return [
        _run_scenario(scenario, sites, archive.count, runs, tell)
        for scenario in SCENARIOS
        if scenario in scenarios
    ]


def _make_site(
    program: Program, archive: Archive, folder: Path, additions: int, tell: Tell
) -> Site:
    """Write a site and build it once, so that every scenario finds a site, a cache, warm files."""
    start = time.monotonic()
    site = Site(program, archive, folder, additions=additions)
    written = time.monotonic()
    site.build()
    tell(
        f"{archive.count:,} items, {program.name}: written in {written - start:.1f} s, "
        f"built in {time.monotonic() - written:.1f} s (not counted)"
    )
    return site


def _run_scenario(scenario: str, sites: Sequence[Site], items: int, runs: int, tell: Tell) -> Case:
    """Let the programs take turns, so that a slow hour slows all of them."""
    costs: dict[str, list[Cost]] = {site.program.name: [] for site in sites}
    for number in range(1, runs + 1):
        for site in sites:
            SCENARIOS[scenario](site)
            cost = site.build()
            costs[site.program.name].append(cost)
            tell(
                f"{items:,} items, {scenario}, run {number} of {runs}, {site.program.name}: "
                f"{cost.wall_s:.2f} s, {cost.peak_pss_mib:.0f} MiB"
            )
    results = [
        Result(site.program.name, costs[site.program.name], site.published()) for site in sites
    ]
    return Case(items, scenario, results)
