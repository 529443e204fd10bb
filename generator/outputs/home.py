"""The home page: what is urgent, what leads, what is new, who is praised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.catalog import Article
from generator.catalog.edition import Edition
from generator.model import permalink
from generator.outputs.feeds import feed_links
from generator.outputs.paging import full_pages
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Teaser, tease

_LATEST = 12
_PORTRAITS = 4
_URGENT = 5
_PER_TOPIC = 4


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
    del edition
    yield Task(permalink.file_of(permalink.HOME), Stage.LISTING, view, render)


def render(home: HomeView, press: Press) -> bytes:
    """Render the home page."""
    return press.page("views/home.html", home, home.head, "home")


def view(edition: Edition, _: str) -> HomeView:
    """Return what the home page shows."""
    site = edition.catalog.site
    urgent = [a for a in _newest(edition, "kind/urgent") if a.id not in edition.superseded]
    stories = [*edition.pinned(), *(a for a in edition.live[::-1] if a.kind.name != "urgent")]
    per_page = site.settings.per_page
    pages = full_pages(edition.live, per_page)
    # No gap before the newest full page, which "older" leads to.
    count = max(_LATEST + 1, len(edition.live) - pages * per_page)
    stories = list({article.id: article for article in stories}.values())[:count]
    older = permalink.of_numbered_page(permalink.HOME, pages) if pages else ""
    return HomeView(
        urgent=_tease_all(edition, urgent[:_URGENT]),
        lead=tease(edition, stories[0]) if stories else None,
        latest=_tease_all(edition, stories[1:]),
        spotlights=_tease_all(edition, _newest(edition, "kind/spotlight")[:_PORTRAITS]),
        topics=tuple(_topic_strips(edition)),
        years=tuple(_years(edition)),
        older=permalink.href(site, older) if older else "",
        head=Head(
            title=site.name,
            description=site.description,
            canonical=permalink.absolute(site, permalink.HOME),
            feeds=feed_links(edition, permalink.HOME, site.name),
        ),
    )


def _newest(edition: Edition, key: str) -> tuple[Article, ...]:
    return edition.shelf(key)[::-1]


def _tease_all(
    edition: Edition, articles: list[Article] | tuple[Article, ...]
) -> tuple[Teaser, ...]:
    return tuple(tease(edition, article) for article in articles)


def _topic_strips(edition: Edition) -> Iterator[Strip]:
    site = edition.catalog.site
    for topic in edition.catalog.registers.topics.values():
        articles = _newest(edition, f"topic/{topic.id}")[:_PER_TOPIC]
        if articles:
            heading = Link(topic.name, permalink.href(site, permalink.of_topic(topic.id)))
            yield Strip(heading, _tease_all(edition, articles))


def _years(edition: Edition) -> Iterator[Link]:
    keys = sorted((key for key in edition.shelves if key.startswith("year/")), reverse=True)
    for key in keys:
        year = key.removeprefix("year/")
        yield Link(year, permalink.href(edition.catalog.site, permalink.of_year(int(year))))
