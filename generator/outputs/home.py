"""The home page: what is urgent, what leads, what is new, who is praised, where to go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.model.urgent import Urgent
from generator.outputs import structured
from generator.outputs.descriptions import describe
from generator.outputs.in_force import notices_in_force, without_grade
from generator.outputs.paging import full_pages
from generator.outputs.press import Head, Press
from generator.outputs.search import unit_links, year_links
from generator.outputs.shell import Link
from generator.outputs.shelves import feed_links
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Moment, Teaser, moment, tease, until

_LATEST = 12
_PORTRAITS = 4
_CAMPAIGNS = 3
_PER_CAMPAIGN = 3
_PER_TOPIC = 4


@dataclass(frozen=True, slots=True)
class CampaignMaterial:
    """A campaign that runs, what it is about and its newest items."""

    campaign: Link
    note: str
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class TopicMaterial:
    """A topic and its newest items."""

    topic: Link
    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class HomeMaterial:
    """
    What the front of everything is made of; of `stories` the first leads.

    `updated` is the instant of the last change told to readers, in POSIX seconds (0: none yet).
    """

    updated: int
    urgent: tuple[Face, ...]
    stories: tuple[Face, ...]
    spotlights: tuple[Face, ...]
    campaigns: tuple[CampaignMaterial, ...]
    topics: tuple[TopicMaterial, ...]
    units: tuple[Link, ...]
    years: tuple[Link, ...]
    older: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A row of the home page under one heading."""

    heading: Link
    teasers: tuple[Teaser, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class UrgentTeaser:
    """A notice in force, what it says beside its grade, and until when it holds."""

    teaser: Teaser
    title: str
    until: Moment


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front of everything. `lead` is what is pinned, else the newest."""

    updated: Moment | None
    urgent: tuple[UrgentTeaser, ...]
    lead: Teaser | None
    latest: tuple[Teaser, ...]
    spotlights: tuple[Teaser, ...]
    campaigns: tuple[Strip, ...]
    topics: tuple[Strip, ...]
    units: tuple[Link, ...]
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
    stories = [*edition.pinned(), *(a for a in edition.live[::-1] if a.kind.name != "urgent")]
    pages = full_pages(edition.live, site.settings.per_page)
    # No gap before the newest full page, which "older" leads to.
    count = max(_LATEST + 1, len(edition.live) - pages * site.settings.per_page)
    stories = list(dict.fromkeys(stories))[:count]
    older = permalink.of_numbered_page(permalink.HOME, pages) if pages else ""
    return HomeMaterial(
        updated=max((face.phase.updated for face in edition.live), default=0),
        urgent=notices_in_force(edition),
        stories=tuple(stories),
        spotlights=edition.shelf("kind/spotlight")[: -_PORTRAITS - 1 : -1],
        campaigns=tuple(_campaigns(edition)),
        topics=tuple(_topics(edition)),
        units=unit_links(edition),
        years=year_links(edition),
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
    updated = datetime.fromtimestamp(material.updated, site.zone) if material.updated else None
    return HomeView(
        updated=moment(updated, site.language, long=True) if updated else None,
        urgent=tuple(_tease_urgent(face, site) for face in material.urgent),
        lead=lead,
        latest=tuple(latest),
        spotlights=tease_all(material.spotlights),
        campaigns=tuple(Strip(c.campaign, tease_all(c.faces), c.note) for c in material.campaigns),
        topics=tuple(Strip(t.topic, tease_all(t.faces)) for t in material.topics),
        units=material.units,
        years=material.years,
        older=material.older,
        head=Head(
            title=site.name,
            description=describe(
                site.description, Words(site.language)("head.more", name=site.name)
            ),
            canonical=permalink.absolute(site, permalink.HOME),
            feeds=feed_links(site, permalink.HOME, site.name),
            nodes=(structured.website(site),),
        ),
    )


def _tease_urgent(face: Face, site: Site) -> UrgentTeaser:
    item = face.item
    assert isinstance(item, Urgent)  # noqa: S101 -- the shelf of urgent notices
    teaser = tease(face, site)
    title = without_grade(teaser.title, teaser.level_label)
    return UrgentTeaser(teaser, title, until(item.expires_at, site.language))


def _campaigns(edition: Edition) -> Iterator[CampaignMaterial]:
    site = edition.catalog.site
    for one in edition.campaigns()[:_CAMPAIGNS]:
        link = Link(one.name, permalink.href(site, permalink.of_campaign(one.id)))
        faces = edition.shelf(f"campaign/{one.id}")[: -_PER_CAMPAIGN - 1 : -1]
        yield CampaignMaterial(link, one.description or "", faces)


def _topics(edition: Edition) -> Iterator[TopicMaterial]:
    site = edition.catalog.site
    for topic in edition.catalog.registers.topics.values():
        faces = edition.shelf(f"topic/{topic.id}")[: -_PER_TOPIC - 1 : -1]
        if faces:
            heading = Link(topic.name, permalink.href(site, permalink.of_topic(topic.id)))
            yield TopicMaterial(heading, faces)
