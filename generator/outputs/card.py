"""
What a card says: the picture that chats show of a link, told in words and numbers.

A card is a value. Nothing but it and the program decides what is drawn, so two that are equal are
drawn once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.outputs.logo import LogoMaterial

# What Facebook and Zalo ask for: 1.91 to 1, and large enough for a dense screen.
WIDTH_PX, HEIGHT_PX = 1200, 630
FIGURES = 3


class Layout(StrEnum):
    """How a card is laid out."""

    COVER = "cover"
    WORDS = "words"
    URGENT = "urgent"
    PEOPLE = "people"
    FIGURES = "figures"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Style:
    """
    What all cards of a site have in common: who speaks, the two colours of `outputs.palette`.

    `bar` carries white text, `identity` is for text on paper; both as CSS writes them. Without a
    logo the theme's mark is drawn.
    """

    organisation: str
    bar: str
    identity: str
    logo: LogoMaterial | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture of `content/`, with the digest of its bytes."""

    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class PersonOnCard:
    """A person praised: name, job and unit, and the portrait if there is leave to show it."""

    name: str
    role: str
    portrait: Photo | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands out, and what it counts."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """
    A card. All of it is text as readers are to see it; what a layout has no place for is empty.

    `label` is the kind of item, or the grade of an urgent notice, of which `gravity` is the rank
    (0 the mildest). `note` says until when a notice holds, or how many more people there are.
    """

    layout: Layout
    style: Style
    label: str
    title: str
    source: str = ""
    date: str = ""
    note: str = ""
    gravity: int = 0
    cover: Photo | None = None
    people: tuple[PersonOnCard, ...] = ()
    quote: str = ""
    figures: tuple[Figure, ...] = field(default=())
