"""
A report in SARIF 2.1.0, which GitHub's code scanning, Azure DevOps and editors read.

OASIS Standard, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", section 3.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.kernel.diagnostics import Diagnostic, Severity, Span
from generator.messages import report, rulebook
from generator.messages.findings import Findings, fingerprints
from generator.messages.rule_page import as_markdown, as_text

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"  # the name that GitHub gives the checkout
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FINGERPRINT = "bantin/v1"


def sarif(findings: Findings) -> str:
    """Return the report; what an editor answers for stands in it as suppressed, with the reason."""
    every = [*findings.told, *(one.problem for one in findings.silenced)]
    reasons = [None] * len(findings.told) + [one.reason for one in findings.silenced]
    met = {one.code for one in every}
    rules = [rule for code, rule in rulebook.rules(findings.language).items() if code in met]
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    marks = fingerprints(every)
    rows = zip(every, reasons, marks, strict=True)
    driver = {
        "name": "Bantin",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_descriptor(rule, findings) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": findings.language,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(one, reason, mark, numbers[one.code], findings.language)
            for one, reason, mark in rows
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1)


def _descriptor(rule: rulebook.Rule, findings: Findings) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": rule.code,
        "shortDescription": {"text": rule.text},
        "fullDescription": {"text": f"{rule.text} {rule.fix}"},
        "help": {
            "text": as_text(rule, findings.language),
            "markdown": as_markdown(rule, findings.language),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    if address := findings.help_of(rule.code):
        found["helpUri"] = address
    return found


def _result(
    diagnostic: Diagnostic, reason: str | None, mark: str, number: int, language: str
) -> dict[str, Any]:
    told = report.tell(diagnostic, language)
    suppression = {"kind": "inSource", "status": "accepted", "justification": reason}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": number,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": "\n".join(part for part in (told.text, told.fix) if part)},
        "locations": [{"physicalLocation": _location(diagnostic.span)}],
        "partialFingerprints": {_FINGERPRINT: mark},
        # An empty list says that it counts; section 3.27.23 asks for it as soon as one does not.
        "suppressions": [] if reason is None else [suppression],
    }


def _location(span: Span) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": {"uri": quote(span.path), "uriBaseId": _ROOT}}
    if span.line:
        region = {"startLine": span.line, "startColumn": span.column}
        found["region"] = region | {"endColumn": span.column + max(span.length, 0)}
    return found
