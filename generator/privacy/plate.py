"""
Number plates of cars, motorcycles and the army's vehicles.

Two digits for the province, the series, and five figures (four on old plates), as Circular
79/2024/TT-BCA sets out: `30A-123.45`, `29-B1 123.45`; the army's begin with two letters:
`TM-12-34`. Four figures, or none set apart, are a plate only beside a word such as xe or biển số:
machines are named so too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kernel.patterns import LazyPattern
from generator.privacy.finds import Find, Kind
from generator.privacy.wording import Wording

_PROVINCE = 2  # digits
_BEGINS = LazyPattern(r" ?-? ?[A-Za-zĐđ]")
_FIRST = 11  # the lowest number a province has
_PLATE = LazyPattern(
    r"(?P<province>[1-9][0-9]) ?-? ?(?P<series>[A-HK-NPR-VXYZĐ]{1,2}\d?)"
    r"(?P<gap>[ .-]{0,3})(?P<figures>\d{3}[. ]?\d\d|\d\d\.\d\d|\d{4})(?!\w|/[A-ZĐ]|[.,-]\d)",
    re.IGNORECASE,
)
# Of embassies, international bodies and foreigners: 80-NG-213-45, 29-NN-456.78.
_DIPLOMATIC = LazyPattern(r"[1-9][0-9][ -]?(?:NG|NN|QT|CV)[ -]?\d{3}[ .-]?\d\d(?!\w)")
# Of the Ministry of Defence: AA to QH; four figures, five since they are made anew.
_ARMY = LazyPattern(
    r"(?:A[A-DNPTV]|B[BCHKLPSTY]|C[ABCDHMNPVX]|D[ABC]|H[A-EHNQT]|K[ABCDKNPTV]|P[ACGKMPQTXY]"
    r"|Q[ABCDHPT]"
    r"|T[CHKMNT]|V[TK]|G[BC])[ -]?(?:\d\d[ .-]?\d\d|\d\d[.]?\d[.]?\d\d)(?![\w-])"
)
_VEHICLE = LazyPattern(
    r"\bxe\b|biển|\bbks\b|\bbs\b|ô tô|oto|mô tô|chiếc|phương tiện|tài xế|tài công|(?:đậu"
    r"|đỗ) (?:tại|ở|trước|sai|ngoài|trong|dưới|bên|cạnh|chắn)|taxi"
    r"|xích lô|ba gác|rơ ?moóc|đầu kéo|bien[ _]?so|mang bs"
)
# Machines, rooms, staff and goods have numbers of that form too.
_THING = LazyPattern(
    r"(?<!\w)(?:nhãn|máy|thiết bị|mẫu|model|mã|serial|s/n|lô|tem|hồ sơ|số hiệu|phòng|aptomat"
    r"|biến|sứ"
    r"|động cơ|tủ|cột|trạm|tuyến|cáp|linh kiện|vật tư|đơn hàng|hợp đồng|ghế|tầng|kệ|kho)(?!\w)"
)
_THING_BACK = 30
_ALIKE = 80  # characters from one plate to the next of a list
_REACH, _REACH_AFTER = 90, 30


def find(wording: Wording) -> Iterator[Find]:
    """Yield the number plates, in order."""
    plain = wording.plain
    end = 0
    for start, after in wording.numbers:
        if start < end:
            continue
        match = None
        if after - start == _PROVINCE and _BEGINS.match(plain, after):
            match = _of_province(wording, start, is_next=0 < end > start - _ALIKE)
        elif plain[start - 2 : start - 1].isupper():
            match = _of_army(wording, start)
        if match is not None:
            end = match.end()
            yield _made(match)


def _of_province(wording: Wording, start: int, *, is_next: bool) -> re.Match[str] | None:
    if _goes_on(wording.plain, start):
        return None
    diplomatic = _DIPLOMATIC.match(wording.plain, start)
    if diplomatic is not None:
        return diplomatic
    match = _PLATE.match(wording.plain, start)
    if match is None or int(match["province"]) < _FIRST:
        return None
    if is_next or _is_of_vehicle(wording, match):
        return match
    return match if _is_certain(match) and not _is_of_thing(wording, start) else None


def _of_army(wording: Wording, start: int) -> re.Match[str] | None:
    start -= 2 if wording.plain[start - 1].isupper() else 3
    match = _ARMY.match(wording.plain, start) if start >= 0 else None
    if match is None or _goes_on(wording.plain, start) or not _is_of_vehicle(wording, match):
        return None
    return match


def _goes_on(plain: str, start: int) -> bool:
    """Tell whether what begins at *start* goes on from something before."""
    if start == 0:
        return False
    before = plain[max(0, start - 2) : start]
    return before[-1].isalnum() or (before[-1] in "_./-" and before[0].isdigit())


def _made(match: re.Match[str]) -> Find:
    return Find(Kind.PLATE, match.start(), match.end(), re.sub(r"[^\w]", "", match[0]))


def _is_certain(match: re.Match[str]) -> bool:
    """Tell a plate that shows by itself: five figures, set apart or with their period."""
    figures = sum(character.isdigit() for character in match["figures"])
    is_in_capitals = match["series"].isupper()
    return is_in_capitals and figures == 5 and ("." in match["figures"] or "-" in match["gap"])  # noqa: PLR2004


def _is_of_thing(wording: Wording, start: int) -> bool:
    return _THING.search(wording.before(start, _THING_BACK)) is not None


def _is_of_vehicle(wording: Wording, match: re.Match[str]) -> bool:
    said = wording.before(match.start(), _REACH) + " " + wording.after(match.end(), _REACH_AFTER)
    return _VEHICLE.search(said) is not None
