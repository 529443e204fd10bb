"""The `bantin` command: the composition root, and with `plugin/` the only reader of the clock."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from generator import __version__
from generator.build import pipeline
from generator.build.pipeline import CACHE, Options
from generator.build.run import WorkerDiedError
from generator.kernel.diagnostics import Diagnostic, has_errors
from generator.messages import report
from generator.messages.words import LANGUAGES, Words
from generator.plugin.host import MkDocsHost, Setup, load_setup
from generator.plugin.serving import is_address, serve
from generator.reading.sources import lines_in

_BETWEEN_COUNTS_S = 0.1
DONE, CONTENT_PROBLEMS, WRONG_USAGE, MACHINE_FAILED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where words go, in which language, and whether a person is looking."""

    words: Words
    colour: bool
    live: bool
    quiet: bool

    def speaking(self, language: str) -> Terminal:
        """Return the same terminal in *language*, once the site has said which."""
        return replace(self, words=Words(language))

    def say(self, text: str) -> None:
        """Write a line for the user."""
        if not self.quiet:
            print(text)

    def complain(self, text: str) -> None:
        """Write to standard error, quiet or not."""
        print(text, file=sys.stderr)

    def progress(self) -> pipeline.Progress:
        """Return what shows counts while work goes on: one line, rewritten now and then."""
        if not self.live or self.quiet:
            return pipeline.no_progress
        labels = {"read": self.words("build.reading"), "make": self.words("build.making")}
        shown_at = 0.0

        def show(step: str, done: int, total: int) -> None:
            nonlocal shown_at
            if done == total:
                sys.stderr.write("\r\x1b[K")
            elif time.monotonic() - shown_at > _BETWEEN_COUNTS_S:
                shown_at = time.monotonic()
                sys.stderr.write(f"\r\x1b[K{labels[step]}: {done}/{total}")
            sys.stderr.flush()

        return show


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Returns:
        0 done · 1 content problems, nothing published · 2 wrong usage or configuration ·
        3 the machine failed us.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles
    parsed = _parser().parse_args(arguments)
    words = Words(parsed.lang or "vi")
    live = sys.stderr.isatty()
    terminal = Terminal(words, live and "NO_COLOR" not in os.environ, live, parsed.quiet)
    try:
        return int(parsed.run(parsed, terminal))
    except WorkerDiedError:
        terminal.complain(words("build.worker-died"))
    except OSError as reason:
        terminal.complain(words("build.machine-failed", reason=reason))
    except KeyboardInterrupt:
        return 130
    except Exception as reason:  # noqa: BLE001 -- an editor must never meet a stack trace
        _apologise(reason, terminal)
    return MACHINE_FAILED


def run() -> NoReturn:
    """
    Run the command and end the process at once.

    Taking down the objects of ten thousand items one by one would take half a second that nobody
    waits for anything in; the system takes their memory back anyway.
    """
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _parser() -> argparse.ArgumentParser:
    words = Words("vi")
    parser = argparse.ArgumentParser(prog="bantin", description=words("help.bantin"))
    parser.add_argument("--version", action="version", version=f"bantin {__version__}")
    parser.set_defaults(config_file=Path("mkdocs.yml"), lang=None, quiet=False)
    _add_common(parser, words)
    commands = parser.add_subparsers(required=True, metavar="build | check | serve")

    def command(name: str, run: Callable[..., int]) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=words(f"help.{name}"), description=words(f"help.{name}")
        )
        added.set_defaults(run=run)
        _add_common(added, words)
        return added

    build = command("build", _build)
    build.add_argument("--site-dir", type=Path, help=words("help.site-dir"))
    build.add_argument("--now", help=words("help.now"))
    _add_effort(build, words)
    check = command("check", _check)
    check.add_argument(
        "--format", choices=["text", *_FORMATS], default="text", help=words("help.format")
    )
    _add_effort(check, words)
    preview = command("serve", _serve)
    preview.add_argument("--dev-addr", default="127.0.0.1:8000", help=words("help.dev-addr"))
    preview.add_argument("--now", help=words("help.now"))
    return parser


