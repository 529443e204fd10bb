"""Whether readers already have what is to be told: nothing is announced before its deploy."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urljoin, urlsplit

from generator.announce import outcome, web
from generator.announce.stories import Published

_MOST_REDIRECTS = 3
# Whatever stands between may keep an older copy; we want what the server has now.
_FRESH = {"Cache-Control": "no-cache", "Accept-Encoding": "identity"}


class Presence(StrEnum):
    """Whether a file is there: as built, not (yet) so, or it could not be asked."""

    LIVE = "live"
    ABSENT = "absent"
    UNREACHABLE = "unreachable"


@dataclass(slots=True)
class Look:
    """Looks each file up once in a run, and asks no more once the site could not be reached."""

    patience_s: float
    is_trusting: bool
    _seen: dict[str, Presence] = field(default_factory=dict)
    _is_down: bool = False

    def at(self, file: Published) -> Presence:
        """Tell whether readers get *file* as it was built."""
        if self.is_trusting:
            return Presence.LIVE
        if file.path not in self._seen and not self._is_down:
            self._seen[file.path] = self._ask(file)
            self._is_down = self._seen[file.path] is Presence.UNREACHABLE
        return self._seen.get(file.path, Presence.UNREACHABLE)

    def _ask(self, file: Published) -> Presence:
        try:
            answer = self._follow(file.url)
        except (web.NotSentError, web.LostError):
            return Presence.UNREACHABLE
        is_same = outcome.is_success(answer.status) and answer.body == file.data
        return Presence.LIVE if is_same else Presence.ABSENT

    def _follow(self, url: str) -> web.Answer:
        """Fetch *url*, following its own host's redirects alone."""
        host = urlsplit(url).hostname
        for _ in range(_MOST_REDIRECTS):
            answer = web.exchange(web.Request("GET", url, _FRESH), self.patience_s)
            further = urljoin(url, answer.location)
            if not answer.location or urlsplit(further).hostname != host:
                break
            url = further
        return answer
