"""
A person in a table: the row goes where it is theirs, the cell alone where it tells of more.

A row of a prize, a work or a result is the prize's as well: the table would miss a place without
it, and disagree with every other that has it. What kind a table is its head tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from generator.kernel.text import unaccented
from generator.takedown import surgery

# Heads of columns, without accents. A row of such a table tells of something besides the person …
_OF_MORE = re.compile(
    r"(giai|hang|ket qua|diem|xep loai|xep hang|giai thuong|ten giai"
    r"|(ten )?(giai phap|sang kien|de tai|cong trinh|tac pham|san pham|tiet muc|du an|bai thi)"
    r"|(noi dung|hoat dong|nhiem vu|cong viec|su kien|mon)( thi)?"
    r"|prize|award|place|rank|result|score|points?|work|project)\b"
)
# … but one that has these is about the person, and tells too much to stay without the name.
_OF_PERSON = re.compile(
    r"(ngay sinh|nam sinh|sinh nam|dien thoai|so (dien thoai|dt|may)|sdt|cccd|cmnd|can cuoc"
    r"|dia chi|e-?mail|so tai khoan|tai khoan|ma so|que quan|gioi tinh|born|birth|phone|address)\b"
)
_NUMBER = re.compile(r"(stt|tt|so tt|so thu tu|no|#|nr|num|number)\.?\Z")
_DELIMITERS = ",;\t"
# A cell of fewer letters is no sign that two rows tell of the same.
_TELLING = 12


@dataclass(frozen=True, slots=True)
class Cut:
    """
    A table without a person.

    `gone` are the cells of the rows that went and that no other row has; `emptied` are the
    lines on which a cell was, `is_numbered` tells whether the rows have numbers of their own.
    """

    text: str
    gone: frozenset[str] = frozenset()
    has_gone: bool = False
    emptied: tuple[int, ...] = ()
    is_numbered: bool = False


def without_person(
    text: str, is_named: Callable[[str], bool], is_alone: Callable[[str], bool]
) -> Cut:
    """
    Take a person out of the CSV *text*.

    Args:
        text: With its head on the first row, which stays.
        is_named: Whether a row names the person.
        is_alone: Whether a cell holds the name and nothing else.
    """
    rows = [text[start:end] for start, end in surgery.records(text)]
    if not rows:
        return Cut(text)
    delimiter = max(_DELIMITERS, key=rows[0].count)

    def spans_of(row: str) -> list[tuple[int, int]]:
        return list(surgery.fields(row, delimiter))

    head = _told(rows[0], spans_of(rows[0]))
    kept, emptied = rows[:1], []
    gone: list[tuple[str, ...]] = []
    for row in rows[1:]:
        spans = spans_of(row)
        if not is_named(row):
            kept.append(row)
        elif tells_of_more(head):
            shorter = _emptied(row, spans, is_alone, "")
            if shorter != row:
                emptied.append(len(surgery.lines_of("".join(kept))) + 1)
            kept.append(shorter)
        else:
            gone.append(_told(row, spans))
    is_numbered = bool(head) and _NUMBER.match(_plain(head[0])) is not None
    others = {cell for row in kept for cell in _told(row, spans_of(row))}
    own = {cell for row in gone for cell in row} - others
    return Cut("".join(kept), frozenset(own), bool(gone), tuple(emptied), is_numbered)


def without_person_in_markdown(
    text: str, is_named: Callable[[str], bool], is_alone: Callable[[str], bool]
) -> Cut:
    """Take a person out of the tables of the Markdown *text*, as `without_person` does."""
    lines = surgery.lines_of(text)
    kept: list[str] = []
    head: tuple[str, ...] = ()
    emptied: list[int] = []
    for at, line in enumerate(lines):
        if not surgery.is_table_row(lines, at):
            head = _told(line, surgery.cells(line)) if _is_head(lines, at) else head
            kept.append(line)
        elif not is_named(line):
            kept.append(line)
        elif tells_of_more(head):
            shorter = _emptied(line, surgery.cells(line), is_alone, " ")
            if shorter != line:
                emptied.append(len(kept) + 1)
            kept.append(shorter)
    return Cut("".join(kept), emptied=tuple(emptied))


def _is_head(lines: Sequence[str], at: int) -> bool:
    """Tell whether a head is at *at*: between it and the first row a rule stands."""
    if "|" not in lines[at] or at + 2 >= len(lines):
        return False
    return surgery.is_table_row(lines, at + 2) and not surgery.is_table_row(lines, at + 1)


def tells_of_more(head: Sequence[str]) -> bool:
    """Tell by the head of a table whether its rows tell of something besides a person."""
    columns = [_plain(cell) for cell in head]
    return any(map(_OF_MORE.match, columns)) and not any(map(_OF_PERSON.match, columns))


def rows_alike(text: str, gone: Collection[str]) -> list[int]:
    """Return the lines of the tables of a page that have one of the cells *gone*."""
    telling = {_plain(cell) for cell in gone if len(cell) >= _TELLING}
    lines = surgery.lines_of(text)
    return [
        at + 1
        for at, line in enumerate(lines)
        if surgery.is_table_row(lines, at)
        and not telling.isdisjoint(map(_plain, _told(line, surgery.cells(line))))
    ]


def _told(row: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(row[start:end].strip(' \t"*_\ufeff') for start, end in spans)


def _plain(cell: str) -> str:
    return " ".join(unaccented(cell).lower().split())


def _emptied(
    row: str, spans: Sequence[tuple[int, int]], is_alone: Callable[[str], bool], blank: str
) -> str:
    """Return *row* with *blank* in place of the cells that hold the name alone."""
    for start, end in reversed(spans):
        if is_alone(row[start:end]):
            row = row[:start] + blank + row[end:]
    return row
