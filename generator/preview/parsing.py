"""A page taken apart as a crawler does it: no script is run, and only its tags count."""

from __future__ import annotations

import re

from lxml import etree, html

from generator.preview.facts import Answer, Page, Tag

_CHARSET = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([a-z0-9_-]+)", re.IGNORECASE)
_SAID = re.compile(r"charset\s*=\s*[\"']?([a-z0-9_-]+)", re.IGNORECASE)
_SEEN = ("h1", "h2", "h3", "p", "li", "td", "dd")


def parse(answer: Answer) -> Page:
    """Return what the page in *answer* says."""
    root = _root(_decoded(answer))
    found = _CHARSET.search(answer.body)
    tags = tuple(tag for element in root.iter("meta", "link") for tag in _tags(element))
    title = root.find(".//title")
    return Page(
        language=root.get("lang") or "",
        title=_clean(str(title.text_content())) if title is not None else "",
        tags=tags,
        charset_at=found.start() if found else -1,
        text=_clean(" ".join(str(one.text_content()) for one in root.iter(*_SEEN))),
    )


def parse_sitemap(data: bytes) -> tuple[list[str], list[str]]:
    """Return the addresses of pages and of further parts that a sitemap lists."""
    tree = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    pages, parts = tree.iterfind("{*}url/{*}loc"), tree.iterfind("{*}sitemap/{*}loc")
    return [place.text or "" for place in pages], [place.text or "" for place in parts]


def charset_of(answer: Answer) -> str:
    """Return the charset that the server says; empty if it says none."""
    found = _SAID.search(answer.headers.get("content-type", ""))
    return found[1].lower() if found else ""


def _decoded(answer: Answer) -> str:
    found = _CHARSET.search(answer.body)
    said = charset_of(answer) or (found[1].decode("ascii") if found else "")
    try:
        text = answer.body.decode(said or "utf-8", "replace")
    except LookupError:  # a charset that no one knows
        text = answer.body.decode("utf-8", "replace")
    return text.replace("\0", " ")


def _root(text: str) -> html.HtmlElement:
    try:
        return html.document_fromstring(text)
    except (etree.ParserError, ValueError):  # nothing in it; an XML declaration
        return html.document_fromstring(f"<html><body>{text.partition('?>')[2]}</body></html>")


def _tags(element: html.HtmlElement) -> list[Tag]:
    if element.tag == "link":
        relations = (element.get("rel") or "").lower().split()
        return [Tag("canonical", _clean(element.get("href") or ""))] * ("canonical" in relations)
    content = _clean(element.get("content") or "")
    names = (element.get("property"), element.get("name"))
    return [Tag(name, content) for name in dict.fromkeys(n.strip().lower() for n in names if n)]


def _clean(text: str) -> str:
    return " ".join(text.split())
