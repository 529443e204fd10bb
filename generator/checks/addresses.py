"""No two things answer at one address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic, Span, error
from generator.kernel.text import fold
from generator.model import permalink
from generator.model.kinds import KINDS

# Places that the program fills; a standing page there would be overwritten, or overwrite.
_OWN = frozenset(("", *(f"{kind.folder}/" for kind in KINDS)))
_OWN_FOLDERS = (
    permalink.OFFLINE,
    f"{permalink.UNITS}/",
    f"{permalink.TOPICS}/",
    f"{permalink.CAMPAIGNS}/",
    f"{permalink.YEARS}/",
    f"{permalink.PAGES}/",
    f"{permalink.SEARCH}/",
    f"{permalink.CARDS}/",
    f"{permalink.CORRECTIONS}/",
    f"{permalink.FOLLOW}/",
    f"{permalink.ARCHIVES}/",
    *(f"{kind.folder}/{permalink.PAGES}/" for kind in KINDS),
)


def addresses(catalog: Catalog) -> Iterator[Diagnostic]:
    """
    Report two sources for one URL, an alias that is in use, and pages in the program's place.

    Addresses are compared folded: some disks take `Tin` and `tin` for one file.
    """
    taken: dict[str, str] = {}
    for path, source, place in _claims(catalog):
        key = fold(path)
        if key in _OWN or key.startswith(_OWN_FOLDERS):
            yield error("url.reserved", place, url=f"/{path}")
        elif key in taken:
            yield error("url.taken", place, url=f"/{path}", other=taken[key])
        else:
            taken[key] = source


def _claims(catalog: Catalog) -> Iterator[tuple[str, str, Span]]:
    """Yield (site path, source, place): files first, so that an alias yields to a file."""
    for article in catalog.articles:
        yield article.path, article.source, catalog.folder.span(article.source)
    for standing in catalog.standing:
        source = standing.page.path
        yield standing.path, source, catalog.folder.span(source)
    for article in catalog.articles:
        for index, alias in enumerate(article.facts.aliases):
            place = article.place(f"aliases.{index}")
            yield f"{alias}/", article.source, place
