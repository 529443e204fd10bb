"""The feeds of a site, made without the pages around them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from lxml import etree
from sitemaker import CONFIG, NOW, SampleSite, make_site

from generator.catalog.edition import Edition
from generator.messages.words import Words
from generator.model.site import Site
from generator.outputs import feeds
from generator.outputs.encodings import Encodings
from generator.outputs.task import Task

ATOM = "{http://www.w3.org/2005/Atom}"
FILES = ("rss.xml", "atom.xml", "feed.json")
URL = "https://thu.example/"


class Nothing:
    """A store that keeps nothing: every picture is encoded when it is asked for."""

    def get(self, _key: str) -> None:
        return None


class FeedPress:
    """What feeds ask of a press."""

    def __init__(self, site: Site, content: Path) -> None:
        self.site = site
        self.words = Words(site.language)
        self.encodings = Encodings(Nothing(), content)


def site_of(root: Path, items: Mapping[str, str | bytes], settings: str = "") -> SampleSite:
    """Make a site of *items* and more lines of *settings*."""
    return make_site(root, {"mkdocs.yml": CONFIG + settings, **items})


def tasks_of(edition: Edition) -> dict[str, Task]:
    return {task.path: task for task in feeds.tasks(edition)}


def feeds_of(
    sample: SampleSite, now: datetime = NOW, only: Iterable[str] | None = None
) -> dict[str, bytes]:
    """Return the feeds of *sample*, all or *only* some, by path."""
    press = FeedPress(sample.setup.site, sample.root / "content")
    tasks = tasks_of(sample.edition(now))
    return {path: tasks[path].run(press) for path in (tasks if only is None else only)}


def entries(data: bytes) -> list[etree._Element]:
    """Return the items of an RSS feed or the entries of an Atom feed."""
    return list(etree.fromstring(data).iter("item", f"{ATOM}entry"))


def ids(data: bytes) -> list[str]:
    """Return the ids of a feed's entries, in order, whatever its format."""
    if data.startswith(b"{"):
        return [item["id"] for item in json.loads(data)["items"]]
    return [e.findtext("guid") or e.findtext(f"{ATOM}id") for e in entries(data)]


def links(data: bytes) -> dict[str, str]:
    """Return where the links of a feed lead, by relation."""
    root = etree.fromstring(data)
    parent = root.find("channel") if root.tag == "rss" else root
    return {link.get("rel"): link.get("href") for link in parent.findall(f"{ATOM}link")}
