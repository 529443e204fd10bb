"""The words of a link say where it leads: they are read out alone, in a list of links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import without_code
from generator.kernel.diagnostics import Diagnostic, warning
from generator.kernel.text import fold

# On a phone an address as long as this is cut, or widens the page.
LIMIT = 40
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]+)\][(\[]")
_ADDRESS = re.compile(r"https?://[^\s<>()]+")
# Before the target of a link, where one is defined (`[1]: https://…`), before an attribute's value.
_NOT_SHOWN = ("](", "](<", "]: ", "]:", "]: <", '="', "='", "=")
# Without accents.
_SAYS_NOTHING = frozenset(
    [
        *("bam day", "bam vao day", "chi tiet", "chi tiet tai day", "day", "doc them", "doc tiep"),
        *("duong dan", "duong link", "lien ket", "link", "link nay", "nhan vao day", "o day"),
        *("tai day", "tai ve", "trang nay", "trang web", "website", "web", "xem", "xem chi tiet"),
        *("xem o day", "xem tai day", "xem them", "xem tiep", "xem them tai day", "nay", "kia"),
        *("click", "click here", "click vao day", "here", "this link", "more", "read more"),
    ]
)


def link_words(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report links that say no more than "here", and long addresses shown as they are."""
    text = without_code(manuscript.body)
    if "](" not in text and "][" not in text and "://" not in text:
        return
    start = manuscript.body_start
    for found in _LINK.finditer(text):
        words = found[1].strip(" *_")
        if fold(words).strip(" .…:»>→") in _SAYS_NOTHING:
            place = manuscript.span_at(start + found.start(1), start + found.end(1))
            yield warning("link.vague", place, words=words)
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(".,;:!?")
        before = text[max(found.start() - 3, 0) : found.start()]
        if len(address) > LIMIT and not before.endswith(_NOT_SHOWN):
            at = start + found.start()
            place = manuscript.span_at(at, at + len(address))
            yield warning("link.naked", place, length=len(address))
