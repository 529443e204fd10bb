"""Where an item or a person stands: in the content, in what was built, and beside both."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.run import naming, run
from generator.catalog.catalog import Article
from generator.model import permalink
from generator.reading.assets import is_picture
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.takedown import likeness
from generator.takedown.archive import EDITABLE, Archive, ending_of, is_item
from generator.takedown.proving import Leftover, Search, excerpt
from generator.takedown.sieve import Sieve, for_spelling, may_hold
from generator.takedown.spelling import Spelling, folded, short_mentions
from generator.takedown.traces import Traces
from generator.takedown.unwrapping import decoded

_FEEDS = ("rss.xml", "atom.xml", "feed.json")


class Place(NamedTuple):
    """
    One place: its group, the file as people call it, the line (0 for none), what stands there.

    What is not `is_sure` may be someone else, or another picture.
    """

    group: str
    path: str
    line: int
    shown: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """
    What one file of `content/` says of a person.

    `longer` are folded names that begin with the person's; `has_double` tells of one whose name
    differs by its accents alone.
    """

    path: str
    places: tuple[Place, ...]
    longer: frozenset[str] = frozenset()
    has_double: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the person is surely meant somewhere in it."""
        return any(place.is_sure for place in self.places)


def look_for(
    archive: Archive, spellings: Sequence[Spelling], jobs: int
) -> tuple[tuple[Spelling, ...], list[Sighting]]:
    """
    Look for a person in all files of `content/`.

    Returns:
        The spellings, knowing by now of people with like names, and what was found by file.
    """
    folder, paths = archive.catalog.folder, sorted(archive.catalog.files)
    make = functools.partial(_make_looker, folder.path, folder.label, tuple(spellings))
    found = [one for one in run(make, paths, jobs=jobs) if one is not None]
    longer = frozenset(name for one in found for name in one.longer)
    has_double = any(one.has_double for one in found)
    knowing = tuple(one.knowing(longer, has_double=has_double) for one in spellings)
    again = _make_looker(folder.path, folder.label, knowing)
    sightings = [one for path in (f.path for f in found) if (one := again(path)) is not None]
    return knowing, [one for one in sightings if one.places]


def _make_looker(
    content: Path, label: str, spellings: tuple[Spelling, ...]
) -> Callable[[str], Sighting | None]:
    return naming(_Looker(content, label, spellings).look)


@dataclass(frozen=True)
class _Looker:
    content: Path
    label: str
    spellings: tuple[Spelling, ...]

    @functools.cached_property
    def _sieves(self) -> list[Sieve]:
        return [for_spelling(one) for one in self.spellings]

    def look(self, path: str) -> Sighting | None:
        """Return what the file says of the person; None where it says nothing."""
        places = list(self._in_name(path))
        text = ""
        if ending_of(path) in EDITABLE:
            text = self._text_of(path)
            places += self._in_text(path, text)
        else:
            places += self._in_paper(path)
        if not text:
            return Sighting(path, tuple(places)) if places else None
        longer = {name for one in self.spellings for name in one.longer_names(text)}
        doubled = any(one.is_doubled_in(text) for one in self.spellings)
        return Sighting(path, tuple(places), frozenset(longer), doubled)

    def _text_of(self, path: str) -> str:
        """Return the text of a file that may name the person; of another nothing."""
        data = (self.content / path).read_bytes()
        if not may_hold(data, self._sieves, is_text=True):
            return ""
        text = data.decode("utf-8", "replace")
        plain = folded(text) + (folded(decoded(text)) if "&" in text else "")
        return text if any(spelling.may_be_in(plain) for spelling in self.spellings) else ""

    def _in_name(self, path: str) -> Iterator[Place]:
        for spelling in self.spellings:
            for mention in spelling.mentions(path):
                yield Place("names", f"{self.label}/{path}", 0, path, mention.is_sure)

    def _in_text(self, path: str, text: str) -> Iterator[Place]:
        group = group_of(path)
        for spelling in self.spellings:
            full = spelling.mentions(text)
            if "&" in text and len(spelling.mentions(decoded(text))) > len(full):
                yield Place(group, f"{self.label}/{path}", 0, spelling.text, is_sure=True)
            is_named = any(mention.is_sure for mention in full)
            short = short_mentions(spelling, text) if is_named else []
            for one in sorted([*full, *short]):
                line = text.count("\n", 0, one.start) + 1
                shown = excerpt(text, one.start, one.end)
                yield Place(group, f"{self.label}/{path}", line, shown, one.is_sure)

    def _in_paper(self, path: str) -> Iterator[Place]:
        group = "pictures" if is_picture(path) else "attachments"
        search = Search(self.content, Traces(spellings=self.spellings))
        for one in search.look_through(path).found:
            if one.kind in ("name", "unreadable") and one.place != "name":
                shown = f"{one.place}: {one.shown}" if one.place else one.shown
                is_sure = one.is_sure and one.kind == "name"
                yield Place(group, f"{self.label}/{path}", 0, shown, is_sure)


