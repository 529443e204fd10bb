"""
The receipt: what was taken down and how it was proved, for the file.

It is kept for years and must not itself become the one place where the person still is. So names
stand in it as salted digests, made slowly (scrypt): whoever holds the request can check that this
is the receipt for it, whoever finds the receipt learns no name from it. A search alone leaves a
record of its own sort, which names the receipt of the take-down before it. `letter.py` tells the
person.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from generator.kernel import digest, files
from generator.takedown.archive import may_name
from generator.takedown.proving import Proof
from generator.takedown.spelling import Spelling, folded

# Law 91/2025/QH15, in force since 2026-01-01.
LAW = "Luật 91/2025/QH15"
WORKING_DAYS = 2
_SATURDAY = 5
_VERSION = 2
_TAKEDOWN, _SEARCH = "takedown", "takedown-search"
# 16 MB and some 50 ms for each guess (RFC 7914).
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


@dataclass(frozen=True)
class Done:
    """
    What was done before the proof; it waits with what the proof looks for.

    Attributes:
        by: Who saw to it, as given.
        reason: Why, as given.
        asked: The day of the request in ISO form, empty if it is not known.
        items: Ids of whole items.
        removed: By path in `content/` the digest of what was removed or changed.
        before: The digest of the list of the site's files; empty if not known.
        by_hand: What is left to people, in words.
        changed: Addresses of the listings and feeds that are made anew.
        posts: Where there are posts to be deleted by hand.
        in_git: Whether the history of git is known to hold the old version.
    """

    by: str = ""
    reason: str = ""
    asked: str = ""
    items: Sequence[str] = ()
    removed: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    by_hand: Sequence[str] = ()
    changed: Sequence[str] = ()
    posts: Sequence[str] = ()
    in_git: bool = False

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Done:
        """Return what was written of one; what an older version wrote besides is left out."""
        return cls(**{one.name: row[one.name] for one in fields(cls) if one.name in row})


@dataclass(frozen=True)
class Account:
    """
    What a receipt tells.

    Attributes:
        at: When it was proved.
        names: Names and numbers of the person; empty where only items were asked for.
        proof: What was searched.
        done: What was done before.
        after: The digest of the list of the site's files by now; empty if not known.
        seen: Files of the site that a person answers for.
        is_search: Whether this was a search alone.
        earlier: The number of an earlier receipt for the same request; empty if there is none.
    """

    at: datetime
    names: Sequence[str]
    proof: Proof
    done: Done = Done()
    after: str = ""
    seen: Sequence[str] = ()
    is_search: bool = False
    earlier: str = ""

    @property
    def by(self) -> str:
        """Who saw to it."""
        return self.done.by

    @property
    def asked(self) -> date | None:
        """The day of the request, if it is known."""
        return date.fromisoformat(self.done.asked) if self.done.asked else None


def due(asked: date) -> date:
    """Return the last day for an answer: Saturdays and Sundays do not count."""
    day, left = asked, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return day


def digest_of_name(name: str, salt: str) -> str:
    """Return how the receipt calls *name*: any spelling of it gives the same."""
    plain = " ".join(folded(name).split()).encode()
    return hashlib.scrypt(plain, salt=salt.encode(), dklen=16, **_SCRYPT).hex()


def write(folder: Path, account: Account, salt: str, *, with_name: bool) -> tuple[Path, str]:
    """
    Write the receipt.

    Args:
        folder: Where to; made if it is not there.
        account: What to tell.
        salt: Of the digests of names; a random text.
        with_name: Whether names stand in it as they are.

    Returns:
        The file, and the number of the receipt.
    """
    row = _row(account, salt, with_name=with_name)
    reference = digest.of_text(json.dumps(row, ensure_ascii=False, sort_keys=True))[:8]
    sort = "" if not account.is_search else "-search"
    file = folder / f"{account.at.date()}-{reference}{sort}.json"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"reference": reference, **row}, ensure_ascii=False, indent=1)
    files.write_atomically(file, text.encode() + b"\n")
    return file, reference


class Earlier(NamedTuple):
    """An earlier receipt: its number, its day, and the day of the request in ISO form or empty."""

    reference: str
    at: date
    asked: str


def earlier(folder: Path, name: str) -> Earlier | None:
    """Return the last receipt in *folder* for taking *name* down."""
    rows = [row for file in folder.glob("*.json") if (row := _read(file)) is not None]
    for row in sorted(rows, key=lambda row: str(row["at"]), reverse=True):
        if not {name, digest_of_name(name, str(row["salt"]))}.isdisjoint(row["names"]):
            at = datetime.fromisoformat(row["at"]).date()
            return Earlier(str(row["reference"]), at, str(row["asked"] or ""))
    return None


def _read(file: Path) -> dict[str, Any] | None:
    """Return the receipt of a take-down; None of what is none, or is damaged."""
    try:
        row: dict[str, Any] = json.loads(file.read_bytes())
        is_whole = row["bantin"] == _TAKEDOWN and bool(row["reference"] and row["salt"])
        days = (row["at"], row["asked"] or row["at"])
        return (
            row
            if is_whole and all(map(datetime.fromisoformat, days)) and list(row["names"])
            else None
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _row(account: Account, salt: str, *, with_name: bool) -> dict[str, object]:
    asked, done = account.asked, account.done
    row: dict[str, object] = {
        "bantin": _SEARCH if account.is_search else _TAKEDOWN,
        "version": _VERSION,
        "at": account.at.isoformat(),
        "by": done.by,
        "reason": done.reason,
        "law": LAW,
        "asked": asked.isoformat() if asked else None,
        "due": due(asked).isoformat() if asked else None,
        "salt": salt,
        "names": [digest_of_name(name, salt) for name in account.names],
        "items": [digest_of_name(item, salt) for item in done.items],
        "searched": {"files": account.proof.files, "bytes": account.proof.size_bytes},
        "perhaps": sum(not one.is_sure for one in account.proof.leftovers),
        "seen_by_hand": len(account.seen),
        "earlier": account.earlier or None,
    }
    if with_name:
        row |= {"names": list(account.names), "items": list(done.items)}
    return row if account.is_search else row | _edits(account, with_name=with_name)


def _edits(account: Account, *, with_name: bool) -> dict[str, object]:
    asked, done = account.asked, account.done
    spellings = [Spelling(name) for name in account.names]
    told = [one for one in done.changed if with_name or not may_name(spellings, one)]
    return {
        "in_time": account.at.date() <= due(asked) if asked else None,
        "removed": dict(done.removed) if with_name else sorted(done.removed.values()),
        "site_before": done.before,
        "site_after": account.after,
        "left_to_people": len(done.by_hand),
        "made_anew": told,
        **({"by_hand": list(done.by_hand)} if with_name else {}),
    }
