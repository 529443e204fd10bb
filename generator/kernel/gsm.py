"""
Text for a short message, and how long it is there (GSM 03.38, now 3GPP TS 23.038).

With one Vietnamese letter in it a message holds 70 characters instead of 160, so accents go.
"""

from __future__ import annotations

import unicodedata

ONE_MESSAGE = 160
_PART_OF_SEVERAL = 153  # seven characters of each part tell where it belongs
# Section 6.2.1; the letters of other languages among them are folded away like ours.
_BASIC = frozenset(
    "@£$¥\n\rΔ_ΦΓΛΩΠΨΣΘΞ !\"#¤%&'()*+,-./0123456789:;<=>?¡¿§"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)
# Section 6.2.1.1: each is two in the message.
_EXTENDED = frozenset("^{}\\[]~|€")
# What has a like there that Unicode does not know of. The second round is for what comes out of
# the first: a half is a one, a fraction slash and a two.
_WRITTEN_AS = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛′`´‹›", "'")
    | dict.fromkeys("‐‑‒–—―−•·‧∙", "-")
    | {"đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ø": "o", "Ø": "O", "ß": "ss", "æ": "ae"}
    | {"×": "x", "→": "->", "°": " do ", "…": "...", "≤": "<=", "≥": ">=", "₫": "d", "⁄": "/"}
)


def to_gsm(text: str) -> str:
    """
    Write *text* on one line in the message alphabet: `CĐCS họp lúc 8 giờ` → `CDCS hop luc 8 gio`.

    Letters lose their accents and keep their case; quotation marks and dashes become the plain
    ones; what has no like there (an emoji) is left out.
    """
    line = " ".join(text.split())
    plain = unicodedata.normalize("NFKD", line.translate(_WRITTEN_AS))
    kept = "".join(c for c in plain.translate(_WRITTEN_AS) if c in _BASIC or c in _EXTENDED)
    return " ".join(kept.split())


def count_gsm(text: str) -> int:
    """Count what *text*, written in the message alphabet, takes up of a message."""
    return len(text) + sum(c in _EXTENDED for c in text)


def parts_of(count: int) -> int:
    """Tell as how many messages a text is sent that takes up *count*."""
    return 1 if count <= ONE_MESSAGE else -(-count // _PART_OF_SEVERAL)


def cut_for_gsm(text: str, limit: int) -> str:
    """
    Shorten *text*, written in the message alphabet, at a word, so that it takes up *limit*.

    A shortened text ends in `...`; where not even a word fits, nothing is left.
    """
    if count_gsm(text) <= limit:
        return text
    words = text.split(" ")
    while words and count_gsm(_shortened(words)) > limit:
        words.pop()
    return _shortened(words) if words else ""


def _shortened(words: list[str]) -> str:
    return " ".join(words).rstrip(" ,;:.-") + "..."
