"""Illness beside the name of the person who has it (data that Decree 356/2025 calls sensitive)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.finds import Find, Kind
from generator.privacy.illnesses import ILL, STEMS
from generator.privacy.names import persons
from generator.privacy.wording import Wording

# What somebody says or does about illness, or who else is ill: not the person named before.
_OTHERS = re.compile(
    r"(?<!\w)(?:tuyên truyền|truyền thông|phổ biến|phòng chống|phòng, chống|phòng ngừa|ủng hộ|tặng"
    r"|nói|cho biết|khuyên|chia sẻ|trình bày|hướng dẫn|tư vấn|báo cáo|nhắc|dặn|cảnh báo|giải thích"
    r"|nhấn mạnh|lưu ý|viết|phát biểu|bệnh nhân|(?:mọi |những |giúp |các |nhiều )?người (?:bị|mắc"
    r"|bệnh|lao động|dân|nhiễm)|cho (?:\d+ )?cán bộ|hội người|trao(?: [^\W\d_]+){0,4} cho"
    r"|đồng nghiệp|hội nghị|chương trình|quỹ|nguy cơ|phụ trách|y sĩ|điều dưỡng|trẻ em|học sinh"
    r"|(?:những|các|nhiều|mọi) (?:bệnh|ca|trường hợp|đoàn|anh|chị|em|đồng chí|cháu|công nhân)"
    r"|kiểm tra|khám sức khỏe|tập huấn|nghiên cứu|hiến máu|không bị|chưa bị|không ai|không mắc"
    r"|tránh|tầm soát|bảo hiểm|tổ chức|giảng|kể|diễn tập|sơ cứu|cấp cứu cho|quyên góp|vận động"
    r"|đề xuất|kêu gọi|giúp đỡ|chăm sóc người|cách (?!đây)|phòng(?:,| và)? (?:chống|ngừa|bệnh"
    r"|tránh)|chống|lắp|sửa|thay|đấu|trạm biến áp|đường dây|máy biến áp|vật tư|thiết bị)(?!\w)"
    r"|(?<!là )(?<!\w)(?:thợ|công nhân|(?<!nạn )lao động|đoàn viên|bà con|chị em|anh em|nạn nhân"
    r"|hộ)"
    r"(?: [^\W\d_]+){0,3} (?:bị|mắc|nhiễm|có|mang)? ?\Z"
    r"|(?<!\w)(?:phòng|khoa|viện|thuốc|sách|bài|lớp)(?: [^\W\d_]+)? \Z"
    r"|(?<!là )(?<!là một )(?<!\w)người(?: lao động| dân| già)? ?\Z"
)
_OWN = re.compile(r"(?<!\w)(?:mình|bản thân|tôi|vợ|chồng|con|mẹ|bố|cha)(?!\w)")
# A sentence that begins so is about who was named in the one before.
_STILL = re.compile(
    r"(?:\A|[,(] ?)[\W_]*(?:(?:nay|hiện|giờ|nhưng|năm ngoái|năm \d{4}|tháng \w+|vừa rồi|sau đó"
    r"|chẳng may|không may|rồi|đến|khi|còn|mẹ|bố|cha|ba|má|vợ|chồng|con|con trai|con gái|cháu|em"
    r"|đứa con|người|lại|và|do|vì|bởi|bản thân|gia đình),? )*(?:anh|chị|ông|bà|cô|bác|chú|tôi|em"
    r"|vợ|chồng|mẹ|bố|con|cháu|bé|mẹ già|con trai|con gái|con út|con lớn)(?! em|\w)"
)
_NEW = re.compile(r"(?<!\w)(?:vợ|chồng|mẹ|bố|cha|con|cháu|còn)(?!\w)")
_ENDS = re.compile(r"[.!?;](?:\s|\Z)|\n\s*(?:[-*|#>\d\n]|\Z)")
_OF = re.compile(
    r"[ ,:(]*(?:(?:của|là|cho|bệnh nhân|như|giai đoạn \w+|nặng|mạn|mãn tính|mạn tính|vú|phổi|gan"
    r"|dạ dày|máu|cột sống|thì|nhưng|nên|mà|hai|vợ|chồng"
    r"|bẩm sinh|con|mẹ|bố|khiến|làm|buộc|cướp đi|hành hạ|đã cướp đi|tim|não|đùi|chân|tay|xong|từ"
    r"|lâu|năm|nay|nhiều|ở|bên|phải|trái|đã|vẫn|tại|nhà|gia đình|nữ|thợ)[ ,:(]+)*"
    r"(?:(?:anh|chị|ông|bà|cô|chú|bác|em|cháu|bé|đoàn viên|đồng chí|công nhân|bạn|đ/c)[ ]*)?"
)
_REACH, _OF_REACH, _NEXT = 140, 60, 14
_FAR = 320  # characters back to the name that "chị" or "con anh" is said of


def find(wording: Wording) -> Iterator[Find]:
    """Yield the illnesses that are told of a person named; of one person those told at once."""
    last, end = -_REACH, 0
    for at in wording.spots(STEMS):
        ill = ILL.match(wording.low, at)
        if ill is None or at < end or _is_said(wording, last, at):
            continue
        end = ill.end()
        if _is_told_before(wording, ill) or _is_told_after(wording, ill):
            last = end
            yield Find(Kind.HEALTH, ill.start(), ill.end(), ill[0])


def _is_said(wording: Wording, last: int, at: int) -> bool:
    """Tell whether what is at *at* is told of whom the find that ended at *last* is."""
    if at - last >= _REACH or at - last <= _NEXT:
        return False
    between = wording.plain[max(last, 0) : at]
    if _ENDS.search(between) or _NEW.search(between.lower()):
        return False
    return not any(persons(between))


def _is_told_before(wording: Wording, ill: re.Match[str]) -> bool:
    start = max(0, ill.start() - _REACH)
    said = wording.plain[start : ill.start()]
    ends = [stop.end() for stop in _ENDS.finditer(said)]
    if ends:
        start += ends[-1]
        said = said[ends[-1] :]
    names = list(persons(said))
    if names:
        return not _is_of_others(said[names[-1][1] :].lower())
    if not ends or _STILL.match(said.lower()) is None or _is_of_others(said.lower()):
        return False
    earlier = wording.plain[max(0, start - _FAR) : start]
    return any(persons(earlier[earlier.rfind("\n\n") + 1 :]))


def _is_of_others(said: str) -> bool:
    """Tell whether *said*, between a name and an illness, says that others have it."""
    other = _OTHERS.search(said)
    return other is not None and _OWN.search(said, other.end()) is None


def _is_told_after(wording: Wording, ill: re.Match[str]) -> bool:
    said = wording.plain[ill.end() : ill.end() + _OF_REACH]
    for start, _ in persons(said):
        return _OF.fullmatch(said[:start].lower()) is not None
    return False
