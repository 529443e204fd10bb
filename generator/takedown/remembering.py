"""
What the proof is to look for, gathered while it is still there.

Once the edits are written nothing tells any more what a page said or what a card was called; so
this comes first.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from generator.build.manifest import Manifest
from generator.build.run import naming, run
from generator.catalog.catalog import Article
from generator.catalog.library import content_key, facts_key
from generator.kernel import digest
from generator.model import permalink
from generator.outputs import cards
from generator.outputs.encodings import key_of, unpack
from generator.reading.assets import is_picture
from generator.reading.frontmatter import Decoded
from generator.takedown import likeness
from generator.takedown.archive import Archive, Ground, addresses_of, front_of, leaves
from generator.takedown.desk import Desk
from generator.takedown.spelling import Spelling
from generator.takedown.traces import Run, Traces, by_length, prose_of, runs_of, windows, words_of

# The fields that `catalog.headline` makes a card of.
_ON_CARD = ("title", "cover.image", "honourees.", "quote", "merits.")
# What of the front matter is words for readers, and no date, id or file.
_PROSE = frozenset(
    (
        *("title", "summary", "alt", "caption", "credit", "note", "reason", "quote", "name", "job"),
        *("text", "description", "audience", "zalo", "facebook", "sms", "forward"),
    )
)


def touched_articles(archive: Archive, desk: Desk) -> list[Article]:
    """Return the items whose files change, go or get another name."""
    return [archive.by_source[path] for path in desk.touched() if path in archive.by_source]


def has_new_headline(desk: Desk, article: Article) -> bool:
    """Tell whether what stands on an item's card changes with the edits."""
    file = desk.folder.path / article.source
    before = front_of(file.read_bytes().decode("utf-8", "replace"), article.source)
    after = front_of(desk.read(article.source), article.source)
    return before is None or after is None or _on_card(before) != _on_card(after)


def _on_card(decoded: Decoded) -> list[tuple[str, str]]:
    return sorted(one for one in leaves(decoded) if one[0].startswith(_ON_CARD))


def card_marks(ground: Ground, articles: Collection[Article]) -> set[str]:
    """Return the names, without ending, of the cards of *articles*: of now, and former ones."""
    site = ground.archive.catalog.site
    owners = {article.id for article in articles}
    paths = {path for path, entry in ground.manifest.cards.items() if entry.owner in owners}
    for face in ground.edition.live:
        if face.id in owners and site.settings.cards is not None and cards.has_own(face, site):
            view = cards.card_view(face, site)
            paths |= {view.url.removeprefix(site.url)} if view else set()
    return {_stem(path) for path in paths}


def gather(
    ground: Ground, desk: Desk, spellings: tuple[Spelling, ...], marks: Collection[str]
) -> Traces:
    """Return what must be nowhere once the edits of *desk* are written and built."""
    archive = ground.archive
    gone_items = [a for a in touched_articles(archive, desk) if a.source in desk.gone]
    addresses = {address for article in gone_items for address in addresses_of(article)}
    addresses |= {permalink.default_id(path) for path in desk.renamed}
    addresses |= {
        alias
        for article in touched_articles(archive, desk)
        for alias in article.facts.aliases
        if article.source not in desk.gone and alias not in desk.read(article.source)
    }
    pictures = _gone_pictures(archive, desk)
    doomed = sorted(_doomed_files(desk, ground.manifest, addresses, marks))
    return Traces(
        spellings=spellings,
        addresses=tuple(sorted(addresses)),
        files=tuple(doomed),
        digests=dict(_digests(ground, doomed, pictures)),
        looks=dict(_looks(archive, pictures)),
        runs=_lost_runs(archive, desk, ground.jobs),
        tombstones=tuple(_tombstones(gone_items, desk)),
    )


