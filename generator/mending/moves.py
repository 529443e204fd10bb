"""Files whose names are no addresses, or that lie in the wrong folder, and what leads to them."""

from __future__ import annotations

import os
import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from generator.catalog.catalog import Catalog
from generator.catalog.content import Content
from generator.catalog.references import SHARED, Reference, Target, locate_file
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.text import fold, slugify
from generator.mending.values import Edit, with_edits
from generator.mending.world import World
from generator.model import permalink
from generator.model.fields import is_id
from generator.model.urgent import Urgent
from generator.reading.items import UNKNOWN_YEAR

_LOCAL = (Target.PAGE, Target.FILE, Target.PICTURE)
_CODES = ("path.layout", "path.slug", "path.other-year")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file keeps its name: a key of wording, and what fills its slots."""

    key: str
    params: Mapping[str, str]


class _Move(NamedTuple):
    """A file's way; with *names_it* its path is its id, by which other items name it."""

    source: str
    target: str
    names_it: bool


class Mover:
    """Moves files of one site, as far as it is still on paper only."""

    def __init__(
        self, catalog: Catalog, published: Collection[str], now: datetime, world: World
    ) -> None:
        """
        Take what is known.

        Args:
            catalog: The archive as it was read.
            published: The site paths that members may hold links to.
            now: By it an item is public or is not.
            world: The files as they are so far.
        """
        self._catalog = catalog
        self._published = published
        self._now = now
        self._world = world

    def move(self, source: str) -> Refusal | None:
        """Give the file *source* the name it should have; None if it has it, or has it now."""
        reading = self._world.read(source)
        problems = {one.code: one for one in self._world.problems(reading) if one.code in _CODES}
        content = self._world.content(reading)
        target = self._target(source, content, problems)
        if target is None or target == source:
            return None
        if (other := self._world.holder_of(target, but=source)) is not None:
            return Refusal("taken", {"other": other})
        old = permalink.of_source(source)
        is_public = old in self._published
        if is_public and not self._can_keep(source, old):
            return Refusal("published", {"url": old})
        trial = self._world.copy()
        if is_public:
            trial.put(source, _with_address(trial.text(source), old.rstrip("/")), "address")
        if not self._carry_out(trial, source, target):
            return Refusal("links", {})
        self._world.become(trial)
        return None

    def _target(
        self, source: str, content: Content | None, problems: Mapping[str, Diagnostic]
    ) -> str | None:
        if not problems:
            return None
        path = PurePosixPath(source)
        slug = slugify(path.stem)
        if slug == slugify("") and fold(path.stem) != slug:
            return None  # nothing in the name to make an address of
        if "path.layout" in problems:
            right = dict(problems["path.layout"].params)["right"]
            return None if UNKNOWN_YEAR in right else right
        year = path.parts[1]
        if "path.other-year" in problems and content is not None:
            is_public = permalink.of_source(source) in self._published
            if not is_public and not self._is_live(content):
                year = str(content.item.publish_at.year)
        return f"{path.parts[0]}/{year}/{slug if 'path.slug' in problems else path.stem}.md"

    def _is_live(self, content: Content) -> bool:
        return not content.item.draft and content.item.publish_at <= self._now

    def _can_keep(self, source: str, old: str) -> bool:
        """Tell whether the address *old* can be written into the file."""
        content = self._world.content(self._world.read(source))
        has_none = content is not None and not content.item.aliases and content.item.id is None
        return has_none and is_id(old.rstrip("/"))

    def _carry_out(self, trial: World, source: str, target: str) -> bool:
        """Move in *trial*, mending what leads to the file and from it; tell whether all is well."""
        content = trial.content(trial.read(source))
        has_own_id = content is not None and content.item.id is not None
        move = _Move(source, target, names_it=not has_own_id)
        wanted = {}
        for path in {source, *self._concerned(trial, source)}:
            wanted[path] = _led_to(trial, path, move)
            trial.put(path, with_edits(trial.text(path), list(_edits(trial, path, move))), "link")
        trial.rename(source, target)
        return all(
            _led_to(trial, target if path == source else path, None) == led_to
            for path, led_to in wanted.items()
        )

    def _concerned(self, trial: World, source: str) -> Iterator[str]:
        """Yield the files that lead to *source*, or name the id that it has by its path."""
        first = trial.origin(source)
        for name in (first, f"{permalink.default_id(first)}.md"):
            yield from map(trial.now_at, self._naming.get(name, ()))

    @cached_property
    def _naming(self) -> Mapping[str, list[str]]:
        """The files that lead to each file, or name it by an id: all are gone through once."""
        naming = defaultdict[str, list[str]](list)
        for article in self._catalog.articles:
            facts = article.facts
            ids = (f"{one}.md" for one in (*facts.related, facts.supersedes))
            for name in {*facts.body_pages, *ids}:
                naming[name].append(article.source)
        for standing in self._catalog.standing:
            for name in {reference.path for reference in standing.body.references}:
                naming[name].append(standing.page.path)
        return naming


