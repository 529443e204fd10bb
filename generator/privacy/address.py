"""
Where a person lives.

The rule begins from what only an address has: a house, a flat, an alley, a hamlet, with its number
or name. Whose it is stands before: a word for living somewhere (trú tại, thuê trọ), a way to
somebody's home (đến nhà chị Hoa), or the name of the person at once. Where an office, a shop or a
venue stands between, it is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from string import ascii_lowercase

from generator.kernel.patterns import LazyPattern
from generator.privacy.dwelling import is_somebodys
from generator.privacy.finds import Find, Kind
from generator.privacy.names import FULL, SYLLABLE, UPPER, persons
from generator.privacy.wording import SPOTS_LIMIT, Wording, anchors

_WHO = (
    "vợ chồng|anh chị|anh|chị|ông|bà|cô|chú|cậu|dì|mợ|thím|bác|cụ|em|cháu|bé|đồng chí|đ/c"
    "|nữ công nhân|công nhân|đoàn viên|mẹ|bố|ba|má|thầy|bạn|tôi|mình|gia đình"
)
_SOMEONES = rf"(?:(?:căn )?nhà|gia đình|hộ|phòng|tổ ấm)(?: của)?(?: (?:{_WHO}))+(?!\w)"
# Words after which an address is a home's, whoever is named.
_LIVES = LazyPattern(
    r"(?<!\w)(?:nhà riêng|tư gia|thường trú|tạm trú|lưu trú|trú tại|trú ở|trú quán|cư trú|trú"
    r"|hktt|hộ khẩu|cư ngụ|ngụ|nơi ở|chỗ ở|nhà ở|nhà em ở|địa chỉ nhà|địa chỉ gia đình|dia_?chi"
    r"|sống (?:tại|ở|trong|cùng|một mình|với|nhờ|tạm)|đang sống|sinh sống|ở trọ|trọ (?:tại|ở|học)"
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
_NAMES = anchors(
    *("ngõ", "ngách", "hẻm", "kiệt", "thôn", "xóm", "ấp", "bản ", "buôn", "phum", "sóc", "plei"),
    *("bon ", "làng ", "khóm", "khu phố", "chung cư", "tòa ", "toà ", "lô ", "nhóm ", "dãy "),
    *("tập thể", "block", "khu "),
)
# What may stand before a number that is a house's.
_NUMBERED = frozenset(
    (
        *(
            "số",
            "nhà",
            "sn",
            "căn",
            "hộ",
            "phòng",
            "p.",
            "ch",
            "ngõ",
            "ngách",
            "hẻm",
            "kiệt",
            "phố",
        ),
        *(
            "tổ",
            "tdp",
            "kp",
            "cụm",
            "khóm",
            "đội",
            "khu",
            "lô",
            "tòa",
            "toà",
            "block",
            "dãy",
            "thôn",
        ),
        *(
            "xóm",
            "ấp",
            "bản",
            "buôn",
            "làng",
            "phum",
            "sóc",
            "nhóm",
            "plei",
            "bon",
            "thể",
            "cư",
            "số:",
        ),
    )
)
_HEADED = LazyPattern(
    r"(?<!\w)(?:căn hộ|căn phòng|số nhà|nhà số|tổ dân phố|khu phố|khu tập thể|tập thể|chung cư"
    rf"|{'|'.join(map(re.escape, sorted(_NUMBERED)))})(?: số)?:? ?[a-z]{{0,2}}-?\Z"
)
_ALONE = LazyPattern(r"[\w/]+")  # a number and no word for what it is of
_IN_NUMBER = ("/", "-", ":", ".", ",")  # before a later part of a number
_HEAD_REACH = 16
_STREETS_BEGIN = frozenset("đpnhkấtxq")
_BEFORE_STREET = (" ", ",", "/", *"abcdeg")
_NUMBER = r"[a-z]{0,2}-?\d+[\w./-]*"
_HOUSE = LazyPattern(
    rf"(?:(?:số nhà|nhà số|sn|số) ?:? ?\d+[\w/.-]*|(?:căn hộ|căn|nhà|phòng|p\.|ch) (?:phòng )?"
    rf"(?:số )?{_NUMBER}"
    rf"|(?:ngõ|ngách|hẻm|kiệt|tổ dân phố|tổ|tdp|khu phố|kp|cụm|khóm|đội|khu|lô|tòa|toà|block|dãy)"
    rf" ?(?:số )?(?:{_NUMBER}|[a-z](?!\w))"
    r"|(?:ngõ|ngách|hẻm|kiệt|chung cư|khu tập thể|tập thể|khu phố|khóm)(?: nhỏ| cụt)?"
    r" (?P<called>[^\W\d_]+)"
    r"|(?:thôn|xóm|ấp|bản|buôn|làng|phum|sóc|nhóm(?! trẻ)|plei|bon|dãy trọ(?: bà| ông| cô| số)?)"
    r" (?:(?P<named>[^\W\d_]+)|\d+[\w./-]*))"
)
# A number and what it is in: `27/8 hẻm 134`, `23 đường D5`, `118 Trần Phú`.
_STREET = LazyPattern(
    r"(?<![\w/.,-])\d{1,4}[a-z]?(?:/\d+[a-z]?)*[a-z]?,? ?(?:đường|phố|ngõ|ngách|hẻm|kiệt|ấp|khóm"
    r"|tổ|khu phố|thôn|xóm|quốc lộ|tỉnh lộ)(?= )"
)
# `15 Trần Hưng Đạo`: a street without the word for it, where somebody plainly lives.
_BARE = LazyPattern(
    rf"(?<![\w/.,-])\d{{1,4}}[A-Za-z]?(?:/\d+[A-Za-z]?)* (?=[{UPPER}][^\W\d_]+ [{UPPER}][^\W\d_]+)"
)
_GIVEN = LazyPattern(rf" (?:(?:số )?\d|(?:[^\W\d_]+ )?[{UPPER}])")
_MEASURE = LazyPattern(
    r" ?(?:triệu|nghìn|ngàn|đồng|người|suất|hộ|phòng|căn|m2|m²|tầng|cm|mm|km|m|kg|thành viên"
    r"|gia đình|đoàn viên|công nhân|năm|tháng|ngày|giờ|lần|bàn|máy|trạm|kva|kv|mét|xe)\b"
)
# Storms, lists, squads and rooms have numbers too: alone they are no address.
_VAGUE = LazyPattern(
    r"(?:số|tổ|đội|khu|cụm|lô|phòng|căn|nhà|nhóm|dãy|tòa|toà|block|tập thể|khu tập thể) ?(?:số )?"
    r"[^\W_]+[.]?"
)
_PLACES = (
    r"(?:đường|phố|ngõ|ngách|hẻm|kiệt|phường|xã|quận|huyện|tỉnh|thành phố|tp\.?|p\.|q\.|x\.|h\."
    r"|thị trấn|thị xã|tt\.?|tx\.?|khu phố|kp|khu|tổ dân phố|tổ|thôn|xóm|ấp|khóm|buôn|bản|dãy"
    r"|tòa|toà|tầng|chung cư|tập thể|số|quốc lộ|tỉnh lộ|đội|cụm|làng|dân cư|đô thị|nhà trọ|trọ"
    r"|nhà|căn hộ|phòng)"
)
# The rest of an address: names in capitals and the words for the places they are of.
_REST = LazyPattern(
    rf"(?:[ ,-]{{1,3}}(?:(?i:{_PLACES})(?!\w)|[{UPPER}][\w/]*|\d+[\w/]*(?!\w))){{0,16}}"
)
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
    r"(?:trưởng|phó|bí thư|chủ tịch|ban|hội|chi bộ|già|người dân|bà con|nhân dân|dân) \Z"
)
_ON_STREET = LazyPattern(r"(?:đường|phố|phường|xã|trường|mang tên) \Z")
# People who went there do not live there.
_VISITED = LazyPattern(
    r"(?:kể|chuyện|cứu trợ|làm việc|làm|dạy|công tác|họp|dự|thi|đo|sửa|kéo|lắp|trực|thay|trồng"
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
# A year of birth, and the number of a letter or a decision.
_PAPER = LazyPattern(r"(?:sn|bản) ?:? ?(?:19|20)\d\d|[^/]*/\d*[^\W\d]{2}.*|.*\d-[^\W\d]{2}.*")
_COLUMN = LazyPattern(r"địa chỉ|nơi ở|chỗ ở|trú|^nhà|dia_?chi")
_IS_LIST = LazyPattern(r"họ tên|họ và tên|ho_?ten|ho_va_ten|^tên|^ten\Z")
_STOP = LazyPattern(r"[.;!?…][\"”)]? (?!\d)|\n\s*[\n*|#>-]|\n\d")
_HOUSES_LIMIT = 1500  # beyond which a text is a list of places
_BACK, _FORWARD, _NAME_REACH, _OFFICE_BACK = 120, 30, 60, 12


def find(wording: Wording) -> Iterator[Find]:
    """Yield the addresses of homes, in order."""
    found = _in_columns(wording)
    end = seen = 0
    for start, after in _houses(wording)[:_HOUSES_LIMIT]:
        if after <= seen:  # the latter part of one that is nobody's
            continue
        seen = after
        if start >= end and _is_home(wording, start, after):
            end = found[start] = _end(wording.plain, after)
    last = 0
    for start in sorted(found):
        if start >= last:
            last = found[start]
            said = " ".join(wording.low[start:last].split())
            yield Find(Kind.ADDRESS, start, last, said)


def _houses(wording: Wording) -> list[tuple[int, int]]:
    """Return, in order, where what an address begins with begins and ends."""
    found = []
    low = wording.low
    heads = islice(_heads(low, wording.numbers), SPOTS_LIMIT)
    for at in {*wording.spots(_NAMES), *heads}:
        house = _HOUSE.match(low, at)
        if house is not None and _is_proper(wording, house):
            found.append(house.span())
    found += islice(_numbered(wording), SPOTS_LIMIT)
    return sorted(set(found))


def _numbered(wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield the numbers that a street or a lane follows: `27/8 hẻm 134`, `15 Trần Hưng Đạo`."""
    low, plain = wording.low, wording.plain
    for start, end in wording.numbers:
        sign, letter = low[end : end + 1], plain[end + 1 : end + 2]
        if sign == " " and letter not in _STREETS_BEGIN and not letter.isupper():
            continue
        if sign not in _BEFORE_STREET:
            continue
        street = _STREET.match(low, start)
        if street is not None and _GIVEN.match(plain, street.end()):
            yield street.span()
        elif street is None and (bare := _BARE.match(plain, start)):
            yield start, bare.end() - 1


