"""PDF: text by PDFium, in a process that can be ended; XMP from the bytes."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from generator.reading.papers.office import xmp
from generator.reading.papers.passage import (
    SECONDS_LIMIT,
    Meter,
    Passage,
    UnreadablePaperError,
)

# Where the system cannot limit a process's own time (Windows); elsewhere it ends itself first.
WAIT_S = 20.0
_XMP = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_METADATA = re.compile(
    rb"/Type\s*/Metadata\b[^>]{0,400}>>\s*stream\r?\n|/Subtype\s*/XML\b[^>]{0,400}>>\s*stream\r?\n"
)
_XMP_LIMIT = 2_000_000
_XMP_COUNT_LIMIT = 50


@dataclass(frozen=True, slots=True)
class _Told:
    """What the other process answered; `pictured` counts pages that show something but no text."""

    rows: tuple[Passage, ...]
    attached: tuple[tuple[str, bytes], ...]
    pictured: int


def told(data: bytes, meter: Meter) -> Iterator[Passage]:
    """
    Yield what `pdfium` tells of a PDF, then its XMP.

    Raises:
        UnreadablePaperError: it asks for a password, is none, or takes too much.
    """
    before = _seconds_of_others()
    rows = _ask_of(data).rows
    meter.wait(_seconds_of_others() - before)
    yield from rows
    yield from _xmp(data, meter)


def told_of_each(files: Sequence[bytes], meter: Meter) -> Iterator[Iterator[Passage]]:
    """
    Yield for each of some PDFs what `told` does, all of them read by one process.

    To start one for each takes longer than to read them.
    """
    before = _seconds_of_others()
    answers = _ask(files, meter.seconds, with_attached=False)
    meter.wait(_seconds_of_others() - before)
    for data, answer in zip(files, answers, strict=True):
        yield chain(answer.rows, _xmp(data, meter))


def _seconds_of_others() -> float:
    """Return the processor time of the processes that have been waited for."""
    times = os.times()
    return times.children_user + times.children_system


def attached(data: bytes, meter: Meter) -> Iterator[tuple[str, bytes]]:
    """Yield the names and bytes of the files attached to a PDF."""
    for name, held in _ask_of(data).attached:
        meter.unpack(len(held))
        yield name, held


def is_scan(data: bytes) -> bool:
    """
    Tell a PDF whose pages show something and none has text: pictures of paper.

    Raises:
        UnreadablePaperError: as `told`.
    """
    answer = _ask_of(data)
    has_text = any(p.startswith("page ") and " / " not in p for p, _ in answer.rows)
    return answer.pictured > 0 and not has_text


# The same file is asked for its text, what is attached and whether it is a scan.
@lru_cache(maxsize=1)
def _ask_of(data: bytes) -> _Told:
    return _ask([data], SECONDS_LIMIT, with_attached=True)[0]


def _ask(files: Sequence[bytes], seconds: float, *, with_attached: bool) -> list[_Told]:
    """Have *files* read in at most so many *seconds* of processor time, all together."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    wanted = "attached" if with_attached else "text"
    module = "generator.reading.papers.pdfium"
    program = [sys.executable, "-P", "-m", module, f"{seconds:.3f}", wanted]
    sent = b"".join(part for data in files for part in (len(data).to_bytes(8), data))
    try:
        done = subprocess.run(  # noqa: S603 -- our own program, the files come by its input
            program, input=sent, capture_output=True, check=False, timeout=WAIT_S, env=environment
        )
    except subprocess.TimeoutExpired as reason:
        raise UnreadablePaperError("too-large") from reason
    if done.returncode < 0:  # ended by a signal: out of time or memory, or the parser broke down
        raise UnreadablePaperError("too-large")
    answer = json.loads(done.stdout or b'{"refused": "damaged"}')
    if refused := answer.get("refused"):
        raise UnreadablePaperError(refused)
    return [_told_in(one) for one in answer["files"]]


def _told_in(answer: Mapping[str, Any]) -> _Told:
    rows = tuple(Passage(place, text) for place, text in answer["rows"] if text)
    held = tuple((name, base64.b64decode(it)) for name, it in answer["attached"])
    return _Told(rows, held, answer["pictured"])


def _xmp(data: bytes, meter: Meter) -> Iterator[Passage]:
    """Yield the properties of XMP packets, plain and packed; PDFium gives no access to them."""
    packets = [match[0] for match in _bounded(_XMP, data)]
    for match in _bounded(_METADATA, data):
        unpacked = zlib.decompressobj()
        try:
            text = unpacked.decompress(data[match.end() : match.end() + _XMP_LIMIT], _XMP_LIMIT)
        except zlib.error:
            continue  # it is not packed, and was found as it stands
        packets += [inner[0] for inner in _bounded(_XMP, text)]
    for packet in dict.fromkeys(packets):
        yield from xmp(packet, meter)


def _bounded(pattern: re.Pattern[bytes], data: bytes) -> Iterator[re.Match[bytes]]:
    for number, match in enumerate(pattern.finditer(data)):
        if number >= _XMP_COUNT_LIMIT:
            raise UnreadablePaperError("too-large")
        yield match
