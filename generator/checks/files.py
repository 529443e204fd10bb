"""Pictures and attachments named in front matter are there, and may be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalog.catalog import Article, Catalog
from generator.catalog.references import locate_file
from generator.catalog.uses import named_files
from generator.kernel.diagnostics import Diagnostic, Span, error
from generator.kernel.spelling import closest
from generator.reading.assets import ATTACHMENT_TYPES, PICTURE_TYPES, is_picture, is_publishable


def named_files_exist(catalog: Catalog, articles: Iterable[Article]) -> Iterator[Diagnostic]:
    """Report a file that climbs out of `content/`, is missing, or is of a forbidden type."""
    for article in articles:
        for field, written, place in named_files(article):
            path = locate_file(article.source, written)
            picture_wanted = field.endswith(".image")
            yield from check_file(catalog, path, written, place, picture_wanted=picture_wanted)


def check_file(
    catalog: Catalog, path: str | None, written: str, place: Span, *, picture_wanted: bool
) -> Iterator[Diagnostic]:
    """Report what keeps the file *path*, written as *written* at *place*, from publication."""
    if path is None:
        yield error("file.outside", place, file=written)
    elif path not in catalog.files:
        beside = [name for name in catalog.files if _is_likely(name, path)]
        guess = (closest(path, beside) or "").rpartition("/")[2]
        folder, slash, _ = written.rpartition("/")
        typed = f"{folder}{slash}{guess}" if guess else ""  # as the editor would write it
        yield error("file.missing", place, file=path, guess=typed)
    elif not is_publishable(path) or (picture_wanted and not is_picture(path)):
        allowed = PICTURE_TYPES if picture_wanted else PICTURE_TYPES | ATTACHMENT_TYPES
        yield error("file.type", place, file=path, allowed=" ".join(allowed))


def _is_likely(name: str, path: str) -> bool:
    """Tell whether *name* is a likely meaning of *path*: a file beside it that may be published."""
    return is_publishable(name) and name.rpartition("/")[0] == path.rpartition("/")[0]
