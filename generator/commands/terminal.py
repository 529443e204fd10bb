"""Where a command's words go."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

from generator.build.gathering import Progress
from generator.build.options import no_progress
from generator.commands.progress import Bar, Lines
from generator.messages.words import Words


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

    def progress(self) -> Progress:
        """Return what shows how far work has come."""
        if self.quiet:
            return no_progress
        return Bar(self.words) if self.live else Lines(self.words)
