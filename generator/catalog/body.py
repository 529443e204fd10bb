"""The body of an item: cleaned HTML and what is known of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.catalog.bounds import UnworkableError
from generator.catalog.clean import Cleaner
from generator.catalog.markdown import Converter, Heading
from generator.catalog.references import Reference, Target
from generator.kernel.diagnostics import Diagnostic, Span, error, warning
from generator.kernel.text import count_words, strip_unwanted

_BETWEEN_WORDS = re.compile(r"<[^>]*>|&nbsp;")
_ID = re.compile(r'<[^<>]*\sid="([^"]+)"')
# What footnotes link by is written by the parser, and stands nowhere in the text.
_OF_FOOTNOTES = ("#fn:", "#fnref")


@dataclass(frozen=True, slots=True)
class Body:
    """`html` is UTF-8: as bytes, ten thousand bodies take half the memory."""

    html: bytes
    headings: tuple[Heading, ...]
    references: tuple[Reference, ...]
    words: int

    @property
    def text(self) -> str:
        """The HTML as text."""
        return self.html.decode()

    @property
    def ids(self) -> frozenset[str]:
        """The places of the body that a link can lead to."""
        return frozenset(_ID.findall(self.text))


@dataclass(frozen=True, slots=True)
class Draft:
    """Markdown on its way to a body: the file it is from and the line it begins at."""

    source: str
    label: str
    markdown: str
    first_line: int


class BodyMaker:
    """Converts and cleans; one per process, for it holds the parsers."""

    def __init__(self, converter: Converter, cleaner: Cleaner) -> None:
        """Take the two parsers."""
        self._converter = converter
        self._cleaner = cleaner

    def make(self, draft: Draft) -> tuple[Body | None, list[Diagnostic]]:
        """Return the body, or None and why the parser cannot work through it."""
        try:
            raw, headings = self._converter.convert(draft.markdown)
        except UnworkableError as reason:
            return None, [_unworkable(draft, reason)]
        clean, references = self._cleaner.clean(raw, draft.source)
        clean = strip_unwanted(clean)
        references = locate(references, draft)
        words = count_words(_BETWEEN_WORDS.sub(" ", clean))
        body = Body(clean.encode(), headings, references, words)
        told = [_forbidden(draft, r) for r in references if r.target is Target.FORBIDDEN]
        return body, told + list(self._to_own_site(draft, references))

    def _to_own_site(self, draft: Draft, references: tuple[Reference, ...]) -> Iterator[Diagnostic]:
        """Tell of links to the site's own pages that name its domain."""
        own = self._cleaner.site.url
        for one in references:
            if one.target is Target.ELSEWHERE and one.written.startswith(own) and one.line:
                place = Span(draft.label, one.line, one.column, len(one.written))
                yield warning("link.own-site", place, right=f"/{one.written.removeprefix(own)}")


def _unworkable(draft: Draft, reason: UnworkableError) -> Diagnostic:
    start = max(draft.markdown.find(reason.near), 0)
    line = draft.markdown.count("\n", 0, start) + draft.first_line
    return error(reason.code, Span(draft.label, line), **reason.params)


def _forbidden(draft: Draft, reference: Reference) -> Diagnostic:
    place = Span(draft.label, reference.line, reference.column, len(reference.written))
    return warning("link.forbidden", place, link=reference.written)


def locate(references: tuple[Reference, ...], draft: Draft) -> tuple[Reference, ...]:
    """
    Give each reference that an editor wrote its line and column.

    The parser keeps no places, so the address is looked for in the text: the second mention of
    one address is the second place it stands at.
    """
    seen: dict[str, int] = {}
    located = []
    for reference in references:
        if not reference.written.startswith(_OF_FOOTNOTES):
            start = _find(draft.markdown, reference.written, seen.get(reference.written, -1) + 1)
            seen[reference.written] = start
            line = draft.markdown.count("\n", 0, start) + draft.first_line
            column = start - draft.markdown.rfind("\n", 0, start)
            reference = replace(reference, line=line, column=column)  # noqa: PLW2901
        located.append(reference)
    return tuple(located)


def _find(text: str, address: str, start: int) -> int:
    in_link = f"]({address}"
    at = text.find(in_link, max(start - len("]("), 0))
    while at >= 0:
        end = at + len(in_link)
        if end == len(text) or text[end] == ")" or text[end].isspace():
            return at + len("](")
        at = text.find(in_link, at + 1)
    return max(text.find(address, start), text.find(address), 0)
