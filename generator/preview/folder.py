"""A built site as a folder: which file answers for an address, and which pages there are."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from generator.model import permalink
from generator.preview.facts import OK, PAGE_LIMIT_BYTES, Answer
from generator.preview.parsing import parse_sitemap

SITEMAP = "sitemap.xml"
MISSING = "404.html"
NOT_FOUND = 404
# As web servers say it; what else there is, the standard library knows. Not every server says a
# charset, so pages must.
_MEDIA_TYPES = {
    ".html": "text/html",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Folder:
    """The site built at `path`, to be served at `url`, which is absolute and ends in a slash."""

    path: Path
    url: str

    def holds(self, address: str) -> bool:
        """Tell whether *address* is one of the site's own."""
        return address.startswith(self.url)

    def file_of(self, address: str) -> Path | None:
        """Return the file that answers for *address*, or None; nothing outside is ever found."""
        if not self.holds(address):
            return None
        told = unquote(urlsplit(address).path).removeprefix(urlsplit(self.url).path)
        if "\0" in told or "\\" in told:
            return None
        return self._own(self.path / permalink.file_of(told))

    def address_of(self, file: Path) -> str | None:
        """Return the address of a file of the site, a page's being its folder's; else None."""
        found = self._own(file)
        if found is None:
            return None
        told = found.relative_to(self.path.resolve()).as_posix()
        is_index = told.rpartition("/")[2] == "index.html"
        return self.url + quote(told.removesuffix("index.html") if is_index else told)

    def _own(self, file: Path) -> Path | None:
        try:
            found = file.resolve()
            return found if found.is_relative_to(self.path.resolve()) and found.is_file() else None
        except OSError:  # a name longer than the system allows
            return None

    def pages(self) -> list[str]:
        """Return the addresses that the sitemap lists, in its order."""
        return list(self._listed(f"{self.url}{SITEMAP}"))

    def _listed(self, sitemap: str) -> Iterator[str]:
        file = self.file_of(sitemap)
        if file is None:
            return
        pages, parts = parse_sitemap(file.read_bytes())
        yield from pages
        for part in parts:
            yield from self._listed(part)

    def page(self, url: str) -> Answer:
        """Return what a web server would answer for a page, without one."""
        return self._answer(url, PAGE_LIMIT_BYTES)

    def file(self, url: str) -> Answer:
        """Return what a web server would answer for any other file."""
        return self._answer(url, None)

    def _answer(self, url: str, limit_bytes: int | None) -> Answer:
        file = self.file_of(url)
        if file is None:
            return Answer(url, url, NOT_FOUND, {"content-type": "text/html"}, b"", 0)
        data = file.read_bytes()
        headers = {"content-type": media_type_of(file)}
        body = data[:limit_bytes]
        return Answer(url, url, OK, headers, body, len(data), is_whole=len(body) == len(data))


def media_type_of(file: Path) -> str:
    """Return the type that a web server says of *file*."""
    guess = mimetypes.guess_type(file.name)[0]
    return _MEDIA_TYPES.get(file.suffix.lower()) or guess or "application/octet-stream"
