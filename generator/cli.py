"""The `bantin` command: what the words on the line mean, and what becomes of failures."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from generator import __version__
from generator.build.lock import SiteBusyError
from generator.build.run import WorkerDiedError, WorkFailedError
from generator.catalog.library import ContentChangedError
from generator.commands.common import MACHINE_FAILED, EndedError
from generator.commands.terminal import Terminal
from generator.messages.words import LANGUAGES, Words

_OBJECTS_BETWEEN_SEARCHES = 100_000
# What a shell says of a program that a closed pipe has ended: 128 and the number of SIGPIPE.
_UNREAD = 141
# A command's module is loaded when the command is asked for: what serves a preview or talks to a
# server would take a tenth of the time of a small build.
_COMMANDS = {
    "build": "building",
    "check": "checking",
    "rules": "ruling",
    "serve": "previewing",
    "preview": "inspecting",
    "publish": "publishing",
    "rollback": "rolling_back",
    "announce": "announcing",
    "next": "foretelling",
    "cache": "caching",
    "share": "sharing",
    "sheet": "sheeting",
    "headers": "heading",
    "takedown": "taking_down",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Returns:
        0 done · 1 content problems, nothing published · 2 wrong usage or configuration ·
        3 the machine failed us · 130, 141 interrupted, by the user or by a closed pipe.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles
    given = sys.argv[1:] if arguments is None else list(arguments)
    parsed = _parser(given).parse_args(given)
    words = Words(parsed.lang or "vi")
    live = sys.stderr.isatty()
    terminal = Terminal(words, live and "NO_COLOR" not in os.environ, live, parsed.quiet)
    try:
        return int(parsed.run(parsed, terminal))
    except EndedError as reason:
        return reason.code
    except WorkerDiedError:
        terminal.complain(words("build.worker-died"))
    except SiteBusyError as reason:
        terminal.complain(words("build.busy", holder=reason))
    except ContentChangedError as reason:
        terminal.complain(words("build.changed", path=reason))
    except OSError as reason:
        return _failed(reason, terminal)
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
    # What is read stays to the end: looking through it for what may go is time lost. `build.run`
    # looks while pages are made, and then not as often as Python does by itself.
    gc.disable()
    gc.set_threshold(_OBJECTS_BETWEEN_SEARCHES, 20, 100)
    code = main()
    if not _is_read():
        code = _UNREAD
    sys.stderr.flush()
    os._exit(code)


def _failed(reason: OSError, terminal: Terminal) -> int:
    if isinstance(reason, BrokenPipeError) and not _is_read("\n"):
        return _UNREAD
    terminal.complain(terminal.words("build.machine-failed", reason=reason))
    return MACHINE_FAILED


def _is_read(more: str = "") -> bool:
    """
    Tell whether what is printed still has a reader: `bantin rules | head` has had enough.

    After a failed attempt nothing waits to be printed, so only *more* can tell it again.
    """
    try:
        sys.stdout.write(more)
        sys.stdout.flush()
    except BrokenPipeError:
        return False
    return True


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    words = Words("vi")
    parser = argparse.ArgumentParser(prog="bantin", description=words("help.bantin"))
    parser.add_argument("--version", action="version", version=f"bantin {__version__}")
    parser.set_defaults(config_file=Path("mkdocs.yml"), lang=None, quiet=False)
    _add_common(parser, words)
    commands = parser.add_subparsers(required=True, metavar=" | ".join(_COMMANDS))
    for name, module_name in _COMMANDS.items():
        told = words(f"help.{name}")
        added = commands.add_parser(name, help=told, description=told)
        if name in given:
            module = importlib.import_module(f"generator.commands.{module_name}")
            added.set_defaults(run=module.run)
            _add_common(added, words)
            module.add_options(added, words)
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


def _named(reason: Exception) -> str:
    return f"{type(reason).__name__}: {reason}"


def _apologise(reason: Exception, terminal: Terminal) -> None:
    """Keep the stack trace in a file: it helps a developer and frightens an editor."""
    told = str(reason) if isinstance(reason, WorkFailedError) else _named(reason)
    terminal.complain(terminal.words("cli.fault", reason=told))
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="bantin-", suffix=".txt", delete=False
    ) as file:
        traceback.print_exc(file=file)
    terminal.complain(terminal.words("cli.fault-where", file=file.name))


if __name__ == "__main__":
    run()
