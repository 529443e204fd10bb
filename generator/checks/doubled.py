"""No word stands twice by oversight: "của của", where a sentence was mended in haste."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.catalog.manuscript import Manuscript
from generator.checks.prose import prose, words_of
from generator.kernel.diagnostics import Diagnostic, warning

# Vietnamese doubles words on purpose (xanh xanh, dần dần, ngày ngày, từ từ), but none of these.
_NEVER_TWICE = frozenset(
    [
        *("bị", "bởi", "các", "chưa", "cho", "cùng", "của", "do", "dưới", "đang", "để", "đã"),
        *("được", "hoặc", "hơn", "khi", "là", "mà", "mỗi", "này", "như", "nhưng", "những", "nên"),
        *("nếu", "ở", "qua", "sẽ", "sự", "tại", "theo", "thì", "thuộc", "trên", "trong", "tuy"),
        *("và", "vào", "về", "vì", "việc", "với"),
    ]
)


def doubled(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report words that stand twice and never should."""
    words = words_of(manuscript.body)
    twice = {word for word, following in pairwise(words) if word == following}
    text = prose(manuscript.body)
    for word in sorted(twice & _NEVER_TWICE):
        for found in re.finditer(rf"\b{word}\s+{word}\b", text, re.IGNORECASE):
            start = manuscript.body_start + found.start()
            place = manuscript.span_at(start, manuscript.body_start + found.end())
            yield warning("language.doubled", place, word=found[0].split()[0])
