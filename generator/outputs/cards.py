"""
Cards: the picture that Zalo and Facebook show where a link is pasted.

Every live item has one that says what it is, who speaks and since when; older ones may share their
kind's. Listings and standing pages have their kind's or the site's. What stands on a card follows
from the item alone, so its name is known before it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.catalog.edition import Edition
from generator.catalog.library import ContentChangedError
from generator.catalog.shown import Face
from generator.kernel import digest
from generator.messages.words import Words
from generator.model import permalink
from generator.model.kinds import KINDS
from generator.model.site import Site
from generator.outputs.card import HEIGHT_PX, WIDTH_PX
from generator.outputs.card_contents import WORDING, common_card, item_card, style_of
from generator.outputs.card_drawing import draw_card
from generator.outputs.card_letters import typeface
from generator.outputs.press import Press
from generator.outputs.shell import CardView
from generator.outputs.task import Stage, Task

_DIGITS = 12
_PROGRAM = Path(__file__).parents[1]
# What decides the bytes of a card besides what is on it: these modules and the libraries.
_DECISIVE = (
    *(f"outputs/card_{part}.py" for part in ("contents", "drawing", "ground", "letters", "pen")),
    *("outputs/card_photos.py", "outputs/card_text.py", "outputs/card.py", "catalog/headline.py"),
    *("outputs/encoder.py", "outputs/icons.py", "messages/dates.py"),
)


@dataclass(frozen=True, slots=True, eq=False)
class ItemCard:
    """
    The card of an item, told by what decides it.

    `owner` is the item's permanent id. `shows` are the digests of the pictures and of the names
    of people on it.
    """

    mark: str
    owner: str
    shows: tuple[str, ...]
    face: Face

    def draw(self, site: Site, content: Path) -> bytes:
        """Draw it."""
        return draw_card(item_card(self.face, site), content)


@dataclass(frozen=True, slots=True, eq=False)
class CommonCard:
    """The card of a kind, or of the whole site where *kind* is empty. It shows no one."""

    mark: str
    owner: str
    kind: str
    shows: tuple[str, ...] = ()

    def draw(self, site: Site, content: Path) -> bytes:
        """Draw it."""
        return draw_card(common_card(self.kind, site), content)


@dataclass(frozen=True, slots=True, eq=False)
class FormerCard:
    """A card that another has replaced, and that stays for those who hold its address."""

    mark: str
    owner: str
    shows: tuple[str, ...]

    def draw(self, site: Site, content: Path) -> bytes:
        """Fail: what it showed is no longer known. A build keeps only what it has."""
        del site, content
        raise ContentChangedError(self.owner)


@dataclass(frozen=True, slots=True)
class CardMaterial:
    """A card to be published."""

    card: ItemCard | CommonCard | FormerCard


def card_view(face: Face, site: Site) -> CardView | None:
    """Return the card of a live item; None where the site has no cards."""
    if site.settings.cards is None:
        return None
    if not has_own(face, site):
        return common_view(site, face.kind.name)
    alt = Words(site.language)("card.alt", title=face.item.title)
    return _view(site, _path(face.id, _item_mark(face, site)), alt)


def common_view(site: Site, kind: str = "") -> CardView | None:
    """Return the card that all items of *kind*, or all of the site, have in common."""
    if site.settings.cards is None:
        return None
    words = Words(site.language)
    title = f"{words(f'kind.{kind}')} – {site.name}" if kind else site.name
    return _view(site, _common_path(site, kind), words("card.alt", title=title))


def _view(site: Site, path: str, alt: str) -> CardView:
    return CardView(permalink.absolute(site, path), WIDTH_PX, HEIGHT_PX, alt)


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the cards: the site's, each kind's, and those of items."""
    site = edition.catalog.site
    if site.settings.cards is None:
        return
    for kind in ("", *(kind.name for kind in KINDS)):
        owner = f"/{kind}"  # no item's id begins with a slash
        card = CommonCard(_common_mark(site, kind), owner, kind)
        yield Task(
            _common_path(site, kind), Stage.ASSET, CardMaterial(card), render, is_lasting=True
        )
    for face in edition.live:
        if has_own(face, site):
            yield _item_task(face, site)


def _item_task(face: Face, site: Site) -> Task:
    mark, phase, assets = _item_mark(face, site), face.phase, face.assets
    pictures = (assets[path].digest for path in phase.card_pictures if path in assets)
    card = ItemCard(mark, face.id, (*pictures, *phase.card_people), face)
    near = face.facts.publish_at
    return Task(
        _path(face.id, mark), Stage.ASSET, CardMaterial(card), render, near, is_lasting=True
    )


def render(material: CardMaterial, press: Press) -> bytes:
    """Return the card, which was mostly drawn before."""
    card = material.card
    return press.store.get(key_of(card.mark)) or card.draw(press.site, press.content)


def key_of(mark: str) -> str:
    """Return the key under which the store keeps the card of that mark."""
    return f"c{mark}"


def has_own(face: Face, site: Site) -> bool:
    """Tell whether an item has a card of its own; in a preview none that awaits approval has."""
    return face.facts.publish_at >= _since(site) and not face.awaits_approval


@cache
def _since(site: Site) -> float:
    cards = site.settings.cards
    if cards is None or cards.since is None:
        return float("-inf")
    return datetime.combine(cards.since, time(0), site.zone).timestamp()


def _item_mark(face: Face, site: Site) -> str:
    phase, facts = face.phase, face.facts
    pictures = [face.assets[path].digest for path in phase.card_pictures if path in face.assets]
    units = [face.book.unit(id_).short for id_ in (facts.unit, *facts.other_units)]
    told = f"{face.kind.name} {phase.card} {pictures} {units} {_around(site)}"
    return digest.of_text(told)


def _common_mark(site: Site, kind: str) -> str:
    return digest.of_text(f"{kind} {_around(site)}")


def _common_path(site: Site, kind: str) -> str:
    return _path(f"/{kind}", _common_mark(site, kind))


def _path(owner: str, mark: str) -> str:
    """Return where a card stands: two items that look alike have two cards."""
    return permalink.of_card(digest.of_text(f"{owner} {mark}")[:_DIGITS])


@cache
def _around(site: Site) -> str:
    """Return the digest of what is on all cards of a site, its wording and how they are drawn."""
    words = Words(site.language)
    wording = [words(key) for key in WORDING]
    return digest.of_text(f"{style_of(site)} {wording} {_recipe()}")


@cache
def _recipe() -> str:
    parts = [(_PROGRAM / name).read_bytes().replace(b"\r\n", b"\n") for name in _DECISIVE]
    return digest.of_bytes(version("pillow").encode(), typeface().encode(), *parts)
