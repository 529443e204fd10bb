"""
What PDFium gets out of PDFs, as a program of its own: `python -m generator.reading.papers.pdfium`.

It takes the seconds of processor time it has and what is wanted (`text`, or `attached`: that and
the files in it), reads files from its input, each after its length in eight bytes, and writes JSON:
an answer for each, or the reason why one is refused, and all with it.

A process of its own, because a file can be made that keeps any parser busy for hours, fills the
memory or ends the process: here that ends only this one. It limits itself, before it looks at
anything.
"""

from __future__ import annotations

import base64
import ctypes
import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pypdfium2.raw as pdfium

try:
    import resource
except ImportError:  # Windows has neither it nor the timer: there `pdf.WAIT_S` alone holds
    resource = None  # type: ignore[assignment]

MEMORY_LIMIT = 320_000_000
PAGES_LIMIT = 600
_CHARACTERS_LIMIT = 6_000_000
_ANNOTATIONS_LIMIT = 20_000
_BOOKMARKS_LIMIT = 5_000
_ATTACHED_LIMIT = 100
_ATTACHED_BYTES_LIMIT = 20_000_000
_STRING_LIMIT = 4_000_000
_PROPERTIES = (
    "Title",
    "Author",
    "Subject",
    "Keywords",
    "Creator",
    "Producer",
    "Manager",
    "Company",
)
# Of an annotation or a form field: its words, who wrote it, its rich text, value and hint.
_ANNOTATED = (b"Contents", b"T", b"Subj", b"RC", b"V", b"TU")
_LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
# How PDFium marks a hyphen at the end of a line, which it would join with the next.
_HYPHENS = str.maketrans({"\x02": "-\n", "\ufffe": "-\n", "\r": None, "\0": None})

_Row = tuple[str, str]


class _Refusal(Exception):  # noqa: N818 -- an answer, not a fault
    """What is answered in the place of the text: the reason."""


def main() -> None:
    """Answer for the files on the standard input."""
    seconds, wanted = sys.argv[1:]
    _limit(float(seconds))
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    try:
        found = [_answer(data, is_whole=wanted == "attached") for data in _files()]
        answer: dict[str, object] = {"files": found}
    except (_Refusal, MemoryError) as reason:
        answer = {"refused": str(reason) or "too-large"}
    sys.stdout.write(json.dumps(answer))


