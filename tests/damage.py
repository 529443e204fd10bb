"""
Damage to real files, the same for the same seed, and what must hold whatever came of it.

`Watch` tells which files are opened meanwhile; what Python opens of its own does not count.
"""

from __future__ import annotations

import builtins
import io
import json
import os
import random
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from lxml import etree
from sitemaker import ROOT, render

from generator.kernel.diagnostics import Diagnostic
from generator.reading.sources import lines_in

# What means something in YAML, Markdown or HTML, or is no letter at all.
PIECES = [
    *(
        b"---\n",
        b"\x00",
        b"\xff\xfe",
        b"\t",
        b": ",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b"'",
        b'"',
        b"*",
    ),
    *(b"&", b"!", b"#", b"|", b">", b"\\", b"`", b"<", b"<script>", b"\r", b"\n", b"\n\n", b"..."),
    *(
        b"\xe2\x80\x8b",
        b"\xcc\x81",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xae",
        b"\xf0\x9f\x98\x80",
        b"\xed\xa0\x80",
    ),
    *(
        b"[^1]",
        b"[^1]: a",
        b"![](",
        b"](../../../",
        b"](javascript:a)",
        b"](data:,a)",
        b"<!--",
        b"<![",
    ),
    *(b"publish_at: 2026-02-30\n", b"title: a: b\n", b"\n\n    ", b"&amp;", b"&#x202e;", b"&#0;"),
    *(b"*[a]: b\n", b"{: #a .b }", b"\n===\n", b"\n:   a", b"!!! note\n", b"|-|\n", b"```", b"~~~"),
    *(b"<p id=a>", b"<img src=x onerror=a>", b"<svg>", b"<a href='//a'>", b"</div>", b"*a: &a b\n"),
    *(b"unit: khong-co\n", b"draft: true\n", b"expires_at: 1999-01-01\n", b"id: a/b\n", b"? a\n"),
]
ENCODINGS = ("cp1258", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7")


def damaged(data: bytes, other: bytes, dice: random.Random) -> bytes:
    """Change *data* at a few places; *other* is a file that may be spliced in."""
    for _ in range(dice.randint(1, 6)):
        at, to = sorted(dice.randrange(len(data) + 1) for _ in range(2))
        change = dice.randrange(9)
        if change <= 2:
            data = data[:at] + dice.choice(PIECES) * dice.choice((1, 1, 1, 40)) + data[at:]
        elif change == 3:
            data = data[:at] + data[min(to, at + 40) :]
        elif change == 4:
            data = data[:to] + data[at:to][:200] * dice.choice((1, 30)) + data[to:]
        elif change == 5:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
        elif change == 6:
            data = data[:at] + other[dice.randrange(len(other) + 1) :]
        elif change == 7:
            data = data[: dice.choice((at, len(data)))]
        else:
            data = _rewritten(data, dice)
    return data[:60_000]


def scratched(data: bytes, dice: random.Random) -> bytes:
    """Change single bytes of *data*, which is no text, and at times cut it off or lengthen it."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        out[dice.randrange(len(out))] = dice.choice((0, 1, 0x7F, 0x80, 0xFF, dice.randrange(256)))
    at, change = dice.randrange(len(out)), dice.randrange(6)
    if change == 0:
        return bytes(out[:at])
    if change == 1:
        return bytes(out[:at] + out[at : at + 200] * 30 + out[at:])
    return bytes(out)


def _rewritten(data: bytes, dice: random.Random) -> bytes:
    if dice.random() < 0.5:
        return data.replace(b"\n", dice.choice((b"\r\n", b"\r", b"\n\n", b" \n", b"\n\t")))
    text = data.decode("utf-8", errors="replace")
    return text.encode(dice.choice(ENCODINGS), errors="ignore")


class Watch:
    """
    Notes which files Python opens while it is on.

    Not by an audit hook: that stays for good, and with it coverage fails to trace new threads.
    """

    _DOORS = ((builtins, "open"), (io, "open"), (os, "open"))

    def __init__(self) -> None:
        self._opened: set[str] = set()
        self._before: list[Callable[..., object]] = []
        tempfile.gettempdir()  # looks for a folder it may write to, once

    def start(self) -> None:
        self._opened = set()
        self._before = [getattr(module, name) for module, name in self._DOORS]
        for (module, name), opens in zip(self._DOORS, self._before, strict=True):
            setattr(module, name, self._noting(opens))

    def _noting(self, opens: Callable[..., object]) -> Callable[..., object]:
        def open_and_note(file, *arguments, **options):
            if isinstance(file, str | bytes | os.PathLike):
                self._opened.add(os.fsdecode(file))
            return opens(file, *arguments, **options)

        return open_and_note

    def stop(self, content: Path) -> list[str]:
        """Return what was opened outside *content*, Python's, ours and temporary files aside."""
        for (module, name), opens in zip(self._DOORS, self._before, strict=True):
            setattr(module, name, opens)
        ours = [content, ROOT / "generator", ROOT / "theme", Path(tempfile.gettempdir(), "bantin")]
        pythons = [Path(path) for path in (*sysconfig.get_paths().values(), sys.base_prefix)]
        allowed = [str(path.resolve()) for path in (*ours, *pythons, Path("/usr/share/zoneinfo"))]
        found = {str(Path(name).absolute()) for name in self._opened}
        return sorted(name for name in found if not name.startswith(tuple(allowed)))


def faults(problems: Sequence[Diagnostic], root: Path) -> Iterator[str]:
    """Yield what is wrong with *problems* themselves: places that are none, words that fail."""
    lines_of = lines_in(root)
    for problem in problems:
        path, line, column, length = problem.span
        if not path.isprintable():
            yield f"{path!r} may act on a terminal"
        if line == 0:
            continue
        lines = lines_of(path)
        if not 1 <= line <= len(lines):
            yield f"{problem}: {path} has {len(lines)} lines"
        elif not (1 <= column <= len(lines[line - 1]) + 1 and length >= 0):
            yield f"{problem}: the line has {len(lines[line - 1])} columns"
    for language in ("vi", "en"):
        text = render(list(problems), language, root)
        if "Traceback" in text or ("{" in text.replace("{{", "") and "KeyError" in text):
            yield f"words in {language}"


def ill_formed(site: Path) -> Iterator[str]:
    """Yield the files of XML and JSON under *site* that cannot be parsed."""
    for file in sorted(site.rglob("*")):
        try:
            if file.suffix in (".xml", ".atom", ".rss", ".opml", ".svg"):
                etree.fromstring(file.read_bytes())
            elif file.suffix in (".json", ".webmanifest"):
                json.loads(file.read_bytes())
        except (etree.XMLSyntaxError, ValueError) as reason:
            yield f"{file.relative_to(site)}: {reason}"
