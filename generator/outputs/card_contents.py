"""What stands on a card, made of an item's headline and of the names in data files."""

from __future__ import annotations

from dataclasses import replace

from generator.catalog.headline import PORTRAITS, Headline, Praised
from generator.catalog.shown import Face
from generator.messages import dates
from generator.messages.words import Words
from generator.model.kinds import KINDS
from generator.model.site import Site
from generator.model.urgent import Level
from generator.outputs.card import FIGURES, Card, Figure, Layout, PersonOnCard, Photo, Style
from generator.outputs.card_letters import drawable
from generator.outputs.in_force import without_grade
from generator.outputs.logo import LogoMaterial
from generator.outputs.palette import palette_for

_GRADES = tuple(level.value for level in Level)
# All wording that a card may show: with another, cards are other cards.
WORDING = (
    *(f"kind.{kind.name}" for kind in KINDS),
    *(f"level.{grade}" for grade in _GRADES),
    *("card.until", "card.more-people"),
)
_LONGEST_QUOTE = 130  # letters; more are not read at a glance


def style_of(site: Site) -> Style:
    """Return what all cards of *site* have in common."""
    palette, settings = palette_for(site), site.settings
    logo = settings.look.logo
    return Style(
        organisation=drawable(settings.organisation.short or settings.organisation.name)
        or drawable(site.name),
        bar=str(palette.bar),
        identity=str(palette.identity),
        logo=None if logo is None else LogoMaterial(logo, site.logo_digest),
    )


def common_card(kind: str, site: Site) -> Card:
    """Return the card of *kind*, or of the whole site where that is empty."""
    style = style_of(site)
    if not kind:
        return Card(Layout.COMMON, style, "", style.organisation)
    label = Words(site.language)(f"kind.{kind}")
    return Card(Layout.COMMON, style, "", drawable(label), style.organisation)


def item_card(face: Face, site: Site) -> Card:
    """Return the card of an item."""
    headline, words = face.headline, Words(site.language)
    kind = drawable(words(f"kind.{face.kind.name}"))
    card = Card(
        layout=Layout.WORDS,
        style=style_of(site),
        label=kind,
        title=drawable(headline.title) or kind,
        source=drawable(face.book.unit(headline.unit).short),
        date=dates.short(headline.day, site.language),
    )
    if headline.level:
        return _urgent(card, headline, words)
    if headline.people:
        return _of_people(card, headline, face, words)
    return _with_cover(card, headline, face)


def _urgent(card: Card, headline: Headline, words: Words) -> Card:
    label = words(f"level.{headline.level}")
    title = drawable(without_grade(headline.title, label))
    until = headline.expires_at
    moment = dates.deadline(until, words.language) if until else ""
    return replace(
        card,
        layout=Layout.URGENT,
        label=label,
        title=title or card.label,
        note=words("card.until", moment=moment),
        gravity=_GRADES.index(headline.level),
    )


def _with_cover(card: Card, headline: Headline, face: Face) -> Card:
    cover = _photo(headline.cover, face)
    return card if cover is None else replace(card, layout=Layout.COVER, cover=cover)


def _of_people(card: Card, headline: Headline, face: Face, words: Words) -> Card:
    people = tuple(_person(one, face) for one in headline.people)
    figures = tuple(
        Figure(drawable(one.figure), drawable(one.text)) for one in headline.merits if one.figure
    )
    more = len(people) - PORTRAITS
    shown = sorted(people, key=lambda one: one.portrait is None)[:PORTRAITS]
    card = replace(
        card,
        layout=Layout.PEOPLE,
        people=tuple(shown),
        note=words("card.more-people", count=more) if more > 0 else "",
        quote=drawable(headline.quote) if len(headline.quote) <= _LONGEST_QUOTE else "",
    )
    if any(one.portrait is not None for one in people):
        return card
    if headline.cover:
        return _with_cover(card, headline, face)
    has_figures = len(figures) > 1 and not card.quote
    return replace(card, layout=Layout.FIGURES, figures=figures[:FIGURES]) if has_figures else card


def _person(one: Praised, face: Face) -> PersonOnCard:
    unit = face.book.unit(one.unit).short if one.unit else ""
    role = ", ".join(part for part in (one.job, unit) if part)
    return PersonOnCard(drawable(one.name), drawable(role), _photo(one.portrait, face))


def _photo(path: str, face: Face) -> Photo | None:
    asset = face.assets.get(path)
    return None if asset is None else Photo(asset.path, asset.digest)
