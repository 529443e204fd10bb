"""
Names of children.

Whose name it is shows by a word before it (con gái, cháu, bé), by the class or the age after it, by
whose child it is, or by the heading of a column. A grown daughter is no child.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.finds import Find, Kind
from generator.privacy.names import NO_NAMES, SYLLABLE, UPPER
from generator.privacy.wording import Wording

_NAME = rf"{SYLLABLE}(?: {SYLLABLE}){{0,4}}"
_LONG_NAME = rf"{SYLLABLE}(?: {SYLLABLE}){{1,4}}"
_KIN = (
    "anh chị|anh|chị|ông|bà|cô|chú|bác|nữ công nhân|công nhân|đoàn viên|đồng chí|đ/c|vợ chồng"
    "|gia đình|em"
)
_STEMS = ("con", "cháu", "bé", "em", "học sinh", "thiếu nhi", "đứa", "cu ", "thằng", "nhóc")
_CHILD = (
    r"con (?:gái|trai|đầu lòng|đầu|út|lớn|nhỏ|nuôi|bé|thứ \w+|cả|đẻ)"
    r"(?: (?:đầu lòng|đầu|út|lớn|nhỏ|thứ \w+|cả|tôi|mình))?|con(?= (?:là|tên|của|nhỏ|anh|chị"
    r"|đoàn viên|công nhân))|con(?=:)"
    r"|cháu(?: (?:gái|trai|bé|lớn|nhỏ|nội|ngoại|út|đầu|cả|thứ \w+|họ))*|bé(?: (?:gái|trai|út"
    r"|lớn))?|em bé|em út"
    r"|học sinh|thiếu nhi|đứa (?:lớn|nhỏ|đầu|út|con|bé)|cu|thằng(?: cu| bé)?|nhóc|em"
)
_WHOSE = (
    rf"(?: (?:mới |đã )?\d+ (?:tháng )?tuổi)?(?:(?: nhỏ| nhà"
    rf"| tuổi)?(?: của)? (?:{_KIN})(?: (?:{_KIN}))?(?: {_NAME})?"
    r"(?=,| là| tên| -|:| \())?"
)
_BEFORE = re.compile(
    rf"(?P<child>(?i:{_CHILD})){_WHOSE}(?:,|:| -| \()?(?: ?(?:nhỏ|tuổi|là|tên là|tên|gồm"
    rf"|mang tên))?[:,]?"
    rf"(?: (?i:cháu|bé|em|con|gồm|\d\.))?(?:[: ]|(?<=\()) ?(?P<name>{_NAME})(?!\w)"
)
_MANY = re.compile(r"(?:các|hai|ba|bốn|những|mấy|đôi|hai chị) \Z")
_NEXT = re.compile(
    rf"(?: \([^()\n]{{1,40}}\))?(?:,? (?:và|cùng|với)|[,;])(?: (?:cháu|bé"
    rf"|em))? (?P<name>{_NAME})(?!\w)"
)
_AFTER = re.compile(
    rf"(?<!\w)(?:(?:Em|Cháu|Bé|Con) )?(?P<name>{_LONG_NAME})(?:"
    r",? ?[(,-]? ?(?:(?:là )?học sinh |hs |đang học |học |vào )?"
    r"lớp (?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mẫu giáo|lá|chồi|mầm)(?:[A-Ea-e]\d?)?"
    r"|,? ?[(,-]? ?(?:sinh năm \d+, )?(?:mới |lên |hơn |gần |chưa đầy |chưa tròn )?(?:[1-9]"
    r"|1[0-5]|\d+(?= tháng)) (?:tháng )?tuổi"
    r"| ?[(-] ?(?:1[0-2]|[1-9]) ?[A-Ea-e]\d?"
    rf"|,? ?[(,-] ?(?:là )?(?:con|cháu) (?:gái |trai |đầu |út |của |lớn |nhỏ )*(?:{_KIN}))(?!\w)"
)
_ANCHORS = ("lớp ", "tuổi", "tháng tuổi", "con ", "cháu ", "học sinh")
_IN_SCHOOL = re.compile(
    r"lớp \d|lớp (?:một|hai|ba|bốn|năm|lá|chồi|mầm)|học sinh|mẫu giáo|mầm non|tiểu học|thcs|thpt"
    r"|(?<!\d)(?:[1-9]|1[0-5]) tuổi"
    r"|tháng tuổi|nhà trẻ|thiếu nhi|trẻ em|con (?:anh|chị|đoàn viên|ông|bà)|mồ côi|học bổng"
    r"|trung thu|1/6|tới trường|đến trường"
)
_GROWN = re.compile(
    r"kỹ sư|công nhân|bộ đội|sinh viên|đại học|cao đẳng|giáo viên|nhân viên|thạc sĩ|bác sĩ"
    r"|công an|cũng làm|đi làm|lập gia đình|thợ"
    r"|lấy chồng|lấy vợ|(?<!\d)(?:1[89]|[2-9]\d) tuổi|nối nghiệp|nhận công tác|tốt nghiệp"
    r"|chiến sĩ|vào nghề|đoàn viên|tổ trưởng|du học"
    r"|kế toán|trưởng|ủy quyền|(?:sinh năm|sn) (?:19|200[0-7])"
)
_COLUMN = re.compile(
    r"(?:tên|học) (?:các )?(?:cháu|con|bé|học sinh|em)|^(?:họ (?:và )?tên )?(?:cháu|các cháu|bé"
    r"|con|học sinh|thiếu nhi|trẻ)\Z|tên trẻ"
)
_OF_PLACE = re.compile(
    r"(?:trường|tiểu học|thcs|thpt|mầm non|mẫu giáo|phường|xã|công ty|phố|đường|quỹ|giải|bác"
    r"|thôn)\s\Z"
)
_OF_PARENT = re.compile(
    r", con (?:gái|trai|anh|chị|công|nữ|ông|bà)|\(con|con (?:anh|chị|công|ông|bà|đoàn)"
)
_NEVER = frozenset(
    "Bác Trường Mầm Nhà Tổ Ban Hội Phòng Quỹ Trạm Tết Ủy Đảng Lớp THPT THCS Tiểu Tháng Zalo"  # noqa: SIM905 -- words read best so
    " Bệnh".split()
)
_IN_NAME = re.compile(rf"[{UPPER}]\w* \Z")  # `Hoàng Thị Bé`: here no word for a child
_CELL = re.compile(rf'\s*"?(?P<name>{_LONG_NAME})"?\s*\Z')
_CLASS = re.compile(r"[(-] ?(?:1[0-2]|[1-9]) ?[A-Ea-e]\d?(?!\w)")
_REACH, _BACK, _SAID, _FOLLOWS = 100, 16, 24, 40
_LONGEST = 72  # characters of a name with what may stand before it


def find(wording: Wording) -> Iterator[Find]:
    """Yield the names of children, in order."""
    found = {*_after_a_word(wording), *_before_a_word(wording)}
    found.update(_in_columns(wording))
    for start, end in sorted(found):
        yield Find(Kind.CHILD, start, end, wording.low[start:end])


def _after_a_word(wording: Wording) -> Iterator[tuple[int, int]]:
    end = 0
    for at in wording.spots(_STEMS):
        match = _BEFORE.match(wording.plain, at) if at >= end else None
        if match is None:
            continue
        if match["child"].lower() == "em" and not _is_at_school(wording, match):
            continue
        while match is not None and _is_child(wording, match):
            yield match.span("name")
            end = match.end()
            match = _NEXT.match(wording.plain, end)


def _before_a_word(wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield the names before a class, an age, or whose child it is."""
    marks = [*wording.spots(_ANCHORS), *(m.start() for m in _CLASS.finditer(wording.plain))]
    for mark in marks:
        for match in _AFTER.finditer(wording.plain, max(0, mark - _LONGEST), mark + _FOLLOWS):
            if match.end() >= mark and _is_child(wording, match):
                yield match.span("name")


