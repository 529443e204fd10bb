"""What stands in the place of a name in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.kernel.text import unaccented
from generator.takedown.offices import office_at_end
from generator.takedown.spelling import TITLES, Mention, Spelling, canonical, folded, is_bare

# A word, or two, right before a name; accents may stand apart from their letters.
_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_][\w\u0300-\u036f/]*\.?)\s+\Z")
_TITLE_LENGTH = 16
# As much of a line as is looked at for what stands before a name.
_LEAD = 120
_OPENING = "*_[(“‘«\"'"
_QUOTES = "“‘«\"'"
_CLOSING = "*_])”’»\"'"
_MARKERS = re.compile(r"\s*(?:(?:[-*+>#|–—]+|\d{1,3}[.)])\s*)+\Z")
_FIELD = re.compile(r"[\s{-]*[a-z_]+:\s*\Z")
_ENDS = (".", "!", "?", "…", "|")
_ADDRESS_SIGN = re.compile(r"[^\W_]([-_.+])[^\W_]")


class Put(NamedTuple):
    """A text with other words in it; and the line of each office that stands alone now, with it."""

    text: str
    offices: tuple[tuple[int, str], ...] = ()


def begins_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence, an entry or a field begins at *start*."""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    lead = text[max(line, start - _LEAD) : start]
    opened = lead.rstrip(_OPENING)
    is_quoted = any(sign in _QUOTES for sign in lead[len(opened) :])
    if _MARKERS.match(opened) or _FIELD.match(opened):
        return True
    told = opened.rstrip()
    if not told:
        above = text[:line].rstrip("\r\n")
        # A sentence may go on from the line before, but not over an empty one or a heading.
        last = above[max(above.rfind("\n"), above.rfind("\r")) + 1 :].strip()
        is_apart = len(text[:line]) - len(above) > len("\r\n") or text[:line].endswith("\n\n")
        is_apart = is_apart or last[:1] in ("", "#", "|", "-", "+") or last[-1:] in (":", ">")
        return is_apart or _is_end(last)
    return _is_end(told) or (is_quoted and told.endswith(":"))


def _is_end(told: str) -> bool:
    return told.rstrip(_CLOSING).endswith(_ENDS)


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
    ) -> Put:
        """Put other words in place of the sure ones among the mentions of *text*."""
        wanted = [(m, False) for m in full if m.is_sure] + [(m, True) for m in short if m.is_sure]
        last, offices = len(text), []
        for mention, is_short in sorted(wanted, reverse=True):
            if mention.end > last:
                continue
            start = self._start(text, mention, is_short=is_short)
            if not self.initials and (cut := _cut_after_office(text, start, mention)) is not None:
                text, office, last = cut
                offices.append((text.count("\n", 0, last) + 1, office))
                continue
            words = self._words(text, start, mention, spelling, is_short=is_short)
            text, last = text[:start] + words + text[mention.end :], start
        return Put(text, tuple(reversed(offices)))

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
        if not re.search(r"\s", written):
            return _in_one(words, written)
        is_small = is_short and not written[:1].isupper()
        begins = not is_small and begins_sentence(text, start)
        return words[:1].upper() + words[1:] if begins else words


def _in_one(words: str, written: str) -> str:
    """Write *words* as the name was in a file's name, an address or a hashtag: in one."""
    sign = _ADDRESS_SIGN.search(written)
    if sign is None and not written.islower():
        words = words.title()
    return words.replace(" ", sign[1] if sign else "")


def _cut_after_office(text: str, start: int, mention: Mention) -> tuple[str, str, int] | None:
    """
    Cut a name off that stands right after the noun for a person: “Trưởng ca” needs no other.

    Returns:
        The text, the noun, and where it ends; None where there is none.
    """
    if text[start : mention.end][:1].isdigit() or not re.search(r"\s", text[start : mention.end]):
        return None
    before = text[max(start - _LEAD, 0) : start]
    marks = before[len(before.rstrip("*_")) :]
    told = before.rstrip("*_").rstrip(" \xa0\t")
    gap = before[len(told) : len(before) - len(marks)]
    after = mention.end
    if marks and text.startswith(marks[::-1], after):
        after += len(marks)
    elif marks:
        return None
    if not gap:
        told = before[: len(before) - len(marks)].rstrip()
        gap = before[len(told) : len(before) - len(marks)]
        line = told[max(told.rfind("\n"), told.rfind("\r")) + 1 :]
        if gap not in ("\n", "\r\n") or line.lstrip()[:1] in ("#", "-", "|"):
            return None
    office = office_at_end(told[max(told.rfind("\n"), told.rfind("\r")) + 1 :])
    if not office:
        return None
    end = start - len(before) + len(told)
    rest = text[after:]
    if gap[:1] in ("\n", "\r") and rest[:1] == " ":
        rest = gap + rest[1:]  # the line goes on where it went on
    return text[:end] + rest, office, end


def names_only(text: str, mention: Mention) -> bool:
    """Tell whether *text* begins with the mention, a title aside: a line of a list of names."""
    before = text[: mention.start]
    return re.fullmatch(r"[\W\d_]*(?:[a-z/]+\s+){0,2}[\W_]*", folded(before)) is not None
