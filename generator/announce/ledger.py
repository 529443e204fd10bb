"""
What was told to whom: the ledger that keeps every announcement at most once.

One JSON object a line, only ever appended to, each line on the disk before the next step is taken:
the intent before anything is sent, the result after. So a process that is killed at any instant
leaves either no intent, and nothing was sent; or an intent without a result, and then it is not
known, and nothing is sent again until a person has looked.

Each line begins with a key, the digest of target, item and version. A line that is damaged but for
its key puts that one announcement in doubt; one without even that puts all of them in doubt, and
nothing goes out until someone has seen to it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from generator.announce.faults import AnnounceError
from generator.announce.outcome import State
from generator.kernel import digest

_HEADER = '{"bantin": "announced", "version": 1}'
_LINE = re.compile(r'\{"key": "([0-9a-f]{32})"')
_INTENT = "intent"
# Known, and not to be told: it was old when the target first met it.
TAKEN = "taken"
_STATES = {_INTENT: State.UNKNOWN.value, TAKEN: TAKEN} | {one.value: one.value for one in State}
_PATIENCE_S = 1.0


class Claim(NamedTuple):
    """One announcement: the target's name, the item's id (or a feed's path), its version."""

    to: str
    item: str
    version: str

    @property
    def key(self) -> str:
        """What the line begins with."""
        return digest.of_bytes(*(part.encode() for part in self))


@dataclass
class Past:
    """
    What the ledger says, read whole.

    Attributes:
        states: By claim what is known of it; in the order in which they were first noted.
        doubted: Keys of damaged lines, and of no whole line since.
        held: By target, until when its server wants to be left alone.
        is_new: Whether there is no ledger yet.
        is_cut: Whether the last line has no end.
    """

    states: dict[Claim, str] = field(default_factory=dict)
    doubted: set[str] = field(default_factory=set)
    held: dict[str, datetime] = field(default_factory=dict)
    is_new: bool = False
    is_cut: bool = False
    _index: dict[tuple[str, str], list[Claim]] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever noted."""
        return not (self.states or self.doubted)

    def state(self, claim: Claim) -> str | None:
        """Return what is known of *claim*; None if nothing was ever noted."""
        if self.doubted and claim.key in self.doubted:
            return State.UNKNOWN.value
        return self.states.get(claim)

    def of(self, to: str, item: str) -> dict[str, str]:
        """Return by version what is known of *item* at the target *to*."""
        return {c.version: self.state(c) or "" for c in self._by_item().get((to, item), ())}

    def unknown(self, to: str) -> list[Claim]:
        """Return what may or may not have been told to *to*, unless a later version followed."""
        counted = (c for c in self.states if c.to == to and self.state(c) != State.NOT_TOLD)
        last = {claim.item: claim for claim in counted}
        return [claim for claim in last.values() if self.state(claim) == State.UNKNOWN]

    def reopen(self, to: str, current: Iterable[Claim]) -> None:
        """Take back what is not known of *to*, where repeating it does no harm."""
        for claim in [*self.states, *current]:
            if claim.to == to and self.state(claim) == State.UNKNOWN:
                self.note(claim, State.NOT_TOLD)

    def note(self, claim: Claim, state: str) -> None:
        """Take one whole line."""
        self.doubted.discard(claim.key)
        self.states[claim] = state
        self._index = None

    def _by_item(self) -> dict[tuple[str, str], list[Claim]]:
        if self._index is None:
            self._index = {}
            for claim in self.states:
                self._index.setdefault((claim.to, claim.item), []).append(claim)
        return self._index


def read(path: Path) -> Past:
    """
    Read the ledger; one that is not there is a new one.

    Raises:
        AnnounceError: it is no ledger, or of another version, or a line cannot be told from any
            other.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Past(is_new=True)
    past = Past(is_cut=not data.endswith(b"\n"))
    # git may have given a working copy the line ends of Windows.
    header, *lines = data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    if header != _HEADER:
        raise AnnounceError("announce.no-ledger", ledger=path)
    for number, line in enumerate(lines, 2):
        if line:
            _take(past, line, number, path)
    return past


def _take(past: Past, line: str, number: int, path: Path) -> None:
    found = _LINE.match(line)
    if found is None:
        raise AnnounceError("announce.ledger-damaged", line=number, ledger=path)
    try:
        claim, state, held = _whole(line)
    except (ValueError, TypeError, KeyError, AttributeError):
        past.doubted.add(found[1])
        return
    if claim.key != found[1]:
        past.doubted |= {claim.key, found[1]}
        return
    past.note(claim, state)
    if held is not None:
        past.held[claim.to] = held


def _whole(line: str) -> tuple[Claim, str, datetime | None]:
    row = json.loads(line)
    until = row.get("until")
    claim = Claim(row["to"], row["item"], row["version"])
    return claim, _STATES[row["state"]], datetime.fromisoformat(until) if until else None


def _row(claim: Claim, state: str, at: datetime, until: datetime | None) -> str:
    row = {"key": claim.key, "state": state, **claim._asdict(), "at": at.isoformat()}
    if until is not None:
        row["until"] = until.isoformat()
    return json.dumps(row, ensure_ascii=False) + "\n"


@dataclass
class Ledger:
    """
    The ledger while it is ours alone.

    Attributes:
        path: The file.
        past: What it says, what we add included.
        now: The instant of this run, noted with each line.
        keep: Brings the ledger to where it outlives this machine, before anything is sent.
    """

    path: Path
    past: Past
    now: datetime
    keep: Callable[[], None]

    def intend(self, claim: Claim) -> None:
        """
        Note that *claim* is about to be sent; when this returns, the note is safe.

        Raises:
            OSError: it could not be written, and nothing may be sent.
            AnnounceError: it could not be kept elsewhere, and nothing may be sent.
        """
        if self.past.state(claim) not in (None, State.NOT_TOLD):
            message = f"announced before: {claim}"  # a bug in our code, never of use
            raise RuntimeError(message)
        self._append(claim, _INTENT)
        try:
            self.keep()
        except AnnounceError:
            self._append(claim, State.NOT_TOLD)
            raise

    def conclude(self, claim: Claim, state: str, until: datetime | None = None) -> None:
        """
        Note what became of *claim*.

        Raises:
            OSError: it could not be written: it stays unknown.
        """
        self._append(claim, state, until)

    def take(self, claims: list[Claim]) -> None:
        """Note that these are known and not to be told."""
        self._write("".join(_row(claim, TAKEN, self.now, None) for claim in claims))
        for claim in claims:
            self.past.note(claim, TAKEN)

    def _append(self, claim: Claim, state: str, until: datetime | None = None) -> None:
        self._write(_row(claim, state, self.now, until))
        self.past.note(claim, _STATES[state])

    def _write(self, rows: str) -> None:
        if not rows:
            return
        # Never made here: a ledger that vanished meanwhile must not begin anew.
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        with os.fdopen(file, "wb") as writing:
            writing.write((("\n" if self.past.is_cut else "") + rows).encode())
            writing.flush()
            os.fsync(writing.fileno())
        self.past.is_cut = False


@contextlib.contextmanager
def opened(path: Path, now: datetime, keep: Callable[[], None]) -> Iterator[Ledger]:
    """
    Hold the ledger at *path* for ourselves meanwhile, made if it is not there.

    Raises:
        AnnounceError: another process holds it, or it cannot be read.
        OSError: it cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE_S)
    try:
        lock.acquire()
    except Timeout:
        raise AnnounceError("announce.busy", ledger=path) from None
    try:
        past = read(path)
        if past.is_new:
            _begin(path)
        yield Ledger(path, past, now, keep)
    finally:
        lock.release()


def _begin(path: Path) -> None:
    """Make an empty ledger, whole from its first instant on."""
    beside = path.with_name(f".{path.name}.part")
    with beside.open("wb") as writing:
        writing.write(f"{_HEADER}\n".encode())
        writing.flush()
        os.fsync(writing.fileno())
    os.replace(beside, path)
    with contextlib.suppress(OSError):  # Windows opens no folders
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
