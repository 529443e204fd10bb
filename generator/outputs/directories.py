"""Lists of listings: the tree of units, the topics, the campaigns, the years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.model.units import UnitTree
from generator.outputs.descriptions import describe
from generator.outputs.press import Head, Press
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of a directory and what lies under it."""

    text: str
    url: str
    note: str = ""
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectoryMaterial:
    """The name of a directory in URLs, and what it lists."""

    name: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """A page of links to listings."""

    title: str
    branches: tuple[Branch, ...]
    section: str
    head: Head


_WORDS = {
    permalink.UNITS: "directory.units",
    permalink.TOPICS: "directory.topics",
    permalink.CAMPAIGNS: "directory.campaigns",
    permalink.YEARS: "directory.years",
}
NAMES = tuple(_WORDS)


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a directory for each sort of listing."""
    for name in NAMES:
        material = DirectoryMaterial(name, tuple(_branches(edition, name)))
        yield Task(permalink.file_of(f"{name}/"), Stage.LISTING, material, render)


def render(material: DirectoryMaterial, press: Press) -> bytes:
    """Render a directory."""
    site, name = press.site, material.name
    title = press.words(_WORDS[name])
    about = press.words("head.directory", title=title)
    head = Head(
        title=title,
        description=describe(about, site.description, press.words("head.more", name=site.name)),
        canonical=permalink.absolute(site, f"{name}/"),
    )
    view = DirectoryView(title, material.branches, name, head)
    return press.page("views/directory.html", view, head, name)


def _branches(edition: Edition, name: str) -> Iterator[Branch]:
    site, registers = edition.catalog.site, edition.catalog.registers
    if name == permalink.UNITS:
        roots = (u.id for u in registers.units.units.values() if u.parent is None)
        yield from (_unit(edition, registers.units, root) for root in roots)
    elif name == permalink.TOPICS:
        for topic in registers.topics.values():
            url = permalink.href(site, permalink.of_topic(topic.id))
            yield Branch(topic.name, url, topic.description or "")
    elif name == permalink.CAMPAIGNS:
        for campaign in registers.campaigns.values():
            url = permalink.href(site, permalink.of_campaign(campaign.id))
            yield Branch(campaign.name, url, campaign.description or "")
    else:
        years = (k.removeprefix("year/") for k in edition.shelves if k.startswith("year/"))
        for year in sorted(years, reverse=True):
            yield Branch(year, permalink.href(site, permalink.of_year(int(year))))


def _unit(edition: Edition, tree: UnitTree, id_: str) -> Branch:
    unit = tree[id_]
    return Branch(
        text=unit.name,
        url=permalink.href(edition.catalog.site, permalink.of_unit(id_)),
        below=tuple(_unit(edition, tree, child.id) for child in tree.below(id_)),
    )
