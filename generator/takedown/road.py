"""The road of a take-down: what is wanted, what is found, what is to be done, what must be gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.build.manifest import Manifest
from generator.catalog.catalog import Article
from generator.kernel import digest
from generator.kernel.text import normalise
from generator.model import permalink
from generator.takedown import items, survey
from generator.takedown.archive import EDITABLE, Archive, Ground, addresses_of, ending_of
from generator.takedown.desk import Desk, by_hand
from generator.takedown.people import Removal, left_in
from generator.takedown.proving import glance
from generator.takedown.remembering import (
    cache_keys,
    card_marks,
    gather,
    has_new_headline,
    touched_articles,
)
from generator.takedown.spelling import Spelling
from generator.takedown.substitutes import Substitutes
from generator.takedown.survey import Place, Sighting
from generator.takedown.traces import Traces, runs_of


@dataclass(frozen=True)
class Wanted:
    """Whom or what is to be taken down. A person's first spelling is the full name."""

    articles: tuple[Article, ...] = ()
    spellings: tuple[Spelling, ...] = ()


@dataclass
class Plan:
    """What was found and what is to be done; `marks` are the cards that must not stay."""

    wanted: Wanted
    places: list[Place]
    desk: Desk
    articles: list[Article] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)

    @property
    def is_nothing(self) -> bool:
        """Whether nobody was found anywhere, and so nothing is to be done."""
        return not self.places and self.desk.is_empty


def plan(wanted: Wanted, ground: Ground, substitutes: Substitutes, config: Path) -> Plan:
    """Find the places and put the edits on the desk. Nothing is written."""
    archive, desk = ground.archive, Desk(ground.archive.catalog.folder)
    knowing, sightings = _sightings(wanted, ground)
    wanted = replace(wanted, spellings=knowing)
    found = [place for one in sightings for place in one.places]
    if wanted.articles:
        found += survey.mentions_of_items(archive, wanted.articles)
        items.take_down(desk, archive, wanted.articles, wanted.spellings)
    pictures = {path for path in desk.gone if path in archive.pictures}
    if wanted.spellings:
        removal = _removal(wanted, archive, desk, substitutes, sightings)
        removal.carry_through()
        pictures |= removal.pictures
        found += _look_at_settings(config, wanted.spellings, desk)
    found += survey.like_pictures(archive, pictures)
    articles = touched_articles(archive, desk)
    leaving = [a for a in articles if a.source in desk.gone or a.source in desk.renamed]
    redrawn = [a for a in articles if a not in leaving and has_new_headline(desk, a)]
    marks = card_marks(ground, [*leaving, *redrawn])
    items.enter_cards(desk, archive, card_marks(ground, redrawn))
    found += _in_output(wanted, ground, marks)
    return Plan(wanted, found, desk, articles, marks)


def _sightings(wanted: Wanted, ground: Ground) -> tuple[tuple[Spelling, ...], list[Sighting]]:
    if not wanted.spellings:
        return (), []
    return survey.look_for(ground.archive, wanted.spellings, ground.jobs)


def _removal(
    wanted: Wanted,
    archive: Archive,
    desk: Desk,
    substitutes: Substitutes,
    sightings: Sequence[Sighting],
) -> Removal:
    sure = [one.path for one in sightings if one.is_sure]
    return Removal(
        desk=desk,
        archive=archive,
        spellings=wanted.spellings,
        substitutes=substitutes,
        mentioning=[p for p in sure if ending_of(p) in EDITABLE and p not in desk.gone],
        papers=[p for p in sure if ending_of(p) not in EDITABLE],
    )


def _look_at_settings(config: Path, spellings: Sequence[Spelling], desk: Desk) -> Iterator[Place]:
    text = normalise(config.read_text("utf-8-sig", errors="replace"))[0]
    for line, shown in left_in(text, spellings):
        desk.note("by-hand.settings", place=f"{config.name}:{line}", shown=shown)
        yield Place("settings", config.name, line, shown, is_sure=True)


def _in_output(wanted: Wanted, ground: Ground, marks: set[str]) -> list[Place]:
    """Return what of it is in what was built last."""
    if not ground.site_dir.is_dir():
        return []
    own = {article.id for article in wanted.articles}
    paths = {p for p, entry in ground.manifest.cards.items() if entry.owner in own}
    if wanted.spellings:
        paths |= {permalink.of_card(mark) for mark in marks}
    addresses = [address for one in wanted.articles for address in addresses_of(one)]
    titles = [run for one in wanted.articles for run in runs_of(one.item.title)]
    traces = Traces(wanted.spellings, tuple(addresses), tuple(paths), runs=frozenset(titles))
    proof = glance(ground.site_dir, traces, ground.jobs)
    return list(survey.in_output(proof.leftovers))


def remember(made: Plan, ground: Ground) -> Traces:
    """Return what the proof is to look for; it must be asked before anything is written."""
    return gather(ground, made.desk, made.wanted.spellings, made.marks)


def removed(made: Plan, archive: Archive) -> dict[str, str]:
    """Return by its path the digest of each file that the edits change or remove."""
    return {
        path: archive.digest_of(path) for path in made.desk.touched() if archive.digest_of(path)
    }


def forget(made: Plan, ground: Ground) -> None:
    """Let the cache forget what goes; what stays is made anew by the next build."""
    keys = cache_keys(ground, made.desk, made.marks)
    ground.cache.forget(keys)


def digest_of_site(manifest: Manifest) -> str:
    """Return the digest of the names and contents of all files of a site; empty if not known."""
    if not manifest.files:
        return ""
    return digest.of_text(
        "\0".join(f"{path}\0{entry.digest}" for path, entry in sorted(manifest.files.items()))
    )


def note_git(made: Plan, count: int | None) -> None:
    """Leave the history to a person."""
    if count is None:
        made.desk.notes.append(by_hand("by-hand.no-git"))
    elif count:
        made.desk.notes.append(by_hand("by-hand.git", count=count))
