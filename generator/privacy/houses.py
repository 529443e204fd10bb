"""
What an address begins with, and where it ends.

A house, a flat, an alley or a hamlet with its number or name; a number and the street after it.
Whose it is, `address` and `dwelling` tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from string import ascii_lowercase

from generator.kernel.patterns import LazyPattern
from generator.privacy.names import UPPER
from generator.privacy.wording import SPOTS_LIMIT, Wording, anchors

_NAMES = anchors(
    *("ngõ", "ngách", "hẻm", "kiệt", "thôn", "xóm", "ấp", "bản ", "buôn", "phum", "sóc", "plei"),
    *("bon ", "làng ", "khóm", "khu phố", "chung cư", "tòa ", "toà ", "lô ", "nhóm ", "dãy "),
    *("tập thể", "cư xá", "block", "khu ", "biệt thự", "liền kề", "shophouse"),
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
_IN_NUMBER = ("/", "-", ":", ".", ",")  # before a later part of a number
_LEADS = (" ", "(")
_HEAD_REACH = 16
_STREETS_BEGIN = frozenset("đpnhkấtxq")
_BEFORE_STREET = (" ", ",", "/", *"abcdeg")
_NUMBER = r"[a-z]{0,3}-?\d+(?:[./-]?\w+)*"
HOUSE = LazyPattern(
    rf"(?:(?:số nhà|nhà số|sn|số) ?:? ?\d+(?:[./-]?\w+)*|(?:căn hộ|căn|nhà|phòng|p\."
    rf"|ch) (?:phòng )?"
    rf"(?:số )?{_NUMBER}"
    rf"|(?:ngõ|ngách|hẻm|kiệt|tổ dân phố|tổ|tdp|khu phố|kp|cụm|khóm|đội|khu|lô|tòa|toà|block|dãy)"
    rf" ?(?:số )?(?:{_NUMBER}|[a-z](?!\w))"
    r"|(?:ngõ|ngách|hẻm|kiệt|chung cư|cư xá|khu tập thể|tập thể|khu phố|khóm)(?: nhỏ| cụt)?"
    r" (?P<called>[^\W\d_]+)"
    r"|(?:thôn|xóm|ấp|bản|buôn|làng|phum|sóc|nhóm(?! (?:trẻ|zalo|face|fb|viber|kín))|plei|bon"
    r"|dãy trọ(?: bà| ông| cô| số)?)"
    r" (?:(?P<named>[^\W\d_]+)|\d+(?:[./-]?\w+)*)"
    rf"|(?:biệt thự|nhà (?:liền|liên) kề|nhà phố|liền kề|shophouse|penthouse|nhà lô)(?: liền kề)?"
    rf"(?: số)? {_NUMBER})"
)
# A number and what it is in: `27/8 hẻm 134`, `23 đường D5`, `118 Trần Phú`.
STREET = LazyPattern(
    r"(?<![\w/.,-])[a-z]?\d{1,4}[a-z]?(?:/[a-z]?\d+[a-z]?)*[a-z]?,? ?(?:đường|phố|ngõ|ngách|hẻm"
    r"|kiệt|ấp|khóm"
    r"|tổ|khu phố|thôn|xóm|quốc lộ|tỉnh lộ)(?= )"
)
# `15 Trần Hưng Đạo`: a street without the word for it, where somebody plainly lives.
_BARE = LazyPattern(
    rf"(?<![\w/.,-])(?:\d{{1,4}}[A-Za-z]?(?:/\d+[A-Za-z]?)*|[A-Z]\d{{1,4}}(?:/[A-Z]?\d+[A-Z]?)+"
    rf"|[A-Z]{{1,2}}\d{{1,2}}-\d{{2,4}}) (?=[{UPPER}][^\W\d_]+ [{UPPER}][^\W\d_]+)"
)
_GIVEN = LazyPattern(rf" (?:(?:số )?\d|(?:[^\W\d_]+ )?[{UPPER}])")
_LETTERS = LazyPattern(f"[{UPPER}]{{4}}")
_GIVEN_NEAR = LazyPattern(f"[0-9{UPPER}]")  # the number or name of a house, soon after its word
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
    r"|kđt|kdc|thị trấn|thị xã|tt\.?|tx\.?|khu phố|kp|khu|tổ dân phố|tổ|thôn|xóm|ấp|khóm|buôn"
    r"|bản|dãy"
    r"|tòa|toà|tầng|chung cư|cư xá|tập thể|số|quốc lộ|tỉnh lộ|đội|cụm|làng|dân cư|đô thị"
    r"|nhà trọ|trọ"
    r"|nhà|căn hộ|phòng)"
)
# The rest of an address: names in capitals and the words for the places they are of.
_REST = LazyPattern(
    rf"(?:[ ,-]{{1,3}}(?:(?i:{_PLACES})(?!\w)|[{UPPER}][\w/]*|\d+[\w/]*(?!\w))){{0,16}}"
)
# A year of birth, and the number of a letter or a decision.
_PAPER = LazyPattern(r"(?:sn|bản) ?:? ?(?:19|20)\d\d|[^/]*/\d*[^\W\d]{2}.*|.*\d-[^\W\d]{2}.*")


def houses(wording: Wording) -> list[tuple[int, int]]:
    """Return, in order, where what an address begins with begins and ends."""
    found = []
    low = wording.low
    heads = islice(_heads(low, wording.numbers), SPOTS_LIMIT)
    named = (
        at for at in wording.spots(_NAMES) if _GIVEN_NEAR.search(wording.plain, at + 3, at + 26)
    )
    for at in {*named, *heads}:
        house = HOUSE.match(low, at)
        if house is not None and _is_proper(wording, house):
            found.append(house.span())
    found += islice(_numbered(wording), SPOTS_LIMIT)
    return sorted(set(found))


def _numbered(wording: Wording) -> Iterator[tuple[int, int]]:
    """Yield the numbers that a street or a lane follows: `27/8 hẻm 134`, `15 Trần Hưng Đạo`."""
    low, plain = wording.low, wording.plain
    for start, end in wording.numbers:
        if low[end : end + 1] in "/-" and _is_letter(low, start):  # K82/H14/07
            start -= 1  # noqa: PLW2901 -- the letter is of the number
            sign, letter = "/", ""
        else:
            sign, letter = low[end : end + 1], plain[end + 1 : end + 2]
        if sign == " " and letter not in _STREETS_BEGIN and not letter.isupper():
            continue
        if sign not in _BEFORE_STREET:
            continue
        street = STREET.match(low, start)
        if street is not None and _GIVEN.match(plain, street.end()):
            yield street.span()
        elif street is None and (bare := _BARE.match(plain, start)):
            yield start, bare.end() - 1


def _is_letter(low: str, start: int) -> bool:
    """Tell whether a single letter stands before *start*."""
    return low[start - 1 : start].isalpha() and not low[start - 2 : start - 1].isalnum()


def _heads(low: str, numbers: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield where the word before a number begins if that may be a house's."""
    for start, _ in numbers:
        sign = low[start - 1 : start]
        if sign in _IN_NUMBER and low[start - 2 : start - 1].isdigit():
            continue
        if sign not in _IN_NUMBER and sign not in _LEADS and not sign.isalpha():
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
    if wording.plain[house.start() + 1].islower() and _LETTERS.match(
        wording.plain, house.end() - 4
    ):
        return False  # bản TƯLĐTT
    called = "called" if house["called"] else "named"
    if house[called]:
        return wording.plain[house.start(called)].isupper()
    if not any(map(str.isdigit, house[0])) and not wording.plain[house.end() - 1].isupper():
        return False
    return _VAGUE.fullmatch(house[0]) is None or end_of(wording.plain, house.end()) > house.end()


def _is_in_name(plain: str, start: int) -> bool:
    """Tell the Sóc of `Danh Sóc Kha` from sóc Kha."""
    before = plain[max(0, start - _HEAD_REACH) : start]
    if not (plain[start].isupper() and plain[start + 1].islower() and before.endswith(" ")):
        return False
    words = before.split()
    return bool(words) and words[-1][0].isupper() and words[-1][-1].isalpha()


def end_of(plain: str, start: int) -> int:
    """Return where the address ends that goes on at *start*."""
    match = _REST.match(plain, start)
    return start if match is None else match.end()
