"""Standing pages: MkDocs renders them, but their front matter is read here first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.kernel.diagnostics import Diagnostic, error, has_errors
from generator.reading import frontmatter
from generator.reading.sources import Folder, Source

# Of a link its words stay, of other marks nothing.
_MARKS = re.compile(r"!?\[([^]]*)\]\([^)]*\)|[*_`]")


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page outside the kinds' folders. A draft is not published."""

    path: str
    title: str
    description: str
    draft: bool
    body: str
    body_line: int


def read_standing(folder: Folder, source: Source) -> tuple[StandingPage | None, list[Diagnostic]]:
    """
    Read the front matter of a standing page; it may have any keys, or be missing.

    MkDocs drops front matter it cannot parse without a word and would publish a draft; so faults
    are errors here, before MkDocs sees the page.
    """
    label = folder.span(source.path).path
    if not source.text.lstrip().startswith("---"):
        title = _heading(source.text)
        return StandingPage(source.path, title, "", draft=False, body=source.text, body_line=1), []
    parts = frontmatter.split(source.text, label)
    if isinstance(parts, Diagnostic):
        return None, [parts]
    decoded = frontmatter.decode(parts.header, label, parts.header_line)
    if has_errors(decoded.problems):
        return None, decoded.problems
    if not isinstance(decoded.data, dict):
        return None, [error("front.not-fields", decoded.whole)]
    draft = str(decoded.data.get("draft", "false")).lower()
    if draft not in ("true", "false"):
        return None, [error("flag.unknown", decoded.place("draft"), field="draft", value=draft)]
    page = StandingPage(
        path=source.path,
        title=str(decoded.data.get("title", "")) or _heading(parts.body),
        description=str(decoded.data.get("description", "")),
        draft=draft == "true",
        body=parts.body,
        body_line=parts.body_line,
    )
    return page, []


def _heading(body: str) -> str:
    """Return the words of the heading a page begins with: its title, where it names none."""
    first = body.lstrip().partition("\n")[0]
    if not first.startswith("# "):
        return ""
    return _MARKS.sub(r"\1", first.removeprefix("# ")).strip(" #")
