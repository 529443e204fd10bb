"""Numbers of bank accounts: six to nineteen digits that a word or a bank's name tells of."""

from __future__ import annotations

from generator.privacy.labels import Label
from generator.privacy.runs import Groups, between, shape

_FEWEST, _FEWEST_WEAK, _MOST = 6, 8, 19
_WHOLE = 8  # digits that are a number without what follows them
_GROUP = 5
_THOUSANDS = 3


def account(plain: str, groups: Groups, first: int, label: Label | None) -> Groups | None:
    """Return the groups from *first* on that are the number of an account."""
    if label not in (Label.ACCOUNT, Label.BANK):
        return None
    if first and plain[groups[first - 1].end : groups[first].start] in (".", ","):
        return None  # the latter part of a sum
    last = first
    while (
        last + 1 < len(groups)
        and sum(shape(groups[first : last + 1])) < _MOST
        and len(groups[last].digits) <= _GROUP
        and len(groups[last + 1].digits) <= _WHOLE
        and plain[groups[last].end : groups[last + 1].start] in (" ", ".", "-", " - ", "*", "_")
    ):
        last += 1
    found = groups[first : last + 1]
    fewest = _FEWEST if label is Label.ACCOUNT else _FEWEST_WEAK
    if not fewest <= sum(shape(found)) <= _MOST:
        return None
    return None if _is_sum(plain, found) else found


def _is_sum(plain: str, found: Groups) -> bool:
    """Tell a sum of money by its dots (`50.000.000`) from a number in groups."""
    sizes = shape(found)
    in_thousands = len(sizes) > 1 and sizes[0] <= _THOUSANDS and set(sizes[1:]) == {_THOUSANDS}
    is_dotted = between(plain, found) <= {".", ","}
    return in_thousands and is_dotted and not found[0].digits.startswith("0")
