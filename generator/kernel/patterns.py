"""Patterns compiled when they are first asked for: a build that reads nothing pays for none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol


class _Finds(Protocol):
    def __call__(self, string: str, pos: int = 0, endpos: int = ..., /) -> re.Match[str] | None: ...


class _FindsAll(Protocol):
    def __call__(
        self, string: str, pos: int = 0, endpos: int = ..., /
    ) -> Iterator[re.Match[str]]: ...


class LazyPattern:
    """
    A regular expression over `str`, compiled on first use.

    Its methods are those of `re.Pattern` of the same name; after the first call they are that
    pattern's own, so that a call costs no more. A pattern that is wrong raises `re.error` then.
    """

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep *source* and *flags* as `re.compile` takes them."""
        self.source = source
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source, self._flags)

    @cached_property
    def search(self) -> _Finds:
        """`re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Finds:
        """`re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Finds:
        """`re.Pattern.fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> _FindsAll:
        """`re.Pattern.finditer`."""
        return self.compiled.finditer
