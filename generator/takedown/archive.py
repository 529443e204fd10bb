"""What is in `content/`, as a take-down looks at it: every file, who refers to whom."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.build.cache import Cache
from generator.build.manifest import Manifest
from generator.catalog.catalog import Article, Catalog
from generator.catalog.edition import Edition
from generator.catalog.references import Target, resolve
from generator.catalog.uses import used_files
from generator.kernel import stamps, text
from generator.kernel.diagnostics import Diagnostic
from generator.model import permalink
from generator.model.spotlight import Spotlight
from generator.reading import frontmatter
from generator.reading.assets import is_picture
from generator.reading.frontmatter import Decoded
from generator.takedown.spelling import Spelling

MARKDOWN, TABLES, REGISTERS = (".md",), (".csv",), (".yml", ".yaml")
EDITABLE = (*MARKDOWN, *TABLES, *REGISTERS, ".txt")


def ending_of(path: str) -> str:
    """Return the ending of *path* in lower case, with the period."""
    return posixpath.splitext(path)[1].lower()


def names(spellings: Collection[Spelling], words: str) -> bool:
    """Tell whether *words*, an address or a text, surely names the person."""
    return any(one.is_sure for spelling in spellings for one in spelling.mentions(words))


def may_name(spellings: Collection[Spelling], address: str) -> bool:
    """Tell whether an address names the person, or someone who is called alike."""
    return any(Spelling(spelling.text).mentions(address) for spelling in spellings)


@dataclass(frozen=True)
class Archive:
    """The catalog at an instant, with what was looked up in it once."""

    catalog: Catalog
    now: datetime
    _digests: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_source(self) -> dict[str, Article]:
        """The items by their files."""
        return {article.source: article for article in self.catalog.articles}

    @cached_property
    def pictures(self) -> list[str]:
        """The pictures of `content/`, referred to or not."""
        return [path for path in self.catalog.files if is_picture(path)]

    @cached_property
    def editable(self) -> list[str]:
        """The files of `content/` that are text."""
        return [path for path in self.catalog.files if ending_of(path) in EDITABLE]

    def was_published(self, article: Article) -> bool:
        """Tell whether readers may have the address."""
        return article.facts.phase(self.now.timestamp()) is not None

    def people_of(self, article: Article) -> tuple[Spelling, ...]:
        """Return the names of those whom an item praises."""
        item = article.item
        if not isinstance(item, Spotlight):
            return ()
        return tuple(Spelling(one.name) for one in item.honourees if len(one.name.split()) > 1)

    def digest_of(self, path: str) -> str:
        """Return the digest of a file's bytes; empty if it cannot be read."""
        if path not in self._digests:
            self._digests[path] = stamps.of_file(self.catalog.folder.path / path) or ""
        return self._digests[path]

    def same_pictures(self, paths: Collection[str]) -> set[str]:
        """Return the pictures with the same bytes as one of *paths*, under other names."""
        sizes = {self.catalog.files[path].size for path in paths if path in self.catalog.files}
        digests = {self.digest_of(path) for path in paths}
        likely = (p for p in self.pictures if self.catalog.files[p].size in sizes)
        return {path for path in likely if self.digest_of(path) in digests} - set(paths)

    def files_of(self, article: Article) -> set[str]:
        """Return the files that an item uses."""
        return used_files((article,), ()) - {""}

    def users_of(self, path: str) -> Iterator[str]:
        """Yield the sources that use a file."""
        for article in self.catalog.articles:
            facts = article.facts
            if path in (
                *facts.pictures,
                *facts.attachments,
                *facts.body_files,
                *facts.body_pictures,
            ):
                yield article.source
        for page in self.catalog.standing:
            if path in used_files((), (page,)):
                yield page.page.path
        if path == self.catalog.site.settings.look.logo:
            yield "mkdocs.yml"

    def leads_to(self, source: str, written: str) -> str:
        """
        Return what the address *written* in *source* leads to within the site.

        That is a path in `content/` for a file or a page written as one, else a site path without
        its last slash; empty for what lies elsewhere.
        """
        site = self.catalog.site
        reference, _ = resolve(site, source, written)
        if reference.target is Target.PAGE or reference.target in (Target.FILE, Target.PICTURE):
            return reference.path
        if reference.target is Target.SITE:
            return reference.path.rstrip("/")
        if reference.target is Target.ELSEWHERE and reference.written.startswith(site.url):
            path = unquote(urlsplit(reference.written).path).removeprefix(site.base)
            return path.removesuffix("index.html").rstrip("/")
        return ""


@dataclass(frozen=True)
class Ground:
    """What a take-down stands on: the archive, and what the last build left of the site."""

    archive: Archive
    edition: Edition
    manifest: Manifest
    site_dir: Path
    cache: Cache
    jobs: int


def front_of(written: str, label: str) -> Decoded | None:
    """Return the front matter of a file's text; None where there is none that can be read."""
    clean, _ = text.normalise(written.removeprefix("\ufeff"))
    parts = frontmatter.split(clean, label)
    if isinstance(parts, Diagnostic):
        return None
    decoded = frontmatter.decode(parts.header, label, parts.header_line)
    return decoded if decoded.is_read else None


def leaves(decoded: Decoded) -> Iterator[tuple[str, str]]:
    """Yield each text of the front matter with its dotted path."""
    waiting: list[tuple[str, object]] = [("", decoded.data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            waiting += [(f"{path}.{key}".strip("."), one) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}.{index}".strip("."), one) for index, one in enumerate(value)]


def addresses_of(article: Article) -> tuple[str, ...]:
    """Return the site paths at which an item answers, without the last slash."""
    return (article.path.rstrip("/"), *article.facts.aliases)


def is_item(path: str) -> bool:
    """Tell whether a path in `content/` is that of an item's file."""
    return permalink.kind_of(path) is not None and path.endswith(".md")
