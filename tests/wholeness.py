"""Is a served folder whole: is every file as some build made it, and does every link lead on?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from lxml import etree, html

_ADDRESS_ATTRIBUTES = ("href", "src", "url")
_ADDRESS_ELEMENTS = ("link", "loc")

Tree = Mapping[str, bytes]


def torn(served: Tree, *versions: Tree) -> list[str]:
    """Name each file that is as in no version, and each that all versions have and that is not."""
    strange = [
        path
        for path, data in served.items()
        if all(version.get(path) != data for version in versions)
    ]
    lasting = set.intersection(*(set(version) for version in versions))
    return sorted(strange) + sorted(lasting - served.keys())


def differing(one: Tree, other: Tree) -> list[str]:
    """Name the files in which two trees differ: short, where the trees are not."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def broken_links(served: Tree, url: str, known: Collection[str] | None = None) -> list[str]:
    """
    Follow every link within the site and tell those that lead nowhere.

    Args:
        served: The files of the site.
        url: Where the site is served.
        known: The files that readers know of, from which the way begins; all, if None. A page
            that nothing leads to yet may wait for what it leads to.
    """
    ways = [path for path in (served if known is None else known) if path in served]
    met, broken = set(ways), []
    while ways:
        path = ways.pop()
        for target, address in _links(path, served[path], url):
            if target not in served:
                broken.append(f"{path} leads to {address}")
            elif target not in met:
                met.add(target)
                ways.append(target)
    return sorted(broken)


def leftovers(site_dir: Path) -> list[str]:
    """Name what a build has forgotten beside the site or, as a hidden file, in it."""
    beside = [path.name for path in site_dir.parent.glob(f".{site_dir.name}-staging-*")]
    return sorted(beside + [path.name for path in site_dir.rglob(".*")])


def _links(path: str, data: bytes, url: str) -> Iterator[tuple[str, str]]:
    """Yield, for each link of a file that stays within the site, the file it asks for."""
    here = urljoin(url, path.removesuffix("index.html"))
    for address in _addresses(path.rpartition(".")[2], data):
        target = urldefrag(urljoin(here, address)).url.partition("?")[0]
        if target.startswith(url):
            file = unquote(target.removeprefix(url))
            yield f"{file}index.html" if file == "" or file.endswith("/") else file, address


@lru_cache(maxsize=20_000)
def _addresses(ending: str, data: bytes) -> tuple[str, ...]:
    if ending == "html":
        page = html.document_fromstring(data)
        found = [address for _, _, address, _ in page.iterlinks()]
        rows = [one for row in page.xpath("//@srcset") for one in row.split(",")]
        return tuple(dict.fromkeys([*found, *(one.split()[0] for one in rows)]))
    if ending == "xml":
        return tuple(dict.fromkeys(_addresses_of_feed(data)))
    return ()


def _addresses_of_feed(data: bytes) -> Iterator[str]:
    """Yield the addresses in a feed or a sitemap, whatever its kind."""
    for element in etree.fromstring(data).iter("{*}*"):
        yield from (element.attrib[name] for name in _ADDRESS_ATTRIBUTES if name in element.attrib)
        if etree.QName(element).localname in _ADDRESS_ELEMENTS and element.text:
            yield element.text.strip()
