"""The bytes of a text file, taken apart so that only what is mended changes."""

from __future__ import annotations

import codecs
import difflib
import re
from collections import Counter
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Written:
    r"""A text with `\n` line ends, those it has in the file, and whether the file has a BOM."""

    text: str
    ends: tuple[str, ...]
    has_mark: bool

    def encode(self, text: str) -> bytes:
        """Return *text*, this one mended, with the line ends of the file and without a BOM."""
        lines = text.split("\n")
        ends = list(self.ends)
        if len(lines) - 1 != len(ends):
            ends = self._ends_for(lines)
        return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True)).encode()

    def _ends_for(self, lines: list[str]) -> list[str]:
        """Line ends for a text that has lines more: new lines end as most lines do."""
        usual = Counter(self.ends or ("\n",)).most_common(1)[0][0]
        ends = [usual] * len(lines)
        matcher = difflib.SequenceMatcher(None, self.text.split("\n"), lines, autojunk=False)
        for _, old, old_end, new, new_end in matcher.get_opcodes():
            for offset in range(min(old_end - old, new_end - new)):
                if old + offset < len(self.ends):
                    ends[new + offset] = self.ends[old + offset]
        return ends[: len(lines) - 1]


def take_apart(data: bytes) -> Written | None:
    """Return *data* as text; None where it is not UTF-8, which cannot be mended for sure."""
    has_mark = data.startswith(codecs.BOM_UTF8)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        return None
    return Written(_LINE_END.sub("\n", text), tuple(_LINE_END.findall(text)), has_mark)
