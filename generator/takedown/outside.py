"""Caches of others that go on showing what was there, and how each is made to look again."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import quote

from generator.catalog.catalog import Article, Catalog
from generator.model import permalink
from generator.takedown.desk import ByHand, by_hand

_FACEBOOK = "https://developers.facebook.com/tools/debug/?q="
_ZALO = "https://developers.zalo.me/tools/debug-sharing"
_GOOGLE = "https://search.google.com/search-console/removals"
GOOGLE_OUTSIDERS = "https://search.google.com/search-console/remove-outdated-content"
_FEEDS = ("rss.xml", "atom.xml", "feed.json")


def listings_of(catalog: Catalog, articles: Collection[Article]) -> list[str]:
    """Return the site paths of the listings that *articles* stand in, home first."""
    units = catalog.registers.units
    found = {permalink.HOME: None}
    for article in articles:
        facts = article.facts
        found[permalink.of_kind(article.kind.name)] = None
        for unit in (facts.unit, *facts.other_units):
            found |= {permalink.of_unit(one.id): None for one in units.lineage(unit)}
        found |= {permalink.of_topic(topic): None for topic in facts.topics}
        if facts.campaign is not None:
            found[permalink.of_campaign(facts.campaign)] = None
        found[permalink.of_year(facts.year)] = None
    return list(found)


def made_anew(catalog: Catalog, articles: Collection[Article]) -> list[str]:
    """Return the addresses of the listings that *articles* stand in, and of the feeds of those."""
    found = []
    for path in listings_of(catalog, articles) if articles else ():
        names = () if path.startswith(permalink.YEARS + "/") else _FEEDS
        found += [permalink.absolute(catalog.site, path + name) for name in ("", *names)]
    return found


def caches(catalog: Catalog, articles: Collection[Article]) -> Iterator[ByHand]:
    """Yield what is to be refreshed elsewhere once the site is published: of no items, nothing."""
    if not articles:
        return
    site = catalog.site
    pages = [permalink.absolute(site, article.path) for article in articles]
    for page in (*pages, site.url):
        yield by_hand("outside.facebook", url=_FACEBOOK + quote(page, safe=""))
    for page in pages:
        yield by_hand("outside.zalo", tool=_ZALO, url=page)
        yield by_hand("outside.google", tool=_GOOGLE, other=GOOGLE_OUTSIDERS, url=page)
    anew = made_anew(catalog, articles)
    feeds = sum(address.endswith(_FEEDS) for address in anew)
    yield by_hand("outside.anew", listings=len(anew) - feeds, feeds=feeds)
    if (hub := site.settings.feeds.hub) is not None:
        yield by_hand("outside.hub", hub=hub)
    if site.settings.offline:
        yield by_hand("outside.phones")
