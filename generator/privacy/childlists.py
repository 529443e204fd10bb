"""Names of children in lists that are headed as theirs, and in columns for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.kernel.patterns import LazyPattern
from generator.privacy.childhood import LONG_NAME, NAME, NEVER
from generator.privacy.names import PLACES
from generator.privacy.wording import Wording

# Lists whose heading says that they are of children.
_BULLET = r"(?:(?:\d+[.)]|[-+*.•]) ?)"
# A given name alone is a child's where the age, the class or a parent follows at once.
_LISTED_NAME = (
    rf"(?:{LONG_NAME}|{NAME}(?= \d{{1,2}} ?(?:t|tuổi|th|tháng)(?!\w)"
    r"|,? \(?(?:mẹ|bố|ba|má|con|cháu|lớp) ))"
)
_HEAD = LazyPattern(
    rf"(?i:trẻ|thiếu nhi|nhí|bé|học sinh|cháu|học bổng|(?<=các )em|con (?:em|của|cán bộ|đoàn viên"
    rf"|công nhân|cnlđ|nlđ|cb|cnvc|người lao động|anh|chị|ông|bà|liệt sĩ"
    rf"|thương binh|nhỏ|dưới|chưa|từ))(?P<rest>[^:.;\n|]{{0,90}}):\s?"
    rf"(?:{_BULLET}|(?:em|cháu|bé) )?(?P<name>{_LISTED_NAME})(?!\w)"
)
_LISTED = LazyPattern(
    r"(?: [\d.]+ ?(?:đ|đồng|triệu|suất)| ?\([^()\n]{1,60}\)| - [^,;\n]{1,50}|,? lớp \w+"
    r"| \d{1,2}\w?)*"
    rf"(?:[,;.] (?:và |cùng )?| (?:và|cùng) |[^\n]{{0,90}}\n(?={_BULLET})"
    rf"|[;,]?\n){_BULLET}?(?:(?:em|cháu"
    rf"|bé) )?(?P<name>{_LISTED_NAME})(?!\w)"
)
_ASIDE = LazyPattern(r"\([^()]*\)?")
_GIVERS = LazyPattern(
    r"(?<!\w)(?:ban|giám khảo|phụ trách|tổ chức|người|tặng|ủng hộ|tài trợ|liên hệ|chủ nhiệm"
    r"|giáo viên"
    r"|cô|thầy|hướng dẫn|đơn vị|địa điểm|nơi"
    r"|(?<!đỗ )(?<!học )(?<!vào )(?<!tuyển )(?<!tới )trường|công ty|nói|cho biết|chia sẻ"
    r"|thành phần)(?!\w)"
)
_COLUMN = LazyPattern(
    r"(?:tên|học)(?: của)? (?:các )?(?:cháu|con|bé|học sinh|em|trẻ|thiếu nhi)|ten_(?:con|chau|be"
    r"|hoc_sinh"
    r"|tre)|^(?:họ (?:và )?tên )?(?:cháu|các cháu|bé"
    r"|con|học sinh|thiếu nhi|trẻ)\Z|tên trẻ"
)

# Without such a heading: names beside classes and parents.
_NAME_COLUMN = LazyPattern(r"^(?:họ (?:và |, ?)?tên|tên|ho_?(?:va_?)?ten)\Z")
_CLASS_COLUMN = LazyPattern(r"^(?:lớp|lop|đang học)")
_AGE_COLUMN = LazyPattern(r"^(?:tuổi|tuoi|sinh năm|năm sinh|ngày sinh)\Z")
_PARENT_COLUMN = LazyPattern(
    r"phụ huynh|bố|mẹ|cha|trường(?! hợp)|con |phu_?huynh|truong|học lực|kết quả học"
)
_CELL = LazyPattern(rf'\s*"?(?P<name>{NAME})"?(?: ?\([^()|\n]{{0,30}}\))?\s*\Z')

_REACH = 100  # characters of a line before the heading


def in_headed_lists(wording: Wording, spots: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the names in a list that is said to be of children: `Trẻ mồ côi nhận quà: …`."""
    end = 0
    for at in spots:
        if at < end or wording.low.find(":", at, at + _REACH) < 0:
            continue
        head = _HEAD.match(wording.plain, at)
        if head is None:
            continue
        line = wording.low[max(0, at - _REACH) : at]
        line = line[max(line.rfind("\n"), line.rfind(". ")) + 1 :]
        if _GIVERS.search(line) or _GIVERS.search(_ASIDE.compiled.sub("", head["rest"].lower())):
            continue
        match: re.Match[str] | None = head
        while match is not None and _is_listed(match["name"]):
            yield match.span("name")
            end = match.end()
            match = _LISTED.match(wording.plain, match.end())


def _is_listed(name: str) -> bool:
    return name not in PLACES and name.split(maxsplit=1)[0] not in NEVER | {"Công", "Ủy", "Liên"}


def in_columns(wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield the names in a column for children, or beside classes and parents."""
    for start, end, _ in wording.cells(_COLUMN):
        if cell := _CELL.match(wording.plain, start, end):
            yield cell.span("name")
    for start, end, headings in wording.cells(_NAME_COLUMN):
        is_of_class = any(map(_CLASS_COLUMN.search, headings))
        is_of_pupils = any(map(_PARENT_COLUMN.search, headings)) and (
            is_of_class or any(map(_AGE_COLUMN.search, headings))
        )
        if is_of_pupils and (cell := _CELL.match(wording.plain, start, end)):
            yield cell.span("name")
