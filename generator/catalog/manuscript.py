"""A Markdown file as its editor wrote it, for rules that read it closely."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.content import Content
from generator.kernel.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Manuscript:
    r"""
    The text of one file, and what was made of it.

    `path` is relative to `content/`; `label` is the path as diagnostics print it. `text` is the
    whole file, in NFC with `\n` line ends; `body` is the Markdown at its end, which begins in
    line `body_line`. `content` is None for a standing page.
    """

    path: str
    label: str
    text: str
    body: str
    body_line: int
    content: Content | None = None

    @property
    def body_start(self) -> int:
        """The offset in `text` at which the body begins."""
        return len(self.text) - len(self.body)

    def span_at(self, start: int, end: int) -> Span:
        """
        Return the place of `text[start:end]`.

        What goes on in the next line is underlined to the end of the first.
        """
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", start)
        last = end if line_end < 0 else min(end, line_end)
        line = self.text.count("\n", 0, start) + 1
        return Span(self.label, line, start - line_start + 1, max(last - start, 0))
