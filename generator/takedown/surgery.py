"""
Cuts into Markdown, front matter and tables that leave all else byte for byte.

Texts are as they are in the file: line ends, order of accents, indents. Lines count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_WORDS = r"((?:[^\[\]]|\[[^\[\]]*\])*)"
_INLINE = re.compile(rf"(!?)\[{_WORDS}\]\(\s*<?([^)\s>]*)>?([^)]*)\)(\{{[^{{}}\n]*\}})?")
_DEFINITION = re.compile(
    r"^ {0,3}\[([^\]\n]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]+.*)?(?:\r\n|\r|\n|\Z)", re.MULTILINE
)
_ANCHOR = re.compile(
    r"<a\b[^<>]*\bhref\s*=\s*[\"']?([^\"'\s<>]+)[^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL
)
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_IMAGE_TAG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_LIST_ENTRY = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*\Z")
_EMPTY = re.compile(r"[ \t]*(?:\r\n|\r|\n)?\Z")


def lines_of(text: str) -> list[str]:
    """Return the lines of *text*, each with its end."""
    return _LINES.findall(text)


def indent_of(line: str) -> int:
    """Return how far *line* is indented."""
    return len(line) - len(line.lstrip(" "))


def entry_lines(lines: Sequence[str], number: int) -> range:
    """
    Return the lines of the YAML entry that begins on line *number*: of a list, or a key's.

    They are indices into *lines*. Empty lines at its end are not its own.
    """
    first = number - 1
    depth, is_key = indent_of(lines[first]), not lines[first].lstrip().startswith("- ")
    end = first + 1
    for at in range(first + 1, len(lines)):
        line = lines[at]
        if _EMPTY.match(line):
            continue
        is_own_list = is_key and indent_of(line) == depth and line.lstrip().startswith("- ")
        if indent_of(line) <= depth and not is_own_list:
            break
        end = at + 1
    return range(first, end)


def without_entries(text: str, numbers: Iterable[int]) -> str:
    """Cut out the YAML entries that begin on the lines *numbers*; a list left empty goes too."""
    lines = lines_of(text)
    for number in sorted(set(numbers), reverse=True):
        doomed = entry_lines(lines, number)
        is_entry = lines[doomed.start].lstrip().startswith("- ")
        depth = indent_of(lines[doomed.start])
        del lines[doomed.start : doomed.stop]
        if is_entry:
            _drop_empty_list(lines, doomed.start, depth)
    return "".join(lines)


def _drop_empty_list(lines: list[str], at: int, depth: int) -> None:
    """Remove the key above *at* if no entry of its list is left."""
    following = next((line for line in lines[at:] if not _EMPTY.match(line)), "")
    above = lines[at - 1] if at else ""
    has_more = following.lstrip().startswith("- ") and indent_of(following) == depth
    if not has_more and above.rstrip().endswith(":") and indent_of(above) <= depth:
        del lines[at - 1]


def without_flow_value(text: str, number: int, value: str) -> str | None:
    """
    Cut *value* out of a list written in brackets on line *number*; an empty list goes whole.

    Returns:
        The text, or None where the line has no such value in brackets.
    """
    lines = lines_of(text)
    line = lines[number - 1]
    pattern = re.compile(rf"([\[,])\s*[\"']?{re.escape(value)}[\"']?\s*(,|\])")
    match = pattern.search(line)
    if match is None:
        return None
    if match[1] == "[" and match[2] == "]":
        return without_entries(text, [number])
    middle = {("[", ","): "[", (",", ","): ",", (",", "]"): "]"}[match[1], match[2]]
    after = line[match.end() :].lstrip(" ") if middle == "[" else line[match.end() :]
    lines[number - 1] = line[: match.start()] + middle + after
    return "".join(lines)


def without_lines(text: str, doomed: Callable[[Sequence[str], int], bool]) -> str:
    """Leave out the lines of *text* for which *doomed* (all lines, an index) says so."""
    lines = lines_of(text)
    return "".join(line for at, line in enumerate(lines) if not doomed(lines, at))


def is_table_row(lines: Sequence[str], at: int) -> bool:
    """Tell whether the line at index *at* is a row of a table, and not its head."""
    line = lines[at].rstrip("\r\n")
    if "|" not in line or _RULE.match(line):
        return False
    head_follows = at + 1 < len(lines) and _RULE.match(lines[at + 1].rstrip("\r\n")) is not None
    return not head_follows and any(
        _RULE.match(lines[above].rstrip("\r\n")) and "|" in lines[above]
        for above in range(_top_of(lines, at), at)
    )


def _top_of(lines: Sequence[str], at: int) -> int:
    """Return where the block of lines with bars begins that the line at *at* is in."""
    while at > 0 and "|" in lines[at - 1]:
        at -= 1
    return at


def list_entry(line: str) -> str | None:
    """Return what an entry of a Markdown list says; None for another line."""
    match = _LIST_ENTRY.match(line)
    return line[match.end() :] if match else None


def without_links(text: str, is_gone: Callable[[str], bool]) -> str:
    """Make plain words of the links of Markdown *text* whose address is gone."""
    labels: set[str] = set()

    def undefine(match: re.Match[str]) -> str:
        if not is_gone(match[2]):
            return match[0]
        labels.add(" ".join(match[1].lower().split()))
        return ""

    def unlink(match: re.Match[str]) -> str:
        return match[2] if not match[1] and is_gone(match[3]) else match[0]

    text = _DEFINITION.sub(undefine, text)
    text = _INLINE.sub(unlink, text)
    text = _ANCHOR.sub(lambda match: match[2] if is_gone(match[1]) else match[0], text)
    text = _AUTOLINK.sub(lambda match: "" if is_gone(match[1]) else match[0], text)
    for label in labels:
        written = r"\s+".join(map(re.escape, label.split()))
        text = re.sub(rf"\[([^\[\]]+)\]\[{written}\]", r"\1", text, flags=re.IGNORECASE)
        text = re.sub(rf"\[({written})\](?:\[\])?(?![\[(:])", r"\1", text, flags=re.IGNORECASE)
    return text


def with_links(text: str, moved: Callable[[str], str | None]) -> str:
    """Write the new address where *moved* knows one."""

    def relink(match: re.Match[str]) -> str:
        new = moved(match[3])
        if new is None:
            return match[0]
        start = match.start(3) - match.start()
        return match[0][:start] + new + match[0][start + len(match[3]) :]

    return _INLINE.sub(relink, text)


def without_pictures(text: str, is_gone: Callable[[str, str], bool]) -> str:
    """Cut out the pictures for which *is_gone* (whole mark, address) says so."""
    cuts = [m.span() for m in _INLINE.finditer(text) if m[1] and is_gone(m[0], m[3])]
    for match in _IMAGE_TAG.finditer(text):
        source = _SOURCE.search(match[0])
        if is_gone(match[0], source[1] if source else ""):
            cuts.append(match.span())
    for start, end in sorted(cuts, reverse=True):
        text = _cut(text, start, end)
    return text


def _cut(text: str, start: int, end: int) -> str:
    """Cut a stretch out; the line it stood alone on goes too."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    rest = re.compile(r"[ \t]*(\r\n|\r|\n|\Z)").match(text, end)
    if rest is not None and not text[line:start].strip():
        return text[:line] + text[rest.end() :]
    return text[:start] + text[end:]


def records(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each record of a CSV text begins and ends; quoted ones may have several lines."""
    start, is_quoted = 0, False
    for match in re.finditer(r'"|\r\n|\r|\n', text):
        if match[0] == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def fields(record: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Yield where each field of a record of a CSV text begins and ends, with its quotes."""
    start, is_quoted = 0, False
    end = len(record.rstrip("\r\n"))
    for at, sign in enumerate(record[:end]):
        if sign == '"':
            is_quoted = not is_quoted
        elif sign == delimiter and not is_quoted:
            yield start, at
            start = at + 1
    yield start, end


def cells(line: str) -> list[tuple[int, int]]:
    """Return where each cell of a row of a Markdown table begins and ends."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    end = len(line.rstrip())
    edges = [-1, *bars, end] if not line.lstrip().startswith("|") else [*bars, end]
    spans = [(a + 1, b) for a, b in pairwise(edges)]
    return spans[:-1] if line.rstrip().endswith("|") else spans
