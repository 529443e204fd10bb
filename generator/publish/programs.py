"""Other people's programs: run without a shell, their last words kept for when they fail."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from generator.publish.faults import PublishError

_LAST_LINES = 5


def run(command: Sequence[str], given: bytes = b"", fine: Sequence[int] = (0,)) -> str:
    """
    Run *command* and return what it printed.

    Args:
        command: The program and its arguments, each as it is.
        given: What the program reads from its standard input.
        fine: The exit codes that are no failure.

    Raises:
        PublishError: it is not installed, or it failed.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, and each argument was checked
            command, input=given, capture_output=True, env=environment(), check=False
        )
    except FileNotFoundError:
        raise missing(command[0]) from None
    if done.returncode not in fine:
        raise failure(command[0], done.stderr)
    return done.stdout.decode("utf-8", "replace")


def environment() -> dict[str, str]:
    """Return our environment, with programs speaking the language we can read figures in."""
    return os.environ | {"LC_ALL": "C.UTF-8"}


def missing(program: str) -> PublishError:
    """Return what says that *program* is not installed."""
    return PublishError("publish.no-program", program=program)


def failure(program: str, stderr: bytes) -> PublishError:
    """Return what says that *program* failed, with its last lines."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines()]
    told = "\n".join(f"    {line}" for line in [line for line in lines if line][-_LAST_LINES:])
    return PublishError("publish.program-failed", program=program, told=told or "    –")
