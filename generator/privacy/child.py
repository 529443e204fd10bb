"""
Names of children.

Whose name it is shows by a word before it (con gái, cháu, bé), by the class or the age after it, by
whose child it is, or by the heading of a column. A grown daughter is no child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from generator.privacy.finds import Find, Kind
from generator.privacy.names import NO_NAMES, PLACES, SYLLABLE, UPPER
from generator.privacy.wording import SPOTS_LIMIT, Wording, anchors

_NAME = rf"{SYLLABLE}(?: {SYLLABLE}){{0,4}}"
_LONG_NAME = rf"{SYLLABLE}(?: {SYLLABLE}){{1,4}}"
_KIN = (
    "hai vợ chồng|anh chị|anh|chị|ông|bà|cô|chú|bác|nữ công nhân|công nhân|đoàn viên|đồng chí|đ/c"
    "|vợ chồng"
    "|gia đình|em|cậu|dì|mẹ|bố|ba|má|tôi|mình|liệt sĩ|nạn nhân"
)
_STEMS = anchors(
    *("con ", "cháu", "bé", "em ", "học sinh", "thiếu nhi", "đứa", "cu ", "thằng", "nhóc"),
    *("bạn nhỏ", "trẻ ", "sinh đôi", "sinh ba", "song sinh", "đặt tên", "hạ sinh"),
    *("sinh con", "anh em", "chị em", "quý tử", "tụi nhỏ", "mấy nhỏ", "con:", "ái nữ"),
)
_CHILD = (
    r"con (?:gái|trai|đầu lòng|đầu|út|lớn|nhỏ|nuôi|bé|thứ \w+|cả|đẻ|thơ|dại|mọn|ruột|riêng|chung)"
    r"(?: (?:đầu lòng|đầu|út|lớn|nhỏ|thứ \w+|cả|tôi|mình|dại|thơ))*|con(?= (?:là|tên|của|nhỏ|anh"
    r"|chị|đoàn viên|công nhân|tôi|mình))|con(?=:)"
    r"|cháu(?: (?:gái|trai|bé|lớn|nhỏ|nội|ngoại|út|đầu|cả|thứ \w+|họ))*|bé(?: (?:gái|trai|út"
    r"|lớn|sơ sinh))?|em bé|em út|em (?:gái|trai|nhỏ)|bạn nhỏ|trẻ mồ côi|trẻ"
    r"|học sinh|thiếu nhi|đứa (?:lớn|nhỏ|đầu|út|con|bé|cháu|thứ \w+)|cu|thằng(?: cu| bé| nhóc| út)?"
    r"|nhóc|em|(?:cặp )?(?:sinh đôi|sinh ba|song sinh)|(?:hạ sinh|sinh con|đặt tên)"
    r"(?: (?:con|cho|bé|cháu|gái|trai|đầu lòng|là))*|(?:anh|chị) em|quý tử|ái nữ|tụi nhỏ|mấy nhỏ"
)
# Words for a child that are also said of the grown: then something else must tell.
_UNSURE = frozenset({"em", "anh em", "chị em", "em gái", "em trai", "em út", "trẻ"})
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
_FEW = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai"
_AFTER = re.compile(
    rf"(?<!\w)(?:(?:Em|Cháu|Bé|Con) )?(?P<name>{_LONG_NAME})(?:"
    r",? ?[(,-]? ?(?:(?:là )?(?:em |cháu )?(?:học sinh|hs) |(?:đang |mới |vừa )?(?:học|vào|lên) )*"
    rf"(?:lớp (?:\d+|{_FEW}|mẫu giáo|lá|chồi|mầm|nhà trẻ)(?:[A-Ea-e]\d?)?"
    r"|(?<=học )(?:mẫu giáo|mầm non|nhà trẻ|tiểu học|cấp (?:1|2|một|hai)))"
    r"|,? ?[(,-]? ?(?:(?:sinh năm|sn) \d+, )?(?:mới |lên |hơn |gần |chưa đầy |chưa tròn |tròn "
    r"|vừa )*"
    rf"(?:[1-9]|1[0-5]|(?:{_FEW})|\d+(?= tháng)|\d+(?= ngày)) (?:tháng |ngày )?tuổi"
    rf"|,? ?[(,-]? ?(?:mới |vừa )?lên (?:[2-9]|1[0-5]|{_FEW})(?= ?[,.;)]| tuổi)"
    r"|,? ?[(,-] ?(?:sinh(?: năm)?|sn|s\.) ?20(?:09|1\d|2\d)"
    r"| ?[(-] ?(?:1[0-2]|[1-9]) ?[A-Ea-e]\d?"
    rf"|,? ?[(,-] ?(?:là )?(?:con|cháu) (?:gái |trai |đầu |út |của |lớn |nhỏ |thứ \w+ )*(?:{_KIN})"
    r")(?!\w)"
)
_ANCHORS = anchors(
    *("lớp ", "tuổi", "tháng tuổi", "ngày tuổi", "con ", "cháu ", "học sinh", "hs ", "lên "),
    *("mẫu giáo", "mầm non", "nhà trẻ", "tiểu học", "cấp ", "sinh năm", "sinh 20", "sn "),
)
_IN_SCHOOL = re.compile(
    r"lớp \d|lớp (?:một|hai|ba|bốn|năm|lá|chồi|mầm)|học sinh|mẫu giáo|mầm non|tiểu học|thcs|thpt"
    r"|(?<!\d)(?:[1-9]|1[0-5]) tuổi"
    r"|tháng tuổi|nhà trẻ|thiếu nhi|trẻ em|con (?:anh|chị|đoàn viên|ông|bà)|mồ côi|học bổng"
    r"|trung thu|1/6|tới trường|đến trường|sơ sinh|\(20(?:09|1\d|2\d)\)|sinh (?:năm )?20(?:09|1\d"
    r"|2\d)|vở|sách|xe đạp"
    r"|con (?:em )?công nhân|đỡ đầu|bố mất|mẹ mất|nghỉ học|bỏ học|cặp sách|sữa"
)
_GROWN = re.compile(
    r"kỹ sư|công nhân|bộ đội|sinh viên|đại học|cao đẳng|giáo viên|nhân viên|thạc sĩ|bác sĩ"
    r"|công an|cũng làm|đi làm|lập gia đình|thợ"
    r"|lấy chồng|lấy vợ|(?<!\d)(?:1[89]|[2-9]\d) tuổi|nối nghiệp|nhận công tác|tốt nghiệp"
    r"|chiến sĩ|vào nghề|đoàn viên|tổ trưởng|du học"
    r"|kế toán|trưởng|ủy quyền|bồi dưỡng|học viên|nghiệp vụ|trung cấp|về hưu|tại chức|cao học"
    r"|(?:sinh năm|sn) (?:19|200[0-7])"
)
_COLUMN = re.compile(
    r"(?:tên|học) (?:các )?(?:cháu|con|bé|học sinh|em|trẻ|thiếu nhi)|ten_(?:con|chau|be|hoc_sinh"
    r"|tre)|^(?:họ (?:và )?tên )?(?:cháu|các cháu|bé"
    r"|con|học sinh|thiếu nhi|trẻ)\Z|tên trẻ"
)
# Without such a heading: names beside classes and parents.
_NAME_COLUMN = re.compile(r"^(?:họ (?:và |, ?)?tên|tên|ho_?(?:va_?)?ten)\Z")
_CLASS_COLUMN = re.compile(r"^(?:lớp|lop|đang học)")
_PARENT_COLUMN = re.compile(
    r"phụ huynh|bố|mẹ|cha|trường|con |phu_?huynh|truong|học lực|kết quả học"
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
    " Bệnh Chị Ông Bà Cô Chú Mẹ Vợ Chồng".split()
)
_IN_NAME = re.compile(
    rf"(?:[{UPPER}]\w*|anh|chị|ông|bà|cô|chú|bác|dì|cậu) \Z"
)  # `Hoàng Thị Bé`: here no word for a child
_CELL = re.compile(rf'\s*"?(?P<name>{_LONG_NAME})"?\s*\Z')
_LED = (",", "(", "-", " là")  # what stands between a name and whose child it is
_LED_BACK = 4
_RISEN = re.compile(rf"lên (?:[2-9]|1[0-5]|{_FEW})(?!\w)")
_DIVISIONS = ("a", "b", "c", "d", "e")
_OPEN = ("(", "-")
_REACH, _BACK, _SAID, _FOLLOWS = 100, 16, 24, 40
_AGE = 5  # a name with no more before it than `Cháu ` begins its own clause
_LONGEST = 72  # characters of a name with what may stand before it


def find(wording: Wording) -> Iterator[Find]:
    """Yield the names of children, in order."""
    found = {*islice(_after_a_word(wording), SPOTS_LIMIT), *_before_a_word(wording)}
    found.update(_in_columns(wording))
    for start, end in sorted(found):
        yield Find(Kind.CHILD, start, end, wording.low[start:end])


def _after_a_word(wording: Wording) -> Iterator[tuple[int, int]]:
    end = 0
    for at in wording.spots(_STEMS):
        match = _BEFORE.match(wording.plain, at) if at >= end else None
        if match is None:
            continue
        if match["child"].lower() in _UNSURE and not _is_at_school(wording, match):
            continue
        while match is not None and _is_child(wording, match):
            yield match.span("name")
            end = match.end()
            match = _NEXT.match(wording.plain, end)


def _before_a_word(wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield the names before a class, an age, or whose child it is."""
    low = wording.low
    for mark in (*_marks(wording), *_classes(low, wording.numbers)):
        for match in _AFTER.finditer(wording.plain, max(0, mark - _LONGEST), mark + _FOLLOWS):
            if match.end() >= mark and _is_child(wording, match):
                yield match.span("name")


