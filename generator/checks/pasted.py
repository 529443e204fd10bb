"""Lists and tables as Word hands them over: in Markdown they run on as one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning

# Each begins at the end of the line before, which is found faster than a line's beginning.
_ITEM = re.compile(r"\n {0,3}(?:[-*+]|\d{1,2}\.)[ \t]+\S")
_MARKED = re.compile(r"[ \t]*(?:[-*+•·o–]|\d{1,2}[.)])[ \t]")
_BULLET = re.compile(r"\n[ \t]*(?:([•▪●◦‣■○⁃])[ \t]*\S|([·–o§])\t)")
_ROW = re.compile(r"\n(?! )[^\t\n]+\t[^\n]*\S")
# What a list may follow at once: headings, tables, quotes, tags, notes; and what is set in.
_NO_TEXT = re.compile(r"#|\||>|<|\ufffc|!!!|\[[^\]]+\]:|[ \t]|[-=*_]{3,}\s*$")
_SIGNS = "•▪●◦‣■○⁃\t"
_FEWEST = 2


def pasted(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report lists without an empty line above, bullets that are none, rows set apart by tabs."""
    text = "\n" + without_code(manuscript.body)
    yield from _run_on_lists(manuscript, text)
    if any(sign in text for sign in _SIGNS):
        yield from _bullets(manuscript, text)
    if "\t" in text:
        yield from _rows(manuscript, text)


def _run_on_lists(manuscript: Manuscript, text: str) -> Iterator[Diagnostic]:
    judged = -1  # the end of the last paragraph that was looked at: each is once, however long
    for found in _ITEM.finditer(text):
        at = found.start()
        above = text[text.rfind("\n", 0, at) + 1 : at]
        if at <= judged or not above.strip() or _NO_TEXT.match(above) or _MARKED.match(above):
            continue
        following = text.find("\n", found.end())
        if following < 0 or _ITEM.match(text, following) is None:
            continue
        start, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
        judged = len(text) if end < 0 else end
        if _MARKED.match(text, 1 if start < 0 else start + 2) is None:
            yield _told("language.run-on-list", manuscript, text, at)


def _bullets(manuscript: Manuscript, text: str) -> Iterator[Diagnostic]:
    found = list(_BULLET.finditer(text))
    if len(found) >= _FEWEST:
        sign = found[0][1] or found[0][2]
        yield _told(
            "language.bullets", manuscript, text, found[0].start(), bullet=sign, count=len(found)
        )


def _rows(manuscript: Manuscript, text: str) -> Iterator[Diagnostic]:
    """Tell of each run of lines that have a tab within."""
    start, end, count = -1, -1, 0
    for found in (*_ROW.finditer(text), None):
        if found is not None and _MARKED.match(text, found.start() + 1):
            continue
        if found is not None and found.start() == end:
            count, end = count + 1, found.end()
            continue
        if count >= _FEWEST:
            yield _told("language.tab-table", manuscript, text, start, count=count)
        if found is not None:
            start, end, count = found.start(), found.end(), 1


def _told(
    code: str, manuscript: Manuscript, text: str, before: int, **params: object
) -> Diagnostic:
    """Tell of the line of *text* that follows the line's end at *before*."""
    end = text.find("\n", before + 1)
    start = manuscript.body_start + before  # the line's end in front of the body is not its own
    stop = manuscript.body_start + (len(text) if end < 0 else end) - 1
    return warning(code, manuscript.span_at(start, stop), **params)
