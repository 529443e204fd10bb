"""
An invented newsroom archive: units, topics, campaigns, authors and items, oldest first.

Says nothing of how a program wants it on disk. The same seed and number give the same archive.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import Any

from benchmarks.bodies import BodyWriter, Link
from benchmarks.prose import Prose, Stock, read_stock

ZONE = timezone(timedelta(hours=7))
FIRST_DAY = date(2018, 1, 2)
LAST_DAY = date(2026, 10, 30)
# The instant every build is made for: the morning after.
NOW = datetime(2026, 10, 31, 9, tzinfo=ZONE)
# Newsrooms publish by day: from 07:00 to 18:59, to the minute.
_FIRST_HOUR = 7
_MINUTES_PER_DAY = 12 * 60
_GRASSROOTS_UNITS = 105
_SLUG_LIMIT = 60
_SUMMARY_LIMIT = 300
_RECENT = 200
# How many of a hundred items are of each kind.
_KINDS = ("ban-tin",) * 94 + ("guong-sang",) * 5 + ("khan",)


@dataclass(frozen=True)
class Unit:
    """A trade union; *parent* is None for the federation at the root."""

    id: str
    name: str
    short: str
    level: str
    parent: str | None


@dataclass(frozen=True)
class Term:
    """A topic, or a campaign with the months in which it runs."""

    id: str
    name: str
    months: tuple[int, ...] = ()


@dataclass(frozen=True)
class Author:
    """Who writes."""

    id: str
    name: str
    role: str
    approves: bool


@dataclass(frozen=True)
class Honouree:
    """A worker who is praised, without a portrait."""

    name: str
    job: str
    unit: str


@dataclass(frozen=True)
class Item:
    """One thing published; *folder* (`ban-tin`, `guong-sang`, `khan`) says its kind."""

    folder: str
    slug: str
    title: str
    summary: str
    publish_at: datetime
    unit: Unit
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    campaign: str | None
    approved_by: str | None
    body: str
    honourees: tuple[Honouree, ...] = ()
    quote: str | None = None
    level: str | None = None
    expires_at: datetime | None = None

    @property
    def path(self) -> str:
        """The Markdown file, relative to the content folder."""
        return f"{self.folder}/{self.publish_at.year}/{self.slug}.md"


class Archive:
    """The data lists, and the items one after another, so that they need not fit in memory."""

    def __init__(self, *, items: int, seed: int) -> None:
        """Prepare an archive of so many *items*; at most one a minute of the newsroom's days."""
        self._stock = read_stock()
        self.count = items
        self._seed = seed
        self.units = tuple(_make_units(self._stock))
        self.topics = tuple(Term(row["id"], row["name"]) for row in self._stock.tables["topics"])
        self.campaigns = tuple(
            Term(row["id"], row["name"], tuple(row["months"]))
            for row in self._stock.tables["campaigns"]
        )
        self.authors = tuple(
            Author(row["id"], row["name"], row["role"], row.get("approves", False))
            for row in self._stock.tables["authors"]
        )

    def items(self) -> Iterator[Item]:
        """Yield the items, oldest first; titles and instants are unique."""
        rng = Random(self._seed)  # noqa: S311  an archive is no secret
        titles: set[str] = set()
        paths: set[str] = set()
        recent: deque[Item] = deque(maxlen=_RECENT)
        for publish_at in _instants(self.count, rng):
            item = _Writing(self, self._stock, rng, publish_at).write(titles, paths, recent)
            recent.append(item)
            yield item

    def newest(self, count: int) -> Iterator[Item]:
        """Yield *count* more bulletins, a minute apart, the last of them a minute before `NOW`."""
        rng = Random(f"{self._seed} newest")  # noqa: S311  an archive is no secret
        titles: set[str] = set()
        for number in range(1, count + 1):
            publish_at = NOW - timedelta(minutes=count + 1 - number)
            writing = _Writing(self, self._stock, rng, publish_at, "ban-tin")
            # A name that no item of the archive has, whatever its title.
            yield replace(writing.write(titles, set(), ()), slug=f"tin-moi-{number}")

    def lineage(self, unit: Unit) -> list[str]:
        """Return the ids of *unit* and of every unit above it."""
        by_id = {each.id: each for each in self.units}
        lineage = [unit.id]
        while (parent := by_id[lineage[-1]].parent) is not None:
            lineage.append(parent)
        return lineage


