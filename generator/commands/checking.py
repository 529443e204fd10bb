"""`bantin check`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from generator.build import pipeline
from generator.build.options import opened_cache
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
from generator.kernel.diagnostics import Diagnostic
from generator.messages import report
from generator.messages.words import Words

_FORMATS: dict[str, Callable[[Sequence[Diagnostic], str], str]] = {
    "github": report.github,
    "gitlab": report.gitlab,
}


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `check` understands."""
    parser.add_argument(
        "--format", choices=["text", *_FORMATS], default="text", help=words("help.format")
    )
    parser.add_argument("--preview", action="store_true", help=words("help.preview-check"))
    parser.add_argument("--now", help=words("help.check-now"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Look for faults; build nothing."""
    setup = read_setup(parsed, terminal)
    if setup is None:
        return WRONG_USAGE
    setup = setup.for_preview() if parsed.preview else setup
    language = parsed.lang or setup.site.language
    terminal = terminal.speaking(language)
    now = instant(parsed.now, setup, terminal)
    if now is None:
        return WRONG_USAGE
    chosen = options(parsed, setup, terminal, silent=parsed.format != "text")
    with opened_cache(chosen) as cache:
        seen = pipeline.look_around(setup.folder, chosen)
        gathered = pipeline.at_instant(pipeline.gather(setup.site, seen, cache, chosen), now)
    if parsed.format == "text":
        if gathered.problems:
            show(gathered.problems, setup, parsed, terminal)
        else:
            count = len(gathered.catalog.articles) + len(gathered.catalog.standing)
            terminal.say(terminal.words("check.clean", count=count))
    elif shown := _FORMATS[parsed.format](gathered.problems, language):
        print(shown)
    return DONE if gathered.is_publishable else CONTENT_PROBLEMS
