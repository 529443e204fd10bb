"""
Markdown with what is not read as text blanked out.

Every character keeps its place, so that what is found in it is found in the file. A blank is a
character of its own, no space: the words on either side of it are not neighbours.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FENCED = re.compile(r"^(```+|~~~+)[^\n]*\n.*?(?:^\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)[^`\n]+\1")
_REMARK = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Targets of links, attribute lists, addresses, and tags with all they say.
_MACHINERY = re.compile(
    r"(?<=\])\([^()\s]*|\{[:#.][^{}\n]*\}|(?:https?://|mailto:)[^\s<>()\]]+|</?[A-Za-z][^<>\n]*>"
)
_WORD = re.compile(r"\w+")
# U+FFFC, which stands in texts for what is no text.
_BLANK = "\ufffc"
_NOT_LINE_END = re.compile(r"[^\n]")


@lru_cache(maxsize=4)
def without_code(body: str) -> str:
    """Blank out code and remarks: what stands there is shown as it is, or not at all."""
    if "```" in body or "~~~" in body:
        body = _FENCED.sub(_blank, body)
    if "`" in body:
        body = _CODE.sub(_blank, body)
    return _REMARK.sub(_blank, body) if "<!--" in body else body


@lru_cache(maxsize=2)
def prose(body: str) -> str:
    """Blank out addresses, tags and attributes too: what is left is read by people."""
    text = without_code(body)
    if any(sign in text for sign in ("](", "://", "mailto:", "<", "{")):
        return _MACHINERY.sub(_blank, text)
    return text


@lru_cache(maxsize=2)
def words_of(body: str) -> list[str]:
    """Return the words that people read, in lower case: several rules look through them first."""
    return _WORD.findall(prose(body).casefold())


def _blank(found: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(_BLANK, found[0])
