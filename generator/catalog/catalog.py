"""Everything that was read: one immutable value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.catalog.body import Body
from generator.catalog.content import Content
from generator.catalog.facts import Facts
from generator.catalog.library import Library
from generator.kernel.diagnostics import Span
from generator.kernel.stamps import Stamp
from generator.model import permalink
from generator.model.item import Item
from generator.model.kinds import Kind
from generator.model.site import Site
from generator.reading.assets import Asset
from generator.reading.data import Registers
from generator.reading.sources import Folder
from generator.reading.standing import StandingPage


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """
    An item where it stands: its file, its facts, its path on the site.

    What else the file says is fetched from the library when it is asked for. `key` is the digest
    of the file and of all that decides how it is read. `order` sorts by time and then by id.
    """

    source: str
    kind: Kind
    key: str
    facts: Facts
    library: Library = field(repr=False)
    id: str = field(init=False)
    path: str = field(init=False)
    order: tuple[int, str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what is asked often."""
        object.__setattr__(self, "id", self.facts.id)
        object.__setattr__(self, "path", permalink.of_source(self.source))
        object.__setattr__(self, "order", (self.facts.publish_at, self.facts.id))

    @property
    def item(self) -> Item:
        """The front matter."""
        return self._content.item

    @property
    def body(self) -> Body:
        """The text."""
        return self._content.body

    def place(self, field_path: str) -> Span:
        """Return the place of a field, or of what encloses it."""
        return self._content.place(field_path)

    @property
    def _content(self) -> Content:
        return self.library.fetch(self.source, self.kind, self.key)


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
    All content, checked or not. `files` are all paths under `content/`, as the disk told of them.

    `assets` are the pictures and attachments that something refers to, looked at once.
    """

    site: Site
    folder: Folder
    registers: Registers
    articles: tuple[Article, ...]
    standing: tuple[StandingBody, ...]
    files: Mapping[str, Stamp]
    assets: Mapping[str, Asset] = field(default_factory=dict)
