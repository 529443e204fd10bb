"""Every picture has words for those who do not see it, and they are words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning
from generator.kernel.text import fold

_PICTURE = re.compile(r"!\[([^\[\]\n]*)\][(\[]|<img\b[^<>]*>")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")
# Names as cameras, phones and programs give them.
_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|webp|gif|heic|bmp|tiff?)\Z"
    r"|(?:IMG|DSC|DCIM|PXL|MVIMG|Screenshot|image|photo|z)[-_ ]?[\d_-]+\S*\Z",
    re.IGNORECASE,
)
# Without accents, so that "ảnh" is "anh".
_SAYS_NOTHING = frozenset(
    [
        *("anh", "anh bia", "anh chup", "anh dai dien", "anh minh hoa", "buc anh", "hinh"),
        *("hinh anh", "hinh minh hoa", "chan dung", "minh hoa", "tam anh", "khong co", "chua co"),
        *("alt", "cover", "image", "img", "photo", "picture", "untitled", "banner", "thumbnail"),
    ]
)


def alternatives(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report pictures without alternative text, and texts that describe nothing."""
    text = without_code(manuscript.body)
    if "![" in text or "<img" in text:
        for found in _PICTURE.finditer(text):
            start = manuscript.body_start + found.start()
            place = manuscript.span_at(start, manuscript.body_start + found.end())
            alt = _alt(found)
            if not alt:
                yield warning("picture.no-alt", place)
            elif _says_nothing(alt):
                yield warning("picture.poor-alt", place, alt=alt)
    if manuscript.content is not None:
        for field, picture in manuscript.content.item.pictures():
            if _says_nothing(picture.alt):
                place = manuscript.content.place(f"{field}.alt")
                yield warning("picture.poor-alt", place, alt=picture.alt)


def _alt(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1].strip()
    written = _ALT.search(found[0])
    return (written[1] or written[2] or "").strip() if written else ""


def _says_nothing(alt: str) -> bool:
    words = fold(alt).strip(" .:-_0123456789")
    return words in _SAYS_NOTHING or _FILE_NAME.match(alt.strip()) is not None
