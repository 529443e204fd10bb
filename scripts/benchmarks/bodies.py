"""
The Markdown body of one item: paragraphs, headings, and now and then a table, a list, a quote.

Only what Python-Markdown and Goldmark read alike is written: no admonition, no abbreviation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.prose import Prose

_WORDS_SHORTEST, _WORDS_LONGEST = 255, 775
# The whole sentence that crosses the target adds half its length on average.
_WORDS_OVERSHOOT = 35
# Short, middling and long sections; one item in four has no headings at all.
_WORDS_PER_SECTION = (50, 80, 130, 10_000)


@dataclass(frozen=True)
class Link:
    """A link to an older item: its title and the relative path of its Markdown file."""

    title: str
    path: str


class BodyWriter:
    """Writes one body of about 520 words (Vietnamese syllables: what blanks separate)."""

    def __init__(self, prose: Prose, rng: Random, *, flavour: str, links: Sequence[Link]) -> None:
        """Take the sentence list *flavour* to mix with the plain ones, and items to link to."""
        self._prose = prose
        self._rng = rng
        self._flavour = flavour
        self._links = links

    def write(self) -> str:
        """Return the body, ending in one newline."""
        extras = self._extras()
        blocks = list(self._opening())
        closing = [text for text in (self._link(), self._footnote(blocks)) if text]
        words = self._rng.triangular(_WORDS_SHORTEST, _WORDS_LONGEST) - _WORDS_OVERSHOOT
        blocks += self._sections(words - _count_words([*extras, *blocks, *closing]), extras)
        return "\n\n".join([*blocks, *closing]) + "\n"

    def _sections(self, words: float, extras: list[str]) -> Iterator[str]:
        """Yield paragraphs until *words* are written; *extras* follow headings, then the end."""
        per_section = self._rng.choice(_WORDS_PER_SECTION)
        section = 0
        while words > 0:
            if section > per_section:
                yield f"## {self._prose.sentence('heading')}"
                yield from extras[:1]
                del extras[:1]
                section = 0
            paragraph = self._paragraph()
            yield paragraph
            section += len(paragraph.split())
            words -= len(paragraph.split())
        yield from extras

    def _opening(self) -> Iterator[str]:
        yield self._prose.sentence("lead")
        yield self._paragraph()

    def _paragraph(self) -> str:
        flavours = self._rng.choices(("plain", self._flavour), (3, 1), k=self._rng.randint(1, 3))
        return " ".join(self._prose.sentence(flavour) for flavour in flavours)

    def _extras(self) -> list[str]:
        """Return the table (1 item in 4), list (1 in 3) and quote (1 in 3), in any order."""
        chances = ((4, self._table), (3, self._list), (3, self._quote))
        extras = [make() for one_in, make in chances if self._rng.randrange(one_in) == 0]
        self._rng.shuffle(extras)
        return extras

    def _table(self) -> str:
        rows = [
            f"| {number} | {self._prose.value('workplace')} | {self._prose.value('hundreds')} "
            f"| {self._prose.value('n')} | {self._prose.value('percent')} |"
            for number in range(1, self._rng.randint(4, 12))
        ]
        head = "| STT | Đơn vị | Số người | Số tổ | Tỷ lệ |\n|---:|---|---:|---:|---:|"
        return "\n".join((f"{self._prose.sentence('table_intro')}\n\n{head}", *rows))

    def _list(self) -> str:
        entries = [self._prose.sentence("list_entry") for _ in range(self._rng.randint(3, 6))]
        lines = ";\n".join(f"- {entry}" for entry in entries)
        return f"{self._prose.sentence('list_intro')}\n\n{lines}."

    def _quote(self) -> str:
        who = f"{self._prose.value('Person')}, {self._prose.value('office')}"
        return f"> {self._prose.sentence('quote')}\n>\n> — {who}"

    def _link(self) -> str:
        """Return a paragraph with a link to an older item, in 1 item of 2."""
        if not self._links or self._rng.randrange(2):
            return ""
        link = self._rng.choice(self._links)
        return f"{self._prose.sentence('link_intro')} [{link.title}]({link.path})."

    def _footnote(self, blocks: list[str]) -> str:
        """Hang a footnote on the last of *blocks* and return its text, in 1 item of 12."""
        if self._rng.randrange(12):
            return ""
        blocks[-1] += "[^1]"
        return f"[^1]: {self._prose.sentence('footnote')}"


def _count_words(blocks: Sequence[str]) -> int:
    return sum(len(block.split()) for block in blocks)