def _edits(world: World, path: str, move: _Move) -> Iterator[Edit]:
    """Yield what changes in the file *path*."""
    reading = world.read(path)
    here = move.target if path == move.source else path
    body = world.body(reading)
    for reference in () if body is None else body.references:
        if reference.target in _LOCAL:
            dest = move.target if reference.path == move.source else reference.path
            right = _link(reference, dest, path, here)
            if right != reference.written:
                yield Edit(reference.line, reference.column, reference.written, right)
    content = world.content(reading)
    if content is not None:
        yield from _front_edits(world, content, path, move)


def _link(reference: Reference, dest: str, path: str, here: str) -> str:
    """Return how the file *here*, which was *path*, leads to the file *dest*."""
    written = reference.written
    is_rooted = written.startswith(("/", SHARED))
    stays = dest == reference.path and posixpath.dirname(path) == posixpath.dirname(here)
    if stays or (is_rooted and dest == reference.path):
        return written
    ends = [at for mark in "?#" if (at := written.find(mark)) >= 0]
    end = written[min(ends) :] if ends else ""
    if is_rooted:
        return f"/{quote(dest)}{end}"
    return quote(posixpath.relpath(dest, posixpath.dirname(here) or ".")) + end


def _front_edits(world: World, content: Content, path: str, move: _Move) -> Iterator[Edit]:
    """Yield what changes in front matter: files named relative to it, and ids made of paths."""
    lines = world.text(path).split("\n")
    rights = {}
    if path == move.source and posixpath.dirname(path) != posixpath.dirname(move.target):
        for place, file in _files(content):
            dest = locate_file(path, file)
            if dest is not None and not file.startswith(SHARED):
                rights[place] = file, posixpath.relpath(dest, posixpath.dirname(move.target))
    if move.names_it:
        old_id, new_id = map(permalink.default_id, (move.source, move.target))
        rights |= {place: (one, new_id) for place, one in _ids(content) if one == old_id}
    for place, (value, right) in rights.items():
        span = content.place(place)
        written = lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
        if value in written:
            yield Edit(span.line, span.column, written, written.replace(value, right))


def _files(content: Content) -> Iterator[tuple[str, str]]:
    for place, picture in content.item.pictures():
        yield f"{place}.image", picture.image
    for index, attachment in enumerate(content.item.attachments):
        yield f"attachments.{index}.file", attachment.file


def _ids(content: Content) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(content.item.related):
        yield f"related.{index}", one
    if isinstance(content.item, Urgent) and content.item.supersedes is not None:
        yield "supersedes", content.item.supersedes


def _led_to(world: World, path: str, move: _Move | None) -> list[str]:
    """Return all files the file *path* leads to and all ids it names, as *move* will have them."""
    reading = world.read(path)
    body, content = world.body(reading), world.content(reading)
    files = [] if body is None else [r.path for r in body.references if r.target in _LOCAL]
    ids: list[str] = []
    if content is not None:
        files += [locate_file(path, file) or "" for _, file in _files(content)]
        ids = [one for _, one in _ids(content)]
    if move is None:
        return [*files, *ids]
    old_id, new_id = map(permalink.default_id, (move.source, move.target))
    files = [move.target if one == move.source else one for one in files]
    return [*files, *(new_id if one == old_id and move.names_it else one for one in ids)]


def _with_address(text: str, old: str) -> str:
    """Return *text* with the address *old* kept, at the end of its front matter."""
    lines = text.split("\n")
    closing = next(i for i, line in enumerate(lines) if i and line.rstrip() in ("---", "..."))
    lines[closing:closing] = [f"id: {old}", f"aliases: [{old}]"]
    return "\n".join(lines)


def is_free(old: Path, new: Path) -> bool:
    """Tell whether nothing lies at *new* but, where case does not count, the file *old* itself."""
    return not os.path.lexists(new) or new.samefile(old)
