"""A problem is data: a code, a place and parameters. Its wording lives in `messages/`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """How much a problem weighs: an error stops publication, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """
    A stretch of one line.

    `path` is relative to the site's root with forward slashes; `line` and `column` count from 1,
    columns in characters of the line after NFC; `length` 0 marks a point. Line 0 stands for the
    whole file. (A named tuple: a site has hundreds of thousands, sent between processes.)
    """

    path: str
    line: int = 0
    column: int = 1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem an editor can mend. Codes are permanent; `params` fill the wording's slots."""

    code: str
    span: Span
    severity: Severity
    params: tuple[tuple[str, str], ...] = ()


class Silenced(NamedTuple):
    """A problem that does not count, and why, in the words of the editor who answers for it."""

    problem: Diagnostic
    reason: str


def error(code: str, span: Span, **params: object) -> Diagnostic:
    """Make a problem that stops publication."""
    return _diagnostic(code, span, Severity.ERROR, params)


def warning(code: str, span: Span, **params: object) -> Diagnostic:
    """Make a problem that is shown and does not stop publication."""
    return _diagnostic(code, span, Severity.WARNING, params)


def note(code: str, span: Span, **params: object) -> Diagnostic:
    """Make a remark: nothing is wrong, and an editor may like to know."""
    return _diagnostic(code, span, Severity.NOTE, params)


def _diagnostic(code: str, span: Span, severity: Severity, params: dict[str, object]) -> Diagnostic:
    return Diagnostic(code, span, severity, tuple((k, str(v)) for k, v in sorted(params.items())))


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, then code, and drop repeats, so that a report never depends on timing."""
    return sorted(set(diagnostics), key=lambda d: (d.span, d.code, d.params))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether anything here forbids publication."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def to_row(diagnostic: Diagnostic) -> list[object]:
    """Return *diagnostic* as JSON can keep it."""
    return [diagnostic.code, diagnostic.span, diagnostic.severity, diagnostic.params]


def from_row(row: list[Any]) -> Diagnostic:
    """Read what `to_row` made, after its way through JSON."""
    code, span, severity, params = row
    return Diagnostic(code, Span(*span), Severity(severity), tuple((k, v) for k, v in params))
