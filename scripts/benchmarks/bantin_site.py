"""The archive as a Bantin site: `mkdocs.yml`, `content/`, its data files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.archive import Archive, Item

# JSON's strings, lists and objects are YAML's too: no YAML writer is needed.
_CONFIG = """\
site_name: {name}
site_url: {url}
docs_dir: content
theme:
  name: material
  custom_dir: {theme}
  language: vi
  font: false
plugins:
  - bantin:
      organisation:
        name: {name}
        address: {address}
        email: {email}
        responsible: {responsible}
"""

SITE = {
    "name": "Công đoàn thử tải",
    "url": "https://tai.example/",
    "address": "Số 1, phố Thử, tỉnh Thử Tải",
    "email": "lien-he@tai.example",
    "responsible": "Ban Tuyên giáo",
}

ABOUT = """\
Đây là trang của một công đoàn không có thật, dựng lên để đo thời gian xuất bản.

## Liên hệ

Văn phòng làm việc từ thứ Hai đến thứ Sáu, trong giờ hành chính.
"""


def write(archive: Archive, folder: Path, *, theme: Path) -> None:
    """Write the whole site root to *folder*, which need not exist; *theme* is Bantin's own."""
    content = folder / "content"
    _write_data(archive, content / "data")
    settings = {key: quote(value) for key, value in {**SITE, "theme": str(theme)}.items()}
    (folder / "mkdocs.yml").write_text(_CONFIG.format(**settings), encoding="utf-8")
    (content / "gioi-thieu.md").write_text(f"# Giới thiệu\n\n{ABOUT}", encoding="utf-8")
    for item in archive.items():
        add(archive, item, folder)


def add(archive: Archive, item: Item, folder: Path) -> None:
    """Write *item* into the site at *folder*; of *archive* nothing more is needed."""
    del archive
    write_item(folder / "content", item, front_matter(item))


def write_item(content: Path, item: Item, lines: Iterable[str]) -> None:
    """Write *item* below *content*, with its *lines* of front matter."""
    path = content / item.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes("\n".join(("---", *lines, "---", "", item.body)).encode())


def front_matter(item: Item) -> Iterator[str]:
    """Yield the lines of front matter that Bantin's contract asks for."""
    yield f"title: {quote(item.title)}"
    yield f"summary: {quote(item.summary)}"
    yield f"publish_at: {item.publish_at:%Y-%m-%d %H:%M}"
    yield f"unit: {item.unit.id}"
    yield f"topics: [{', '.join(item.topics)}]"
    yield f"authors: [{', '.join(item.authors)}]"
    if item.campaign:
        yield f"campaign: {item.campaign}"
    if item.approved_by:
        yield f"approved_by: {item.approved_by}"
    yield from extra_front_matter(item)
    if item.expires_at:
        yield f"expires_at: {item.expires_at:%Y-%m-%d %H:%M}"


def extra_front_matter(item: Item) -> Iterator[str]:
    """Yield what only spotlights and urgent notices have."""
    if item.honourees:
        yield "honourees:"
    for honouree in item.honourees:
        yield f"  - name: {quote(honouree.name)}"
        yield f"    job: {quote(honouree.job)}"
        yield f"    unit: {honouree.unit}"
        yield '    consent: {on: 2018-01-02, by: "Ban Tuyên giáo", scope: [web, social]}'
    if item.quote:
        yield f"quote: {quote(item.quote)}"
    if item.level:
        yield f"level: {item.level}"


def quote(text: str) -> str:
    """Return *text* as a double-quoted YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


def _write_data(archive: Archive, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("units", "topics", "campaigns", "authors"):
        rows = [_known_facts(vars(row)) for row in getattr(archive, name)]
        (folder / f"{name}.yml").write_text(_as_yaml(rows), encoding="utf-8")


def _known_facts(facts: dict[str, Any]) -> dict[str, str]:
    """Return what the data files know of a row; months are the archive's own business."""
    texts = {key: fact for key, fact in facts.items() if isinstance(fact, str)}
    return {**texts, **({"approves": "true"} if facts.get("approves") else {})}


def _as_yaml(rows: Sequence[dict[str, str]]) -> str:
    entries = ["\n  ".join(f"{key}: {_plain(text)}" for key, text in row.items()) for row in rows]
    return "".join(f"- {entry}\n" for entry in entries)


def _plain(text: str) -> str:
    return text if text == "true" else quote(text)
