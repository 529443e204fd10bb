"""The page of an item: live, or the notice that stands where one was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.catalog.catalog import Article
from generator.catalog.edition import Edition
from generator.catalog.markdown import Heading
from generator.catalog.references import locate_file
from generator.kernel.text import cut_at_word
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.outputs.bodies import shown_body
from generator.outputs.feeds import feed_links
from generator.outputs.own_fields import OwnFields, own_fields
from generator.outputs.pictures import PictureView, show_picture
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Moment, Teaser, moment, tease

_HEADINGS_FOR_CONTENTS = 3
_DESCRIPTION_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Note:
    """A dated sentence: a correction."""

    at: Moment
    text: str


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment as a link."""

    title: str
    url: str
    type: str
    size: str


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything the page of a live item shows. `own` is what only its kind has."""

    template: str
    kind: str
    kind_link: Link
    title: str
    summary: str
    published: Moment
    updated: Moment | None
    units: tuple[Link, ...]
    authors: tuple[str, ...]
    cover: PictureView | None
    body: Markup
    contents: tuple[Heading, ...]
    corrections: tuple[Note, ...]
    origin: Link | None
    origin_published: Moment | None
    attachments: tuple[Download, ...]
    topics: tuple[Link, ...]
    campaign: Link | None
    expires: Moment | None
    own: OwnFields
    before: Link | None
    after: Link | None
    related: tuple[Teaser, ...]
    head: Head


@dataclass(frozen=True, slots=True)
class NoticeView:
    """
    What stands at the address of an item that is no longer shown.

    It carries neither the title nor anything else of the item but when, and for a withdrawal why.
    """

    heading: str
    text: str
    reason: str
    home: str
    kind_link: Link
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a page for every live, withdrawn and expired item."""
    for article in edition.live:
        file = permalink.file_of(article.path)
        yield Task(file, Stage.PAGE, article_view, render_article, article.id)
    for article in edition.gone.values():
        file = permalink.file_of(article.path)
        yield Task(file, Stage.PAGE, notice_view, render_notice, article.source)


def render_article(view: ArticleView, press: Press) -> bytes:
    """Render the page of a live item with its kind's template."""
    return press.page(view.template, view, view.head, view.kind)


def render_notice(view: NoticeView, press: Press) -> bytes:
    """Render the page that says an item is gone."""
    return press.page("views/notice.html", view, view.head)


def article_view(edition: Edition, id_: str) -> ArticleView:
    """Return what the page of the live item *id_* shows."""
    article = edition.by_id[id_]
    catalog, item, site = edition.catalog, article.item, edition.catalog.site
    language = site.language
    before, after = edition.neighbours(article)
    cover = show_picture(catalog, article, item.cover)
    updated_at = item.updated_at(edition.now)
    headings = article.body.headings
    return ArticleView(
        template=article.kind.template,
        kind=article.kind.name,
        kind_link=_kind_link(edition, article),
        title=item.title,
        summary=item.summary,
        published=moment(item.publish_at, language, long=True),
        updated=moment(updated_at, language, long=True) if updated_at > item.publish_at else None,
        units=_unit_links(edition, article),
        authors=tuple(catalog.registers.authors[id_].name for id_ in item.authors),
        cover=cover,
        body=Markup(shown_body(edition, article)),  # noqa: S704 -- it has passed the sanitiser
        contents=headings if len(headings) >= _HEADINGS_FOR_CONTENTS else (),
        corrections=_corrections(edition, article),
        origin=Link(item.source.name, item.source.url) if item.source else None,
        origin_published=moment(item.source.published_at, language, long=True)
        if item.source and item.source.published_at
        else None,
        attachments=_downloads(edition, article),
        topics=_topic_links(edition, article),
        campaign=_campaign_link(edition, article),
        expires=moment(item.expires_at, language, long=True) if item.expires_at else None,
        own=own_fields(item, edition, article),
        before=_link_to(edition, before),
        after=_link_to(edition, after),
        related=tuple(tease(edition, other) for other in edition.related(article)),
        head=_head(edition, article, cover),
    )


