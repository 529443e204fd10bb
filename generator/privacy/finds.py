"""What a search for private data comes to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What was found; also the latter part of the diagnostic's code."""

    CITIZEN_ID = "citizen-id"  # căn cước, 12 digits
    OLD_ID = "old-id"  # chứng minh nhân dân, 9 digits
    MOBILE = "mobile"
    BANK = "bank"
    PLATE = "plate"
    BIRTH = "birth"
    ADDRESS = "address"
    EMAIL = "email"
    HEALTH = "health"
    CHILD = "child"


class Find(NamedTuple):
    """
    One find: `text[start:end]`.

    `value` is what it comes to however it is written: digits alone, `+84` as `0`, an e-mail
    address in lower case.
    """

    kind: Kind
    start: int
    end: int
    value: str
