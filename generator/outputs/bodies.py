"""A body made fit for where it is shown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from generator.catalog.shown import Shown
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.reading.assets import Asset

# The sanitiser writes every attribute as name="value" with quotes escaped, so a start tag can be
# told from text that looks like one.
_START_TAG = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TABLE_BOX = '<div class="table-scroll">'
_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)


def shown_body(shown: Shown, site: Site) -> str:
    """
    Return the HTML of a body as the site shows it.

    Links to what is not live lose their address (it would tell of a draft), and pictures get
    their size, so that the text does not jump while they load.
    """
    label = html.escape(Words(site.language)("body.table"))
    # A box that scrolls must be reached by keyboard, and have a name when it is.
    focusable = f'{_TABLE_BOX[:-1]} tabindex="0" role="region" aria-label="{label}">'
    page = shown.body.text.replace(_TABLE_BOX, focusable)
    if shown.hidden:
        page = unlink(page, site, shown.hidden)
    return _size_pictures(page, site, shown.assets) if shown.assets else page


def unlink(page: str, site: Site, hidden: Iterable[str]) -> str:
    """Take the links to the site paths *hidden* out of *page*, leaving their text."""
    forbidden = {permalink.href(site, path) for path in hidden}

    def keep_or_drop(match: re.Match[str]) -> str:
        address = dict(_ATTRIBUTE.findall(match[1])).get("href", "")
        target = html.unescape(address).partition("#")[0]
        return match[2] if target in forbidden else match[0]

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


def _size_pictures(page: str, site: Site, assets: Mapping[str, Asset]) -> str:
    def add_size(match: re.Match[str]) -> str:
        address = html.unescape(dict(_ATTRIBUTE.findall(match[2])).get("src", ""))
        asset = assets.get(permalink.path_of(site, address))
        if match[1] != "img" or asset is None or not asset.width_px:
            return match[0]
        size = f'width="{asset.width_px}" height="{asset.height_px}"'
        return f'<img{match[2]} {size} loading="lazy" decoding="async">'

    return _START_TAG.sub(add_size, page)