def _kind_link(edition: Edition, article: Article) -> Link:
    words = Words(edition.catalog.site.language)
    path = permalink.of_kind(article.kind.name)
    return Link(words(f"kind.{article.kind.name}"), permalink.href(edition.catalog.site, path))


def _unit_links(edition: Edition, article: Article) -> tuple[Link, ...]:
    """Return the unit and what is above it, the highest first."""
    lineage = edition.catalog.registers.units.lineage(article.item.unit)
    site = edition.catalog.site
    return tuple(
        Link(unit.name, permalink.href(site, permalink.of_unit(unit.id)))
        for unit in reversed(lineage)
    )


def _topic_links(edition: Edition, article: Article) -> tuple[Link, ...]:
    topics, site = edition.catalog.registers.topics, edition.catalog.site
    return tuple(
        Link(topics[id_].name, permalink.href(site, permalink.of_topic(id_)))
        for id_ in article.item.topics
    )


def _campaign_link(edition: Edition, article: Article) -> Link | None:
    if article.item.campaign is None:
        return None
    campaign, site = (
        edition.catalog.registers.campaigns[article.item.campaign],
        edition.catalog.site,
    )
    return Link(campaign.name, permalink.href(site, permalink.of_campaign(campaign.id)))


def _corrections(edition: Edition, article: Article) -> tuple[Note, ...]:
    language = edition.catalog.site.language
    return tuple(
        Note(moment(correction.at, language, long=True), correction.note)
        for correction in sorted(article.item.corrections, key=lambda c: c.at)
        if correction.at <= edition.now
    )


def _downloads(edition: Edition, article: Article) -> tuple[Download, ...]:
    catalog = edition.catalog
    downloads = []
    for attachment in article.item.attachments:
        asset = catalog.assets[locate_file(article.source, attachment.file) or ""]
        url = permalink.href(catalog.site, asset.path)
        ending = asset.path.rpartition(".")[2].upper()
        size = dates.size(asset.size_bytes, catalog.site.language)
        downloads.append(Download(attachment.title, url, ending, size))
    return tuple(downloads)


def _link_to(edition: Edition, article: Article | None) -> Link | None:
    if article is None:
        return None
    return Link(article.item.title, permalink.href(edition.catalog.site, article.path))


def _head(edition: Edition, article: Article, cover: PictureView | None) -> Head:
    item, site = article.item, edition.catalog.site
    kind = Words(site.language)(f"kind.{article.kind.name}")
    return Head(
        title=item.title,
        description=cut_at_word(item.summary, _DESCRIPTION_LIMIT),
        canonical=permalink.absolute(site, article.path),
        type="article",
        image=cover.absolute_url if cover else "",
        image_alt=cover.alt if cover else "",
        image_width_px=cover.width_px if cover else 0,
        image_height_px=cover.height_px if cover else 0,
        published=item.publish_at.isoformat(),
        modified=item.updated_at(edition.now).isoformat(),
        feeds=feed_links(edition, permalink.of_kind(article.kind.name), kind),
    )


def notice_view(edition: Edition, source: str) -> NoticeView:
    """Return what stands where the withdrawn or expired item of the file *source* was."""
    article = edition.gone[source]
    item, site = article.item, edition.catalog.site
    words = Words(site.language)
    if item.withdrawn is not None and item.state(edition.now) is State.WITHDRAWN:
        state, at, reason = "withdrawn", item.withdrawn.at, item.withdrawn.reason
    else:
        assert item.expires_at is not None  # noqa: S101 -- only what has an end expires
        state, at, reason = "expired", item.expires_at, ""
    heading = words(f"notice.{state}")
    return NoticeView(
        heading=heading,
        text=words(f"notice.{state}-at", at=dates.long(at, site.language)),
        reason=reason,
        home=permalink.href(site, permalink.HOME),
        kind_link=_kind_link(edition, article),
        # Without a canonical address: the default id, which is the path, is no one's business.
        head=Head(title=heading, description=heading, canonical="", indexed=False),
    )
