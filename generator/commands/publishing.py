"""`bantin publish`."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands.common import DONE, begin, site_dir_of, unpublished
from generator.commands.terminal import Terminal
from generator.messages.words import Words
from generator.publish import destination, publication
from generator.publish.faults import PublishError, WrongUsageError

_KEPT = 5


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `publish` understands."""
    parser.add_argument("place", metavar="DEST", help=words("help.place"))
    parser.add_argument("--keep", type=int, default=_KEPT, help=words("help.keep"))
    parser.add_argument("--site-dir", type=Path, help=words("help.publish-site-dir"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Publish what was built."""
    setup, terminal = begin(parsed, terminal)
    site_dir = site_dir_of(parsed, setup)
    try:
        if parsed.keep < 1:
            raise WrongUsageError("publish.keep", value=parsed.keep)
        place = destination.parse(parsed.place)
        done = publication.publish(place, site_dir, parsed.keep, terminal.tell)
    except PublishError as fault:
        return unpublished(fault, terminal)
    if done.sent or done.switched:
        terminal.tell(
            "publish.done", sent=done.sent, unchanged=done.unchanged, release=done.release
        )
    else:
        terminal.tell("publish.nothing", release=done.release)
    return DONE
