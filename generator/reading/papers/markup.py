"""
The text in XML: of Office parts and of XMP.

Parsed without building a tree, without entities, DTDs or anything fetched. Pieces of one paragraph
are joined as they stand, so that a number that was typed in two goes stays one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from generator.reading.papers.passage import Meter, UnreadablePaperError

# Where the text of runs is (Word, Excel, PowerPoint), and what ends a line of it.
_RUN_TEXT = frozenset(("t", "delText", "instrText"))
_LINES = frozenset(("p", "br", "cr", "si", "tc", "footnote", "comment"))
_TABS = frozenset(("tab", "ptab"))
# Attributes that hold words of people: who wrote or remarked, what a picture shows, links.
_PEOPLE = ("author", "initials", "userId", "displayName", "userName", "lastModifiedBy", "name")
_TELLING = frozenset((*_PEOPLE, "descr", "title", "alt", "string", "tooltip", "prompt", "Target"))
# Of blanks between two tags: megabytes of them are no text.
_BLANK_LIMIT = 1_000
_LINK_SCHEMES = ("mailto:", "tel:", "sms:", "http:", "https:", "file:")


def parse(data: bytes, target: Target) -> None:
    """
    Run *target* (`start`, `end`, `data`, `close`) over *data*.

    Raises:
        UnreadablePaperError: it is no XML, has a DTD, or nests deeper than any document.
    """
    form: Any = target  # lxml's own takes and gives more than any target has use for
    parser = etree.XMLParser(
        target=form, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        etree.fromstring(data, parser)
    except etree.LxmlError as reason:
        raise UnreadablePaperError("damaged") from reason


class Target:
    """Counts elements and refuses DTDs; what is made of the text is its heirs' business."""

    def __init__(self, meter: Meter) -> None:
        """Begin with nothing."""
        self._meter = meter
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._meter.parse()
        self._pass_on()
        self.begin(local(tag), attributes)

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._pass_on()
        self.finish(local(tag))

    def data(self, text: str) -> None:
        """Take a piece of text, which the parser cuts anywhere."""
        self._pieces.append(text)

    def _pass_on(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self._pieces.clear()
            if len(text) > _BLANK_LIMIT and text.isspace():
                text = text[:_BLANK_LIMIT]
            self._meter.go_through(len(text))
            self.take(text)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of the element of local *name*."""

    def finish(self, name: str) -> None:
        """Take the end of the element of local *name*."""

    def take(self, text: str) -> None:
        """Take the text between two tags."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:  # noqa: ARG002 -- lxml's form
        """Refuse: no part of a document has a DTD, and bombs do."""
        raise UnreadablePaperError("damaged")

    def close(self) -> None:
        """Be told that it is all."""


class Words(Target):
    """Gathers the lines of text, and what attributes say in words."""

    def __init__(self, meter: Meter) -> None:
        """Begin with nothing."""
        super().__init__(meter)
        self._gathered: list[str] = []
        self._told: list[str] = []
        self._enclosing: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Break the line where a paragraph or a cell begins, and around what is no run of text."""
        self._enclosing.append(name)
        if name in _TABS:
            self._gathered.append("\t")
        elif name in _LINES:
            self._gathered.append("\n")
        self._told += telling(attributes)

    def finish(self, name: str) -> None:
        """Break the line where a paragraph or a cell ends."""
        self._enclosing.pop()
        if name in _LINES:
            self._gathered.append("\n")

    def take(self, text: str) -> None:
        """Take the text of a run as it stands, and other text as a line of its own."""
        is_run = self._enclosing[-1] in _RUN_TEXT
        self._gathered.append(text if is_run else f"\n{text}\n")

    @property
    def text(self) -> str:
        """What was gathered: lines of text, then those of attributes."""
        lines = [*"".join(self._gathered).split("\n"), *dict.fromkeys(self._told)]
        return "\n".join(line for line in lines if line.strip())


class Properties(Target):
    """Gathers elements of text by their names: document properties and XMP."""

    def __init__(self, meter: Meter) -> None:
        """Begin with nothing."""
        super().__init__(meter)
        self._names: list[str] = []
        self.found: list[tuple[str, str]] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note the name, and attributes, which in XMP may be properties as well."""
        given = attributes.get("name")  # of Office's own properties
        # the lists of XMP (`dc:creator/rdf:Seq/rdf:li`) go by the name of what they are of
        is_list = name in ("Alt", "Bag", "Seq", "li", "lpwstr", "lpstr")
        self._names.append(given or (self._names[-1] if is_list and self._names else name))
        self.found += [
            (local(key), value)
            for key, value in attributes.items()
            if value.strip() and local(key) not in ("name", "about", "lang", "parseType", "fmtid")
        ]

    def finish(self, name: str) -> None:  # noqa: ARG002 -- the form of its kind
        """Go back to the name of what encloses it."""
        self._names.pop()

    def take(self, text: str) -> None:
        """Take text under the name of its element."""
        if text.strip():
            self.found.append((self._names[-1], text))


def local(tag: str) -> str:
    """Return *tag* without its namespace."""
    return tag.rpartition("}")[2]


def telling(attributes: Mapping[str, str]) -> list[str]:
    """Return those values of *attributes* that are words of people or lead to them."""
    return [
        value
        for key, value in attributes.items()
        if value.strip()
        and local(key) in _TELLING
        and (local(key) != "Target" or value.startswith(_LINK_SCHEMES))
    ]
