"""A file to be made: where it goes, what it is made of and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Protocol

from generator.outputs.material import digest_of
from generator.outputs.press import Press


class Stage(IntEnum):
    """The order of writing: a page is there before any listing or feed leads to it."""

    ASSET = 0
    PAGE = 1
    LISTING = 2
    FEED = 3


class Renderer(Protocol):
    """Turns material into the bytes of a file."""

    def __call__(self, material: Any, press: Press, /) -> bytes:
        """Return the whole file."""


@dataclass(frozen=True, slots=True)
class Task:
    """
    One output file.

    `render`, a function of a module, sees `material` and the press, and nothing else: the
    material is the file's whole list of dependencies, so whether it must be made anew can be told
    without making it. `near` is the time of the newest item shown (POSIX seconds): files of the
    same time are made one after another, for they show the same items. `is_lasting` tells that
    `path` carries the digest of all the file depends on, the program included: once made, it
    is right for ever.
    """

    path: str
    stage: Stage
    material: Any
    render: Renderer
    near: int = 0
    is_lasting: bool = False
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the digest of the material."""
        object.__setattr__(self, "digest", digest_of(self.material))

    def run(self, press: Press) -> bytes:
        """Make the file."""
        return self.render(self.material, press)
