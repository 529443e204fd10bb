"""The leave that editors give in `allow` is for rules that there are, and that may be let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic, Span, error
from generator.kernel.spelling import closest
from generator.messages import rulebook


class Given(NamedTuple):
    """
    One leave: in which file, for which rule, why, and for which words (empty: wherever it is).

    `files` are those that the file names and answers for. `place` finds a field of the leave.
    """

    source: str
    rule: str
    reason: str
    text: str
    files: frozenset[str]
    place: Callable[[str], Span]


def given_leaves(catalog: Catalog) -> Iterator[Given]:
    """Yield every leave of the archive."""
    for article in catalog.articles:
        if not article.facts.allow:
            continue
        facts = article.facts
        files = frozenset((*facts.pictures, *facts.attachments, *facts.body_files))
        files |= frozenset(facts.body_pictures)
        for index, leave in enumerate(facts.allow):
            yield Given(article.source, *leave, files, _finder(article.place, index))
    for standing in catalog.standing:
        page = standing.page
        paths = frozenset(reference.path for reference in standing.body.references)
        for index, own in enumerate(page.allow):
            finder = _finder(page.places.__getitem__, index)
            yield Given(page.path, own.rule, own.reason, own.text or "", paths, finder)


def leaves(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report leave for a rule that is not there, and for one that stands without exception."""
    known = rulebook.codes()
    for leave in given_leaves(catalog):
        if leave.rule not in known:
            guess = closest(leave.rule, known) or ""
            yield error("allow.unknown", leave.place("rule"), rule=leave.rule, guess=guess)
        elif not rulebook.may_be_allowed(leave.rule):
            yield error("allow.not-allowed", leave.place("rule"), rule=leave.rule)


def _finder(place: Callable[[str], Span], index: int) -> Callable[[str], Span]:
    return lambda name: place(f"allow.{index}.{name}")
