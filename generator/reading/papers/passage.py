"""What is found in a file, what keeps it from being looked into, and how much is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

# A scanned decision of ten pages has 5 MB, a photograph of a phone 8 MB.
BYTES_LIMIT = 60_000_000
# Characters and passages of one file: a table of 100,000 rows is no attachment of a bulletin.
CHARACTERS_LIMIT = 8_000_000
PASSAGES_LIMIT = 100_000
# A presentation unpacks to some 100 MB at most, most of it pictures, which are not unpacked here.
UNPACKED_LIMIT = 80_000_000
# Of XML: a list of 2,000 members with ten columns has 40,000.
ELEMENTS_LIMIT = 500_000
# Bytes of tables, tags and details of photographs: what is gone through letter by letter, whether
# it says anything or not. A table of 2,000 members with ten columns has 0.3 MB.
GONE_THROUGH_LIMIT = 16_000_000
# Of the process that reads PDFs, all those in one file: a page of text takes 1 ms, so a report of
# 600 pages some 0.6 s; to start the process takes 0.1 s.
SECONDS_LIMIT = 1.4
# Of all that is counted here together, reckoned at what each of it takes (measured). Without PDFs
# that is counts alone, so that the same file is refused everywhere or nowhere.
_TOGETHER_S = 1.7
_UNPACKING_S, _ELEMENT_S, _GOING_THROUGH_S = 4e-9, 1.5e-6, 40e-9

Reason: TypeAlias = Literal["locked", "too-large", "damaged"]


class Passage(NamedTuple):
    """
    A piece of text and where it stands.

    `place` is for programs to put into words: `page 3`, `row 12`, `property Author`,
    `annotation 2`, `outline`, `part word/comments.xml`, `member a/b.docx`. Where one lies in
    another they are joined by ` / `, the outer first: `member a.xlsx / part xl/s.xml / row 4`.
    """

    place: str
    text: str


class UnreadablePaperError(Exception):
    """
    The text of a file cannot be had.

    `reason` is `locked` (a password is asked for), `too-large` (it passes a limit of bytes, pages,
    unpacked bytes, text, memory or time) or `damaged` (it is not what its ending says, or broken).
    """

    def __init__(self, reason: Reason) -> None:
        """Take the reason, a key for the wording."""
        super().__init__(reason)
        self.reason: Reason = reason


class Meter:
    """
    What one file may cost in all, together with whatever lies in it.

    Without it a thousand small files in an archive, each within limits, would cost a thousandfold.
    """

    def __init__(self) -> None:
        """Begin with all of it."""
        self.unpacked = UNPACKED_LIMIT
        self._elements = ELEMENTS_LIMIT
        self._gone_through = GONE_THROUGH_LIMIT
        self._left_s = _TOGETHER_S

    @property
    def seconds(self) -> float:
        """The processor time that is left to read PDFs in."""
        return min(self._left_s, SECONDS_LIMIT)

    def unpack(self, size: int) -> None:
        """Count *size* bytes that were unpacked."""
        self.unpacked -= size
        self._spend(self.unpacked, size * _UNPACKING_S)

    def parse(self) -> None:
        """Count an element of XML."""
        self._elements -= 1
        self._spend(self._elements, _ELEMENT_S)

    def go_through(self, size: int) -> None:
        """Count *size* bytes or letters of what is gone through one by one."""
        self._gone_through -= size
        self._spend(self._gone_through, size * _GOING_THROUGH_S)

    def wait(self, seconds: float) -> None:
        """Count *seconds* of processor time in another process."""
        self._spend(0, seconds)

    def _spend(self, left: int, seconds: float) -> None:
        self._left_s -= seconds
        if left < 0 or self._left_s < 0:
            raise UnreadablePaperError("too-large")


def within_limits(found: Iterator[Passage]) -> Iterator[Passage]:
    """
    Pass on what is *found* and not blank.

    Raises:
        UnreadablePaperError: there is more of it than anybody publishes.
    """
    characters = 0
    for number, passage in enumerate(found, 1):
        characters += len(passage.text)
        if number > PASSAGES_LIMIT or characters > CHARACTERS_LIMIT:
            raise UnreadablePaperError("too-large")
        if passage.text.strip():
            yield passage
