"""Reading without a network: the worker, the page it shows for what it has not, what is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.kernel import digest
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.descriptions import describe
from generator.outputs.press import Head, Press
from generator.outputs.scripts import without_remarks
from generator.outputs.signposts import Nothing
from generator.outputs.task import Stage, Task

FOLDER = "worker"
# At a contact the worker forgets what is older than thirty days; more will hardly go in these.
_GONE_LISTED = 200
_VERSION_LENGTH = 10


@dataclass(frozen=True, slots=True)
class GoneMaterial:
    """Digests of the addresses of what went last, and of what was taken down."""

    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfflineView:
    """The page for when there is no network; the reader's browser adds what it has kept."""

    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield the worker; the page and the list only where it has a use for them."""
    yield Task(permalink.WORKER, Stage.FEED, Nothing(), _render_worker)
    if edition.catalog.site.settings.offline:
        yield Task(permalink.file_of(permalink.OFFLINE), Stage.PAGE, Nothing(), _render_page)
        yield Task(permalink.GONE, Stage.FEED, GoneMaterial(tuple(_gone(edition))), _render_gone)


def _gone(edition: Edition) -> list[str]:
    """
    Return digests of addresses, not the addresses: these are no one's business who has none.

    Bounded by number and not by age, so that the list does not change by itself.
    """
    faces = sorted(edition.gone.values(), key=lambda f: (-f.phase.since, f.path))[:_GONE_LISTED]
    paths = {path for f in faces for path in (f.path, *(f"{a}/" for a in f.facts.aliases))}
    taken_down = edition.catalog.registers.taken_down - {f.path for f in edition.live}
    digests = {digest_of_address(edition.catalog.site, path) for path in paths | taken_down}
    return sorted(digests | edition.catalog.registers.taken_down_digests)


def digest_of_address(site: Site, path: str) -> str:
    """Return how the list of what is gone calls the site path *path*."""
    return permalink.digest_of(site, path)


def _render_gone(material: GoneMaterial, press: Press) -> bytes:
    del press
    return json.dumps(material.digests, separators=(",", ":")).encode()


def _render_page(material: Nothing, press: Press) -> bytes:
    del material
    words = press.words
    title = words("offline.title")
    text = describe(words("offline.text"))
    view = OfflineView(Head(title, text, canonical="", indexed=False, kept=False))
    return press.page("views/offline.html", view, view.head)


def _render_worker(material: Nothing, press: Press) -> bytes:
    """
    Fill in the worker, without its remarks.

    A browser takes up a new version, and forgets all that the old one kept, when these bytes
    change: when the worker does, or what it shows by itself, but not with every new item.
    """
    site = press.site
    if not site.settings.offline:
        return without_remarks(press.fragment(f"{FOLDER}/leave.js", {})).encode()
    known = {
        "offline": permalink.href(site, permalink.OFFLINE),
        "gone": permalink.href(site, permalink.GONE),
    }
    unnamed = press.fragment(f"{FOLDER}/keep.js", {**known, "version": ""})
    version = digest.of_bytes(unnamed.encode(), _render_page(material, press))[:_VERSION_LENGTH]
    script = press.fragment(f"{FOLDER}/keep.js", {**known, "version": version})
    return without_remarks(script).encode()
