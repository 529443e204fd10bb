"""Dates stand in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.catalog.content import Content
from generator.kernel.diagnostics import Diagnostic, error, warning
from generator.model.urgent import Urgent


def dates(source: str, content: Content) -> Iterator[Diagnostic]:
    """Report what ends, is corrected or withdrawn too early, and what is asked for too late."""
    item, start = content.item, content.item.publish_at
    if item.expires_at is not None and item.expires_at <= start:
        yield _before(content, "expiry.before-publish", "expires_at", item.expires_at)
    if item.withdrawn is not None and item.withdrawn.at < start:
        yield _before(content, "withdrawal.before-publish", "withdrawn.at", item.withdrawn.at)
    for index, correction in enumerate(item.corrections):
        if correction.at < start:
            place = f"corrections.{index}.at"
            yield _before(content, "correction.before-publish", place, correction.at)
    if isinstance(item, Urgent) and item.act_by is not None and item.act_by > item.expires_at:
        instants = {"instant": _form(item.act_by), "end": _form(item.expires_at)}
        yield error("deadline.after-expiry", content.place("act_by"), **instants)
    folder = source.split("/")[1]
    # A path of another layout is told by reading.items.
    if folder.isascii() and folder.isdecimal() and folder != str(start.year):
        yield warning("path.other-year", content.place("publish_at"), year=start.year)


def _before(content: Content, code: str, place: str, instant: datetime) -> Diagnostic:
    start = content.item.publish_at
    return error(code, content.place(place), instant=_form(instant), start=_form(start))


def _form(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"
