"""Office files (ECMA-376): documents, workbooks, presentations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.reading.papers.archive import members
from generator.reading.papers.markup import Properties, Target, Words, parse, telling
from generator.reading.papers.passage import Meter, Passage, UnreadablePaperError

_PARTS = (".xml", ".rels", ".vml")
_STRINGS = "xl/sharedStrings.xml"
_SHEETS = "xl/worksheets/"
_PROPERTIES = "docProps/"
# What is further right follows without a gap: a stray cell at the end of Excel's 16,384 columns
# would make its row as long.
_COLUMNS_LIMIT, _COLUMN_LETTERS = 256, 2


def is_part(name: str) -> bool:
    """Tell a part of XML from a picture or a file within an Office file."""
    return name.lower().endswith(_PARTS)


def parts(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the text of each part: of sheets by rows, of properties by their names."""
    found = {name: held for name, held in members(data, meter) if is_part(name)}
    strings = _Strings(meter)
    if _STRINGS in found:
        parse(found.pop(_STRINGS), strings)
    shown: set[int] = set()
    for name, held in found.items():
        if name.startswith(_PROPERTIES):
            yield from properties(held, meter)
        elif name.startswith(_SHEETS) and name.endswith(".xml"):
            yield from _sheet(name, held, strings.found, shown, meter)
        else:
            words = Words(meter)
            parse(held, words)
            yield Passage(f"part {name}", words.text)
    # what stands in no cell any more
    left = (text for index, text in enumerate(strings.found) if index not in shown)
    yield Passage(f"part {_STRINGS}", "\n".join(left))


def properties(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the properties in *data*, which is XML, by their names."""
    found = Properties(meter)
    parse(data, found)
    for name, text in found.found:
        yield Passage(f"property {name}", text)


def xmp(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the properties in a packet of XMP; of a broken one all that stands there."""
    try:
        yield from list(properties(data, meter))
    except UnreadablePaperError:
        yield Passage("property XMP", data.decode("utf-8", errors="replace"))


def _sheet(
    name: str, data: bytes, strings: list[str], shown: set[int], meter: Meter
) -> Iterator[Passage]:
    sheet = _Sheet(meter, strings)
    parse(data, sheet)
    shown |= sheet.shown
    for number, cells in sheet.rows:
        yield Passage(f"part {name} / row {number}", "\t".join(cells))
    yield Passage(f"part {name}", "\n".join(sheet.told))


class _Strings(Target):
    """Gathers the strings that cells share, each from its runs."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self.found: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 -- its kind's form
        if name == "si":
            self.found.append("")

    def take(self, text: str) -> None:
        if self.found:
            self.found[-1] += text


class _Sheet(Target):
    """Gathers rows of cells; beside them headers, footers, hints and whatever else is text."""

    def __init__(self, meter: Meter, strings: list[str]) -> None:
        super().__init__(meter)
        self._strings = strings
        self._is_shared = False
        self._cell: list[str] | None = None
        self._column = 0
        self.rows: list[tuple[str, list[str]]] = []
        self.told: list[str] = []
        self.shown: set[int] = set()

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            self.rows.append((attributes.get("r", str(len(self.rows) + 1)), []))
            self._column = 0
        elif name == "c":
            self._cell, self._is_shared = [], attributes.get("t") == "s"
            self._column = max(_column_of(attributes.get("r", "")), self._column + 1)
        elif self._cell is not None and name in ("v", "f"):
            self._cell.append("\n")
        self.told += telling(attributes)

    def finish(self, name: str) -> None:
        if name == "c" and self._cell is not None:
            text = "".join(self._cell).strip("\n")
            self._cell = None
            if self.rows and text:
                self._put(self.rows[-1][1], self._value(text).replace("\t", " "))

    def _put(self, row: list[str], text: str) -> None:
        """Put a cell into its column, past those that are empty and therefore not in the file."""
        between = self._column - 1 - len(row)
        if between > 0:
            self._meter.go_through(between)
            row += [""] * between
        row.append(text)

    def take(self, text: str) -> None:
        (self.told if self._cell is None else self._cell).append(text)

    def _value(self, text: str) -> str:
        """Return what a cell shows: of a shared string its text, of a formula it and its value."""
        if not (self._is_shared and text.isdecimal()):
            return text
        index = int(text)
        if index >= len(self._strings):
            return text
        self.shown.add(index)
        return self._strings[index]


def _column_of(cell: str) -> int:
    """Return the number of the column of `C5`: 3. Of what is no cell, or too far right, 0."""
    letters = cell.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha() and len(letters) <= _COLUMN_LETTERS):
        return 0
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("@")
    return number if number <= _COLUMNS_LIMIT else 0
