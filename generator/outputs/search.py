"""
The search page: a form, and the ways to find things without one.

Until the site has a search of its own, the form asks a public search engine about this site alone,
and says so: nothing leaves the reader's device before it is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.outputs.descriptions import describe
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class SearchMaterial:
    """Where to browse: topics, the units at the top of the tree, years."""

    topics: tuple[Link, ...]
    units: tuple[Link, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page."""

    topics: tuple[Link, ...]
    units: tuple[Link, ...]
    years: tuple[Link, ...]
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the search page."""
    material = SearchMaterial(
        topics=topic_links(edition), units=unit_links(edition), years=year_links(edition)
    )
    file = permalink.file_of(f"{permalink.SEARCH}/")
    yield Task(file, Stage.LISTING, material, _render)


def topic_links(edition: Edition) -> tuple[Link, ...]:
    """Return the topics in the order of the data file."""
    site = edition.catalog.site
    topics = edition.catalog.registers.topics.values()
    return tuple(Link(t.name, permalink.href(site, permalink.of_topic(t.id))) for t in topics)


def unit_links(edition: Edition) -> tuple[Link, ...]:
    """Return the units at the top of the tree and those directly under them that still exist."""
    site, tree, today = edition.catalog.site, edition.catalog.registers.units, edition.now.date()
    roots = [unit for unit in tree.units.values() if unit.parent is None]
    units = [unit for root in roots for unit in (root, *tree.below(root.id))]
    return tuple(
        Link(unit.name, permalink.href(site, permalink.of_unit(unit.id)))
        for unit in units
        if unit.valid_to is None or unit.valid_to >= today
    )


def year_links(edition: Edition) -> tuple[Link, ...]:
    """Return the years of the archive, the newest first."""
    site = edition.catalog.site
    years = (key.removeprefix("year/") for key in edition.shelves if key.startswith("year/"))
    return tuple(
        Link(year, permalink.href(site, permalink.of_year(int(year))))
        for year in sorted(years, reverse=True)
    )


def _render(material: SearchMaterial, press: Press) -> bytes:
    title = press.words("search.title")
    head = Head(
        title=title,
        description=describe(press.words("head.search"), press.site.description),
        canonical=permalink.absolute(press.site, f"{permalink.SEARCH}/"),
    )
    view = SearchView(material.topics, material.units, material.years, head)
    return press.page("views/search.html", view, head, permalink.SEARCH)
