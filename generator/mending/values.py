"""Values of front matter whose right form the report knows: dates, quotes, tabs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.catalog.gather import Reader
from generator.kernel.diagnostics import Diagnostic, Severity
from generator.mending.mended import Mended
from generator.reading import frontmatter
from generator.reading.frontmatter import Decoded, Plain
from generator.reading.sources import Source

# Fields whose values are sentences and names; all others are ids, files, dates and words we know.
PROSE = frozenset(
    {
        *("title", "summary", "description", "alt", "caption", "credit", "name", "short", "job"),
        *("quote", "note", "reason", "audience", "text", "figure", "zalo", "facebook", "forward"),
        *("by", "about", "role", "address"),
    }
)
_DATES = ("date.order", "time.form")
# A fault may hide another on the same line: `20/11/2026 8h30` is a date, then a time.
_ROUNDS = 4
# Told the same whether a line is set in by a tab or by blanks.
_TOLD_ALIKE = frozenset({"yaml.word-quotes", "yaml.colon", "yaml.quote", "yaml.needs-quotes"})
_CURLY = re.compile(r"[“”„](?P<words>[^\n]*)[“”]\Z")
_CURLY_VALUE = re.compile(r"(?P<key>\s*(?:- )?[\w.-]+:[ \t]+)[“”„](?P<words>.*)[“”][ \t]*")
_TABS = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)


class Edit(NamedTuple):
    """What stands at a place of the text, and what belongs there; from 1, as in a `Span`."""

    line: int
    column: int
    found: str
    right: str


def with_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return *text* with *edits* made; those whose words are not found there are left out."""
    lines = text.split("\n")
    for number, column, found, right in sorted(set(edits), reverse=True):
        line = lines[number - 1]
        if line.startswith(found, column - 1):
            lines[number - 1] = line[: column - 1] + right + line[column - 1 + len(found) :]
    return "\n".join(lines)


def value_at(data: Plain, path: str) -> Plain | None:
    """Return the value at a dotted *path*; None if there is none."""
    found: Plain | None = data
    for part in path.split("."):
        if isinstance(found, dict):
            found = found.get(part)
        elif isinstance(found, list) and part.isdecimal() and int(part) < len(found):
            found = found[int(part)]
        else:
            return None
    return found


def mend_faults(source: str, mended: Mended, reader: Reader) -> None:
    """Mend tabs, curly quotes and dates that are told of, until none is left that can be mended."""
    for _ in range(_ROUNDS):
        problems = reader.read_source(Source(source, mended.text), []).problems
        before = mended.text
        if any(one.code == "yaml.tab" for one in problems):
            _mend_form(_without_tabs(mended.text), "tab", mended)
        if quoted := [one for one in problems if one.code == "yaml.word-quotes"]:
            _mend_form(_without_curly_quotes(mended.text, quoted), "quote", mended)
        if mended.text == before:
            _mend_dates([one for one in problems if one.code in _DATES], mended)
        if mended.text == before:
            return


def _mend_form(changed: str, what: str, mended: Mended) -> None:
    mended.become(changed, what, if_only=reads_alike(mended.text, changed, {}))


def _mend_dates(problems: Sequence[Diagnostic], mended: Mended) -> None:
    lines = mended.text.split("\n")
    edits = {}
    for one in problems:
        params, span = dict(one.params), one.span
        written = lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
        if params["value"] in written:
            right = written.replace(params["value"], params["right"])
            edits[Edit(span.line, span.column, written, right)] = params
    changed = with_edits(mended.text, list(edits))
    rights = {params["value"]: params["right"] for params in edits.values()}
    mended.become(changed, "date", if_only=reads_alike(mended.text, changed, rights))


def _without_tabs(text: str) -> str:
    """Put two spaces for each tab that front matter is set in by."""
    parts = frontmatter.split(text, "")
    if not isinstance(parts, frontmatter.Parts):
        return text
    start = text.index(parts.header)
    header = _TABS.sub(lambda match: match[0].replace("\t", "  "), parts.header)
    return text[:start] + header + text[start + len(parts.header) :]


def _without_curly_quotes(text: str, problems: Sequence[Diagnostic]) -> str:
    lines = text.split("\n")
    for _, line, column, length in sorted((one.span for one in problems), reverse=True):
        written = lines[line - 1]
        value = written[column - 1 : column - 1 + length]
        if match := _CURLY.match(value):
            right = json.dumps(match["words"], ensure_ascii=False)
            lines[line - 1] = written[: column - 1] + right + written[column - 1 + length :]
        elif whole := _CURLY_VALUE.fullmatch(written):
            lines[line - 1] = whole["key"] + json.dumps(whole["words"], ensure_ascii=False)
    return "\n".join(lines)


def reads_alike(before: str, after: str, rights: Mapping[str, str]) -> bool:
    """
    Tell whether front matter says the same after a change, but for values that were put *right*.

    What could not be read before must be read without a fault of form after it.
    """
    old, new = _decoded(before), _decoded(after)
    if old is None or new is None or not new.is_read:
        return False
    if not old.is_read:
        return not new.problems
    # Which level a tab stands for is a guess; where the rest is sound, it is the right one.
    was_tabbed = "yaml.tab" in _codes(old) and "yaml.tab" not in _codes(new)
    if was_tabbed and not _codes(new) <= _TOLD_ALIKE:
        return False
    told = dict(_leaves(new.data))
    return (
        all(told.pop(path, None) in (value, rights.get(value)) for path, value in _leaves(old.data))
        and not told
    )


def _codes(decoded: Decoded) -> set[str]:
    return {one.code for one in decoded.problems if one.severity is Severity.ERROR}


def with_hyphens(text: str) -> str:
    """Put three hyphens where other strokes begin or end the front matter."""
    parts = frontmatter.split(text, "")
    if not isinstance(parts, frontmatter.Parts):
        return text
    lines = text.split("\n")
    for one in parts.problems:
        if one.code == "front.dashes":
            lines[one.span.line - 1] = "---"
    return "\n".join(lines)


def _decoded(text: str) -> Decoded | None:
    parts = frontmatter.split(text, "")
    if not isinstance(parts, frontmatter.Parts):
        return None
    return frontmatter.decode(parts.header, "", parts.header_line)


def _leaves(data: Plain, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield path, data
        return
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in rows:
        yield from _leaves(value, f"{path}.{key}")
