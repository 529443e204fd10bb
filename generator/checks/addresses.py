"""No two things answer at one address."""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.catalog import Catalog
from generator.kernel.diagnostics import Diagnostic, Span, error
from generator.kernel.text import fold
from generator.model import permalink
from generator.model.kinds import KINDS

# Folders that the program fills; a standing page there would be overwritten, or overwrite.
_OWN = ("", *(f"{kind.folder}/" for kind in KINDS)) + tuple(
    f"{name}/"
    for name in (
        permalink.UNITS,
        permalink.TOPICS,
        permalink.CAMPAIGNS,
        permalink.YEARS,
        permalink.PAGES,
    )
)


def addresses(catalog: Catalog) -> Iterator[Diagnostic]:
    """
    Report two sources for one URL, an alias that is in use, and pages in the program's place.

    Addresses are compared folded: some disks take `Tin` and `tin` for one file.
    """
    taken = dict.fromkeys(_OWN, "")
    for path, source, place in _claims(catalog):
        key = fold(path)
        if key not in taken:
            taken[key] = source
        elif taken[key] == "":
            yield error("url.reserved", place, url=f"/{path}")
        else:
            yield error("url.taken", place, url=f"/{path}", other=taken[key])


def _claims(catalog: Catalog) -> Iterator[tuple[str, str, Span]]:
    """Yield (site path, source, place): files first, so that an alias yields to a file."""
    for article in catalog.articles:
        yield article.path, article.source, catalog.folder.span(article.source)
    for standing in catalog.standing:
        source = standing.page.path
        yield standing.path, source, catalog.folder.span(source)
    for article in catalog.articles:
        for index, alias in enumerate(article.item.aliases):
            place = article.place(f"aliases.{index}")
            yield f"{alias}/", article.source, place