class _Writing:
    """The choices made for one item."""

    def __init__(
        self,
        archive: Archive,
        stock: Stock,
        rng: Random,
        publish_at: datetime,
        folder: str | None = None,
    ) -> None:
        self._archive = archive
        self._rng = rng
        self._publish_at = publish_at
        self._folder = folder or rng.choice(_KINDS)
        self._unit = _choose_unit(archive.units, rng)
        self._topics = rng.sample(stock.tables["topics"], rng.choice((1, 1, 2, 2, 3)))
        names = Prose(stock, rng, {})
        self._honouree = Honouree(names.full_name(), names.value("job"), self._unit.id)
        self._prose = Prose(stock, rng, self._facts(stock))

    def _facts(self, stock: Stock) -> Mapping[str, str | Sequence[str]]:
        return {
            "unit": self._unit.name,
            "unit_short": self._unit.short,
            "honouree": self._honouree.name,
            "day": f"ngày {self._publish_at.day}/{self._publish_at.month}",
            "year": str(self._publish_at.year),
            "deed": [deed for topic in self._topics for deed in topic["deeds"]],
            "thing": [thing for topic in self._topics for thing in topic["things"]],
            "deed_other": [deed for topic in stock.tables["topics"] for deed in topic["deeds"]],
        }

    def write(self, titles: set[str], paths: set[str], recent: Sequence[Item]) -> Item:
        """Return the item, and add its title and path to those taken."""
        title = self._choose_title(titles)
        flavour = {"guong-sang": "spotlight", "khan": "urgent"}.get(self._folder, "plain")
        links = [Link(item.title, f"../../{item.path}") for item in recent]
        return Item(
            folder=self._folder,
            slug=self._choose_slug(title, paths),
            title=title,
            summary=_shorten(self._prose.sentence("summary"), _SUMMARY_LIMIT),
            publish_at=self._publish_at,
            unit=self._unit,
            topics=tuple(topic["id"] for topic in self._topics),
            authors=self._choose_authors(),
            campaign=self._choose_campaign(),
            approved_by=self._choose_approver(),
            body=BodyWriter(self._prose, self._rng, flavour=flavour, links=links).write(),
            **self._of_kind(),
        )

    def _choose_title(self, taken: set[str]) -> str:
        title = self._draw_title()
        while title in taken:
            # A small stock makes few titles; the day tells them apart, as newsrooms do.
            title = f"{self._draw_title()} ({self._publish_at:%d/%m/%Y})"
        taken.add(title)
        return title

    def _draw_title(self) -> str:
        lists = {"guong-sang": "title_spotlight", "khan": "title_urgent"}
        title = self._prose.sentence(lists.get(self._folder, "title"))
        return title[:1].upper() + title[1:]

    def _choose_slug(self, title: str, taken: set[str]) -> str:
        slug = stem = slugify(title)
        number = 1
        while (path := f"{self._folder}/{self._publish_at.year}/{slug}") in taken:
            number += 1
            slug = f"{stem}-{number}"
        taken.add(path)
        return slug

    def _choose_authors(self) -> tuple[str, ...]:
        ids = [author.id for author in self._archive.authors]
        return tuple(self._rng.sample(ids, self._rng.choice((1, 1, 1, 2))))

    def _choose_approver(self) -> str | None:
        approvers = [author.id for author in self._archive.authors if author.approves]
        return self._rng.choice(approvers) if self._rng.randrange(2) else None

    def _choose_campaign(self) -> str | None:
        month = self._publish_at.month
        running = [each.id for each in self._archive.campaigns if month in each.months]
        return self._rng.choice(running) if running and self._rng.randrange(2) else None

    def _of_kind(self) -> dict[str, Any]:
        if self._folder == "guong-sang":
            return {"honourees": (self._honouree,), "quote": self._prose.sentence("quote")}
        if self._folder == "khan":
            level = self._rng.choice(("khan", "thuong-khan", "hoa-toc"))
            return {"level": level, "expires_at": datetime(2099, 12, 31, 17, tzinfo=ZONE)}
        return {}


def slugify(title: str) -> str:
    """Return an ASCII slug of *title* of at most 60 characters, cut at a word."""
    bare = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)))
    return _cut("-".join(words), "-", _SLUG_LIMIT)


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{_cut(text, ' ', limit - 1).rstrip(',;:')}…"


def _cut(text: str, separator: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit + 1].rpartition(separator)[0]


def _instants(count: int, rng: Random) -> Iterator[datetime]:
    """Yield *count* different minutes, spread over the archive's years, rising."""
    minutes = ((LAST_DAY - FIRST_DAY).days + 1) * _MINUTES_PER_DAY
    if count > minutes:
        message = f"An archive holds at most {minutes} items."
        raise ValueError(message)
    start = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, _FIRST_HOUR, tzinfo=ZONE)
    for index in range(count):
        low, high = index * minutes // count, (index + 1) * minutes // count
        day, minute = divmod(rng.randrange(low, high), _MINUTES_PER_DAY)
        yield start + timedelta(days=day, minutes=minute)


def _choose_unit(units: Sequence[Unit], rng: Random) -> Unit:
    """Return a grassroots unit 70 times, a branch 22 times, the root 8 times in a hundred."""
    level = rng.choices(("co-so", "cap-tren", "lien-doan"), (70, 22, 8))[0]
    return rng.choice([unit for unit in units if unit.level == level])


def _make_units(stock: Stock) -> Iterator[Unit]:
    """Yield 120 units: a federation, 14 branches, 105 grassroots unions."""
    root = Unit(
        "thu-tai", "Liên đoàn Lao động tỉnh Thử Tải", "LĐLĐ tỉnh Thử Tải", "lien-doan", None
    )
    yield root
    branches = stock.tables["branches"]
    for row in branches:
        short = row["name"].replace("Công đoàn", "CĐ", 1)
        yield Unit(row["id"], row["name"], short, "cap-tren", root.id)
    places = stock.phrases["location"]
    for number in range(_GRASSROOTS_UNITS):
        row = branches[number % len(branches)]
        workplace = row["grassroots"].format(location=places[number // len(branches)])
        name = f"Công đoàn cơ sở {workplace}"
        yield Unit(slugify(workplace), name, f"CĐCS {workplace}", "co-so", row["id"])
