"""People agreed to be shown, know when that ends, and are gone from everywhere when it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from generator.catalog.catalog import Article, Catalog
from generator.catalog.content import Content
from generator.catalog.facts import ConsentEnd
from generator.catalog.presenting import Reserve, discretion_of, present
from generator.catalog.redaction import ADDRESSES, without_names, words_in
from generator.kernel.diagnostics import Diagnostic, note, warning
from generator.kernel.text import slugify, unaccented
from generator.model import permalink
from generator.model.item import Item, Person

# Time enough to ask for a longer consent.
NOTICE = timedelta(days=30)
_TAG = re.compile(r"<[^>]*>")
_REMAINS = 4
_FEWEST_SYLLABLES = 2


def consents(source: str, content: Content) -> Iterator[Diagnostic]:
    """Report those whose consent is asked for and not recorded."""
    del source
    for place, person in content.item.people() if not content.item.draft else ():
        if person.consent is None:
            yield warning("consent.missing", content.place(f"{place}.name"), name=person.name)


def consent_ends(catalog: Catalog, now: datetime) -> Iterator[Diagnostic]:
    """Report consents that end within 30 days or have ended, and names that would remain."""
    instant = now.timestamp()
    for article in catalog.articles:
        for end in article.facts.consent_ends:
            if instant >= _first_told(end) and not 0 < end.over <= instant:
                yield from _told(catalog, article, end, instant)


def warning_points(catalog: Catalog) -> Iterator[float]:
    """Yield each instant, in POSIX seconds, from which on `consent_ends` says something else."""
    for article in catalog.articles:
        for end in article.facts.consent_ends:
            yield from (_first_told(end), end.ends)


def _first_told(end: ConsentEnd) -> float:
    """Return since when it is told of: before its end, but that it is taken back, from then on."""
    return end.ends if end.is_withdrawn else end.ends - NOTICE.total_seconds()


def _told(
    catalog: Catalog, article: Article, end: ConsentEnd, instant: float
) -> Iterator[Diagnostic]:
    person = dict(article.item.people())[end.person]
    place = article.place(f"{end.person}.consent.{'withdrawn' if end.is_withdrawn else 'until'}")
    first = datetime.fromtimestamp(end.ends, catalog.site.zone).date()
    if instant < end.ends:
        last = first - timedelta(days=1)
        yield warning("consent.ending", place, name=person.name, day=last.isoformat())
    else:
        yield note("consent.ended", place, name=person.name, day=first.isoformat())
    discretion = discretion_of(catalog.site)
    if discretion.rule_of(article.item) != "name":
        return
    after = datetime.fromtimestamp(end.ends, catalog.site.zone)
    reserve = Reserve(names=(person.name,), stand_in=discretion.stand_in)
    shown = present(article.source, article.item, "web", after, reserve)
    if found := list(dict.fromkeys(_remains(article, shown, person, discretion.stand_in))):
        where, name = ", ".join(found[:_REMAINS]), article.place(f"{end.person}.name")
        params = {"name": person.name, "where": where}
        if article.path in found:  # it goes, and must not be kept under its name
            params |= {
                "variant": "address",
                "digest": permalink.digest_of(catalog.site, article.path),
                "day": datetime.fromtimestamp(instant, catalog.site.zone).date().isoformat(),
            }
        yield warning("consent.name-remains", name, **params)


def _remains(article: Article, shown: Item, person: Person, stand_in: str) -> Iterator[str]:
    """
    Yield where *person* can be told when the full name is gone: in addresses, by given name.

    *shown* is the item as it will be then.
    """
    facts, slug = article.facts, slugify(person.name)
    aliases = (f"{alias}/" for alias in facts.aliases)
    files = (*facts.body_pictures, *facts.body_files, *facts.attachments)
    anchors = (f"#{heading.id}" for heading in article.body.headings)
    if slug.count("-") >= _FEWEST_SYLLABLES - 1:
        own = () if f"{article.id}/" == article.path else (article.id,)
        for address in (article.path, *own, *aliases, *files, *anchors):
            if slug in slugify(address):
                yield address
    body = without_names(_TAG.sub(" ", article.body.text), (person.name,), stand_in)
    yield from _mentions(person, (*words_in(shown), body))


def _mentions(person: Person, texts: Iterable[str]) -> Iterator[str]:
    given = person.name.split()[-1]
    forms = "|".join(map(re.escape, (given, given.upper(), unaccented(given))))
    pattern = re.compile(rf"(?<!\w)(?i:{'|'.join(ADDRESSES)})\s+(?:{forms})(?!\w)")
    written = person.name.casefold()  # in small letters it was let stand
    for text in texts:
        yield from (match[0] for match in pattern.finditer(text))
        if len(written.split()) >= _FEWEST_SYLLABLES and written in text.casefold():
            yield written
