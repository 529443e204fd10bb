"""
The texts an item is passed on with: a Zalo message, a Facebook post, a short message, a note.

Plain text. What an editor wrote goes before what is made here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from generator.catalog.shown import Shown
from generator.kernel.gsm import ONE_MESSAGE, count_gsm, cut_for_gsm, to_gsm
from generator.kernel.text import count_words, cut_words, unaccented
from generator.messages import dates
from generator.messages.abbreviations import spell_out
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import Item
from generator.model.share import CHANNELS, WORD_LIMITS, finished
from generator.model.site import Site
from generator.outputs.share_points import act_by, headline, points

# The page and the kit of one item are made one after the other.
_AT_HAND = 64
_POINTS = 3
_BULLET = "•"
# A beginning of fewer syllables says nothing.
_SHORTEST = 6
_HEADLINE = 40
_HASHTAGS = 4
_HASHTAG_LETTERS = 40


@dataclass(frozen=True, slots=True)
class _Told:
    """What all texts are made of."""

    shown: Shown
    item: Item
    site: Site
    words: Words
    link: str

    @property
    def deadline(self) -> str:
        """The line that says by when to act, or until when it holds; empty without either."""
        language = self.site.language
        if (by := act_by(self.item)) is not None:
            return f"{self.words('urgent.act-by')}: {dates.by(by, language)}"
        if self.item.expires_at is not None:
            return self.words("share.valid", when=dates.as_long_as(self.item.expires_at, language))
        return ""


@lru_cache(maxsize=_AT_HAND)
def share_texts(shown: Shown, site: Site) -> Mapping[str, str]:
    """Return the text for each of `CHANNELS`; each has the item's address in it, whole."""
    item, words = shown.face.item, Words(site.language)
    canonical = permalink.absolute(site, shown.face.path)
    texts = {}
    for channel in CHANNELS:
        link = permalink.share_link(site, shown.face.path, channel)
        if item.share is not None and (own := item.share.of(channel)):
            texts[channel] = finished(channel, own, link, canonical)
        else:
            texts[channel] = _MAKERS[channel](_Told(shown, item, site, words, link))
    return MappingProxyType(texts)


def _zalo(told: _Told) -> str:
    title = cut_words(headline(told.item, told.words), _HEADLINE)
    room = WORD_LIMITS["zalo"] - sum(map(count_words, (title, told.deadline, told.link)))
    said = [f"{_BULLET} {point}" for point in _fitting(told, room)]
    return "\n".join(filter(None, (title, *said, told.deadline, told.link)))


def _fitting(told: _Told, room: int) -> Iterator[str]:
    """
    Yield up to three points that fit into *room* with their bullets.

    The first may be cut at a word, those after it at the end of a sentence alone: half a rule may
    say the opposite of the whole.
    """
    for number, point in enumerate(points(told.item, told.shown, told.words)[:_POINTS]):
        room -= 1
        if room < min(_SHORTEST, count_words(point)):
            return
        fitted = cut_words(point, room)
        if number > 0 and fitted.endswith("…") and not point.endswith("…"):
            return
        room -= count_words(fitted)
        yield fitted


def _facebook(told: _Told) -> str:
    title = cut_words(headline(told.item, told.words), _HEADLINE)
    tags = " ".join(hashtags(told.shown))
    around = (title, told.deadline, told.link, tags)
    summary = cut_words(told.item.summary, WORD_LIMITS["facebook"] - sum(map(count_words, around)))
    return "\n\n".join(filter(None, (title, summary, told.deadline, told.link, tags)))


def hashtags(shown: Shown) -> list[str]:
    """Return up to four hashtags, the campaign's first; no two are alike."""
    names = shown.face.names
    named = [*([names.campaign] if names.campaign else []), *names.topics]
    tags = dict.fromkeys(tag for one in named if (tag := hashtag(one.name)))
    return list(tags)[:_HASHTAGS]


def hashtag(name: str) -> str:
    """
    Return the hashtag of *name*: `Tết sum vầy 2026` is `#TetSumVay2026`.

    Without accents, as they are typed, with a capital at each syllable, so that they can be read
    (out). Numbers side by side are parted: `#MaiAm2025_2027`. Empty where no letter is left, as
    digits alone make no hashtag, and where nobody would type it.
    """
    plain = "".join(c if c.isascii() and c.isalnum() else " " for c in unaccented(name))
    tag = ""
    for word in plain.split():
        parting = "_" if tag[-1:].isdigit() and word[0].isdigit() else ""
        tag += parting + word[0].upper() + word[1:]
    is_tag = any(c.isalpha() for c in tag) and len(tag) <= _HASHTAG_LETTERS
    return f"#{tag}" if is_tag else ""


def _sms(told: _Told) -> str:
    """Return one line: the unit if there is room, the title, the deadline, and the whole link."""
    by = act_by(told.item)
    limit = told.words("share.by", when=dates.terse(by, told.site.language)) if by else ""
    title = to_gsm(headline(told.item, told.words)).rstrip(" .")
    unit = to_gsm(told.shown.face.names.unit(told.item.unit).short)
    rest = [part for part in (to_gsm(limit), told.link) if part]
    room = ONE_MESSAGE - count_gsm(" ".join(["", *rest]))
    if count_gsm(f"{unit}: {title}.") <= room:
        title = f"{unit}: {title}"
    short = cut_for_gsm(title, room - 1)
    stop = "" if short.endswith((".", "!", "?")) or not short else "."
    # Where the link takes it all, it goes alone: it is never cut.
    return " ".join([short + stop, *rest]) if short else told.link


def _forward(told: _Told) -> str:
    plain = _forward_text(told)
    spelled = spell_out(plain, told.site.language)
    return spelled if count_words(spelled) <= WORD_LIMITS["forward"] else plain


def _forward_text(told: _Told) -> str:
    words, item, kind = told.words, told.item, told.shown.face.kind.name
    unit = cut_words(told.shown.face.names.unit(item.unit).name, _HEADLINE)
    title = cut_words(headline(item, words), _HEADLINE)
    before = [words("share.dear"), words(f"share.forward.{kind}", unit=unit, title=title)]
    after = [*_asked(told), words(f"share.ask.{kind}")]
    if act_by(item) is not None:
        after[-1] += " " + words("share.report", unit=unit)
    after += [words("share.whole", link=told.link), words("share.thanks")]
    room = WORD_LIMITS["forward"] - sum(map(count_words, (*before, *after)))
    return "\n".join([*before, cut_words(item.summary, room), *after])


def _asked(told: _Told) -> Iterator[str]:
    """Yield who is to act and by when; without that, until when it holds."""
    if audience := getattr(told.item, "audience", None):
        yield told.words("share.whom", whom=cut_words(audience, _HEADLINE).rstrip("."))
    if (by := act_by(told.item)) is not None:
        yield told.words("share.until", when=dates.by(by, told.site.language))
    elif told.deadline:
        yield f"{told.deadline}."


_MAKERS: Mapping[str, Callable[[_Told], str]] = {
    "zalo": _zalo,
    "facebook": _facebook,
    "sms": _sms,
    "forward": _forward,
}
