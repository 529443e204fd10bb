"""
Where a person lives.

The rule begins from what only an address has: a house, a flat, an alley, a hamlet, with its number
or name. Whose it is stands before: a word for living somewhere (trú tại, thuê trọ), a way to
somebody's home (đến nhà chị Hoa), or the name of the person at once. Where an office, a shop or a
venue stands between, it is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kernel.patterns import LazyPattern
from generator.privacy.dwelling import is_somebodys
from generator.privacy.finds import Find, Kind
from generator.privacy.houses import HOUSE, STREET, end_of, houses
from generator.privacy.names import FULL, SYLLABLE, persons
from generator.privacy.wording import Wording
from generator.privacy.works import is_in_work

_WHO = (
    "vợ chồng|anh chị|anh|chị|ông|bà|cô|chú|cậu|dì|mợ|thím|bác|cụ|em|cháu|bé|đồng chí|đ/c"
    "|nữ công nhân|công nhân|đoàn viên|mẹ|bố|ba|má|thầy|bạn|tôi|mình|gia đình"
)
_SOMEONES = rf"(?:(?:căn )?nhà|gia đình|hộ|phòng|tổ ấm)(?: của)?(?: (?:{_WHO}))+(?!\w)"
# Words after which an address is a home's, whoever is named.
_LIVES = LazyPattern(
    r"(?<!\w)(?:nhà riêng|tư gia|thường trú|tạm trú|lưu trú|trú tại|trú ở|trú quán|cư trú|trú"
    r"|hktt|hộ khẩu|cư ngụ|ngụ|nơi ở|chỗ ở|nhà ở|nhà em ở|địa chỉ nhà|địa chỉ gia đình|dia_?chi"
    r"|sống (?:tại|ở|trong|cùng|một mình|với|nhờ|tạm)|đang sống|sinh sống|ở trọ|trọ (?:tại|ở"
    r"|học)|(?:chuyển|đổi|dời) (?:trọ|chỗ ở|phòng trọ)"
    r"|thuê (?:trọ|nhà|phòng|căn|một|chung|lại|ở)|thuê|(?:phòng|nhà|dãy|khu|xóm|gác|căn) trọ"
    r"|tá túc|nương nhờ|ở (?:nhờ|thuê|ghép|tạm|đậu|chung|rể|cữ)|ở cùng|ở với|trú ngụ|tổ ấm"
    r"|(?:dọn|chuyển|dời|trở|quay)(?: nhà)? (?:đến|tới|về|ra|vào|sang|qua|lên|xuống)(?: ở)?"
    r"|an cư|xây nhà|cất nhà|mua nhà|sửa nhà|sửa lại nhà|nhà cấp (?:4|bốn)|căn nhà|ngôi nhà"
    r"|(?:về|đến|tới|thăm|tìm|ghé|qua|tận) nhà|ở)(?!\w)"
)
# Words after which it is somebody's only if the sentence names a person and no office.
_WEAK = LazyPattern(
    r"(?<!\w)(?:địa chỉ|đ/c|đc|d/c|(?:gửi|giao|chuyển|mang|trao|đưa|đem|chở|ship)"
    r"(?: \w+){0,3} (?:về|đến|tới|cho|tại|qua)|(?:gửi|giao|chuyển|đưa|chở) (?:về|đến|tới)"
    r"|đến thăm|thăm hỏi|tới thăm|thăm|tìm (?:mãi|đến|tới|ra|về)|gặp|đón|nhận quà)(?!\w)"
)
# One of these stands in whatever the patterns above find.
_HOME_STEMS: tuple[str, ...] = (
    "nhà",
    "ở",
    "tr",
    "thuê",
    "sống",
    "ngụ",
    "hộ",
    "gia",
    "phòng",
    "tá túc",
    "nương",
    "tổ ấm",
)
_HOME_STEMS += ("hktt", "dọn", "chuyển", "dời", "quay", "an cư", "địa chỉ", "dia")
_WEAK_STEMS: tuple[str, ...] = (
    "địa chỉ",
    "đ/c",
    "đc",
    "d/c",
    "gửi",
    "giao",
    "chuyển",
    "mang",
    "trao",
    "đưa",
    "đem",
    "chở",
)
_WEAK_STEMS += ("ship", "thăm", "tìm", "gặp", "đón", "nhận quà")
_OWNED = LazyPattern(rf"(?<!\w){_SOMEONES}")
# Plainly living somewhere: `ở` alone is also where something happens.
_LOOSE = frozenset({"ở", "thuê", "căn nhà", "ngôi nhà", "nhà ở", "tổ ấm", "khu trọ", "xóm trọ"})
_MOVES = ("dọn", "chuyển", "dời", "trở", "quay", "xây", "cất", "mua", "sửa")
# A flat or a numbered house in a sentence about one person, and about no office, is theirs.
_DWELLING = LazyPattern(r"căn hộ|căn phòng|số nhà|nhà số|dãy trọ|phòng trọ|nhà trọ")
_SOMEBODY = LazyPattern(rf"(?<!các )(?<!những )(?<!tầng )(?<!\w)(?:{_WHO})(?! em|\w)")
_STATIVE = LazyPattern(
    r"(?:\A|[,;:(] ?|\) |hiện(?: nay| tại)?,? |đang |vẫn |vốn |cùng |nhà |nay |giờ |bây giờ "
    r"|tuổi,? "
    r"|chúng |một mình |tôi |cũng |lên |ra |về )\Z"
)
_ALONE = LazyPattern(r"[\w/]+")  # a number and no word for what it is of
_OFFICE = LazyPattern(
    r"báo lao|tạp chí|đưa đoàn|đoàn thăm|mô hình|trụ sở|văn phòng|công ty|nhà máy|nhà văn hóa"
    r"|nhà văn hoá|cơ quan|trung tâm|trường(?! hợp)|bệnh viện"
    r"|chi nhánh|công đoàn|liên đoàn|nhà điều hành|trạm|kho |tổ chức|hội trường|ủy ban|ubnd|xưởng"
    r"|phòng tiếp|phòng ban|siêu thị|cửa hàng|điểm|hội thao|cột|đường dây|sự cố|thi công|khai mạc"
    r"|lớp|bếp|(?<!trú )(?<!quê )quán|chợ|sân |cổng|để xe|giữ xe|gửi xe|hồ sơ|bài dự thi|góp ý"
    r"|(?<!\w)đơn (?!thân)|khu công nghiệp"
    r"|hội nghị|khách sạn|nhà hàng|tiệm|đại lý|phòng khám|ngân hàng|bưu điện|nhà thi đấu|rạp"
    r"|bến xe|(?<!\w)ga |chùa|đình làng|sân đình|nghĩa trang|tập huấn|diễn ra|hội thảo|thư viện"
    r"|nhà trẻ|mầm non|gara"
    r"|phân xưởng|công trường|công trình|dự án|bão|phát quà|tuyên truyền|tỉ lệ|mất điện|cắt điện"
)
# Squads and teams are of these: `tổ 3, xưởng may 2`.
_WORKPLACE = LazyPattern(
    r"[ ,(-]{1,3}(?:công ty|điện lực|xí nghiệp|nhà máy|xưởng|phân xưởng|công trường|chuyền|ca \d"
    r"|công đoàn|trạm|cơ quan|trụ sở|liên đoàn|ubnd|ủy ban|bệnh viện|nhà khách|khách sạn"
    r"|nhà văn hóa|ban |phòng (?!\d)|kíp)"
)
# Who is of the hamlet by office, and streets that bear a name.
_OF_HAMLET = LazyPattern(
    r"(?:trưởng|phó|bí thư|chủ tịch|ban|hội|chi bộ|già|làng|người dân|bà con|nhân dân|dân) \Z"
)
_ON_STREET = LazyPattern(
    r"(?:đường|phố|phường|xã|trường|tuyến|đại lộ|mang tên|(?:ngõ|ngách|hẻm|kiệt|số"
    r"|nhà) \d[\w/]*|/\d+\w?) \Z"
)
# What somebody owns or works at and does not live in: `Quán cà phê của anh Huỳnh ở 41/12 …`.
_PROPERTY = LazyPattern(
    r"(?<!\w)(?:quán|tiệm|cửa hàng|xưởng|cơ sở|trại|vườn|ruộng|rẫy|sạp|gian|kho|quầy|đại lý"
    r"|nhà hàng"
    r"|ki ốt|lò|phòng khám|lớp|bếp|xe|máy|công ty|hiệu|ao|đầm|bãi|văn phòng)(?: [^\W\d_]+){0,4}?"
    r" (?:của |nhà |do )?\Z"
)
# People who went there do not live there.
_I = LazyPattern(
    r"(?<!\w)(?:tôi|tui)(?!\w)|(?:\A|[,:;] )(?:vợ chồng )?(?:mình|em|tớ|tụi mình)(?= )"
)
_VISITED = LazyPattern(
    r"(?:kể|chuyện|cuốn|trôi|mắc kẹt|rơi|ngã|té|dạy|hát|múa|biểu diễn|cứu trợ|làm việc|làm|dạy"
    r"|công tác|họp|dự|thi|đo|sửa|kéo|lắp|trực|thay|trồng"
    r"|khám|tổ chức|phát|tặng|xây|khảo sát|vận động|gặp|thấy|mưa|ngập|xảy ra|hỏng|cháy|nổ|quê)"
    r"(?: [^\W\d_]+){0,4} \Z"
)
_TITLED = rf"(?i:{_WHO}) {SYLLABLE}(?: {SYLLABLE}){{0,4}}"
# A house at once after a name: `anh Mạc Văn Tiến (số nhà 9, ngách 15/4)`.
_NAMED = LazyPattern(
    rf"(?:{_TITLED}|{FULL})(?: (?:đang |hiện |vẫn )?ở(?: cuối| đầu| trong| tại)?|,|,? ?\(| - |: "
    r"|,? (?:hiện|đang) ở|,? nhà(?: ở)?(?: cuối| đầu| trong)?) ?\Z"
)
_AFTERWARDS = LazyPattern(rf"[ ,(-]*(?:cho |gặp |của |là )?(?:gia đình |nhà )?(?:{_WHO}) ")
_COLUMN = LazyPattern(r"địa chỉ|nơi ở|chỗ ở|trú|^nhà|dia_?chi")
_IS_LIST = LazyPattern(r"họ tên|họ và tên|ho_?ten|ho_va_ten|^tên|^ten\Z")
_STOP = LazyPattern(r"[.;!?…][\"”)]? (?!\d)|\n\s*[\n*|#>-]|\n\d")
_HOUSES_LIMIT = 1500  # beyond which a text is a list of places
_BACK, _FORWARD, _NAME_REACH, _OFFICE_BACK, _SHORT_BACK = 120, 30, 60, 12, 16


def find(wording: Wording) -> Iterator[Find]:
    """Yield the addresses of homes, in order."""
    found = _in_columns(wording)
    end = seen = 0
    for start, after in houses(wording)[:_HOUSES_LIMIT]:
        if after <= seen:  # the latter part of one that is nobody's
            continue
        seen = after
        if start >= end and _is_home(wording, start, after):
            end = found[start] = end_of(wording.plain, after)
    last = 0
    for start in sorted(found):
        if start >= last:
            last = found[start]
            said = " ".join(wording.low[start:last].split())
            yield Find(Kind.ADDRESS, start, last, said)


def _is_home(wording: Wording, start: int, after: int) -> bool:
    """Tell by what is said before whether somebody lives at the house from *start* to *after*."""
    end = end_of(wording.plain, after)
    if _WORKPLACE.match(wording.low, after) or _WORKPLACE.match(wording.low, end):
        return False
    if is_in_work(wording, start) or _OF_HAMLET.search(
        wording.low, max(0, start - _SHORT_BACK), start
    ):
        return False
    plain = wording.plain[max(0, start - _BACK) : start]
    stops = [stop.end() for stop in _STOP.finditer(plain)]
    plain = plain[stops[-1] :] if stops else plain
    named = _NAMED.search(plain[-_NAME_REACH:])
    if named is not None:
        before = plain[-_NAME_REACH:][: named.start()]
        if _ON_STREET.search(before.lower()) or _PROPERTY.search(before.lower()):
            return False
        return _OFFICE.search(plain[-len(named[0]) - _OFFICE_BACK :].lower()) is None
    return (
        _is_told(plain)
        or _is_likely(wording, plain, start, after)
        or is_somebodys(wording, start, end)
    )


def _is_told(plain: str) -> bool:
    """Tell whether *plain* says that somebody lives there, or whose home it is."""
    said = plain.lower()
    if not any(map(said.__contains__, _HOME_STEMS)):
        return False
    told = [*_LIVES.finditer(said)]
    told = [lives for lives in told if lives is told[-1] or lives[0] not in _LOOSE]
    if any(_is_lived_in(plain, lives) for lives in told):
        return True
    owned = max(_OWNED.finditer(said), key=re.Match.end, default=None)
    return owned is not None and _is_somebodys(plain, owned)


def _is_likely(wording: Wording, plain: str, start: int, after: int) -> bool:
    """Tell whether the sentence is about a person and no office, and sends or goes to a house."""
    said = plain.lower()
    is_dwelling = _DWELLING.match(wording.low, start) is not None and _SOMEBODY.search(said)
    if not is_dwelling and (
        not any(map(said.__contains__, _WEAK_STEMS))
        or _ALONE.fullmatch(wording.low, start, after)
        or _WEAK.search(said) is None
    ):
        return False
    if _OFFICE.search(said):
        return False
    if is_dwelling:
        return True
    if any(persons(plain)):
        return True
    end = end_of(wording.plain, after)
    return _AFTERWARDS.match(wording.low[end : end + _FORWARD]) is not None


def _is_lived_in(plain: str, lives: re.Match[str]) -> bool:
    """Tell whether somebody lives there and nothing else happens or stands there."""
    said = plain.lower()
    at = lives.end() - len("nhà") if lives[0].endswith("nhà") else lives.end()
    if _OFFICE.search(said, at) or said.endswith("khu ", 0, lives.start()):
        return False
    if lives[0] not in _LOOSE and not lives[0].startswith(_MOVES):
        return True
    before = said[: lives.start()]
    if _OFFICE.search(before) or _VISITED.search(before):
        return False
    is_told = any(persons(plain[: lives.start()])) or _I.search(before) is not None
    if lives[0].startswith(_MOVES):
        return is_told
    return is_told and (lives[0] != "ở" or _STATIVE.search(before) is not None)


def _is_somebodys(plain: str, owned: re.Match[str]) -> bool:
    """Tell the home of someone (nhà chị Hoa) from homes (gia đình công nhân, khu nhà ở)."""
    if _OFFICE.search(plain.lower(), owned.end()):
        return False
    is_own = owned[0].endswith(("tôi", "mình"))
    return is_own or plain[owned.end() + 1 : owned.end() + 2].isupper()


def _in_columns(wording: Wording) -> dict[int, int]:
    """Return the addresses in a column for them beside one for names."""
    found = {}
    for start, end, headings in wording.cells(_COLUMN):
        if any(map(_IS_LIST.search, headings)):
            house = HOUSE.search(wording.low, start, end) or STREET.search(wording.low, start, end)
            if house is not None:
                found[house.start()] = end
    return found
