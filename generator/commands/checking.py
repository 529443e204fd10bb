"""`bantin check`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.build import pipeline
from generator.build.gathering import Gathered
from generator.build.options import MEMORY, Options, opened_cache
from generator.checks.settling import Settled, silence
from generator.commands.choosing import Choice, choose
from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    WRONG_USAGE,
    add_effort,
    begin,
    instant,
    options,
)
from generator.commands.fixing import count_mendable, fix
from generator.commands.terminal import Terminal
from generator.external.listing import list_external
from generator.external.manners import Manners
from generator.external.road import run_external
from generator.kernel.diagnostics import Severity, in_order
from generator.kernel.files import write_atomically
from generator.messages import code_hosts, json_report, rule_page, sarif
from generator.messages.findings import Findings, count
from generator.messages.long_report import long_report
from generator.messages.words import Words
from generator.model import permalink
from generator.plugin.host import Setup
from generator.reading.shown import lines_to_show

_FORMATS: dict[str, Callable[[Findings], str]] = {
    "github": code_hosts.github,
    "gitlab": code_hosts.gitlab,
    "sarif": sarif.sarif,
    "json": json_report.as_json,
}
_NOTHING = Settled([], [])
_SUMMARY = "GITHUB_STEP_SUMMARY"  # the file that GitHub shows on the page of a workflow's run


class Counted(NamedTuple):
    """How many files were read, and how many of the faults told `--fix` would mend."""

    read: int
    mendable: int


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `check` understands."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help=words("help.check-paths"))
    parser.add_argument(
        "--format", choices=["text", *_FORMATS], default="text", help=words("help.format")
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help=words("help.check-output"))
    parser.add_argument("--strict", action="store_true", help=words("help.strict"))
    parser.add_argument("--all", action="store_true", help=words("help.all"))
    parser.add_argument("--fix", action="store_true", help=words("help.fix"))
    parser.add_argument("--dry-run", action="store_true", help=words("help.dry-run"))
    parser.add_argument("--preview", action="store_true", help=words("help.preview-check"))
    parser.add_argument("--now", help=words("help.check-now"))
    parser.add_argument("--links", action="store_true", help=words("help.links"))
    parser.add_argument("--external", action="store_true", help=words("help.external"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Look for faults; build nothing."""
    setup, terminal = begin(parsed, terminal)
    setup = setup.for_preview() if parsed.preview else setup
    if misused := _misuse(parsed, terminal.words):
        terminal.complain(misused)
        return WRONG_USAGE
    now = instant(parsed, setup, terminal)
    chosen = options(parsed, setup, terminal, silent=parsed.format != "text")
    with opened_cache(chosen) as cache:
        seen = pipeline.look_around(setup.folder, chosen)
        choice = choose(parsed.paths, setup.folder, seen.found, terminal)
        gathered = pipeline.gather(setup.site, seen, cache, chosen)
        mended = fix(gathered, choice, setup, parsed, terminal) if parsed.fix else None
        if mended is not None:
            choice = choice.after(mended)
            seen = pipeline.look_around(setup.folder, chosen)
            gathered = pipeline.gather(setup.site, seen, cache, chosen)
        if parsed.links:
            return _list_links(gathered, choice)
        gathered = pipeline.at_instant(gathered, now)
        asked = _ask_other_sites(gathered, setup, chosen, now) if parsed.external else _NOTHING
        findings = _findings(gathered, asked, choice, terminal.words.language)
    mendable = 0
    if parsed.format == "text" and not parsed.fix:
        mendable = count_mendable(findings.told, gathered.catalog, setup, now)
    counted = Counted(_count_read(gathered, choice), mendable)
    _report(findings, counted, setup, parsed, terminal)
    counts = count(findings.told)
    too_many = counts[Severity.ERROR] or (parsed.strict and counts[Severity.WARNING])
    return CONTENT_PROBLEMS if too_many else DONE


def _misuse(parsed: argparse.Namespace, words: Words) -> str:
    if parsed.dry_run and not parsed.fix:
        return words("fix.dry-alone")
    if parsed.fix and parsed.format != "text":
        return words("fix.not-with-format", format=parsed.format)
    return ""


def _list_links(gathered: Gathered, choice: Choice) -> int:
    """Print the links to other sites, one on a line with its place."""
    label = f"{gathered.catalog.folder.label}/"
    for place, url in list_external(gathered.catalog):
        if choice.has(place.path.removeprefix(label)):
            print(f"{url}  {place.path}:{place.line}")
    return DONE


def _ask_other_sites(gathered: Gathered, setup: Setup, chosen: Options, now: datetime) -> Settled:
    """Try the links to other sites; editors may answer for what came of it as well."""
    memory = setup.config_file.parent / MEMORY
    found = run_external(
        gathered.catalog, memory=memory, now=now, progress=chosen.progress, manners=Manners()
    )
    return silence(found, gathered.catalog)


def _findings(gathered: Gathered, asked: Settled, choice: Choice, language: str) -> Findings:
    concerns = choice.concern(gathered.catalog)
    told = in_order([*gathered.problems, *asked.told])
    return Findings(
        told=[one for one in told if concerns(one)],
        silenced=[one for one in (*gathered.silenced, *asked.silenced) if concerns(one.problem)],
        language=language,
        rules_url=_rules_url(gathered),
    )


def _report(
    findings: Findings,
    counted: Counted,
    setup: Setup,
    parsed: argparse.Namespace,
    terminal: Terminal,
) -> None:
    """Write the report to the file that was asked for, or to standard output: it is the result."""
    if parsed.format == "text":
        is_shown = parsed.output is None and sys.stdout.isatty()
        report = _text(findings, counted, setup, parsed, colour=terminal.colour and is_shown)
    else:
        report = _FORMATS[parsed.format](findings)
    if parsed.format == "github" and (summary := os.environ.get(_SUMMARY)):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(code_hosts.github_summary(findings))
    if parsed.output is not None:
        write_atomically(parsed.output, f"{report}\n".encode())
        terminal.complain(terminal.words("check.saved", file=parsed.output))
    elif report and (findings.told or not terminal.quiet or parsed.format != "text"):
        print(report)


def _text(
    findings: Findings, counted: Counted, setup: Setup, parsed: argparse.Namespace, *, colour: bool
) -> str:
    words, counts = Words(findings.language), count(findings.told)
    lines_of = lines_to_show(setup.config_file.parent)
    parts = []
    if findings.told or findings.silenced:
        parts.append(long_report(findings, lines_of, colour=colour, everything=parsed.all))
    if counted.mendable:
        parts.append(words("check.mendable", count=counted.mendable))
    if parsed.strict and counts[Severity.WARNING]:
        parts.append(words("check.strict"))
    if not counts[Severity.ERROR] and not counts[Severity.WARNING]:
        parts.append(words("check.clean", count=counted.read))
    return "\n".join(parts)


def _count_read(gathered: Gathered, choice: Choice) -> int:
    catalog = gathered.catalog
    sources = [article.source for article in catalog.articles]
    sources += [standing.page.path for standing in catalog.standing]
    return sum(map(choice.has, sources))


def _rules_url(gathered: Gathered) -> str:
    """Return the address of the site's page of rules, if it has one."""
    catalog = gathered.catalog
    for standing in catalog.standing:
        if standing.page.path == rule_page.SOURCE and not standing.page.draft:
            return permalink.absolute(catalog.site, standing.path)
    return ""
