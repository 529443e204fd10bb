"""
A report for programs: one JSON object.

    version    1; grows when a field changes its meaning or goes, not when one is added
    language   in which the words are: vi, en
    counts     how many there are: error, warning, note, silenced
    problems   a list, in the order of files and places
    silenced   the same of what an editor answers for in `allow`, each with its `reason`

A problem has `code` and `severity` (error, warning, note); `path`, relative to the site's root;
`line` and `column` from 1, in characters after NFC, `line` 0 for a file as a whole; `length` of
what is at fault in that line, 0 for a point; `text`, what is wrong; `fix`, what to do; `example`,
the right form, empty if none helps; `fingerprint`, the same while the problem is the same,
whatever line it has moved to; `help`, where the rule is explained, empty if the site does not say.
"""

from __future__ import annotations

import json

from generator.kernel.diagnostics import Diagnostic
from generator.messages import report
from generator.messages.findings import Findings, count, fingerprints

VERSION = 1


def as_json(findings: Findings) -> str:
    """Return the report (see the module's docstring)."""
    silenced = [one.problem for one in findings.silenced]
    marks = fingerprints([*findings.told, *silenced])
    told = [_problem(one, mark, findings) for one, mark in zip(findings.told, marks, strict=False)]
    let_pass = [
        _problem(one.problem, mark, findings) | {"reason": one.reason}
        for one, mark in zip(findings.silenced, marks[len(told) :], strict=True)
    ]
    counts = {severity.value: number for severity, number in count(findings.told).items()}
    whole = {
        "version": VERSION,
        "language": findings.language,
        "counts": counts | {"silenced": len(silenced)},
        "problems": told,
        "silenced": let_pass,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _problem(diagnostic: Diagnostic, mark: str, findings: Findings) -> dict[str, object]:
    told, span = report.tell(diagnostic, findings.language), diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "text": told.text,
        "fix": told.fix,
        "example": told.example,
        "fingerprint": mark,
        "help": findings.help_of(diagnostic.code),
    }
