"""Which of the numbers of a text are somebody's: each stretch of digits is one thing at most."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.kernel.patterns import LazyPattern
from generator.privacy.bank import account
from generator.privacy.finds import Find, Kind
from generator.privacy.identity import citizen_id, old_id
from generator.privacy.labels import Label, Said, label_after, label_before
from generator.privacy.mobile import mobile, national
from generator.privacy.runs import Groups, joined, runs, shape
from generator.privacy.wording import Wording, anchors

# A sum, a measure or a share is nobody's number.
_MEASURE = LazyPattern(
    r"[ )]{0,2}(?:đồng|đ\b|vnđ|vnd|triệu|tr\b|tỷ|tỉ|usd|₫|%|kwh|mwh|kw\b|kva|m2|m3|m²|km|kg|tấn"
    r"|lượt|người|đoàn viên)"
)
_ADDRESS = LazyPattern(r"(?:https?://|www\.)[^\s<>\"')\]]*\Z")
_CHAT = LazyPattern(r"(?:zalo\.me|wa\.me|viber|t\.me|tel:|phone)", re.IGNORECASE)
# Without one of these no number is an account or the nine digits of an identity card.
_WORDS = anchors(
    *(
        "tài khoản",
        "stk",
        "tk",
        "chuyển khoản",
        "account",
        "số thẻ",
        "thẻ atm",
        "tai_khoan",
        "so_tk",
    ),
    *("ngân hàng", "vietcombank", "vcb", "bidv", "agribank", "vietinbank", "viettinbank"),
    *("techcombank", "tcb", "mb", "mbbank", "acb", "sacombank", "vpbank", "tpbank", "vib", "shb"),
    *("hdbank", "ocb", "msb", "seabank", "lpbank", "lienvietpostbank", "eximbank", "nam á"),
    *("nam a", "namabank", "pvcombank", "abbank", "bac a", "bắc á", "đông á", "kienlongbank"),
    *("scb", "coopbank", "publicbank", "vietbank", "bvbank", "co", "bank", "số tài khoản"),
    *("cmnd", "cmt", "cmtnd", "chứng minh", "căn cước", "cccd", "cc", "giấy tờ", "định danh"),
    *("id card", "so_cmnd", "so_cccd"),
)
_FIRST = "08"  # with these a number begins that shows by itself
_YEAR, _OF_DATE, _DATE_DIGITS = 4, 3, 8  # digits of a year, groups and digits of 20/11/2026
_OF_SUM = 5  # groups of three digits: up to thousands of thousand millions
_OLD_SHAPES, _OLD_FIRST = ((9,), (3, 3, 3)), (9, 3)
_ADDRESS_REACH = 200
_SHORT = 3  # digits that, after a period, go on with the number before
# A text that has more stretches of digits than this is a list; what each is must show by itself.
_LABELS_SOUGHT = 3000


def find(wording: Wording) -> Iterator[Find]:
    """Yield identity numbers, mobiles and accounts, in order."""
    needs_words = wording.has(_WORDS)
    for count, groups in enumerate(runs(wording.plain)):
        is_labelled = count < _LABELS_SOUGHT
        if _is_no_number(wording, groups):
            continue
        if not is_labelled or needs_words or _may_show(wording.plain, groups):
            yield from _in_run(wording, groups, is_labelled=is_labelled)


def _is_no_number(wording: Wording, groups: Groups) -> bool:
    """Tell a date, the date and hour of front matter that every item has, and a sum of money."""
    plain = wording.plain
    if len(groups) == _OF_DATE and plain[groups[0].end] == "/":
        return sum(shape(groups)) <= _DATE_DIGITS
    if len(groups) > 1 and len(groups) <= _OF_SUM and plain[groups[0].end] == ".":
        is_sum = len(groups[0].digits) <= _SHORT and groups[0].digits[0] not in _FIRST
        return is_sum and _MEASURE.match(wording.low, groups[-1].end) is not None
    if len(groups[0].digits) != _YEAR:
        return False
    return shape(groups) in ((4, 2, 2), (4, 2, 2, 2)) and groups[0].digits[:2] in ("19", "20")


def _may_show(plain: str, groups: Groups) -> bool:
    """Tell whether *groups* may be a number that shows by itself."""
    phone = Said(Label.PHONE, is_near=True)
    return any(
        mobile(plain, groups, first, phone) or citizen_id(plain, groups, first, Said(None))
        for first, group in enumerate(groups)
        if group.digits[0] in _FIRST
    ) or (len(groups[0].digits) in _OLD_FIRST and shape(groups[:3]) in _OLD_SHAPES)


def _in_run(wording: Wording, groups: Groups, *, is_labelled: bool) -> Iterator[Find]:
    said = label_before(wording, groups[0].start) if is_labelled else Said(None)
    first = 0
    while first < len(groups):
        if said.label is None and first and groups[first].digits[0] not in _FIRST:
            first += 1
            continue
        kind, found = _at(wording, groups, first, said, is_labelled=is_labelled)
        if kind is None:
            first += 1
            continue
        start, end = found[0].start, found[-1].end
        digits = joined(found)
        value = national(digits) if kind is Kind.MOBILE else digits
        yield Find(kind, _with_sign(wording.plain, start, kind), end, value)
        first += len(found)


def _at(
    wording: Wording, groups: Groups, first: int, said: Said, *, is_labelled: bool
) -> tuple[Kind | None, Groups]:
    """Return what stands at the group *first*, and its groups."""
    plain = wording.plain
    if first == 0 and _is_in_code(wording, groups[0].start, said.label):
        return None, ()
    is_account = said.label is Label.ACCOUNT and said.is_near
    dialled = None if is_account else mobile(plain, groups, first, said)
    if dialled and _ends(wording, groups, first, dialled):
        return Kind.MOBILE, dialled
    found = citizen_id(plain, groups, first, said)
    if found and _ends(wording, groups, first, found):
        return Kind.CITIZEN_ID, found
    after = wording.after(groups[-1].end) if is_labelled and first == 0 else ""
    found = old_id(groups, first, said, after)
    if found and _ends(wording, groups, first, found):
        return Kind.OLD_ID, found
    label = said.label
    if label is None and after and label_after(wording, groups[-1].end) is Label.BANK:
        label = Label.BANK
    found = account(plain, groups, first, label)
    if found and _ends(wording, groups, first, found):
        return Kind.BANK, found
    return None, ()


def _is_in_code(wording: Wording, start: int, label: Label | None) -> bool:
    """Tell the digits of `PB02020047403` or of a web address from a number by itself."""
    plain = wording.plain
    before = plain[start - 1 : start]
    if before.isalpha():
        return before.isupper() and label in {None, Label.OTHER, Label.BANK}
    if before and before in "/=-_.?":
        address = _ADDRESS.search(plain, max(0, start - _ADDRESS_REACH), start)
        return address is not None and _CHAT.search(address[0]) is None
    return False


def _ends(wording: Wording, groups: Groups, first: int, found: Groups) -> bool:
    """Tell whether nothing follows that makes *found* part of something else."""
    end = found[-1].end
    following = wording.plain[end : end + 2]
    if following[:1].isupper() and not following[1:].islower():
        return False
    if following[:1] == "/" and following[1:].isupper():
        return False
    last = first + len(found)
    if last < len(groups) and groups[last].start == end + 1 and following[0] in ".,":
        is_cell = following[0] == "," and len(found) == 1  # of a table with commas
        return is_cell or len(groups[last].digits) > _SHORT
    return found[0].digits.startswith("0") or _MEASURE.match(wording.low, end) is None


def _with_sign(plain: str, start: int, kind: Kind) -> int:
    """Return where a number begins with the `+` or bracket before it."""
    if kind is not Kind.MOBILE:
        return start
    while start > 0 and plain[start - 1] in "+([":
        start -= 1
    return start
