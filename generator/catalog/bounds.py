"""
How much work a body may make.

Python-Markdown looks at some texts again and again: fifty thousand `[` in a row would keep it busy
for longer than anyone waits. What it is asked to do is therefore counted while it works, in steps
and letters, never in seconds: the same text is refused everywhere or nowhere. The limits stand far
above what anyone writes and hold a body to some two seconds; `decisions/0026-sturdiness.md` has the
figures.
"""

from __future__ import annotations

import re
from typing import Literal

# Of each in one body. A list of 2,000 people in six columns has 14,000 `|`; the sample's texts
# have at most 29 `[`.
LIMITS = {
    "<": 10_000,
    "|": 20_000,
    "[": 3_000,
    "[^": 1_000,
    "*[": 200,
    "{": 1_000,
    "\n#": 1_000,
    "\n```": 1_000,
    "\n~~~": 1_000,
}
# Of `<` that open no tag: the parser of HTML reads on to the end from each.
OPEN_LIMIT = 200
# Of one term that is explained (`*[CĐCS]: công đoàn cơ sở`): each becomes an element.
TERM_LIMIT = 2_000
LEVELS_LIMIT = 25
BLOCKS_LIMIT = 40_000
# Letters looked at, in blocks: an ordinary text is gone through once for each level of its lists.
_TIMES, _AT_LEAST = 6, 10_000_000
# For a stretch of text with n marks the parser may go through it n times: the sum of n².
MARKS_LIMIT = 1_500_000
_MARKS = "[*_`<&\\"
# In fewer letters than these no marks matter, and most stretches have fewer.
_SHORT = 60
_TERM = re.compile(r"^[ ]{0,3}\*\[([^\]\n]+)\]:", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
# What the parser puts in the place of what it has done.
_DONE = re.compile("[\x02\x03\n]")


class UnworkableError(Exception):
    """
    A body would take too long.

    `code` is the diagnostic's, `near` words that stand where it becomes so (may be empty), `params`
    what the wording tells.
    """

    def __init__(
        self,
        code: Literal["body.too-many", "body.too-tangled", "body.too-deep"],
        near: str = "",
        **params: object,
    ) -> None:
        """Take what is told."""
        super().__init__(code)
        self.code, self.near, self.params = code, near, params


class Bounds:
    """Counts the work on one body after another."""

    def __init__(self) -> None:
        """Begin without a body."""
        self._letters = self._blocks = self._marks = self._level = 0

    def begin(self, text: str) -> None:
        """
        Begin with the body *text*.

        Raises:
            UnworkableError: it has more of a mark than a body can have. So do the other methods.
        """
        self._letters = _TIMES * len(text) + _AT_LEAST
        self._blocks, self._marks, self._level = BLOCKS_LIMIT, MARKS_LIMIT, 0
        for mark, limit in LIMITS.items():
            if (count := text.count(mark)) > limit:
                shown = mark.strip()
                raise UnworkableError("body.too-many", shown, mark=shown, limit=limit)
            if mark == "<" and count > OPEN_LIMIT:
                self._look_at_tags(text, count)
        if text.count("\n\n") > BLOCKS_LIMIT:
            raise UnworkableError("body.too-tangled")
        for term in set(_TERM.findall(text)):
            if text.count(term) > TERM_LIMIT:
                raise UnworkableError("body.too-many", term, mark=term, limit=TERM_LIMIT)

    def _look_at_tags(self, text: str, count: int) -> None:
        if count - sum(1 for _ in _TAG.finditer(text)) > OPEN_LIMIT:
            raise UnworkableError("body.too-many", "<", mark="<", limit=OPEN_LIMIT)

    def block(self, block: str) -> None:
        """Count one look at *block*."""
        self._blocks -= 1
        self._letters -= len(block)
        if self._letters < 0 or self._blocks < 0:
            raise UnworkableError("body.too-tangled", _beginning(block))

    def enter(self) -> None:
        """Count a level of lists, quotes and notes, up to `leave`."""
        self._level += 1
        if self._level > LEVELS_LIMIT:
            raise UnworkableError("body.too-deep")

    def leave(self) -> None:
        """Come back from a level."""
        self._level -= 1

    def stretch(self, text: str) -> None:
        """Count the marks in a stretch of text that inline patterns are tried on."""
        if len(text) < _SHORT:
            return
        marks = sum(map(text.count, _MARKS))
        self._marks -= marks * marks
        if self._marks < 0:
            raise UnworkableError("body.too-tangled", _beginning(text))


def _beginning(text: str) -> str:
    """Return the first words of *text* as they stand in the file."""
    return max(_DONE.split(text[:200]), key=len)[:40]
