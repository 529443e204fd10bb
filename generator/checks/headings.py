"""Headings go down one level at a time: a screen reader's user goes through a text by them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning

# As Python-Markdown takes them: it asks for no space after the signs. Both begin at the end of the
# line before, which is found faster than a line's beginning.
_SIGNED = re.compile(r"\n(#{1,6})([^\n]*)")
_RULED = re.compile(r"\n[ ]*\n(?P<words>[^\n]+)\n(?P<rule>=+|-+)[ ]*(?=\n|\Z)")
# The page's title is its heading of the first level.
_TITLE, _FIRST = 1, 2


def headings(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report a heading as high as the title, and one that leaves a level out."""
    # A standing page names its title itself, in its first heading.
    may_be_title = manuscript.content is None
    above = _TITLE
    for start, level, words in _headings(manuscript.body):
        place = manuscript.span_at(
            manuscript.body_start + start, manuscript.body_start + start + len(words)
        )
        if level == _TITLE and not may_be_title:
            yield warning("language.heading-one", place)
        shown = level if may_be_title else max(level, _FIRST)
        if shown > above + 1:
            yield warning("language.heading-skipped", place, level=shown, right="#" * (above + 1))
        above, may_be_title = shown, False


def _headings(body: str) -> list[tuple[int, int, str]]:
    """Return where each heading begins, its level and its line."""
    if "#" not in body and "\n=" not in body and "\n-" not in body:
        return []
    text = f"\n\n{without_code(body)}"
    found = [(m.start(1) - 2, len(m[1]), m[0][1:]) for m in _SIGNED.finditer(text)]
    if "\n=" in text or "\n-" in text:
        ruled = _RULED.finditer(text)
        found += [(m.start("words") - 2, "=-".index(m["rule"][0]) + 1, m["words"]) for m in ruled]
    return sorted(found)
