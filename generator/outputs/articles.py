"""The page of a live item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.catalog.edition import Edition
from generator.catalog.markdown import Heading
from generator.catalog.names import Named
from generator.catalog.references import locate_file
from generator.catalog.shown import Face, Shown
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import Item
from generator.model.kinds import Kind
from generator.model.site import Site
from generator.outputs import structured
from generator.outputs.bodies import shown_body
from generator.outputs.cards import card_view
from generator.outputs.descriptions import SHORTEST, beginning, describe
from generator.outputs.own_fields import OwnFields, link_to, own_fields
from generator.outputs.pictures import PictureView, show_picture
from generator.outputs.press import Head, Press
from generator.outputs.share import ShareView, share_view
from generator.outputs.shell import CardView, Link
from generator.outputs.shelves import feed_links
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Moment, Teaser, moment, tease, until

_HEADINGS_FOR_CONTENTS = 3
_LONG_READ_MINUTES = 4
# Syllables, for that is what stands between spaces in Vietnamese; English is read a little slower
# by this count.
_WORDS_PER_MINUTE = 250


@dataclass(frozen=True, slots=True)
class ArticleMaterial:
    """The item itself, its neighbours in time, what to read on, and its chain of notices."""

    shown: Shown
    before: Face | None
    after: Face | None
    related: tuple[Face, ...]
    supersedes: Face | None
    superseded_by: Face | None


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
    """
    Everything the page of a live item shows. `own` is what only its kind has.

    `minutes` is how long it takes to read; a long read has headings to go by as well.
    """

    template: str
    kind: str
    kind_link: Link
    title: str
    summary: str
    published: Moment
    updated: Moment | None
    units: tuple[Link, ...]
    authors: tuple[str, ...]
    minutes: int
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
    awaits_approval: bool
    own: OwnFields
    before: Link | None
    after: Link | None
    related: tuple[Teaser, ...]
    share: ShareView
    head: Head

    @property
    def is_long(self) -> bool:
        """Tell whether readers want to know how far they have come."""
        return bool(self.contents) and self.minutes >= _LONG_READ_MINUTES

    @property
    def revision(self) -> int:
        """Which state of the text this is: the first, and one more for each correction."""
        return 1 + len(self.corrections)


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a page for every live item."""
    for face in edition.live:
        material = article_material(edition, face)
        yield Task(
            permalink.file_of(face.path), Stage.PAGE, material, render, face.facts.publish_at
        )


def article_material(edition: Edition, face: Face) -> ArticleMaterial:
    """Return what the page of a live item is made of."""
    before, after = edition.neighbours(face)
    return ArticleMaterial(
        shown=edition.show(face),
        before=before,
        after=after,
        related=edition.related(face),
        supersedes=edition.by_id.get(face.facts.supersedes or ""),
        superseded_by=edition.superseded.get(face.id),
    )


def render(material: ArticleMaterial, press: Press) -> bytes:
    """Render the page of a live item with its kind's template."""
    view = article_view(material, press.site)
    return press.page(view.template, view, view.head, view.kind)


def article_view(material: ArticleMaterial, site: Site) -> ArticleView:
    """Return what the page of a live item shows."""
    shown = material.shown
    face, language = shown.face, site.language
    item, names, headings = face.item, face.names, shown.body.headings
    cover = show_picture(face, site, item.cover)
    updated_at = item.updated_at(face.as_of)
    return ArticleView(
        template=face.kind.template,
        kind=face.kind.name,
        kind_link=kind_link(face.kind, site),
        title=item.title,
        summary=item.summary,
        published=moment(item.publish_at, language, long=True),
        updated=moment(updated_at, language, long=True) if updated_at > item.publish_at else None,
        units=tuple(_links(reversed(names.lineage), permalink.of_unit, site)),
        authors=tuple(author.name for author in names.authors),
        minutes=max(round(shown.body.words / _WORDS_PER_MINUTE), 1),
        cover=cover,
        body=Markup(shown_body(shown, site)),  # noqa: S704 -- it has passed the sanitiser
        contents=headings if len(headings) >= _HEADINGS_FOR_CONTENTS else (),
        corrections=_corrections(face, language),
        origin=Link(item.source.name, item.source.url) if item.source else None,
        origin_published=_origin_published(item, language),
        attachments=_downloads(face, site),
        topics=tuple(_links(names.topics, permalink.of_topic, site)),
        campaign=next(_links(_present(names.campaign), permalink.of_campaign, site), None),
        expires=until(item.expires_at, language) if item.expires_at else None,
        awaits_approval=face.awaits_approval,
        own=own_fields(item, material, site),
        before=link_to(material.before, site),
        after=link_to(material.after, site),
        related=tuple(tease(other, site) for other in material.related),
        share=share_view(shown, site),
        head=_head(shown, site),
    )


