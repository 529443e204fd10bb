"""Whether crawlers get the page at all, and soon enough."""

from __future__ import annotations

from collections.abc import Iterator

from generator.preview.examining import HTML_TYPES
from generator.preview.facts import NO_SUCH_RANGE, OK, PAGE_LIMIT_BYTES, PARTIAL, Facts, Trouble
from generator.preview.faults import Fault, grave, hint, poor
from generator.preview.fetching import MOST_REDIRECTS
from generator.preview.parsing import charset_of

PATIENT_S = 5  # Facebook gives up after some seconds; it does not say how many
_FIRST_BYTES = 1024  # within which HTML wants the charset said (WHATWG HTML, 4.2.5.4)


def status(facts: Facts) -> Iterator[Fault]:
    """Report an error: an address that answers so has no preview."""
    code = facts.answer.status
    if facts.answer.trouble is Trouble.NONE and code not in (OK, PARTIAL, NO_SUCH_RANGE):
        yield grave("answer.status", status=code)


def redirects(facts: Facts) -> Iterator[Fault]:
    """Report redirects: up to five are followed, each costs time, and a loop has no end."""
    trouble, hops = facts.answer.trouble, facts.answer.hops
    if trouble is Trouble.LOOP:
        yield grave("answer.loop", url=hops[-1].target)
    elif trouble is Trouble.TOO_MANY:
        yield grave("answer.too-many-redirects", limit=MOST_REDIRECTS)
    elif trouble is Trouble.ASTRAY:
        yield grave("answer.astray", url=hops[-1].target)
    elif hops:
        yield hint("answer.redirected", url=facts.answer.url)


def compression(facts: Facts) -> Iterator[Fault]:
    """Report what is said to be gzip and is not."""
    if facts.answer.trouble is Trouble.GARBLED:
        said = facts.answer.headers.get("content-encoding", "")
        yield grave("answer.gzip", encoding=said)


def part(facts: Facts) -> Iterator[Fault]:
    """Report a server that gives neither the part that is asked for nor the whole."""
    answer = facts.answer
    told = answer.headers.get("content-range", "")
    is_other = answer.status == PARTIAL and not told.startswith("bytes 0-")
    if answer.status == NO_SUCH_RANGE or is_other:
        yield grave("answer.range", told=told or answer.status)


def kind(facts: Facts) -> Iterator[Fault]:
    """Report what is no HTML: only that is read."""
    if facts.answer.is_usable and facts.answer.media_type not in HTML_TYPES:
        yield grave("answer.type", type=facts.answer.media_type)


def speed(facts: Facts) -> Iterator[Fault]:
    """Report a slow answer: who waits too long gives up, and shows the bare address."""
    if facts.answer.seconds > PATIENT_S:
        yield poor("answer.slow", seconds=f"{facts.answer.seconds:.0f}", limit=PATIENT_S)


def refusals(facts: Facts) -> Iterator[Fault]:
    """Report a host that answers one crawler and turns away another."""
    for name in facts.refused:
        yield grave("answer.refused", crawler=name)


def robots(facts: Facts) -> Iterator[Fault]:
    """Report what `robots.txt` forbids: crawlers keep to it."""
    for name in facts.forbidden:
        yield grave("robots.forbidden", crawler=name)


def listing(facts: Facts) -> Iterator[Fault]:
    """Report a page that asks not to be found: it is none to share."""
    if not facts.is_listed:
        yield poor("robots.noindex")


def charset(facts: Facts) -> Iterator[Fault]:
    """Report a charset not said, or not early: Vietnamese letters are garbled then."""
    if facts.page is None or charset_of(facts.answer):
        return
    if facts.page.charset_at < 0:
        yield grave("charset.missing")
    elif facts.page.charset_at > _FIRST_BYTES:
        yield poor("charset.late", bytes=facts.page.charset_at, limit=_FIRST_BYTES)


def reach(facts: Facts) -> Iterator[Fault]:
    """Report tags that do not stand in the part that is read."""
    if facts.is_out_of_reach:
        yield grave("tags.late", limit=PAGE_LIMIT_BYTES // 1024)
