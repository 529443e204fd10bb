"""Titles are headlines, and summaries say something more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import words_of
from generator.kernel.diagnostics import Diagnostic, warning

# Search engines and Zalo cut a title there; on a phone it fills three lines.
LIMIT = 90
# A shorter title in capitals may be one name or abbreviation: "CĐCS", "TƯLĐTT".
_CAPITAL_WORDS = 3
# Beginnings of so many words come out alike by chance: "Sáng 21/11, tại Hà Nội".
_LIKE_TITLE, _LIKE_BODY = 4, 20
_WORD = re.compile(r"\w+")


def headlines(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report titles in capitals or too long, and summaries that repeat the title or the text."""
    content = manuscript.content
    if content is None:
        return
    title, summary = content.item.title, content.item.summary
    if title.isupper() and len(title.split()) >= _CAPITAL_WORDS:
        yield warning("language.capitals", content.place("title"))
    if len(title) > LIMIT:
        place = content.place("title")
        yield warning("language.long-title", place, length=len(title), limit=LIMIT)
    told, said = _words(summary), _words(title)
    if told[: len(said)] == said and len(said) >= min(_LIKE_TITLE, len(told)):
        yield warning("language.summary-title", content.place("summary"))
    elif words_of(manuscript.body)[: len(told)][:_LIKE_BODY] == told[:_LIKE_BODY]:
        yield warning("language.summary-body", content.place("summary"))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
