"""A body made fit for where it is shown."""

from __future__ import annotations

import html
import re

from generator.catalog.catalog import Article
from generator.catalog.edition import Edition
from generator.catalog.references import Reference, Target
from generator.messages.words import Words
from generator.model import permalink

# The sanitiser writes every attribute as name="value" with quotes escaped, so a start tag can be
# told from text that looks like one.
_START_TAG = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TABLE_BOX = '<div class="table-scroll">'
_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)


def shown_body(edition: Edition, article: Article) -> str:
    """
    Return the HTML of a body as the site shows it at the edition's instant.

    Links to what is not live lose their address (it would tell of a draft), and pictures get
    their size, so that the text does not jump while they load.
    """
    label = html.escape(Words(edition.catalog.site.language)("body.table"))
    # A box that scrolls must be reached by keyboard, and have a name when it is.
    focusable = f'{_TABLE_BOX[:-1]} tabindex="0" role="region" aria-label="{label}">'
    page = article.body.text.replace(_TABLE_BOX, focusable)
    references = article.body.references
    if any(_is_hidden(reference, edition) for reference in references):
        page = unlink(page, edition)
    if any(r.target is Target.FILE for r in references):
        page = _size_pictures(page, edition)
    return page


def _is_hidden(reference: Reference, edition: Edition) -> bool:
    if reference.target is Target.PAGE:
        return permalink.of_source(reference.path) in edition.hidden_paths
    return reference.target is Target.SITE and reference.path in edition.hidden_paths


def unlink(page: str, edition: Edition) -> str:
    """Take the links to hidden items out of *page*, leaving their text."""
    site = edition.catalog.site
    hidden = {permalink.href(site, path) for path in edition.hidden_paths}

    def keep_or_drop(match: re.Match[str]) -> str:
        address = dict(_ATTRIBUTE.findall(match[1])).get("href", "")
        target = html.unescape(address).partition("#")[0]
        return match[2] if target in hidden else match[0]

    return _LINK.sub(keep_or_drop, page)


def absolute_addresses(page: str, origin: str, url: str) -> str:
    """
    Make links and pictures absolute, as feeds need them.

    Args:
        page: HTML whose addresses begin at the host's root, or are places on the page itself.
        origin: Scheme and host.
        url: The page's own address.
    """

    def prefix(match: re.Match[str]) -> str:
        attributes = re.sub(r' (href|src)="/(?!/)', rf' \1="{origin}/', match[2])
        attributes = attributes.replace(' href="#', f' href="{url}#')
        return f"<{match[1]}{attributes}>"

    return _START_TAG.sub(prefix, page)


def _size_pictures(page: str, edition: Edition) -> str:
    catalog = edition.catalog

    def add_size(match: re.Match[str]) -> str:
        address = html.unescape(dict(_ATTRIBUTE.findall(match[2])).get("src", ""))
        asset = catalog.assets.get(permalink.path_of(catalog.site, address))
        if match[1] != "img" or asset is None or not asset.width_px:
            return match[0]
        size = f'width="{asset.width_px}" height="{asset.height_px}"'
        return f'<img{match[2]} {size} loading="lazy" decoding="async">'

    return _START_TAG.sub(add_size, page)
