"""Rules explained: on a terminal, in a report, and as a page of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.messages import rulebook
from generator.messages.findings import anchor
from generator.messages.rulebook import Rule
from generator.messages.words import LANGUAGES, Words

# Where the page stands in `content/`, if a site has it.
SOURCE = "quy-tac-kiem-tra.md"
# How its front matter ends, and within how many letters: few other files need be looked at whole.
_FRONT_END, _FRONT_LENGTH = "\nmenu: false\n---\n", 500
_MARKS = re.compile(r"[\\*_{}\[\]#<>&|~]")
_CODE = re.compile(r"(`[^`]*`)")


def as_text(rule: Rule, language: str) -> str:
    """Return *rule* as lines for a terminal."""
    words = Words(language)
    lines = [f"{rule.code} ({words(f'severity.{rule.severity.value}')})"]
    lines += [f"  {rule.text}", f"  → {rule.fix}", *_leave(rule, words, "  ")]
    if rule.example:
        lines.append(f"  {words('report.example')}")
        lines += [f"      {line}" for line in rule.example.strip("\n").split("\n")]
    return "\n".join(lines)


def as_markdown(rule: Rule, language: str) -> str:
    """Return *rule* as Markdown without a heading."""
    words = Words(language)
    weight = words(f"rules.weight.{rule.severity.value}")
    blocks = [f"{_escaped(rule.text)} {_escaped(rule.fix)}"]
    blocks.append(" ".join([f"*{weight}*", *_leave(rule, words)]))
    if rule.example:
        blocks.append(f"{words('report.example')}\n\n```text\n{rule.example.strip()}\n```")
    return "\n\n".join(blocks)


def page(language: str) -> str:
    """Return the standing page that explains all rules, section by section, with front matter."""
    return "\n\n".join(_blocks(Words(language))) + "\n"


def is_own_page(text: str) -> bool:
    """Tell whether *text* is the page as the program writes it: no editor's words are in it."""
    return _FRONT_END in text[:_FRONT_LENGTH] and text in _own_pages()


@cache
def _own_pages() -> frozenset[str]:
    return frozenset(page(language) for language in LANGUAGES)


def _blocks(words: Words) -> Iterator[str]:
    title, about = words("rules.title"), words("rules.description")
    yield f'---\ntitle: "{title}"\ndescription: "{about}"{_FRONT_END}'.rstrip()
    yield words("rules.intro")
    sections = [(name, rules) for name, rules in rulebook.in_sections(words.language) if rules]
    headings = {name: words(f"rules.section.{name}") for name, _ in sections}
    yield "\n".join(f"- [{heading}](#{_mark(name)})" for name, heading in headings.items())
    for name, rules in sections:
        yield f"## {_place(_mark(name))}{headings[name]}"
        for rule in rules:
            yield f"### {_place(anchor(rule.code))}`{rule.code}`"
            yield as_markdown(rule, words.language)


def _leave(rule: Rule, words: Words, indent: str = "") -> list[str]:
    return [f"{indent}{words('rules.allowed')}"] if rule.may_be_allowed else []


def _place(name: str) -> str:
    """Return what a link can lead to, whatever extensions of Markdown a site has."""
    return f'<span id="{name}"></span>'


def _mark(section: str) -> str:
    return f"nhom-{section}"


def _escaped(text: str) -> str:
    """Let no sign of *text* be taken for Markdown, but what stands between backticks."""
    parts = _CODE.split(text)
    return "".join(part if part.startswith("`") else _MARKS.sub(_plain, part) for part in parts)


def _plain(match: re.Match[str]) -> str:
    entities = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;", "~": "&#126;"}
    return entities.get(match[0], f"\\{match[0]}")