def kind_link(kind: Kind, site: Site) -> Link:
    """Return the link to the listing of *kind*."""
    words = Words(site.language)
    return Link(words(f"kind.{kind.name}"), permalink.href(site, permalink.of_kind(kind.name)))


def _links(named: Iterable[Named], path_of: Callable[[str], str], site: Site) -> Iterator[Link]:
    return (Link(one.name, permalink.href(site, path_of(one.id))) for one in named)


def _present(named: Named | None) -> tuple[Named, ...]:
    return () if named is None else (named,)


def _origin_published(item: Item, language: str) -> Moment | None:
    if item.source is None or item.source.published_at is None:
        return None
    return moment(item.source.published_at, language, long=True)


def _corrections(face: Face, language: str) -> tuple[Note, ...]:
    return tuple(
        Note(moment(correction.at, language, long=True), correction.note)
        for correction in sorted(face.item.corrections, key=lambda c: c.at)
        if correction.at <= face.as_of
    )


def _downloads(face: Face, site: Site) -> tuple[Download, ...]:
    downloads = []
    for attachment in face.item.attachments:
        asset = face.assets[locate_file(face.source, attachment.file) or ""]
        url = permalink.href(site, asset.path)
        ending = asset.path.rpartition(".")[2].upper()
        size = dates.size(asset.size_bytes, site.language)
        downloads.append(Download(attachment.title, url, ending, size))
    return tuple(downloads)


def _head(shown: Shown, site: Site) -> Head:
    face, words = shown.face, Words(site.language)
    item, names, kind = face.item, face.names, words(f"kind.{face.kind.name}")
    head = Head(
        title=item.title,
        description=_describe(shown, site, words),
        canonical=permalink.absolute(site, face.path),
        type="article",
        published=item.publish_at.isoformat(),
        modified=item.updated_at(face.as_of).isoformat(),
        section=kind,
        tags=tuple(one.name for one in (*names.topics, *_present(names.campaign))),
        feeds=feed_links(site, permalink.of_kind(face.kind.name), kind),
        indexed=not face.awaits_approval,
    ).with_card(card_view(face, site) or _cover_as_card(face, site))
    return replace(head, nodes=_nodes(face, site, head))


def _cover_as_card(face: Face, site: Site) -> CardView | None:
    cover = show_picture(face, site, face.shared_cover)
    if cover is None:
        return None
    return CardView(cover.share.url, cover.share.width_px, cover.share.height_px, cover.alt)


def _describe(shown: Shown, site: Site, words: Words) -> str:
    summary = shown.face.item.summary
    if len(summary) >= SHORTEST:  # the text is read only where it is needed
        return describe(summary)
    return describe(summary, beginning(shown.body.text), words("head.more", name=site.name))


def _nodes(face: Face, site: Site, head: Head) -> tuple[structured.Node, ...]:
    """Return what the page says to machines: the article, and the way down to it."""
    image = structured.picture(head.image, head.image_width_px, head.image_height_px)
    article = structured.article(face, site, description=head.description, image=image)
    home = Link(Words(site.language)("missing.home"), permalink.href(site, permalink.HOME))
    return article, *structured.breadcrumbs((home, kind_link(face.kind, site)), site)
