"""The home page: what is urgent, what leads, what is new, who is praised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.paging import full_pages
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.shelves import feed_links
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Teaser, tease

_LATEST = 12
_PORTRAITS = 4
_URGENT = 5
_PER_TOPIC = 4


@dataclass(frozen=True, slots=True)
class TopicMaterial:
    """A topic and its newest items."""

    topic: Link
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class HomeMaterial:
    """What the front of everything is made of; of `stories` the first leads."""

    urgent: tuple[Face, ...]
    stories: tuple[Face, ...]
    spotlights: tuple[Face, ...]
    topics: tuple[TopicMaterial, ...]
    years: tuple[Link, ...]
    older: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of the home page under one heading."""

    heading: Link
    teasers: tuple[Teaser, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front of everything. `lead` is what is pinned, else the newest."""

    urgent: tuple[Teaser, ...]
    lead: Teaser | None
    latest: tuple[Teaser, ...]
    spotlights: tuple[Teaser, ...]
    topics: tuple[Strip, ...]
    years: tuple[Link, ...]
    older: str
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the home page."""
    near = edition.live[-1].facts.publish_at if edition.live else 0
    yield Task(
        permalink.file_of(permalink.HOME), Stage.LISTING, home_material(edition), render, near
    )


def home_material(edition: Edition) -> HomeMaterial:
    """Return what the home page is made of."""
    site = edition.catalog.site
    urgent = [a for a in _newest(edition, "kind/urgent") if a.id not in edition.superseded]
    stories = [*edition.pinned(), *(a for a in edition.live[::-1] if a.kind.name != "urgent")]
    pages = full_pages(edition.live, site.settings.per_page)
    # No gap before the newest full page, which "older" leads to.
    count = max(_LATEST + 1, len(edition.live) - pages * site.settings.per_page)
    stories = list(dict.fromkeys(stories))[:count]
    older = permalink.of_numbered_page(permalink.HOME, pages) if pages else ""
    return HomeMaterial(
        urgent=tuple(urgent[:_URGENT]),
        stories=tuple(stories),
        spotlights=_newest(edition, "kind/spotlight")[:_PORTRAITS],
        topics=tuple(_topics(edition)),
        years=tuple(_years(edition)),
        older=permalink.href(site, older) if older else "",
    )


def render(material: HomeMaterial, press: Press) -> bytes:
    """Render the home page."""
    view = home_view(material, press.site)
    return press.page("views/home.html", view, view.head, "home")


def home_view(material: HomeMaterial, site: Site) -> HomeView:
    """Return what the home page shows."""

    def tease_all(faces: tuple[Face, ...]) -> tuple[Teaser, ...]:
        return tuple(tease(face, site) for face in faces)

    lead, *latest = tease_all(material.stories) or (None,)
    return HomeView(
        urgent=tease_all(material.urgent),
        lead=lead,
        latest=tuple(latest),
        spotlights=tease_all(material.spotlights),
        topics=tuple(Strip(t.topic, tease_all(t.faces)) for t in material.topics),
        years=material.years,
        older=material.older,
        head=Head(
            title=site.name,
            description=site.description,
            canonical=permalink.absolute(site, permalink.HOME),
            feeds=feed_links(site, permalink.HOME, site.name),
        ),
    )


def _newest(edition: Edition, key: str) -> tuple[Face, ...]:
    return edition.shelf(key)[::-1]


def _topics(edition: Edition) -> Iterator[TopicMaterial]:
    site = edition.catalog.site
    for topic in edition.catalog.registers.topics.values():
        faces = edition.shelf(f"topic/{topic.id}")[: -_PER_TOPIC - 1 : -1]
        if faces:
            heading = Link(topic.name, permalink.href(site, permalink.of_topic(topic.id)))
            yield TopicMaterial(heading, faces)


def _years(edition: Edition) -> Iterator[Link]:
    keys = sorted((key for key in edition.shelves if key.startswith("year/")), reverse=True)
    for key in keys:
        year = key.removeprefix("year/")
        yield Link(year, permalink.href(edition.catalog.site, permalink.of_year(int(year))))
