"""Everything that was read: one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from generator.catalog.body import Body
from generator.kernel.diagnostics import Span
from generator.model import permalink
from generator.model.item import Item
from generator.model.kinds import Kind
from generator.model.site import Site
from generator.reading.assets import Asset
from generator.reading.data import Registers
from generator.reading.sources import Folder
from generator.reading.standing import StandingPage


@dataclass(frozen=True, slots=True)
class Article:
    """An item where it stands: its file, its permanent id and its path on the site."""

    source: str
    kind: Kind
    item: Item
    body: Body
    places: Mapping[str, Span]
    id: str = field(init=False)
    path: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out id and path once."""
        object.__setattr__(self, "id", self.item.id or permalink.default_id(self.source))
        object.__setattr__(self, "path", permalink.of_source(self.source))

    def place(self, field_path: str) -> Span:
        """Return the place of a field, or of what encloses it."""
        while field_path:
            if found := self.places.get(field_path):
                return found
            field_path = field_path.rpartition(".")[0]
        return self.places[""]


@dataclass(frozen=True, slots=True)
class StandingBody:
    """A standing page and the references in its text; MkDocs renders it."""

    page: StandingPage
    body: Body

    @property
    def path(self) -> str:
        """The page's path on the site."""
        return permalink.of_source(self.page.path)


@dataclass(frozen=True, slots=True)
class Catalog:
    """
    All content, checked or not. `files` are all paths under `content/`.

    `assets` are the pictures and attachments that something refers to, looked at once.
    """

    site: Site
    folder: Folder
    registers: Registers
    articles: tuple[Article, ...]
    standing: tuple[StandingBody, ...]
    files: AbstractSet[str]
    assets: Mapping[str, Asset] = field(default_factory=dict)
