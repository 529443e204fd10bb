"""`bantin next`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import datetime

from generator.build import pipeline
from generator.build.options import opened_cache
from generator.catalog.edition import at
from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    add_effort,
    begin,
    instant,
    options,
    show,
)
from generator.commands.terminal import Terminal
from generator.messages.words import Words

_FORMS: dict[str, Callable[[datetime, str], str]] = {
    "iso": lambda when, _: when.isoformat(),
    "epoch": lambda when, _: str(int(when.timestamp())),
    # As OnCalendar= of systemd.time(7) takes it.
    "systemd": lambda when, zone: f"{when:%Y-%m-%d %H:%M:%S} {zone}",
}


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `next` understands."""
    parser.add_argument("--now", help=words("help.now"))
    parser.add_argument("--form", choices=list(_FORMS), default="iso", help=words("help.form"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Print the next instant at which the site changes by itself; nothing if there is none."""
    setup, terminal = begin(parsed, terminal)
    now = instant(parsed, setup, terminal)
    chosen = options(parsed, setup, terminal, silent=True)
    with opened_cache(chosen) as cache:
        seen = pipeline.look_around(setup.folder, chosen)
        gathered = pipeline.gather(setup.site, seen, cache, chosen)
    if not gathered.is_publishable:
        show(gathered.problems, setup, parsed, terminal)
        return CONTENT_PROBLEMS
    when = at(gathered.catalog, now).next_change()
    if when is None:
        terminal.complain(terminal.words("next.none"))
    else:
        print(_FORMS[parsed.form](when, setup.site.settings.time_zone))
    return DONE