def _limit(seconds: float) -> None:
    """Let the system end this process when it takes too much."""
    if resource is not None:
        for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
            resource.setrlimit(limit, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(signal, "setitimer"):
        # what was taken to start counts as well, and 0 would mean without end
        signal.setitimer(signal.ITIMER_PROF, max(seconds - time.process_time(), 0.001))


def _files() -> Iterator[bytes]:
    while length := sys.stdin.buffer.read(8):
        yield sys.stdin.buffer.read(int.from_bytes(length))


def _answer(data: bytes, *, is_whole: bool) -> dict[str, object]:
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        is_locked = pdfium.FPDF_GetLastError() in _LOCKED
        raise _Refusal("locked" if is_locked else "damaged")
    try:
        rows, pictured = _rows(document)
        attached = [*_attached(document)] if is_whole else []
        return {"pictured": pictured, "rows": rows, "attached": attached}
    finally:
        pdfium.FPDF_CloseDocument(document)


def _rows(document: Any) -> tuple[list[_Row], int]:
    """Return all text, and how many pages show something and have none."""
    pages = pdfium.FPDF_GetPageCount(document)
    if pages > PAGES_LIMIT:
        raise _Refusal("too-large")
    rows: list[_Row] = [*_properties(document), *_bookmarks(document)]
    characters, pictured = 0, 0
    for number in range(1, pages + 1):
        text, is_drawn, notes = _page(document, number)
        characters += len(text) + sum(len(note) for _, note in notes)
        if characters > _CHARACTERS_LIMIT:
            raise _Refusal("too-large")
        pictured += is_drawn and not text
        rows += [(f"page {number}", text), *notes]
    return rows, pictured


def _properties(document: Any) -> Iterator[_Row]:
    for name in _PROPERTIES:
        if text := _string(partial(pdfium.FPDF_GetMetaText, document, name.encode())):
            yield f"property {name}", text


def _bookmarks(document: Any) -> Iterator[_Row]:
    """Yield the titles of the outline; one that leads round in circles ends at the limit."""
    waiting, met = [pdfium.FPDFBookmark_GetFirstChild(document, None)], 0
    while waiting:
        mark = waiting.pop()
        if not mark:
            continue
        met += 1
        if met > _BOOKMARKS_LIMIT:
            raise _Refusal("too-large")
        title = _string(partial(pdfium.FPDFBookmark_GetTitle, mark))
        yield f"outline {met}", title
        waiting.append(pdfium.FPDFBookmark_GetNextSibling(document, mark))
        waiting.append(pdfium.FPDFBookmark_GetFirstChild(document, mark))


def _page(document: Any, number: int) -> tuple[str, bool, list[_Row]]:
    """Return the text of a page, whether anything is drawn on it, and what its annotations say."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        raise _Refusal("damaged")
    try:
        place = f"page {number} / annotation"
        notes = [(f"{place} {index}", text) for index, text in _annotations(document, page)]
        return _page_text(page), pdfium.FPDFPage_CountObjects(page) > 0, notes
    finally:
        pdfium.FPDF_ClosePage(page)


def _page_text(page: Any) -> str:
    """Return the text as it is drawn, lines parted; pieces on one line are put together."""
    found = pdfium.FPDFText_LoadPage(page)
    if not found:
        raise _Refusal("damaged")
    try:
        count = pdfium.FPDFText_CountChars(found)
        if count > _CHARACTERS_LIMIT:
            raise _Refusal("too-large")
        buffer = (ctypes.c_ushort * (count + 1))()
        pdfium.FPDFText_GetText(found, 0, count, buffer)
    finally:
        pdfium.FPDFText_ClosePage(found)
    return bytes(buffer).decode("utf-16-le", errors="replace").translate(_HYPHENS).strip()


def _annotations(document: Any, page: Any) -> Iterator[tuple[int, str]]:
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if count > _ANNOTATIONS_LIMIT:
        raise _Refusal("too-large")
    for number in range(count):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        if not annotation:
            continue
        told = [
            _string(partial(pdfium.FPDFAnnot_GetStringValue, annotation, key)) for key in _ANNOTATED
        ]
        told.append(_address(document, pdfium.FPDFAnnot_GetLink(annotation)))
        pdfium.FPDFPage_CloseAnnot(annotation)
        if text := "\n".join(filter(None, told)):
            yield number + 1, text


def _address(document: Any, link: Any) -> str:
    """Return where a link leads: `mailto:` and `tel:` say more than the words they stand under."""
    action = pdfium.FPDFLink_GetAction(link) if link else None
    if not action:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 0 < length <= _STRING_LIMIT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    return buffer.value.decode("utf-8", errors="replace")


def _attached(document: Any) -> Iterator[_Row]:
    """Yield names and bytes (in Base64) of the files that are in the PDF."""
    count = pdfium.FPDFDoc_GetAttachmentCount(document)
    if count > _ATTACHED_LIMIT:
        raise _Refusal("too-large")
    left = _ATTACHED_BYTES_LIMIT
    for number in range(count):
        attached = pdfium.FPDFDoc_GetAttachment(document, number)
        name = _string(partial(pdfium.FPDFAttachment_GetName, attached))
        length = ctypes.c_ulong()
        pdfium.FPDFAttachment_GetFile(attached, None, 0, length)
        left -= length.value
        if left < 0:
            raise _Refusal("too-large")
        buffer = ctypes.create_string_buffer(max(length.value, 1))
        pdfium.FPDFAttachment_GetFile(attached, buffer, length.value, length)
        yield name, base64.b64encode(buffer.raw[: length.value]).decode()


def _string(ask: Callable[[Any, int], int]) -> str:
    """Return a string of PDFium's: asked for its length in bytes, then for itself, in UTF-16."""
    length = ask(None, 0)
    if length > _STRING_LIMIT:
        raise _Refusal("too-large")
    if length <= len("\0".encode("utf-16-le")):
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    ask(buffer, length)
    text = bytes(buffer).decode("utf-16-le", errors="replace")
    return text.partition("\0")[0].strip()


if __name__ == "__main__":
    main()
