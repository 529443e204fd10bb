r"""
Whether a file may name someone, told from its bytes: most files are done with after this.

What is passed by is decoded, folded and searched (`spelling.py`), so a sieve may let through too
much and never too little. It knows a letter in whatever form it may have in a file: an accent
composed or not, in UTF-8 or UTF-16, as an entity, a percent sign, a `\u1ec5`. Plain letters that
are written so are left to what decodes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from generator.takedown.spelling import Spelling, folded
from generator.takedown.unwrapping import BYTE_ORDER_16

Sieve = Callable[[bytes], object]
_VOWELS = frozenset("aeiouy")
# Plain letters, figures and signs of escapes that are escaped: then nothing is told at a glance.
# One pattern for each sign: Python leaps to what a pattern begins with.
_ENCODED_LETTERS = (
    re.compile(rb"&(?:amp;)*#(?:x0*(?:[3-7][0-9a-f]|2[56])|0*[0-9]{2,3});"),
    re.compile(rb"%(?:25)*(?:[4-7][0-9a-f]|3[0-9]|26)"),
    re.compile(rb"\\u00(?:[3-7]|2[56])"),
    re.compile(rb"\\u\{"),
    re.compile(rb"\\x(?:[3-7]|2[56])"),
)
_TAG_SIGNS = (
    (re.compile(rb"&(?:amp;)*lt;"), b"<"),
    (re.compile(rb"&(?:amp;)*gt;"), b">"),
    (re.compile(rb"%(?:25)*3c"), b"<"),
    (re.compile(rb"%(?:25)*3e"), b">"),
)
_TAG = rb"<[^<>]{0,300}>"
_ESCAPE = (
    rb"&(?:amp;)*+(?:#?[a-z0-9]{2,31};)?+|%(?:25)*[0-9a-f]{2}"
    rb"|(?<!\\)\\+(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[nrt])"
)
# Letters with accents, and marks, are bytes of this kind, an escape, or cut by a tag.
_HIGH = rb"\x80-\xff"
_D = rb"(?:d|[\xc3\xc4\xc9][\x90\x91\x96\xb0]|(?:%b){1,2})" % _ESCAPE
# Four letters in UTF-16, one of them plain: half of each is one of few.
_HALF = rb"[\x00-\x03\x1e\x20\x30\xff]"
_WIDE = re.compile(
    rb"\0(?:(?:.%b){3}|(?<=%b.\0)(?:.%b){2}|(?<=%b.%b.\0).%b|(?<=%b.%b.%b.\0))" % (*[_HALF] * 9,),
    re.DOTALL,
)
_CUT = _ESCAPE + b"|" + _TAG
_NO_TAG = rb"<(?![^<>]{0,300}>)"
_ADDRESS = rb"\](?:\([^()\s]{0,300}\))?+"  # of a Markdown link
_LONGEST_STRETCH = 30
_LONGEST_UNSEEN = 12
# Where a tag or an address begins that the next syllable stands in.
_HEAD = rb"(?:<|\]\()(?:%b|[^a-z0-9<>]){0,40}?" % _ESCAPE


class _Letter(NamedTuple):
    """A letter of a name, folded; one that is open, a vowel, stands there in many forms."""

    plain: bytes
    is_open: bool


_Word = Sequence[_Letter]


def may_hold(data: bytes, sieves: Iterable[Sieve], *, is_text: bool) -> bool:
    """Tell, fast, whether one of *sieves* may find something in *data*; texts may be escaped."""
    for reading in _readings(data, is_text=is_text):
        lowered = reading.lower()
        if is_text and any(pattern.search(lowered) for pattern in _ENCODED_LETTERS):
            return True
        for pattern, sign in _TAG_SIGNS if is_text else ():
            lowered = pattern.sub(sign, lowered)
        if any(sieve(lowered) for sieve in sieves):
            return True
    return False


def _readings(data: bytes, *, is_text: bool) -> Iterator[bytes]:
    """Yield *data* in UTF-8: of UTF-16 too, if that may be in it (see `unwrapping.views`)."""
    if is_text and data[:2] in BYTE_ORDER_16:
        yield data.decode("utf-16", "replace").encode()
        return
    yield data
    if not is_text and _WIDE.search(data):
        for start, encoding in product((0, 1), ("utf-16-le", "utf-16-be")):
            yield data[start:].decode(encoding, "ignore").encode()


def for_address(address: str) -> Sieve:
    """Return what finds an address of the site; its slashes may be escaped."""
    letters = (
        rb"(?:\\?/|%2f|&#47;|&#x2f;)" if c == "/" else re.escape(c.encode()) for c in address
    )
    return re.compile(b"".join(letters)).search


def for_spelling(spelling: Spelling) -> Sieve:
    """Return what tells whether a name or a number may stand in lower-cased bytes."""
    if spelling.is_number:
        digits = "".join(spelling.syllables).removeprefix("0")
        return re.compile(rb"[^0-9]{0,24}".join(digit.encode() for digit in digits)).search
    words = list(_words(spelling.text))
    if not words:
        return lambda bare: True  # noqa: ARG005 -- vowels alone are nothing to go by
    rarest = _compiled(_from_end(max(words, key=_rarity)))
    loose = _loose_letters(spelling.text)
    # What begins plainly is found fast; so the part from there on is tried before the whole.
    plainly = next((at for at, word in enumerate(words) if _begins_plainly(word)), 0)
    chains = [_chain(words[at:], loose) for at in sorted({plainly, 0}, reverse=True)]
    return lambda bare: rarest.search(bare) is not None and all(one(bare) for one in chains)


def _chain(words: Sequence[_Word], loose: bytes) -> Callable[[bytes], bool]:
    """Return what follows syllables one by one: a pattern of all would try every way between."""
    first = _compiled(_from_end(words[0]))
    others = [_following(one, before, loose) for before, one in pairwise(words)]

    def is_in(bare: bytes) -> bool:
        ends = set(_ends(first, bare))
        for ways in others:
            ends = {m.end() for end in ends for way in ways if (m := way.match(bare, end))}
        return bool(ends)

    return is_in


def _ends(pattern: re.Pattern[bytes], bare: bytes) -> Iterator[int]:
    """Yield where *pattern* ends, wherever it begins: what is found may overlap."""
    at = 0
    while match := pattern.search(bare, at):
        yield match.end()
        at = match.start() + 1


def _compiled(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.DOTALL)


def _split(text: str) -> Iterator[_Word]:
    """Yield the syllables of *text*."""
    word: list[_Letter] = []
    for letter in unicodedata.normalize("NFC", text.lower()) + " ":
        plain = folded(letter)
        if plain.isalnum():
            is_open = plain in _VOWELS or plain not in (letter, "d")
            word += (_Letter(one.encode(), is_open) for one in plain)
        elif plain and word:
            yield word
            word = []


def _words(text: str) -> Iterator[_Word]:
    """Yield the syllables that something plain is in."""
    return (word for word in _split(text) if not all(one.is_open for one in word))


def _loose_letters(text: str) -> bytes:
    """Return the letters of the other syllables: they may stand between those."""
    loose = (word for word in _split(text) if all(one.is_open for one in word))
    return b"".join(sorted({one.plain for word in loose for one in word}))


def _begins_plainly(word: _Word) -> bool:
    return not word[0].is_open and word[0].plain != b"d"


def _rarity(word: _Word) -> tuple[bool, int]:
    """Return how seldom, and how fast found, a syllable is."""
    return _begins_plainly(word), len(word)


def _pattern(word: _Word, least: int | None = None) -> bytes:
    """
    Return what finds a syllable in bytes, with all that is unseen within it.

    Vowels that stand together are one stretch, for bytes do not tell where one of them ends; of at
    least *least* pieces if the word begins with it.
    """
    parts, at = [], 0
    while at < len(word):
        end = at
        while end < len(word) and word[end].is_open:
            end += 1
        if end > at:
            few = end - at if least is None or at else least
            letters = b"".join(sorted({one.plain for one in word[at:end]}))
            bounds = b"{%d,%d}" % (few, _LONGEST_STRETCH)
            parts.append(b"(?:[%b%b]|%b)%b" % (letters, _HIGH, _CUT, bounds))
        else:
            end = at + 1
            parts.append(_D if word[at].plain == b"d" else word[at].plain)
            if end < len(word) and not word[end].is_open:
                parts.append(b"(?:[%b]|%b){0,%d}" % (_HIGH, _CUT, _LONGEST_UNSEEN))
        at = end
    return b"".join(parts)


def _from_end(word: _Word) -> bytes:
    """Return what finds a syllable; of what may begin it in many forms, the last byte will do."""
    if word[0].plain == b"d":
        return rb"[d\x90\x91\x96\xb0;0-9a-f]" + _pattern(word[1:])
    at = next(at for at, one in enumerate(word) if not one.is_open)
    letters = b"".join(sorted({one.plain for one in word[:at]}))
    return (rb"[%b%b;>0-9a-f]" % (letters, _HIGH) if at else b"") + _pattern(word[at:])


def _following(word: _Word, before: _Word, loose: bytes) -> Sequence[re.Pattern[bytes]]:
    """Return the ways in which a syllable stands where the one *before* it has ended."""
    # As in `spelling.py`, of bytes. No stretch can be read in two ways.
    apart = rb"[^a-z0-9<&\]]" + (b"|[%b]" % loose if loose else b"")
    gap = b"(?:%b){0,200}?" % b"|".join((_TAG, _NO_TAG, _ESCAPE, _ADDRESS, apart))
    ways = [gap + _pattern(word), gap + _HEAD + _pattern(word)]
    if before[-1].is_open and not _begins_plainly(word):
        # Written as one word, the open end of the other has taken from its beginning: `HàĐức`.
        ways.append(_pattern(word[1:] if word[0].plain == b"d" else word, least=0))
    return [_compiled(way) for way in ways]
