"""Diagnostics as GitHub and GitLab take them, to show them beside the change they are about."""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Iterable

from generator.kernel.diagnostics import Diagnostic, Severity
from generator.messages import report
from generator.messages.findings import Findings, fingerprints
from generator.messages.words import Words

# "Workflow commands", docs.github.com: of each sort a step's first ten are shown.
SHOWN_OF_A_SORT = 10
# A step's summary may have a megabyte; nobody reads more than this.
_SUMMED_UP = 200
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_GITLAB = {Severity.ERROR: "blocker", Severity.WARNING: "minor", Severity.NOTE: "info"}


def github(findings: Findings) -> str:
    """
    Return workflow commands, which GitHub turns into annotations at file, line and columns.

    What it would not show stands below as lines of the log, after a line that says how many.
    """
    shown: list[Diagnostic] = []
    rest: list[Diagnostic] = []
    met: dict[Severity, int] = defaultdict(int)
    for one in findings.told:
        met[one.severity] += 1
        (shown if met[one.severity] <= SHOWN_OF_A_SORT else rest).append(one)
    lines = [_workflow_command(one, findings) for one in shown]
    if rest:
        words = Words(findings.language)
        counts = report.summarise(rest, words).rstrip(".")
        lines.append(words("check.github-more", counts=counts))
        lines += [_log_line(one, findings.language) for one in rest]
    return "\n".join(lines)


def _workflow_command(diagnostic: Diagnostic, findings: Findings) -> str:
    told, span = report.tell(diagnostic, findings.language), diagnostic.span
    where = f"file={_property(span.path)},line={max(span.line, 1)},col={span.column}"
    if span.length:
        where += f",endLine={span.line},endColumn={span.column + span.length}"
    parts = (told.text, told.fix, told.example, findings.help_of(diagnostic.code))
    message = _data("\n".join(part for part in parts if part))
    return f"::{_GITHUB[diagnostic.severity]} {where},title={_property(diagnostic.code)}::{message}"


def _log_line(diagnostic: Diagnostic, language: str) -> str:
    told = report.tell(diagnostic, language)
    line = f"{report.place_of(diagnostic.span)}: [{diagnostic.code}] {told.text}"
    # A line that begins with two colons would be a command.
    return line.replace("\r", " ").replace("\n", " ").replace("::", ": :")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def github_summary(findings: Findings) -> str:
    """Return Markdown for the page of a workflow's run, where annotations are not enough."""
    words = Words(findings.language)
    told = findings.told[:_SUMMED_UP]
    lines = [f"### {words('check.heading')}", "", report.summarise(findings.told, words), ""]
    lines += [_bullet(one, words) for one in told]
    if len(findings.told) > len(told):
        lines.append(f"- {words('check.summary-more', count=len(findings.told) - len(told))}")
    if findings.silenced:
        lines += ["", words("check.silenced"), ""]
        for one in findings.silenced[:_SUMMED_UP]:
            place = html.escape(report.place_of(one.problem.span))
            code, reason = one.problem.code, html.escape(one.reason)
            lines.append(f"- <code>{place}</code> <code>{code}</code> {reason}")
    return "\n".join([*lines, "", ""])


def _bullet(diagnostic: Diagnostic, words: Words) -> str:
    told = report.tell(diagnostic, words.language)
    text = " ".join(html.escape(f"{told.text} {told.fix}").split())
    place = html.escape(report.place_of(diagnostic.span))
    label = words(f"severity.{diagnostic.severity.value}")
    return f"- {label} <code>{diagnostic.code}</code> <code>{place}</code><br>{text}"


def gitlab(findings: Findings) -> str:
    """Return a GitLab Code Quality report (JSON); a fingerprint leaves the line number out."""
    return json.dumps(list(_entries(findings)), ensure_ascii=False, indent=1)


def _entries(findings: Findings) -> Iterable[dict[str, object]]:
    for one, mark in zip(findings.told, fingerprints(findings.told), strict=True):
        told, span = report.tell(one, findings.language), one.span
        yield {
            "description": f"{told.text} {told.fix}".strip(),
            "check_name": one.code,
            "fingerprint": mark,
            "severity": _GITLAB[one.severity],
            "location": {"path": span.path, "lines": {"begin": max(span.line, 1)}},
        }
