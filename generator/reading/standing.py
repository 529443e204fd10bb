"""Standing pages: MkDocs renders them, but their front matter is read here first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC

from generator.kernel.diagnostics import Diagnostic, Span, error, has_errors
from generator.model.item import Leave, Leaves
from generator.reading import frontmatter
from generator.reading.decode import Clock, decode
from generator.reading.frontmatter import Decoded, Parts
from generator.reading.sources import Folder, Source

# Of a link its words stay, of other marks nothing.
_MARKS = re.compile(r"!?\[([^]]*)\]\([^)]*\)|[*_`]")


@dataclass(frozen=True, slots=True)
class StandingPage:
    """
    A page outside the kinds' folders. A draft is not published.

    One that is not `in_menu` is reached by links alone; readers' menus do not show it. `allow` is
    as in an item; `places` are those of the fields of the front matter.
    """

    path: str
    title: str
    description: str
    draft: bool
    body: str
    body_line: int
    in_menu: bool = True
    allow: tuple[Leave, ...] = ()
    places: Mapping[str, Span] = field(default_factory=dict)


def read_standing(folder: Folder, source: Source) -> tuple[StandingPage | None, list[Diagnostic]]:
    """
    Read the front matter of a standing page; it may have any keys, or be missing.

    MkDocs drops front matter it cannot parse without a word and would publish a draft; so faults
    are errors here, before MkDocs sees the page.
    """
    label = folder.span(source.path).path
    if not frontmatter.begins(source.text):
        title = _heading(source.text)
        return StandingPage(source.path, title, "", draft=False, body=source.text, body_line=1), []
    parts = frontmatter.split(source.text, label)
    if isinstance(parts, Diagnostic):
        return None, [parts]
    decoded = frontmatter.decode(parts.header, label, parts.header_line)
    decoded.problems[:0] = parts.problems
    if has_errors(decoded.problems):
        frontmatter.say_unread(decoded.problems)
        return None, decoded.problems
    return _decode(source, parts, decoded)


def _decode(
    source: Source, parts: Parts, decoded: Decoded
) -> tuple[StandingPage | None, list[Diagnostic]]:
    if not isinstance(decoded.data, dict):
        return None, [error("front.not-fields", decoded.whole)]
    flags = {"draft": "false", "menu": "true"}
    for name, unless_said in flags.items():
        flags[name] = value = str(decoded.data.get(name, unless_said)).lower()
        if value not in ("true", "false"):
            return None, [error("flag.unknown", decoded.place(name), field=name, value=value)]
    allowed = {name: value for name, value in decoded.data.items() if name == "allow"}
    leaves, faults = decode(Leaves, allowed, decoded, Clock(UTC))
    if leaves is None:
        return None, faults
    page = StandingPage(
        path=source.path,
        title=str(decoded.data.get("title", "")) or _heading(parts.body),
        description=str(decoded.data.get("description", "")),
        draft=flags["draft"] == "true",
        in_menu=flags["menu"] == "true",
        body=parts.body,
        body_line=parts.body_line,
        allow=leaves.allow,
        places=decoded.values,
    )
    return page, decoded.problems


def _heading(body: str) -> str:
    """Return the words of the heading a page begins with: its title, where it names none."""
    first = body.lstrip().partition("\n")[0]
    if not first.startswith("# "):
        return ""
    return _MARKS.sub(r"\1", first.removeprefix("# ")).strip(" #")