def _heads(low: str, numbers: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield where the word before a number begins if that may be a house's."""
    for start, _ in numbers:
        sign = low[start - 1 : start]
        if sign in _IN_NUMBER and low[start - 2 : start - 1].isdigit():
            continue
        before = low[max(0, start - _HEAD_REACH) : start]
        if sign.isalpha():  # the A of nhà A3
            before = before.rstrip(ascii_lowercase)
        said = before.rstrip(" :-").rsplit(None, 1)
        if said and said[-1].lstrip("(") in _NUMBERED:
            before = low[max(0, start - _HEAD_REACH) : start]
            head = _HEADED.search(before)
            if head is not None:
                yield start - len(before) + head.start()


def _is_proper(wording: Wording, house: re.Match[str]) -> bool:
    """Tell thôn Đông from thôn gần nhất, and a house from a sum or a storm."""
    if _MEASURE.match(wording.low, house.end()) or _PAPER.fullmatch(house[0]):
        return False
    if _is_in_name(wording.plain, house.start()):
        return False
    called = "called" if house["called"] else "named"
    if house[called]:
        return wording.plain[house.start(called)].isupper()
    if not any(map(str.isdigit, house[0])) and not wording.plain[house.end() - 1].isupper():
        return False
    return _VAGUE.fullmatch(house[0]) is None or _end(wording.plain, house.end()) > house.end()


def _is_in_name(plain: str, start: int) -> bool:
    """Tell the Sóc of `Danh Sóc Kha` from sóc Kha."""
    before = plain[max(0, start - _HEAD_REACH) : start]
    if not (plain[start].isupper() and plain[start + 1].islower() and before.endswith(" ")):
        return False
    words = before.split()
    return bool(words) and words[-1][0].isupper() and words[-1][-1].isalpha()


def _is_home(wording: Wording, start: int, after: int) -> bool:
    """Tell by what is said before whether somebody lives at the house from *start* to *after*."""
    end = _end(wording.plain, after)
    if _WORKPLACE.match(wording.low, after) or _WORKPLACE.match(wording.low, end):
        return False
    if _OF_HAMLET.search(wording.low, max(0, start - _HEAD_REACH), start):
        return False
    plain = wording.plain[max(0, start - _BACK) : start]
    stops = [stop.end() for stop in _STOP.finditer(plain)]
    plain = plain[stops[-1] :] if stops else plain
    named = _NAMED.search(plain[-_NAME_REACH:])
    if named is not None:
        before = plain[-_NAME_REACH:][: named.start()]
        if _ON_STREET.search(before.lower()):
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
    told = [*_LIVES.finditer(said)]
    told = [lives for lives in told if lives is told[-1] or lives[0] not in _LOOSE]
    if any(_is_lived_in(plain, lives) for lives in told):
        return True
    owned = max(_OWNED.finditer(said), key=re.Match.end, default=None)
    return owned is not None and _is_somebodys(plain, owned)


def _is_likely(wording: Wording, plain: str, start: int, after: int) -> bool:
    """Tell whether the sentence is about a person and no office, and sends or goes to a house."""
    said = plain.lower()
    if _OFFICE.search(said):
        return False
    if _DWELLING.match(wording.low, start) and _SOMEBODY.search(said):
        return True
    if _ALONE.fullmatch(wording.low, start, after) or _WEAK.search(said) is None:
        return False
    if any(persons(plain)):
        return True
    end = _end(wording.plain, after)
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
    is_told = any(persons(plain[: lives.start()])) or before.startswith("tôi ") or " tôi " in before
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
            house = _HOUSE.search(wording.low, start, end) or _STREET.search(
                wording.low, start, end
            )
            if house is not None:
                found[house.start()] = end
    return found


def _end(plain: str, start: int) -> int:
    """Return where the address ends that goes on at *start*."""
    match = _REST.match(plain, start)
    return start if match is None else match.end()
