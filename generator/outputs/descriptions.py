"""What a link preview says below the title: one or two sentences of 60 to 200 characters."""

from __future__ import annotations

import html
import re

from generator.kernel.text import cut_at_word

# Facebook and Zalo show some 200 characters; below 60 they fill up with what they find on the page.
SHORTEST, LONGEST = 60, 200
_PARAGRAPH = re.compile(r"<(p|li|td|dd)(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
_NOTE = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_TAG = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""")
_ENDS = tuple(".!?…:;")


def describe(*parts: str) -> str:
    """
    Join *parts* until there are 60 characters, and cut at a word where there are more than 200.

    A part that begins with all that was said so far stands in its place.
    """
    told = ""
    for part in parts:
        if len(told) >= SHORTEST:
            break
        words = " ".join(part.split())
        told = words if words.startswith(told) else _joined(told, words)
    return cut_at_word(told, LONGEST)


def beginning(page: str) -> str:
    """Return the words that *page*, cleaned HTML, begins with: headings and notes are left out."""
    told = ""
    for _, paragraph in _PARAGRAPH.findall(page):
        words = html.unescape(_TAG.sub("", _NOTE.sub("", paragraph)))
        told = f"{told} {words}".strip()
        if len(told) >= LONGEST:
            break
    return told


def _joined(told: str, words: str) -> str:
    if not words or not told:
        return told or words
    return f"{told} {words}" if told.endswith(_ENDS) else f"{told}. {words}"
