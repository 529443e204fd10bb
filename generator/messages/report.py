"""Diagnostics as text for a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from generator.kernel.diagnostics import Diagnostic, Severity, Span
from generator.kernel.text import show_unwanted
from generator.messages.findings import count
from generator.messages.inside import in_words
from generator.messages.words import Words, load

LinesOf: TypeAlias = Callable[[str], Sequence[str]]
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_LINE_LIMIT = 160
_OF_CHOICES = ("field.choice", "field.not-list")


@dataclass(frozen=True, slots=True)
class Told:
    """A diagnostic in words: what is wrong, what to do, and the right form if one helps."""

    text: str
    fix: str
    example: str


def tell(diagnostic: Diagnostic, language: str) -> Told:
    """Put *diagnostic* into words of *language*."""
    catalogue, code = load("diagnostics", language), diagnostic.code
    # Lines are ours: GitHub takes one that begins with two colons for a command.
    params = {
        name: value if name == "example" else value.replace("\n", " ")
        for name, value in diagnostic.params
    }
    entry = catalogue[code] | catalogue["variants"].get(f"{code}.{params.get('variant')}", {})
    if "inside" in params:
        params["inside"] = in_words(params["inside"], Words(language))
        params["where"] = params["inside"].strip()[1:-1]
    fix = [str(entry.get("fix", "")).format(**params)]
    if params.get("guess"):
        fix.insert(0, catalogue["guess"]["text"].format(**params))
    if code in _OF_CHOICES and params.get("field") in catalogue["meanings"]:
        fix.append(catalogue["meanings"][params["field"]])
    fix += [
        text.format(**params) for name, text in catalogue["additions"].items() if params.get(name)
    ]
    if "example" in params:
        example = params["example"]
    elif "example" in entry:
        example = str(entry["example"]).format(**params)
    else:
        example = _example_of_field(params, language)
    return Told(str(entry["text"]).format(**params), " ".join(filter(None, fix)), example)


def _example_of_field(params: Mapping[str, str], language: str) -> str:
    """Return the right form of the field at fault, or of the field that was meant by its name."""
    examples: dict[str, str] = load("diagnostics", language)["examples"]
    fields = (params.get("guess", ""), params.get("field", ""))
    holders = (params.get("holder"), params.get("model"))
    keys = (key for field in fields for key in (*(f"{h}.{field}" for h in holders), field))
    return next((examples[key] for key in keys if key in examples), "")


def render(
    diagnostic: Diagnostic, language: str, lines_of: LinesOf, *, colour: bool = False
) -> str:
    """
    Show one diagnostic: its place, the source line with the fault underlined, how to mend it.

    Args:
        diagnostic: What is shown.
        language: `vi` or `en`.
        lines_of: Gives the lines of a file by the path spans use; empty if it cannot be read.
        colour: Whether to use terminal colours.
    """
    told, words, span = tell(diagnostic, language), Words(language), diagnostic.span
    label = words(f"severity.{diagnostic.severity.value}")
    if colour:
        label = f"\x1b[1;{_COLOURS[diagnostic.severity]}m{label}\x1b[0m"
    out = [f"{place_of(span)}: {label} [{diagnostic.code}]", f"  {told.text}"]
    out += _underlined(diagnostic, lines_of)
    if told.fix:
        out.append(f"  → {told.fix}")
    if told.example:
        out.append(f"  {words('report.example')}")
        out += [f"      {line}" for line in told.example.strip("\n").split("\n")]
    return "\n".join(out)


def place_of(span: Span) -> str:
    """Return *span* as terminals and editors know it, to be clicked on: `path:line:column`."""
    return f"{span.path}:{span.line}:{span.column}" if span.line else span.path


def _underlined(diagnostic: Diagnostic, lines_of: LinesOf) -> list[str]:
    span = diagnostic.span
    lines = lines_of(span.path) if span.line else ()
    if not 0 < span.line <= len(lines):
        return []
    number, line = str(span.line), show_unwanted(lines[span.line - 1].replace("\t", " "))
    start = max(span.column - 1, 0)
    if start > _LINE_LIMIT - 20:
        cut = start - 40
        line, start = "…" + line[cut + 1 :], start - cut
    if len(line) > _LINE_LIMIT:
        line = line[: _LINE_LIMIT - 1] + "…"
    marks = "^" * max(min(span.length, len(line) - start), 1)
    return [
        f"  {number} | {line}",
        f"  {' ' * len(number)} | {' ' * start}{marks}",
    ]


def render_all(
    diagnostics: Sequence[Diagnostic],
    language: str,
    lines_of: LinesOf,
    *,
    colour: bool = False,
) -> str:
    """Show all diagnostics and, at the end, how many there are of each sort."""
    words = Words(language)
    shown = [render(d, language, lines_of, colour=colour) for d in diagnostics]
    return "\n\n".join([*shown, summarise(diagnostics, words)])


def summarise(diagnostics: Sequence[Diagnostic], words: Words) -> str:
    """Return the closing line, `2 lỗi, 1 cảnh báo.`, in the language of *words*."""
    counts = count(diagnostics)
    if not any(counts.values()):
        return words("report.clean")
    parts = [words(f"report.count-{s.value}", count=n) for s, n in counts.items() if n]
    return ", ".join(parts) + "."
