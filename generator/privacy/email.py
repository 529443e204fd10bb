"""E-mail addresses of persons; of the letterboxes of offices a site's own data files tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kernel.patterns import LazyPattern
from generator.privacy.finds import Find, Kind
from generator.privacy.wording import Wording

_HOSTED = r" ?(?=[a-z0-9-]{1,63}\.)"
_AT = LazyPattern(rf"@{_HOSTED}")
_SPELT = LazyPattern(rf"[\[(](?:at|a còng|a-còng)[\])]{_HOSTED}")
_BOX = LazyPattern(r"(?<![\w.+-])(?P<box>[a-z0-9][\w.+-]{0,63}) ?\Z", re.ASCII)
_HOST = LazyPattern(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w@-])", re.ASCII)
_LONGEST_BOX = 66  # with a space, and one more than may be, so that what stands before is seen
_OFFICES = LazyPattern(
    r"(?:vanphong|vp|vpcd|lienhe|info|contact|congdoan|cdcs|cd|ldld|bantin|toasoan|tuyengiao"
    r"|hotro|support|cskh|phong(?=[._+-]|\d|\Z)|phong(?:ban|to|hanh|ke|nhan|ky|kinh|cong|phap|tai"
    r"|dao|thanh|giao|van|quan|chinh|qt|tc|kt)\w*|phap\w*|so(?=[._-])|chinhsach|giaoduc|thanhtra"
    r"|daotao|kythuat"
    r"|dieudo|doanthanhnien|quanly|dantri|cntt|it(?=[._-]|\d|\Z)"
    r"|bhxh|admin|webmaster|noreply|no-reply|office|hr|tuyendung|nhansu|ban\w+|gopy|hopthu|sales"
    r"|help|service|press|baochi"
    r"|hanhchinh|vanthu|tochuc|phapluat|tuvan|chamsockhachhang|trungtam|ubnd|bientap|dichvu"
    r"|tuyensinh|dangky|datlich"
    r"|duthi|baiviet|toado|hoidap|thongbao|tiepnhan|khieunai|dathang|benhvien|truong|booking"
    r"|hello|mail|bao|duongdaynong|billing|hoadon"
    r"|einvoice|ketoan|khachhang|phanhoi|tinbai|nucong|antoan|atvsld|marketing|kinhdoanh|letan"
    r"|reception|team|thuky|security|root|postmaster)(?:[._+-]|\d|\Z)"
)
_RESERVED = LazyPattern(r"(?:\A|\.)example\.(?:com|org|net)\Z")  # RFC 2606
_EXAMPLES = frozenset(
    "ten ho.ten hoten ten.ban tenban email example abc xyz user ten.ho username tennguoidung"  # noqa: SIM905 -- words read best so
    " diachi vidu mail".split()
)


def find(wording: Wording) -> Iterator[Find]:
    """Yield the addresses that are not an office's by their names, in order."""
    low = wording.low
    found = [*_AT.finditer(low)] if "@" in low else []
    if "còng" in low or "at]" in low or "(at)" in low:
        found = sorted([*found, *_SPELT.finditer(low)], key=re.Match.start)
    for at in found:
        start = max(0, at.start() - _LONGEST_BOX)
        written = _BOX.search(low[start : at.start()])
        host = _HOST.match(low, at.end()) if written is not None else None
        if written is None or host is None:
            continue
        box = written["box"]
        if box in _EXAMPLES or _OFFICES.match(box) or _RESERVED.search(host[0]):
            continue
        yield Find(Kind.EMAIL, start + written.start(), host.end(), f"{box}@{host[0]}")
