"""
Bodies kept between builds.

They are written as JSON, not pickled: a cache that travels between machines must not be able to
run code.
"""

from __future__ import annotations

import json
from typing import Protocol

from generator.catalog.body import Body, BodyMaker, Draft
from generator.catalog.markdown import Heading
from generator.catalog.references import Reference, Target
from generator.kernel import digest
from generator.kernel.diagnostics import Diagnostic


class Store(Protocol):
    """Keeps blobs by key; may forget any at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under *key*."""

    def put(self, key: str, data: bytes) -> None:
        """Keep *data* under *key*."""


class KeptBodies:
    """Makes a body once for the same text at the same place."""

    def __init__(self, maker: BodyMaker, store: Store, salt: str) -> None:
        """Take what makes, what keeps, and what else a body depends on."""
        self._maker = maker
        self._store = store
        self._salt = salt.encode()

    def make(self, draft: Draft) -> tuple[Body | None, list[Diagnostic]]:
        """Return the body of *draft* and its problems; one with problems is not kept."""
        place = f"{draft.label} {draft.source} {draft.first_line}".encode()
        key = digest.of_bytes(self._salt, place, draft.markdown.encode())
        if (kept := self._store.get(key)) is not None:
            return decode(kept), []
        body, problems = self._maker.make(draft)
        if body is not None and not problems:
            self._store.put(key, encode(body))
        return body, problems


def encode(body: Body) -> bytes:
    """Write *body* as one line of JSON and its HTML."""
    head = {
        "headings": [(h.level, h.id, h.text) for h in body.headings],
        "references": [(r.written, r.target, r.path, r.line, r.column) for r in body.references],
        "words": body.words,
    }
    return json.dumps(head, ensure_ascii=False).encode() + b"\n" + body.html


def decode(data: bytes) -> Body:
    """Read what `encode` wrote."""
    line, _, html = data.partition(b"\n")
    head = json.loads(line)
    return Body(
        html=html,
        headings=tuple(Heading(*values) for values in head["headings"]),
        references=tuple(_reference(*values) for values in head["references"]),
        words=head["words"],
    )


def _reference(written: str, target: str, path: str, line: int, column: int) -> Reference:
    return Reference(written, Target(target), path, line, column)
