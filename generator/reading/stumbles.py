"""
Where YAML stumbles and why, and the text in which it stumbles there no more.

What is mended here is mended on paper only, so that the faults behind the first are told in the
same run. The file stays what it is until an editor, or `bantin check --fix`, mends it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import yaml

from generator.kernel.diagnostics import Diagnostic, Span, error

# After these the rest reads as it was meant: the value is taken as if it had been quoted.
MENDED = frozenset(
    {
        *("yaml.colon", "yaml.needs-quotes", "yaml.word-quotes", "yaml.duplicate-key"),
        *("yaml.tab", "yaml.quote", "front.dashes", "front.no-opening"),
    }
)
# What the text means after these is a guess: a fault that then shows may come of the guess.
_GUESSED = frozenset({"yaml.tab", "yaml.quote"})
# Of these the beginning is the fault: `*Khẩn*` stumbles at `ẩ`, which is no fault of its own.
_SHORT_TOKENS = ("while scanning an alias", "while scanning an anchor", "while scanning a tag")
_ENTRY = re.compile(r"(\s*(?:- )?[\w.-]+:[ \t]+)([^\s\"'\[{|>].*)")
_QUOTED = re.compile(r"(?P<key>\s*(?:- )?[\w.-]+:[ \t]+)(?P<quote>[\"'])(?P<rest>.*)")
_WORD_VALUE = re.compile(r"\s*(?:- )?(?P<field>[\w.-]+):[ \t]+(?P<value>[“”„].*)")
_WORD_QUOTED = re.compile(r"[“”„](.*?)[“”]?\Z", re.DOTALL)
_CLOSING = {'"': re.compile(r'(?<!\\)(?:\\\\)*"'), "'": re.compile(r"'(?!')")}
_SET_IN = re.compile(r"[ \t]*\t[ \t]*")
_TABS_TOLD = 20
_STEP = "  "  # what stands for a tab


def told(
    reason: yaml.MarkedYAMLError, text: str, path: str, first_line: int
) -> tuple[list[Diagnostic], str | None]:
    """
    Put what stopped the reader into diagnostics.

    Returns:
        The diagnostics, and *text* mended there; None where it is not known what was meant.
    """
    lines = text.split("\n")
    code, line, column = _cause(reason, lines)
    if code == "yaml.tab" and tabs_before(lines[line]):
        return list(_tabs(lines, path, first_line)), "\n".join(map(_without_tab, lines))
    if (index := _open_quote(lines, line)) is not None:
        found = _QUOTED.match(lines[index])
        assert found is not None  # noqa: S101 -- such a line was looked for
        place = Span(path, first_line + index, found.start("quote") + 1, 1)
        lines[index] = lines[index].rstrip() + found["quote"]
        return [error("yaml.quote", place, example=lines[index].strip())], "\n".join(lines)
    place = Span(path, first_line + line, column + 1, 1)
    if code == "yaml.word-quotes":
        problem = word_quotes(lines[line], place)
    else:
        character = lines[line][column : column + 1]
        problem = error(code, place, character=character)
    return [problem], _quote_value(lines, line) if code in MENDED else None


def is_consequence(problems: Sequence[Diagnostic], earlier: Sequence[Diagnostic]) -> bool:
    """Tell whether *problems* may only come of how *earlier* ones were mended."""
    tabbed = {one.span.line for one in earlier if one.code == "yaml.tab"}
    is_guessed = any(one.code in _GUESSED for one in earlier)
    return all(
        (one.code == "yaml.syntax" and is_guessed)
        or (one.code == "yaml.colon" and one.span.line in tabbed)
        for one in problems
    )


def word_quotes(line: str, place: Span) -> Diagnostic:
    """Tell of a value in curly quotes, with the right form of the very *line*."""
    found = _WORD_VALUE.match(line)
    if found is None:  # within brackets, or an entry of a list
        return error("yaml.word-quotes", place)
    value = found["value"].rstrip()
    at = place._replace(column=found.start("value") + 1, length=len(value))
    words = _WORD_QUOTED.sub(r"\1", value)
    right = f"{found['field']}: {json.dumps(words, ensure_ascii=False)}"
    return error("yaml.word-quotes", at, example=right)


def tabs_before(line: str) -> int:
    """Return how many tabs *line* is set in by: columns after them shift by one for each."""
    found = _SET_IN.match(line)
    return found[0].count("\t") if found else 0


def _cause(reason: yaml.MarkedYAMLError, lines: list[str]) -> tuple[str, int, int]:
    """Return the code of what stopped the reader, and the line and column, from 0."""
    problem, end, start = reason.problem or "", reason.problem_mark, reason.context_mark
    is_open_quote = problem == "found unexpected end of stream"
    is_open_bracket = problem.startswith("did not find expected ',' or") and (
        end is None or start is None or end.line > start.line
    )
    is_about_start = is_open_quote or is_open_bracket
    if is_about_start or (reason.context or "").startswith(_SHORT_TOKENS) or end is None:
        end = start or end
    line, column = (end.line, end.column) if end is not None else (0, 0)
    if line >= len(lines):  # the end of a text that ends without a line's end
        line, column = len(lines) - 1, len(lines[-1])
    written = lines[line]
    before, character = written[:column], written[column : column + 1]
    causes = (
        ("yaml.tab", character == "\t" or ("\t" in before and not before.strip())),
        ("yaml.quote", is_open_quote),
        ("yaml.bracket", is_open_bracket),
        ("yaml.backslash", problem == "found unknown escape character"),
        ("yaml.word-quotes", character == ":" and bool(_WORD_VALUE.match(written))),
        ("yaml.colon", character == ":"),
        ("yaml.needs-quotes", character in tuple("@`%*&!")),
        ("yaml.syntax", True),
    )
    return next(code for code, is_cause in causes if is_cause), line, column


def _tabs(lines: Sequence[str], path: str, first_line: int) -> Iterator[Diagnostic]:
    """Tell of each line that is set in by a tab; of many, the last says how many more."""
    tabbed = [i for i, line in enumerate(lines) if tabs_before(line) and line.strip()]
    more = len(tabbed) - _TABS_TOLD
    for number, index in enumerate(tabbed[:_TABS_TOLD], 1):
        place = Span(path, first_line + index, lines[index].index("\t") + 1, 1)
        params = {"more": more} if number == _TABS_TOLD and more > 0 else {}
        yield error("yaml.tab", place, **params)


def _without_tab(line: str) -> str:
    return _SET_IN.sub(lambda found: found[0].replace("\t", _STEP), line, count=1)


def _open_quote(lines: Sequence[str], last: int) -> int | None:
    """
    Return the line, up to the line *last*, whose value begins with a quote that nothing closes.

    The reader goes on to the next quote there is, mostly the first of a later value, and stumbles
    behind it. A value may well go on over several lines: then its closing quote ends a line.
    """
    index = 0
    while index <= last:
        found = _QUOTED.match(lines[index])
        if found is None or _CLOSING[found["quote"]].search(found["rest"].replace("''", "")):
            index += 1
            continue
        closed = _closed_in(lines, index + 1, found["quote"])
        if closed is None:
            return index
        index = closed + 1
    return None


def _closed_in(lines: Sequence[str], first: int, quote: str) -> int | None:
    """Return the line, from *first*, that ends in the next *quote*; None if that stands within."""
    for index in range(first, len(lines)):
        if (found := _CLOSING[quote].search(lines[index])) is not None:
            opening = _QUOTED.match(lines[index])
            is_opening = opening is not None and opening.start("quote") == found.end() - 1
            is_end = not lines[index][found.end() :].partition(" #")[0].strip()
            return index if is_end and not is_opening else None
    return None


def _quote_value(lines: list[str], index: int) -> str | None:
    """Put the value on line *index* in quotes; None if the line is no `key: value`."""
    entry = _ENTRY.fullmatch(lines[index])
    if entry is None:
        return None
    value = _WORD_QUOTED.sub(r"\1", entry[2].rstrip())
    lines[index] = entry[1] + json.dumps(value, ensure_ascii=False)
    return "\n".join(lines)
