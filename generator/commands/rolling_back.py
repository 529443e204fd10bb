"""`bantin rollback`."""

from __future__ import annotations

import argparse

from generator.commands.common import DONE, unpublished
from generator.commands.terminal import Terminal
from generator.messages.words import Words
from generator.plugin.host import load_setup
from generator.publish import destination, publication
from generator.publish.faults import PublishError


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `rollback` understands."""
    parser.add_argument("place", metavar="DEST", help=words("help.place"))
    parser.add_argument("--to", metavar="NAME", help=words("help.to"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Serve an earlier release again."""
    terminal = terminal.speaking(parsed.lang or _language(parsed))
    try:
        way = publication.roll_back(destination.parse(parsed.place), parsed.to)
    except PublishError as fault:
        return unpublished(fault, terminal)
    key = "rollback.done" if way.before != way.after else "rollback.already"
    terminal.tell(key, before=way.before, after=way.after)
    return DONE


def _language(parsed: argparse.Namespace) -> str:
    """Ask the configuration if it can be read; a way back must not depend on it."""
    if not parsed.config_file.is_file():
        return "vi"
    setup, _ = load_setup(parsed.config_file.resolve())
    return setup.site.language if setup else "vi"