def _marks(wording: Wording) -> Iterator[int]:
    """Yield where a class, an age or a parent may be told of the name before."""
    low = wording.low
    for at in wording.spots(_ANCHORS):
        if low.startswith(("con ", "cháu "), at):
            if low[max(0, at - _LED_BACK) : at].rstrip().endswith(_LED):
                yield at
        elif not low.startswith("lên ", at) or _RISEN.match(low, at):
            yield at


def _classes(low: str, numbers: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield where a class stands by itself: `Ngô Gia Bảo (7B)`."""
    for start, end in numbers:
        if (
            low[end : end + 1] in _DIVISIONS
            and low[max(0, start - 2) : start].rstrip()[-1:] in _OPEN
        ):
            yield start


def _is_child(wording: Wording, match: re.Match[str]) -> bool:
    start, end = match.span("name")
    first, _, rest = match["name"].partition(" ")
    if first in _NEVER or match["name"] in PLACES or (first in NO_NAMES and not rest):
        return False
    at = match.start()
    if wording.plain[at].isupper() and _IN_NAME.search(wording.plain, max(0, at - _BACK), at):
        return False
    before = wording.low[max(0, start - _SAID) : start]
    since = wording.low[at:start] if start - at > _AGE else re.split(r"[,.;:(]", before)[-1]
    following = wording.low[end : end + _FOLLOWS]
    following = re.split(r"[.;\n]", following, maxsplit=1)[0]
    following = _OF_PARENT.split(following, maxsplit=1)[0]
    return not (
        _OF_PLACE.search(before)
        or _GROWN.search(following)
        or _GROWN.search(since[since.rfind("con ") + 1 :])
    )


def _is_at_school(wording: Wording, match: re.Match[str]) -> bool:
    if _MANY.search(wording.low, max(0, match.start() - _BACK), match.start()):
        return True
    said = wording.low[max(0, match.start() - _REACH) : match.end() + _REACH]
    return _IN_SCHOOL.search(said) is not None


def _in_columns(wording: Wording) -> Iterator[tuple[int, int]]:
    for start, end, _ in wording.cells(_COLUMN):
        if cell := _CELL.match(wording.plain, start, end):
            yield cell.span("name")
    for start, end, headings in wording.cells(_NAME_COLUMN):
        is_of_class = any(map(_CLASS_COLUMN.search, headings))
        is_of_pupils = is_of_class and any(map(_PARENT_COLUMN.search, headings))
        if is_of_pupils and (cell := _CELL.match(wording.plain, start, end)):
            yield cell.span("name")
