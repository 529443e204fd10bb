"""A fault of a preview is data: a code, how much it weighs, and what fills its wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.kernel.diagnostics import Severity

_GRAVITY = list(Severity)


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Something wrong with a preview. Codes are permanent; their words stand in `messages/preview.*`.

    An error spoils the preview, a warning makes it poorer, a note is only good to know.
    """

    code: str
    severity: Severity
    params: tuple[tuple[str, str], ...] = ()


def grave(code: str, **params: object) -> Fault:
    """Make a fault that spoils the preview."""
    return _fault(code, Severity.ERROR, params)


def poor(code: str, **params: object) -> Fault:
    """Make a fault that makes the preview poorer."""
    return _fault(code, Severity.WARNING, params)


def hint(code: str, **params: object) -> Fault:
    """Make a hint."""
    return _fault(code, Severity.NOTE, params)


def is_sound(faults: Iterable[Fault]) -> bool:
    """Tell whether there are hints at most."""
    return all(fault.severity is Severity.NOTE for fault in faults)


def by_gravity(faults: Iterable[Fault]) -> list[Fault]:
    """Sort *faults*, the gravest first, and drop repeats."""
    return sorted(set(faults), key=lambda one: (_GRAVITY.index(one.severity), one.code, one.params))


def _fault(code: str, severity: Severity, params: dict[str, object]) -> Fault:
    return Fault(code, severity, tuple((name, str(value)) for name, value in params.items()))
