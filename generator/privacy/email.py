"""E-mail addresses of persons; of the letterboxes of offices a site's own data files tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.finds import Find, Kind
from generator.privacy.wording import Wording

_AT = r"(?: ?@ ?| ?[\[(](?:at|a còng|a-còng)[\])] ?)"
_ADDRESS = re.compile(
    rf"(?<![\w.+-])(?P<box>[a-z0-9][\w.+-]{{0,63}}){_AT}(?P<host>(?:[a-z0-9-]{{1,63}}\.){{1,6}}[a-z]{{2,24}})(?![\w@-])",
    re.ASCII,
)
_OFFICES = re.compile(
    r"(?:vanphong|vp|vpcd|lienhe|info|contact|congdoan|cdcs|cd|ldld|bantin|toasoan|tuyengiao"
    r"|hotro|support|cskh|phong\w*"
    r"|bhxh|admin|webmaster|noreply|no-reply|office|hr|tuyendung|nhansu|ban\w+|gopy|hopthu|sales"
    r"|help|service|press|baochi"
    r"|hanhchinh|vanthu|tochuc|phapluat|tuvan|chamsockhachhang|trungtam|ubnd|bientap|dichvu"
    r"|tuyensinh|dangky|datlich"
    r"|duthi|baiviet|toado|hoidap|thongbao|tiepnhan|khieunai|dathang|benhvien|truong|booking"
    r"|hello|mail|bao|duongdaynong|billing|hoadon"
    r"|einvoice|ketoan|khachhang|phanhoi|tinbai|nucong|antoan|atvsld|marketing|kinhdoanh|letan"
    r"|reception|team|thuky|security|root|postmaster)(?:[._+-]|\d|\Z)"
)
_RESERVED = re.compile(r"(?:\A|\.)example\.(?:com|org|net)\Z")  # RFC 2606
_EXAMPLES = frozenset(
    "ten ho.ten hoten ten.ban tenban email example abc xyz user ten.ho username tennguoidung"  # noqa: SIM905 -- words read best so
    " diachi vidu mail".split()
)


def find(wording: Wording) -> Iterator[Find]:
    """Yield the addresses that are not an office's by their names, in order."""
    if (
        "@" not in wording.low
        and "còng" not in wording.low
        and "at]" not in wording.low
        and "(at)" not in wording.low
    ):
        return
    for match in _ADDRESS.finditer(wording.low):
        box, host = match["box"], match["host"]
        if box in _EXAMPLES or _OFFICES.match(box) or _RESERVED.search(host):
            continue
        yield Find(Kind.EMAIL, match.start(), match.end(), f"{box}@{host}")
