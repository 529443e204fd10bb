"""
YAML as composed nodes: text with places, never values of YAML's choosing.

The C loader composes (ten times faster than the pure Python one); nothing is constructed, so no
tag, number, date or boolean of YAML's own can arise. A repeated key, an alias and a tag are
faults: each makes a file mean other than what it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import yaml

from generator.kernel.diagnostics import Diagnostic, Severity, Span, error, warning
from generator.kernel.text import strip_unwanted
from generator.reading.stumbles import is_consequence, tabs_before, told, word_quotes

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

_OPENING = re.compile(r"\s*?^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# What Word makes of hyphens, and what else is drawn for them: at a line's beginning it is no YAML.
_LINE_OF_STROKES = r"(?P<strokes>(?!---[ \t]*$)(?:[-–—―−‒‑_=]{2,}|[–—―]))[ \t]*(?:\n|\Z)"
_STROKES = re.compile(rf"^{_LINE_OF_STROKES}", re.MULTILINE)
_STROKES_FIRST = re.compile(rf"\s*?^{_LINE_OF_STROKES}(?=[ \t\n]*[\w-]+[ \t]*:)", re.MULTILINE)
_FIELD_FIRST = re.compile(r"\s*?^(?=(?:title|summary|publish_at|unit)[ \t]*:)", re.MULTILINE)
# Characters of front matter: with two hundred people praised it has some 40,000.
LIMIT = 100_000
_DEPTH_LIMIT = 12
# Marks that may open a level; with fewer of them than this no text nests dangerously.
_LEVEL_MARKS = "[{-?:"
_HARMLESS_MARKS = 1000
_HARMLESS_DEPTH = 100
_FAULTS_TOLD = 20
_UNREAD = ("unread", "-")
_HASHTAG = re.compile(r"[ \t]*(#[^\s#]\S*)")


@dataclass(slots=True)
class Decoded:
    """
    A mapping or sequence as plain text values, with the place of each.

    `values` and `keys` hold the places of values and of their keys by dotted path (`cover.image`,
    `honourees.0.name`). A key written without a value is in `keys` and not in `data`. Where the
    text could not be taken apart at all, `is_read` is False. `shifts` says, by lines of the text
    from 0, how much further right a place was met than it stands, for tabs that were replaced.
    """

    path: str
    data: Plain = field(default_factory=dict)
    values: dict[str, Span] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    is_read: bool = True
    whole: Span = field(default=Span(""))
    shifts: dict[int, int] = field(default_factory=dict)

    def place(self, path: str) -> Span:
        """Return the best known place of a field: its value, its key, or what encloses it."""
        while path:
            if found := self.values.get(path) or self.keys.get(path):
                return found
            path = path.rpartition(".")[0]
        return self.whole


@dataclass(frozen=True, slots=True)
class Parts:
    """
    A Markdown file cut in two; lines count from 1.

    `problems` are about the lines that begin and end the front matter: `front.dashes` for other
    strokes than three hyphens, `front.no-opening` where fields begin without them.
    """

    header: str
    header_line: int
    body: str
    body_line: int
    problems: tuple[Diagnostic, ...] = ()


def begins(text: str) -> bool:
    """Tell whether *text* begins with front matter, be it with other strokes than hyphens."""
    return text.lstrip().startswith("---") or _STROKES_FIRST.match(text) is not None


def split(text: str, path: str) -> Parts | Diagnostic:
    """
    Cut *text* into front matter and body.

    Returns:
        The parts, or `front.missing` when the file does not open with `---`, or `front.unclosed`
        when no second `---` follows, or `front.too-long`.
    """
    problems: list[Diagnostic] = []
    opening = _OPENING.match(text)
    if opening is None:
        opening = _STROKES_FIRST.match(text)
        if opening is not None:
            problems.append(_strokes(opening, text, path))
        elif (opening := _FIELD_FIRST.match(text)) is not None and _CLOSING.search(text):
            line = text.count("\n", 0, opening.end()) + 1
            length = len(text[opening.end() :].partition("\n")[0])
            problems.append(error("front.no-opening", Span(path, line, 1, length)))
        else:
            place = Span(path, 1, 1, len(text.partition("\n")[0]))
            return error("front.missing", place, unread="-")
    header_line = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, opening.end())
    strokes = _STROKES.search(
        text, opening.end(), len(text) if closing is None else closing.start()
    )
    if strokes is not None:
        closing = strokes
        problems.append(_strokes(strokes, text, path))
    first = Span(path, max(header_line - 1, 1), 1, 3)
    if closing is None:
        return error("front.unclosed", first, unread="-")
    header = text[opening.end() : closing.start()]
    if len(header) > LIMIT:
        return error("front.too-long", first, limit=LIMIT // 1000, unread="-")
    body_line = text.count("\n", 0, closing.end()) + 1
    return Parts(header, header_line, text[closing.end() :], body_line, tuple(problems))


def _strokes(found: re.Match[str], text: str, path: str) -> Diagnostic:
    written = found["strokes"]
    start = found.start("strokes")
    place = Span(path, text.count("\n", 0, start) + 1, 1, len(written))
    return error("front.dashes", place, written=written)


def decode(text: str, path: str, first_line: int = 1, *, at: tuple[str, ...] = ()) -> Decoded:
    """
    Compose *text* and take it apart.

    Args:
        text: YAML whose top is a mapping (front matter) or a sequence (a data file).
        path: What spans call the file.
        first_line: The line of the file at which *text* begins.
        at: Keys that lead to the part wanted; the rest is not looked at. A list on the way is
            searched for an entry with the key, as in MkDocs' `plugins`.
    """
    decoded = Decoded(path, whole=Span(path, max(first_line - 1, 1), 1, 3))
    node, text = _compose(text, decoded, first_line)
    for key in at:
        node = _child(node, key)
    if node is not None:
        if at:
            decoded.whole = _span(node, decoded, first_line)
        decoded.data = _Walk(decoded, [*text.split("\n"), ""], first_line).value(node, "", 0)
    return decoded


def _compose(text: str, decoded: Decoded, first_line: int) -> tuple[yaml.Node | None, str]:
    """
    Compose *text*, mending faults of a single line so that the others are found as well.

    Returns:
        The node (None when the text is empty or cannot be mended) and the text as mended.
    """
    for _ in range(_FAULTS_TOLD):
        try:
            if (place := _too_deep(text, decoded.path, first_line)) is not None:
                decoded.problems.append(error("yaml.too-deep", place))
                break
            return yaml.compose(text, Loader=yaml.CSafeLoader), text
        except yaml.MarkedYAMLError as reason:
            problems, mended = told(reason, text, decoded.path, first_line)
        except yaml.YAMLError:
            problems, mended = [error("yaml.syntax", decoded.whole)], None
        if not is_consequence(problems, decoded.problems):
            decoded.problems += problems
        if mended is None:
            break
        if any(one.code == "yaml.tab" for one in problems):
            lines = text.split("\n")
            decoded.shifts = {i: n for i, line in enumerate(lines) if (n := tabs_before(line))}
        text = mended
    decoded.is_read = False
    say_unread(decoded.problems)
    return None, text


def say_unread(problems: list[Diagnostic]) -> None:
    """Let the last error among *problems* say that what follows could not be looked at."""
    last = max((one for one in problems if one.severity is Severity.ERROR), key=_place_of)
    if _UNREAD not in last.params:
        problems[problems.index(last)] = replace(last, params=(*last.params, _UNREAD))


def _place_of(problem: Diagnostic) -> Span:
    return problem.span


def _too_deep(text: str, path: str, first_line: int) -> Span | None:
    """
    Return where *text* passes the limit of nesting, looked for before anything is composed.

    The composer recurses in C: a hundred thousand brackets would end the process.
    """
    if sum(map(text.count, _LEVEL_MARKS)) < _HARMLESS_MARKS:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _HARMLESS_DEPTH and (mark := event.start_mark) is not None:
                return Span(path, first_line + mark.line, mark.column + 1, 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


class _Walk:
    """Turns composed nodes into plain values; an alias shows as a node met twice."""

    def __init__(self, decoded: Decoded, lines: list[str], first_line: int) -> None:
        self.out = decoded
        self.lines = lines
        self.first_line = first_line
        self.met: set[int] = set()

    def span(self, node: yaml.Node) -> Span:
        return _span(node, self.out, self.first_line)

    def value(self, node: yaml.Node, path: str, depth: int) -> Plain:
        if id(node) in self.met or self.is_anchored(node):
            self.out.problems.append(error("yaml.alias", self.span(node)))
            return ""
        self.met.add(id(node))
        if path:
            self.out.values[path] = self.span(node)
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self.out.problems.append(error("yaml.tag", self.span(node)))
            return ""
        if isinstance(node, yaml.ScalarNode):
            self.warn_of_lost_hashtag(node)
            return self.without_word_quotes(node, strip_unwanted(str(node.value)))
        if depth >= _DEPTH_LIMIT:
            self.out.problems.append(error("yaml.too-deep", self.span(node)))
            return ""
        if isinstance(node, yaml.SequenceNode):
            return [
                self.value(item, _join(path, str(index)), depth + 1)
                for index, item in enumerate(node.value)
            ]
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 -- YAML has no other
        return dict(self.entries(node, path, depth))

    def without_word_quotes(self, node: yaml.ScalarNode, value: str) -> str:
        """Take off the curly quotes that Word puts for straight ones, and tell of them."""
        if node.style or not (value.startswith(("“", "”", "„")) and value.endswith(("“", "”"))):
            return value
        line = self.lines[node.start_mark.line][: node.end_mark.column]
        self.out.problems.append(word_quotes(line, self.span(node)))
        return value[1:-1]

    def is_anchored(self, node: yaml.Node) -> bool:
        """Tell whether an anchor stands before the value: YAML would drop `&A` of `&A và B`."""
        return self.lines[node.start_mark.line][node.start_mark.column :].startswith("&")

    def warn_of_lost_hashtag(self, node: yaml.ScalarNode) -> None:
        """Warn of `Họp tổ #3`: after a blank, `#` begins a remark and the rest is lost."""
        end = node.end_mark
        if not node.style and (lost := _HASHTAG.match(self.lines[end.line], end.column)):
            place = Span(self.out.path, self.first_line + end.line, lost.start(1) + 1, len(lost[1]))
            self.out.problems.append(warning("yaml.hashtag", place, lost=lost[1]))

    def entries(self, node: yaml.MappingNode, path: str, depth: int) -> Iterator[tuple[str, Plain]]:
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.out.problems.append(error("yaml.key", self.span(key_node)))
                continue
            key = strip_unwanted(str(key_node.value))
            here = _join(path, key)
            if (first := self.out.keys.get(here)) is not None:
                place = self.span(key_node)
                self.out.problems.append(
                    error("yaml.duplicate-key", place, key=key, line=first.line)
                )
                continue
            self.out.keys[here] = self.span(key_node)
            if not _is_empty(value_node):
                yield key, self.value(value_node, here, depth + 1)
            elif node.flow_style and not self.has_colon(key_node):
                self.out.problems.append(error("yaml.comma", self.span(key_node), lost=key))

    def has_colon(self, key: yaml.Node) -> bool:
        """Tell a key from words after a comma: `{alt: Chị Hòa, tổ trưởng}` has one key."""
        return self.lines[key.end_mark.line][key.end_mark.column :].lstrip().startswith(":")


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode):  # not lists in it: an alias may lead round in circles
        entries = (entry for entry in node.value if isinstance(entry, yaml.MappingNode))
        return next((found for entry in entries if (found := _child(entry, key))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _span(node: yaml.Node, decoded: Decoded, first_line: int) -> Span:
    start, end = node.start_mark, node.end_mark
    length = max(end.column - start.column, 1) if end.line == start.line else 1
    column = max(start.column + 1 - decoded.shifts.get(start.line, 0), 1)
    return Span(decoded.path, first_line + start.line, column, length)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value == ""


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
