"""
Whether a house is the home of somebody named beside it.

The weaker of two ways (`address` has the stronger): no word says that somebody lives there, but
the sentence has a person or what only homes have, and no office, no venue and nothing that people
do elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.kernel.patterns import LazyPattern
from generator.privacy.names import persons
from generator.privacy.wording import Wording

# What stands or works at an address that is no home.
_OFFICE = LazyPattern(
    r"(?<!\w)(?:trụ sở|văn phòng|công ty|cty|nhà máy|nhà văn h|cơ quan|trung tâm|trường(?! hợp)"
    r"|bệnh viện"
    r"|trạm|chi nhánh|công đoàn|cđcs|liên đoàn|lđlđ|nhà điều hành|kho |tổ chức|hội trường|ủy ban"
    r"|ubnd"
    r"|xưởng|phòng tiếp|phòng ban|siêu thị|cửa hàng|điểm|hội |cột|đường dây|sự cố|thi công|khai mạc"
    r"|lớp|bếp|quán|chợ|sân |cổng|xe|hồ sơ|bài dự thi|góp ý|khu công nghiệp|khách sạn|nhà hàng|tiệm"
    r"|đại lý|phòng khám|ngân hàng|bưu điện|nhà thi đấu|rạp|bến |ga |chùa|(?<!gia )đình "
    r"|nghĩa trang|tập huấn"
    r"|diễn ra|thư viện|nhà trẻ|mầm non|gara|phân xưởng|công trường|công trình|dự án|bão"
    r"|tuyên truyền"
    r"|mất điện|cắt điện|ban |chi bộ|đảng|hợp tác xã|htx|đội |đoàn |chuyền|dây chuyền|nhà ăn"
    r"|căng tin"
    r"|nhà thầu|hộ vay|tổ tiết kiệm|khởi công|khánh thành|ra quân|ngày hội|(?<!vu )lễ |hội thi"
    r"|giải |cuộc thi"
    r"|báo (?:lao động|người|tuổi|nhân dân|công)|đài |tạp chí|tòa soạn|hiệu |bản tin|di tích"
    r"|bảo tàng|nhà in|cơ sở|doanh nghiệp|đơn vị|máy|tuyến|cáp|cầu|đường|mái taluy"
    r"|mô hình|hướng dẫn viên|hàng rào|hố|cống|rác|cây xanh|bãi|lò|vườn|ruộng|rừng|nhà nghỉ"
    r"|nhà khách|ký túc xá|tọa đàm|homestay|farmstay|trang trại|chủ (?!hộ))"
)
# What is an office's word by its form and yet no office.
_NO_OFFICE = LazyPattern(
    r"(?<!\w)(?:gần|cạnh|sau|đối diện|trước|cách|sát) [^\W\d_]+(?: [^\W\d_]+)?"
    r"|tổ chức (?:lễ )?tại (?:nhà|gia)|tang lễ|mái ấm công đoàn|tổ trưởng|chuyền trưởng|đoàn viên"
    r"|đội trưởng|đoàn thể|lễ (?:cưới|tang|viếng|ăn hỏi|vu quy)"
    r"|(?:công nhân|thợ|nhân viên|kỹ sư|cán bộ)(?: [^\W\d_]+){1,2}|xe (?:ôm|lăn)|hội viên"
    r"|thợ (?:máy|xe|đường|lò|cáp|điện)"
    r"|lái xe|bán vé số|chạy chợ|bán (?:quán|rong)|nhân viên (?:kho|bếp|trạm|văn phòng)"
    r"|cán bộ công đoàn|chủ tịch công đoàn|công đoàn viên|(?:chuyền|tổ|đội|ca|kíp) \d+"
    r"|lớp \d+|điểm 10|xe máy cũ|đường (?:lên|vào|đi) khó|bão"
)
# What people do where they do not live, and what befalls a place.
_ELSEWHERE = LazyPattern(
    r"(?<!\w)(?:kể|chuyện|cứu trợ|làm việc|làm thêm|dạy|giảng|công tác|họp|dự|thi|đo|sửa|kéo|lắp"
    r"|trực|thay"
    r"|trồng|khám|tổ chức|phát|tặng|trao|khảo sát|vận động|gặp nạn|thấy|mưa|ngập|xảy ra|hỏng|cháy"
    r"|nổ"
    r"|quê|nguyên quán|sinh ra|sinh tại|chủ trì|dẫn|đọc|nói|kiểm tra|hiến máu|biểu diễn|hát|múa|đá"
    r"|chụp|quay|viết|chở|vận chuyển|phụ trách|quản lý|tiếp nhận|tình nguyện|hỗ trợ|giúp|mở|bán"
    r"|khai"
    r"|tai nạn|va chạm|ngã|té|bắt|cứu|theo dõi|giám sát|chỉ huy|hướng dẫn|phục vụ|tham gia|vẽ"
    r"|sơn|quét|dọn dẹp|trang trí|nhặt|trồng cây|gặt|đón khách"
    r"|tham quan"
    r"|đi qua|chạy qua|đóng|cắt|đào|san|đổ|thăm (?:và|hỏi)|giới thiệu|đại diện|thay mặt|báo cáo"
    r"|phát biểu|bầu|ứng cử)"
    r"(?!\w)"
)
_AWAY = LazyPattern(
    r"[ ,]{0,3}(?:ngập|mất|cháy|đổ|hỏng|sạt|phục vụ|tổ chức|diễn ra|có nhiều|là nơi (?:chi bộ"
    r"|đặt|tổ|hội"
    r"|công)"
    r"|khai|khởi|gồm|có \d|cho (?:\d|các|người)|vào lúc|lúc \d|mở cửa|, để|xuất phát|\d+ hộ)"
)
# What only a home has, or is done at homes only.
_HOMELY = LazyPattern(
    r"(?<!\w)(?:nhà (?:gái|trai)|tại nhà|tại gia|tư gia|chỗ (?:ngủ|ở)|nơi ở|nhà ở|căn gác"
    r"|gác (?:trọ|xép)"
    r"|căn phòng|căn nhà|mái ấm|chòi|nhà tình (?:nghĩa|thương)|mái nhà|nhà trọ|phòng trọ|lán"
    r"|chung cư|đám (?:cưới|hỏi|giỗ|tang|ma)|tang lễ"
    r"|lễ (?:cưới|tang|viếng|ăn hỏi|vu quy)|đưa tang|ăn hỏi|tân gia|hàng xóm|nhà riêng|về nhà"
    r"|khuya về"
    r"|ở trọ|sống|trú|ngụ|cư trú|chui ra|thuê|dọn|dời|chuyển (?:đến|về|lên|sang|ra)|quan tài"
    r"|linh cữu"
    r"|gõ cửa|gọi cửa)(?!\w)"
)
_FIELD = LazyPattern(
    r"(?<!\w)(?:địa chỉ|đ/c|đc|chỗ (?:ngủ|ở)|nơi ở|nhà|nhà ở|nơi nhận|ship(?: về| đến)?"
    r"|giao (?:đến|về|tại|tới)|gửi về"
    r"|hộ|gia đình|nhận (?:quà )?tại)(?: [^\W\d_]+){0,3}? ?:? ?(?:[^\W\d_]+ ){0,2}\Z"
)
# `Nhà chị ở xóm Bãi`, of whoever was named before.
_THEIRS = LazyPattern(
    r"(?<!\w)(?:nhà|gia đình|chỗ|phòng|quê)(?: của)? (?:chị|anh|em|bác|cô|chú|ông|bà|cháu|tôi"
    r"|mình|nó"
    r"|thầy|đồng chí|đ/c|cụ)(?: ấy)?,? (?:hiện |đang |cũng |vẫn |lại |mãi )?(?:ở|tại|nằm|trong"
    r"|cuối|đầu|tận)"
    r"(?: (?:trong|cuối|đầu|tận|mãi|ngay|giữa|tại))? \Z"
    r"|(?<!\w)(?:hiện |nay |giờ )?(?:chị|anh|bác|cô|chú|ông|bà|mẹ con|vợ chồng)(?: ấy)? (?:hiện "
    r"|đang |vẫn |hiện đang )?"
    r"(?:ở|sống|trú|tạm trú|thuê)(?: (?:trong|cuối|đầu|tại|trọ))? \Z"
)
_FIRST = LazyPattern(
    r"(?:\A|[,!:] )(?:hôm qua |nay |giờ |hiện |vợ chồng |nhà |mẹ con )?(?:mình|tôi|tớ|em"
    r"|tui)(?! em|\w)"
)
# Whoever writes: `Mình đang ở phòng 1502, chung cư Sen Hồng`.
_MINE = LazyPattern(
    r"(?<!\w)(?:mình|tôi|tui|tớ|em|vợ chồng (?:em|mình|tôi|tui)|mẹ con (?:em|tôi))(?: (?:đang"
    r"|hiện|vẫn|mới"
    r"|nay|giờ|đã|cũng|vừa|thuê|chuyển|dọn))* (?:ở|trọ|sống|trú|ngụ|thuê|về)(?: (?:tại|trọ"
    r"|trong|nhờ|ở|qua"
    r"|tạm))? \Z"
)
# Between a name and a house in a list: numbers, what they are of, age, sex, people; no verb.
_LISTED = LazyPattern(
    r"(?:[\s,;:()|/.-]+|\d[\w./-]*|cmnd|cccd|cmt|cmtnd|căn cước|sđt|đt|điện thoại|số|sinh năm"
    r"|sinh|sn|nam|nữ"
    r"|tuổi|dân tộc|ngày|stk|tk|mẹ|vợ|chồng|con|là|và|của|mồ côi|hộ nghèo|cận nghèo|thợ|công nhân"
    r"|tổ"
    r"|(?:công nhân|thợ|nhân viên)(?: [^\W\d_]+){1,2}(?= [-,(])|chuyền|xưởng|bậc|nghề|liệt sĩ"
    r"|thương binh|nhà|địa chỉ|đ/c|ở|tại|góa|đơn thân|đoàn viên"
    r"|(?-i:[A-ZĐ]\w*))*\Z"
)
_CLAUSE = LazyPattern(r"[,;:(|]| - |\d[.)] ")
_STOP = LazyPattern(r"[.;!?…][\"”)]? (?!\d)|\n\s*[\n*|#>-]|\n")
_PAST = LazyPattern(r"[.;!?…][\"”)]?(?:\s|\Z)|\n")
_OWNER_AFTER = LazyPattern(
    r"[ ,()-]{0,3}(?:là (?:nơi|chỗ|nhà|tổ ấm|mái nhà|căn)(?: [^\W\d_]+){0,3}|của|nhà|nơi|hỏi nhà"
    r"|gặp|cho"
    r"|gửi|để|đón|giao cho|người nhận:?|tên) \Z"
)
_BACK, _AHEAD, _FIELD_BACK, _JUST = 140, 90, 240, 12


def is_somebodys(wording: Wording, start: int, end: int) -> bool:
    """Tell whether the house from *start* to *end* is a home, by the sentence it stands in."""
    back = max(0, start - _BACK)
    before = wording.plain[back:start]
    stops = [stop.end() for stop in _STOP.finditer(before)]
    said = before[stops[-1] :] if stops else before
    if wording.low.startswith("nhóm", start):
        return False
    ahead = wording.plain[end : end + _AHEAD]
    past = _PAST.search(ahead)
    ahead = ahead[: past.start()] if past else ahead
    names = list(persons(said))
    if names and _LISTED.match(said[names[-1][1] :].lower()):
        return not _AWAY.match(ahead.lower()) and not _is_of_office(said[: names[-1][0]])
    low = _without(said, names)
    about = low if not names else low[max(0, names[-1][0] - _JUST) :]
    if _OFFICE.search(about) or _AWAY.match(ahead.lower()):
        return False
    if names and not _HOMELY.search(said.lower()):
        return _ELSEWHERE.search(low, names[0][1]) is None or _THEIRS.search(low) is not None
    return bool(names) or _is_of_one_not_named(wording, start, said, ahead)


def _is_of_one_not_named(wording: Wording, start: int, said: str, ahead: str) -> bool:
    """Tell the home of who was named in the sentence before, or is only after the house."""
    low = said.lower()
    if _THEIRS.search(low):
        return any(persons(wording.plain[max(0, start - _FIELD_BACK) : start]))
    if _MINE.search(low):
        return True
    if _is_field(wording, start, said):
        return True
    owner = next(iter(persons(ahead)), None)
    if _HOMELY.search(low) and (owner is not None or _FIRST.search(low)):
        return True
    return owner is not None and _is_owners(ahead[: owner[0]].lower())


def _without(said: str, names: Iterable[tuple[int, int]]) -> str:
    """
    Return *said* in lower case, as long, without *names* and what only sounds like an office.

    A family may be called Đoàn, Lò or Cầu.
    """
    low = said.lower()
    spans = [*names, *(match.span() for match in _NO_OFFICE.finditer(low))]
    for start, end in spans:
        low = f"{low[:start]}{' ' * (end - start)}{low[end:]}"
    return low


def _is_of_office(before: str) -> bool:
    """Tell whether the name after *before* is an office's or a shop's: `Tiệm cơ khí Văn Nhỡ`."""
    clause = _CLAUSE.compiled.split(before.lower())[-1]
    return _OFFICE.search(_without(clause, ())) is not None


def _is_owners(between: str) -> bool:
    """Tell whether *between*, from a house to a name, says that the house is theirs."""
    words = between.rstrip()
    for title in ("chị", "anh", "ông", "bà", "cô", "chú", "bác", "em", "cụ", "gia đình"):
        words = words.removesuffix(title).rstrip()
    return _OWNER_AFTER.match(f"{words} ") is not None


def _is_field(wording: Wording, start: int, said: str) -> bool:
    """Tell `Địa chỉ: tổ 5, thôn Đại Bái` under the name of a person."""
    if _FIELD.search(said.lower()) is None:
        return False
    earlier = wording.plain[max(0, start - _FIELD_BACK) : start]
    earlier = earlier[earlier.rfind("\n\n") + 1 :]
    names = list(persons(earlier))
    return bool(names) and _OFFICE.search(_without(earlier, names)) is None
