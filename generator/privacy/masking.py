"""Private data shown so that who knows it knows which is meant, and no one else learns it."""

from __future__ import annotations

from generator.privacy.finding import find
from generator.privacy.finds import Find, Kind

_MARK = "•"
_SHOWN = 2  # digits, at the end
_BY_LETTERS = frozenset({Kind.ADDRESS, Kind.CHILD, Kind.EMAIL, Kind.HEALTH})


def mask(text: str, found: Find) -> str:
    """Return the words of *found* in *text*, as long as they are, with little of them to read."""
    words = text[found.start : found.end]
    if found.kind in _BY_LETTERS:
        return _first_letters(words)
    hidden = sum(map(str.isalnum, words)) - _SHOWN
    shown = []
    for character in words:
        if character.isalnum() and hidden > 0:
            hidden -= 1
            character = _MARK  # noqa: PLW2901 -- the loop is over characters that are replaced
        shown.append(character)
    return "".join(shown)


def masked(text: str) -> str:
    """Return *text* with everything private in it masked; places in it stay what they are."""
    parts, end = [], 0
    for found in find(text):
        parts += [text[end : found.start], mask(text, found)]
        end = found.end
    return "".join([*parts, text[end:]])


def _first_letters(words: str) -> str:
    """Keep the first letter of each word: `N••••• T•• H••`."""
    before = " "
    shown = []
    for character in words:
        is_hidden = character.isdigit() or (character.isalnum() and before.isalnum())
        shown.append(_MARK if is_hidden else character)
        before = character
    return "".join(shown)
