"""A file to be made: where it goes, what it shows and how that is rendered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Protocol

from generator.catalog.edition import Edition
from generator.outputs.press import Press


class Stage(IntEnum):
    """The order of writing: a page is there before any listing or feed leads to it."""

    ASSET = 0
    PAGE = 1
    LISTING = 2
    FEED = 3


class Renderer(Protocol):
    """Turns a view into the bytes of a file."""

    def __call__(self, view: Any, press: Press, /) -> bytes:
        """Return the whole file."""


@dataclass(frozen=True, slots=True)
class Task:
    """
    One output file.

    `view` picks from the edition what the file shows of `subject`; `render` sees that view and
    nothing else of the content, so the view is the file's whole list of dependencies. Both are
    functions of a module, so that a task can be sent to another process.
    """

    path: str
    stage: Stage
    view: Callable[[Edition, str], Any]
    render: Renderer
    subject: str = ""

    def run(self, edition: Edition, press: Press) -> bytes:
        """Make the file."""
        return self.render(self.view(edition, self.subject), press)
