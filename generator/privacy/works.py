"""
Whether something stands in the title or the words of a work.

Songs, plays, poems, films, pictures and rhymes are full of children and of the sick; nobody in them
lives. Their words stand in quotation marks after a word for what they are of.
"""

from __future__ import annotations

from generator.kernel.patterns import LazyPattern
from generator.privacy.wording import Wording

_WORK = LazyPattern(
    r"(?<!\w)(?:ca dao|đồng dao|dân ca|vè|câu đố|tục ngữ|thành ngữ|bài (?:hát|thơ|ca|múa|vè"
    r"|tập đọc)"
    r"|thơ|hát|múa|nhảy|(?:tốp|đơn|song|hợp|tam) ca|ca khúc|ca cảnh|nhạc kịch|nhạc phẩm|hợp xướng"
    r"|tiết mục|tiểu phẩm|hoạt cảnh|hài|vở|kịch|chèo|cải lương|tuồng|phim|truyện|sách|cuốn|tập thơ"
    r"|tranh|tượng|ký họa|bức vẽ|nhân vật|vai|khẩu hiệu|chủ đề|trò chơi|tác phẩm|tựa|nhan đề"
    r"|câu chuyện|bài dự thi|tùy bút|tản văn)(?!\w)"
)
_LINE, _LED = 160, 60


def is_in_work(wording: Wording, at: int) -> bool:
    """Tell whether what begins at *at* stands in quotation marks that a work is named before."""
    start = max(0, at - _LINE)
    line = wording.low[start:at]
    line = line[line.rfind("\n") + 1 :]
    opened = line.rfind("“")
    if opened < 0 or line.find("”", opened) >= 0:
        opened = line.rfind('"') if line.count('"') % 2 else -1
    return opened >= 0 and _WORK.search(line, max(0, opened - _LED), opened) is not None
