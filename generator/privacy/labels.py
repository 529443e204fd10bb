"""The words before a number that tell what it is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from generator.kernel.patterns import LazyPattern
from generator.privacy.wording import Wording


class Label(StrEnum):
    """What a number is said to be."""

    IDENTITY = "identity"
    PHONE = "phone"
    ACCOUNT = "account"
    BANK = "bank"  # a bank's name: weaker than a word for the account
    OTHER = "other"


class Said(NamedTuple):
    """A label, and whether the number follows it at once: with no other clause between."""

    label: Label | None
    is_near: bool = False


_LABELS = LazyPattern(
    r"(?P<other>mã số thuế|\bmst\b|tax code|vận đơn|đơn hàng|(?:quyết định|văn bản|hồ sơ) số"
    r"|hợp đồng|(?:nợ|có) tk"
    r"|hóa đơn|hoá đơn|\bmã\b|\bs[eê]-?ri\b|serial|\bimei\b|\bisbn\b|(?:sổ|số|thẻ) (?:bảo hiểm"
    r"|bhxh|bhyt)"
    r"|điểm đo|công tơ|phiếu|giấy phép|đăng ký kinh doanh|số doanh nghiệp|biên nhận|biên lai"
    r"|tham chiếu"
    r"|\blô\b|số hiệu|số báo danh|tọa độ|toạ độ|máy biến áp|bưu kiện|bưu gửi|chế tạo|xuất xưởng"
    r"|chuỗi|lệnh sản xuất|\btem\b|số vé|vé (?:số|xe|tàu|tháng)"
    r"|tài khoản (?:mạng|facebook|fb\b|zalo|tiktok|youtube|instagram|google|gmail|email|e-mail|thư"
    r"|telegram|twitter|viber|đăng nhập|người dùng|dịch vụ|vneid|định danh|game|app|ứng dụng"
    r"|quản trị"
    r"|\d{3,4}(?!\d)|wifi|học|trực tuyến|máy))"
    r"|(?P<identity>cccd|căn cước|định danh|cmnd|\bcmt\b|cmtnd|chứng minh|giấy tờ tùy thân"
    r"|giấy tờ tuỳ thân|số giấy tờ|\bcc\b|so_?cmnd|so_?cccd|can_?cuoc|id card)"
    r"|(?P<account>\bstk\b|số tài khoản|\btk\b|tài khoản|so_?tk\b|tai_?khoan|\baccount\b|số thẻ"
    r"|thẻ atm"
    r"|chuyển khoản)"
    r"|(?P<bank>ngân hàng|vietcombank|\bvcb\b|\bbidv\b|agribank|vietinbank|viettinbank"
    r"|techcombank|\btcb\b|\bmb ?bank\b|\bmb\b|\bacb\b|sacombank|vpbank|tpbank|\bvib\b|\bshb\b"
    r"|hdbank"
    r"|\bocb\b|\bmsb\b|seabank|lpbank|lienvietpostbank|eximbank|nam ?a ?bank|pvcombank|abbank"
    r"|bac ?a ?bank|bắc á|nam á|đông á|kienlongbank|\bscb\b|co-?opbank|publicbank|vietbank|bvbank)"
    r"|(?P<phone>điện thoại|\bđt\b|\bđtdđ\b|sđt|\bsdt\b|\bdt\b|di động|zalo|viber|telegram|hotline"
    r"|\bgọi|liên hệ|liên lạc|số máy|phone|\btel\b|mobile|nhắn|đường dây nóng|whatsapp|momo|\blh\b"
    r"|\balo\b|gặp|dien_?thoai|so_?dt\b|di_?dong)"
)
_CLAUSE = LazyPattern(r"[,;.!?] | - |\n|\d{3}|(?<!\w)(?:ông|bà|anh|chị|em|cô|bác|chú)(?!\w)")
_NEAR = 40  # characters


def label_before(wording: Wording, at: int) -> Said:
    """Return what the nearest word before *at* says the number there is."""
    said = wording.before(at)
    found = max(_LABELS.finditer(said), key=re.Match.end, default=None)
    if found is None or found.lastgroup is None:
        return Said(None)
    between = said[found.end() :]
    is_near = len(between) <= _NEAR and _CLAUSE.search(between) is None
    return Said(Label(found.lastgroup), is_near)


def label_after(wording: Wording, at: int) -> Label | None:
    """Return what the first word after *at* says, where nothing else begins before it."""
    said = re.split(r"[;\n|]|\.\s|\d{4}", wording.after(at), maxsplit=1)[0]
    match = _LABELS.search(said)
    return Label(match.lastgroup) if match is not None and match.lastgroup else None
