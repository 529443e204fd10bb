"""
The file that says which urgent notices are in force.

Every page shows them, yet a notice changes no page: a few lines of script fetch this small file and
weigh it by the reader's clock. It holds at most a handful of entries, whatever the archive holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.model.urgent import Level, Urgent
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task

_LIMIT = 5
_GRADES = [level.value for level in Level]


@dataclass(frozen=True, slots=True)
class InForceMaterial:
    """The live notices that no other replaces, the gravest first."""

    urgent: tuple[Face, ...]


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the file; it comes after the pages that it leads to."""
    material = InForceMaterial(notices_in_force(edition))
    yield Task(permalink.IN_FORCE, Stage.LISTING, material, _render)


def notices_in_force(edition: Edition) -> tuple[Face, ...]:
    """Return up to five notices in force: by grade, then the newest first."""
    newest_first = edition.shelf("kind/urgent")[::-1]
    current = [f for f in newest_first if not f.successor and not f.awaits_approval]
    return tuple(sorted(current, key=_gravity)[:_LIMIT])


def _gravity(face: Face) -> int:
    item = face.item
    assert isinstance(item, Urgent)  # noqa: S101 -- the shelf of urgent notices
    return -_GRADES.index(item.level.value)


def _render(material: InForceMaterial, press: Press) -> bytes:
    """Write the notices as JSON: title, address, grade and until when (RFC 3339) they hold."""
    notices = [_entry(face, press.site) for face in material.urgent]
    return json.dumps({"notices": notices}, ensure_ascii=False, indent=1).encode() + b"\n"


def _entry(face: Face, site: Site) -> dict[str, str]:
    item = face.item
    assert isinstance(item, Urgent)  # noqa: S101 -- see above
    until: datetime = item.expires_at
    label = Words(site.language)(f"level.{item.level.value}")
    return {
        "title": without_grade(item.title, label),
        "url": permalink.href(site, face.path),
        "level": item.level.value,
        "label": label,
        "until": until.isoformat(timespec="minutes"),
    }


def without_grade(title: str, label: str) -> str:
    """Return a title that stands beside its grade: "Hỏa tốc: bão vào" is "Bão vào" there."""
    grade, colon, rest = title.partition(":")
    if not colon or not rest.strip() or grade.strip().casefold() != label.casefold():
        return title
    rest = rest.strip()
    return rest[0].upper() + rest[1:]
