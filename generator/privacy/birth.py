"""Dates of birth: a whole date after a word for it. A year alone tells little, and is no find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from generator.kernel.patterns import LazyPattern
from generator.privacy.finds import Find, Kind
from generator.privacy.names import SYLLABLE, persons
from generator.privacy.wording import Wording, anchors

_MONTHS = "giêng|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười|chạp"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19[2-9]\d|20[0-3]\d)"
_DATE = LazyPattern(
    rf"(?:{_DAY} ?[/.-] ?{_MONTH} ?[/.-] ?(?:{_YEAR}|\d\d)(?![\d/])"
    rf"|{_DAY},? tháng (?:{_MONTH}|{_MONTHS})(?: âm lịch)?(?:,? năm |, ?| |/){_YEAR}(?!\d)"
    rf"|{_DAY} ?[/.-] ?{_MONTH},? năm {_YEAR}(?!\d)"
    rf"|{_YEAR}[-/]{_MONTH}[-/]{_DAY}(?!\d)|{_DAY}{_MONTH}{_YEAR}(?!\d))"
)
_SIGNS = anchors(
    *("sinh", "birth", "birthday", "ns", "sn", "dob", "d.o.b", "n/s", "n.s", "s.", "ntns"),
    *(
        "thêm tuổi",
        "tuổi mới",
        "ra đời",
        "chào đời",
        "đẻ",
        "tuổi thật",
        "ngay_sinh",
        "ngaysinh",
        "khai sinh",
        "birthdate",
    ),
)
_PARTS, _SEX_BACK = ("/", ".", "-"), 8
_GOES_ON = (
    "/",
    ".",
    "-",
    " t",
    ", t",
    " /",
    " .",
    " -",
)  # after the day, or the year where that is first
_UNPARTED = 8  # 12051984
_DATES_SOUGHT = 3000  # a text with more is no text; of its dates the first are told
_IS_SHORT = LazyPattern(r"\D\d\d\Z")  # 12/5/84
_BORN = LazyPattern(
    r"(?<!học )(?<!thí )(?<!phát )(?<!vệ )(?<!hy )(?<!hi )(?<!nảy )(?<!tái )(?<!dân )(?<!giáo )"
    r"(?<!tuyển )(?<!môn )(?<!ký )(?<!y )"
    r"\bsinh\b(?! (?:hoạt|viên|sống|thái|sản|kế|lực|học|trắc|tố|lợi|khí|động|hóa|hoá|quán|trưởng"
    r"|tử|phẩm|vật|đẻ|nhai))"
    r"|\bngày,? (?:tháng,? năm )?sinh|ngay_?sinh|\bđẻ (?=\d|mùng|mồng|ngày|hôm|vào|tháng)"
    r"|\bngày ra đời(?! của (?:tờ|tổ|công|trang|bản|quỹ|nhà|phong|hội|ngành|đội|giai))|\bdob\b"
    r"|\bd\.o\.b|\bn/s\b|\bn\.s\b|(?<![a-zà-ỹ])(?:ns|sn)\b|chào đời|birth|tuổi thật|thêm tuổi"
    r"|tuổi mới"
    r"|đẻ ngày|\bntns\b|\bs\."
)
_STEMS = (
    "sinh",
    "chào đời",
    "tuổi mới",
    "thêm tuổi",
    "ra đời",
    "đẻ",
    "birth",
    "tuổi thật",
    "ns",
    "sn",
    "s.",
    "n/s",
    "dob",
    "d.o.b",
)
_OTHER = LazyPattern(
    r"thành lập|khánh thành|khai mạc|ban hành|quyết định|nhập học|tốt nghiệp|vào đảng|kết nạp"
    r"|hy sinh|cấp ngày|kỷ niệm|lần thứ"
    r"|hội nghị|tổ chức|diễn ra|vào làm|ký hợp đồng|trao|dự thi|thi ngày|thi vào|tuyển|trước ngày"
    r"|chậm nhất|hạn|nộp|đến ngày|hiệu lực|bản tin|đăng ngày"
)
# Unions, works and towns have birthdays too.
_INSTITUTION = LazyPattern(
    r"(?:sinh nhật|ngày sinh|ngày thành lập|ra đời|chào đời)(?: (?:của|lần thứ \w+|thứ \w+"
    r"|tuổi \w+|mừng))*"
    r" (?:công ty|công đoàn|xí nghiệp|nhà máy|tổ|đội|cđcs|liên đoàn|trường|bệnh viện|ngành"
    r"|cơ quan|đơn vị"
    r"|tập đoàn|tổng công ty|hợp tác xã|câu lạc bộ|clb|quỹ|hội|phòng|ban|xưởng|phân xưởng|cảng|trạm"
    r"|điện lực|thành phố|tỉnh|đảng|đoàn(?! viên)|trung tâm|chi bộ|báo|đài|bản tin|tạp chí"
    r"|trang|nhóm|nông trường"
    r"|lâm trường|mỏ|khu|viện|thư viện|website|ứng dụng|chợ|bến|nhà|cầu|đập|hồ)(?!\w)"
    r"|(?:kỷ niệm|kỉ niệm)(?: lần thứ)? \w+(?: năm)? (?:ngày )?sinh"
    r"|sinh hoạt"
)
_CALLED = LazyPattern(
    r"[ ,)]{0,3}(?:chính )?là (?:ngày )?(?:sinh|chào đời)\b|[ ,)]{0,3}[\w ]{0,30}(?<=\w )chào đời"
)
# The date beside a name and a sex: `Lâm Thị Hậu, nữ, 04/06/1993`.
_SEXED = LazyPattern(
    rf"(?:{SYLLABLE} ){{0,4}}{SYLLABLE} ?[,(|;-] ?(?:[Nn]am|[Nn]ữ|NAM|NỮ)\)?[ ,;:|(-]{{1,4}}\Z"
)
_THINGS = LazyPattern(
    r"(?:lớp|tổ|đội|giải|bảng|nội dung|môn|lượt|vòng|trận|ca|phòng|ký túc|khu|cúp"
    r"|hạng)[^,.;]{0,30}\Z"
)
# What was printed wrong set right: the word for birth stands before the full stop or semicolon.
_SET_RIGHT = LazyPattern(
    r"(?<!\w)(?:đúng (?:là|phải là)|sửa (?:lại )?(?:là|thành)|đính chính (?:là|thành)|chính xác là"
    r"|mới đúng|(?:khai|ghi|viết) (?:lại )?là|xin đọc là) (?:ngày )?\Z"
)
# From that day to the same of this year, to somebody: `22/11/1971 - 22/11/2026, chúc mừng chị Mến`.
_TURNED = LazyPattern(r" ?- ?(?P<now>\d{1,2}[/.-]\d{1,2})[/.-]20\d\d")
_WISHED = LazyPattern(r"tuổi|sinh nhật|thêm tuổi|khỏe|khoẻ")
_FULL_STOP = LazyPattern(r"[.;!?][\"”)]? |[\"”.]\n|\n\n|: \n|\n\w+:")
_REACH = 80
_NEXT = 60  # characters from one date of birth to the next in a list


def find(wording: Wording) -> Iterator[Find]:
    """Yield the dates of birth, in order."""
    last = -_NEXT
    low = wording.low
    if not wording.has(_SIGNS) and not any(
        low[end : end + 1] in _PARTS and _may_show(low, start, end)
        for start, end in wording.numbers
    ):
        return
    for match in islice(_dates(wording.low, wording.numbers), _DATES_SOUGHT):
        said = wording.before(match.start(), _REACH)
        if "sinh" in said and _INSTITUTION.search(said):
            continue
        if _is_birth(said) or _goes_on(wording, match, last) or _is_persons(wording, match):
            last = match.end()
            yield Find(Kind.BIRTH, match.start(), match.end(), _value(match))


def _may_show(low: str, start: int, end: int) -> bool:
    """Tell whether the number from *start* to *end* may begin a date with no word for birth."""
    before = low[max(0, start - _SEX_BACK) : start]
    return (
        before.endswith("(")
        or "nam" in before
        or "nữ" in before
        or " - " in low[end + 6 : end + 12]
    )


def _dates(low: str, numbers: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in numbers:
        if low.startswith(_GOES_ON, end) or end - start == _UNPARTED:
            match = _DATE.match(low, start)
            if match is not None and not _continues(low, start):
                yield match


def _continues(low: str, start: int) -> bool:
    """Tell the latter part of another number: `1.12.1984`, `3/12/1984`."""
    return start > 1 and low[start - 1] in "/.-" and low[start - 2].isdigit()


def _is_birth(said: str) -> bool:
    if not any(map(said.__contains__, _STEMS)):
        return False
    born = max(_BORN.finditer(said), key=re.Match.end, default=None)
    if born is None:
        return False
    between = said[born.end() :]
    return not (_OTHER.search(between) or _FULL_STOP.search(between) or re.search(r"\d\d", between))


def _goes_on(wording: Wording, match: re.Match[str], last: int) -> bool:
    """Tell the next of several in a list: `anh Phi (17.6.1990), chị Thắm (19.6.1986)`."""
    if match.start() - last >= _NEXT or _IS_SHORT.search(match[0]):
        return False
    between = wording.plain[last : match.start()]
    return (
        between.endswith("(") and _OTHER.search(between.lower()) is None and "\n\n" not in between
    )


def _is_persons(wording: Wording, match: re.Match[str]) -> bool:
    """Tell a date by a name, `Lê Văn Thử (17.6.1990)`, or said to be a birthday after it."""
    if _IS_SHORT.search(match[0]):
        return False
    if _CALLED.match(wording.low, match.end()):
        return True
    before = wording.plain[max(0, match.start() - _REACH) : match.start()]
    if _is_sexed(before) or _is_set_right(before) or _is_turned(wording, match):
        return True
    is_alone = before.endswith("(") and wording.plain.startswith(")", match.end())
    return is_alone and any(end == len(before.rstrip(" (")) for _, end in persons(before))


def _is_sexed(before: str) -> bool:
    if not any(map(before[-_SEX_BACK:].lower().__contains__, ("nam", "nữ"))):
        return False
    sexed = _SEXED.search(before)
    return sexed is not None and _THINGS.search(before[: sexed.end()].lower()) is None


def _is_set_right(before: str) -> bool:
    """Tell the right date after a wrong one: `ngày sinh … in nhầm; đúng là 19/12/1988`."""
    said = before.lower()
    if not said.endswith(("là ", "thành ", "đúng ", "ngày ")):
        return False
    right = _SET_RIGHT.search(said)
    if right is None:
        return False
    born = max(_BORN.finditer(said, 0, right.start()), key=re.Match.end, default=None)
    return born is not None and _OTHER.search(said, born.end()) is None


def _is_turned(wording: Wording, match: re.Match[str]) -> bool:
    turned = _TURNED.match(wording.plain, match.end())
    if turned is None or not match[0].startswith(turned["now"]):
        return False
    said = wording.plain[turned.end() : turned.end() + _REACH]
    return _WISHED.search(said.lower()) is not None and any(persons(said))


def _value(match: re.Match[str]) -> str:
    return "".join(filter(str.isdigit, match[0]))
