"""
Names of children.

Whose name it is shows by a word before it (con gái, cháu, bé), by the class or the age after it, by
whose child it is, or by the heading of a column. A grown daughter is no child.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from generator.kernel.patterns import LazyPattern
from generator.privacy.childhood import (
    FEW,
    GROWN,
    KIN,
    LONG_NAME,
    NAME,
    NAMED_FOR,
    is_child,
    of_child,
)
from generator.privacy.childlists import in_columns, in_headed_lists
from generator.privacy.finds import Find, Kind
from generator.privacy.names import LOWER, NO_NAMES, SYLLABLE, UPPER, persons
from generator.privacy.wording import SPOTS_LIMIT, Wording, anchors

_STEMS = anchors(
    *(
        "con",
        "cháu",
        "bé",
        "em ",
        "học sinh",
        "học trò",
        "thiếu nhi",
        "đứa",
        "cu ",
        "thằng",
        "nhóc",
    ),
    *("bạn nhỏ", "trẻ ", "sinh đôi", "song sinh", "đặt tên", "hạ sinh"),
    *(
        "sinh con",
        "anh em",
        "chị em",
        "tụi nhỏ",
        "mấy nhỏ",
        "ái nữ",
        "cô bé",
        "cậu bé",
        "cô nhỏ",
        "cậu nhỏ",
        "cô nhóc",
    ),
    *("cậu nhóc", "quý tử"),
    *("nhí", "học bổng", "công chúa", "hoàng tử", "thiên thần"),
)
_CHILD = (
    r"con (?:gái|trai|đầu lòng|đầu|út|lớn|nhỏ|nuôi|bé|thứ \w+|cả|đẻ|thơ|dại|mọn|ruột|riêng|chung)"
    r"(?: (?:đầu lòng|đầu|út|lớn|nhỏ|thứ \w+|cả|tôi|mình|dại|thơ))*|con(?= (?:là|tên|của|nhỏ|anh"
    r"|chị|đoàn viên|công nhân|tôi|mình))|con(?=:)"
    r"|cháu(?: (?:gái|trai|bé|lớn|nhỏ|nội|ngoại|út|đầu|cả|thứ \w+|họ))*|bé(?: (?:gái|trai|út"
    r"|lớn|sơ sinh))?|em bé|em út|em (?:gái|trai|nhỏ)|bạn nhỏ|trẻ mồ côi|trẻ"
    r"|học (?:sinh|trò)|thiếu nhi|đứa (?:lớn|nhỏ|đầu|út|con|bé|cháu|trẻ|thứ \w+)|(?:cô"
    r"|cậu) (?:bé|nhỏ"
    r"|nhóc)|quý tử|cu|thằng(?: cu| bé| nhóc| út)?"
    r"|nhóc|em|(?:cặp )?(?:sinh đôi|song sinh)|(?:hạ sinh|sinh con|đặt tên)"
    r"(?: (?:con|cho|bé|cháu|gái|trai|đầu lòng|là))*|(?:anh|chị) em|(?:công chúa|hoàng tử"
    r"|thiên thần)(?: (?:nhỏ|bé|út|đầu lòng))*|ái nữ|tụi nhỏ|mấy nhỏ"
)
# Words for a child that are also said of the grown: then something else must tell.
_UNSURE = frozenset({"em", "anh em", "chị em", "em gái", "em trai", "em út", "trẻ"})
_WHOSE = (
    rf"(?: (?:mới |đã )?\d+ (?:tháng )?tuổi)?(?:(?: nhỏ| nhà"
    rf"| tuổi)?(?: của)? (?:{KIN})(?: (?:{KIN}))?(?: {NAME}(?: - {NAME}(?= [^\W\d_]))?)?"
    rf"(?: (?:tổ|chuyền|đội|xưởng|ca|phòng)"
    rf" [^\W_]+(?: \d+)?)?"
    r"(?=,| là| tên| -|:| \())?"
)
_BEFORE = LazyPattern(
    rf"(?P<child>(?i:{_CHILD}))(?: (?:trong ảnh|ấy|này|đó|mồ côi|nghèo|giỏi|ngoan"
    rf"|nghèo vượt khó|vượt khó|hiếu học|tội nghiệp|thứ \w+|đáng thương"
    rf"|lớp (?:\d+\w?|lá|chồi|mầm|một|hai|ba|bốn|năm)))*{_WHOSE}(?:,|:| -| \()?(?: ?(?:nhỏ|tuổi"
    rf"|là|tên là|tên|gồm"
    rf"|mang tên))?[:,]?"
    rf"(?: (?i:cháu|bé|em|con|gồm|\d\.))?(?:[: ]|(?<=\()) ?(?P<name>{NAME})(?!\w)"
)
_CAPITAL, _NAMED_WITHIN = LazyPattern(f"[{UPPER}]"), 40
_MANY = LazyPattern(r"(?:các|hai|ba|bốn|những|mấy|đôi|hai chị) \Z")
_NEXT = LazyPattern(
    r"(?: \([^()\n]{1,40}\)|,? (?:lớp )?\d{1,2}[A-Ea-e]?\d?(?: tuổi)?|,? lớp [^\W\d_]+)?"
    rf"(?:,? (?:và|cùng|với)|[,;])(?: (?:cháu|bé|em))? (?P<name>{NAME})(?!\w)"
)
_TAILS = (
    r",? ?[(,-]? ?(?:(?:là )?(?:em |cháu |cô |cậu )?(?:học sinh|hs|học trò|nữ sinh|nam sinh|bé"
    r"|bé gái|bé trai) |(?:đang|mới|vừa|nay|năm nay|học|vào|lên) )*"
    rf"(?:lớp (?i:\d+|{FEW}|mẫu giáo|lá|chồi|mầm|nhà trẻ)(?:[A-Ea-e]\d?)?"
    r"|(?<=học )(?:mẫu giáo|mầm non|nhà trẻ|tiểu học|cấp (?:1|2|một|hai)))"
    r"|,? ?[(,-]? ?(?:(?:sinh năm|sn) \d+, )?(?:mới |lên |hơn |gần |chưa đầy |chưa tròn |tròn "
    r"|vừa )*"
    rf"(?:[1-9]|1[0-5]|(?:{FEW})|\d+(?= tháng)|\d+(?= ngày)) (?:tháng |ngày )?(?:tuổi"
    rf"|t(?= ?[,.;)\n-]))"
    rf"|,? ?[(,-]? ?(?:mới |vừa )?lên (?:[2-9]|1[0-5]|{FEW})(?= ?[,.;)]| tuổi)"
    r"|,? ?[(,-]? ?(?:sinh(?: năm| ngày)?|sn|s\.|ns) ?(?:\d\d?[/.-]\d\d?[/.-])?20(?:09|1\d|2\d)"
    r"|,? ?[(,-] ?(?:con|cháu|bé|em|(?:cô|cậu) (?:bé|nhóc|học trò)|đứa (?:trẻ|bé))"
    r"(?: (?:gái|trai|út|đầu|lớn|nhỏ|nội|ngoại|mới|vừa|đã|lên))*,? (?:[1-9]|1[0-5]) tuổi"
    r"| ?[(-] ?(?:1[0-2]|[1-9]) ?[A-Ea-e]\d?"
    rf"| (?:là )?(?:con|cháu) (?:gái |trai |đầu |út |của |lớn |nhỏ "
    rf"|thứ \w+ )*(?:{KIN})(?= [{UPPER}])"
    rf"|,? ?[(,-] ?(?:là )?(?:con|cháu|đứa|thằng|cô bé|cậu bé) (?:gái |trai |đầu |út |của |lớn "
    rf"|nhỏ "
    rf"|cả |con |nuôi |nhà |thứ \w+ )*(?:{KIN})"
)
_AFTER = LazyPattern(rf"(?<!\w)(?:(?:Em|Cháu|Bé|Con) )?(?P<name>{LONG_NAME})(?:{_TAILS})(?!\w)")
# What tells a child only where others are spoken of as children: `đón Tép tan học`.
_FAINT = LazyPattern(
    rf"(?<![\w'/])(?P<name>{NAME})(?P<whose> (?:nhà"
    rf"|con)(?: (?:{KIN}))? {SYLLABLE}(?: [{LOWER}]+)?)?(?:{_TAILS}"
    r"| (?:[1-9]|1[0-2])[A-E]\d?"
    r"|,? ?[(,-]? ?(?:là )?(?:học sinh |hs )?(?:lớp \w+,? )?(?i:trường )?(?i:tiểu học|thcs|thpt"
    r"|mầm non"
    r"|mẫu giáo|trường th |trường tiểu|trường mầm)"
    r"| (?:và|cùng) (?:em|chị|anh) (?:gái|trai|út)"
    r"| (?:(?:ngày|sáng|chiều|đang|vẫn|được) )?(?:đi|tan|vào|mới|bỏ|tới) (?:học|lớp|nhà trẻ"
    r"|mẫu giáo)| (?:đầy tháng|thôi nôi|chào đời|ra đời|cai sữa)"
    r"| (?:mới |vừa |đã |đang )?(?:biết (?:bò|đi|nói|lẫy|lật)|bập bẹ|mọc răng|bú mẹ)"
    rf"| nhà (?:em|mình|tôi|tui)(?= (?:được|học|mới|đã|vừa|năm|lên|vào|đi|bị|thích|biết|ốm|sốt"
    rf"|thì))"
    r"|,? (?:[1-9]|1[0-5]) tuổi|,? ?[(,-] ?20(?:09|1\d|2\d)\))(?!\w)"
)
_SCHOOLED = LazyPattern(rf"lớp (?:\d|{FEW}|lá|chồi|mầm)|học sinh|mẫu giáo|lên lớp|tiểu học")
_AGED = LazyPattern(r"(?<!\d)(?:[1-9]|1[0-5]) \Z")
_ANOTHER = LazyPattern(
    r"(?<!\w)(?:con|cháu|bé|đứa|nuôi|các|những|trẻ|dạy|cho|dự|mở|dẫn|khai giảng)(?!\w)"
)
_TITLED = LazyPattern(
    rf"(?:anh|chị|ông|bà|cô|chú|bác|cậu|dì|thầy|đồng chí|đ/c|vợ|chồng|mẹ|bố|ba|má|đoàn viên"
    rf"|công nhân"
    rf"|giáo viên|hiệu trưởng|bác sĩ|kỹ sư|tổ trưởng|tổ|đội|ngày|tháng|thứ|năm|ban|nhà|xưởng|lớp"
    rf"|[{UPPER}]\w*) \Z"
)
_YOUNG = LazyPattern(
    r"(?<!\w)(?:con|cháu|bé|đứa|nhóc|lớp \d+|mồ côi|bà nội|bà ngoại|trẻ|sữa|mẫu giáo|học bổng"
    r"|trung thu"
    r"|học sinh"
    r"|nhà trẻ|mầm non|đỡ đầu|đón|phụ huynh|ba mất|bố mất|mẹ mất|cha mất)(?!\w)"
)
_ANCHORS = anchors(
    *("lớp ", "tuổi", "hs ", "lên "),
    *("tan học", "đi học", "đầy tháng", "thôi nôi", "chào đời", "ra đời", "cai sữa", "biết bò"),
    *("biết lẫy", "bập bẹ", "mọc răng", "nhà em ", "nhà mình ", "nhà tôi ", "thcs", "thpt"),
    *("mẫu giáo", "mầm non", "nhà trẻ", "tiểu học", "học cấp", "sinh", "sn "),
)
_IN_SCHOOL = LazyPattern(
    r"lớp \d|lớp (?:một|hai|ba|bốn|năm|lá|chồi|mầm)|học sinh|mẫu giáo|mầm non|tiểu học|thcs|thpt"
    r"|(?<!\d)(?:[1-9]|1[0-5]) tuổi"
    r"|tháng tuổi|nhà trẻ|thiếu nhi|trẻ em|con (?:anh|chị|đoàn viên|ông|bà)|mồ côi|học bổng"
    r"|trung thu|1/6|tới trường|đến trường|sơ sinh|\(20(?:09|1\d|2\d)\)|sinh (?:năm )?20(?:09|1\d"
    r"|2\d)|vở|sách|xe đạp"
    r"|con (?:em )?công nhân|đỡ đầu|(?:bố|mẹ|cha|ba|má) mất|mất (?:bố|mẹ|cha|ba|má)|con nuôi"
    r"|nghỉ học|bỏ học|cặp sách|sữa"
)
_OF_PARENT, _SAID_AFTER = ("con ", "cháu ", "đứa "), ("học sinh", "em gái", "em trai")
_LED = (",", "(", "-", " là")  # what stands between a name and whose child it is
_LED_BACK = 4
_RISEN = LazyPattern(
    rf"lên (?:[2-9]|1[0-5]|{FEW})(?!\w)|lớp (?:\d|(?:{FEW}|mẫu giáo|lá|chồi|mầm|nhà trẻ)(?!\w))"
    r"|học cấp (?:1|2|một|hai)(?!\w)"
)
# What an age or a class may be told in, before the word for it.
_COUNTS = (*"0123456789", *FEW.split("|"), "tháng", "ngày")
_COUNT_BACK = 12
_BORN = ("sinh năm 20", "sinh 20", "sinh ngày")
_DIVISIONS = ("a", "b", "c", "d", "e")
_OPEN = ("(", "-")
_SENTENCE, _SHORT = 120, 5
_REACH, _BACK, _SAID, _FOLLOWS = 100, 16, 24, 40
_AGE = 5  # a name with no more before it than `Cháu ` begins its own clause
_LONGEST = 72  # characters of a name with what may stand before it


def find(wording: Wording) -> Iterator[Find]:
    """Yield the names of children, in order."""
    spots = wording.spots(_STEMS)
    marks = [*_parents(wording, spots), *_marks(wording)]
    found = {*islice(_after_a_word(wording, spots), SPOTS_LIMIT), *_before_a_word(wording, marks)}
    found.update(in_columns(wording))
    found.update(_in_sentences(wording, marks))
    found.update(in_headed_lists(wording, spots))
    for start, end in sorted(found):
        yield Find(Kind.CHILD, start, end, wording.low[start:end])


def _after_a_word(wording: Wording, spots: Iterable[int]) -> Iterator[tuple[int, int]]:
    end = 0
    for at in spots:
        if at < end or _CAPITAL.search(wording.plain, at + 2, at + _NAMED_WITHIN) is None:
            continue
        match = _BEFORE.match(wording.plain, at)
        if match is None:
            continue
        if match["child"].lower() in _UNSURE and not _is_at_school(wording, match):
            continue
        while match is not None and is_child(wording, match):
            yield match.span("name")
            end = match.end()
            match = _NEXT.match(wording.plain, end)


def _before_a_word(wording: Wording, marks: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the names before a class, an age, or whose child it is."""
    low = wording.low
    for mark in (*marks, *_classes(low, wording.numbers)):
        begin, stop, is_told = max(0, mark - _LONGEST), mark + _FOLLOWS, False
        for match in _AFTER.finditer(wording.plain, begin, stop):
            if match.end() >= mark and is_child(wording, match):
                is_told = True
                yield match.span("name")
        for match in () if is_told else _FAINT.finditer(wording.plain, begin, stop):
            if match.end() >= mark and _is_faintly_child(wording, match):
                yield match.span("name")


