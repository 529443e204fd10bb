"""What a site consists of. Pure: the same edition gives the same plan."""

from __future__ import annotations

from collections.abc import Iterable

from generator.catalog.edition import Edition
from generator.outputs import (
    articles,
    cards,
    corrections,
    directories,
    feeds,
    files,
    follow,
    headers,
    home,
    icons,
    in_force,
    listings,
    logo,
    notices,
    outline,
    redirects,
    search,
    share,
    signposts,
    styles,
    webmanifest,
    worker,
)
from generator.outputs.task import Task

_OUTPUTS = (
    *(articles, notices, redirects, share),
    *(home, listings, directories, corrections, search, in_force, follow),
    *(feeds, outline, signposts, files, headers),
    *(logo, icons, webmanifest, worker, cards),
)


def plan(edition: Edition, stylesheets: Iterable[str]) -> list[Task]:
    """
    List every file of the site but the host's own, each path once.

    Raises:
        ValueError: two outputs claim a path. `checks.addresses` keeps content from causing it, so
            it is a bug in our code.
    """
    tasks = [task for output in _OUTPUTS for task in output.tasks(edition)]
    tasks += styles.tasks(stylesheets)
    taken: set[str] = set()
    for task in tasks:
        if task.path in taken:
            message = f"two outputs claim {task.path}"
            raise ValueError(message)
        taken.add(task.path)
    return tasks
