"""Pages that send a reader on, on any web server and without script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.model import permalink
from generator.outputs.press import Press
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class RedirectView:
    """Where a redirect leads: the link to follow and the full address for search engines."""

    url: str
    canonical: str


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a redirect for each former address of a live item."""
    for article in edition.live:
        for alias in article.item.aliases:
            yield redirect_task(f"{alias}/", article.path, Stage.PAGE)


def redirect_task(path: str, target: str, stage: Stage) -> Task:
    """Return the task of a redirect from site path *path* to site path *target*."""
    return Task(permalink.file_of(path), stage, _view, _render, target)


def _view(edition: Edition, target: str) -> RedirectView:
    site = edition.catalog.site
    return RedirectView(permalink.href(site, target), permalink.absolute(site, target))


def _render(view: RedirectView, press: Press) -> bytes:
    return press.fragment("views/redirect.html", {"view": view}).encode()
