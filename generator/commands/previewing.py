"""`bantin serve`."""

from __future__ import annotations

import argparse

from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    MACHINE_FAILED,
    WRONG_USAGE,
    begin,
    instant,
)
from generator.commands.terminal import Terminal
from generator.messages.words import Words
from generator.plugin.serving import is_address, serve


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `serve` understands."""
    parser.add_argument("--dev-addr", default="127.0.0.1:8000", help=words("help.dev-addr"))
    parser.add_argument("--now", help=words("help.now"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Serve the preview until interrupted."""
    setup, terminal = begin(parsed, terminal)
    instant(parsed, setup, terminal)  # a wrong one is told before the server starts
    if not is_address(parsed.dev_addr):
        terminal.complain(terminal.words("cli.address", value=parsed.dev_addr))
        return WRONG_USAGE
    try:
        serve(setup, parsed.dev_addr, parsed.now)
    except OSError:
        terminal.complain(terminal.words("serve.taken", address=parsed.dev_addr))
        return MACHINE_FAILED
    except SystemExit as reason:
        terminal.complain(str(reason))
        return CONTENT_PROBLEMS
    return DONE
