"""Whether an address opens: HEAD, and where a server does not care for that, the first bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from generator.external.line import Answer, NoAnswerError, ask
from generator.external.manners import Manners, Turns
from generator.external.robots import LIMIT_BYTES, Robots
from generator.kernel.web import in_ascii, is_web_address

MOST_REDIRECTS = 5
_FIRST_BYTES = 1024
_PERMANENT, _REDIRECTS = (301, 308), (301, 302, 303, 307, 308)
_GONE = (404, 410)
_FAULT = 400
_NO_SUCH_RANGE = 416  # of an empty page


class State(StrEnum):
    """What is known of an address."""

    OPEN = "open"
    MOVED = "moved"  # it opens elsewhere, and the server says: for good
    GONE = "gone"
    UNREACHABLE = "unreachable"
    UNSURE = "unsure"


class Outcome(NamedTuple):
    """What came of asking; `told` is the new address, the status, or why it is not known."""

    state: State
    told: str = ""


class Asker:
    """Asks for addresses, with manners; may be used by several threads."""

    def __init__(self, manners: Manners) -> None:
        """Begin without knowing any host."""
        self._manners = manners
        self._turns = Turns(manners.pause_s)
        self._robots = Robots(manners.agent, lambda url: self._ask("GET", url, LIMIT_BYTES))

    def ask(self, url: str) -> Outcome:
        """Return what comes of *url*, a web address as an editor wrote it."""
        try:
            return self._follow(in_ascii(url))
        except NoAnswerError as reason:
            state = State.UNSURE if reason.may_pass else State.UNREACHABLE
            return Outcome(state, reason.why)

    def _follow(self, start: str) -> Outcome:
        url, moved_to, is_for_good = start, "", True
        for _ in range(MOST_REDIRECTS + 1):
            if not self._robots.allow(url):
                return Outcome(State.UNSURE, "robots.txt")
            answer = self._look(url)
            if answer.status not in _REDIRECTS or not answer.location:
                return _judged(answer.status, moved_to)
            url = in_ascii(urljoin(url, answer.location))
            if not is_web_address(url):
                return Outcome(State.UNREACHABLE, urlsplit(start).hostname or "")
            is_for_good = is_for_good and answer.status in _PERMANENT
            moved_to = url if is_for_good else moved_to
        return Outcome(State.UNREACHABLE, urlsplit(start).hostname or "")

    def _look(self, url: str) -> Answer:
        answer = self._ask("HEAD", url)
        if answer.status < _FAULT:
            return answer
        return self._ask("GET", url, _FIRST_BYTES)

    def _ask(self, method: str, url: str, limit_bytes: int = 0) -> Answer:
        is_part = limit_bytes == _FIRST_BYTES
        headers = {"Range": f"bytes=0-{_FIRST_BYTES - 1}"} if is_part else {}
        with self._turns.turn(urlsplit(url).hostname or ""):
            return ask(method, url, self._manners, limit_bytes=limit_bytes, headers=headers)


def _judged(status: int, moved_to: str) -> Outcome:
    if status in _GONE:
        return Outcome(State.GONE, str(status))
    if status >= _FAULT and status != _NO_SUCH_RANGE:
        return Outcome(State.UNSURE, f"HTTP {status}")
    return Outcome(State.MOVED, moved_to) if moved_to else Outcome(State.OPEN)
