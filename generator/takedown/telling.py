"""A take-down in words: what was found, what is to be done, what the proof says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.messages.words import load
from generator.takedown.desk import ByHand
from generator.takedown.proving import Leftover
from generator.takedown.survey import Place

# In this order; those above the line of the site are where an editor has a hand.
GROUPS = (
    *(
        "items",
        "links",
        "standing",
        "data",
        "tables",
        "pictures",
        "attachments",
        "names",
        "settings",
    ),
    *("site.pages", "site.feeds", "site.archives", "site.share", "site.cards", "site.search"),
    *("site.files", "releases"),
)
_SHOWN_OF_SITE = 8


class Speech:
    """The wording of take-downs in one language: `Speech("vi")("letter.title")`."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of *language*."""
        self.language = language
        self._words: dict[str, str] = load("takedown", language)

    def __call__(self, key: str, **params: object) -> str:
        """
        Return the wording of *key* with its slots filled.

        Raises:
            KeyError: the catalogue has no such key; a bug in our code, never in content.
        """
        return self._words[key].format(**params)

    def reason(self, key: str) -> str:
        """Return why a file cannot be read; of a reason that is itself a name, the name."""
        return self._words.get(f"reason.{key}", key)


def places(found: Iterable[Place], speech: Speech) -> Iterator[str]:
    """Yield the lines that list what was found, by group and counted."""
    by_group: dict[str, list[Place]] = {}
    for place in dict.fromkeys(found):
        by_group.setdefault(place.group, []).append(place)
    if not by_group:
        yield speech("list.nothing")
    for group in GROUPS:
        some = by_group.get(group, [])
        if not some:
            continue
        sure = sum(place.is_sure for place in some)
        yield speech("list.group", group=speech(f"group.{group}"), count=sure)
        if len(some) > sure:
            yield "  " + speech("list.perhaps", count=len(some) - sure)
        shown = some[:_SHOWN_OF_SITE] if group.startswith("site.") else some
        for place in shown:
            yield "  " + _place(place, speech)
        if len(some) > len(shown):
            yield "  " + speech("list.more", count=len(some) - len(shown))


def _place(place: Place, speech: Speech) -> str:
    where = f"{place.path}:{place.line}" if place.line else place.path
    told = f"{where}: {speech.reason(place.shown)}" if place.shown else where
    return told if place.is_sure else speech("list.perhaps-this", place=told)


def notes(told: Sequence[ByHand], speech: Speech) -> list[str]:
    """Return what is left to people, in words."""
    return [speech(one.key, **dict(one.params)) for one in told]


def leftovers(found: Iterable[Leftover], speech: Speech) -> Iterator[str]:
    """Yield a line for each thing that is left."""
    for one in found:
        where = f"site/{one.path}" + (f":{one.line}" if one.line else "")
        inside = f" ({one.place})" if one.place else ""
        shown = speech.reason(one.shown) if one.kind == "unreadable" else one.shown
        yield "  " + speech(f"left.{one.kind}", place=where + inside, shown=shown)
