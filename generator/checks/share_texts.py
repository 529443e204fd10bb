"""An editor's own texts for sharing are of a length that is read, or sent as one message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalog.catalog import Article, Catalog
from generator.kernel.diagnostics import Diagnostic, Span, warning
from generator.kernel.gsm import parts_of, to_gsm
from generator.model import permalink
from generator.model.share import CHANNELS, finished, length, limit_of
from generator.model.site import Site


def share_texts(catalog: Catalog, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report texts that are too long with their link, and short messages with accents."""
    for article in articles:
        own = article.item.share
        for channel in CHANNELS if own is not None else ():
            if text := own.of(channel) if own is not None else "":
                place = article.place(f"share.{channel}")
                yield from _accents(channel, text, place)
                yield from _length(catalog.site, article.path, channel, text, place)


def _accents(channel: str, text: str, place: Span) -> Iterator[Diagnostic]:
    if channel == "sms" and (right := to_gsm(text)) != " ".join(text.split()):
        yield warning("share.accents", place, right=right.replace('"', "'"))


def _length(site: Site, path: str, channel: str, text: str, place: Span) -> Iterator[Diagnostic]:
    link = permalink.share_link(site, path, channel)
    count = length(channel, finished(channel, text, link, permalink.absolute(site, path)))
    limit = limit_of(channel)
    if count <= limit:
        return
    if channel == "sms":
        parts = parts_of(count)
        yield warning("share.long-message", place, count=count, limit=limit, parts=parts)
    else:
        yield warning("share.long", place, count=count, limit=limit, field=channel)
