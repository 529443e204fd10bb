"""
The headers that answers of the site carry: which sort of file has which, decided here once.

`_headers` tells them to Netlify and Cloudflare Pages; `outputs.server_headers` to nginx and Caddy.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.content_policy import LOCKED, UNFRAMED, ContentPolicy
from generator.outputs.press import Press
from generator.outputs.shelves import ATOM, JSON, RSS
from generator.outputs.signposts import Nothing
from generator.outputs.task import Stage, Task

LIST = "_headers"
POLICY, REACH = "Content-Security-Policy", "Cross-Origin-Resource-Policy"
DISPOSITION, CACHE, TYPE = "Content-Disposition", "Cache-Control", "Content-Type"
# A name that holds a digest never changes its bytes; of all else a browser asks whether it still
# holds, so that a correction or a withdrawal reaches readers at once. Digests have ten figures, in
# Material's stylesheets eight; an editor's `danh-sach.20261120.pdf` has a day, and may be replaced.
# A picture is kept a day and no longer: who is on it may take leave back, and a cache on the way
# would go on giving it to whoever has the address. A card is asked for each time, for its address
# is in every chat.
LASTING, A_DAY, ASKED_AGAIN = (
    "public, max-age=31536000, immutable",
    "public, max-age=86400",
    "no-cache",
)
KEPT = {
    LASTING: r"\.([0-9a-f]{8}\.min|[0-9a-f]{10})\.(css|js)$",
    A_DAY: r"\.[0-9a-f]{10}(-[0-9]+)?\.(avif|webp|jpg|png)$",
}
# The same for hosts that know no such patterns: Material's stylesheets, ours, our script, and the
# encoding that most browsers take, which no file of an editor's has.
_KEPT_PATHS = {
    **dict.fromkeys(("assets/stylesheets/*", "assets/bantin-*", "assets/bantin.*"), LASTING),
    "*.avif": A_DAY,
}
# What is no feature of our pages is none for whatever might be slipped into one. Sharing and the
# clipboard are not named: by default they are ours alone.
_SHUT = ("camera", "geolocation", "microphone", "payment", "usb")
_SECONDS_OF_A_DAY = 24 * 3600
# What servers do not know, or call otherwise.
MEDIA_TYPES = {
    RSS: "application/rss+xml",
    ATOM: "application/atom+xml",
    JSON: "application/feed+json",
    permalink.FEEDS: "text/x-opml; charset=utf-8",
    permalink.MANIFEST: "application/manifest+json",
}
_BESIDE_LISTINGS = (RSS, ATOM, JSON)


@dataclass(frozen=True, slots=True)
class Sort:
    """
    Files that answer alike, told by their `endings`; pages, which have none, by nothing else.

    `is_public` files may be shown and read by other sites (a card in a chat, a picture in a feed
    reader); `is_download` tells those that are kept and not shown.
    """

    endings: tuple[str, ...]
    policy: str
    is_public: bool = True
    is_download: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """Return what these files are sent with besides what all are."""
        reach = {REACH: "cross-origin" if self.is_public else "same-origin"}
        saved = {DISPOSITION: "attachment"} if self.is_download else {}
        return {POLICY: self.policy, **reach, **saved}


def pages(policy: ContentPolicy) -> Sort:
    """Return the sort that everything is of which has none of the endings of `others`."""
    return Sort((), policy.in_header, is_public=False)


def others() -> tuple[Sort, ...]:
    """Return the sorts besides pages: data and pictures, papers with sound and film, downloads."""
    data = ("xml", "json", "opml", "txt", "webmanifest")
    pictures = ("svg", "avif", "webp", "jpg", "jpeg", "png", "gif")
    return (
        Sort((*data, *pictures), LOCKED),
        Sort(("pdf", "mp3", "mp4"), UNFRAMED),
        Sort(("csv", "docx", "xlsx", "pptx", "zip"), LOCKED, is_download=True),
    )


def of_all(site: Site) -> dict[str, str]:
    """
    Return what every answer carries.

    Other sites learn that a reader came from this one, and not from which page: what browsers do
    by themselves, said to those that do otherwise. The lock to https is the owner's to turn.
    """
    days = site.settings.headers.hsts_days
    is_locked = days and site.url.startswith("https:")
    lock = {"Strict-Transport-Security": f"max-age={days * _SECONDS_OF_A_DAY}"}
    return {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _SHUT),
        "Cross-Origin-Opener-Policy": "same-origin",
        **(lock if is_locked else {}),
    }


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the list for hosts that read one."""
    del edition
    yield Task(LIST, Stage.FEED, Nothing(), _render)


def _render(material: Nothing, press: Press) -> bytes:
    del material
    rules = _rules(press.site, press.policy)
    return "".join(_written(press.site, path, told) for path, told in rules).encode()


def _rules(site: Site, policy: ContentPolicy) -> Iterator[tuple[str, dict[str, str]]]:
    """
    Yield paths and what answers there carry, no header of any path by two rules.

    Of two values Cloudflare makes one, with a comma; others take the last. Both hosts make browsers
    ask again by themselves. A path has one `*` at most, which also stands for slashes.
    """
    yield "*", of_all(site)
    for path in ("", "*/", "*.html", permalink.WORKER):
        yield path, pages(policy).headers
    for sort in others():
        for ending in sort.endings:
            yield f"*.{ending}", sort.headers
    for path, kept in _KEPT_PATHS.items():
        yield path, {CACHE: kept}
    for name, media_type in MEDIA_TYPES.items():
        yield name, {TYPE: media_type}
        if name in _BESIDE_LISTINGS:
            yield f"*/{name}", {TYPE: media_type}


def _written(site: Site, path: str, told: dict[str, str]) -> str:
    lines = "".join(f"  {name}: {value}\n" for name, value in told.items())
    return f"{site.base}{path}\n{lines}"
