"""
The receipt: what was taken down and how it was proved, for the file and for the reply.

It is kept for years and must not itself become the one place where the person still is. So names
stand in it as salted digests, made slowly (scrypt): whoever holds the request can check that this
is the receipt for it, whoever finds the receipt learns no name from it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from generator.kernel import digest, files
from generator.messages import dates
from generator.takedown.proving import Proof
from generator.takedown.spelling import folded
from generator.takedown.telling import Speech

# Law 91/2025/QH15, in force since 2026-01-01.
LAW = "Luật 91/2025/QH15"
WORKING_DAYS = 2
_SATURDAY = 5
_VERSION = 1
# 16 MB and some 50 ms for each guess (RFC 7914).
_SCRYPT = {"n": 2**14, "r": 8, "p": 1}


@dataclass(frozen=True)
class Account:
    """
    What a receipt tells.

    Attributes:
        at: When it was proved.
        by: Who saw to it, as given.
        reason: Why, as given.
        asked: The day of the request, if it is known.
        names: Names and numbers of the person; empty where only items were asked for.
        items: Ids of whole items.
        removed: By path in `content/` the digest of what was removed or changed.
        site: The digest of the list of the site's files, before and after; empty if not known.
        proof: What was searched.
        by_hand: What is left to people, in words.
        seen: Files of the site that a person answers for.
    """

    at: datetime
    by: str
    reason: str
    asked: date | None
    names: Sequence[str]
    items: Sequence[str]
    removed: Mapping[str, str]
    site: tuple[str, str]
    proof: Proof
    by_hand: Sequence[str]
    seen: Sequence[str] = ()


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


def write(folder: Path, account: Account, salt: str, speech: Speech, *, with_name: bool) -> Path:
    """
    Write both forms of the receipt.

    Args:
        folder: Where to; made if it is not there.
        account: What to tell.
        salt: Of the digests of names; a random text.
        speech: The language of the form for people.
        with_name: Whether names stand in it as they are.

    Returns:
        The file for programs; the other lies beside it and ends in `.txt`.
    """
    row = _row(account, salt, with_name=with_name)
    reference = digest.of_text(json.dumps(row, ensure_ascii=False, sort_keys=True))[:8]
    file = folder / f"{account.at.date()}-{reference}.json"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"reference": reference, **row}, ensure_ascii=False, indent=1)
    files.write_atomically(file, text.encode() + b"\n")
    letter = _letter(account, reference, speech, with_name=with_name)
    files.write_atomically(file.with_suffix(".txt"), letter.encode())
    return file


def _row(account: Account, salt: str, *, with_name: bool) -> dict[str, object]:
    asked = account.asked
    row: dict[str, object] = {
        "bantin": "takedown",
        "version": _VERSION,
        "at": account.at.isoformat(),
        "by": account.by,
        "reason": account.reason,
        "law": LAW,
        "asked": asked.isoformat() if asked else None,
        "due": due(asked).isoformat() if asked else None,
        "in_time": account.at.date() <= due(asked) if asked else None,
        "salt": salt,
        "names": [digest_of_name(name, salt) for name in account.names],
        "items": [digest_of_name(item, salt) for item in account.items],
        "removed": sorted(account.removed.values()),
        "site_before": account.site[0],
        "site_after": account.site[1],
        "searched": {"files": account.proof.files, "bytes": account.proof.size_bytes},
        "perhaps": sum(not one.is_sure for one in account.proof.leftovers),
        "seen_by_hand": len(account.seen),
        "left_to_people": len(account.by_hand),
    }
    if with_name:
        row |= {"names": list(account.names), "items": list(account.items)}
        row |= {"removed": dict(account.removed), "by_hand": list(account.by_hand)}
    return row


def _letter(account: Account, reference: str, speech: Speech, *, with_name: bool) -> str:
    language = speech.language
    lines = [speech("receipt.title"), "", speech("receipt.reference", reference=reference)]
    if with_name:
        told = ", ".join((*account.names, *account.items))
        lines.append(speech("receipt.about", names=told))
    if account.asked is not None:
        asked, last = (dates.short(d, language) for d in (account.asked, due(account.asked)))
        lines.append(speech("receipt.asked", asked=asked, law=LAW, due=last))
    lines.append(speech("receipt.at", at=dates.long(account.at, language)))
    if account.by:
        lines.append(speech("receipt.by", by=account.by))
    if account.reason:
        lines.append(speech("receipt.reason", reason=account.reason))
    size = dates.size(account.proof.size_bytes, language)
    count = dates.number(account.proof.files, language)
    lines += ["", speech("receipt.removed", count=len(account.removed))]
    lines.append(speech("receipt.searched", files=count, size=size))
    if account.by_hand:
        lines.append(speech("receipt.by-hand", count=len(account.by_hand)))
    return "\n".join([*lines, "", speech("receipt.outside"), ""])
