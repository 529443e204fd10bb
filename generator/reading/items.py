"""One Markdown file of a kind's folder into an item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.kernel.diagnostics import Diagnostic, Severity, Span, error
from generator.kernel.text import slugify
from generator.model.fields import SLUG_PATTERN
from generator.model.item import Item
from generator.model.kinds import Kind
from generator.reading import frontmatter
from generator.reading.decode import Clock, decode, meant_elsewhere, unknown_and_empty
from generator.reading.frontmatter import Decoded
from generator.reading.salvage import salvage
from generator.reading.sources import Folder, Source
from generator.reading.stumbles import MENDED

_YEAR = re.compile(r"[0-9]{4}\Z")
UNKNOWN_YEAR = "YYYY"


@dataclass(frozen=True, slots=True)
class Document:
    """An item as read, its Markdown body and the places of its fields."""

    item: Item
    body: str
    body_line: int
    places: dict[str, Span]


def read_item(
    folder: Folder, source: Source, kind: Kind, clock: Clock
) -> tuple[Document | None, list[Diagnostic]]:
    """
    Decode the front matter of *source* as an item of *kind*.

    Returns:
        The document and the problems found. With errors among them its item is what could be
        salvaged; without front matter there is none.
    """
    label = folder.span(source.path).path
    parts = frontmatter.split(source.text, label)
    if isinstance(parts, Diagnostic):
        return None, [*check_path(folder, source.path, UNKNOWN_YEAR), parts]
    decoded = frontmatter.decode(parts.header, label, parts.header_line)
    decoded.problems[:0] = parts.problems
    item, faults = _decode_item(decoded, kind, clock)
    places = decoded.values
    if item is None:
        item, places = salvage(kind.model, decoded, clock)
    year = str(item.publish_at.year) if "publish_at" in places else UNKNOWN_YEAR
    problems = check_path(folder, source.path, year) + faults
    places = {"": decoded.whole, **places}
    return Document(item, parts.body, parts.body_line, places), problems


def _decode_item(
    decoded: Decoded, kind: Kind, clock: Clock
) -> tuple[Item | None, list[Diagnostic]]:
    problems = list(decoded.problems)
    errors = {problem.code for problem in problems if problem.severity is Severity.ERROR}
    if not decoded.is_read or not errors <= MENDED:
        return None, problems
    if not isinstance(decoded.data, dict):
        return None, [*problems, error("front.not-fields", decoded.whole)]
    item, faults = decode(kind.model, decoded.data, decoded, clock)
    empty = list(unknown_and_empty(kind.model, decoded))
    faults = [*meant_elsewhere(faults, empty), *empty]
    return None if errors else item, problems + faults


def check_path(folder: Folder, path: str, year: str) -> list[Diagnostic]:
    """Hold an item's path against `<folder>/<year>/<slug>.md`; *year* is what is proposed."""
    place = folder.span(path)
    pure = PurePosixPath(path)
    problems = []
    if len(pure.parts) != len(("folder", "year", "slug")) or _YEAR.match(pure.parts[1]) is None:
        right = f"{pure.parts[0]}/{year}/{slugify(pure.stem)}.md"
        problems.append(error("path.layout", place, path=path, right=right))
    if SLUG_PATTERN.match(pure.stem) is None or pure.suffix != ".md":
        problems.append(error("path.slug", place, name=pure.name, right=f"{slugify(pure.stem)}.md"))
    return problems
