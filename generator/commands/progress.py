"""How long work shows that it goes on: a bar for a person, plain lines for a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.messages.words import Words

_BETWEEN_DRAWINGS_S = 0.1
_BETWEEN_LINES_S = 10.0
# Before this, no guess at the time left is worth showing.
_GUESSED_AFTER_S = 1.0
_WIDTH = 24


@dataclass
class Bar:
    """One line of standard error, drawn anew now and then, and gone when a step is done."""

    words: Words
    clock: Callable[[], float] = time.monotonic
    _step: str = ""
    _begun: float = 0.0
    _drawn: float = field(default=float("-inf"))

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show that *done* of *total* things of *step* are done."""
        now = self.clock()
        if step != self._step:
            self._step, self._begun = step, now
        if done >= total:
            sys.stderr.write("\r\x1b[K")
            self._step = ""
        elif now - self._drawn > _BETWEEN_DRAWINGS_S:
            self._drawn = now
            sys.stderr.write(f"\r\x1b[K{self._drawing(done, total, now - self._begun)}")
        sys.stderr.flush()

    def _drawing(self, done: int, total: int, passed: float) -> str:
        full = _WIDTH * done // total
        bar = "█" * full + "░" * (_WIDTH - full)
        text = f"{self.words(f'build.{self._step}')} {bar} {done}/{total}"
        if passed < _GUESSED_AFTER_S:
            return text
        left = round(passed / done * (total - done))
        return f"{text} · {self.words('progress.left', seconds=left)}"


@dataclass
class Lines:
    """A line of standard output at the end of a step, and every ten seconds on the way."""

    words: Words
    clock: Callable[[], float] = time.monotonic
    _step: str = ""
    _told: float = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell, if it is time, that *done* of *total* things of *step* are done."""
        now = self.clock()
        if step != self._step:
            self._step, self._told = step, now
        if done >= total or now - self._told >= _BETWEEN_LINES_S:
            self._told = now
            print(f"{self.words(f'build.{step}')}: {done}/{total}", flush=True)
        if done >= total:
            self._step = ""
