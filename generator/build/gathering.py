"""Reading and checking all content, anew only where it has changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from generator.build.cache import Cache
from generator.build.papers import check_papers
from generator.build.run import naming, run
from generator.build.survey import NOTES, Survey, digest_of, save_notes
from generator.build.toolchain import looking_digest, reading_digest
from generator.catalog import facts as facts_of
from generator.catalog.catalog import Article, Catalog, StandingBody
from generator.catalog.gather import Reader, Reading, Rules, is_read, key_of
from generator.catalog.library import Library, Reread, content_key, facts_key
from generator.catalog.uses import first_use, used_files
from generator.checks import ITEM_RULES, MANUSCRIPT_RULES, RULES, WHOLE_RULES
from generator.checks.settling import settle
from generator.checks.suspects import suspects
from generator.kernel import digest, stamps
from generator.kernel.diagnostics import (
    Diagnostic,
    Silenced,
    Span,
    error,
    has_errors,
    in_order,
)
from generator.model import permalink
from generator.model.site import Site
from generator.reading.assets import Asset, is_publishable, read_asset
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.data import read_registers
from generator.reading.decode import Clock
from generator.reading.sources import Folder

_KEPT_AT_ONCE = 256
_FILE_RULES = Rules(ITEM_RULES, MANUSCRIPT_RULES)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """
    The catalog and every problem found, in order; `silenced` are those an editor answers for.

    `inputs` is the digest of everything that was read; `digests` are those of the files. `cache`
    is where the results are kept, and where those of encoding pictures go.
    """

    catalog: Catalog
    problems: list[Diagnostic]
    silenced: list[Silenced]
    inputs: str
    digests: Mapping[str, str]
    cache: Cache

    @property
    def is_publishable(self) -> bool:
        """Whether nothing found forbids publication."""
        return not has_errors(self.problems)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """How to gather: which site, with which cache, by how many processes."""

    site: Site
    cache: Cache
    cache_dir: Path | None
    jobs: int
    progress: Progress

    def gather(self, survey: Survey) -> Gathered:
        """Read and check all content. Nothing is written but the cache."""
        digests = dict(survey.known)
        readings = self._read_all(survey, digests)
        registers, problems = read_registers(survey.folder, self._clock)
        problems += survey.problems
        library = self._library(survey.folder)
        articles = []
        for reading in readings:
            article, found = _article(reading, library)
            problems += found
            articles += article
        standing = [r.standing for r in readings if r.standing is not None]
        assets, told = self._look_at_assets(survey, articles, standing, digests)
        problems += told
        uses = (articles, standing)
        problems += check_papers(survey.folder, assets, uses, self.cache, self.jobs)
        catalog = Catalog(
            site=self.site,
            folder=survey.folder,
            registers=registers,
            articles=tuple(articles),
            standing=tuple(standing),
            files=survey.found,
            assets=assets,
        )
        faulty = {r.faulty.place("") for r in readings if r.faulty is not None}
        problems += _judge(catalog, faulty)
        settled = settle(in_order(problems), catalog)
        self._note(survey, digests)
        inputs = digest_of({path: digests.get(path, "") for path in survey.found})
        return Gathered(catalog, *settled, inputs, digests, self.cache)

    @property
    def _clock(self) -> Clock:
        return Clock(self.site.zone, self.site.settings.default_time)

    def _salt(self, folder: Folder) -> str:
        """Return what, besides a file, decides what is read of it."""
        settings = self.site.settings
        clock = (settings.time_zone, settings.default_time)
        decisive = (
            self.site.url,
            self.site.base,
            settings.language,
            *clock,
            settings.without_consent,
        )
        return f"{reading_digest()} {folder.label} {decisive}"

    def _library(self, folder: Folder) -> Library:
        make_reader = partial(_make_rereader, self.site, folder, self._salt(folder))
        return Library(self.cache, self._clock, make_reader)

    def _read_all(self, survey: Survey, digests: dict[str, str]) -> list[Reading]:
        """Return what each Markdown file comes to, and put the digests of those read anew."""
        salt = self._salt(survey.folder)
        paths = [path for path in survey.found if is_read(path)]
        if not self.cache.is_empty():
            digests |= self._look_up_digests(survey, [p for p in paths if p not in digests])
        readings = self._recall(paths, digests, salt)
        unread = [path for path in paths if path not in readings]
        make_reader = partial(_make_reader, self.site, survey.folder, salt)
        kept: list[Reading] = []
        for done, reading in enumerate(run(make_reader, unread, jobs=self.jobs), 1):
            self.progress("read", done, len(unread))
            digests[reading.path] = reading.digest
            readings[reading.path] = reading
            if reading.content is not None:
                kept.append(reading)
                readings[reading.path] = replace(reading, content=None)
            if len(kept) >= _KEPT_AT_ONCE:
                self._keep(kept)
                kept = []
        self._keep(kept)
        return [readings[path] for path in paths]

    def _look_up_digests(self, survey: Survey, paths: Sequence[str]) -> dict[str, str]:
        """Return the digests of files that are not known by their stamps: after a clone, of all."""
        make_digester = partial(_make_digester, survey.folder)
        found = run(make_digester, paths, jobs=self.jobs)
        return {path: told for path, told in zip(paths, found, strict=True) if told}

    def _recall(
        self, paths: Sequence[str], known: Mapping[str, str], salt: str
    ) -> dict[str, Reading]:
        """Return what the cache knows of the files whose digests are known."""
        items = [path for path in paths if known.get(path) and permalink.kind_of(path)]
        keys = {path: key_of(salt, path, known[path]) for path in items}
        kept = self.cache.get_many([facts_key(key) for key in keys.values()])
        self.cache.touch([k for key in keys.values() for k in (facts_key(key), content_key(key))])
        return {
            path: Reading(path, known[path], key, kept[facts_key(key)])
            for path, key in keys.items()
            if facts_key(key) in kept
        }

    def _keep(self, readings: Sequence[Reading]) -> None:
        blobs: list[tuple[str, bytes]] = []
        for one in readings:
            assert one.facts is not None  # noqa: S101 -- whoever has content has facts
            assert one.content is not None  # noqa: S101 -- its only caller has just looked
            blobs += [(facts_key(one.key), one.facts), (content_key(one.key), one.content)]
        if blobs:
            self.cache.put_many(blobs)

    def _look_at_assets(
        self,
        survey: Survey,
        articles: Sequence[Article],
        standing: Sequence[StandingBody],
        digests: dict[str, str],
    ) -> tuple[dict[str, Asset], list[Diagnostic]]:
        """Look once at every publishable file that something refers to and that exists."""
        used = (path for path in used_files(articles, standing) if path in survey.found)
        wanted = sorted(path for path in used if is_publishable(path))
        content = survey.folder.path
        for path in wanted:
            digests[path] = digests.get(path) or stamps.of_file(content / path) or ""
        keys = {path: _asset_key(path, digests[path]) for path in wanted}
        kept = self.cache.get_many(list(keys.values()))
        unseen = [path for path, key in keys.items() if key not in kept]
        make_looker = partial(_make_looker, content, {path: digests[path] for path in unseen})
        looks = dict(zip(unseen, run(make_looker, unseen, jobs=self.jobs), strict=True))
        assets, problems, fresh = {}, [], []
        for path, key in keys.items():
            asset = looks.get(path) or Asset(path, digests[path], *json.loads(kept[key]))
            if isinstance(asset, str):
                place = first_use(survey.folder, path, articles, standing)
                problems.append(error(asset, place, file=path))
                continue
            assets[path] = asset
            if path in looks:
                fresh.append((key, json.dumps(asset.details).encode()))
        if fresh:
            self.cache.put_many(fresh)
        return assets, problems

    def _note(self, survey: Survey, digests: dict[str, str]) -> None:
        for path in survey.found:
            if path.startswith(f"{DATA_FOLDER}/") and not digests.get(path):
                digests[path] = stamps.of_file(survey.folder.path / path) or ""
        if self.cache_dir is not None and digests != survey.known:
            save_notes(self.cache_dir / NOTES, survey.found, digests)


def _article(reading: Reading, library: Library) -> tuple[list[Article], tuple[Diagnostic, ...]]:
    """Return the article that *reading* made, if any, and its problems."""
    kind = permalink.kind_of(reading.path)
    if kind is None:
        return [], reading.problems
    if reading.facts is not None:
        stated, problems = facts_of.decode(reading.facts)
        return [Article(reading.path, kind, reading.key, stated, library)], problems
    if reading.faulty is None:
        return [], reading.problems
    library.hold(reading.key, reading.faulty)
    stated = facts_of.state_facts(reading.path, reading.faulty)
    return [Article(reading.path, kind, reading.key, stated, library)], reading.problems


def _judge(catalog: Catalog, faulty: Collection[Span]) -> Iterator[Diagnostic]:
    """
    Apply all rules.

    What a rule says of a stand-in for a faulty field points at the whole item: it is not the
    editor's doing. *faulty* are the places of such items.
    """
    watched = list(suspects(catalog))
    for rule in WHOLE_RULES:
        yield from (problem for problem in rule(catalog) if problem.span not in faulty)
    for close_rule in RULES:
        found = close_rule(catalog, watched)
        yield from (problem for problem in found if problem.span not in faulty)


def _make_looker(content: Path, digests: Mapping[str, str]) -> Callable[[str], Asset | str]:
    return naming(lambda path: read_asset(content, path, digests[path]))


def _make_digester(folder: Folder) -> Callable[[str], str]:
    return lambda path: stamps.of_file(folder.path / path) or ""


def _make_reader(site: Site, folder: Folder, salt: str) -> Callable[[str], Reading]:
    return naming(Reader(site, folder, salt, _FILE_RULES).read)


def _make_rereader(site: Site, folder: Folder, salt: str) -> Callable[[str], Reread]:
    return Reader(site, folder, salt, _FILE_RULES).reread


def _asset_key(path: str, file_digest: str) -> str:
    ending = path.rpartition(".")[2].lower()
    return "a" + digest.of_bytes(looking_digest().encode(), ending.encode(), file_digest.encode())
