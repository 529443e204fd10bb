"""
Taking people's full names out of an item, when they are to be named no more.

A name is found however it is set: in capitals, without accents (as in a text message), with the
tone on either letter (Hòa, Hoà), over the end of a line, with mark-up between its syllables. Each
syllable begins with a capital, so that the flower hoa mai is no one called Hoa Mai. The form of
address before it goes too: "chị Tạ Thị Hạnh" is "một đoàn viên".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any, TypeVar

from generator.catalog.body import Body
from generator.kernel.text import unaccented
from generator.model.fields import Model

M = TypeVar("M", bound=Model)

_VIETNAMESE = ("anh", "chị", "ông", "bà", "cô", "chú", "bác", "em", "đồng chí", "đ/c")
# Forms of address that stand before a name, with and without accents, as patterns.
ADDRESSES = (
    *dict.fromkeys((*_VIETNAMESE, *map(unaccented, _VIETNAMESE))),
    *(r"Mrs?\.?", r"Ms\.?"),
)
# Fields that name files, entries or addresses: another word there would lead nowhere; and what is
# shown to no one.
_NO_WORDS = frozenset(
    {
        *("image", "file", "url", "id", "unit", "topics", "campaign", "authors", "related"),
        *("aliases", "approved_by", "supersedes", "allow"),
    }
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aeiouyAEIOUY"
_TAG = re.compile(r"<[^>]*>")
_INLINE = re.compile(r"</?(?:a|abbr|b|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>")
_GAP = r"(?:\s|&nbsp;|<[^>]*>)+"
_BEFORE = 200  # letters that are looked at to tell whether a sentence begins
_OPENING = " \t\"'“‘«([*–—-"
_ENDS = (".", "!", "?", "…", ">", "=", "\n")


def without_names(text: str, names: tuple[str, ...], stand_in: str) -> str:
    """Return *text*, plain or HTML, with *stand_in* for each of *names*; mark-up stays whole."""
    pattern = _pattern(names)

    def put(match: re.Match[str]) -> str:
        before = _INLINE.sub("", text[max(match.start() - _BEFORE, 0) : match.start()])
        before = before.rstrip(_OPENING)
        begins = not before or before.endswith(_ENDS)
        word = stand_in[:1].upper() + stand_in[1:] if begins else stand_in
        word = stand_in.upper() if _TAG.sub("", match["name"]).isupper() else word
        # What opens before the name stays around the word: a link is not to be left empty.
        return "".join((*_TAG.findall(match["address"] or ""), word, *_TAG.findall(match["name"])))

    return pattern.sub(put, text)


def item_without_names(value: M, names: tuple[str, ...], stand_in: str) -> M:
    """Return an item, or a part of one, with *stand_in* for each of *names* in all its words."""
    changed = {
        field: _told(getattr(value, field), names, stand_in)
        for field in type(value).model_fields
        if field not in _NO_WORDS
    }
    return value.model_copy(update=changed)


def words_in(value: Any) -> Iterator[str]:
    """Yield all words of an item, or of a part of one, in which names are looked for."""
    if type(value) is str:
        yield value
    elif isinstance(value, Model):
        for field in type(value).model_fields:
            if field not in _NO_WORDS:
                yield from words_in(getattr(value, field))
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)


def _told(value: Any, names: tuple[str, ...], stand_in: str) -> Any:
    if type(value) is str:  # a word of a list (StrEnum) is no text of an editor's
        return without_names(value, names, stand_in)
    if isinstance(value, Model):
        return item_without_names(value, names, stand_in)
    if isinstance(value, tuple):
        return tuple(_told(one, names, stand_in) for one in value)
    return value


def body_without_names(body: Body, names: tuple[str, ...], stand_in: str) -> Body:
    """Return *body* with *stand_in* for each of *names*, in its headings too."""
    headings = tuple(
        replace(one, text=without_names(one.text, names, stand_in)) for one in body.headings
    )
    html = without_names(body.text, names, stand_in)
    return replace(body, html=html.encode(), headings=headings)


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of *names*, the longest first, with a form of address before it."""
    address = "|".join(ADDRESSES).replace(" ", _GAP)
    told = (_GAP.join(map(_syllable, name.split())) for name in sorted(names, key=len)[::-1])
    return re.compile(
        rf"(?<!\w)(?P<address>(?i:{address}){_GAP})?(?<!\w)(?P<name>{'|'.join(told)})(?!\w)"
    )


def _syllable(written: str) -> str:
    forms = {*_tone_placements(written), unaccented(written)}
    cased = {case(one) for one in forms for case in (str, str.upper, str.capitalize)}
    return f"(?:{'|'.join(map(re.escape, sorted(cased)))})"


def _tone_placements(written: str) -> set[str]:
    """Return a syllable with its tone on each of its vowels: both styles are among them."""
    letters = unicodedata.normalize("NFD", written)
    tones = [letter for letter in letters if letter in _TONES]
    if len(tones) != 1:
        return {written}
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    places = [i for i, c in enumerate(bare) if unicodedata.normalize("NFD", c)[0] in _VOWELS]
    placed = (bare[: i + 1] + tone + bare[i + 1 :] for i, tone in product(places, tones))
    return {written, *(unicodedata.normalize("NFC", one) for one in placed)}
