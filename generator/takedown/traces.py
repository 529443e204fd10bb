"""What would show that something was not taken down: the list that the proof goes by."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.kernel import digest, files
from generator.takedown.likeness import Look
from generator.takedown.spelling import Spelling, folded

# So many words in a row are nobody's by chance. A shorter title or caption counts as a whole.
RUN = 8
_LEAST_RUN = 5
_WORDS = re.compile("[a-z0-9]+")
_TAG = re.compile("<[^<>]*>")
_LINK = re.compile(r"\]\([^()\n]*\)(?:\{[^{}\n]*\})?|^\[[^\]\n]+\]:.*$", re.MULTILINE)
_ATTRIBUTE = re.compile('="([^"]{12,})"')
_APART = " | "
Run = tuple[str, ...]


@dataclass(frozen=True)
class Traces:
    """
    What must not be in the output.

    Attributes:
        spellings: Names and numbers of the person.
        addresses: Site paths that are gone, without the slash at the end.
        files: Files of the site that must be gone.
        digests: Of the bytes of what is gone, each with what it was.
        looks: What the pictures that are gone look like (`likeness.look_of`), with their names.
        runs: Runs of words that stand nowhere in what remains.
        tombstones: Ids that feeds tell of on purpose.
    """

    spellings: tuple[Spelling, ...] = ()
    addresses: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    looks: Mapping[Look, str] = field(default_factory=dict)
    runs: frozenset[Run] = frozenset()
    tombstones: tuple[str, ...] = ()


def words_of(text: str) -> list[str]:
    """Return the words of *text*, folded."""
    return _WORDS.findall(folded(text))


def prose_of(text: str) -> str:
    """Return the Markdown *text* without the addresses of its links."""
    return _TAG.sub(" ", _LINK.sub("] ", text))


def shown_prose(text: str) -> str:
    """Return what a page says: its text without tags, and apart from it its attributes' values."""
    if "<" not in text:
        return text
    return _APART.join((_TAG.sub(" ", text), *_ATTRIBUTE.findall(text)))


def runs_of(text: str) -> Iterator[Run]:
    """Yield each run of words in *text*; of a short one all of it."""
    words = words_of(text)
    if _LEAST_RUN <= len(words) < RUN:
        yield tuple(words)
    yield from windows(words, RUN)


def windows(words: Sequence[str], length: int) -> Iterator[Run]:
    """Return every *length* words in a row."""
    return zip(*(words[start:] for start in range(length)), strict=False)


def found_runs(text: str, wanted: Mapping[int, frozenset[Run]]) -> Run | None:
    """Return a run of *wanted* (by length) that *text* holds, if it holds one."""
    words = words_of(text)
    for length, runs in wanted.items():
        if not runs.isdisjoint(windows(words, length)):
            return next(window for window in windows(words, length) if window in runs)
    return None


def by_length(runs: Iterable[Run]) -> dict[int, frozenset[Run]]:
    """Return *runs* by how many words they have."""
    sorted_out: dict[int, set[Run]] = {}
    for run in runs:
        sorted_out.setdefault(len(run), set()).add(run)
    return {length: frozenset(some) for length, some in sorted(sorted_out.items())}


def place_of(folder: Path, wanted: str) -> Path:
    """Return where the traces of the request *wanted* wait for their proof."""
    return folder / f"{digest.of_text(wanted)[:16]}.json"


def save(file: Path, traces: Traces, done: Mapping[str, object]) -> None:
    """Keep *traces*, and what was done, until they are proved: their sources are about to go."""
    row = {"traces": _row(traces), "done": done}
    files.write_atomically(file, json.dumps(row, ensure_ascii=False).encode())
    file.chmod(0o600)


def load(file: Path) -> tuple[Traces, dict[str, Any]] | None:
    """Return what `save` kept; None where nothing whole is there."""
    try:
        whole = json.loads(file.read_bytes())
        row, done = whole["traces"], dict(whole["done"])
        traces = Traces(
            spellings=tuple(
                Spelling(text, frozenset(longer), double)
                for text, longer, double in row["spellings"]
            ),
            addresses=tuple(row["addresses"]),
            files=tuple(row["files"]),
            digests=row["digests"],
            looks={bytes.fromhex(look): name for look, name in row["looks"].items()},
            runs=frozenset(tuple(run.split()) for run in row["runs"]),
            tombstones=tuple(row["tombstones"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return traces, done


def _row(traces: Traces) -> dict[str, object]:
    return {
        "spellings": [[s.text, sorted(s.longer), s.has_double] for s in traces.spellings],
        "addresses": traces.addresses,
        "files": traces.files,
        "digests": dict(traces.digests),
        "looks": {look.hex(): name for look, name in traces.looks.items()},
        "runs": sorted(" ".join(run) for run in traces.runs),
        "tombstones": traces.tombstones,
    }
