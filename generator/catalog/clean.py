"""
The allow-list that every body passes, whoever wrote it.

nh3 (ammonia, the sanitiser of the Rust world) parses as a browser does and writes back only what
is listed here. Links are resolved in the same pass: whatever syntax made an `href` or a `src`,
it ends up in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

import nh3

from generator.catalog.references import SCHEMES, Reference, Target, resolve
from generator.model import permalink
from generator.model.site import Site

_INLINE = "a abbr b br cite code del em i img ins kbd mark q s small span strong sub sup time u"
_BLOCKS = (
    "blockquote dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre summary ul"
)
_TABLES = "caption table tbody td tfoot th thead tr"
TAGS = frozenset(f"{_INLINE} {_BLOCKS} {_TABLES}".split())

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "reversed"},
    "td": {"align", "colspan", "rowspan", "headers"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
# What our own extensions write; a class of an author's could pass for a part of the page.
NOTES = ("note", "tip", "info", "important", "warning", "danger", "success")
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote", "table-scroll", "admonition", *NOTES},
    "p": {"admonition-title"},
}
# What MkDocs and its extensions write in standing pages besides: marks of headings and code, notes
# of other sorts, what Material has for links. The theme's own (`band`, `masthead`) could pass for
# an alarm of the site's.
_HOST_CLASSES = frozenset().union(
    *_CLASSES.values(),
    ("abstract", "question", "failure", "bug", "example", "quote", "inline", "end"),
    ("headerlink", "toc", "toctitle", "task-list", "task-list-item"),
    ("codehilite", "highlight", "filename", "linenos", "linenodiv", "highlighttable"),
    ("md-button", "md-button--primary"),
)
_CODE_CLASS = re.compile(r"language-[\w+-]+\Z|[a-z]{1,2}[a-z0-9]?\Z", re.ASCII)
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.-]{0,120}\Z")
# A link that MkDocs has made out of one between standing pages: relative, ending in a slash.
_BY_HOST = re.compile(r"(?![/\\])[^:?#]*(?:/|\.)(?:#.*)?\Z")
# Addresses of other schemes than `references` allows: nh3 takes these out without a word.
_FORBIDDEN = re.compile(
    r"""<(?:a|img)\b[^<>]*?\s(?:href|src)="\s*((?!(?:https?|mailto|tel):)[a-z][a-z0-9+.-]*:[^"]*)""",
    re.IGNORECASE,
)
_SHOWN = 80  # of a picture pasted as `data:`, which may be megabytes
_ALIGNMENTS = {"left", "right", "center"}
# Their text is never part of a bulletin, so it goes together with the tag.
_DROPPED_WITH_CONTENT = {
    "script",
    "style",
    "template",
    "title",
    "svg",
    "math",
    "noscript",
    "iframe",
}


class Cleaner:
    """Cleans bodies of one site."""

    def __init__(self, site: Site, *, host_page: str | None = None) -> None:
        """
        Set up the allow-list once.

        Args:
            site: The site.
            host_page: For a page that MkDocs has converted, its path on the site: links between
                such pages are relative to it by now, and more classes are known.
        """
        self.site = site
        self._host_page = host_page
        self._source = ""
        self._references: list[Reference] = []
        self._ids: set[str] = set()
        is_hosts = host_page is not None
        attributes = _ATTRIBUTES | {"*": _ATTRIBUTES["*"] | ({"class"} if is_hosts else set())}
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags=_DROPPED_WITH_CONTENT,
            attributes=attributes,
            attribute_filter=self._filter,
            allowed_classes=None if is_hosts else _CLASSES,
            link_rel=None,
            url_schemes=set(SCHEMES),
            strip_comments=True,
        )
        self._filters: dict[str, Callable[[str], str | None]] = {
            "href": self._address,
            "src": self._picture,
            "id": self._id,
            "align": _alignment,
            "class": _known_classes,
        }

    def clean(self, html: str, source: str) -> tuple[str, tuple[Reference, ...]]:
        """Return the safe HTML of a body of the file *source*, and its references in order."""
        self._source, self._references, self._ids = source, [], set()
        clean = self._cleaner.clean(html)
        forbidden = (unescape(found)[:_SHOWN] for found in _FORBIDDEN.findall(html))
        self._references += [Reference(address, Target.FORBIDDEN) for address in forbidden]
        return clean, tuple(self._references)

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        del tag
        check = self._filters.get(attribute)
        return value if check is None else check(value)

    def _address(self, value: str) -> str | None:
        if self._host_page is not None and _BY_HOST.match(value):
            return urljoin(permalink.href(self.site, self._host_page), value)
        reference, address = resolve(self.site, self._source, value)
        self._references.append(reference)
        return address

    def _picture(self, value: str) -> str | None:
        """Allow pictures of `content/` only: another site's would tell it who reads."""
        reference, address = resolve(self.site, self._source, value)
        if reference.target not in (Target.FILE, Target.OUTSIDE):
            self._references.append(Reference(reference.written, Target.FORBIDDEN))
            return None
        if reference.target is Target.FILE:
            reference = replace(reference, target=Target.PICTURE)
        self._references.append(reference)
        return address

    def _id(self, value: str) -> str | None:
        """Allow an id once: of two, the browser and scripts would know the first only."""
        if _SAFE_ID.match(value) is None or value in self._ids:
            return None
        self._ids.add(value)
        return value


def _known_classes(value: str) -> str | None:
    known = (one for one in value.split() if one in _HOST_CLASSES or _CODE_CLASS.match(one))
    return " ".join(known) or None


def _alignment(value: str) -> str | None:
    return value if value in _ALIGNMENTS else None
