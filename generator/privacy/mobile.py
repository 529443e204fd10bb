"""
Numbers of mobile telephones.

Ten digits with the prefixes that the operators hold since the numbering plan was changed in
2018: 032-039, 052, 055, 056, 058, 059, 070, 076-079, 081-089, 09x. Abroad they begin with
84 in place of the zero. Landlines (02x) and lines of services (1800, 1900) have other prefixes.
"""

from __future__ import annotations

from generator.kernel.patterns import LazyPattern
from generator.privacy.labels import Label, Said
from generator.privacy.runs import Groups, between, joined, shape, taken

_NATIONAL, _ABROAD = 10, 11
_PREFIX = LazyPattern(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)")
_DAY = LazyPattern(r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d")
_DAY_SHAPE = (2, 2, 4)
_GROUP = 4  # digits that people read at once
_WRITTEN = 3  # digits of the shortest group where the groups may be numbers of their own
_COUNTRY_CODE, _LONGEST_CODE = "84", 4
# Where a number begins with the country's code, how it is written.
_COUNTRY = (
    ("84", _ABROAD),
    ("840", _ABROAD + 1),
    ("084", _ABROAD + 1),
    ("0084", _ABROAD + 2),
    ("00840", _ABROAD + 3),
)


def mobile(plain: str, groups: Groups, first: int, said: Said) -> Groups | None:
    """Return the groups from *first* on if they are a mobile number."""
    if groups[first].digits[0] not in "08" or (said.label is Label.OTHER and said.is_near):
        return None
    found = taken(groups, first, _NATIONAL)
    if found is not None and _PREFIX.match(joined(found)):
        return found if _is_natural(plain, found, said) else None
    if _COUNTRY_CODE not in joined(groups[first : first + 2])[:_LONGEST_CODE]:
        return None
    for code, length in _COUNTRY:
        found = taken(groups, first, length)
        if found is None or not joined(found).startswith(code):
            continue
        digits = "0" + joined(found).removeprefix(code)
        if _PREFIX.match(digits) and _is_meant(plain, found, said):
            return found
    return None


def national(digits: str) -> str:
    """Return the digits of a number as they are dialled in the country."""
    for code, length in reversed(_COUNTRY):
        if len(digits) == length and digits.startswith(code):
            return "0" + digits[len(code) :]
    return digits


def _is_natural(plain: str, found: Groups, said: Said) -> bool:
    """Tell a number from figures that happen to stand beside one another."""
    sizes, signs = shape(found), between(plain, found)
    if len(sizes) == 1:
        return True
    if _DAY.match(joined(found)) and sizes[:3] == _DAY_SHAPE:
        return False
    if sizes[0] == 1 and sizes[1] > _GROUP and signs <= {".", ","}:  # 0.912345678
        return False
    if said.label is Label.PHONE:
        return True
    is_listed = any(mark in sign for sign in signs for mark in ",/\n")
    return not is_listed or min(sizes) >= _WRITTEN


def _is_meant(plain: str, found: Groups, said: Said) -> bool:
    """Tell `+84 912 …` from a sum of money or a code that begins with 84."""
    before = plain[max(0, found[0].start - 2) : found[0].start]
    if before.endswith(("+", "(", "+ ")) or said.label is Label.PHONE:
        return True
    if joined(found).startswith("0"):
        return joined(found).startswith("00") and shape(found)[0] > 1
    return len(found) == 1 or not between(plain, found) & {".", ","}
