"""`bantin headers`."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands.common import DONE, begin
from generator.commands.terminal import Terminal
from generator.kernel.files import write_atomically
from generator.messages.words import Words
from generator.outputs.server_headers import for_caddy, for_nginx
from generator.plugin.host import MkDocsHost

_SERVERS = {"nginx": for_nginx, "caddy": for_caddy}


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `headers` understands."""
    parser.add_argument("server", choices=list(_SERVERS), help=words("help.headers-server"))
    parser.add_argument("-o", "--output", type=Path, help=words("help.headers-output"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Print what a web server is to be told, or write it into a file."""
    setup, terminal = begin(parsed, terminal)
    text = _SERVERS[parsed.server](setup.site, MkDocsHost(setup).policy)
    if parsed.output is None:
        print(text, end="")
        return DONE
    write_atomically(parsed.output, text.encode())
    terminal.say(terminal.words("headers.written", file=parsed.output))
    return DONE
