"""
QR codes (ISO/IEC 18004), dark on light and with their quiet zone, for screens and for print.

The library makes a code with one of the eight masks in 0.7 ms; its search for the best of them
takes four times as long, for it goes from module to module. Here a code is one whole number, and
the standard's penalties (section 7.8.3) are a few shifts of it.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from functools import lru_cache

import segno

_QUIET = 4  # modules, section 6.3.8; by chance what the penalties ask for as well
_MASKS = range(8)
_PX_PER_MODULE = 12  # a code of 45 modules with its margin is 4.5 cm wide at 300 to the inch
# The page, the drawing and the picture of one item are made close to one another.
_AT_HAND = 64
_RUN = re.compile("1+")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A code as strokes one module thick, in a square of `side` modules with its quiet zone."""

    path: str
    side: int


@lru_cache(maxsize=_AT_HAND)
def drawing(text: str) -> Drawing:
    """Return the code of *text* for a drawing in a page."""
    rows = code(text)
    path = "".join(_strokes(row, number + _QUIET) for number, row in enumerate(rows))
    return Drawing(path, len(rows) + 2 * _QUIET)


def svg(text: str) -> bytes:
    """Return the code of *text* as a drawing of its own, crisp at any size."""
    drawn = drawing(text)
    side = drawn.side
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{4 * side}" height="{4 * side}" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="{drawn.path}"/></svg>\n'
    ).encode()


def png(text: str) -> bytes:
    """Return the code of *text* as a picture of one bit a pixel, large enough to be printed."""
    rows = code(text)
    side = (len(rows) + 2 * _QUIET) * _PX_PER_MODULE
    margin = "1" * _QUIET * _PX_PER_MODULE
    dark, light = "0" * _PX_PER_MODULE, "1" * _PX_PER_MODULE
    empty = _lines("1" * side)
    pixels = [
        _lines(f"{margin}{row.translate({ord('0'): light, ord('1'): dark})}{margin}")
        for row in rows
    ]
    data = zlib.compress(b"".join([empty * _QUIET, *pixels, empty * _QUIET]))
    size = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)  # one bit, shades of grey
    return _SIGNATURE + _chunk(b"IHDR", size) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


@lru_cache(maxsize=_AT_HAND)
def code(text: str) -> tuple[str, ...]:
    """
    Return the rows of the code of *text*, `1` for a dark module, without the quiet zone.

    Its level is M, or Q where that takes no larger code: 15 or 25 % of it may be lost, to a
    crease or a pin.
    """
    made = _make(text, 0)
    size = len(made.matrix)
    unmasked = _as_number(made.matrix)
    changes = _changes(made.version, made.error)
    best = min((unmasked ^ change for change in changes), key=lambda code: _penalty(code, size))
    return _as_rows(best, size)


def _make(text: str, mask: int) -> segno.QRCode:
    return segno.make(text, error="m", micro=False, mask=mask)


@lru_cache(maxsize=_AT_HAND)
def _changes(version: int, error: str) -> tuple[int, ...]:
    """Return what each mask turns over against the first, whatever the code says."""
    masked = [
        _as_number(segno.make("", error, version, mask=mask, boost_error=False).matrix)
        for mask in _MASKS
    ]
    return tuple(masked[0] ^ one for one in masked)


def _stride(size: int) -> int:
    """Return how many bits stand for a row: light ones part it from the next."""
    return size + _QUIET


def _as_number(matrix: tuple[bytearray, ...]) -> int:
    """Return a code as a number: its rows one after another, a quiet zone before each and all."""
    margin = "0" * _QUIET
    rows = (margin + "".join("1" if module else "0" for module in row) for row in matrix)
    before = "0" * _QUIET * _stride(len(matrix))
    return int((before + "".join(rows))[::-1], 2)


def _as_rows(number: int, size: int) -> tuple[str, ...]:
    stride = _stride(size)
    bits = f"{number:0{stride * stride}b}"[::-1]
    starts = range(_QUIET * stride + _QUIET, stride * stride, stride)
    return tuple(bits[start : start + size] for start in starts)


def _penalty(code: int, size: int) -> int:
    """Return how hard a code is to read (section 7.8.3.1)."""
    stride = _stride(size)
    inside, across, down = _cells(size)
    light = ~code
    alike_across = ~(code ^ code >> 1) & across
    alike_down = ~(code ^ code >> stride) & down
    score = 3 * (alike_across & alike_across >> stride & alike_down).bit_count()
    for step, alike in ((1, alike_across), (stride, alike_down)):
        fives = alike & alike >> step & alike >> 2 * step & alike >> 3 * step
        score += fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()
        dark = code & code >> 2 * step & code >> 3 * step & code >> 4 * step & code >> 6 * step
        finder = dark & light >> step & light >> 5 * step
        clear = light & light >> step & light >> 2 * step & light >> 3 * step
        score += 40 * (finder & (clear << 4 * step | clear >> 7 * step)).bit_count()
    percent = 100 * (code & inside).bit_count() / size**2
    return score + 10 * int(abs(percent - 50) / 5)


@lru_cache(maxsize=_AT_HAND)
def _cells(size: int) -> tuple[int, int, int]:
    """Return where a code has modules, where one with a neighbour at its right, and below it."""
    full, bar = [b"\1" * size] * size, [b"\1" * (size - 1) + b"\0"] * size
    last = [*full[1:], b"\0" * size]
    inside, across, down = (_as_number(tuple(map(bytearray, rows))) for rows in (full, bar, last))
    return inside, across, down


def _strokes(row: str, y: int) -> str:
    """Return the dark modules of row *y* as strokes through their middle."""
    strokes: list[str] = []
    end = 0
    for run in _RUN.finditer(row):
        start = f"m{run.start() - end} 0" if strokes else f"M{run.start() + _QUIET} {y}.5"
        strokes.append(f"{start}h{len(run[0])}")
        end = run.end()
    return "".join(strokes)


def _lines(bits: str) -> bytes:
    """Return a row of modules as lines of pixels: one in full, the others as that above them."""
    width = -(-len(bits) // 8)
    line = int(bits.ljust(width * 8, "0"), 2).to_bytes(width, "big")
    return b"\0" + line + (b"\2" + bytes(width)) * (_PX_PER_MODULE - 1)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
