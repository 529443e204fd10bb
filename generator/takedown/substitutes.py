"""What stands in the place of a name in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.kernel.text import unaccented
from generator.takedown.spelling import TITLES, Mention, Spelling, canonical, folded, is_bare

# A word, or two, right before a name; accents may stand apart from their letters.
_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_][\w\u0300-\u036f/]*\.?)\s+\Z")
_TITLE_LENGTH = 16
_BEGINNING = re.compile(r"(?:\A|[.!?…]['\"”)]*\s+|[\r\n]\s*(?:[-*+>#|\d.]+\s+)*|[“\"|]\s*)[*_]*\Z")


@dataclass(frozen=True, slots=True)
class Substitutes:
    """
    The words for a person who is named no more.

    Attributes:
        member: In place of the full name, such as “một đoàn viên”.
        this_member: In place of `chị Hòa` after that.
        number: In place of a number.
        initials: Whether the first letters stand there instead: `N.T.H.`, `chị H.`
    """

    member: str
    this_member: str
    number: str
    initials: bool = False

    def put(
        self, text: str, spelling: Spelling, full: Sequence[Mention], short: Sequence[Mention]
    ) -> str:
        """Return *text* with other words in place of the sure ones among the mentions."""
        wanted = [(m, False) for m in full if m.is_sure] + [(m, True) for m in short if m.is_sure]
        last = len(text)
        for mention, is_short in sorted(wanted, reverse=True):
            if mention.end > last:
                continue
            start = self._start(text, mention, is_short=is_short)
            words = self._words(text, start, mention, spelling, is_short=is_short)
            text, last = text[:start] + words + text[mention.end :], start
        return text

    def _start(self, text: str, mention: Mention, *, is_short: bool) -> int:
        """Return where to begin: at the title, for “chị một đoàn viên” is nobody's language."""
        if is_short or self.initials or text[mention.start : mention.end][:1].isdigit():
            return mention.start
        window = max(mention.start - _TITLE_LENGTH, 0)
        word = _BEFORE.search(text, window, mention.start)
        if word is None:
            return mention.start
        if canonical(word[1]) in TITLES:
            return word.start(1)
        first = _BEFORE.search(text, window, word.start(1))
        is_title = first is not None and canonical(f"{first[1]} {word[1]}") in TITLES
        return first.start(1) if first is not None and is_title else mention.start

    def _words(
        self, text: str, start: int, mention: Mention, spelling: Spelling, *, is_short: bool
    ) -> str:
        written = text[mention.start : mention.end]
        if spelling.is_number:
            return self.number
        if self.initials:
            letters = ".".join(word[:1].upper() for word in spelling.text.split()) + "."
            if is_short:
                title = written[: len(written) - len(written.split()[-1])]
                return f"{title}{spelling.given[:1].upper()}."
            return letters
        words = self.this_member if is_short else self.member
        if is_bare(written) and not is_bare(spelling.text):
            words = unaccented(words)
        if written.isupper() and not is_short:
            return words.upper()
        begins = _BEGINNING.search(text, max(start - 8, 0), start) is not None
        return words[:1].upper() + words[1:] if begins else words


def names_only(text: str, mention: Mention) -> bool:
    """Tell whether *text* begins with the mention, a title aside: a line of a list of names."""
    before = text[: mention.start]
    return re.fullmatch(r"[\W\d_]*(?:[a-z/]+\s+){0,2}[\W_]*", folded(before)) is not None