def _add_common(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add what may stand before the command or after it; what is absent overrides nothing."""
    absent = argparse.SUPPRESS
    parser.add_argument(
        "-f", "--config-file", type=Path, default=absent, help=words("help.config-file")
    )
    parser.add_argument("--lang", choices=LANGUAGES, default=absent, help=words("help.lang"))
    parser.add_argument(
        "-q", "--quiet", action="store_true", default=absent, help=words("help.quiet")
    )


def _add_effort(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help=words("help.jobs"))
    parser.add_argument("--no-cache", action="store_true", help=words("help.no-cache"))


def _build(parsed: argparse.Namespace, terminal: Terminal) -> int:
    setup = _setup(parsed, terminal)
    if setup is None:
        return WRONG_USAGE
    terminal = terminal.speaking(parsed.lang or setup.site.language)
    now = _now(parsed.now, setup, terminal)
    if now is None:
        return WRONG_USAGE
    options = _options(parsed, setup, terminal)
    gathered = pipeline.gather(setup.site, setup.folder, options)
    if gathered.problems:
        _show(gathered.problems, setup, parsed, terminal)
    if not gathered.is_publishable:
        terminal.complain("\n" + terminal.words("build.refused"))
        return CONTENT_PROBLEMS
    host = MkDocsHost(setup.config_file, setup.theme)
    site_dir = (parsed.site_dir or setup.site_dir).resolve()
    tally = pipeline.publish(gathered.catalog, now, host, site_dir, options)
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


def _check(parsed: argparse.Namespace, terminal: Terminal) -> int:
    setup = _setup(parsed, terminal)
    if setup is None:
        return WRONG_USAGE
    language = parsed.lang or setup.site.language
    terminal = terminal.speaking(language)
    gathered = pipeline.gather(setup.site, setup.folder, _options(parsed, setup, terminal))
    if parsed.format == "text":
        if gathered.problems:
            _show(gathered.problems, setup, parsed, terminal)
        else:
            count = len(gathered.catalog.articles) + len(gathered.catalog.standing)
            terminal.say(terminal.words("check.clean", count=count))
    elif shown := _FORMATS[parsed.format](gathered.problems, language):
        print(shown)
    return DONE if gathered.is_publishable else CONTENT_PROBLEMS


def _serve(parsed: argparse.Namespace, terminal: Terminal) -> int:
    setup = _setup(parsed, terminal)
    if setup is None or (parsed.now and _now(parsed.now, setup, terminal) is None):
        return WRONG_USAGE
    terminal = terminal.speaking(parsed.lang or setup.site.language)
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


_FORMATS: dict[str, Callable[[Sequence[Diagnostic], str], str]] = {
    "github": report.github,
    "gitlab": report.gitlab,
}


def _setup(parsed: argparse.Namespace, terminal: Terminal) -> Setup | None:
    setup, problems = load_setup(parsed.config_file.resolve())
    if problems:
        root = parsed.config_file.resolve().parent
        language = parsed.lang or "vi"
        shown = report.render_all(problems, language, lines_in(root), colour=terminal.colour)
        terminal.complain(shown)
    return None if has_errors(problems) else setup


def _now(text: str | None, setup: Setup, terminal: Terminal) -> datetime | None:
    if text is None:
        return datetime.now(setup.site.zone)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        terminal.complain(terminal.words("cli.now", value=text))
        return None
    if instant.tzinfo is None:
        return instant.replace(tzinfo=setup.site.zone)
    return instant.astimezone(setup.site.zone)


def _options(parsed: argparse.Namespace, setup: Setup, terminal: Terminal) -> Options:
    cache_dir = None if parsed.no_cache else setup.config_file.parent / CACHE
    return Options(max(parsed.jobs, 1), cache_dir, terminal.progress())


def _show(
    problems: Sequence[Diagnostic], setup: Setup, parsed: argparse.Namespace, terminal: Terminal
) -> None:
    language = parsed.lang or setup.site.language
    lines_of = lines_in(setup.config_file.parent)
    terminal.complain(report.render_all(problems, language, lines_of, colour=terminal.colour))


def _apologise(reason: Exception, terminal: Terminal) -> None:
    """Keep the stack trace in a file: it helps a developer and frightens an editor."""
    terminal.complain(terminal.words("cli.fault", reason=f"{type(reason).__name__}: {reason}"))
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="bantin-", suffix=".txt", delete=False
    ) as file:
        traceback.print_exc(file=file)
    terminal.complain(terminal.words("cli.fault-where", file=file.name))


if __name__ == "__main__":
    run()
