"""Tables as text (CSV), in the encodings that spreadsheets save."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from generator.kernel.text import normalise
from generator.reading.papers.passage import Meter, Passage, UnreadablePaperError

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 20
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def rows(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the rows that say something, cells parted by tabs; the first line is `row 1`."""
    meter.go_through(len(data))
    text = decoded(data)
    sample = "\n".join(text[:100_000].split("\n")[:_SAMPLE_LINES])
    delimiter = max(_DELIMITERS, key=sample.count)
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), 1):
            if any(cells):
                yield Passage(f"row {number}", "\t".join(cells))
    except csv.Error as reason:  # a cell beyond the library's limit of 131,072 characters
        raise UnreadablePaperError("too-large") from reason


def decoded(data: bytes) -> str:
    """
    Return *data* as clean text: UTF-8, UTF-16 by its mark, else the Vietnamese page of Windows.

    Clean, for that bounds the marks on one letter: composing them takes the square of their number.
    """
    if data.startswith(_UTF_16):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1258", errors="replace")
    return normalise(text)[0]
