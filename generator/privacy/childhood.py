"""Who is a child and who is grown, or is in a song; what names of children look like."""

from __future__ import annotations

import re

from generator.kernel.patterns import LazyPattern
from generator.privacy.names import CAPITALS, FAMILIES, LOWER, NO_NAMES, PLACES, SYLLABLE, UPPER
from generator.privacy.wording import Wording
from generator.privacy.works import is_in_work

_IN_CAPITALS = rf"{CAPITALS}(?: {CAPITALS}){{1,4}}"
NAME = rf"(?:{SYLLABLE}(?: {SYLLABLE}){{0,4}}(?![\w'])|{_IN_CAPITALS})"
LONG_NAME = rf"(?:{SYLLABLE}(?: {SYLLABLE}){{1,4}}(?![\w'])|{_IN_CAPITALS})"
KIN = (
    "hai vợ chồng|anh chị|anh|chị|ông|bà|cô|chú|bác|nữ công nhân|công nhân|đoàn viên|đồng chí|đ/c"
    "|vợ chồng"
    "|gia đình|em|cậu|dì|mẹ|bố|ba|má|tôi|mình|liệt sĩ|nạn nhân"
)
FEW = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười một|mười hai"
NEVER = frozenset(
    "Bác Trường Mầm Nhà Tổ Ban Hội Phòng Quỹ Trạm Tết Ủy Đảng Lớp THPT THCS Tiểu Tháng Zalo"  # noqa: SIM905 -- words read best so
    " Bệnh Chị Ông Bà Cô Chú Mẹ Vợ Chồng".split()
)
GROWN = LazyPattern(
    r"(?<!nạn )lao động tự do|người lao động|xin vào|học nghề|điều độ|vận hành|nâng bậc"
    r"|bậc (?:thợ|\d)|kỹ sư|công nhân|bộ đội|sinh viên|đại học|cao đẳng|giáo viên|nhân viên"
    r"|thạc sĩ|bác sĩ"
    r"|công an|cũng làm|(?<!bỏ học )đi làm(?! thuê)|cùng (?:làm|lái|đứng|công tác)|lái (?:xe|cẩu"
    r"|máy)|lập gia đình|thợ"
    r"|lấy chồng|lấy vợ|(?<!\d)(?<!năm )(?<!khi )(?<!đủ )(?<!hết )(?:1[89]|[2-9]\d) tuổi"
    r"|nối nghiệp|nhận công tác|tốt nghiệp"
    r"|chiến sĩ|vào nghề|đoàn viên|tổ trưởng|du học"
    r"|kế toán|(?<!lớp )(?<!đội )trưởng(?! thành)|ủy quyền|bồi dưỡng|học viên|nghiệp vụ"
    r"|trung cấp|về hưu|tại chức|cao học"
    r"|(?:sinh năm|sn) (?:19|200[0-7])"
    # whoever is named by a trade, or works
    r"|(?<!công )(?<!đội )(?<!thành )viên(?!\w)|(?<!liệt )(?<!\w)(?:sư|sĩ|sỹ)(?!\w)|hộ sinh"
    r"|dạy học|đứng (?:lớp|máy|chuyền)|lái tàu|làm (?:việc|thợ|ca|công|nghề|lái|thuê|ở|tại|cho|bên"
    r"|trong|dưới|trên)(?!\w)|(?<!\w)(?:lính|hải quân|thủy thủ|giám đốc|tổ phó)(?!\w)"
    r"|(?<!\w)(?:hiện|đang|nay|đã|vừa)(?: đang)? (?:là|làm|công tác|theo nghề|phục vụ)"
    r"(?! (?:học|bé|cháu|em|lớp|con|bài|đội|anh|chị|trẻ|nạn|bệnh))|có (?:con|vợ|chồng"
    r"|gia đình riêng)|thử việc|học việc|phó phòng"
)
_OF_PLACE = LazyPattern(
    r"(?:trường|tiểu học|thcs|thpt|mầm non|mẫu giáo|phường|xã|công ty|phố|đường|quỹ|giải|bác"
    r"|thôn)\s\Z"
)
# From here on a parent is told of, not the child.
_OF_PARENT = LazyPattern(
    r"(?<!\w)(?:con|cháu|nhà|bố|mẹ|cha|má|ba(?! tháng| năm| tuổi)|phụ huynh|gửi|của|bởi|ai|nhờ"
    r"|xin|anh|chị"
    r"|(?<=, )(?:bác sĩ|cô|thầy|công đoàn|đoàn|tổ|công ty|nhà trường|chú|bác|các|mọi))(?!\w)"
)
_IN_NAME = LazyPattern(
    rf"(?:[{UPPER}][{LOWER}]+|anh|chị|ông|bà|cô|chú|bác|dì|cậu) \Z"
)  # `Hoàng Thị Bé`: here no word for a child
# Names that are said with such a word are of grown people, of people in books, and of animals.
_TITLE = LazyPattern(
    r"(?<!\w)(?:cô|thầy|ông|bà|chú|bác|dì|dượng|đồng chí|đ/c|đoàn viên|công nhân|giáo viên"
    r"|hiệu trưởng"
    r"|tác giả|anh hùng|liệt sĩ|nghệ sĩ|ca sĩ|nhạc sĩ|họa sĩ|diễn viên|đạo diễn|nhà (?:thơ|văn|báo)"
    r"|danh nhân|đại tướng|vua|chủ tịch|huấn luyện viên|bác sĩ|kỹ sư|(?P<sibling>anh|chị)) \Z"
)
_OF_CLASS = LazyPattern(r"lớp (?:\d|[^\W\d_]+)|[1-9] tuổi")
_NOBODY = LazyPattern(
    r"(?<!\w)(?:nhân vật|vai|búp bê|linh vật|chó|mèo|cún|trâu|bê|voi|gấu|ngựa|robot|tàu|bão)"
    r"(?: con| tên(?: là)?| mang tên| đực| cái| mực)? ?\Z"
)
# What bears a name: `Quỹ học bổng Vừ A Dính`.
NAMED_FOR = LazyPattern(
    r"(?<!\w)(?:quỹ|giải|cúp|trường|mang tên)(?: [^\W\d_]+){0,2} \Z|(?<!\w)(?:ngõ|ngách|hẻm"
    r"|kiệt|số) [\w/]+ \Z"
)
_IS_NAME_OF = LazyPattern(
    r"[^.;\n]{0,24}là tên(?! em| cháu| con)|,? (?:là )?(?:linh vật|biểu tượng|nhân vật"
    r"|chú (?:chó|mèo|heo))"
)
# Halls and parks of children that bear a name.
_VENUE = LazyPattern(
    r"(?<!\w)(?:nhà văn hóa|cung|công viên|thư viện|sân chơi|trung tâm|câu lạc bộ|clb|báo"
    r"|nhà xuất bản) \Z"
)
_BRACKETED = LazyPattern(
    r"[,;:)/-]| ?\d| (?:lớp|học|sinh|sn|đang|mới|và|tuổi|là|con|cháu|ở|tên|năm|mấy)(?!\w)| [-–]"
)
# Wards of hospitals and the like: `đang nằm khoa Nhi, con đồng chí …`.
_WARD = LazyPattern(r"(?<!\w)(?:khoa|phòng|viện|bệnh viện|tổ|đội|lớp|xã|phường|huyện|thôn|bản) \Z")
_VOWEL = LazyPattern(r"[AEIOUYÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝĂĨŨƠƯẠ-ỹ]")
_NO_GIVEN = frozenset(("VIÊN", "THANH", "THỂ", "TUỔI", "CẤP", "ĐẲNG", "ĐỘNG"))  # after ĐOÀN, CAO
_BACK, _SAID, _FOLLOWS = 16, 24, 60
_AGE = 5  # a name with no more before it than `Cháu ` begins its own clause


