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
from generator.kernel import digest
from generator.model.item import Item
from generator.model.kinds import Kind
from generator.reading.assets import Asset


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """
    The front matter of an item, its names and its pictures: what a listing shows of it.

    Two with the same `mark` look the same.
    """

    article: Article = field(repr=False)
    phase: Phase
    assets: Mapping[str, Asset]
    book: NameBook = field(repr=False)
    mark: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the mark once: the same face stands on many pages."""
        source, facts = self.article.source, self.article.facts
        names, assets = self.book.mark_of(facts), _told(self.assets)
        # What a phase is follows from the front matter; which one it is, from its beginning.
        mark = digest.of_text(f"{source} {facts.face} {self.phase.since} {names} {assets}")
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
        """Its front matter."""
        return self.article.item

    @property
    def names(self) -> Names:
        """What the data files call what it names."""
        return self.book.names_of(self.article.facts)

    @property
    def headline(self) -> Headline:
        """What stands on its card."""
        return headline_of(self.source, self.item, self.as_of)

    @property
    def as_of(self) -> datetime:
        """The last turning point passed, in the site's zone: the item is now as it was then."""
        return datetime.fromtimestamp(self.phase.since, self.item.publish_at.tzinfo)


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
    def body(self) -> Body:
        """The text."""
        return self.face.article.body


def _told(assets: Mapping[str, Asset]) -> str:
    return "".join(f"{path} {asset.digest} " for path, asset in assets.items())
