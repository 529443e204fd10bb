"""
An item as a page shows it: with everything its own display depends on, and nothing else.

Who is handed one can look up no other part of the content, so its mark says all there is to say
about whether something must be made anew. That the clock moved on matters only where it passes
one of the item's turning points: `as_of` is the last one passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from generator.catalog.body import Body
from generator.catalog.catalog import Article
from generator.catalog.facts import Facts, Phase
from generator.catalog.headline import Headline, headline_of
from generator.catalog.names import NameBook, Names
from generator.catalog.presenting import Reserve, present
from generator.catalog.redaction import body_without_names
from generator.kernel import digest
from generator.model.item import Item, Picture, Use
from generator.model.kinds import Kind
from generator.reading.assets import Asset


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """
    The front matter of an item, its names and its pictures: what a listing shows of it.

    Two with the same `mark` look the same. Of a person who agrees no longer, `item` and
    `headline` have neither the picture nor, if that is the rule, the name. `awaits_approval` is
    true in a preview alone. `successor` is the site path of the live notice that replaces it.
    """

    article: Article = field(repr=False)
    phase: Phase
    assets: Mapping[str, Asset]
    book: NameBook = field(repr=False)
    awaits_approval: bool = False
    successor: str = ""
    mark: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the mark once: the same face stands on many pages."""
        source, facts = self.article.source, self.article.facts
        names, assets = self.book.mark_of(facts), _told(self.assets)
        # What a phase is follows from the front matter; which one it is, from its beginning.
        own = f"{self.awaits_approval:d}{self.successor}{' '.join(self.phase.withheld)}"
        mark = digest.of_text(f"{source} {facts.face} {self.phase.since} {names} {assets} {own}")
        object.__setattr__(self, "mark", mark)

    @property
    def id(self) -> str:
        """The item's permanent id."""
        return self.article.id

    @property
    def path(self) -> str:
        """Its path on the site."""
        return self.article.path

    @property
    def source(self) -> str:
        """Its file, relative to `content/`."""
        return self.article.source

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return self.article.kind

    @property
    def facts(self) -> Facts:
        """What it is in brief."""
        return self.article.facts

    @property
    def item(self) -> Item:
        """Its front matter, as it may stand on pages."""
        return self._present("web")

    @property
    def names(self) -> Names:
        """What the data files call what it names."""
        return self.book.names_of(self.article.facts)

    @property
    def headline(self) -> Headline:
        """What stands on its card."""
        return headline_of(self.source, self._present("social"))

    @property
    def shared_cover(self) -> Picture | None:
        """Its cover, if that may go out with a link and stands on the page too."""
        return self.item.cover if self._present("social").cover is not None else None

    def _present(self, use: Use) -> Item:
        reserve = Reserve(self.phase.revoked, self.phase.unnamed, self.book.stand_in)
        return present(self.source, self.article.item, use, self.as_of, reserve)

    @property
    def as_of(self) -> datetime:
        """The last turning point passed, in the site's zone: the item is now as it was then."""
        return datetime.fromtimestamp(self.phase.since, self.article.item.publish_at.tzinfo)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """
    An item with its text. `hidden` are the site paths it links to that must not be linked to.

    `assets` are the pictures that the text shows.
    """

    face: Face
    hidden: tuple[str, ...]
    assets: Mapping[str, Asset]
    mark: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the mark once."""
        parts = (self.face.mark, self.face.facts.text, repr(self.hidden), _told(self.assets))
        object.__setattr__(self, "mark", " ".join(parts))

    @property
    def withheld(self) -> tuple[str, ...]:
        """The pictures that its text must not show."""
        return tuple(self.face.phase.withheld)

    @property
    def body(self) -> Body:
        """The text, without the names that are not to be read."""
        face = self.face
        unnamed = tuple(face.phase.unnamed)
        body = face.article.body
        return body_without_names(body, unnamed, face.book.stand_in) if unnamed else body


def _told(assets: Mapping[str, Asset]) -> str:
    return "".join(f"{path} {asset.digest} " for path, asset in assets.items())
