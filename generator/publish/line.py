"""
A line to another machine: one ssh connection that everything else goes through.

The connection holds the lock over there for as long as it stands, so one that is killed leaves
nothing to clear away; and what comes after needs no second handshake.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from generator.publish import history, programs, shell
from generator.publish.destination import SshPlace
from generator.publish.faults import PublishError, WrongUsageError

# BatchMode: never ask, fail and say why. The rest: a dead line ends it within a minute or two.
_OPTIONS = (
    *("-o", "BatchMode=yes", "-o", "ConnectTimeout=20"),
    *("-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4"),
)
_MASTER = ("-o", "ControlMaster=yes", "-o", "ControlPersist=no")
# The system limits a socket's path to 104 bytes or so, and ssh adds some of its own.
_LONGEST_SOCKET = 80
_PATIENCE_S = 10


@dataclass(slots=True)
class Found:
    """What is there, as the script says it."""

    current: str | None = None
    by_age: list[str] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)

    def names(self) -> list[str]:
        """Return the releases that are there, in the order in which they were served."""
        return history.healed(self.recorded, self.by_age)


@dataclass(frozen=True, slots=True)
class Line:
    """How to reach *place*; *shared* are the options that make ssh use the standing connection."""

    place: SshPlace
    shared: tuple[str, ...]

    def run(self, script: str, *values: str) -> None:
        """
        Run *script* over there.

        Raises:
            PublishError: ssh or the script failed.
        """
        programs.run(self._command(self.shared, script, values))

    def remote_shell(self) -> str:
        """Return the command by which rsync reaches the other machine, in rsync's quoting."""
        return shlex.join(("ssh", *self._options(), *self.shared))

    def hold(self, script: str, *values: str) -> subprocess.Popen[bytes]:
        """Start *script*, which goes on until its input ends."""
        pipe = subprocess.PIPE
        master = (*_MASTER, *self.shared) if self.shared else ()
        command = self._command(master, script, values)
        try:
            return subprocess.Popen(  # noqa: S603 -- no shell here, quoted for the one over there
                command, stdin=pipe, stdout=pipe, stderr=pipe, env=programs.environment()
            )
        except FileNotFoundError:
            raise programs.missing("ssh") from None

    def _command(
        self, options: tuple[str, ...], script: str, values: tuple[str, ...]
    ) -> tuple[str, ...]:
        account = self.place.account.replace("[", "").replace("]", "")
        command = shell.command(script, *values)
        return ("ssh", *self._options(), *options, "--", account, command)

    def _options(self) -> tuple[str, ...]:
        port = self.place.port
        return (*_OPTIONS, "-p", str(port)) if port else _OPTIONS


@contextlib.contextmanager
def held(place: SshPlace, *, make: bool) -> Iterator[tuple[Line, Found]]:
    """
    Connect, hold the lock over there meanwhile, and tell what is there.

    Raises:
        PublishError: ssh failed, or another publication is going on.
        WrongUsageError: what is there is not ours.
    """
    with tempfile.TemporaryDirectory(prefix="bantin-") as folder:
        line = Line(place, _sharing(Path(folder, "line")))
        holder = line.hold(shell.LOOK_AND_HOLD, place.root, "make" if make else "")
        try:
            yield line, _answer(holder, place)
        finally:
            _end(holder)


def _sharing(socket: Path) -> tuple[str, ...]:
    if os.name == "nt" or len(os.fsencode(socket)) > _LONGEST_SOCKET:
        return ()  # each step then connects for itself; Windows' ssh cannot share
    return ("-o", f"ControlPath={str(socket).replace('%', '%%')}")


def _answer(holder: subprocess.Popen[bytes], place: SshPlace) -> Found:
    assert holder.stdout is not None  # noqa: S101 -- asked for a pipe
    found = Found()
    for raw in holder.stdout:
        us, _, said = raw.decode("utf-8", "replace").rstrip("\n").partition(" ")
        word, _, value = said.partition(" ")
        if us != "bantin":  # what a login script of the account prints
            continue
        if word == "ready":
            return found
        _take(found, word, value, place)
    _, told = holder.communicate()
    raise programs.failure("ssh", told)


def _take(found: Found, word: str, value: str, place: SshPlace) -> None:
    if word == "busy":
        raise PublishError("publish.busy", holder=f"{value or '?'} @ {place.account}")
    if word == "foreign":
        raise WrongUsageError("publish.foreign", path=f"{place.root}/current")
    if word == "nothing":
        raise WrongUsageError("rollback.none", place=place.root)
    if word == "leftover" and history.is_leftover(value):
        found.leftovers.append(value)
    if history.is_name(value):
        if word == "current":
            found.current = value
        elif word == "release":
            found.by_age.append(value)
        elif word == "recorded":
            found.recorded.append(value)


def _end(holder: subprocess.Popen[bytes]) -> None:
    """Let go of the lock: the script over there ends with its input."""
    try:
        holder.communicate(timeout=_PATIENCE_S)
    except (subprocess.TimeoutExpired, ValueError):
        holder.kill()
        holder.wait()
