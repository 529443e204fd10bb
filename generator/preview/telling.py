"""A preview and its faults in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.kernel.diagnostics import Severity
from generator.kernel.text import cut_at_word
from generator.messages.words import Words, load
from generator.preview.facts import Facts
from generator.preview.faults import Fault, by_gravity
from generator.preview.picture_rules import LARGE_PX, LEAST_PX

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_KILO = 1000
_FRACTION = re.compile(r"\d+\.\d+\Z", re.ASCII)
_LISTED = 5
# How much is shown, roughly: it depends on the letters and on the phone.
_ROOM = {"Facebook": (100, 110), "Zalo": (80, 110)}


@dataclass(frozen=True, slots=True)
class Card:
    """What a service shows of a link. `picture` is `large`, `small` or `none`."""

    service: str
    host: str
    title: str
    description: str
    picture: str


def cards(facts: Facts) -> tuple[Card, ...]:
    """Return what each service shows."""
    return tuple(
        Card(
            service=service,
            host=facts.host.upper() if service == "Facebook" else facts.host,
            title=cut_at_word(facts.title or facts.answer.url, title_room),
            description=cut_at_word(facts.description, description_room),
            picture=_shape(facts),
        )
        for service, (title_room, description_room) in _ROOM.items()
    )


def _shape(facts: Facts) -> str:
    picture = facts.picture
    if picture is None or not picture.is_shown:
        return "none"
    size = (picture.width_px, picture.height_px)
    if min(size) < LEAST_PX:
        return "none"
    return "large" if size[0] >= LARGE_PX[0] and size[1] >= LARGE_PX[1] else "small"


def tell(facts: Facts, faults: Sequence[Fault], words: Words, *, colour: bool = False) -> str:
    """Return the whole report on one page."""
    blocks = [facts.answer.asked, *_steps(facts, words)]
    if facts.page is not None:
        blocks += [_drawn(card, facts, words) for card in cards(facts)]
    blocks += [in_words(fault, words, colour=colour) for fault in faults]
    return "\n\n".join([*blocks, summary(faults, words)])


def _steps(facts: Facts, words: Words) -> Iterator[str]:
    if facts.answer.hops:
        lines = (
            words("preview.hop", status=hop.status, url=hop.target) for hop in facts.answer.hops
        )
        yield "\n".join(lines)


def _drawn(card: Card, facts: Facts, words: Words) -> str:
    lines = [words("preview.shown", service=card.service)]
    picture = facts.picture
    if card.picture != "none" and picture is not None and picture.answer is not None:
        shape = words(f"preview.picture-{card.picture}")
        size_kb = max(round(picture.answer.total_bytes / _KILO), 1)
        size = f"{picture.width_px} × {picture.height_px}, {size_kb} KB"
        lines.append(f"  │ [{shape}: {size}]")
    own = (card.title, card.description, card.host)
    lines += [f"  │ {line}" for line in own if line]
    return "\n".join(lines)


def in_words(fault: Fault, words: Words, *, colour: bool = False) -> str:
    """Return one fault: what is wrong and what to do."""
    entry = load("preview", words.language)[fault.code]
    params = {name: _written(value, words.language) for name, value in fault.params}
    label = words(f"severity.{fault.severity.value}")
    if colour:
        label = f"\x1b[1;{_COLOURS[fault.severity]}m{label}\x1b[0m"
    text, fix = entry["text"].format(**params), entry["fix"].format(**params)
    return f"{label} [{fault.code}]\n  {text}\n  → {fix}"


def _written(value: str, language: str) -> str:
    """Write fractions as readers of *language* do: `1,91`."""
    return value.replace(".", ",") if language == "vi" and _FRACTION.match(value) else value


def summary(faults: Sequence[Fault], words: Words) -> str:
    """Return the closing line."""
    counts = [(s.value, sum(fault.severity is s for fault in faults)) for s in Severity]
    parts = [words(f"report.count-{name}", count=count) for name, count in counts if count]
    return ", ".join(parts) + "." if parts else words("preview.sound")


def tell_all(found: Sequence[tuple[str, Sequence[Fault]]], words: Words, *, colour: bool) -> str:
    """Sum up many pages: each sort of fault once, with some of the pages that have it."""
    every = [fault for _, faults in found for fault in faults]
    having: dict[tuple[str, str], list[str]] = {}
    for url, faults in found:
        for sort in dict.fromkeys((fault.code, fault.severity) for fault in faults):
            having.setdefault(sort, []).append(url)
    first = {(fault.code, fault.severity): fault for fault in reversed(every)}
    blocks = [
        _many(fault, having[fault.code, fault.severity], words, colour=colour)
        for fault in by_gravity(first.values())
    ]
    pages = sum(bool(faults) for _, faults in found)
    closing = words("preview.all", count=len(found), pages=pages)
    return "\n\n".join([*blocks, f"{closing} {summary(every, words)}"])


def _many(fault: Fault, urls: Sequence[str], words: Words, *, colour: bool) -> str:
    lines = [in_words(fault, words, colour=colour)]
    lines += [f"    {url}" for url in urls[:_LISTED]]
    if len(urls) > _LISTED:
        lines.append("    " + words("preview.more", count=len(urls) - _LISTED))
    return "\n".join(lines)
