"""Spaces at line ends, and which stretches of Markdown are no prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_INDENTED = re.compile(r"(?: {4}|\t)")
_BREAK = "  "  # two spaces at the end of a line of a paragraph break it
# Code, addresses, markup: a letter changed in these changes what they do.
_NO_PROSE = re.compile(
    r"(`+).+?\1"
    r"|\]\([^)\n]*\)|^[ ]{0,3}\[[^\]\n]+\]:.*$|\]\[[^\]\n]*\]"
    r"|<[^>\n]*>|\{[^}\n]*\}"
    r"|\b(?:https?://|www\.)\S+|\S+@\S+|&\w+;",
    re.MULTILINE,
)


def without_end_spaces(body: str) -> str:
    """Take spaces off line ends, but where they break a line or belong to code."""
    lines = body.split("\n")
    code = set(_code_lines(lines))
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        is_break = line.strip() and line.endswith(_BREAK) and following.strip()
        if index not in code and not is_break:
            lines[index] = line.rstrip(" \t")
    return "\n".join(lines)


def no_prose(body: str) -> list[tuple[int, int]]:
    """Return the stretches of *body*, in order, whose letters are not for reading."""
    lines = body.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found = [(starts[index], starts[index + 1]) for index in _code_lines(lines)]
    return sorted([*found, *(match.span() for match in _NO_PROSE.finditer(body))])


def _code_lines(lines: list[str]) -> Iterator[int]:
    """Yield the numbers, from 0, of lines that are fenced, or set in as code is."""
    fence = ""
    for index, line in enumerate(lines):
        match = _FENCE.match(line)
        if fence:
            yield index
            if match is not None and match[1].startswith(fence):
                fence = ""
        elif match is not None:
            fence = match[1]
            yield index
        elif _INDENTED.match(line):
            yield index
