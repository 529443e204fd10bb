"""Where a person lives: words such as trú tại or nhà riêng with a house, an alley or a hamlet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.finds import Find, Kind
from generator.privacy.names import FULL, SYLLABLE, UPPER, persons
from generator.privacy.wording import Wording

_WHO = "anh|chị|ông|bà|cô|chú|bác|em|cháu|đồng chí|đ/c|công nhân|đoàn viên|vợ chồng"
_WHO += "|anh chị|mẹ|bố|thầy|bạn"
_LIVES = re.compile(
    r"(?:nhà riêng|thường trú|tạm trú|trú tại|trú ở|trú quán|cư trú|trú|hktt|hộ khẩu|cư ngụ"
    r"|ngụ tại|ngụ ở|ngụ|nơi ở|chỗ ở|nhà ở|địa chỉ nhà|đang ở|hiện ở"
    r"|sống tại|sống ở|sống trong|sống cùng|ở trọ|thuê trọ|thuê nhà|thuê phòng|phòng trọ|nhà trọ"
    r"|dãy trọ|tá túc|ở nhờ|ở thuê|ở ghép|tổ ấm"
    rf"|(?:nhà|gia đình|nhà của|hộ)(?: (?:của |công nhân |đoàn viên )?(?:{_WHO}|tôi|mình))+"
    rf"|về nhà|đến nhà|tới nhà|thăm nhà|gửi về|chuyển thư|gửi đến|gửi tới|giao tới|giao đến"
    rf"|tìm nhà"
    r"|địa chỉ(?: liên hệ| liên lạc| nhận quà| nhận hàng| hiện tại| gia đình)?|đ/c|đc)(?!\w)"
)
_OF_SOMEONE = re.compile(
    r"(?:nhà|gia đình|nhà của|hộ) (?:của |công nhân |đoàn viên )?(?:" + _WHO + r"|tôi|mình)"
)
_MEASURE = re.compile(r" ?(?:triệu|nghìn|đồng|người|suất|hộ|phòng|căn|m2|tầng|cm|mm|km)\b")
# Storms, lists and squads have numbers too.
_VAGUE = re.compile(r"(?:số|tổ|đội|khu|cụm|lô|nhà|phòng|căn|tập thể) ?(?:số )?\w+[.]?")
_STEMS = (
    *(
        "nhà",
        "thường trú",
        "tạm trú",
        "trú ",
        "hktt",
        "hộ ",
        "cư ",
        "ngụ",
        "nơi ở",
        "chỗ ở",
        "đang ở",
        "hiện ở",
        "sống ",
    ),
    *(
        "ở ",
        "thuê ",
        "phòng trọ",
        "dãy trọ",
        "tá túc",
        "tổ ấm",
        "gia đình",
        "về nhà",
        "đến nhà",
        "tới nhà",
        "thăm nhà",
    ),
    *("gửi ", "chuyển thư", "giao ", "tìm nhà", "địa chỉ", "đ/c", "đc"),
)
_WEAK = re.compile(r"địa chỉ(?! nhà| gia đình)|đ/c|đc|gửi về|gửi đến|gửi tới|chuyển thư|giao")
_HOUSE = re.compile(
    r"(?<![\w/])(?:(?:căn hộ|căn|nhà|phòng|p\.|ch\.?) ?(?:số )?[a-z]?-?\d+[\w./-]*"
    r"|(?:số nhà|sn|nhà số|số) ?\d+[\w/-]*"
    r"|\d{1,4}[a-z]?(?:/\d+[a-z]?)*,? (?=đường|phố|ngõ|ngách|hẻm|kiệt|tổ|khu phố|ấp|lê|nguyễn"
    r"|trần|phạm)"
    r"|(?:ngõ|ngách|hẻm|kiệt|tổ dân phố|tổ|khu phố|cụm|khóm|chung cư|khu tập thể|tập thể|lô|tòa"
    r"|đội|khu) (?:số )?[a-z]?\d+[\w/-]*"
    r"|(?:chung cư|khu tập thể|ngõ|hẻm|ngách) [^\W\d_]+|(?:thôn|xóm|ấp|bản|buôn|làng|khóm|phum"
    r"|sóc|nhóm(?! trẻ)|plei|bon) (?:[^\W\d_]+|\d+))"
)
_PLACES = (
    r"(?:đường|phố|ngõ|ngách|hẻm|kiệt|phường|xã|quận|huyện|tỉnh|thành phố|tp\.?|p\.|q\.|x\.|h\."
    r"|thị trấn|thị xã|tt\.?|tx\.?|khu phố|khu|tổ dân phố|tổ|thôn|xóm|ấp"
    r"|bản|tòa|tầng|chung cư|tập thể|số|quốc lộ|đội|cụm|làng|dân cư|đô thị|nhà)"
)
# The rest of an address: names in capitals and the words for the places they are of.
_REST = re.compile(
    rf"(?:[ ,-]{{1,3}}(?:(?i:{_PLACES})(?!\w)|[{UPPER}][\w/]*|\d+[\w/]*(?!\w))){{0,16}}"
)
_OFFICE = re.compile(
    r"trụ sở|văn phòng|công ty|nhà máy|nhà văn hóa|cơ quan|trung tâm|trường|bệnh viện|chi nhánh"
    r"|công đoàn|liên đoàn|nhà điều hành|trạm"
    r"|kho |tổ chức|hội trường|ủy ban|ubnd|xưởng|phòng tiếp|phòng ban|siêu thị|cửa hàng|điểm"
    r"|hội thao|cột|đường dây|sự cố|thi công|khai mạc|lớp|bếp|quán|chợ|sân|cổng"
    r"|để xe|giữ xe|hồ sơ|bài dự thi|góp ý|đơn"
)
# A house at once after a name: `anh Mạc Văn Tiến (số nhà 9, ngách 15/4)`.
_NAMED = re.compile(
    rf"(?:(?i:{_WHO}) {SYLLABLE}(?: {SYLLABLE}){{0,4}}|{FULL})(?: ở|,|,? ?\(| - |: |,? hiện ở"
    rf"|,? nhà(?: ở)?) ?\Z"
)
_HOUSES = (
    *(
        "số nhà",
        "nhà số",
        "số ",
        "ngõ",
        "ngách",
        "hẻm",
        "kiệt",
        "thôn",
        "xóm",
        "ấp",
        "bản ",
        "buôn",
        "đội ",
        "khóm",
    ),
    *("căn hộ", "tổ "),
)
_IS_HOUSE = re.compile(
    r"(?:số nhà|nhà số|căn hộ|kiệt|hẻm|ngách) ?\w+[\w/-]*|(?:thôn|xóm|ấp|bản|buôn) \w+|(?:số|ngõ"
    r"|tổ|đội|khóm) ?\d{1,5}(?!\d)[\w/-]*"
    r"|\d{1,4}[a-z]?(?:/\d+)* (?:đường|phố|ngõ|ngách|hẻm|kiệt) [\w/]+"
)
_LEADS = (",", "(", "-", ":", "ở", "nhà")
_NUMBERED = re.compile(r"[0-9]{1,4}[a-z]?(?:/[0-9]+)* (?=đường|phố|ngõ|ngách|hẻm|kiệt)")
_NAME_REACH = 60
_COLUMN = re.compile(r"địa chỉ|nơi ở|chỗ ở|trú|^nhà")
_AFTER, _BACK = 50, 100


def find(wording: Wording) -> Iterator[Find]:
    """Yield the addresses of homes, in order."""
    found = {**_in_columns(wording), **_told(wording), **_named(wording)}
    last = 0
    for start in sorted(found):
        if start >= last:
            last = found[start]
            said = " ".join(wording.low[start:last].split())
            yield Find(Kind.ADDRESS, start, last, said)


def _told(wording: Wording) -> dict[int, int]:
    """Return start and end of the addresses after a word for living somewhere."""
    found, end = {}, 0
    for at in wording.spots(_STEMS):
        lives = _LIVES.match(wording.low, at)
        if lives is None or at < end:
            continue
        house = _HOUSE.search(wording.low, lives.end(), lives.end() + _AFTER)
        if house is None or not _is_proper(wording, house) or not _is_named(wording, lives):
            continue
        if _VAGUE.fullmatch(house[0]) and _end(wording.plain, house.end()) == house.end():
            continue
        if _is_home(wording, lives, house):
            end = found[house.start()] = _end(wording.plain, house.end())
    return found


def _named(wording: Wording) -> dict[int, int]:
    """Return start and end of the addresses that follow a name at once."""
    found = {}
    numbered = (match.start() for match in _NUMBERED.finditer(wording.low))
    for at in (*wording.spots(_HOUSES), *numbered):
        before = wording.plain[max(0, at - _NAME_REACH) : at]
        house = _IS_HOUSE.match(wording.low, at)
        if house is None or not before.rstrip().endswith(_LEADS) or not _is_proper(wording, house):
            continue
        if _NAMED.search(before):
            found[at] = _end(wording.plain, house.end())
    return found


def _is_proper(wording: Wording, house: re.Match[str]) -> bool:
    """Tell thôn Đông from thôn gần nhất, and a house from a sum."""
    if _MEASURE.match(wording.low, house.end()):
        return False
    last = wording.plain[house.start() : house.end()].rsplit(" ", 1)[-1]
    return any(map(str.isdigit, house[0])) or last[0].isupper()


def _in_columns(wording: Wording) -> dict[int, int]:
    """Return the addresses in a column for them beside one for names."""
    found = {}
    for start, end, heading, headings in wording.cells():
        if _COLUMN.search(heading) and any("họ tên" in h or "họ và tên" in h for h in headings):
            house = _HOUSE.search(wording.low, start, end)
            if house is not None:
                found[house.start()] = end
    return found


def _is_named(wording: Wording, lives: re.Match[str]) -> bool:
    """Tell the home of someone (nhà chị Hoa) from homes (gia đình công nhân, khu nhà ở)."""
    if wording.low.endswith("khu ", 0, lives.start()):
        return False
    if not _OF_SOMEONE.match(lives[0]):
        return True
    return (
        lives[0].endswith(("tôi", "mình"))
        or wording.plain[lives.end() + 1 : lives.end() + 2].isupper()
    )


def _is_home(wording: Wording, lives: re.Match[str], house: re.Match[str]) -> bool:
    between = wording.low[lives.end() : house.start()]
    if re.search(r"[.;!?] |\n\n", between) or _OFFICE.search(between):
        return False
    if not _WEAK.match(lives[0]):
        return True
    return _is_of_person(wording, lives, house)


def _is_of_person(wording: Wording, lives: re.Match[str], house: re.Match[str]) -> bool:
    """Tell whether the sentence names a person and no office: `địa chỉ` alone tells neither."""
    before = wording.plain[max(0, lives.start() - _BACK) : lives.start()]
    said = before[max(before.rfind(". "), before.rfind("\n"), before.rfind("; ")) + 1 :]
    if _OFFICE.search(said.lower()):
        return False
    end = _end(wording.plain, house.end())
    return (
        any(persons(said))
        or re.match(
            r"[ ,(-]*(?:gia đình|nhà|gặp) (?:anh|chị|ông|bà|cô|em|cháu)",
            wording.low[end : end + 30],
        )
        is not None
    )


def _end(plain: str, start: int) -> int:
    """Return where the address ends that goes on at *start*."""
    match = _REST.match(plain, start)
    return start if match is None else match.end()
