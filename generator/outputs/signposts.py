"""What machines ask for first: `robots.txt`, the sitemap and the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.model import permalink
from generator.model.site import Site
from generator.outputs import directories, shelves
from generator.outputs.descriptions import describe
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.task import Stage, Task
from generator.outputs.teasers import Teaser, tease

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWEST = 5
_FIXED = "trang"  # the part for everything that is not an item


@dataclass(frozen=True, slots=True)
class SitemapMaterial:
    """Site paths with the instant of their last change in POSIX seconds (0: not known)."""

    entries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """What a file is made of that depends on the site's settings alone."""


@dataclass(frozen=True, slots=True)
class MissingMaterial:
    """The newest items, for one of them may be what was looked for."""

    faces: tuple[Face, ...]


@dataclass(frozen=True, slots=True)
class MissingView:
    """The page for addresses that lead nowhere: a search, the newest, and ways on."""

    links: tuple[Link, ...]
    teasers: tuple[Teaser, ...]
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the signposts. A part of the sitemap holds one year's items, so old ones rest."""
    yield Task("robots.txt", Stage.FEED, Nothing(), _render_robots)
    if edition.catalog.site.preview:
        yield Task(permalink.PREVIEW, Stage.ASSET, Nothing(), _render_preview)
    current = (f for f in reversed(edition.live) if not f.successor)
    newest = MissingMaterial(tuple(islice(current, _NEWEST)))
    yield Task("404.html", Stage.LISTING, newest, _render_missing)
    years = sorted(k.removeprefix("year/") for k in edition.shelves if k.startswith("year/"))
    parts = {year: tuple(_entries(edition, f"year/{year}")) for year in years}
    parts[_FIXED] = tuple((path, 0) for path in _fixed_paths(edition))
    files = {f"sitemap/{part}.xml": entries for part, entries in parts.items()}
    index = SitemapMaterial(tuple((file, 0) for file in files))
    yield Task("sitemap.xml", Stage.FEED, index, _render_index)
    for file, entries in files.items():
        yield Task(file, Stage.FEED, SitemapMaterial(entries), _render_part)


def _entries(edition: Edition, key: str) -> Iterator[tuple[str, int]]:
    for face in edition.shelf(key):
        if not face.awaits_approval:
            yield face.path, face.phase.updated


def _fixed_paths(edition: Edition) -> Iterator[str]:
    yield permalink.HOME
    yield from (shelves.find(edition, key).path for key in shelves.all_keys(edition))
    yield from (f"{name}/" for name in directories.NAMES)
    yield f"{permalink.FOLLOW}/"
    yield f"{permalink.SEARCH}/"
    yield f"{permalink.CORRECTIONS}/"
    yield from (one.path for one in edition.catalog.standing if not one.page.draft)


def _render_robots(material: Nothing, press: Press) -> bytes:
    del material
    if press.site.preview:
        return b"User-agent: *\nDisallow: /\n"
    sitemap = permalink.absolute(press.site, "sitemap.xml")
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()


def _render_preview(material: Nothing, press: Press) -> bytes:
    del material
    return f"{press.words('unapproved.site')}\n".encode()


def _render_missing(material: MissingMaterial, press: Press) -> bytes:
    site, words = press.site, press.words
    title = words("missing.title")
    ways = (
        ("missing.home", permalink.HOME),
        ("directory.topics", f"{permalink.TOPICS}/"),
        ("directory.units", f"{permalink.UNITS}/"),
    )
    links = tuple(Link(words(key), permalink.href(site, path)) for key, path in ways)
    teasers = tuple(tease(face, site) for face in material.faces)
    told = describe(words("missing.text"), words("head.more", name=site.name))
    head = Head(title, told, canonical="", indexed=False, kept=False)
    view = MissingView(links, teasers, head)
    return press.page("views/missing.html", view, view.head)


def _render_index(material: SitemapMaterial, press: Press) -> bytes:
    return _xml("sitemapindex", "sitemap", material, press.site)


def _render_part(material: SitemapMaterial, press: Press) -> bytes:
    return _xml("urlset", "url", material, press.site)


def _xml(root_name: str, entry_name: str, material: SitemapMaterial, site: Site) -> bytes:
    root = etree.Element(f"{{{_NAMESPACE}}}{root_name}", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # lxml's default namespace
    for path, updated in material.entries:
        entry = etree.SubElement(root, f"{{{_NAMESPACE}}}{entry_name}")
        etree.SubElement(entry, f"{{{_NAMESPACE}}}loc").text = permalink.absolute(site, path)
        if updated:
            changed = datetime.fromtimestamp(updated, site.zone).isoformat()
            etree.SubElement(entry, f"{{{_NAMESPACE}}}lastmod").text = changed
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
