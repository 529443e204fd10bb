"""`bantin check --fix`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import datetime

from generator.build import manifest as manifests
from generator.build.gathering import Gathered
from generator.build.options import MEMORY
from generator.catalog.catalog import Catalog
from generator.commands.choosing import Choice
from generator.commands.common import clock
from generator.commands.terminal import Terminal
from generator.kernel.diagnostics import Diagnostic
from generator.mending.mended import Left
from generator.mending.road import Change, Proposal, Road, carry_out, diff
from generator.plugin.host import Setup

# What of a file is mended where a code was told.
_MENDS = {
    "yaml.tab": "tab",
    "yaml.word-quotes": "quote",
    "front.dashes": "dashes",
    **dict.fromkeys(("date.order", "time.form"), "date"),
    **dict.fromkeys(("text.stray-character", "text.more-strays"), "stray"),
    "language.decomposed": "nfc",
    "language.look-alike": "letter",
    **dict.fromkeys(("path.layout", "path.slug", "path.other-year"), "name"),
}
_FILES_TRIED = 200
_COLOURS = {"+": "32", "-": "31", "@": "36"}


def fix(
    gathered: Gathered,
    choice: Choice,
    setup: Setup,
    parsed: argparse.Namespace,
    terminal: Terminal,
) -> dict[str, str] | None:
    """
    Show what is mended of the files meant, and mend it unless this is a trial.

    Returns:
        Of the files that were mended the new path by the old one; None if none was.
    """
    # Not `--now`: what readers have is a matter of the real day.
    road = Road(gathered.catalog, _published(setup), clock(setup))
    proposal = road.propose(choice.has)
    for change in proposal.changes:
        _show(change, setup.folder.label, terminal)
    _tell_left(proposal, setup.folder.label, terminal)
    count = len(proposal.changes)
    if not count:
        terminal.tell("fix.nothing")
        return None
    if parsed.dry_run:
        terminal.tell("fix.dry", count=count)
        return None
    left = carry_out(proposal.changes, setup.folder)
    for path in left:
        why = terminal.words("fix.why.changed")
        terminal.tell("fix.left", path=f"{setup.folder.label}/{path}", why=why)
    terminal.tell("fix.done", count=count - len(left))
    return {one.path: one.new_path for one in proposal.changes if one.path not in left}


def _published(setup: Setup) -> frozenset[str]:
    """Return the addresses that some build of the site has published from here."""
    memory = setup.config_file.parent / MEMORY
    found: set[str] = set()
    for file in manifests.all_in(memory):
        found.update(manifests.load(file).addresses)
    return frozenset(found)


def _show(change: Change, label: str, terminal: Terminal) -> None:
    words = terminal.words
    what = ", ".join(words(f"fix.what.{key}") for key in change.what)
    if change.new_path != change.path:
        old, new = (f"{label}/{path}" for path in (change.path, change.new_path))
        terminal.tell("fix.moved", old=old, new=new)
    if what:
        terminal.tell("fix.mended", path=f"{label}/{change.path}", what=what)
    for line in diff(change, label):
        colour = _COLOURS.get(line[:1]) if terminal.colour else None
        terminal.say(f"\x1b[{colour}m{line}\x1b[0m" if colour else line)
    terminal.say("")


def _tell_left(proposal: Proposal, label: str, terminal: Terminal) -> None:
    names = {one.path: one.new_path for one in proposal.changes}
    words = terminal.words
    for path, reason in proposal.left:
        told = f"{label}/{names.get(path, path)}"
        if isinstance(reason, Left):
            what, why = words(f"fix.what.{reason.what}"), words("fix.why.meaning")
            terminal.tell("fix.left-here", path=told, line=reason.line, what=what, why=why)
        else:
            why = words(f"fix.why.{reason.key}", **reason.params)
            terminal.tell("fix.left", path=told, why=why)


def count_mendable(
    problems: Iterable[Diagnostic], catalog: Catalog, setup: Setup, now: datetime
) -> int:
    """Return how many of *problems* `--fix` would mend; only files that have such are read."""
    label = f"{setup.folder.label}/"
    meant = [one for one in problems if one.code in _MENDS]
    files = {one.span.path.removeprefix(label) for one in meant}
    if not files or len(files) > _FILES_TRIED:
        return 0
    proposal = Road(catalog, _published(setup), now).propose(lambda path: path in files)
    done = {
        (one.path, what)
        for one in proposal.changes
        for what in (*one.what, *(["name"] if one.new_path != one.path else []))
    }
    return sum((one.span.path.removeprefix(label), _MENDS[one.code]) in done for one in meant)