def is_child(wording: Wording, match: re.Match[str]) -> bool:
    """Tell whether the group `name` of *match* may be a child's, by what stands about it."""
    start, end = match.span("name")
    first, _, rest = match["name"].partition(" ")
    if match["name"].isupper() and not _is_in_capitals(wording, match):
        return False
    if wording.low.startswith("- ", start - 2) and "vợ chồng" in wording.low[match.start() : start]:
        return False
    if first in NEVER or match["name"] in PLACES or (first in NO_NAMES and not rest):
        return False
    at = match.start()
    if wording.plain[at].isupper() and _IN_NAME.search(wording.plain, max(0, at - _BACK), at):
        return False
    if _is_nobodys(wording, match):
        return False
    before = wording.low[max(0, start - _SAID) : start]
    since = wording.low[at:start] if start - at > _AGE else re.split(r"[,.;:(]", before)[-1]
    following = wording.low[end : end + _FOLLOWS]
    return not (
        _OF_PLACE.search(before)
        or (start > at and _OF_PLACE.search(wording.low[max(0, at - _SAID) : at]) is not None)
        or GROWN.search(of_child(following))
        or GROWN.search(since[since.rfind("con ") + 1 :])
    )


def of_child(following: str) -> str:
    """Return what of *following* is told of the child, and not of a parent or of who is asked."""
    said = re.split(r"[.;\n]", following, maxsplit=1)[0]
    return _OF_PARENT.compiled.split(said, maxsplit=1)[0]


def _is_in_capitals(wording: Wording, match: re.Match[str]) -> bool:
    """Tell a name in capitals from an abbreviation and from a heading that is all capitals."""
    words = match["name"].split()
    if len(words) == 1:
        return len(match["name"]) == 1 or _VOWEL.search(words[0]) is not None
    if not all(map(_VOWEL.search, words)):
        return False
    before = wording.plain[max(0, match.start("name") - _BACK) : match.start("name")].split()
    is_heading = bool(before) and before[-1].isupper() and len(before[-1]) > 1
    return not is_heading or (words[0].capitalize() in FAMILIES and words[1] not in _NO_GIVEN)


def _is_nobodys(wording: Wording, match: re.Match[str]) -> bool:
    """Tell the names of the grown by their title, of animals, in songs, of what bears one."""
    at, (start, end) = match.start(), match.span("name")
    back = max(0, at - _SAID)
    if (
        _NOBODY.search(wording.low, back, at)
        or is_in_work(wording, start)
        or _IS_NAME_OF.match(wording.low, end)
    ):
        return True
    if wording.plain[start - 1 : start] == "(" and not _BRACKETED.match(wording.low, end):
        return True
    if start > at:
        return _VENUE.search(wording.low, back, at) is not None
    if _WARD.search(wording.low, back, at):
        return True
    title = _TITLE.search(wording.low, back, at)
    if title is not None and title["sibling"]:
        return _OF_CLASS.search(wording.low, end, match.end()) is None
    return title is not None or NAMED_FOR.search(wording.low, back, at) is not None
