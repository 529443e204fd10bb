"""Whether the words of a preview are there, fitting and whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from generator.preview.facts import Facts
from generator.preview.faults import Fault, grave, poor

TITLE_LIMIT, SHORTEST, LONGEST = 100, 60, 200
_SEPARATORS = "-–—|·:•"
_ELLIPSES = ("…", "...")
_ONCE = (
    *("og:title", "og:description", "og:url", "og:type", "og:site_name", "og:locale"),
    *("description", "canonical", "twitter:card"),
    *("article:published_time", "article:modified_time"),
)
_TYPES = frozenset(("article", "website", "profile", "book"))
_FAMILIES = ("music.", "video.")
_TIMES = ("article:published_time", "article:modified_time", "article:expiration_time")
_LOCALE = re.compile(r"([a-z]{2,3})_[A-Z]{2}\Z", re.ASCII)


def title(facts: Facts) -> Iterator[Fault]:
    """Report no title, one too long, and one with the site's name, which stands below anyway."""
    page = facts.page
    if page is None or facts.is_out_of_reach:
        return
    told, site = page.first("og:title"), page.first("og:site_name")
    if not told:
        yield grave("title.missing")
    elif _is_signed(told, site):
        yield poor("title.site-name", site=site)
    elif len(told) > TITLE_LIMIT:
        yield poor("title.long", length=len(told), limit=TITLE_LIMIT)


def _is_signed(told: str, site: str) -> bool:
    """Tell whether the site's name stands at an end of a title, parted from it by a sign."""
    if not site:
        return False
    before = told.removesuffix(site).rstrip()
    after = told.removeprefix(site).lstrip()
    ends = told.endswith(site) and before.endswith(tuple(_SEPARATORS))
    return ends or (told.startswith(site) and after.startswith(tuple(_SEPARATORS)))


def description(facts: Facts) -> Iterator[Fault]:
    """Report a description that is not 60 to 200 characters, or does not end at a word."""
    page = facts.page
    if page is None or facts.is_out_of_reach:
        return
    told = page.first("og:description")
    if not told:
        yield grave("description.missing")
    elif len(told) < SHORTEST:
        yield poor("description.short", length=len(told), least=SHORTEST)
    elif len(told) > LONGEST:
        yield poor("description.long", length=len(told), limit=LONGEST)
    elif _is_cut(told, [page.text, page.first("description")]):
        yield poor("description.cut", end=told[-20:])


def _is_cut(told: str, texts: list[str]) -> bool:
    """Tell whether *told* ends within a word of a text that it is the beginning of."""
    for sign in _ELLIPSES:
        told = told.removesuffix(sign)
    if not told[-1:].isalnum():
        return False
    return any(re.search(re.escape(told) + r"\w", text) for text in texts)


def repeats(facts: Facts) -> Iterator[Fault]:
    """Report tags that stand twice: one crawler takes the first, another the last."""
    counts = Counter(tag.name for tag in facts.page.tags) if facts.page else Counter[str]()
    for name in _ONCE:
        if counts[name] > 1:
            yield poor("tag.twice", tag=name, count=counts[name])


def kind(facts: Facts) -> Iterator[Fault]:
    """Report a type that Open Graph does not know."""
    if facts.page is not None and not facts.is_out_of_reach:
        told = facts.page.first("og:type")
        if told not in _TYPES and not told.startswith(_FAMILIES):
            yield poor("type.wrong", value=told or "–")


def times(facts: Facts) -> Iterator[Fault]:
    """Report times that are not ISO 8601 with a zone, and a change before the publication."""
    if facts.page is None or facts.is_out_of_reach:
        return
    read = {name: _instant(told) for name in _TIMES if (told := facts.page.first(name))}
    wrong = [name for name, instant in read.items() if instant is None]
    if not wrong and facts.page.first("og:type") == "article" and _TIMES[0] not in read:
        wrong = [_TIMES[0]]
    if not wrong and _is_early(read.get(_TIMES[1]), read.get(_TIMES[0])):
        wrong = [_TIMES[1]]
    for name in wrong:
        yield poor("time.wrong", tag=name, value=facts.page.first(name) or "–")


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None


def _is_early(changed: datetime | None, published: datetime | None) -> bool:
    return changed is not None and published is not None and changed < published


def locale(facts: Facts) -> Iterator[Fault]:
    """Report a locale that is no language and country, or not in the page's language."""
    if facts.page is None or facts.is_out_of_reach:
        return
    told, language = facts.page.first("og:locale"), facts.page.language.partition("-")[0].lower()
    found = _LOCALE.match(told)
    if found is None or (language and found[1] != language):
        yield poor("locale.wrong", value=told or "–", language=language or "–")
