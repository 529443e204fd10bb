"""What several commands share: exit codes, options, the configuration and the instant."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.build.cache import LIMIT_BYTES
from generator.build.options import MEMORY, Options, no_progress
from generator.commands.terminal import Terminal
from generator.kernel.diagnostics import Diagnostic, has_errors
from generator.messages import report
from generator.messages.findings import Findings
from generator.messages.long_report import long_report
from generator.messages.words import Words
from generator.plugin.host import Setup, load_setup
from generator.publish.faults import PublishError, WrongUsageError
from generator.reading.shown import lines_to_show

DONE, CONTENT_PROBLEMS, WRONG_USAGE, MACHINE_FAILED = 0, 1, 2, 3
_MEGABYTE = 1_000_000


class EndedError(Exception):
    """The command ends here, with the exit code `code`; why has been told."""

    def __init__(self, code: int = WRONG_USAGE) -> None:
        """Keep the exit code."""
        super().__init__(code)
        self.code = code


def add_effort(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the options that say how to work."""
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help=words("help.jobs"))
    parser.add_argument("--no-cache", action="store_true", help=words("help.no-cache"))
    limit = LIMIT_BYTES // _MEGABYTE
    parser.add_argument("--cache-limit", type=int, default=limit, help=words("help.cache-limit"))


def begin(parsed: argparse.Namespace, terminal: Terminal) -> tuple[Setup, Terminal]:
    """
    Read the configuration that the options name.

    Returns:
        It, and the terminal speaking the language of the site, or the one that was asked for.

    Raises:
        EndedError: it has errors.
    """
    setup, problems = load_setup(parsed.config_file.resolve())
    if problems:
        root = parsed.config_file.resolve().parent
        language = parsed.lang or "vi"
        shown = report.render_all(problems, language, lines_to_show(root), colour=terminal.colour)
        terminal.complain(shown)
    if setup is None or has_errors(problems):
        raise EndedError
    return setup, terminal.speaking(parsed.lang or setup.site.language)


def site_dir_of(parsed: argparse.Namespace, setup: Setup) -> Path:
    """Return where the built site is: `--site-dir`, or as the configuration says."""
    site_dir: Path = parsed.site_dir or setup.site_dir
    return site_dir.resolve()


def clock(setup: Setup) -> datetime:
    """Read the clock, in the time of the site."""
    return datetime.now(setup.site.zone)


def instant(parsed: argparse.Namespace, setup: Setup, terminal: Terminal) -> datetime:
    """
    Read `--now`, or the clock.

    Raises:
        EndedError: it is no instant.
    """
    if parsed.now is None:
        return clock(setup)
    try:
        chosen = datetime.fromisoformat(parsed.now)
    except ValueError:
        terminal.complain(terminal.words("cli.now", value=parsed.now))
        raise EndedError from None
    if chosen.tzinfo is None:
        return chosen.replace(tzinfo=setup.site.zone)
    return chosen.astimezone(setup.site.zone)


def options(
    parsed: argparse.Namespace, setup: Setup, terminal: Terminal, *, silent: bool = False
) -> Options:
    """Return how the pipeline is to work; *silent* where standard output belongs to a result."""
    return Options(
        jobs=max(parsed.jobs, 1),
        memory=setup.config_file.parent / MEMORY,
        cached=not parsed.no_cache,
        cache_limit_bytes=parsed.cache_limit * _MEGABYTE,
        today=datetime.now(UTC).toordinal(),
        progress=no_progress if silent else terminal.progress(),
    )


def show(
    problems: Sequence[Diagnostic], setup: Setup, parsed: argparse.Namespace, terminal: Terminal
) -> None:
    """Show *problems* as text, with their lines; of warnings the first of each rule."""
    language = parsed.lang or setup.site.language
    lines_of = lines_to_show(setup.config_file.parent)
    findings = Findings(problems, (), language)
    terminal.complain(long_report(findings, lines_of, colour=terminal.colour))


def unpublished(fault: PublishError, terminal: Terminal) -> int:
    """Tell why a publication, or the way back, did not happen; return the exit code."""
    terminal.complain(terminal.words(fault.key, **fault.params))
    return WRONG_USAGE if isinstance(fault, WrongUsageError) else MACHINE_FAILED
