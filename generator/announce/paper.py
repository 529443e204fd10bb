"""Texts for people to pass on: on standard output, or as files for officers to paste from."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.announce.choosing import News
from generator.announce.outcome import TOLD, Outcome
from generator.announce.wording import Wording
from generator.kernel import files

_CHANNELS = ("zalo", "facebook", "sms", "forward")


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output: one text after another, with a line between them."""

    wording: Wording
    out: Callable[[str], None]
    can_repeat = False

    def tell(self, news: News) -> Outcome:
        """Print the text for passing on."""
        self.out(f"{self.wording.text(news, 'forward')}\n\n---\n")
        return TOLD


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of texts: `ban-tin/2026/hop-khan/zalo.txt`, `facebook.txt` and so on."""

    root: Path
    wording: Wording
    # The same files with the same text: whoever has pasted it sees nothing new.
    can_repeat = True

    def tell(self, news: News) -> Outcome:
        """Write one file for each channel."""
        for channel in _CHANNELS:
            text = self.wording.text(news, channel) + "\n"
            files.write_atomically(self._file(news.story.name, channel), text.encode())
        return TOLD

    def forget(self, names: Iterable[str]) -> None:
        """Take away the texts of items that are no longer shown; other files stay."""
        for name in names:
            for channel in _CHANNELS:
                self._file(name, channel).unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # something else is in it
                self._file(name, "").parent.rmdir()

    def _file(self, name: str, channel: str) -> Path:
        return self.root.joinpath(*name.split("/"), f"{channel}.txt")
