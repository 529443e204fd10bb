"""
What a person's name, or number, looks like in the wild.

A text is folded to lower-case ASCII, which brings together NFC and NFD, capitals, both styles of
tone marks (`hòa`, `hoà`) and what was written without accents; marks that are not seen (soft
hyphens, zero-width spaces) are gone. In that the name is looked for, with anything but letters and
figures between its syllables: spaces, line ends, hyphens of an address, Markdown, tags. Whether
what was found is the person then depends on how it was written, accents and all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

_D_WITH_STROKE = str.maketrans("ðɖ", "đđ")
# Neither Latin, nor a mark that stands on a letter or is not seen: it parts words.
_PARTING = re.compile(
    "[^\x00-\xa0\xad\xaa\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0300-\u036f\u061c\u180e\u1e00-\u1eff"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\uff01-\uff5e]"
)
_MARK = re.compile("[\u0300-\u036f]")
_UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f])*")
# Grave, acute, tilde, hook, dot: which vowel of `oa`, `oe`, `uy` carries them is a matter of style.
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Between two syllables: a tag, an entity, the address of a Markdown link, or no letter or figure.
_BETWEEN = r"(?:<[^<>]{0,300}>|&#?[a-z0-9]{2,8};|\]\([^()\s]{0,300}\)|[^a-z0-9]){0,40}?"
_SYLLABLE = re.compile("[a-z0-9]+")
_DIGITS = re.compile("[0-9]")
# With fewer letters than this, syllables written as one are mostly some other word.
_JOINED_LETTERS = 8
_LEAST_LETTERS = 6
_LEAST_DIGITS = 6
_COUNTRY = "84"
_MOBILE_DIGITS = 10
_LONGER = re.compile(r"[ \xa0]([^\W\d_]+)")
_LONGER_BARE = re.compile(r"[-_ +]([a-z]+)")
# Capitalised words that follow a name without being part of it: posts, units.
_NO_GIVEN_NAMES = frozenset(
    (
        *(
            "to",
            "doan",
            "cong",
            "nhan",
            "chu",
            "tich",
            "ban",
            "phong",
            "can",
            "bo",
            "truong",
            "pho",
        ),
        *("uy", "bi", "thu", "giam", "doc", "tho", "ky", "lien", "cdcs", "ldld", "va", "la", "o"),
        *("tai", "cung", "khong", "da", "duoc"),
    )
)
_TITLES = (
    *("anh", "chị", "ông", "bà", "cô", "chú", "bác", "em", "dì", "cậu", "cụ", "cháu", "thầy"),
    *("đồng chí", "đ/c", "bạn", "mr", "mrs", "ms", "miss", "brother", "sister"),
)


class Mention(NamedTuple):
    """Where a text names the person, and whether it surely is this one."""

    start: int
    end: int
    is_sure: bool


def folded(text: str) -> str:
    """Return *text* in lower-case ASCII, without accents and without what is not seen."""
    if text.isascii():
        return text.lower()
    plain = text.lower().replace("đ", "d").replace("ð", "d").replace("ɖ", "d")
    spaced = _PARTING.sub(" ", plain)
    return unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return folded(letter)


def _traced(text: str) -> tuple[str, list[int]]:
    """Return *text* folded, and of each letter of that the place in *text* it came from."""
    letters, places = [], []
    for at, letter in enumerate(text):
        for one in _fold_letter(letter):
            letters.append(one)
            places.append(at)
    return "".join(letters), places


def canonical(text: str) -> str:
    """Return *text* so that two spellings with the same accents are equal: `HOÀ` and `hòa`."""
    seen = _UNSEEN.sub("", text.lower().translate(_D_WITH_STROKE))
    words = _WORD.findall(unicodedata.normalize("NFD", seen))
    return " ".join(_tone_last(word) for word in words)


def _tone_last(word: str) -> str:
    """Move the tones of *word* (NFD) to its end: which vowel they stand on tells nothing."""
    return unicodedata.normalize("NFC", _TONES.sub("", word)) + "".join(_TONES.findall(word))


def is_bare(text: str) -> bool:
    """Tell whether *text* is written without any accent."""
    plain = unicodedata.normalize("NFD", text.lower())
    return not (_MARK.search(plain) or "đ" in plain or "ð" in plain)


TITLES = frozenset(canonical(title) for title in _TITLES)
_TITLE_PATTERN = "|".join(folded(title) for title in _TITLES)


@dataclass(frozen=True)
class Spelling:
    """
    One name or number to be found.

    Attributes:
        text: As it was given.
        longer: Folded names that begin with this one and are other people's.
        has_double: Whether there is someone whose name differs by its accents alone.
    """

    text: str
    longer: frozenset[str] = frozenset()
    has_double: bool = False
    syllables: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Cut it into syllables."""
        object.__setattr__(self, "syllables", tuple(_SYLLABLE.findall(folded(self.text))))

    @property
    def is_number(self) -> bool:
        """Whether it is a number: of a telephone, an identity card, an account."""
        return "".join(self.syllables).isdigit()

    @property
    def is_distinct(self) -> bool:
        """Whether it is enough to look for: one short word stands everywhere."""
        joined = "".join(self.syllables)
        if self.is_number:
            return len(joined) >= _LEAST_DIGITS
        has_digits = _DIGITS.search(joined) is not None
        return len(self.syllables) > 1 or has_digits or len(joined) >= _LEAST_LETTERS

    @property
    def given(self) -> str:
        """The given name, which comes last."""
        return self.text.split()[-1]

    @property
    def slug(self) -> str:
        """The name as addresses have it."""
        return "-".join(self.syllables)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in a folded text; each syllable is a group."""
        if self.is_number:
            return _number_pattern("".join(self.syllables))
        joined = len("".join(self.syllables)) >= _JOINED_LETTERS
        between = _BETWEEN if joined else f"(?![a-z0-9]){_BETWEEN}(?<![a-z0-9])"
        return re.compile(between.join(f"({syllable})" for syllable in self.syllables))

    def may_be_in(self, plain: str) -> bool:
        """Tell, fast, whether the folded text *plain* may hold it."""
        if not self.is_number and not all(syllable in plain for syllable in self.syllables):
            return False
        return any(True for _ in self._matches(plain))

    def _matches(self, plain: str) -> Iterator[re.Match[str]]:
        """Yield where the pattern stands by itself and not within a longer word or number."""
        at = 0
        while (match := self.pattern.search(plain, at)) is not None:
            before, after = plain[match.start() - 1 : match.start()], plain[match.end() :][:1]
            alike = str.isdigit if self.is_number else str.isalnum
            if not (before and alike(before)) and not (after and alike(after)):
                yield match
                at = match.end()
            else:
                at = match.start() + 1

    def mentions(self, text: str) -> list[Mention]:
        """Return where *text* names it, in order."""
        if not self.may_be_in(folded(text)):
            return []
        plain, places = _traced(text)
        found = [self._judge(text, plain, places, match) for match in self._matches(plain)]
        if self.has_double and not any(self._is_exact(text[m.start : m.end]) for m in found):
            found = [
                m._replace(is_sure=m.is_sure and not is_bare(text[m.start : m.end])) for m in found
            ]
        return found

    def longer_names(self, text: str) -> set[str]:
        """Return the folded names in *text* that begin with this one and go on."""
        names = set()
        for mention in self.mentions(text):
            following = _following(text, mention)
            if following and self._is_exact(text[mention.start : mention.end]):
                names.add(" ".join((*self.syllables, folded(following))))
        return names

    def is_doubled_in(self, text: str) -> bool:
        """Tell whether *text* names someone whose name differs by its accents alone."""
        written = (text[m.start : m.end] for m in self.mentions(text) if not m.is_sure)
        return any(not is_bare(one) and not self._is_exact(one) for one in written)

    def knowing(self, longer: frozenset[str], *, has_double: bool) -> Spelling:
        """Return the same, knowing of others with like names."""
        return replace(self, longer=longer, has_double=has_double)

    def _judge(self, text: str, plain: str, places: list[int], match: re.Match[str]) -> Mention:
        end = _end_of(text, places[match.end() - 1] + 1)
        mention = Mention(places[match.start()], end, is_sure=True)
        if self.is_number:
            return mention
        written = self._as_written(text, places, match)
        is_written_so = is_bare(written) or canonical(written) == canonical(" ".join(self._words))
        goes_on = self._goes_on(text, plain, mention, match)
        return mention._replace(is_sure=is_written_so and not goes_on)

    @cached_property
    def _words(self) -> Sequence[str]:
        return re.findall("[^\\W_]+", unicodedata.normalize("NFC", self.text))

    def _is_exact(self, written: str) -> bool:
        plain, places = _traced(written)
        match = self.pattern.search(plain)
        if match is None or self.is_number:
            return match is not None
        return canonical(self._as_written(written, places, match)) == canonical(
            " ".join(self._words)
        )

    def _as_written(self, text: str, places: list[int], match: re.Match[str]) -> str:
        """Return the syllables of a match with their accents, without what parts them."""
        return " ".join(
            text[places[match.start(i)] : _end_of(text, places[match.end(i) - 1] + 1)]
            for i in range(1, len(self.syllables) + 1)
        )

    def _goes_on(self, text: str, plain: str, mention: Mention, match: re.Match[str]) -> bool:
        """Tell whether the name is only the beginning of a longer one."""
        if _following(text, mention):
            return True
        following = _LONGER_BARE.match(plain, match.end())
        if following is None or not self.longer:
            return False
        return " ".join((*self.syllables, following[1])) in self.longer


def _end_of(text: str, end: int) -> int:
    """Return where the letter that ends before *end* ends with all its marks."""
    while end < len(text) and not _fold_letter(text[end]):
        end += 1
    return end


def _following(text: str, mention: Mention) -> str:
    """Return the capitalised word right after a name that is not all in capitals."""
    match = _LONGER.match(text, mention.end)
    if match is None or text[mention.start : mention.end].isupper():
        return ""
    word = match[1]
    is_name = word[:1].isupper() and not word[1:].isupper() and folded(word) not in _NO_GIVEN_NAMES
    return word if is_name else ""


def _number_pattern(digits: str) -> re.Pattern[str]:
    gap = "[^a-z0-9]{0,3}"
    if len(digits) == _MOBILE_DIGITS and digits.startswith("0"):
        rest = gap.join(digits[1:])
        return re.compile(f"((?:{_COUNTRY[0]}{gap}{_COUNTRY[1]}{gap}0?|0){gap}{rest})")
    return re.compile(f"({gap.join(digits)})")


def short_mentions(spelling: Spelling, text: str) -> list[Mention]:
    """
    Return where *text* has the given name with a title: `chị Hòa`.

    It is for texts that have the full name too. Where another person of the same given name
    stands in the text it is not sure.
    """
    if spelling.is_number or len(spelling.syllables) < 2:  # noqa: PLR2004 -- a name has two words
        return []
    plain, places = _traced(text)
    given = spelling.syllables[-1]
    pattern = re.compile(rf"(?<![a-z0-9])({_TITLE_PATTERN})\.?\s+({given})(?![a-z0-9])")
    full = [(m.start, m.end) for m in spelling.mentions(text)]
    given_name = canonical(spelling.given)
    namesakes = _namesakes(spelling, text)
    found = []
    for match in pattern.finditer(plain):
        start = places[match.start(2)]
        end = _end_of(text, places[match.end(2) - 1] + 1)
        word, title = text[start:end], text[places[match.start(1)] : start]
        is_written_so = canonical(word) == given_name and canonical(title) in TITLES
        if (
            word[:1].isupper()
            and (is_written_so or is_bare(text))
            and not any(a <= start < b for a, b in full)
        ):
            goes_on = bool(_following(text, Mention(start, end, is_sure=True)))
            found.append(Mention(places[match.start()], end, not namesakes and not goes_on))
    return found


def _namesakes(spelling: Spelling, text: str) -> bool:
    """Tell whether another full name in *text* ends in the same given name."""
    for match in re.finditer(r"[^\W\d_]+(?:[ \xa0][^\W\d_]+)+", unicodedata.normalize("NFC", text)):
        words = match[0].split()
        for before, word in pairwise(words):
            is_same = word[:1].isupper() and canonical(word) == canonical(spelling.given)
            is_name = before[:1].isupper() and re.fullmatch(_TITLE_PATTERN, folded(before)) is None
            if is_same and is_name and folded(before) not in spelling.syllables:
                return True
    return False
