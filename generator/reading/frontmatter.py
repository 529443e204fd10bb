"""
YAML as composed nodes: text with places, never values of YAML's choosing.

The C loader composes (ten times faster than the pure Python one); nothing is constructed, so no
tag, number, date or boolean of YAML's own can arise. A repeated key, an alias and a tag are
faults: each makes a file mean other than what it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from generator.kernel.diagnostics import Diagnostic, Span, error, warning
from generator.kernel.text import strip_unwanted

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"

_OPENING = re.compile(r"\s*?^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# Characters of front matter: with two hundred people praised it has some 40,000.
LIMIT = 100_000
_DEPTH_LIMIT = 12
# Marks that may open a level; with fewer of them than this no text nests dangerously.
_LEVEL_MARKS = "[{-?:"
_HARMLESS_MARKS = 1000
_HARMLESS_DEPTH = 100
# Of these the beginning is the fault: `*Khẩn*` stumbles at `ẩ`, which is no fault of its own.
_SHORT_TOKENS = ("while scanning an alias", "while scanning an anchor", "while scanning a tag")
# After these the rest reads as it was meant: the value is taken as if it had been quoted.
MENDED = frozenset({"yaml.colon", "yaml.needs-quotes", "yaml.word-quotes", "yaml.duplicate-key"})
_FAULTS_TOLD = 20
_ENTRY = re.compile(r"(\s*(?:- )?[\w.-]+:[ \t]+)([^\s\"'\[{|>].*)")
_WORD_VALUE = re.compile(r"\s*(?:- )?[\w.-]+:[ \t]+[“”„]")
_WORD_QUOTED = re.compile(r"[“”„](.*?)[“”]?\Z", re.DOTALL)
_HASHTAG = re.compile(r"[ \t]*(#[^\s#]\S*)")


@dataclass(slots=True)
class Decoded:
    """
    A mapping or sequence as plain text values, with the place of each.

    `values` and `keys` hold the places of values and of their keys by dotted path (`cover.image`,
    `honourees.0.name`). A key written without a value is in `keys` and not in `data`. Where the
    text could not be taken apart at all, `is_read` is False.
    """

    path: str
    data: Plain = field(default_factory=dict)
    values: dict[str, Span] = field(default_factory=dict)
    keys: dict[str, Span] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    is_read: bool = True
    whole: Span = field(default=Span(""))

    def place(self, path: str) -> Span:
        """Return the best known place of a field: its value, its key, or what encloses it."""
        while path:
            if found := self.values.get(path) or self.keys.get(path):
                return found
            path = path.rpartition(".")[0]
        return self.whole


@dataclass(frozen=True, slots=True)
class Parts:
    """A Markdown file cut in two; lines count from 1."""

    header: str
    header_line: int
    body: str
    body_line: int


def split(text: str, path: str) -> Parts | Diagnostic:
    """
    Cut *text* into front matter and body.

    Returns:
        The parts, or `front.missing` when the file does not open with `---`, or `front.unclosed`
        when no second `---` follows, or `front.too-long`.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return error("front.missing", Span(path, 1, 1, len(text.partition("\n")[0])))
    header_line = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return error("front.unclosed", Span(path, header_line - 1, 1, 3))
    header = text[opening.end() : closing.start()]
    if len(header) > LIMIT:
        return error("front.too-long", Span(path, header_line - 1, 1, 3), limit=LIMIT // 1000)
    body_line = text.count("\n", 0, closing.end()) + 1
    return Parts(header, header_line, text[closing.end() :], body_line)


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
            decoded.whole = _span(node, path, first_line)
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
            problem = _syntax(reason, text, decoded.path, first_line)
        except yaml.YAMLError:
            problem = error("yaml.syntax", decoded.whole)
        decoded.problems.append(problem)
        mended = _quote_value(text, problem.span.line - first_line)
        if problem.code not in MENDED or mended is None:
            break
        text = mended
    decoded.is_read = False
    return None, text


def _quote_value(text: str, index: int) -> str | None:
    """Put the value on line *index* in quotes; None if the line is no `key: value`."""
    lines = text.split("\n")
    entry = _ENTRY.fullmatch(lines[index]) if index < len(lines) else None
    if entry is None:
        return None
    value = _WORD_QUOTED.sub(r"\1", entry[2].rstrip())
    lines[index] = entry[1] + json.dumps(value, ensure_ascii=False)
    return "\n".join(lines)


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


def _syntax(reason: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    problem, end, start = reason.problem or "", reason.problem_mark, reason.context_mark
    is_open_quote = problem == "found unexpected end of stream"
    is_open_bracket = problem.startswith("did not find expected ',' or") and (
        end is None or start is None or end.line > start.line
    )
    is_about_start = is_open_quote or is_open_bracket
    if is_about_start or (reason.context or "").startswith(_SHORT_TOKENS) or end is None:
        end = start or end
    line, column = (end.line, end.column) if end is not None else (0, 0)
    lines = text.split("\n")
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
    code = next(code for code, is_cause in causes if is_cause)
    place = Span(path, first_line + line, column + 1, 1)
    return error(code, place, character=character)


class _Walk:
    """Turns composed nodes into plain values; an alias shows as a node met twice."""

    def __init__(self, decoded: Decoded, lines: list[str], first_line: int) -> None:
        self.out = decoded
        self.lines = lines
        self.first_line = first_line
        self.met: set[int] = set()

    def span(self, node: yaml.Node) -> Span:
        return _span(node, self.out.path, self.first_line)

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
        self.out.problems.append(error("yaml.word-quotes", self.span(node)))
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


def _span(node: yaml.Node, path: str, first_line: int) -> Span:
    start, end = node.start_mark, node.end_mark
    length = max(end.column - start.column, 1) if end.line == start.line else 1
    return Span(path, first_line + start.line, start.column + 1, length)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value == ""


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
