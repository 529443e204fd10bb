"""A body made fit for where it is shown."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Mapping

from generator.catalog.shown import Shown
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.pictures import PictureView, plain_picture, show_asset
from generator.reading.assets import Asset

# The sanitiser writes every attribute as name="value" with quotes escaped, so a start tag can be
# told from text that looks like one.
_START_TAG = re.compile(r'<(a|img)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_TAG = re.compile(r'<(a|/a|img)((?: [a-z-]+="[^"]*")*)>')
_LINK_TAGS = {"a": True, "/a": False}  # whether a link is open after it: none stands in another
_PLACE = "column"
TABLE_BOX = '<div class="table-scroll">'
# Where a picture was taken out, and what held nothing but that. (No text has a NUL.)
_HOLE = "\0"
_AROUND_HOLE = re.compile(
    rf"<(a|p|li|figure|em|strong)(?: [^<>]*)?>(?:\s|<br>|{_HOLE})*{_HOLE}(?:\s|<br>)*</\1>"
)
_LINK = re.compile(r'<a((?: [a-z-]+="[^"]*")*)>(.*?)</a>', re.DOTALL)


def shown_body(shown: Shown, site: Site) -> str:
    """
    Return the HTML of a body as the site shows it.

    Links to what is not live lose their address (it would tell of a draft), and pictures get
    their encodings and their size, so that the text does not jump while they load.
    """
    return embed_pictures(_fitted(shown, site), site, shown.assets)


def feed_body(shown: Shown, site: Site) -> str:
    """Return the HTML of a body for feed readers: each picture is one plain `<img>`."""
    page = _fitted(shown, site)

    def plain(match: re.Match[str]) -> str:
        if (asset := _asset_of(match, site, shown.assets)) is None:
            return match[0]
        picture = plain_picture(asset, site)
        rest = _without_address(match[2])
        size = f'width="{picture.width_px}" height="{picture.height_px}"'
        return f'<img src="{html.escape(picture.url)}"{rest} {size}>'

    return _TAG.sub(plain, page) if shown.assets else page


def _fitted(shown: Shown, site: Site) -> str:
    page = without_pictures(shown.body.text, site, shown.withheld)
    page = within_reach(page, site)
    return unlink(page, site, shown.hidden) if shown.hidden else page


def within_reach(page: str, site: Site) -> str:
    """Let the boxes of *page* that scroll be reached by keyboard; a table's has a name then."""
    label = html.escape(Words(site.language)("body.table"))
    box = f'{TABLE_BOX[:-1]} tabindex="0" role="group" aria-label="{label}">'
    return page.replace(TABLE_BOX, box).replace("<pre>", '<pre tabindex="0">')


def embed_pictures(page: str, site: Site, assets: Mapping[str, Asset]) -> str:
    """
    Put the encodings of pictures into *page*, cleaned HTML that shows files of `content/`.

    The markup is that of `theme/parts/picture.html`; what an editor gave the picture besides (a
    title, an anchor) stays. A large one leads to itself, unless it stands in a link already or
    has no words that could be the link's.
    """
    is_in_link = False

    def embed(match: re.Match[str]) -> str:
        nonlocal is_in_link
        if match[1] in _LINK_TAGS:
            is_in_link = _LINK_TAGS[match[1]]
            return match[0]
        if (asset := _asset_of(match, site, assets)) is None:
            return match[0]
        view = show_asset(asset, site)
        has_words = bool(dict(_ATTRIBUTE.findall(match[2])).get("alt"))
        picture = _picture(view, _without_address(match[2]))
        if is_in_link or not view.is_large or not has_words:
            return picture
        return f'<a class="enlarge" href="{html.escape(view.large_url)}">{picture}</a>'

    return _TAG.sub(embed, page) if assets else page


def unlink(page: str, site: Site, hidden: Iterable[str]) -> str:
    """Take the links to the site paths *hidden* out of *page*, leaving their text."""
    forbidden = {permalink.href(site, path) for path in hidden}

    def keep_or_drop(match: re.Match[str]) -> str:
        address = dict(_ATTRIBUTE.findall(match[1])).get("href", "")
        target = html.unescape(address).partition("#")[0]
        return match[2] if target in forbidden else match[0]

    return _LINK.sub(keep_or_drop, page)


def without_pictures(page: str, site: Site, paths: Collection[str]) -> str:
    """
    Take the pictures *paths* of `content/` out of *page*, cleaned HTML.

    A paragraph, link, list entry or cell that held nothing else goes too, but for the cell: the
    table keeps its columns.
    """
    if not paths:
        return page

    def keep_or_drop(match: re.Match[str]) -> str:
        address = html.unescape(dict(_ATTRIBUTE.findall(match[2])).get("src", ""))
        is_meant = match[1] == "img" and permalink.path_of(site, address) in paths
        return _HOLE if is_meant else match[0]

    page, before = _START_TAG.sub(keep_or_drop, page), ""
    while page != before:
        page, before = _AROUND_HOLE.sub(_HOLE, page), page
    return page.replace(_HOLE, "")


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


def _asset_of(match: re.Match[str], site: Site, assets: Mapping[str, Asset]) -> Asset | None:
    """Return the picture that a tag shows, if it is one of ours."""
    if match[1] != "img":
        return None
    address = html.unescape(dict(_ATTRIBUTE.findall(match[2])).get("src", ""))
    asset = assets.get(permalink.path_of(site, address))
    return asset if asset is not None and asset.width_px else None


def _without_address(attributes: str) -> str:
    return "".join(found[0] for found in _ATTRIBUTE.finditer(attributes) if found[1] != "src")


def _picture(view: PictureView, rest: str) -> str:
    size = f'width="{view.width_px}" height="{view.height_px}"'
    late = f'{size} loading="lazy" decoding="async"'
    image = f'<img src="{html.escape(view.url)}"'
    if view.fallback is None:
        return f"{image}{rest} {late}>"
    sizes = f'sizes="{view.sizes(_PLACE)}"'
    sources = "".join(
        f'<source type="{row.media_type}" srcset="{html.escape(row.srcset(_PLACE))}" {sizes}>'
        for row in view.sources
    )
    srcset = f'srcset="{html.escape(view.fallback.srcset(_PLACE))}"'
    return f"<picture>{sources}{image} {srcset} {sizes}{rest} {late}></picture>"
