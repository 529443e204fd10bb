"""Abbreviations of Vietnamese union papers, spelled out."""

from __future__ import annotations

import re

# As Decree 30/2020/ND-CP has it, what is abbreviated is first written in full; a message that is
# passed on has no first mention.
MEANINGS = {
    "ATVSLĐ": "an toàn, vệ sinh lao động",
    "ATVSV": "an toàn, vệ sinh viên",
    "BCH": "Ban Chấp hành",
    "BTV": "Ban Thường vụ",
    "CBCĐ": "cán bộ công đoàn",
    "CĐCS": "công đoàn cơ sở",
    "CNLĐ": "công nhân, lao động",
    "CNVCLĐ": "công nhân, viên chức, lao động",
    "ĐVCĐ": "đoàn viên công đoàn",
    "KCN": "khu công nghiệp",
    "LĐLĐ": "Liên đoàn Lao động",
    "NLĐ": "người lao động",
    "NSDLĐ": "người sử dụng lao động",
    "TLĐ": "Tổng Liên đoàn",
    "TƯLĐTT": "thỏa ước lao động tập thể",
    "UBKT": "Ủy ban Kiểm tra",
    "UBND": "Ủy ban nhân dân",
}
# Every member knows these from the names of their own unit, commune and industrial park.
FAMILIAR = frozenset({"BCH", "CĐCS", "KCN", "LĐLĐ", "UBND"})
# Further ones that bulletins use, which are left as they are in messages: they are shorter so.
FURTHER = {
    "BHTN": "bảo hiểm thất nghiệp",
    "BHXH": "bảo hiểm xã hội",
    "BHYT": "bảo hiểm y tế",
    "BNN": "bệnh nghề nghiệp",
    "CNVC": "công nhân, viên chức",
    "HĐLĐ": "hợp đồng lao động",
    "HNNLĐ": "hội nghị người lao động",
    "KCX": "khu chế xuất",
    "PCCC": "phòng cháy, chữa cháy",
    "PTBV": "phát triển bền vững",
    "TNLĐ": "tai nạn lao động",
}
_LONGEST_FIRST = "|".join(sorted(MEANINGS, key=len, reverse=True))
# An address is taken whole, so that nothing in it is spelled out.
_ABBREVIATION = re.compile(rf"https?://\S+|\b(?:{_LONGEST_FIRST})\b")
# These begin a name where a name follows: `CĐCS Trạm Bơm`, but not `NLĐ Thanh Lâm`.
_OF_NAMES = {"CĐCS", "KCN"}
_BEGINS_SENTENCE = re.compile(r"(?:[.!?:…]\s+|[“\"\n])$")


def spell_out(text: str, language: str) -> str:
    """Spell out the abbreviations of *text*; where a sentence or a name begins, with a capital."""
    if language != "vi":
        return text

    def meaning(match: re.Match[str]) -> str:
        if (told := MEANINGS.get(match[0])) is None:
            return match[0]
        following = text[match.end() : match.end() + 2].strip()
        before = text[: match.start()]
        is_name = match[0] in _OF_NAMES and following[:1].isupper()
        begins = not before or _BEGINS_SENTENCE.search(before[-3:]) is not None
        return told[0].upper() + told[1:] if begins or is_name else told

    return _ABBREVIATION.sub(meaning, text)
