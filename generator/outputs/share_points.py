"""What an item comes to in a few points, and who must do what by when."""

from __future__ import annotations

import html
import re
from datetime import datetime
from functools import singledispatch

from generator.catalog.shown import Shown
from generator.kernel.text import sentences, strip_unwanted
from generator.messages.words import Words
from generator.model.item import Item
from generator.model.spotlight import Spotlight
from generator.model.urgent import Urgent
from generator.outputs.in_force import without_grade

_LIST = re.compile(r"<(?:ul|ol)\b[^>]*>")
_ENTRY = re.compile(r"<li\b[^>]*>(.*?)(?=</li>|<li\b|<ul\b|<ol\b)", re.DOTALL)
_END_OF_LIST = re.compile(r"</(?:ul|ol)>")
_FOOTNOTES = '<div class="footnote"'
_TAG = re.compile(r"<sup\b.*?</sup>|<[^>]*>", re.DOTALL)
_NAMES = 3
_WORTH_A_LIST = 2


@singledispatch
def headline(item: Item, words: Words) -> str:
    """Return the title as it stands alone: with what sets *item* apart before it."""
    del words
    return item.title


@headline.register
def _(item: Urgent, words: Words) -> str:
    grade = words(f"level.{item.level.value}")
    return f"{grade.upper()}: {without_grade(item.title, grade)}"


@headline.register
def _(item: Spotlight, words: Words) -> str:
    kind = words("kind.spotlight")
    return item.title if kind.casefold() in item.title.casefold() else f"{kind}: {item.title}"


@singledispatch
def points(item: Item, shown: Shown, words: Words) -> list[str]:
    """Return what *item* says in brief, the weightiest first: the first list of its text."""
    del words
    listed = first_list(shown.body.text)
    return listed if len(listed) >= _WORTH_A_LIST else sentences(item.summary)


@points.register
def _(item: Urgent, shown: Shown, words: Words) -> list[str]:
    own = [f"{words('urgent.audience')}: {item.audience}"] if item.audience else []
    listed = first_list(shown.body.text)
    return own + (listed if len(listed) >= _WORTH_A_LIST else sentences(item.summary))


@points.register
def _(item: Spotlight, shown: Shown, words: Words) -> list[str]:
    merits = [f"{merit.figure or ''} {merit.text}".strip() for merit in item.merits]
    return [_people(item, shown, words), *(merits or sentences(item.summary))]


def _people(item: Spotlight, shown: Shown, words: Words) -> str:
    """Return who is praised: of one person the work and the unit too."""
    first, *others = item.honourees
    if not others:
        unit = shown.face.names.unit(first.unit).short if first.unit else ""
        return ", ".join(filter(None, (first.name, first.job, unit)))
    names = [honouree.name for honouree in item.honourees]
    if len(names) > _NAMES:
        rest = len(names) - _NAMES + 1
        return words("people.more", names=", ".join(names[: _NAMES - 1]), count=rest)
    return words("people.all", names=", ".join(names[:-1]), last=names[-1])


def first_list(page: str) -> list[str]:
    """Return the entries of the first list of *page*, cleaned HTML, as plain text."""
    text = page.partition(_FOOTNOTES)[0]
    if (start := _LIST.search(text)) is None:
        return []
    end = _END_OF_LIST.search(text, start.end())
    inside = text[start.end() : end.end() if end else None]
    entries = (_plain(entry[1]) for entry in _ENTRY.finditer(inside))
    return [entry[0].upper() + entry[1:] for entry in entries if entry]


def _plain(page: str) -> str:
    text = strip_unwanted(html.unescape(_TAG.sub("", page)))
    return " ".join(text.split()).rstrip(" ;,")


def act_by(item: Item) -> datetime | None:
    """Return until when something must be done, if that is asked for."""
    return item.act_by if isinstance(item, Urgent) else None
