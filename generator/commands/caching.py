"""`bantin cache`."""

from __future__ import annotations

import argparse

from generator.build.cache import FILE, LIMIT_BYTES, Cache
from generator.build.options import MEMORY
from generator.commands.common import DONE, begin
from generator.commands.terminal import Terminal
from generator.messages import dates
from generator.messages.words import Words


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `cache` understands."""
    parser.add_argument("--clear", action="store_true", help=words("help.clear"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Say where the cache lies and how large it is, or empty it."""
    setup, terminal = begin(parsed, terminal)
    folder, language = setup.config_file.parent / MEMORY, terminal.words.language
    if parsed.clear:
        for end in ("", "-wal", "-shm"):
            (folder / f"{FILE}{end}").unlink(missing_ok=True)
        terminal.say(terminal.words("cache.cleared", folder=folder))
        return DONE
    cache = Cache(folder) if (folder / FILE).is_file() else Cache(None)
    held = cache.holding()
    cache.close()
    size, count = dates.size(held.size_bytes, language), dates.number(held.blobs, language)
    limit = f"{dates.number(LIMIT_BYTES // 1_000_000, language)} MB"
    terminal.say(terminal.words("cache.place", folder=folder))
    terminal.say(terminal.words("cache.size", size=size, count=count, limit=limit))
    return DONE
