"""`bantin build`."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.build import pipeline
from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    WRONG_USAGE,
    add_effort,
    instant,
    options,
    read_setup,
    show,
)
from generator.commands.terminal import Terminal
from generator.messages.words import Words
from generator.plugin.host import MkDocsHost


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `build` understands."""
    parser.add_argument("--site-dir", type=Path, help=words("help.site-dir"))
    parser.add_argument("--now", help=words("help.now"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Build the site."""
    setup = read_setup(parsed, terminal)
    if setup is None:
        return WRONG_USAGE
    terminal = terminal.speaking(parsed.lang or setup.site.language)
    now = instant(parsed.now, setup, terminal)
    if now is None:
        return WRONG_USAGE
    chosen = options(parsed, setup, terminal)
    gathered = pipeline.gather(setup.site, setup.folder, chosen)
    if gathered.problems:
        show(gathered.problems, setup, parsed, terminal)
    if not gathered.is_publishable:
        terminal.complain("\n" + terminal.words("build.refused"))
        return CONTENT_PROBLEMS
    host = MkDocsHost(setup.config_file, setup.theme)
    site_dir = (parsed.site_dir or setup.site_dir).resolve()
    tally = pipeline.publish(gathered.catalog, now, host, site_dir, chosen)
    terminal.say(
        terminal.words(
            "build.done",
            written=tally.written,
            unchanged=tally.unchanged,
            removed=tally.removed,
        )
    )
    terminal.say(terminal.words("build.where", site_dir=site_dir))
    return DONE
