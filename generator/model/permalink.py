"""
The only maker of URLs.

A path here is relative to the site's root: `ban-tin/2026/hop-khan/`. Content decides it by its
own path and nothing else, so it can be known before any file is read.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from generator.model.kinds import BY_FOLDER, BY_NAME, Kind
from generator.model.share import LINK_MARKS
from generator.model.site import Site

HOME = ""
UNITS = "don-vi"
TOPICS = "chu-de"
CAMPAIGNS = "phong-trao"
YEARS = "nam"
PAGES = "trang"
SEARCH = "tim-kiem"
FOLLOW = "theo-doi"
FEEDS = "feeds.opml"
CORRECTIONS = "dinh-chinh"
CARDS = "the"  # what chats show of a link
ARCHIVES = "luu-tru"  # of the feed of everything
IN_FORCE = "khan/hieu-luc.json"
OFFLINE = "ngoai-tuyen/"  # the page for when there is no network
GONE = f"{OFFLINE}da-go.json"
WORKER = "sw.js"  # at the root: it may keep what lies below its own folder
MANIFEST = "site.webmanifest"
PREVIEW = "ban-xem-truoc.txt"  # at the root of a preview, which may not be published
# Beside the page of a live item: what it is passed on with.
SHARE_KIT = "share.json"
QR_SVG, QR_PNG = "qr.svg", "qr.png"
# Bytes of SHA-256, as `theme/worker/keep.js` has them: browsers know no BLAKE2.
_DIGEST_BYTES = 6
# Pages that stand for the folder they are in.
_FOLDER_PAGES = ("index.md", "README.md")


def kind_of(source: str) -> Kind | None:
    """Return the kind that the folder of *source* (relative to `content/`) says, if any."""
    return BY_FOLDER.get(source.partition("/")[0])


def of_source(source: str) -> str:
    """Return the site path of a Markdown file: `ban-tin/2026/x.md` → `ban-tin/2026/x/`."""
    if source.endswith(".md") and not source.endswith(_FOLDER_PAGES):
        return f"{source[:-3]}/"
    path = PurePosixPath(source).with_suffix("")
    if path.name in ("index", "README"):
        path = path.parent
    return "" if path == PurePosixPath() else f"{path}/"


def default_id(source: str) -> str:
    """Return the permanent id of an item that was never moved: its path without `.md`."""
    return source.removesuffix(".md")


def of_kind(name: str) -> str:
    """Return the site path of the listing of a kind."""
    return f"{BY_NAME[name].folder}/"


def of_unit(id_: str) -> str:
    """Return the site path of a unit's page."""
    return f"{UNITS}/{id_}/"


def of_topic(id_: str) -> str:
    """Return the site path of a topic's page."""
    return f"{TOPICS}/{id_}/"


def of_campaign(id_: str) -> str:
    """Return the site path of a campaign's page."""
    return f"{CAMPAIGNS}/{id_}/"


def of_channel_code(id_: str) -> str:
    """Return the site path of the QR code that leads to a channel."""
    return f"{FOLLOW}/{id_}.svg"


def of_year(year: int) -> str:
    """Return the site path of a year's page."""
    return f"{YEARS}/{year}/"


def of_numbered_page(listing: str, number: int) -> str:
    """Return the site path of page *number* (from 1, the oldest) of a listing."""
    return f"{listing}{PAGES}/{number}/"


def of_archive(number: int) -> str:
    """Return the site path of archive *number* (from 1, the oldest) of the feed of everything."""
    return f"{ARCHIVES}/{number}/"


def of_card(mark: str) -> str:
    """
    Return the site path of a card; *mark* tells what is on it, and whose it is.

    All lie in one folder: an address in a chat may have 100 characters, and an item's own may be
    that long already.
    """
    return f"{CARDS}/{mark}.jpg"


def file_of(path: str) -> str:
    """Return the file that answers for a site path: `x/` → `x/index.html`."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def href(site: Site, path: str) -> str:
    """Return the link to a site path from any page of the site, in ASCII."""
    return site.base + quote(path)


def path_of(site: Site, address: str) -> str:
    """Return the site path that `href` made *address* from."""
    return unquote(address.removeprefix(site.base))


def absolute(site: Site, path: str) -> str:
    """Return the full URL of a site path, in ASCII."""
    return site.url + quote(path)


def share_link(site: Site, path: str, channel: str) -> str:
    """Return the full URL of a site path as it is passed on by *channel* (see `model.share`)."""
    mark = f"?k={LINK_MARKS[channel]}" if site.settings.share.tag else ""
    return absolute(site, path) + mark


def origin(site: Site) -> str:
    """Return scheme and host, to which a link that begins with a slash is relative."""
    parts = urlsplit(site.url)
    return f"{parts.scheme}://{parts.netloc}"


def tag_uri(site: Site, item_id: str) -> str:
    """
    Return the permanent feed id of an item (RFC 4151).

    It hangs on the item's id and the site's tag authority alone, so that neither a new title nor
    a new address makes an automatic poster post it again.
    """
    return f"tag:{site.settings.feeds.authority or site.host},2026:{item_id}"


def digest_of(site: Site, path: str) -> str:
    """Return how what is gone calls the site path *path*, which may name a person."""
    return hashlib.sha256(href(site, path).encode()).digest()[:_DIGEST_BYTES].hex()
