"""
What of the findings of `MANUSCRIPT_RULES` is told in the end.

They are kept with the file they are about, so they cannot know what other files say. Here they
meet the data files, and the leave an editor gave in an item's own front matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.catalog.catalog import Catalog
from generator.checks.permitted import concealed, permitted
from generator.kernel.diagnostics import Diagnostic

# What an editor may answer for in `allow`; of all else the right form is known, and asked for.
ALLOWABLE = ("privacy.", "language.")


class Silenced(NamedTuple):
    """A problem that is not told, and why, in the editor's words."""

    problem: Diagnostic
    reason: str


class Settled(NamedTuple):
    """The problems that stand, and those that an editor answers for."""

    told: list[Diagnostic]
    silenced: list[Silenced]


def settle(problems: Iterable[Diagnostic], catalog: Catalog) -> Settled:
    """Hold *problems* against what items' own `allow` lets pass."""
    leaves = {
        (catalog.folder.span(article.source).path, rule): reason
        for article in catalog.articles
        for rule, reason in article.facts.allow
    }
    told, silenced = [], []
    for problem in permitted(problems, catalog):
        reason = leaves.get((problem.span.path, problem.code))
        if reason is None or not problem.code.startswith(ALLOWABLE):
            told.append(concealed(problem))
        else:
            silenced.append(Silenced(concealed(problem), reason))
    return Settled(told, silenced)
