"""
Python-Markdown without the tries that cannot succeed.

The library asks some twenty block processors about each block and tries fifteen inline patterns
on each stretch of text. In a bulletin most blocks are one line that begins with a letter, which
can only be a paragraph, and most stretches hold no character a pattern begins with. Seeing that
first halves the time of a body (0.91 ms to 0.45 ms for 520 words); `tests/test_quick.py` holds
the result against the library's own on arbitrary text. `decisions/0005-quick-markdown.md` weighs
what it costs: one method replaced here is private to the library, whose version is locked.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import partial

import markdown
from markdown.blockparser import BlockParser
from markdown.inlinepatterns import Pattern
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from generator.catalog.bounds import Bounds

# What every match of a pattern contains. A pattern that is not listed is always tried.
_CONTAINED = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}


class QuickInlineProcessor(InlineProcessor):
    """Does what its base does, passing over patterns that the text cannot match."""

    def __init__(self, md: markdown.Markdown, bounds: Bounds) -> None:
        """Take the patterns as they are now; register this after all extensions."""
        super().__init__(md)
        self._bounds = bounds
        self._patterns = tuple((pattern, _contained(md, pattern)) for pattern in md.inlinePatterns)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 -- the base's
        if isinstance(data, AtomicString):
            return data
        self._bounds.stretch(data)
        apply, start = self._InlineProcessor__applyPattern, 0  # type: ignore[attr-defined]
        while patternIndex < len(self._patterns):
            pattern, contained = self._patterns[patternIndex]
            if contained in data:
                data, matched, start = apply(pattern, data, patternIndex, start)
            else:
                matched, start = False, 0
            if not matched:
                patternIndex += 1  # noqa: N806
        return data


def _contained(md: markdown.Markdown, pattern: Pattern) -> str:
    names = (name for name in _CONTAINED if name in md.inlinePatterns)
    return next((_CONTAINED[n] for n in names if md.inlinePatterns[n] is pattern), "")


class QuickHtmlBlocks(Preprocessor):
    """Looks for raw HTML only where there is a `<`; the library parses every text for it."""

    def __init__(self, md: markdown.Markdown, own: Preprocessor) -> None:
        """Take the library's *own* step, which does the work where there is any."""
        super().__init__(md)
        self._own = own

    def run(self, lines: list[str]) -> list[str]:
        """Put raw HTML aside, as the library does."""
        return self._own.run(lines) if any("<" in line for line in lines) else lines


def parse_blocks(
    parser: BlockParser, bounds: Bounds, parent: ET.Element, blocks: list[str]
) -> None:
    """Do what `BlockParser.parseBlocks` does, and take the short way for plain paragraphs."""
    paragraph = parser.blockprocessors["paragraph"]
    processors = tuple(parser.blockprocessors)
    bounds.enter()
    while blocks:
        block = blocks[0]
        bounds.block(block)
        if "\n" not in block and block[:1].isalpha():
            paragraph.run(parent, blocks)
            continue
        for processor in processors:
            if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                break
    bounds.leave()


def quicken(md: markdown.Markdown, bounds: Bounds) -> markdown.Markdown:
    """
    Put the quick steps in the place of the library's own; call it after all extensions.

    The steps are where the library's loops can be counted: *bounds* is told of each.
    """
    md.treeprocessors.register(QuickInlineProcessor(md, bounds), "inline", 20)
    html_blocks = md.preprocessors["html_block"]
    md.preprocessors.register(QuickHtmlBlocks(md, html_blocks), "html_block", 20)
    # On the instance, because the processors hold this very parser.
    md.parser.parseBlocks = partial(parse_blocks, md.parser, bounds)  # type: ignore[method-assign]
    return md
