"""The report of a check for a person: file by file, and usable when there is very much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.kernel.diagnostics import Diagnostic, Severity
from generator.messages import dates, report
from generator.messages.findings import Findings
from generator.messages.report import LinesOf
from generator.messages.words import Words

# Of each rule that does not stop publication so many are shown: who has seen these knows the rule.
SHOWN_OF_A_RULE = 10
# From so many warnings and notes on, errors are listed at the end too; at most so many of them.
_MANY, _LISTED = 3, 20


def long_report(
    findings: Findings, lines_of: LinesOf, *, colour: bool = False, everything: bool = False
) -> str:
    """
    Show what was found.

    Errors are all shown, and listed at the end if there is much else. Of warnings and notes the
    first ten of each rule are shown, the others counted.

    Args:
        findings: What is shown.
        lines_of: Gives the lines of a file by the path spans use; empty if it cannot be read.
        colour: Whether to use terminal colours.
        everything: Whether to show all warnings and notes as well.
    """
    words = Words(findings.language)
    shown = list(findings.told if everything else _first(findings.told))
    blocks = []
    for path, group in groupby(shown, key=lambda one: one.span.path):
        problems = list(group)
        counts = report.summarise(problems, words).rstrip(".")
        heading = words("check.file", path=path, counts=counts)
        blocks.append(f"\x1b[1m{heading}\x1b[0m" if colour else heading)
        blocks += [
            report.render(one, findings.language, lines_of, colour=colour) for one in problems
        ]
    more = (
        _hidden(findings.told, shown, words),
        _silenced(findings, words),
        _stopping(findings.told, words),
    )
    blocks += ["\n".join(lines) for lines in more if lines]
    return "\n\n".join([*blocks, report.summarise(findings.told, words)])


def _first(diagnostics: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    met: Counter[str] = Counter()
    for one in diagnostics:
        met[one.code] += 1
        if one.severity is Severity.ERROR or met[one.code] <= SHOWN_OF_A_RULE:
            yield one


def _hidden(told: Sequence[Diagnostic], shown: Sequence[Diagnostic], words: Words) -> list[str]:
    """Tell how many of each rule are not shown, and how to see them."""
    if len(told) == len(shown):
        return []
    left = Counter((one.severity, one.code) for one in told)
    left.subtract((one.severity, one.code) for one in shown)
    lines = [words("check.hidden")]
    for (severity, code), number in sorted((+left).items(), key=lambda row: (-row[1], row[0])):
        counted = words(
            f"report.count-{severity.value}", count=dates.number(number, words.language)
        )
        lines.append(f"  {counted} [{code}]")
    return lines


def _stopping(told: Sequence[Diagnostic], words: Words) -> list[str]:
    """List the errors once more, where they stand among so many others that one has to search."""
    errors = [one for one in told if one.severity is Severity.ERROR]
    if not errors or len(told) - len(errors) < _MANY:
        return []
    lines = [f"  {report.place_of(one.span)} [{one.code}]" for one in errors[:_LISTED]]
    if len(errors) > _LISTED:
        lines.append(words("check.more-errors", count=len(errors) - _LISTED))
    return [words("check.stopping"), *lines]


def _silenced(findings: Findings, words: Words) -> list[str]:
    if not findings.silenced:
        return []
    rows = [
        f"  {report.place_of(problem.span)} [{problem.code}] {reason}"
        for problem, reason in findings.silenced
    ]
    return [words("check.silenced"), *rows]
