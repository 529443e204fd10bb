"""
An item with its text, as it is kept between builds.

It is written as JSON, not pickled: a cache that travels between machines must not be able to run
code. What is read back passes the item's own model once more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from generator.catalog.body import Body
from generator.catalog.markdown import Heading
from generator.catalog.references import Reference, Target
from generator.kernel.diagnostics import Span
from generator.model.item import Item
from generator.model.kinds import Kind
from generator.reading.decode import Clock


@dataclass(frozen=True, slots=True)
class Content:
    """An item, its body and the places of its fields in the file."""

    item: Item
    body: Body
    places: Mapping[str, Span]

    def place(self, field_path: str) -> Span:
        """Return the place of a field, or of what encloses it."""
        while field_path:
            if found := self.places.get(field_path):
                return found
            field_path = field_path.rpartition(".")[0]
        return self.places[""]


def encode_item(item: Item) -> bytes:
    """Write *item* as JSON, the same for the same item."""
    return _json(item.model_dump(exclude_unset=True))


def encode(content: Content, item: bytes) -> bytes:
    """Write *content*, whose item is encoded already, as two lines of JSON and the HTML."""
    body = content.body
    rest = {
        "label": content.places[""].path,
        "places": {name: span[1:] for name, span in content.places.items()},
        "headings": [(h.level, h.id, h.text) for h in body.headings],
        "references": [(r.written, r.target, r.path, r.line, r.column) for r in body.references],
        "words": body.words,
    }
    return b"\n".join((item, _json(rest), body.html))


def _json(value: object) -> bytes:
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_day_or_instant)
    return told.encode()


def _day_or_instant(value: object) -> str:
    # Instants in UTC: the offsets of olden days have seconds, which front matter does not know.
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    message = f"{type(value).__name__} is no value of front matter"
    raise TypeError(message)


def decode(data: bytes, kind: Kind, clock: Clock) -> Content:
    """Read what `encode` wrote of an item of *kind*."""
    item, line, html = data.split(b"\n", 2)
    head = json.loads(line)
    context = {"zone": clock.zone, "default_time": clock.default_time}
    label = head["label"]
    return Content(
        item=kind.model.model_validate(json.loads(item), context=context),
        body=Body(
            html=html,
            headings=tuple(Heading(*values) for values in head["headings"]),
            references=tuple(_reference(*values) for values in head["references"]),
            words=head["words"],
        ),
        places={name: Span(label, *place) for name, place in head["places"].items()},
    )


def _reference(written: str, target: str, path: str, line: int, column: int) -> Reference:
    return Reference(written, Target(target), path, line, column)
