"""A text on its way from what was found to what is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Left(NamedTuple):
    """What had to be left, as a key of wording, and in which line, from 1."""

    what: str
    line: int


@dataclass(slots=True)
class Mended:
    """The text so far, what was done to it (as keys of wording), and what had to be left."""

    text: str
    done: list[str] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def become(self, text: str, what: str, *, if_only: bool = True) -> None:
        """Take *text* where *if_only* it is right to; note *what* was done, or left."""
        if text == self.text:
            return
        if if_only:
            self.left = [one for one in self.left if one.what != what]
            self.text = text
            if what not in self.done:
                self.done.append(what)
        elif what not in (one.what for one in self.left):
            pairs = enumerate(zip(self.text.split("\n"), text.split("\n"), strict=False), 1)
            line = next((number for number, (old, new) in pairs if old != new), 1)
            self.left.append(Left(what, line))
