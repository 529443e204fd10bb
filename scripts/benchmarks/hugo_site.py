"""
The same archive as a Hugo site: the same bodies and data, layouts of an ordinary small theme.

The theme lies in `hugo/`. A unit's page lists what the units below it published, as Bantin's
does: an item carries its unit and every unit above.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.archive import Archive, Item
from benchmarks.bantin_site import ABOUT, SITE, extra_front_matter, quote, write_item

_THEME = Path(__file__).with_name("hugo")
_SECTIONS = {"ban-tin": "Bản tin", "guong-sang": "Gương sáng", "khan": "Thông báo khẩn"}
_TAXONOMIES = {
    "units": "Đơn vị",
    "topics": "Chủ đề",
    "campaigns": "Phong trào",
    "years": "Năm",
}


def write(archive: Archive, folder: Path) -> None:
    """Write the whole Hugo site to *folder*, which need not exist."""
    shutil.copytree(_THEME, folder, dirs_exist_ok=True)
    content = folder / "content"
    _write_titles(archive, content)
    # Unlisted, so that the home page can list all pages: Hugo's quickest way, where a filter
    # would run anew for each of its numbered pages.
    _write_page(content / "gioi-thieu.md", "Giới thiệu", ABOUT, "build: {list: never}")
    for item in archive.items():
        add(archive, item, folder)


def add(archive: Archive, item: Item, folder: Path) -> None:
    """Write *item* of *archive* into the site at *folder*."""
    write_item(folder / "content", item, _front_matter(archive, item))


def _write_titles(archive: Archive, content: Path) -> None:
    """Name sections, taxonomies and terms, as Hugo reads names from `_index.md`."""
    for name, title in {**_SECTIONS, **_TAXONOMIES}.items():
        # Bantin has feeds for all but years.
        settings = ["cascade: {outputs: [html]}"] if name == "years" else []
        _write_page(content / name / "_index.md", title, "", *settings)
    for name in ("units", "topics", "campaigns"):
        for row in getattr(archive, name):
            _write_page(content / name / row.id / "_index.md", row.name, "", f"slug: {row.id}")
    authors = (f"{author.id}: {quote(author.name)}\n" for author in archive.authors)
    data = content.parent / "data"
    data.mkdir(exist_ok=True)
    (data / "authors.yml").write_text("".join(authors), encoding="utf-8")
    (data / "organisation.yml").write_text(
        "".join(
            f"{key}: {quote(SITE[key])}\n" for key in ("name", "address", "email", "responsible")
        ),
        encoding="utf-8",
    )


def _write_page(path: Path, title: str, body: str = "", *settings: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ("---", f"title: {quote(title)}", *settings, "---", "", body)
    path.write_text("\n".join(lines), encoding="utf-8")


def _front_matter(archive: Archive, item: Item) -> Iterator[str]:
    yield f"title: {quote(item.title)}"
    yield f"description: {quote(item.summary)}"
    yield f"date: {item.publish_at.isoformat()}"
    yield f"unit: {item.unit.id}"
    yield f"units: {_list(archive.lineage(item.unit))}"
    yield f"topics: {_list(item.topics)}"
    yield f"authors: {_list(item.authors)}"
    yield f'years: ["{item.publish_at.year}"]'
    if item.campaign:
        yield f"campaigns: [{item.campaign}]"
    if item.approved_by:
        yield f"approved_by: {item.approved_by}"
    yield from extra_front_matter(item)
    if item.expires_at:
        yield f"expiryDate: {item.expires_at.isoformat()}"


def _list(ids: Sequence[str]) -> str:
    return f"[{', '.join(ids)}]"
