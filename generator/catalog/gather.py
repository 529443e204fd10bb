"""
Reading one source after another.

`Reader.read` is what worker processes do: its result depends on one file and the site's settings
alone, so it can be kept by their digest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from generator.catalog import content, facts
from generator.catalog.body import Body, BodyMaker, Draft
from generator.catalog.catalog import StandingBody
from generator.catalog.clean import NOTES, Cleaner
from generator.catalog.content import Content
from generator.catalog.library import Reread
from generator.catalog.manuscript import Manuscript
from generator.catalog.markdown import Converter
from generator.catalog.presenting import discretion_of
from generator.kernel import digest
from generator.kernel.diagnostics import Diagnostic, has_errors
from generator.messages import rule_page
from generator.messages.words import Words
from generator.model import permalink
from generator.model.kinds import Kind
from generator.model.site import Site
from generator.reading import sources
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.decode import Clock
from generator.reading.items import read_item
from generator.reading.sources import Folder, Source
from generator.reading.standing import read_standing

# What an item can be judged by alone: it is asked once for the same text.
ItemRule: TypeAlias = Callable[[str, Content], Iterator[Diagnostic]]
# What a file is held against as it was written. These may be told of and yet be let pass in the
# end, by a data file or by the editor's own leave, so an error among them spoils no reading.
ManuscriptRule: TypeAlias = Callable[[Manuscript], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What each file is held against, by itself."""

    of_items: Sequence[ItemRule] = ()
    of_manuscripts: Sequence[ManuscriptRule] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What came of one Markdown file: an item, a standing page, or neither, and why.

    Of a sound item `facts` and `content` are as the store keeps them, its warnings with the facts;
    where the store has the content already it is not here. One with errors is `faulty`, with
    stand-ins for what could not be read.
    """

    path: str
    digest: str = ""
    key: str = ""
    facts: bytes | None = None
    content: bytes | None = None
    faulty: Content | None = None
    standing: StandingBody | None = None
    problems: tuple[Diagnostic, ...] = ()


def key_of(salt: str, path: str, source_digest: str) -> str:
    """Return the key of what a file comes to: by its path, its bytes and how it is read."""
    return digest.of_bytes(salt.encode(), path.encode(), source_digest.encode())


class Reader:
    """Reads Markdown files of one site; holds the parsers, so one per process."""

    def __init__(self, site: Site, folder: Folder, salt: str, rules: Rules) -> None:
        """
        Set up the parsers.

        Args:
            site: The site.
            folder: Its content.
            salt: The digest of what, besides a file, decides what is read of it.
            rules: What every file is held against.
        """
        self._site = site
        self._folder = folder
        self._salt = salt
        self._rules = rules
        self._clock = Clock(site.zone, site.settings.default_time)
        self._maker: BodyMaker | None = None

    def read(self, path: str) -> Reading:
        """Read the file *path*, relative to `content/`."""
        data = sources.read_bytes(self._folder, path)
        if isinstance(data, Diagnostic):
            return Reading(path, problems=(data,))
        found = digest.of_bytes(data)
        key = key_of(self._salt, path, found)
        return replace(self._parse(path, data), digest=found, key=key)

    def reread(self, path: str) -> Reread:
        """Read the file *path* once more, as it is kept."""
        data = sources.read_bytes(self._folder, path)
        if isinstance(data, Diagnostic):
            return Reread("", None)
        key = key_of(self._salt, path, digest.of_bytes(data))
        parsed, clock = self._parse(path, data), self._clock
        kind = permalink.kind_of(path)
        if kind is None or parsed.content is None:
            return Reread(key, None)
        return Reread(key, content.decode(parsed.content, kind, clock))

    def _parse(self, path: str, data: bytes) -> Reading:
        source, problems = sources.read_text(self._folder, path, data)
        if source is None:
            return Reading(path, problems=tuple(problems))
        return self.read_source(source, problems)

    def read_source(self, source: Source, problems: list[Diagnostic]) -> Reading:
        """Read a file whose text is at hand; *problems* are those met in getting it."""
        kind = permalink.kind_of(source.path)
        if kind is None:
            return self._read_standing(source, problems)
        return self._read_item(source, kind, problems)

    def _read_item(self, source: Source, kind: Kind, problems: list[Diagnostic]) -> Reading:
        document, found = read_item(self._folder, source, kind, self._clock)
        problems = problems + found
        if document is None:
            return Reading(source.path, problems=tuple(problems))
        body, found = self._body(source, document.body, document.body_line)
        problems += found
        if body is None:
            return Reading(source.path, problems=tuple(problems))
        read = Content(document.item, body, document.places)
        stands_in = has_errors(problems)
        found = [told for rule in self._rules.of_items for told in rule(source.path, read)]
        closely = list(self._read_closely(source, document.body, document.body_line, read))
        if stands_in:
            # What a rule says of a stand-in points at the whole item: not the editor's doing.
            found = [told for told in found if told.span != read.place("")]
            closely = [told for told in closely if told.span != read.place("")]
        problems += found
        is_faulty = has_errors(problems)
        problems += closely
        if is_faulty:
            return Reading(source.path, faulty=read, problems=tuple(problems))
        item = content.encode_item(read.item)
        stated = facts.state_facts(
            source.path, read, digest.of_bytes(item), discretion_of(self._site)
        )
        return Reading(
            source.path,
            facts=facts.encode(stated, problems),
            content=content.encode(read, item),
        )

    def _read_standing(self, source: Source, problems: list[Diagnostic]) -> Reading:
        page, found = read_standing(self._folder, source)
        problems = problems + found
        if page is None:
            return Reading(source.path, problems=tuple(problems))
        body, found = self._body(source, page.body, page.body_line)
        problems += found
        if body is None:
            return Reading(source.path, problems=tuple(problems))
        problems += self._read_closely(source, page.body, page.body_line)
        return Reading(source.path, standing=StandingBody(page, body), problems=tuple(problems))

    def _read_closely(
        self, source: Source, body: str, body_line: int, content: Content | None = None
    ) -> Iterator[Diagnostic]:
        if rule_page.is_own_page(source.text):
            return  # its examples of faults are no faults
        label = self._folder.span(source.path).path
        manuscript = Manuscript(source.path, label, source.text, body, body_line, content)
        for rule in self._rules.of_manuscripts:
            yield from rule(manuscript)

    def _body(
        self, source: Source, markdown: str, first_line: int
    ) -> tuple[Body | None, list[Diagnostic]]:
        if self._maker is None:
            self._maker = body_maker(self._site)
        label = self._folder.span(source.path).path
        return self._maker.make(Draft(source.path, label, markdown, first_line))


def body_maker(site: Site) -> BodyMaker:
    """Return what makes the bodies of items of *site*."""
    words = Words(site.language)
    notes = {sort: words(f"note.{sort}") for sort in NOTES}
    return BodyMaker(Converter(words("footnote.back"), notes), Cleaner(site))


def is_read(path: str) -> bool:
    """Tell whether *path* is a Markdown file that makes an article or a page."""
    return path.lower().endswith(".md") and not path.startswith(f"{DATA_FOLDER}/")
