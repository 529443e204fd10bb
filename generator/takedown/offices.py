"""Nouns that name a person by work, post or kinship, as they stand right before a name."""

from __future__ import annotations

import re

from generator.takedown.spelling import canonical, folded, is_bare

_NOUNS = (
    *("trưởng ca", "phó ca", "tổ trưởng", "tổ phó", "đội trưởng", "đội phó", "nhóm trưởng"),
    *("nhóm phó", "ca trưởng", "chuyền trưởng", "chuyền phó", "trưởng nhóm", "phó nhóm"),
    *("trưởng phòng", "phó phòng", "trưởng ban", "phó ban", "trưởng trạm", "phó trạm"),
    *("trưởng khoa", "phó khoa", "trưởng chuyền", "trưởng kíp", "trưởng bộ phận", "quản đốc"),
    *("phó quản đốc", "đốc công", "giám đốc", "phó giám đốc", "tổng giám đốc", "chủ tịch"),
    *("phó chủ tịch", "bí thư", "phó bí thư", "thư ký", "thủ quỹ", "thủ kho", "kế toán"),
    *("công nhân", "nữ công nhân", "lao động", "nữ lao động", "người lao động", "cán bộ"),
    *("y tá", "y sĩ", "bác sĩ", "dược sĩ", "kỹ sư", "kĩ sư", "hộ lý", "hộ sinh", "điều dưỡng"),
    *("lái xe", "tài xế", "trực ban", "thợ", "thợ cả", "thợ trẻ", "thợ già", "tác giả"),
    *("cô giáo", "thầy giáo", "hiệu trưởng", "nhà báo", "phóng viên", "nghệ nhân", "nghệ sĩ"),
    *("ca sĩ", "nhạc sĩ", "tiến sĩ", "thạc sĩ", "giáo sư", "luật sư", "đại biểu", "đại diện"),
    *("vợ", "chồng", "mẹ", "bố", "cha", "con", "con gái", "con trai", "em gái", "em trai"),
    *("đoàn viên", "hội viên", "đảng viên", "nhân viên", "giáo viên", "giảng viên", "thành viên"),
    *("chuyên viên", "ủy viên", "uỷ viên", "biên tập viên", "điều độ viên", "vận hành viên"),
    *("thao tác viên", "kiểm tra viên", "kỹ thuật viên", "tuyên truyền viên", "cộng tác viên"),
    *("tình nguyện viên", "huấn luyện viên", "vệ sinh viên", "phát thanh viên", "học viên"),
    *("chị gái", "anh trai", "bà mẹ", "học sinh", "sinh viên", "nạn nhân", "bệnh nhân"),
)
# What may stand between such a noun and the name: whose, or of what trade. A verb may not.
_UNITS = (
    *("công đoàn", "công ty", "cđcs", "lđlđ", "liên đoàn", "phòng", "ban", "tổ", "đội", "nhóm"),
    *("phân xưởng", "xưởng", "nhà máy", "chuyền", "trạm", "khoa", "ca", "kíp", "chi nhánh"),
    *("xí nghiệp", "chi bộ", "đảng ủy", "trung tâm", "bộ phận", "chi đoàn", "đoàn thanh niên"),
)
_TRADES = (
    *("điện", "hàn", "may", "tiện", "nguội", "bơm", "xây", "mộc", "lò", "mỏ", "cơ khí", "khuôn"),
    *(
        "vận hành",
        "bảo trì",
        "bảo dưỡng",
        "sửa chữa",
        "kỹ thuật",
        "điều độ",
        "sản xuất",
        "kho",
        "bảo vệ",
    ),
    *("đường dây", "trạm bơm", "vệ sinh", "môi trường", "an toàn", "cắt", "là", "đóng gói", "xe"),
    *("trực", "đêm", "cơ sở", "bộ phận", "công đoàn", "nữ công", "viễn thông", "cấp nước"),
    *("điện lực", "thủy điện", "nước sạch", "khuôn mẫu", "kế toán", "hành chính", "tổ chức"),
)
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f/])+")
_LONGEST = 9


def _forms(nouns: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for noun in nouns for form in (canonical(noun), folded(noun)))


_ALL, _OF, _BY = _forms(_NOUNS), _forms(_UNITS), _forms(_TRADES)


def office_at_end(text: str) -> str:
    """
    Return the noun for a person, with what belongs to it, that *text* ends in; empty if none.

    Without accents it is known where the whole text has none.
    """
    found = list(_WORD.finditer(text))
    words, starts = [match[0] for match in found], [match.start() for match in found]
    plain = [folded(word) if is_bare(text) else canonical(word) for word in words]
    for count in range(1, min(len(words), _LONGEST) + 1):
        at = len(words) - count
        if re.search(r"[^\w\s\u0300-\u036f/–-]", text[starts[at] :]):
            return ""
        length = _length_of_noun(plain, at)
        if length and _belongs(words[at + length :], plain[at + length :]):
            wider = at - 1 if at and _length_of_noun(plain, at - 1) > length else at
            return text[starts[wider] :].strip()
    return ""


def _length_of_noun(plain: list[str], at: int) -> int:
    """Return of how many words the noun is that begins at the word *at*; 0 if none does."""
    lengths = [length for length in (3, 2, 1) if at + length <= len(plain)]
    return next((one for one in lengths if " ".join(plain[at : at + one]) in _ALL), 0)


def _belongs(words: list[str], plain: list[str]) -> bool:
    """Tell whether the words after a noun are its own: nothing, a trade, a unit with its name."""
    if not words or " ".join(plain) in _BY:
        return True
    for length in (2, 1):
        if " ".join(plain[:length]) in _OF and len(words) >= length:
            rest = words[length:]
            # A verb is written small; a unit's name ends in a capital, a number or a trade.
            is_name = not rest or not rest[-1][:1].islower()
            return is_name or any(" ".join(plain[-n:]) in _BY for n in (1, 2) if n <= len(rest))
    return False
