"""The pictures and attachments that content refers to, each looked at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from generator.catalog.body import Body
from generator.catalog.catalog import Article, StandingBody
from generator.catalog.references import FILES, locate_file
from generator.kernel.diagnostics import Span
from generator.reading.sources import Folder


def named_files(article: Article) -> Iterator[tuple[str, str, Span]]:
    """Yield what the front matter names: the field, the file as written and its place."""
    for place, picture in article.item.pictures():
        yield f"{place}.image", picture.image, article.place(f"{place}.image")
    for index, attachment in enumerate(article.item.attachments):
        place = f"attachments.{index}.file"
        yield place, attachment.file, article.place(place)


def used_files(articles: Iterable[Article], standing: Iterable[StandingBody]) -> set[str]:
    """Return the paths of all files that something refers to, whether they exist or not."""
    used: set[str] = set()
    for article in articles:
        facts = article.facts
        used.update(facts.pictures, facts.attachments, facts.body_files, facts.body_pictures)
    for page in standing:
        used.update(r.path for r in page.body.references if r.target in FILES)
    return used


def first_use(
    folder: Folder, path: str, articles: Iterable[Article], standing: Iterable[StandingBody]
) -> Span:
    """Return the first place that refers to the file *path*."""
    return first_uses(folder, {path}, articles, standing)[path]


def first_uses(
    folder: Folder,
    paths: Collection[str],
    articles: Iterable[Article],
    standing: Iterable[StandingBody],
) -> dict[str, Span]:
    """
    Return the first place that refers to each of the files *paths*.

    That is a draft's only where nothing else names the file: who publishes it answers for it.
    """
    wanted = set(paths)
    if not wanted:
        return {}
    places: dict[str, tuple[bool, Span]] = {}
    for written, is_draft, place in _all_references(folder, wanted, articles, standing):
        places[written] = min(places.get(written, (is_draft, place)), (is_draft, place))
    return {path: places[path][1] for path in paths}


def _all_references(
    folder: Folder,
    wanted: set[str],
    articles: Iterable[Article],
    standing: Iterable[StandingBody],
) -> Iterator[tuple[str, bool, Span]]:
    """Yield each file referred to, whether a draft does, and where, of all that name a *wanted*."""
    for article in articles:
        if not wanted.isdisjoint(used_files((article,), ())):
            is_draft = not article.facts.phases
            for written, place in _references(folder, article):
                yield written, is_draft, place
    for page in standing:
        for written, place in _in_body(folder, page.page.path, page.body):
            yield written, page.page.draft, place


def _references(folder: Folder, article: Article) -> Iterator[tuple[str, Span]]:
    for _, written, place in named_files(article):
        yield locate_file(article.source, written) or "", place
    yield from _in_body(folder, article.source, article.body)


def _in_body(folder: Folder, source: str, body: Body) -> Iterator[tuple[str, Span]]:
    for reference in body.references:
        if reference.target in FILES:
            length = len(reference.written)
            yield reference.path, folder.span(source, reference.line, reference.column, length)
