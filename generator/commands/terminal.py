"""Where a command's words go, and how long work shows that it goes on."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace

from generator.build import pipeline
from generator.messages.words import Words

_BETWEEN_COUNTS_S = 0.1


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

    def tell(self, key: str, /, **params: object) -> None:
        """Write a line of the interface's wording for the user, at once: the work goes on."""
        if not self.quiet:
            print(self.words(key, **params), flush=True)

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
