"""A text on its way from what was found to what is right."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Mended:
    """The text so far, what was done to it, and what had to be left (as keys of wording)."""

    text: str
    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def become(self, text: str, what: str, *, if_only: bool = True) -> None:
        """Take *text* where *if_only* it is right to; note *what* was done, or left."""
        if text == self.text:
            return
        if if_only:
            self.text = text
        marks = self.done if if_only else self.left
        if what not in marks:
            marks.append(what)
