"""The same archive as a blog of Material for MkDocs, as its own manual sets one up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.archive import Archive, Item
from benchmarks.bantin_site import ABOUT, SITE, quote

_CONFIG = """\
site_name: {name}
site_url: {url}
theme:
  name: material
  language: vi
  font: false
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - tables
plugins:
  - search
  - blog:
      post_url_format: "{{slug}}"
"""
_POSTS = Path("docs/blog/posts")


def write(archive: Archive, folder: Path) -> None:
    """Write the whole site to *folder*, which need not exist."""
    posts = folder / _POSTS
    posts.mkdir(parents=True)
    settings = {key: quote(SITE[key]) for key in ("name", "url")}
    (folder / "mkdocs.yml").write_text(_CONFIG.format(**settings), encoding="utf-8")
    (folder / "docs/index.md").write_text(f"# Giới thiệu\n\n{ABOUT}", encoding="utf-8")
    (folder / "docs/blog/index.md").write_text("# Bản tin\n", encoding="utf-8")
    for item in archive.items():
        # Its folders stay, so that links between bodies lead where they led.
        file = posts / item.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_post(item), encoding="utf-8")


def address(item: Item) -> str:
    """Return where *item* is published."""
    return f"/blog/{slug(item)}/"


def slug(item: Item) -> str:
    """Return the name of *item*, which no other has: titles may meet across years."""
    return item.path.removesuffix(".md").replace("/", "-")


def _post(item: Item) -> str:
    front = "\n".join(("---", *_front_matter(item), "---"))
    return f"{front}\n\n# {item.title}\n\n{item.summary}\n\n<!-- more -->\n\n{item.body}"


def _front_matter(item: Item) -> Iterator[str]:
    yield f"date: {item.publish_at.isoformat()}"
    yield f"slug: {slug(item)}"
    yield f"description: {quote(item.summary)}"
    yield f"categories: {_list(item.topics)}"


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(names)}]"
