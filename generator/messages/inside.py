"""Where in an attachment something stands, in words."""

from __future__ import annotations

import re

from generator.messages.words import Words

_PART = re.compile(r"(?P<sort>[a-z]+)(?: (?P<which>.*))?\Z", re.DOTALL)
_SORTS = frozenset(
    {"annotation", "column", "member", "name", "outline", "page", "part", "property", "row"}
)


def in_words(inside: str, words: Words) -> str:
    """
    Put *inside*, a place such as `page 3` or `row 12 / column 4`, into words in brackets.

    It is empty for what stands in the file of the diagnostic itself; a sort of place that is not
    known is shown as it is.
    """
    if not inside:
        return ""
    return f" ({', '.join(_told(part, words) for part in inside.split(' / '))})"


def _told(part: str, words: Words) -> str:
    match = _PART.match(part)
    if match is None or match["sort"] not in _SORTS:
        return part
    return words(f"inside.{match['sort']}", which=match["which"] or "")