def _in_sentences(wording: Wording, marks: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the name of whom a class or an age is told later in the sentence, of a child's life."""
    for mark in marks:
        if not _SCHOOLED.match(wording.low, mark) and not _AGED.search(wording.low, mark - 4, mark):
            continue
        back = max(0, mark - _SENTENCE)
        said = wording.plain[back:mark]
        stop = max(said.rfind(". "), said.rfind("\n"), said.rfind("; "), -1) + 1
        names = [span for span in persons(said[stop:]) if span[1] - span[0] > _SHORT]
        if len(names) != 1:
            continue
        start, end = (back + stop + at for at in names[0])
        between = wording.low[end : mark + _SAID]
        if _ANOTHER.search(wording.low, end, mark):
            continue
        before = wording.plain[max(0, start - _BACK) : start]
        if (
            _YOUNG.search(wording.low[back + stop : mark + _FOLLOWS])
            and not GROWN.search(between)
            and not _TITLED.search(before.lower())
            and not NAMED_FOR.search(before.lower())
            and " " in wording.plain[start:end]
        ):
            yield start, end


def _is_faintly_child(wording: Wording, match: re.Match[str]) -> bool:
    start, end = match.span("name")
    if not is_child(wording, match) or match["name"].split()[0] in NO_NAMES:
        return False
    before = wording.plain[max(0, start - _BACK) : start]
    if _TITLED.search(before) or _TITLED.search(before.lower()):
        return False
    said = wording.low[max(0, start - _REACH) : start]
    said = said[max(said.rfind("\n\n"), 0) :]
    following = wording.low[end : end + _REACH]
    return (
        match["whose"] is not None
        or _YOUNG.search(said) is not None
        or _YOUNG.search(following) is not None
    ) and GROWN.search(of_child(following)) is None


def _parents(wording: Wording, spots: Iterable[int]) -> Iterator[int]:
    """Yield where it may be told whose child the name before is, or that it goes to school."""
    low = wording.low
    for at in spots:
        if low.startswith(_OF_PARENT, at):
            is_led = low[max(0, at - _LED_BACK) : at].rstrip().endswith(_LED)
            if is_led or _is_after_name(wording.plain, at):
                yield at
        elif low.startswith(_SAID_AFTER, at):
            yield at


def _marks(wording: Wording) -> Iterator[int]:
    """Yield where a class or an age may be told of the name before."""
    low = wording.low
    for at in wording.spots(_ANCHORS):
        if low.startswith("tuổi", at):
            if low[max(0, at - _COUNT_BACK) : at].rstrip().endswith(_COUNTS):
                yield at
        elif low.startswith("sinh", at):
            if low.startswith(_BORN, at):
                yield at
        elif not low.startswith(("lên ", "lớp ", "học cấp"), at) or _RISEN.match(low, at):
            yield at


def _is_after_name(plain: str, at: int) -> bool:
    before = plain[max(0, at - _BACK) : at].split()
    return bool(before) and before[-1][0].isupper() and before[-1].isalpha()


def _classes(low: str, numbers: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield where a class stands by itself: `Ngô Gia Bảo (7B)`, `em Ngô Gia Bảo 7B`."""
    for start, end in numbers:
        if low[end : end + 1] in _DIVISIONS:
            before = low[max(0, start - 2) : start].rstrip()[-1:]
            if before in _OPEN or before.isalpha():
                yield start


def _is_at_school(wording: Wording, match: re.Match[str]) -> bool:
    is_pair = match["child"].lower() in {"anh em", "chị em"}
    if not is_pair and _MANY.search(wording.low, max(0, match.start() - _BACK), match.start()):
        return True
    said = wording.low[max(0, match.start() - _REACH) : match.end() + _REACH]
    return _IN_SCHOOL.search(said) is not None
