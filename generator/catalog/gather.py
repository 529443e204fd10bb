"""
Reading one source after another, and joining them into the catalog.

`Reader.read` is what worker processes do: its result depends on one file and the site's
settings alone, so it can be cached by their digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalog.body import Body, BodyMaker, Draft
from generator.catalog.catalog import Article, StandingBody
from generator.catalog.clean import NOTES, Cleaner
from generator.catalog.keeping import KeptBodies, Store
from generator.catalog.markdown import Converter
from generator.catalog.references import Target, locate_file
from generator.kernel.diagnostics import Diagnostic, Span
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.reading import sources
from generator.reading.assets import Asset, is_publishable, read_asset
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.decode import Clock
from generator.reading.items import read_item
from generator.reading.sources import Folder, Source
from generator.reading.standing import read_standing


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one Markdown file: an article, a standing page, or neither, and why."""

    path: str
    article: Article | None = None
    standing: StandingBody | None = None
    problems: tuple[Diagnostic, ...] = ()


class Reader:
    """Reads Markdown files of one site; holds the parsers, so one per process."""

    def __init__(self, site: Site, folder: Folder, store: Store, toolchain: str) -> None:
        """
        Set up the parsers.

        Args:
            site: The site.
            folder: Its content.
            store: Keeps bodies between builds.
            toolchain: The digest of what, besides content, decides a body's bytes.
        """
        self._site = site
        self._folder = folder
        self._clock = Clock(site.zone, site.settings.default_time)
        words = Words(site.language)
        notes = {sort: words(f"note.{sort}") for sort in NOTES}
        maker = BodyMaker(Converter(words("footnote.back"), notes), Cleaner(site))
        salt = f"{toolchain} {site.base} {site.language}"
        self._bodies = KeptBodies(maker, store, salt)

    def read(self, path: str) -> Reading:
        """Read the file *path*, relative to `content/`."""
        source, problems = sources.read(self._folder, path)
        if source is None:
            return Reading(path, problems=tuple(problems))
        return self.read_source(source, problems)

    def read_source(self, source: Source, problems: list[Diagnostic]) -> Reading:
        """Read a file whose text is at hand; *problems* are those met in getting it."""
        if permalink.kind_of(source.path) is None:
            return self._read_standing(source, problems)
        return self._read_article(source, problems)

    def _read_article(self, source: Source, problems: list[Diagnostic]) -> Reading:
        kind = permalink.kind_of(source.path)
        assert kind is not None  # noqa: S101 -- its only caller has just looked
        document, found = read_item(self._folder, source, kind, self._clock)
        problems = problems + found
        if document is None:
            return Reading(source.path, problems=tuple(problems))
        body, found = self._body(source, document.body, document.body_line)
        problems += found
        if body is None:
            return Reading(source.path, problems=tuple(problems))
        article = Article(source.path, kind, document.item, body, document.places)
        return Reading(source.path, article=article, problems=tuple(problems))

    def _read_standing(self, source: Source, problems: list[Diagnostic]) -> Reading:
        page, found = read_standing(self._folder, source)
        problems = problems + found
        if page is None:
            return Reading(source.path, problems=tuple(problems))
        body, found = self._body(source, page.body, page.body_line)
        problems += found
        standing = None if body is None else StandingBody(page, body)
        return Reading(source.path, standing=standing, problems=tuple(problems))

    def _body(
        self, source: Source, markdown: str, first_line: int
    ) -> tuple[Body | None, list[Diagnostic]]:
        label = self._folder.span(source.path).path
        return self._bodies.make(Draft(source.path, label, markdown, first_line))


def is_read(path: str) -> bool:
    """Tell whether *path* is a Markdown file that makes an article or a page."""
    return path.lower().endswith(".md") and not path.startswith(f"{DATA_FOLDER}/")


def named_files(article: Article) -> Iterator[tuple[str, str, Span]]:
    """Yield what the front matter names: the field, the file as written and its place."""
    for place, picture in article.item.pictures():
        yield f"{place}.image", picture.image, article.place(f"{place}.image")
    for index, attachment in enumerate(article.item.attachments):
        place = f"attachments.{index}.file"
        yield place, attachment.file, article.place(place)


def read_assets(
    folder: Folder, files: frozenset[str], readings: Iterable[Reading]
) -> tuple[dict[str, Asset], list[Diagnostic]]:
    """Look once at every publishable file that a reading refers to and that exists."""
    assets: dict[str, Asset] = {}
    problems: list[Diagnostic] = []
    for path, place in sorted(_wanted(folder, readings)):
        if path in assets or path not in files or not is_publishable(path):
            continue
        asset = read_asset(folder.path, path, place)
        if isinstance(asset, Diagnostic):
            problems.append(asset)
        else:
            assets[path] = asset
    return assets, problems


def _wanted(folder: Folder, readings: Iterable[Reading]) -> set[tuple[str, Span]]:
    wanted: set[tuple[str, Span]] = set()
    for reading in readings:
        if reading.article is not None:
            for _, written, place in named_files(reading.article):
                if (path := locate_file(reading.path, written)) is not None:
                    wanted.add((path, place))
        holder = reading.article or reading.standing
        for reference in holder.body.references if holder is not None else ():
            if reference.target is Target.FILE:
                length = len(reference.written)
                place = folder.span(reading.path, reference.line, reference.column, length)
                wanted.add((reference.path, place))
    return wanted
