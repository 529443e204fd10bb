"""What hosts forbid to be asked for (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from generator.external.line import Answer
from generator.kernel.web import in_ascii, is_web_address

# RFC 9309, section 2.5: at least 500 kibibytes of it are to be understood; section 2.3.1.2: five
# redirects are to be followed.
LIMIT_BYTES = 500 * 1024
_MOST_REDIRECTS = 5
_OK, _REDIRECT, _CLIENT_ERROR, _SERVER_ERROR = 200, 300, 400, 500


class Robots:
    """Remembers what each host's `robots.txt` said."""

    def __init__(self, agent: str, fetch: Callable[[str], Answer]) -> None:
        """Take the name that is asked about, and what fetches a file."""
        self._agent = agent
        self._fetch = fetch
        self._known: dict[str, RobotFileParser | None] = {}
        self._lock = threading.Lock()

    def allow(self, url: str) -> bool:
        """Tell whether *url* may be asked for; not where the host cannot say (section 2.3.1.4)."""
        origin = urljoin(url, "/")
        with self._lock:
            is_known = origin in self._known
        if not is_known:
            read = self._read(urljoin(origin, "robots.txt"))
            with self._lock:
                self._known[origin] = read
        parser = self._known[origin]
        return parser is not None and parser.can_fetch(self._agent, url)

    def _read(self, url: str) -> RobotFileParser | None:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._fetch(url)
            if not (_REDIRECT <= answer.status < _CLIENT_ERROR and answer.location):
                return _parsed(url, answer)
            url = in_ascii(urljoin(url, answer.location))
            if not is_web_address(url):
                break
        return _parsed(url, Answer(404))


def _parsed(url: str, answer: Answer) -> RobotFileParser | None:
    """Read the file; a host without one forbids nothing, one that fails allows nothing for now."""
    if answer.status >= _SERVER_ERROR:
        return None
    parser = RobotFileParser(url)
    is_there = _OK <= answer.status < _REDIRECT
    parser.parse(answer.body.decode("utf-8", "replace").splitlines() if is_there else [])
    return parser
