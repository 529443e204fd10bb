"""From an ending to the reader of its format."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping

from generator.reading.papers.archive import members
from generator.reading.papers.media import of_mp3, of_mp4
from generator.reading.papers.office import is_part, parts
from generator.reading.papers.passage import (
    BYTES_LIMIT,
    Meter,
    Passage,
    UnreadablePaperError,
    within_limits,
)
from generator.reading.papers.pdf import attached, told, told_of_each
from generator.reading.papers.pictures import of_gif, of_jpeg, of_png, of_webp
from generator.reading.papers.tables import rows

_Reader = Callable[[bytes, Meter], Iterator[Passage]]
_OFFICE = (".docx", ".xlsx", ".pptx")
_PLAIN: Mapping[str, _Reader] = {
    ".csv": rows,
    ".pdf": told,
    ".jpg": of_jpeg,
    ".jpeg": of_jpeg,
    ".png": of_png,
    ".webp": of_webp,
    ".gif": of_gif,
    ".mp3": of_mp3,
    ".mp4": of_mp4,
    **dict.fromkeys(_OFFICE, parts),
}
# What holds other files: they are looked into as well, and what lies in those is not.
_HOLDERS = (".zip", ".pdf", *_OFFICE)
# Of a film only the tags are looked at, wherever they stand.
_ANY_SIZE = (".mp3", ".mp4")
ENDINGS = frozenset((*_PLAIN, ".zip"))


def passages(data: bytes, ending: str) -> Iterator[Passage]:
    """
    Yield every piece of text that a reader could get out of a file.

    That is of a PDF the text of its pages whether seen or not, its form fields, annotations,
    bookmarks, properties, XMP and attached files; of Office files all parts, hidden, deleted and
    remarked ones too, and the pictures and files in them; of a table its rows; of an archive its
    members, by their endings, one level deep; of pictures what stands in EXIF, XMP, IPTC, text
    chunks and comments; of sound and film their tags.

    Args:
        data: The file.
        ending: Its ending in lower case with the period: one of `ENDINGS`. Of others nothing is
            known, and nothing is yielded.

    Raises:
        UnreadablePaperError: and nothing else, whatever *data* is. It may come after some passages.
    """
    yield from within_limits(_sheltered(data, ending, Meter(), inside=False))


def _sheltered(data: bytes, ending: str, meter: Meter, *, inside: bool) -> Iterator[Passage]:
    _require_size(data, ending)
    try:
        yield from _read(data, ending, meter, inside=inside)
    except UnreadablePaperError:
        raise
    except Exception as reason:
        # The parsers of a dozen formats stumble in many ways over bytes made to trip them.
        raise UnreadablePaperError("damaged") from reason


def _require_size(data: bytes, ending: str) -> None:
    if len(data) > BYTES_LIMIT and ending not in _ANY_SIZE:
        raise UnreadablePaperError("too-large")


def _read(data: bytes, ending: str, meter: Meter, *, inside: bool) -> Iterator[Passage]:
    if ending in _PLAIN:
        yield from _PLAIN[ending](data, meter)
    if ending in _HOLDERS and not inside:
        yield from _read_members(_members(data, ending, meter), meter, named=ending == ".zip")


def _read_members(
    held: Iterator[tuple[str, bytes]], meter: Meter, *, named: bool
) -> Iterator[Passage]:
    """Yield what the members of a file tell, PDFs at the end; of an archive their names too."""
    pdfs: list[tuple[str, bytes]] = []
    for name, data in held:
        place = f"member {name}"
        if named:
            yield Passage(place, name)  # a name may be the name of someone
        ending = posixpath.splitext(name)[1].lower()
        if ending == ".pdf":
            _require_size(data, ending)
            pdfs.append((place, data))
            continue
        for found in _sheltered(data, ending, meter, inside=True):
            yield Passage(f"{place} / {found.place}", found.text)
    if pdfs:
        answers = told_of_each([data for _, data in pdfs], meter)
        for (place, _), answer in zip(pdfs, answers, strict=True):
            for found in answer:
                yield Passage(f"{place} / {found.place}", found.text)


def _members(data: bytes, ending: str, meter: Meter) -> Iterator[tuple[str, bytes]]:
    if ending == ".pdf":
        return attached(data, meter)
    return ((name, held) for name, held in members(data, meter) if not is_part(name))
