"""Where a link or a file name in content leads. Pure: the disk is not asked."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, unquote, urlsplit

from generator.model import permalink
from generator.model.site import Site

SHARED = "assets/"
SCHEMES = ("http", "https", "mailto", "tel")


class Target(StrEnum):
    """What a reference leads to."""

    PAGE = "page"  # a Markdown file of content/
    FILE = "file"  # a file of content/ that is linked to, to be had as it is
    PICTURE = "picture"  # a file of content/ that is shown
    SITE = "site"  # a path of the site, written from its root
    HERE = "here"  # a place on the same page
    ELSEWHERE = "elsewhere"  # another site, mail, telephone
    OUTSIDE = "outside"  # a path that climbs out of content/
    FORBIDDEN = "forbidden"  # a scheme that must not be linked to


FILES = (Target.FILE, Target.PICTURE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A link or picture in a body. `line` and `column` are the file's."""

    written: str
    target: Target
    path: str = ""
    line: int = 0
    column: int = 1


def locate_file(source: str, written: str) -> str | None:
    """
    Resolve a file named in the item *source*: beside it, or under `assets/` from the root.

    Returns:
        The path relative to `content/`, or None when it climbs out.
    """
    base = "" if written.startswith(SHARED) else posixpath.dirname(source)
    path = posixpath.normpath(posixpath.join(base, written))
    return None if path == ".." or path.startswith(("../", "/")) else path


def _names_a_file(path: str) -> bool:
    """Tell a file of `content/` (`/assets/a.jpg`) from what the site makes (`/ban-tin/`)."""
    return posixpath.splitext(path)[1].lower() not in ("", ".html", ".xml", ".json", ".txt")


def resolve(site: Site, source: str, written: str) -> tuple[Reference, str | None]:
    """
    Resolve the address *written* in the Markdown of *source*.

    Returns:
        The reference, and the address to put into the page: absolute from the host's root for
        what lies in `content/`, as written for other sites, None for what must not be linked to.
    """
    written = written.strip()
    try:
        # Windows' backslashes: browsers take them for slashes, so they are judged as slashes.
        parts = urlsplit(written.replace("\\", "/"))
    except ValueError:  # a bracket or a look-alike letter in the host
        return Reference(written, Target.FORBIDDEN), None
    if parts.scheme or parts.netloc:
        if parts.scheme.lower() in SCHEMES or (parts.netloc and not parts.scheme):
            return Reference(written, Target.ELSEWHERE), written
        return Reference(written, Target.FORBIDDEN), None
    if not parts.path:
        here = Target.HERE if written.startswith("#") else Target.ELSEWHERE
        return Reference(written, here), written
    return _resolve_here(site, source, written, parts)


def _resolve_here(
    site: Site, source: str, written: str, parts: SplitResult
) -> tuple[Reference, str | None]:
    path = unquote(parts.path)
    end = f"#{parts.fragment}" if parts.fragment else ""
    if path.startswith("/") and not _names_a_file(path):
        site_path = path.lstrip("/")
        query = f"?{parts.query}" if parts.query else ""
        address = permalink.href(site, site_path) + query + end
        return Reference(written, Target.SITE, site_path), address
    located = locate_file("", path.lstrip("/")) if path[0] == "/" else locate_file(source, path)
    if located is None:
        return Reference(written, Target.OUTSIDE), None
    if located.lower().endswith(".md"):
        page = permalink.of_source(located)
        return Reference(written, Target.PAGE, located), permalink.href(site, page) + end
    return Reference(written, Target.FILE, located), permalink.href(site, located)
