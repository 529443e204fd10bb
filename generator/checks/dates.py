"""Dates stand in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, error, warning


def dates(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report what ends, is corrected or withdrawn before it is published."""
    for article in catalog.articles:
        item, start = article.item, article.item.publish_at
        if item.expires_at is not None and item.expires_at <= start:
            yield _before(article, "expiry.before-publish", "expires_at", item.expires_at)
        if item.withdrawn is not None and item.withdrawn.at < start:
            yield _before(article, "withdrawal.before-publish", "withdrawn.at", item.withdrawn.at)
        for index, correction in enumerate(item.corrections):
            if correction.at < start:
                place = f"corrections.{index}.at"
                yield _before(article, "correction.before-publish", place, correction.at)
        folder = article.source.split("/")[1]
        # A path of another layout is told by reading.items.
        if folder.isascii() and folder.isdecimal() and folder != str(start.year):
            yield warning("path.other-year", article.place("publish_at"), year=start.year)


def _before(article: Article, code: str, place: str, instant: datetime) -> Diagnostic:
    start = article.item.publish_at
    return error(code, article.place(place), instant=_form(instant), start=_form(start))


def _form(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M}"
