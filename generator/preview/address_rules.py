"""Whether the addresses that a page gives of itself can be sent on, and agree."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.kernel.web import in_ascii, is_web_address
from generator.preview.facts import Facts
from generator.preview.faults import Fault, grave, poor

LIMIT = 100


def absolute(facts: Facts) -> Iterator[Fault]:
    """Report relative addresses: crawlers know no page that they could be relative to."""
    for tag in facts.addresses():
        if not is_web_address(tag.content):
            yield grave("address.relative", tag=tag.name, value=tag.content)


def secure(facts: Facts) -> Iterator[Fault]:
    """Report http: Zalo and Facebook open pages within their own, which are secured."""
    for tag in facts.addresses():
        if tag.content.startswith("http:"):
            yield poor("address.insecure", tag=tag.name, value=tag.content)


def ascii_alone(facts: Facts) -> Iterator[Fault]:
    """Report letters beyond ASCII: different apps write them in different ways."""
    for tag in facts.addresses():
        if not tag.content.isascii():
            yield poor("address.not-ascii", tag=tag.name, value=tag.content)


def length(facts: Facts) -> Iterator[Fault]:
    """Report long addresses: they are cut in messages."""
    for tag in facts.addresses():
        if len(tag.content) > LIMIT:
            yield poor("address.long", tag=tag.name, length=len(tag.content), limit=LIMIT)


def presence(facts: Facts) -> Iterator[Fault]:
    """Report a page without an address of its own: each way it is linked to counts anew."""
    if facts.page is not None and facts.is_listed and not facts.is_out_of_reach:
        for name in ("og:url", "canonical"):
            if not facts.page.first(name):
                yield poor("address.missing", tag=name)


def agreement(facts: Facts) -> Iterator[Fault]:
    """Report another address than the one asked: a crawler goes on to it and previews that."""
    if facts.page is None:
        return
    asked = urlsplit(facts.answer.url)._replace(query="", fragment="").geturl()
    for name in ("og:url", "canonical"):
        told = facts.page.first(name)
        if is_web_address(told) and in_ascii(told) not in (asked, facts.answer.url):
            yield poor("address.differs", tag=name, value=told, asked=asked)
