"""
Private data in attachments: in their text, their hidden parts and their properties.

What is published as it is, is published with all that is in it. Looking into a file depends on its
bytes and its name alone, so it is done once; the result is a list of rows that JSON can keep.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.checks.privacy import told
from generator.kernel.diagnostics import Diagnostic, Span, error, warning
from generator.kernel.text import strip_unwanted
from generator.privacy import Find, Kind, find, mask, masked
from generator.reading.papers import ENDINGS, Passage, UnreadablePaperError, is_scan, passages

# Properties in which programs write who made a file.
_MAKERS = re.compile(
    r"property (?:author|creator|lastmodifiedby|manager|artist|xpauthor|by-?line|copyright|owner"
    r"|ip[tr]c 2:80)\Z",
    re.IGNORECASE,
)
# What programs put there when nobody has said who they work for.
_NOBODY = re.compile(
    r"(?:admin\w*|user|windows user|microsoft\b.*|python-docx|openpyxl|unknown|pc|acer|dell|hp"
    r"|asus|lenovo|root"
    r"|writer|word|excel|canva|wps.*|libreoffice.*|chromium|mozilla.*|skia.*|scanner|adobe.*"
    r"|un-named|unnamed)\Z",
    re.IGNORECASE,
)
_ROW = re.compile(r"(?P<sheet>.*?)row (?P<number>\d+)\Z")
_HEADING = re.compile(
    r"cccd|căn cước|định danh|cmnd|chứng minh|họ (?:và )?tên|sinh|địa chỉ|nơi ở|điện thoại"
    r"|\bđt\b|sđt|tài khoản|\bstk\b|\bstt\b|\btt\b|mail|biển",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{6}")
_KINDS = frozenset(Kind)
_DIGIT = re.compile(r"\d")
_HEAD_LIMIT = 40  # characters of the words over a column
_TOLD = 20  # of one file, besides tables: whoever has so many removes the file
_CELLS_TOLD = 10_000  # of one file: finds in tables are told column by column
_TEXT_LIMIT = 400_000  # characters sought at once


class Row(NamedTuple):
    """
    What is told of a file: the latter part of the code, where inside, masked, and what it is.

    Of what stands in a table, `head` says what is written over the column.
    """

    code: str
    inside: str = ""
    shown: str = ""
    value: str = ""
    head: str = ""


def look_into(data: bytes, path: str) -> list[Row]:
    """
    Return what is private in the file *path*, or that it could not be looked into.

    At most 20 finds of a file are told, the first of each kind among them, and those in tables.
    """
    ending = posixpath.splitext(path)[1].lower()
    rows = [_row(found, path, "") for found in find(path)]
    if ending not in ENDINGS:
        return rows
    try:
        rows += _in_passages(passages(data, ending))
        if ending == ".pdf" and is_scan(data):
            rows.append(Row("scan"))
    except UnreadablePaperError as unread:
        rows.append(Row(unread.reason))
    return _first(dict.fromkeys(rows))


def problems_in(path: str, rows: Iterable[Row], place: Span) -> Iterator[Diagnostic]:
    """Yield the diagnostics of *rows*, found in the file *path*, at the *place* that names it."""
    for code, inside, shown, value, head in rows:
        if code in _KINDS:
            yield told(Find(Kind(code), 0, 0, value), shown, place, inside or "name", head)
        elif code == "author":
            yield warning(
                "privacy.author", place, file=path, shown=shown, value=value, inside=inside
            )
        elif code == "scan":
            yield warning("privacy.scan", place, file=path)
        elif code == "damaged":
            yield warning("privacy.damaged", place, file=path)
        elif code == "locked":
            yield error("privacy.locked", place, file=path)
        else:
            yield error("privacy.too-large", place, file=path)


def _in_passages(found: Iterator[Passage]) -> Iterator[Row]:
    """Look through each passage; rows of tables under the row that says what is in the columns."""
    heading, sheet = "", None
    for place, raw in found:
        text = strip_unwanted(raw)
        if _MAKERS.search(place):
            yield from _author(place, text)
        row = _ROW.match(place)
        if row is None:
            for start in range(0, len(text), _TEXT_LIMIT):
                part = text[start : start + _TEXT_LIMIT]
                yield from (_row(one, part, place) for one in find(part))
            continue
        if row["sheet"] != sheet or (_HEADING.search(text) and not _LONG_NUMBER.search(text)):
            heading, sheet = text, row["sheet"]
            yield from (_row(one, text, place) for one in find(text))
        else:
            yield from _in_row(heading, text, place)


def _in_row(heading: str, row: str, place: str) -> Iterator[Row]:
    heads, cells = " ".join(heading.split("\n")).replace(" \t", "\t"), row.replace("\n", " ")
    width = max(heads.count("\t"), cells.count("\t"))
    under = "\n".join(line + "\t" * (width - line.count("\t")) for line in (heads, cells))
    start = under.index("\n") + 1
    for found in find(under):
        if found.start >= start:
            column = under.count("\t", start, found.start)
            row_found = _row(found, under, f"{place} / column {column + 1}")
            yield row_found._replace(head=_head(heads.split("\t"), column))


def _head(heads: list[str], column: int) -> str:
    """Return what a column is called; nothing of what might be a person's."""
    words = heads[column].strip() if column < len(heads) else ""
    is_name = _HEADING.search(words) and not _DIGIT.search(words) and len(words) <= _HEAD_LIMIT
    return words if is_name and masked(words) == words else ""


def _row(found: Find, text: str, inside: str) -> Row:
    return Row(found.kind, inside, " ".join(mask(text, found).split()), found.value)


def _author(place: str, text: str) -> Iterator[Row]:
    name = " ".join(text.split())
    if name and any(map(str.isalpha, name)) and not _NOBODY.match(name):
        shown = mask(name, Find(Kind.CHILD, 0, len(name), name))
        yield Row("author", place, shown, name)


def _first(rows: Iterable[Row]) -> list[Row]:
    """Keep the first of each code, and as many of the others as are told."""
    rows = list(rows)
    cells = [row for row in rows if " / column " in row.inside][:_CELLS_TOLD]
    others = [row for row in rows if " / column " not in row.inside]
    codes = {row.code: number for number, row in reversed(list(enumerate(others)))}
    kept = sorted({*codes.values(), *range(min(len(others), _TOLD))})
    return [*(others[number] for number in kept), *cells]
