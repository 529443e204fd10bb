"""What machines ask for first: `robots.txt`, the sitemap and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from generator.catalog.edition import Edition
from generator.messages.words import Words
from generator.model import permalink
from generator.outputs import directories, shelves
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.task import Stage, Task

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FIXED = "trang"  # the part for everything that is not an item


@dataclass(frozen=True, slots=True)
class SitemapView:
    """Addresses with the instant of their last change (empty if it is not known)."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for addresses that lead nowhere: ways on."""

    links: tuple[Link, ...]
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the signposts. A part of the sitemap holds one year's items, so old ones rest."""
    yield Task("robots.txt", Stage.FEED, _robots_view, _render_robots)
    yield Task("404.html", Stage.PAGE, _missing_view, _render_missing)
    yield Task("sitemap.xml", Stage.FEED, _index_view, _render_index)
    for part in _parts(edition):
        yield Task(f"sitemap/{part}.xml", Stage.FEED, _part_view, _render_part, part)


def _parts(edition: Edition) -> list[str]:
    years = sorted(k.removeprefix("year/") for k in edition.shelves if k.startswith("year/"))
    return [*years, _FIXED]


def _robots_view(edition: Edition, _: str) -> str:
    return permalink.absolute(edition.catalog.site, "sitemap.xml")


def _render_robots(sitemap: str, press: Press) -> bytes:
    del press
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()


def _missing_view(edition: Edition, _: str) -> MissingView:
    site = edition.catalog.site
    words = Words(site.language)
    title = words("missing.title")
    ways = (
        ("missing.home", permalink.HOME),
        ("directory.topics", f"{permalink.TOPICS}/"),
        ("directory.units", f"{permalink.UNITS}/"),
    )
    links = tuple(Link(words(key), permalink.href(site, path)) for key, path in ways)
    return MissingView(links, Head(title, title, canonical="", indexed=False))


def _render_missing(view: MissingView, press: Press) -> bytes:
    return press.page("views/missing.html", view, view.head)


def _index_view(edition: Edition, _: str) -> SitemapView:
    site = edition.catalog.site
    parts = ((permalink.absolute(site, f"sitemap/{part}.xml"), "") for part in _parts(edition))
    return SitemapView(tuple(parts))


def _part_view(edition: Edition, part: str) -> SitemapView:
    site = edition.catalog.site
    if part != _FIXED:
        articles = edition.shelf(f"year/{part}")
        entries = (
            (
                permalink.absolute(site, article.path),
                article.item.updated_at(edition.now).isoformat(),
            )
            for article in articles
        )
        return SitemapView(tuple(entries))
    fixed = [permalink.HOME]
    fixed += [shelves.find(edition, key).path for key in shelves.all_keys(edition)]
    fixed += [f"{name}/" for name in directories.NAMES]
    fixed += [one.path for one in edition.catalog.standing if not one.page.draft]
    return SitemapView(tuple((permalink.absolute(site, path), "") for path in fixed))


def _render_index(view: SitemapView, press: Press) -> bytes:
    del press
    return _xml("sitemapindex", "sitemap", view)


def _render_part(view: SitemapView, press: Press) -> bytes:
    del press
    return _xml("urlset", "url", view)


def _xml(root_name: str, entry_name: str, view: SitemapView) -> bytes:
    root = etree.Element(f"{{{_NAMESPACE}}}{root_name}", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # lxml's default namespace
    for address, changed in view.entries:
        entry = etree.SubElement(root, f"{{{_NAMESPACE}}}{entry_name}")
        etree.SubElement(entry, f"{{{_NAMESPACE}}}loc").text = address
        if changed:
            etree.SubElement(entry, f"{{{_NAMESPACE}}}lastmod").text = changed
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
