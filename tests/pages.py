"""Built pages, taken apart with the standard parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}
_ADDRESSES = ("href", "src")


@dataclass
class Page(HTMLParser):
    """What tests ask of a page."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"repeated attribute in <{tag}>")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _EMPTY:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_endtag(self, tag):
        if tag in _EMPTY:
            return
        if not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self._open[-1:]}")
            if tag not in self._open:
                return
            while self._open[-1] != tag:
                self._open.pop()
        self._open.pop()

    def handle_data(self, data):
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def named(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each element called *tag*."""
        return [attributes for name, attributes in self.elements if name == tag]

    def meta(self, name: str) -> str:
        """Return the content of a `<meta>` by its name or property."""
        found = [
            m["content"] for m in self.named("meta") if name in (m.get("name"), m.get("property"))
        ]
        return found[0] if found else ""

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def addresses(self) -> list[str]:
        found = [a[name] for _, a in self.elements for name in _ADDRESSES if name in a]
        rows = [a["srcset"] for _, a in self.elements if "srcset" in a]
        return found + [one.split()[0] for row in rows for one in row.split(",")]


def parse(data: bytes) -> Page:
    page = Page()
    page.feed(data.decode())
    page.close()
    page.faults += [f"<{tag}> is never closed" for tag in page._open]
    return page
