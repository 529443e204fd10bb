"""
How good the search for private data is, on the labelled passages of `tests/privacy`.

`held-*.txt` are scored and never printed: who has read them can no longer tell. Where there is
none, because the last was read to mend the rules, that half is skipped. To see the figures:
`python -m pytest tests/test_privacy_score.py -s`; to see what goes wrong in `dev-*.txt`:
`python tests/test_privacy_score.py`.
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache

import pytest
from privacy_passages import KINDS, all_passages

from generator.privacy import Find, find

# Recall and precision that each rule keeps to: a number is a number, a sentence is understood less.
AIMS = dict.fromkeys(KINDS, (0.90, 0.90)) | dict.fromkeys(
    ("citizen-id", "old-id", "mobile"), (0.98, 0.97)
)
# What the rules reached on held files, where they miss the aims there: kept from falling, no more.
# Words are understood by lists, and people who had seen no rule wrote of homes, illness and
# children in ways that are in none (decision 23).
REACHED = {
    "mobile": (1.00, 0.91),
    "bank": (0.81, 1.00),
    "birth": (0.73, 0.78),
    "address": (0.79, 0.88),
    "health": (0.80, 0.91),
    "child": (0.61, 0.76),
}
FEWEST = {"dev": 30, "held": 5}  # marks of a kind, below which a share tells nothing
OWN_DOMAIN = "congdoan.thanhlam.example"


def finds(text: str) -> list[Find]:
    """Return what is found but for the union's own letterboxes, which its settings permit."""
    return [f for f in find(text) if not (f.kind == "email" and is_own(f.value))]


def is_own(address: str) -> bool:
    host = address.partition("@")[2]
    return host == OWN_DOMAIN or host.endswith(f".{OWN_DOMAIN}")


def misses(passage):
    """Return the marks not found and the finds that no mark asks for."""
    found = finds(passage.text)

    def meet(mark, one):
        return one.kind == mark.kind and one.start < mark.end and mark.start < one.end

    missed = [m for m in passage.marks if not any(meet(m, f) for f in found)]
    false = [f for f in found if not any(meet(m, f) for m in passage.marks)]
    return missed, false, found


@cache
def score(which: str) -> dict[str, tuple[int, int, int]]:
    """Return by kind how many were marked and found, marked and missed, found and not marked."""
    marked, missed, false = Counter(), Counter(), Counter()
    for passage in all_passages(which):
        not_found, too_much, _ = misses(passage)
        marked.update(mark.kind for mark in passage.marks)
        missed.update(mark.kind for mark in not_found)
        false.update(str(one.kind) for one in too_much)
    return {k: (marked[k] - missed[k], missed[k], false[k]) for k in KINDS}


@pytest.mark.parametrize("which", ["dev", "held"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_rule_finds_what_it_must_and_little_else(kind, which):
    if which == "held" and not all_passages(which):
        pytest.skip("no file tests/privacy/held-*.txt: all have been read, a fresh one is due")
    right, missed, false = score(which)[kind]
    recall, precision = right / max(right + missed, 1), right / max(right + false, 1)
    told = f"recall {recall:.3f} precision {precision:.3f}"
    sys.stdout.write(
        f"\n{which:5} {kind:11} {told} ({right} found, {missed} missed, {false} false)"
    )

    assert right + missed >= FEWEST[which], "too few passages to tell"
    aim = AIMS[kind] if which == "dev" else REACHED.get(kind, AIMS[kind])
    assert recall >= aim[0]
    assert precision >= aim[1]


def show() -> None:
    """Print the passages of `dev-*.txt` in which a rule goes wrong."""
    for passage in all_passages("dev"):
        missed, false, _ = misses(passage)
        if missed or false:
            sys.stdout.write(
                f"{passage.file}:{passage.line}: {passage.text}\n"
                f"   missed {[(m.kind, passage.text[m.start : m.end]) for m in missed]}\n"
                f"   false  {[(str(f.kind), passage.text[f.start : f.end]) for f in false]}\n"
            )


if __name__ == "__main__":
    show()
