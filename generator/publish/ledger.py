"""
What an rclone remote holds, and in which order to change it.

A remote has no switch: files change one by one. So nothing may lead to what is not there yet, and
nothing may go while something leads to it: new files first, which nothing shows yet; then pages,
listings and feeds; removals last. Of what is being changed the ledger says so beforehand; a
publication that was ended half-way then leaves no doubt about which files are in doubt.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from generator.outputs.task import Stage
from generator.publish.tree import stage_of

# Instead of a digest: the file is there, but which bytes it has is unknown …
CHANGING = "?"
# … or it is not even known to be there.
PERHAPS = ""
_FRONT = "index.html"


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps of a publication, each a list of paths; `pending` holds until all are done."""

    new: tuple[str, ...]
    changed: Mapping[Stage, tuple[str, ...]]
    removed: tuple[str, ...]
    pending: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether the remote already holds the site and nothing else of ours."""
        return not (self.new or self.changed or self.removed)

    @property
    def sent(self) -> int:
        """How many files travel."""
        return len(self.new) + sum(map(len, self.changed.values()))


def plan(wanted: Mapping[str, str], known: Mapping[str, str]) -> Plan:
    """Compare what is *wanted* with what is *known* of the remote: both path to digest."""
    differing = [path for path, digest in wanted.items() if known.get(path) != digest]
    # The front page waits even when it is new: with it, the whole site becomes visible.
    new = tuple(p for p in differing if known.get(p, PERHAPS) == PERHAPS and p != _FRONT)
    changed: dict[Stage, tuple[str, ...]] = {}
    for stage in Stage:
        of_stage = tuple(p for p in differing if p not in set(new) and stage_of(p) == stage)
        if of_stage:
            changed[stage] = of_stage
    removed = tuple(path for path in known if path not in wanted)
    doubts = dict.fromkeys((*new, *removed), PERHAPS)
    for paths in changed.values():
        doubts |= {path: CHANGING if known.get(path) else PERHAPS for path in paths}
    return Plan(new, changed, removed, {**known, **doubts})


def to_bytes(files: Mapping[str, str]) -> bytes:
    """Return the ledger as it is kept on the remote."""
    return json.dumps({"files": files}, ensure_ascii=False, sort_keys=True, indent=0).encode()


def from_bytes(data: bytes) -> dict[str, str] | None:
    """Read a ledger; None if it is damaged."""
    try:
        files = json.loads(data)["files"]
        return {str(path): str(digest) for path, digest in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
