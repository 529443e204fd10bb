"""How other people's servers are treated: one question at a time, with a pause after it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Manners:
    """
    How to ask.

    `agent` is the name we go by, which `robots.txt` may forbid; `patience_s` is for one answer,
    all of it; `pause_s` passes between the end of one question to a host and the next.
    `may_ask_private` allows addresses of this machine and its own network: only where the site
    itself is on this machine, or content could have an editor's machine knock at doors behind the
    firewall.
    """

    agent: str = "BantinLinkCheck/1.0"
    patience_s: float = 10.0
    pause_s: float = 1.0
    may_ask_private: bool = False


@dataclass(slots=True)
class _Door:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Turns:
    """Who asks a host waits until nobody else does, and until the pause is over."""

    def __init__(self, pause_s: float) -> None:
        """Take the pause between two questions to one host."""
        self._pause_s = pause_s
        self._doors: dict[str, _Door] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Hold the only turn at *host*."""
        with self._lock:
            door = self._doors.setdefault(host, _Door())
        with door.lock:
            time.sleep(max(door.free_at - time.monotonic(), 0))
            try:
                yield
            finally:
                door.free_at = time.monotonic() + self._pause_s
