"""Pages that send a reader on, on any web server and without script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.model.site import Site
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task

# Web hosts that know this file (Netlify, Cloudflare Pages) answer with a status of their own.
LIST = "_redirects"


@dataclass(frozen=True, slots=True)
class RedirectView:
    """Where a redirect leads: the link to follow and the full address for search engines."""

    url: str
    canonical: str


@dataclass(frozen=True, slots=True)
class RedirectionsMaterial:
    """Former addresses and the present ones, as links."""

    pairs: tuple[tuple[str, str], ...]


def tasks(edition: Edition) -> Iterator[Task]:
    """
    Yield a redirect for each former address of an item, and one list of them all.

    That of one that is gone leads to its notice.
    """
    site, pairs = edition.catalog.site, []
    for face in edition.answering():
        for alias in face.facts.aliases:
            yield redirect_task(site, f"{alias}/", face.path, Stage.PAGE)
            pairs.append((permalink.href(site, f"{alias}/"), permalink.href(site, face.path)))
    yield Task(LIST, Stage.FEED, RedirectionsMaterial(tuple(pairs)), _render_list)


def redirect_task(site: Site, path: str, target: str, stage: Stage) -> Task:
    """Return the task of a redirect from site path *path* to site path *target*."""
    view = RedirectView(permalink.href(site, target), permalink.absolute(site, target))
    return Task(permalink.file_of(path), stage, view, _render)


def _render(view: RedirectView, press: Press) -> bytes:
    return press.fragment("views/redirect.html", {"view": view}).encode()


def _render_list(material: RedirectionsMaterial, press: Press) -> bytes:
    del press
    return "".join(f"{old} {new} 301\n" for old, new in material.pairs).encode()