def _is_child(wording: Wording, match: re.Match[str]) -> bool:
    start, end = match.span("name")
    first, _, rest = match["name"].partition(" ")
    if first in _NEVER or (first in NO_NAMES and not rest):
        return False
    at = match.start()
    if wording.plain[at].isupper() and _IN_NAME.search(wording.plain, max(0, at - _BACK), at):
        return False
    before = wording.low[max(0, start - _SAID) : start]
    following = wording.low[end : end + _FOLLOWS]
    following = re.split(r"[.;\n]", following, maxsplit=1)[0]
    following = _OF_PARENT.split(following, maxsplit=1)[0]
    return not (
        _OF_PLACE.search(before)
        or _GROWN.search(following)
        or _GROWN.search(before[before.rfind("con ") + 1 :])
    )


def _is_at_school(wording: Wording, match: re.Match[str]) -> bool:
    if _MANY.search(wording.low, max(0, match.start() - _BACK), match.start()):
        return True
    said = wording.low[max(0, match.start() - _REACH) : match.end() + _REACH]
    return _IN_SCHOOL.search(said) is not None


def _in_columns(wording: Wording) -> Iterator[tuple[int, int]]:
    for start, end, heading, _ in wording.cells():
        if _COLUMN.search(heading) and (cell := _CELL.match(wording.plain, start, end)):
            yield cell.span("name")
