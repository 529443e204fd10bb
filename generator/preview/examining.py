"""From an address to the facts about its preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Protocol
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from generator.kernel.web import in_ascii, is_web_address
from generator.preview.facts import Answer, Facts, Page, Picture
from generator.preview.fetching import DeadLineError
from generator.preview.parsing import parse
from generator.preview.picturing import look_at

HTML_TYPES = ("text/html", "application/xhtml+xml", "")
# What each crawler calls itself in `robots.txt`.
CRAWLERS = {"Facebook": "facebookexternalhit", "Zalo": "Zalo"}
_PICTURES_AT_HAND = 4096


class Source(Protocol):
    """Where answers come from: a line, or the folder of a built site."""

    def page(self, url: str) -> Answer:
        """Return what comes for a page."""

    def file(self, url: str) -> Answer:
        """Return what comes for another file."""


class Examiner:
    """Looks at pages of one site; the same picture and `robots.txt` are fetched once."""

    def __init__(self, source: Source, others: Mapping[str, Source] | None = None) -> None:
        """Take where answers come from, and the same as other crawlers get it, by their names."""
        self._source = source
        self._others = others or {}
        self._picture: Callable[[str], Picture] = lru_cache(_PICTURES_AT_HAND)(self._look_at)
        self._robots: Callable[[str], RobotFileParser] = lru_cache(_PICTURES_AT_HAND)(self._rules)

    def examine(self, url: str) -> Facts:
        """
        Return the facts about the page at *url*.

        Raises:
            DeadLineError: no one answers for the page.
        """
        answer = self._source.page(url)
        page = parse(answer) if answer.is_usable and answer.media_type in HTML_TYPES else None
        return Facts(
            answer=answer,
            page=page,
            picture=self._picture_of(answer, page),
            refused=tuple(self._refused(url, answer)),
            forbidden=tuple(self._forbidden(answer.url)),
        )

    def picture_bytes(self, facts: Facts) -> bytes:
        """
        Fetch the picture of a preview once more, to be drawn; empty where there is none.

        Raises:
            DeadLineError: no one answers any longer.
        """
        if facts.picture is None or not facts.picture.is_shown:
            return b""
        return self._source.file(in_ascii(facts.picture.url)).body

    def _picture_of(self, answer: Answer, page: Page | None) -> Picture | None:
        named = "" if page is None else page.first("og:image", "og:image:url")
        return self._picture(urljoin(answer.url, named)) if named else None

    def _look_at(self, url: str) -> Picture:
        """Return the picture without its bytes: a site has thousands of them."""
        if not is_web_address(url):
            return Picture(url, None)
        try:
            answer = self._source.file(in_ascii(url))
        except DeadLineError:
            return Picture(url, None)
        return replace(look_at(url, answer), answer=replace(answer, body=b""))

    def _refused(self, url: str, answer: Answer) -> list[str]:
        if not answer.is_usable:
            return []
        return [name for name, source in self._others.items() if not _answers(source, url)]

    def _forbidden(self, url: str) -> list[str]:
        parts = urlsplit(url)
        rules = self._robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
        return [name for name, agent in CRAWLERS.items() if not rules.can_fetch(agent, url)]

    def _rules(self, url: str) -> RobotFileParser:
        """Return what `robots.txt` says; where there is none, everything is allowed."""
        rules = RobotFileParser()
        try:
            answer = self._source.file(url)
        except DeadLineError:
            text = b""
        else:
            text = answer.body if answer.is_usable else b""
        rules.parse(text.decode("utf-8", "replace").splitlines())
        return rules


def _answers(source: Source, url: str) -> bool:
    try:
        return source.page(url).is_usable
    except DeadLineError:
        return False
