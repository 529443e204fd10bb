"""Illness beside the name of the person who has it (data that Decree 356/2025 calls sensitive)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.finds import Find, Kind
from generator.privacy.names import persons
from generator.privacy.wording import Wording

_WORD = r"[^\W\d_]+"
_LIMBS = "tay|chân|xương|cột sống|đốt sống|ngón|đùi|sườn|vai|bàn|mắt|cổ|hàm|gối|cẳng|gân|đầu"
_ILLNESSES = (
    "ung thư|k (?:vú|phổi|gan|dạ dày|giáp|tử cung|vòm)|suy (?:thận|tim|gan|hô hấp|tủy|giãn|nhược"
    "|dinh dưỡng)|chạy thận|hiv|aids|trầm cảm"
    "|tâm thần|lao phổi|bệnh lao|lao (?:xương|hạch|màng)|viêm (?!nhiễm)[^\\W\\d_]+|xơ gan"
    "|tiểu đường|đái tháo đường|tim bẩm sinh|bẩm sinh|thay van|van tim|hở van|hẹp van"
    "|động kinh|sảy thai|sẩy thai|thai lưu|vô sinh|hiếm muộn|đột quỵ|tai biến(?: mạch máu não)?"
    "|nhồi máu|hiểm nghèo|u (?:não|xơ|tuyến|nang|vú|phổi|gan|máu|xương|lành|ác|bướu)"
    "|khối u|thoát vị|đĩa đệm|bạch cầu|máu trắng|tan máu|khuyết tật|tàn tật|dị tật"
    "|nghiện (?:ma túy|ma tuý|rượu|hút)|cai nghiện|hóa trị|hoá trị|xạ trị"
    "|bụi phổi|điếc|câm điếc|ghép (?:thận|gan|tủy)|phẫu thuật|chấn thương|đa chấn thương|bỏng"
    "|liệt|bại liệt|parkinson|alzheimer|rối loạn|tự kỷ|bại não"
    "|down|sốt xuất huyết|xuất huyết|dương tính|thoái hóa|thoái hoá|loãng xương|lupus|basedow"
    "|bướu cổ|huyết áp|gout|gút|hen suyễn|hen phế quản"
    "|phổi tắc nghẽn|bệnh (?:nặng|hiểm|tim|thận|gan|phổi|máu|phong|trĩ|lao|gút|não|động kinh"
    "|parkinson)|trọng bệnh|bạo bệnh|tiền sản giật|mổ (?:tim|não|ruột|sỏi|khối|u|dạ|cột|thoát"
    "|túi|gan|mắt)"
    "|teo (?:cơ|não)|mù|lòa|loà|giang mai|trĩ|vảy nến|suy thai|mang thai|mang bầu|có bầu|có thai"
    "|bầu \\d|sinh non|thương tật|sỏi (?:thận|mật)|ngộ độc|sa sút|mất trí"
    "|tâm lý nặng|thần kinh|gan nhiễm mỡ|máu nhiễm mỡ|men gan|trượt đốt sống|đục thủy tinh thể"
    "|võng mạc|giãn tĩnh mạch|loạn thần|chửa ngoài|băng huyết|sứt môi|hở hàm ếch|thiếu máu"
    "|suy giảm miễn dịch|nhược cơ|xơ cứng|zona|đau nửa đầu|bướu|tràn dịch|dập (?:nát|lá lách"
    "|phổi)|vỡ (?:xương|lá lách|gan|đốt)|trật khớp|nhiễm (?:hiv|trùng|độc|lao|viêm|virus|vi rút)"
    "|covid(?:-19)?|sốt rét|thủy đậu|cúm a"
    f"|(?:gãy|cụt|cắt|cưa|đứt|mất|dập|vỡ|hỏng|gẫy|nứt)(?: {_WORD}){{0,2}} (?:{_LIMBS})"
    f"|giảm thính lực|khiếm thị|khiếm thính|chậm phát triển|hội chứng|đau (?:dạ dày|cột sống"
    f"|lưng mạn)|viêm"
)
_ILL = re.compile(rf"(?:{_ILLNESSES})(?!\w)")
_STEMS = (
    *("aids", "alzheimer", "basedow", "băng", "bướu", "bạch", "bại", "bạo", "bầu", "bẩm"),
    *("bệnh", "bỏng", "bụi", "cai", "chạy", "chấn", "chậm", "chửa", "covid", "câm", "có"),
    *("cúm", "cưa", "cắt", "cụt", "down", "dương", "dập", "dị", "gan", "ghép", "giang"),
    *("giãn", "giảm", "gout", "gãy", "gút", "gẫy", "hen", "hiv", "hiếm", "hiểm", "hoá"),
    *("huyết", "hóa", "hẹp", "hỏng", "hội", "hở", "k", "khiếm", "khuyết", "khối", "lao"),
    *("liệt", "loà", "loãng", "loạn", "lupus", "lòa", "mang", "men", "máu", "mù", "mất"),
    *("mổ", "nghiện", "ngộ", "nhiễm", "nhược", "nhồi", "nứt", "parkinson", "phẫu", "phổi"),
    *("rối", "sa", "sinh", "suy", "sảy", "sẩy", "sỏi", "sốt", "sứt", "tai", "tan", "teo"),
    *("thai", "thay", "thiếu", "thoái", "thoát", "thương", "thần", "thủy", "tim", "tiền"),
    *("tiểu", "tràn", "trĩ", "trượt", "trầm", "trật", "trọng", "tàn", "tâm", "tự", "u"),
    *("ung", "van", "viêm", "vô", "võng", "vảy", "vỡ", "xuất", "xơ", "xạ", "zona", "đa"),
    *(
        "đau",
        "điếc",
        "đái",
        "đĩa",
        "động",
        "đột",
        "đục",
        "đứt",
    ),
)
# Who stands between: then it is not the person named before who is ill.
_OTHERS = re.compile(
    r"(?<!\w)(?:tuyên truyền|phòng chống|phòng, chống|phòng ngừa|ủng hộ|tặng|nói|cho biết|khuyên"
    r"|chia sẻ|trình bày|hướng dẫn|tư vấn|báo cáo"
    r"|phát biểu|bệnh nhân|người (?:bị|mắc|bệnh|lao động|dân|khuyết|nhiễm)|cho (?:\d+ )?cán bộ"
    r"|đồng nghiệp|hội nghị|chương trình|quỹ|nguy cơ|phụ trách|y sĩ|điều dưỡng"
    r"|trẻ em|(?:những|các) (?:bệnh|ca|trường hợp|đoàn|anh|chị|em|đồng chí)|kiểm tra"
    r"|khám sức khỏe|tập huấn|nghiên cứu|hiến máu|không bị|chưa bị|tránh|tầm soát|bảo hiểm"
    r"|tổ chức|giảng|kể"
    r"|diễn tập|sơ cứu|quyên góp|vận động|đề xuất|kêu gọi|giúp đỡ|cách (?!đây)|phòng(?:,"
    r"| và)? (?:chống|ngừa|bệnh|tránh)|chống)(?!\w)"
)
_ENDS = re.compile(r"[.!?;](?:\s|\Z)|\n\s*(?:[-*|#>\d\n]|\Z)")
_OF = re.compile(
    r"[ ,:(]*(?:(?:của|là|cho|bệnh nhân|như|giai đoạn \w+|nặng|mạn|mãn tính|mạn tính|vú|phổi|gan"
    r"|dạ dày|máu|cột sống|thì|nhưng|nên|mà|hai|vợ|chồng"
    r"|bẩm sinh|con|mẹ|bố|khiến|làm|buộc|cướp đi|hành hạ|đã cướp đi|tim|não|đùi|chân|tay|xong|từ"
    r"|lâu|năm|nay|nhiều|ở|bên|phải|trái|đã|vẫn|tại|nhà|gia đình|nữ|thợ)[ ,:(]+)*"
    r"(?:(?:anh|chị|ông|bà|cô|chú|bác|em|cháu|bé|đoàn viên|đồng chí|công nhân|bạn|đ/c)[ ]*)?"
)
_REACH, _OF_REACH, _NEXT = 140, 60, 14


def find(wording: Wording) -> Iterator[Find]:
    """Yield the illnesses that are told of a person named; of one person those told at once."""
    last = -_REACH
    for at in wording.spots(_STEMS):
        ill = _ILL.match(wording.low, at)
        if ill is None or at < last:
            continue
        between = wording.low[max(last, 0) : ill.start()]
        if ill.start() - last < _REACH and not _ENDS.search(between) and len(between) > _NEXT:
            continue
        if _is_told_before(wording, ill) or _is_told_after(wording, ill):
            last = ill.end()
            yield Find(Kind.HEALTH, ill.start(), ill.end(), ill[0])


def _is_told_before(wording: Wording, ill: re.Match[str]) -> bool:
    said = wording.plain[max(0, ill.start() - _REACH) : ill.start()]
    ends = [stop.end() for stop in _ENDS.finditer(said)]
    if ends:
        said = said[ends[-1] :]
    names = list(persons(said))
    return bool(names) and _OTHERS.search(said[names[-1][1] :].lower()) is None


def _is_told_after(wording: Wording, ill: re.Match[str]) -> bool:
    said = wording.plain[ill.end() : ill.end() + _OF_REACH]
    for start, _ in persons(said):
        return _OF.fullmatch(said[:start].lower()) is not None
    return False
