"""Names of files that readers fetch are addresses: blanks and accents in them turn into signs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from generator.catalog.catalog import Catalog
from generator.catalog.uses import first_uses
from generator.kernel.diagnostics import Diagnostic, warning
from generator.kernel.text import slugify


def file_names(catalog: Catalog) -> Iterator[Diagnostic]:
    """Report pictures and attachments that are called otherwise than addresses are."""
    odd = [path for path in catalog.assets if not path.isascii() or " " in path]
    if not odd:
        return
    places = first_uses(catalog.folder, sorted(odd), catalog.articles, catalog.standing)
    for path, place in places.items():
        name = PurePosixPath(path)
        if not name.name.isascii() or " " in name.name:
            right = f"{slugify(name.stem)}{name.suffix.lower()}"
            yield warning(
                "file.spaced-name", place, file=name.name, address=quote(name.name), right=right
            )
