"""
Numbers of identity papers.

The twelve digits of the citizen's number (số định danh cá nhân, on căn cước): three for the place
of registration at birth, one for century and sex, two for the year of birth, six at random (Decree
137/2015, article 13; the places' codes are those of Circular 59/2021). Those of the former 63
provinces stay in use: a number never changes. The nine of the older chứng minh nhân dân begin with
a province in two digits and have no other structure, so they need a word beside them.
"""

from __future__ import annotations

from generator.kernel.patterns import LazyPattern
from generator.privacy.labels import Label, Said
from generator.privacy.runs import Groups, between, joined, shape, taken

_PROVINCES = frozenset(
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035"  # noqa: SIM905 -- words read best so
    " 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072"
    " 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096".split()
)
_CITIZEN, OLD_DIGITS = 12, 9
_OLD_PROVINCES = range(1, 39)
_LAST_YEAR = 39  # of this century: a number with a later one is none
_FIRST_YEAR = 15  # of the last century
_ISSUED = LazyPattern(
    r"[ ,;(]{0,4}(?:do .{0,30})?(?:được )?cấp (?:ngày|năm|tại)|[ ,;(]{0,4}do (?:ca|công an)"
)


def citizen_id(plain: str, groups: Groups, first: int, said: Said) -> Groups | None:
    """Return the groups from *first* on if they are a citizen's number."""
    if said.label is not Label.IDENTITY and groups[first].digits[0] != "0":
        return None
    found = taken(groups, first, _CITIZEN)
    if found is None:
        return None
    digits = joined(found)
    if said.label is Label.IDENTITY and said.is_near:
        return found if len(set(digits)) > 1 else None
    if said.is_near and said.label is Label.ACCOUNT:
        return None
    return found if _is_plausible(digits) and _is_grouped(plain, found) else None


def old_id(groups: Groups, first: int, said: Said, after: str) -> Groups | None:
    """Return the groups from *first* on if they are the number of an older identity card."""
    found = taken(groups, first, OLD_DIGITS)
    if found is None:
        return None
    digits = joined(found)
    if said.label is Label.IDENTITY:
        return found if len(set(digits)) > 1 else None
    is_issued = int(digits[:2]) in _OLD_PROVINCES and _ISSUED.match(after) is not None
    return found if is_issued and said.label is not Label.OTHER else None


def _is_plausible(digits: str) -> bool:
    if digits[:3] not in _PROVINCES:
        return False
    century, year = int(digits[3]), int(digits[4:6])
    if century in (0, 1):
        return year >= _FIRST_YEAR
    return century in (2, 3) and year <= _LAST_YEAR


def _is_grouped(plain: str, found: Groups) -> bool:
    """Tell one number in groups from several that stand beside one another."""
    signs = between(plain, found)
    return len(signs) <= 1 or (min(shape(found)) > 1 and not any("," in sign for sign in signs))
