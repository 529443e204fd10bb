"""Illness beside the name of the person who has it (data that Decree 356/2025 calls sensitive)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kernel.patterns import LazyPattern
from generator.privacy.finds import Find, Kind
from generator.privacy.illnesses import ILL, STEMS, UNMARKED, UNMARKED_STEMS
from generator.privacy.names import NO_NAMES, PLACES, SYLLABLE, UPPER, persons
from generator.privacy.wording import Wording
from generator.privacy.works import is_in_work

# What somebody says or does about illness, or who else is ill: not the person named before.
_OTHERS = LazyPattern(
    r"(?<!\w)(?:tuyên truyền|truyền thông|phổ biến|phòng chống|phòng, chống|phòng ngừa|ủng hộ|tặng"
    r"|(?<!cười )nói|cho biết|khuyên|chia sẻ|trình bày|hướng dẫn|tư vấn|báo cáo|nhắc|dặn|cảnh báo"
    r"|giải thích"
    r"|nhấn mạnh|lưu ý|viết|phát biểu|cho hay|trả lời|giải đáp|phân tích|đánh giá|nhận định"
    r"|khẳng định"
    r"|thông tin|kiến nghị|đề nghị|bán|bốc thuốc|chữa (?:cho|bệnh)|phụ trách|quản lý|dự phòng"
    r"|tập luyện"
    r"|phát minh|chế tạo|chẩn đoán (?:cho|giúp)|điều trị cho|mổ cho|khám cho|bệnh nhân|(?:mọi "
    r"|những |giúp |các |nhiều )?người (?:bị|mắc"
    r"|bệnh|lao động|dân|nhiễm)|cho (?:\d+ )?cán bộ|hội người|trao(?: [^\W\d_]+){0,4} cho"
    r"|đồng nghiệp|hội nghị|chương trình|quỹ|nguy cơ|phụ trách|y sĩ|điều dưỡng|trẻ em|học sinh"
    r"|(?:những|các|nhiều|mọi) (?:bệnh|ca|trường hợp|đoàn|anh|chị|em|đồng chí|cháu|công nhân)"
    r"|kiểm tra|khám sức khỏe|tập huấn|nghiên cứu|hiến máu|không bị|chưa bị|không ai|không mắc"
    r"|tránh|tầm soát|bảo hiểm|tổ chức|giảng|kể|diễn tập|sơ cứu|cấp cứu cho|quyên góp|vận động"
    r"|đề xuất|kêu gọi|giúp đỡ|chăm sóc người|cách (?!đây)|phun|dập|dịch|phòng(?:,"
    r"| và)? (?:chống|ngừa|bệnh"
    r"|tránh)|chống(?! chọi)|lắp|sửa|xử lý|thay|đấu|(?<!bị )(?:trạm biến áp|đường dây"
    r"|máy biến áp)|vật tư"
    r"|thiết bị)(?!\w)"
    r"|(?<!là )(?<!\w)(?:thợ|công nhân|(?<!nạn )lao động|đoàn viên|bà con|chị em|anh em|nạn nhân"
    r"|hộ)"
    r"(?: [^\W\d_]+){0,3} (?:bị|mắc|nhiễm|có|mang)? ?\Z"
    r"|(?<!\w)(?:phòng|khoa|viện|thuốc|sách|bài|lớp|đề tài|chuyên đề|dịch|vắc xin|gói)(?: (?!bị"
    r"|mắc)[^\W\d_]+){0,2} \Z"
    r"|(?<!\w)(?:không|chưa|chẳng|chả|khỏi|tránh) (?:hề )?\Z"
    r"|(?<!\w)(?:clb|câu lạc bộ|hội|nhóm|quỹ|ban)(?: [^\W\d_]+){1,3} \Z"
    r"|(?<!\w)(?:không|chưa|chẳng) (?:hề )?(?:có|thấy|phát hiện|ghi nhận|tìm)(?: [^\W\d_]+){0,3} \Z"
    r"|(?<!là )(?<!là một )(?<!1 )(?<!một )(?<!\w)người(?: lao động| dân| già)? ?\Z"
)
_OWN = LazyPattern(r"(?<!\w)(?:mình|bản thân|tôi|tui|vợ|chồng|con|mẹ|bố|cha)(?!\w)")
# A sentence that begins so is about who was named in the one before.
_STILL = LazyPattern(
    r"(?:\A|[,(] ?)[\W_]*(?:(?:nay|hiện|giờ|nhưng|năm ngoái|năm kia|vừa rồi|sau đó"
    r"|(?:hồi|bữa|hôm|đầu|cuối|giữa|tháng|năm|tuần|đợt|sáng|chiều|tối|đêm|trưa)(?: [^\W_]+){1,4}?"
    r"|chẳng may|không may|rồi|đến|khi|còn|mẹ|bố|cha|ba|má|vợ|chồng|con|con trai|con gái|cháu|em"
    r"|đứa con|người|lại|và|do|vì|bởi|bản thân|gia đình),? ){0,4}(?:anh|chị|ông|bà|cô|bác|chú|tôi"
    r"|tui|mình|ảnh|chỉ|ổng|bả|cổ|em"
    r"|vợ|chồng|mẹ|bố|con|cháu|bé|mẹ già|con trai|con gái|con út|con lớn)(?! em|\w)"
)
_I = LazyPattern(
    r"[\W_]*(?:(?:[^\W_]+ ){0,4}|[^\W_]+(?: [^\W_]+){0,4}, )(?:tôi|tui|mình|em|con tôi|vợ tôi)"
    r"(?! em|\w)"
)
_NEW = LazyPattern(r"(?<!\w)(?:vợ|chồng|mẹ|bố|cha|con|cháu|còn)(?!\w)")
_ENDS = LazyPattern(r"[.!?;](?:\s|\Z)|\n\s*(?:[-*|#>\d\n]|\Z)")
_OF = LazyPattern(
    r"[ ,:(]*(?:(?:(?:cướp|lấy|hành|đeo|bám|quật|đánh|vắt|rút|kéo|bào|dày vò|tàn phá)"
    r"(?: [^\W\d_]+){0,3}|của|là|cho|bệnh nhân|như|giai đoạn \w+|nặng|mạn|mãn tính|mạn tính|vú"
    r"|phổi|gan"
    r"|dạ dày|máu|cột sống|thì|nhưng|nên|mà|hai|vợ|chồng"
    r"|bẩm sinh|con|mẹ|bố|khiến|làm|buộc|cướp đi|hành hạ|đã cướp đi|tim|não|đùi|chân|tay|xong|từ"
    r"|lâu|năm|nay|nhiều|ở|bên|phải|trái|đã|vẫn|tại|nhà|gia đình|nữ|thợ)[ ,:(]+)*"
    r"(?:(?:anh|chị|ông|bà|cô|chú|bác|em|cháu|bé|đoàn viên|đồng chí|công nhân|bạn|đ/c)[ ]*)?"
)
# What comes of an illness that has been told.
_THEN = ("hôn mê", "nằm ", "mất sức", "mất khả", "thương tật", "mổ ", "phẫu thuật")
# What may stand between whom it is told of and the illness.
_STATE = (
    r"(?:,? (?:đã|đang|vừa|mới|lại|vẫn|từng|không may|chẳng may|cũng|còn|nay|giờ|bỗng|hiện|thì"
    r"|phải|được|bác sĩ|chẩn đoán|phát hiện|bị|mắc|nhiễm|có|vốn|do|vì|hay|rất|bẩm sinh|sinh ra"
    r"|từ nhỏ|lâu năm|nặng|mang|hôm qua|hôm nay|hôm kia|sáng nay|tối qua|đêm qua|tuần trước"
    r"|tháng trước|năm ngoái|năm kia|vì|kết luận|cho biết|khám ra|bệnh|là|con|người|ngã|té"
    r"|(?:năm|tháng|từ năm|từ tháng|hôm|ngày) [\d/.]+))*,? ?"
)
_KIN = (
    "anh|chị|ông|bà|cô|chú|bác|cậu|dì|em|cháu|bé|nó|tôi|tui|mình|ảnh|ổng|bả|cổ|vợ|chồng|mẹ|bố"
    "|cha|ba|má|con|cụ|lão"
    "|con trai|con gái|mẹ già|mẹ đẻ|bố đẻ|mẹ chồng|bố chồng|mẹ vợ|bố vợ|bà nội|bà ngoại|ông nội"
    "|ông ngoại|con út|con đầu|con lớn|con nhỏ|con cả|đứa con|đứa lớn|đứa nhỏ|đứa út|thằng bé"
)
# The one named before, or kin of theirs, and the illness at once: `em rạn xương`.
_SUBJECT = LazyPattern(
    rf"(?<!các )(?<!những )(?<!mọi )(?<!nhiều )(?<!\bchị )(?<!\banh )(?<!\d )(?<!mấy )(?<!bà )"
    rf"(?<!\w)(?:{_KIN})(?: (?:ấy|ta|này|đó|út|nội|ngoại))?{_STATE}\Z"
)
# A given name alone, and the illness at once: `nghe tin Sinh trầm cảm`.
_GIVEN = LazyPattern(rf"(?<![\w/])(?P<name>{SYLLABLE}(?: {SYLLABLE}){{0,3}}){_STATE}\Z")
_CALLED = frozenset(
    "An Anh Ánh Bích Bình Cường Châu Chi Chiến Chung Công Cúc Diễm Diệp Diệu Dung Duy Duyên Dũng"  # noqa: SIM905 -- words read best so
    " Dương Đào Đạt Điệp Đông Đức Giang Hà Hải Hạnh Hằng Hân Hậu Hiên Hiền Hiếu Hiệp Hoa Hoài Hoàn"
    " Hoàng Hòa Hồng Huân Huệ Hùng Huy Huyền Hương Hường Hưng Khang Khánh Khoa Khôi Kiên Lan Lành"
    " Lâm Liên Liễu Linh Loan Long Lộc Luân Lương Ly Mai Mạnh Mận Minh My Mỹ Nam Nga Ngà Ngân Nghĩa"
    " Ngọc Nguyên Nguyệt Nhàn Nhân Nhật Nhi Nhung Như Oanh Phong Phú Phúc Phương Phượng Quang Quân"
    " Quế Quyên Quyết Quý Quỳnh Sen Sinh Sơn Tâm Tân Thái Thanh Thảo Thắm Thắng Thị Thịnh Thoa Thu"
    " Thuận Thùy Thủy Thúy Thư Thương Tiến Tình Toàn Trang Trâm Trinh Trung Trường Tuấn Tùng Tuyết"
    " Tú Uyên Vân Việt Vinh Vũ Vy Xuân Yên Yến".split()
)
# Of these the ones that begin no word of another meaning, as a sentence may: Công nhân, An toàn.
_PLAINLY = frozenset(
    "Bích Cường Cúc Diễm Diệu Duy Duyên Dũng Hạnh Hằng Hân Hiên Hiền Hiếu Huân Huệ Hùng"  # noqa: SIM905 -- words read best so
    " Huy Huyền Hương Hường Hưng Khang Khánh Khôi Lan Lành Lâm Liễu Linh Loan Lộc Luân Ly Mận"
    " My Nga Ngà Nghĩa Ngọc Nguyệt Nhàn Nhi Nhung Oanh Phượng Quế Quyên Quỳnh Sen Thắm Thoa Thùy"
    " Thủy Thúy Trâm Trinh Tuấn Tùng Tuyết Tú Uyên Vân Vy Yến".split()
)
_ALONE = LazyPattern(rf"(?<![\w'/\"“])(?<![{UPPER}]\w )(?<!\w\w-)[{UPPER}]\w+(?! [{UPPER}]|[\w-])")
_NO_PERSON = LazyPattern(
    r"(?:viện|công ty|tổ|đội|xưởng|khoa|hãng|ngành|bản|thôn|xóm|ấp|buôn|làng|xã|phường|tỉnh|huyện"
    r"|quận|phố|đường|trường|trạm|nhà máy|trung tâm|quỹ|giải|hội|đoàn|ban|phòng|cđcs|công đoàn"
    r"|bác sĩ|bs\.?|sách|phim|bài|vở|ở|tại|khu|mỏ|cảng|chương trình|dự án) \Z"
)
_ROLE = LazyPattern(
    rf",? ?\(?(?:là )?(?:thợ|công nhân|lao động|đoàn viên|nhân viên|tổ|bảo vệ|lái xe|cán bộ|nữ)"
    rf"(?: [^\W\d_]+| \d+){{0,4}}?\)?{_STATE}\Z"
)
# What the one named is, and no other: `, học sinh lớp 3, mắc …`.
_APPOSED = LazyPattern(
    r"(?:\A|,|\(| -|:) ?(?:(?:là|nguyên|một|nữ|nam) )*(?:học sinh|học trò|sinh viên|đoàn viên|thợ"
    r"|công nhân|lao động|cán bộ|nhân viên|điều dưỡng|y sĩ|hội viên|nạn nhân|hộ)(?= )"
)
# The illness before whom it is told of: `Dù bị điếc từ nhỏ, anh Duẩn vẫn …`.
_ALTHOUGH = LazyPattern(
    r"\W*(?:(?:dù|tuy|mặc dù|dẫu|vì|do|bởi|tại|nhờ|sau(?: khi| khoảng| thời gian| nhiều| \w+ (?:năm"
    r"|tháng))?|từ (?:khi|ngày|lúc|hồi)|khi|lúc|đang|mang|bị|mắc|không may|chẳng may|vốn"
    r"|sinh ra|từng"
    r"|với|biết|hay tin|nghe tin|trong lúc|phải|chịu|sống)(?: [^\W\d_]+){0,4}? ?){1,3}\Z"
)
_THEN_NAMED = LazyPattern(r"[^.;:!?\n,]{0,40}, ?(?:nhưng |mà |thì |nay |nên )?[^.,;:!?\n]{0,24}\Z")
# Somebody is told to have died of it: the name stands far before, with a life between.
_DIED = LazyPattern(
    r"(?<!\w)(?:mất|qua đời|từ trần|ra đi|tạ thế|hy sinh|hi sinh|chết|nằm xuống|trút hơi thở)"
    r"[^;!?\n]{0,60}(?<!\w)(?:vì|do|bởi|sau)(?!\w)[^.;!?\n]{0,30}\Z"
)
# Somebody's things break, and squads fight illness: `Xe nâng của anh Đạm bị gãy chân càng`.
_THINGS = LazyPattern(
    r"(?<!\w)(?:xe|máy|tàu|thuyền|ghe|quạt|tủ|bàn|ghế|cột|cây|trụ|cẩu|cầu|ống|đường ống"
    r"|cánh (?:cửa|cổng|quạt)|dây|bơm|lò"
    r"|nồi|thang|giàn|mái|bò|trâu|lợn|heo|gà|chó|mèo|vườn|ruộng|đội|tổ|nhóm|công ty|quán|lớp"
    r"|phòng khám)"
    r"(?: [^\W_]+){0,3}? (?:của|nhà) (?:[^\W\d_]+ )?\Z"
)
_SIGNED = LazyPattern(
    r"(?i:người (?:làm đơn|đề nghị|khai|viết|bị nạn|bệnh)|họ (?:và )?tên|tên|đoàn viên|ký tên)"
    rf" ?: ?(?:(?i:anh|chị|ông|bà) )?{SYLLABLE} {SYLLABLE}"
)
_COUNTED = LazyPattern(r"\d (?:người|ca|vụ|công nhân|trường hợp|đoàn viên)")
# Fields of a form, and headings of columns.
_FIELD = LazyPattern(
    r"(?<!\w)(?:hoàn cảnh|tình trạng|hiện trạng|gia cảnh|lý do|lí do|bệnh|bệnh tình|sức khỏe"
    r"|sức khoẻ|chẩn đoán|ghi chú|khó khăn|tật|dạng tật|khuyết tật|nguyên nhân|thương tích|diện"
    r"|nội dung)(?: [^\W\d_]+){0,4} ?: ?[^:;\n]{0,60}\Z"
)
_COLUMN = LazyPattern(
    r"hoàn cảnh|tình trạng|lý do|lí do|bệnh|sức kh|ghi chú|khó khăn|tật|nguyên nhân|thương"
)
_TYPED = LazyPattern(
    r"(?<!\w)(?:chi|anh|ong|ba|co|chu|bac|em|chau|be|me|bo|vo|chong|con)(?: [a-z0-9]+){1,7} \Z"
)
_CLAUSE = 110  # characters
_OPENINGS = ' "“(>*'
_REACH, _OF_REACH, _NEXT, _AT_ONCE = 140, 60, 14, 60
_FAR = 320  # characters back to the name that "chị" or "con anh" is said of


def find(wording: Wording) -> Iterator[Find]:
    """Yield the illnesses that are told of a person named; of one person those told at once."""
    last, end = -_REACH, 0
    for at in wording.spots(STEMS):
        ill = ILL.match(wording.low, at)
        if ill is None or at < end or _is_said(wording, last, at) or _is_name(wording, ill):
            continue
        if (
            ill[0].startswith(_THEN)
            and at - last < _REACH
            and not _NEW.search(wording.low, max(last, 0), at)
        ):
            continue
        end = ill.end()
        if is_in_work(wording, at):
            continue
        if any(is_told(wording, ill) for is_told in _SIGNS):
            last = end
            yield Find(Kind.HEALTH, ill.start(), ill.end(), ill[0])
    yield from _unmarked(wording)


def _is_name(wording: Wording, ill: re.Match[str]) -> bool:
    """Tell chợ u Tuyến from u tuyến."""
    said = wording.plain[ill.start() : ill.end()]
    return said[0] == "u" and any(word[0].isupper() for word in said.split()[1:])


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
        since = said[names[-1][1] :].lower()
        if _THINGS.search(said[: names[-1][0]].lower()):
            return False
        since = _APPOSED.compiled.sub(",", since)
        return _ROLE.match(since) is not None or not _is_of_others(since)
    if _is_told_of_given(said):
        return True
    first = _I.match(said.lower())
    if first is not None and not _is_of_others(said.lower()[first.end() :]):
        return _is_signed(wording, ill)
    if not ends or _STILL.match(said.lower()) is None or _is_of_others(said.lower()):
        return False
    earlier = wording.plain[max(0, start - _FAR) : start]
    return any(persons(earlier[earlier.rfind("\n\n") + 1 :]))


def _is_signed(wording: Wording, ill: re.Match[str]) -> bool:
    """Tell whether a paragraph in which somebody says I has a name before or under it."""
    ahead = wording.plain[ill.end() : ill.end() + _FAR]
    ahead = ahead[: ahead.find("\n\n")] if "\n\n" in ahead else ahead
    return any(persons(_earlier(wording, ill.start()))) or any(persons(ahead))


def _is_told_of_given(said: str) -> bool:
    """Tell the illness of somebody who is called by a given name alone, earlier in the sentence."""
    for word in _ALONE.finditer(said):
        before = said[: word.start()].rstrip(_OPENINGS)
        if before.endswith("-"):
            continue
        names = _CALLED if before[-1:].isalnum() or before.endswith(",") else _PLAINLY
        if word[0] in names and not _NO_PERSON.search(said[: word.start()].lower()):
            return not _is_of_others(said[word.end() :].lower())
    return False


def _is_of_others(said: str) -> bool:
    """Tell whether *said*, between a name and an illness, says that others have it."""
    other = _OTHERS.search(said)
    return other is not None and _OWN.search(said, other.end()) is None


def _is_told_after(wording: Wording, ill: re.Match[str]) -> bool:
    said = wording.plain[ill.end() : ill.end() + _OF_REACH]
    for start, _ in persons(said):
        between = said[:start].lower()
        if _is_of_others(_clause_before(wording, ill.start())):
            return False
        return _OF.fullmatch(between) is not None or (
            _THEN_NAMED.match(between) is not None and _is_although(wording, ill.start())
        )
    return False


def _is_although(wording: Wording, at: int) -> bool:
    """Tell whether the sentence begins with a clause for what is told at *at*."""
    return _ALTHOUGH.match(_clause_before(wording, at)) is not None


def _clause_before(wording: Wording, at: int) -> str:
    said = wording.low[max(0, at - _CLAUSE) : at]
    ends = [stop.end() for stop in _ENDS.finditer(said)]
    return said[ends[-1] if ends else 0 :]


def _is_told_at_once(wording: Wording, ill: re.Match[str]) -> bool:
    """Tell `em rạn xương` of the child named before, and `Sinh trầm cảm` of Sinh."""
    start = max(0, ill.start() - _AT_ONCE)
    said = wording.plain[start : ill.start()]
    given = _GIVEN.search(said)
    if given is not None and _is_given(said, given):
        return True
    subject = _SUBJECT.search(said.lower())
    if subject is None:
        return False
    if any(persons(_earlier(wording, start + subject.start()))):
        return True
    ahead = wording.plain[ill.end() : ill.end() + _REACH]
    end = _ENDS.search(ahead)
    return any(persons(ahead[: end.start()] if end else ahead))


def _is_given(said: str, given: re.Match[str]) -> bool:
    """Tell a name that stands within a sentence, or begins it and is a usual one."""
    name, before = given["name"], said[: given.start()].rstrip(_OPENINGS)
    if _THINGS.search(f"{before.lower()} "):
        return False
    if name in PLACES or name.split()[0] in NO_NAMES or _NO_PERSON.search(f"{before.lower()} "):
        return False
    if before[-1:].isalpha() or before.endswith(","):
        return True
    return name in _PLAINLY and not before.endswith("-")


def _is_told_of_death(wording: Wording, ill: re.Match[str]) -> bool:
    said = _earlier(wording, ill.start())
    died = _DIED.search(said.lower(), max(0, len(said) - _CLAUSE))
    if died is None or _COUNTED.search(said, max(0, died.start() - _AT_ONCE)):
        return False
    return any(persons(said[: died.start()]))


def _is_in_form(wording: Wording, ill: re.Match[str]) -> bool:
    """Tell what stands in a field for it, or in a column for it, beside a name."""
    said = _earlier(wording, ill.start())
    field = None
    if ":" in said[-_CLAUSE:]:
        field = _FIELD.search(said.lower(), max(0, len(said) - _CLAUSE))
    if field is not None and not _is_of_others(field[0]):
        if any(persons(said[: field.start()])):
            return True
        return _SIGNED.search(wording.plain, ill.end(), ill.end() + _REACH) is not None
    column = wording.column(ill.start())
    if column is None or _COLUMN.search(column[0]) is None:
        return False
    return any(persons(said[said.rfind("\n") + 1 :]))


def _earlier(wording: Wording, at: int) -> str:
    """Return what stands before *at* in its paragraph, `_FAR` characters at most."""
    said = wording.plain[max(0, at - _FAR) : at]
    return said[said.rfind("\n\n") + 1 :]


def _unmarked(wording: Wording) -> Iterator[Find]:
    """Yield what is typed without accents, of somebody: `chi Lan bi tai bien`."""
    for at in wording.spots(UNMARKED_STEMS):
        ill = UNMARKED.match(wording.low, at)
        if ill is not None and _TYPED.search(wording.low, max(0, at - _AT_ONCE), at):
            yield Find(Kind.HEALTH, ill.start("ill"), ill.end("ill"), ill["ill"])


_SIGNS = (_is_told_before, _is_told_after, _is_told_at_once, _is_told_of_death, _is_in_form)
