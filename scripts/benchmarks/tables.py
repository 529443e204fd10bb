"""Tables that read well in a terminal and in Markdown alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, names: int) -> Iterator[str]:
    """Yield the lines of a table; its first columns, so many as *names*, are aligned left."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    yield _line(head, widths, names)
    rules = [
        "-" * width if i < names else f"{'-' * (width - 1)}:" for i, width in enumerate(widths)
    ]
    yield _line(rules, widths, names)
    for row in rows:
        yield _line(row, widths, names)


def _line(cells: Sequence[str], widths: Sequence[int], names: int) -> str:
    aligned = [
        cell.ljust(width) if i < names else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(aligned)} |"