def group_of(path: str) -> str:
    """Return what sort of source a path in `content/` is."""
    if is_item(path):
        return "items"
    if path.startswith(f"{DATA_FOLDER}/"):
        return "data"
    return "standing" if path.endswith(".md") else "tables"


def mentions_of_items(archive: Archive, articles: Sequence[Article]) -> Iterator[Place]:
    """Yield where items stand in the content: their files, what names them or leads to them."""
    label = archive.catalog.folder.label
    ids = {article.id for article in articles}
    sources = {article.source for article in articles}
    addresses = {a for one in articles for a in (one.path, *one.facts.aliases)}
    for article in articles:
        yield Place("items", f"{label}/{article.source}", 1, article.item.title, is_sure=True)
        for path in sorted(archive.files_of(article)):
            group = "pictures" if is_picture(path) else "attachments"
            others = [user for user in archive.users_of(path) if user not in sources]
            yield Place(group, f"{label}/{path}", 0, ", ".join(others), is_sure=not others)
        for alias in article.facts.aliases:
            yield Place("names", f"{label}/{article.source}", 0, f"/{alias}/", is_sure=True)
    for article in archive.catalog.articles:
        facts = article.facts
        if article.source in sources:
            continue
        if not sources.isdisjoint(facts.body_pages) or any(
            one.rstrip("/") in {a.rstrip("/") for a in addresses} for one in facts.body_paths
        ):
            yield Place("links", f"{label}/{article.source}", 0, "", is_sure=True)
        if not ids.isdisjoint((*facts.related, facts.supersedes)):
            place = article.place("related" if facts.related else "supersedes")
            yield Place("links", f"{label}/{article.source}", place.line, "related", is_sure=True)
    for page in archive.catalog.standing:
        if any(r.path in sources for r in page.body.references):
            yield Place("links", f"{label}/{page.page.path}", 0, "", is_sure=True)


def like_pictures(archive: Archive, pictures: Collection[str]) -> Iterator[Place]:
    """Yield pictures that are, or look like, one of *pictures*, under other names."""
    label, content = archive.catalog.folder.label, archive.catalog.folder.path
    same = archive.same_pictures(pictures)
    for path in sorted(same):
        users = ", ".join(archive.users_of(path))
        yield Place("pictures", f"{label}/{path}", 0, users, is_sure=True)
    looks = {look for p in pictures if (look := likeness.look_of(_bytes(content / p))) is not None}
    if not looks:
        return
    for path in archive.pictures:
        if path in pictures or path in same:
            continue
        look = likeness.look_of(_bytes(content / path))
        if look is not None and any(likeness.distance(look, o) <= likeness.ALIKE for o in looks):
            users = ", ".join(archive.users_of(path))
            yield Place("pictures", f"{label}/{path}", 0, users, is_sure=False)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def in_output(leftovers: Iterable[Leftover]) -> Iterator[Place]:
    """Yield what is in the output by what readers call it."""
    for one in leftovers:
        if one.kind != "unreadable":
            yield Place(
                _output_group(one.path), f"site/{one.path}", one.line, one.shown, one.is_sure
            )


def _output_group(path: str) -> str:
    if path.endswith(_FEEDS):
        return "site.archives" if path.startswith(f"{permalink.ARCHIVES}/") else "site.feeds"
    if path.endswith(permalink.SHARE_KIT):
        return "site.share"
    if path.startswith(f"{permalink.CARDS}/"):
        return "site.cards"
    if path.startswith(f"{permalink.SEARCH}/"):
        return "site.search"
    return "site.pages" if path.endswith(".html") else "site.files"
