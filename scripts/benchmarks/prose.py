"""
Vietnamese sentences put together from the stock of phrases in `stock.toml`.

Knows how to fill slots; which sentences make an item is the business of `bodies.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

_SLOT = re.compile(r"\{(\w+)\}")
_STOCK = Path(__file__).with_name("stock.toml")


@dataclass(frozen=True)
class Stock:
    """The phrases by list name, and the tables of topics, campaigns, authors and branches."""

    phrases: Mapping[str, Sequence[str]]
    sentences: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    tables: Mapping[str, Sequence[Mapping[str, Any]]]


def read_stock() -> Stock:
    """Read the stock that lies beside this module."""
    with _STOCK.open("rb") as file:
        lists = tomllib.load(file)
    tables = {name: lists[name] for name in ("topics", "campaigns", "authors", "branches")}
    return Stock(lists["phrases"], lists["sentences"], lists["names"], tables)


class Prose:
    """Fills slots at random, but for the *facts* that hold through one item."""

    def __init__(self, stock: Stock, rng: Random, facts: Mapping[str, str | Sequence[str]]) -> None:
        """Take the item's *facts*: slot → its text, or the texts to choose from."""
        self._stock = stock
        self._rng = rng
        self._facts = facts
        self._decks: dict[str, list[str]] = {}

    def sentence(self, kind: str) -> str:
        """Return one sentence of the list *kind*; none comes twice before all came once."""
        deck = self._decks.get(kind)
        if not deck:
            deck = self._decks[kind] = list(self._stock.sentences[kind])
            self._rng.shuffle(deck)
        return self.fill(deck.pop())

    def fill(self, pattern: str) -> str:
        """Replace every slot of *pattern*, and the slots inside what replaces it."""
        return _SLOT.sub(self._replace, pattern)

    def value(self, slot: str) -> str:
        """Return a text for *slot*; a slot with a capital gives a text with a capital."""
        name = slot.lower()
        text = self.fill(self._choose(name))
        return text if name == slot else text[:1].upper() + text[1:]

    def _replace(self, match: re.Match[str]) -> str:
        return self.value(match[1])

    def _choose(self, name: str) -> str:
        if name in _MADE:
            return _MADE[name](self)
        choices = self._facts.get(name) or self._stock.phrases[name]
        return choices if isinstance(choices, str) else self._rng.choice(choices)

    def number(self, low: int, high: int) -> str:
        """Return a whole number as Vietnamese write it: `1.250`."""
        return f"{self._rng.randint(low, high):,}".replace(",", ".")

    def full_name(self) -> str:
        """Return family, middle and given name of an invented person."""
        gender = self._rng.choice(("men", "women"))
        lists = ("family", f"middle_{gender}", f"given_{gender}")
        return " ".join(self._rng.choice(self._stock.names[name]) for name in lists)

    def person(self) -> str:
        """Return a full name after the word that introduces it."""
        return f"{self._rng.choice(('anh', 'chị', 'ông', 'bà', 'đồng chí'))} {self.full_name()}"

    def date(self) -> str:
        """Return a day and a month: `14/3`."""
        return f"{self._rng.randint(1, 28)}/{self._rng.randint(1, 12)}"


_MADE: Mapping[str, Callable[[Prose], str]] = {
    "n": lambda prose: prose.number(2, 48),
    "hundreds": lambda prose: prose.number(110, 4_800),
    "money": lambda prose: f"{prose.number(40, 960)} triệu đồng",
    "money_small": lambda prose: f"{prose.number(300, 5_000)}.000 đồng",
    "percent": lambda prose: f"{prose.number(51, 99)},{prose.number(0, 9)} %",
    "quarter": lambda prose: prose.number(1, 4),
    "storm": lambda prose: prose.number(1, 12),
    "date": Prose.date,
    "person": Prose.person,
    "full_name": Prose.full_name,
}
