"""What came of asking, kept for a week: one JSON object a line."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from generator.external.asking import Outcome, State
from generator.kernel.files import write_atomically

NAME = "external.jsonl"
KEPT_S = 7 * 24 * 3600
# What may be otherwise tomorrow, or on another machine, is asked for each time.
_LASTING = (State.OPEN, State.MOVED, State.GONE)

Known = dict[str, tuple[int, Outcome]]


def read(memory: Path, now_s: float) -> Known:
    """Return the outcomes of the last week by address, with their instants; damage is passed by."""
    known: Known = {}
    try:
        lines = (memory / NAME).read_text("utf-8", "replace").splitlines()
    except OSError:
        return {}
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            row = json.loads(line)
            at, outcome = int(row["at"]), Outcome(State(row["state"]), str(row["told"]))
            if 0 <= now_s - at < KEPT_S:
                known[str(row["url"])] = at, outcome
    return known


def write(memory: Path, known: Mapping[str, tuple[int, Outcome]]) -> None:
    """Keep what lasts of *known*. A disk that is full costs the memory and no more."""
    rows = [
        {"url": url, "at": at, "state": outcome.state, "told": outcome.told}
        for url, (at, outcome) in sorted(known.items())
        if outcome.state in _LASTING
    ]
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    with contextlib.suppress(OSError):
        write_atomically(memory / NAME, text.encode())
