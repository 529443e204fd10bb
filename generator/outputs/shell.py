"""What every page shows around its content. It depends on no item, so it hardly ever changes."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.catalog import Catalog
from generator.messages.words import Words
from generator.model import permalink
from generator.model.kinds import KINDS
from generator.model.links import Links
from generator.model.site import Organisation
from generator.outputs.shelves import FeedLink, feed_links


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a template shows it."""

    text: str
    url: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Logo:
    """The organisation's logo with the size it is shown at, so that nothing moves."""

    url: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class CardView:
    """A card, the picture that chats show of a link, as a page names it. The URL is absolute."""

    url: str
    width_px: int
    height_px: int
    alt: str


@dataclass(frozen=True, slots=True)
class Fittings:
    """What every page loads or names, as site paths; the colours are those around a page."""

    stylesheet: str
    standing_stylesheet: str
    script: str
    icon: str
    touch_icon: str
    theme_colour: str
    theme_colour_dark: str
    logo: Logo | None
    card: CardView | None


@dataclass(frozen=True, slots=True)
class Shell:
    """
    The site's name and organisation, its menu, its standing pages and what pages load.

    `worker` is the full address of the worker that keeps pages for when there is no network, so
    that a copy of the site elsewhere does not take it up; empty where there is none. `card` is for
    pages that have none of their own. A `preview` says so on every page.
    """

    name: str
    description: str
    language: str
    base: str
    home: str
    organisation: Organisation
    links: Links
    menu: tuple[Link, ...]
    standing: tuple[Link, ...]
    search: str
    follow: str
    host: str
    urgent: str
    in_force: str
    rss: str
    atom: str
    feeds: tuple[FeedLink, ...]
    corrections: str
    stylesheet: str
    standing_stylesheet: str
    script: str
    worker: str
    icon: str
    touch_icon: str
    manifest: str
    theme_colour: str
    theme_colour_dark: str
    logo: Logo | None
    card: CardView | None
    preview: bool


def make_shell(catalog: Catalog, fittings: Fittings) -> Shell:
    """Gather the shell."""
    site, words = catalog.site, Words(catalog.site.language)

    def href(path: str) -> str:
        return permalink.href(site, path)

    directories = (
        (permalink.TOPICS, "directory.topics"),
        (permalink.UNITS, "directory.units"),
        (permalink.CAMPAIGNS, "directory.campaigns"),
    )
    kinds = [Link(words(f"kind.{k.name}"), href(f"{k.folder}/"), k.name) for k in KINDS]
    others = [Link(words(key), href(f"{name}/"), name) for name, key in directories]
    standing = [
        Link(one.page.title or one.page.path, href(one.path))
        for one in catalog.standing
        if one.page.in_menu and not one.page.draft
    ]
    return Shell(
        name=site.name,
        description=site.description,
        language=site.language,
        base=site.base,
        home=href(permalink.HOME),
        organisation=site.settings.organisation,
        links=site.settings.links,
        menu=tuple(kinds + others),
        standing=tuple(standing),
        follow=href(f"{permalink.FOLLOW}/"),
        search=href(f"{permalink.SEARCH}/"),
        host=site.host,
        urgent=href(permalink.of_kind("urgent")),
        in_force=href(permalink.IN_FORCE),
        rss=href("rss.xml"),
        atom=href("atom.xml"),
        feeds=feed_links(site, permalink.HOME, site.name),
        corrections=href(f"{permalink.CORRECTIONS}/"),
        stylesheet=href(fittings.stylesheet),
        standing_stylesheet=href(fittings.standing_stylesheet),
        script=href(fittings.script),
        worker=permalink.absolute(site, permalink.WORKER) if site.settings.offline else "",
        icon=href(fittings.icon),
        touch_icon=href(fittings.touch_icon),
        manifest=href(permalink.MANIFEST),
        theme_colour=fittings.theme_colour,
        theme_colour_dark=fittings.theme_colour_dark,
        logo=fittings.logo,
        card=fittings.card,
        preview=site.preview,
    )
