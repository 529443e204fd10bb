"""What an item is passed on with: texts for each channel, their limits, the link in them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.kernel.gsm import ONE_MESSAGE, count_gsm, to_gsm
from generator.kernel.text import count_words, paragraphs
from generator.model.fields import Model

CHANNELS = ("zalo", "facebook", "sms", "forward")
# In syllables, the link being one: what a group reads on a telephone without opening the message;
# what Facebook shows before "See more" is less still, but there the link stands apart.
WORD_LIMITS = {"zalo": 80, "facebook": 150, "forward": 200}
SMS_LIMIT = ONE_MESSAGE
# How a link tells which channel it came by, where the owner asks for it: `?k=zalo`.
LINK_MARKS = {"zalo": "zalo", "facebook": "fb", "sms": "sms", "forward": "cv", "qr": "qr"}

Message = Annotated[
    str,
    BeforeValidator(lambda value: paragraphs(value) if isinstance(value, str) else value),
    Field(min_length=1, max_length=2000),
]


class OwnTexts(Model):
    """The editor's own texts, in place of those made of the item; the link is added to each."""

    zalo: Message | None = None
    facebook: Message | None = None
    sms: Message | None = None
    forward: Message | None = None

    def of(self, channel: str) -> str:
        """Return the text for *channel*; empty where there is none."""
        text: str | None = getattr(self, channel)
        return text or ""


def finished(channel: str, text: str, link: str, canonical: str) -> str:
    """Return an editor's *text* as it is passed on: with *link*, unless the address is in it."""
    between = "\n"
    if channel == "sms":
        text, between = to_gsm(text), " "
    return text if canonical in text else f"{text}{between}{link}"


def length(channel: str, text: str) -> int:
    """Return how long a finished text is: in syllables, of a short message in its characters."""
    return count_gsm(text) if channel == "sms" else count_words(text)


def limit_of(channel: str) -> int:
    """Return how long the text for *channel* should be at most."""
    return SMS_LIMIT if channel == "sms" else WORD_LIMITS[channel]
