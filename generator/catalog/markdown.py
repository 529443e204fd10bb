"""Markdown into HTML by one Python-Markdown instance per process."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from generator.catalog.bounds import Bounds, UnworkableError
from generator.catalog.quick import quicken
from generator.kernel.text import slugify, strip_unwanted

_TOC_LEVELS = "2-4"
_ANCHOR_LIMIT = 80
_SAFE_ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.-]*\Z")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: its level (2–4), its id and its text."""

    level: int
    id: str
    text: str


class Converter:
    """Holds the instance, which is set up once and reset before each body."""

    def __init__(self, footnote_backlink: str, notes: Mapping[str, str] | None = None) -> None:
        """
        Set up the extensions.

        Args:
            footnote_backlink: The wording of the way back from a footnote, with `{}`.
            notes: The headings of admonitions that have none of their own, by their sort.
        """
        self._footnote_backlink = footnote_backlink
        self._notes = notes or {}
        self._bounds = Bounds()
        self._markdown = self._set_up()

    def convert(self, text: str) -> tuple[str, tuple[Heading, ...]]:
        """
        Return the HTML of *text*, not yet cleaned, and its headings in order.

        Raises:
            UnworkableError: *text* nests deeper than any bulletin, or would take too long.
        """
        self._markdown.reset()
        self._bounds.begin(text)
        try:
            page = self._markdown.convert(text)
        except (RecursionError, UnworkableError) as reason:
            # `reset` leaves the block parser's state where it broke off, and the bodies after
            # this one would come out wrong
            self._markdown = self._set_up()
            if isinstance(reason, RecursionError):
                raise UnworkableError("body.too-deep") from reason
            raise
        tokens: list[dict[str, Any]] = getattr(self._markdown, "toc_tokens", [])
        return page, tuple(_flatten(tokens))

    def _set_up(self) -> markdown.Markdown:
        backlink = {"BACKLINK_TITLE": self._footnote_backlink, "BACKLINK_TEXT": "↩"}
        converter = markdown.Markdown(
            extensions=[
                "abbr",
                "admonition",
                "attr_list",
                "def_list",
                "fenced_code",
                "footnotes",
                "sane_lists",
                "tables",
                "toc",
                _Newsroom(self._notes),
            ],
            extension_configs={
                "footnotes": backlink,
                "tables": {"use_align_attribute": True},
                "toc": {"slugify": anchor, "toc_depth": _TOC_LEVELS, "marker": ""},
            },
        )
        return quicken(converter, self._bounds)


def anchor(text: str, separator: str = "-") -> str:
    """Make the id of a heading: its slug, short enough to be passed on in a message."""
    return slugify(text, separator)[:_ANCHOR_LIMIT].strip(separator)


def _flatten(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], strip_unwanted(html.unescape(token["name"])))
        yield from _flatten(token["children"])


class _Newsroom(Extension):
    """The few things newsroom Markdown means beyond the standard."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        super().__init__()
        self._notes = notes

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 -- the host's name
        """Run after the inline patterns (priority 20) and before `toc` (5) reads the headings."""
        md.treeprocessors.register(_Layout(md, self._notes), "bantin", 8)


class _Layout(Treeprocessor):
    """Headings below the page's own, ASCII anchors, figures with captions, tables that scroll."""

    def __init__(self, md: markdown.Markdown, notes: Mapping[str, str]) -> None:
        super().__init__(md)
        # The library heads a note without a title of its own with its sort in English.
        self._headings = {sort.capitalize(): heading for sort, heading in notes.items()}

    def run(self, root: ET.Element) -> None:
        for element in root.iter():
            _make_anchors_ascii(element)
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "h1":
                    child.tag = "h2"  # the page's title is its only h1
                elif child.tag == "p" and (picture := _lone_picture(child)) is not None:
                    parent[index] = _figure(picture, child.tail)
                elif child.get("class") == "admonition-title":
                    child.text = self._headings.get(child.text or "", child.text)
                elif child.tag == "table" and parent.get("class") != "table-scroll":
                    parent[index] = _scrolling(child)


def _make_anchors_ascii(element: ET.Element) -> None:
    """Fit ids and the links to them to what the cleaner lets pass: `[^nguồn]` is `fn:nguon`."""
    if id_ := element.get("id"):
        element.set("id", _ascii(id_))
    address = element.get("href", "")
    if element.tag == "a" and address.startswith("#") and len(address) > 1:
        element.set("href", f"#{_ascii(address[1:])}")


def _ascii(id_: str) -> str:
    if _SAFE_ANCHOR.match(id_):
        return id_
    return ":".join(anchor(part) for part in id_.split(":"))


def _lone_picture(paragraph: ET.Element) -> ET.Element | None:
    """Return the picture that is all of *paragraph* and has a title, which is its caption."""
    if len(paragraph) != 1 or (paragraph.text or "").strip():
        return None
    picture = paragraph[0]
    if picture.tag != "img" or not picture.get("title") or (picture.tail or "").strip():
        return None
    return picture


def _figure(picture: ET.Element, tail: str | None) -> ET.Element:
    figure = ET.Element("figure")
    figure.tail = tail
    caption = ET.Element("figcaption")
    caption.text = picture.attrib.pop("title")
    picture.tail = None
    figure.extend((picture, caption))
    return figure


def _scrolling(table: ET.Element) -> ET.Element:
    box = ET.Element("div", {"class": "table-scroll"})
    box.tail, table.tail = table.tail, None
    for cell in table.iterfind("./thead/tr/th"):
        if len(cell) or (cell.text or "").strip():
            cell.set("scope", "col")
        else:
            cell.tag = "td"  # the corner above row heads; a head that says nothing is none
    box.append(table)
    return box
