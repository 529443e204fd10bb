"""
The built site as it is to be published: its files, what they hold, and a name for the whole.

The name is made of the content alone, so the same site has the same name wherever it was built,
and "nothing changed" is one comparison.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.kernel import digest
from generator.model import permalink
from generator.model.kinds import BY_FOLDER
from generator.outputs.task import Stage
from generator.publish.faults import PublishError, WrongUsageError

# The only hidden names that a site means to show.
_SHOWN = frozenset({".well-known", ".nojekyll"})
# Made of what the rest of the site is, though their endings do not say so.
_LAST = frozenset({"_redirects", permalink.WORKER, permalink.MANIFEST})
_TEXTS = (".html", ".xml", ".json", ".txt")
_LISTINGS = frozenset(
    {permalink.UNITS, permalink.TOPICS, permalink.CAMPAIGNS, permalink.YEARS, permalink.PAGES}
)
_OF_A_YEAR = re.compile(r"\d{4}/", re.ASCII)
_UNSENDABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_NAME_LENGTH = 16
# On every page of a preview (`theme/parts/head.html`), so that none is taken for the site.
_PREVIEW_MARK = b'<meta name="bantin-preview"'
# Size, time of change and inode: what a file has anew whenever it is written or replaced.
Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Tree:
    """The files of a site folder by their path, with their digests and stamps when it was read."""

    folder: Path
    digests: Mapping[str, str]
    stamps: Mapping[str, Stamp]
    name: str

    def check_unchanged(self) -> None:
        """
        Make sure that the folder still is what was read.

        A build that ran meanwhile would make a mixture of two sites, each file of which is sound.

        Raises:
            PublishError: a file came, went or changed.
        """
        if _stamps(self.folder) != self.stamps:
            raise PublishError("publish.site-changed", site_dir=self.folder)


def read(folder: Path) -> Tree:
    """
    Read the site in *folder*.

    Raises:
        WrongUsageError: there is no site in it, it is a preview, or a file's name cannot be sent.
        PublishError: a file went while we read.
    """
    if not (folder / "index.html").is_file():
        raise WrongUsageError("publish.build-first", site_dir=folder)
    stamps = _stamps(folder)
    if permalink.PREVIEW in stamps or _PREVIEW_MARK in (folder / "index.html").read_bytes():
        raise WrongUsageError("publish.preview", site_dir=folder)
    for path in stamps:
        if _UNSENDABLE.search(path):
            raise WrongUsageError("publish.odd-name", file=ascii(path))
    try:
        digests = {path: digest.of_bytes((folder / path).read_bytes()) for path in stamps}
    except FileNotFoundError:
        raise PublishError("publish.site-changed", site_dir=folder) from None
    return Tree(folder, digests, stamps, name_of(digests))


def name_of(digests: Mapping[str, str]) -> str:
    """Return the name of a site with these files."""
    parts = (text.encode() for path in sorted(digests) for text in (path, digests[path]))
    return digest.of_bytes(*parts)[:_NAME_LENGTH]


def stage_of(path: str) -> Stage:
    """Tell from its path alone when a file has to be there: what is linked to goes first."""
    if path in _LAST:
        return Stage.FEED
    if not path.endswith(_TEXTS):
        return Stage.ASSET
    if not path.endswith(".html"):
        return Stage.FEED
    top, _, rest = path.partition("/")
    if path == "index.html" or top in _LISTINGS:
        return Stage.LISTING
    if top in BY_FOLDER and not _OF_A_YEAR.match(rest):
        return Stage.LISTING
    return Stage.PAGE


def walk(folder: str, prefix: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """Yield path and state of each file to publish: nothing hidden, nothing a link leads to."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        path = prefix + entry.name
        if entry.name.startswith(".") and path not in _SHOWN:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, f"{path}/")
        elif entry.is_file(follow_symlinks=False):
            yield path, entry.stat(follow_symlinks=False)


def _stamps(folder: Path) -> dict[str, Stamp]:
    try:
        found = list(walk(str(folder)))
    except FileNotFoundError:
        raise PublishError("publish.site-changed", site_dir=folder) from None
    return {path: (state.st_size, state.st_mtime_ns, state.st_ino) for path, state in found}