def cache_keys(ground: Ground, desk: Desk, marks: Collection[str]) -> list[str]:
    """Return under which keys the cache keeps what is to go: texts, pictures, cards."""
    archive = ground.archive
    keys = [
        key
        for article in touched_articles(archive, desk)
        for key in (facts_key(article.key), content_key(article.key))
    ]
    keys += [key_of(archive.digest_of(path)) for path in _gone_pictures(archive, desk)]
    drawn = (entry.mark for path, entry in ground.manifest.cards.items() if _stem(path) in marks)
    return keys + [cards.key_of(mark) for mark in drawn]


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _gone_pictures(archive: Archive, desk: Desk) -> list[str]:
    """Return the pictures that go and that nothing in the content is a copy of."""
    gone = [
        path for path in sorted(desk.gone) if is_picture(path) and path in archive.catalog.files
    ]
    kept = archive.same_pictures(gone)
    kept_digests = {archive.digest_of(path) for path in kept - desk.gone}
    return [path for path in gone if archive.digest_of(path) not in kept_digests]


def _doomed_files(
    desk: Desk, manifest: Manifest, addresses: Collection[str], marks: Collection[str]
) -> Iterator[str]:
    """Yield the files of the site that are to go."""
    folders = tuple(f"{address}/" for address in addresses)
    stems = tuple(f"{path.rpartition('.')[0]}." for path in desk.gone if not path.endswith(".md"))
    yield from (permalink.file_of(folder) for folder in folders)
    yield from (permalink.of_card(mark) for mark in marks)
    for path in manifest.files:
        if path.startswith((*folders, *stems)):
            yield path


def _digests(
    ground: Ground, doomed: Collection[str], pictures: Sequence[str]
) -> Iterator[tuple[str, str]]:
    archive, manifest, cache = ground.archive, ground.manifest, ground.cache
    going = set(doomed)
    staying = {entry.digest for path, entry in manifest.files.items() if path not in going}
    for path in doomed:
        entry = manifest.files.get(path)
        if entry is not None and entry.digest not in staying:
            yield entry.digest, path
    for path in pictures:
        original = archive.digest_of(path)
        yield original, path
        if (packed := cache.get(key_of(original))) is not None:
            for data in unpack(packed).values():
                yield digest.of_bytes(data), path


def _looks(archive: Archive, pictures: Iterable[str]) -> Iterator[tuple[likeness.Look, str]]:
    for path in pictures:
        look = likeness.look_of((archive.catalog.folder.path / path).read_bytes())
        if look is not None:
            yield look, path


def _tombstones(gone: Iterable[Article], desk: Desk) -> Iterator[str]:
    register = desk.read("data/taken-down.yml")
    yield from (article.id for article in gone if f"id: {article.id}}}" in register)


def _lost_runs(archive: Archive, desk: Desk, jobs: int) -> frozenset[Run]:
    """Return the runs of words that the edits take away and that nothing remaining has."""
    content = archive.catalog.folder.path
    lost: set[Run] = set()
    for path in {*desk.gone, *desk.texts} & set(archive.editable):
        before = (content / path).read_bytes().decode("utf-8", "replace")
        lost |= set(_told_in(path, before))
    if not lost:
        return frozenset()
    remaining = [path for path in archive.editable if path not in desk.gone]
    make = functools.partial(_make_meeting, content, desk.texts, frozenset(lost))
    for met in run(make, remaining, jobs=jobs):
        lost -= met
    return frozenset(lost)


def _told_in(path: str, text: str) -> Iterator[Run]:
    decoded = front_of(text, path) if path.endswith(".md") else None
    if decoded is None:
        yield from runs_of(prose_of(text))
        return
    for place, value in leaves(decoded):
        if place.rpartition(".")[2] in _PROSE:
            yield from runs_of(value)
    body = text.split("\n---", 1)[-1]
    yield from runs_of(prose_of(body.partition("\n")[2]))


def _make_meeting(
    content: Path, edited: dict[str, str], lost: frozenset[Run]
) -> Callable[[str], set[Run]]:
    lengths = by_length(lost)

    def meet(path: str) -> set[Run]:
        """Return those of the runs that the file *path* has."""
        text = edited.get(path)
        if text is None:
            text = (content / path).read_bytes().decode("utf-8", "replace")
        words = words_of(prose_of(text))
        met: set[Run] = set()
        for length, runs in lengths.items():
            met |= runs.intersection(windows(words, length))
        return met

    return naming(meet)
