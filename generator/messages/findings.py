"""What a check came to, as all forms of its report are given it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.kernel.diagnostics import Diagnostic, Severity, Silenced


@dataclass(frozen=True, slots=True)
class Findings:
    """
    The problems that are told, in order, and those that editors answer for.

    `language` is the report's. `rules_url` is the site's page of rules, empty if it has none.
    """

    told: Sequence[Diagnostic]
    silenced: Sequence[Silenced]
    language: str
    rules_url: str = ""

    def help_of(self, code: str) -> str:
        """Return the address at which the rule *code* is explained; empty if there is none."""
        return f"{self.rules_url}#{anchor(code)}" if self.rules_url else ""


def anchor(code: str) -> str:
    """Return what marks the rule *code* on the page of rules."""
    return code.replace(".", "-")


def count(diagnostics: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Return how many there are of each sort, the gravest first."""
    found = Counter(one.severity for one in diagnostics)
    return {severity: found[severity] for severity in Severity}


def fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """
    Return what tells each problem from all others, and finds it again in the next report.

    The line is left out, for it moves with every edit above it. Of problems that are otherwise
    the same, each has its number.
    """
    met: Counter[tuple[str, str, object]] = Counter()
    found = []
    for one in diagnostics:
        identity = (one.code, one.span.path, one.params)
        number = f" {met[identity]}" if met[identity] else ""
        met[identity] += 1
        found.append(hashlib.sha256(f"{identity!r}{number}".encode()).hexdigest())
    return found
