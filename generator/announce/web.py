"""
One HTTP exchange, of which it is known how far it got.

The connection is made first, by itself: what fails there has told nobody anything. From the first
byte of the request on, only an answer says what became of it.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from generator.announce.outcome import Outcome, State

_LARGEST_ANSWER = 8_000_000
_LONGEST_WAIT_S = 86_400
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class NotSentError(Exception):
    """Nothing was sent; `why` is the end of the key `announce.why.…`."""

    def __init__(self, why: str) -> None:
        """Keep why."""
        super().__init__(why)
        self.outcome = Outcome(State.NOT_TOLD, why, is_last=True)


class LostError(Exception):
    """The request went out, wholly or in part, and no answer came."""

    outcome = Outcome(State.UNKNOWN, "lost", is_last=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; `wait_s` is its `Retry-After`, in seconds, 0 without one."""

    status: int
    body: bytes
    location: str = ""
    wait_s: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked. Redirects are not followed: what is secret in it is for this host alone."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


def exchange(request: Request, patience_s: float) -> Answer:
    """
    Send *request* once and return the answer, which takes *patience_s* at most.

    Raises:
        NotSentError: nothing was sent.
        LostError: it was, and what became of it is not known.
    """
    parts = urlsplit(request.url)
    connection = _connect(parts, patience_s)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": "bantin", "Connection": "close", **request.headers}
    try:
        with _ended_after(connection, patience_s) as is_over:
            connection.request(request.method, target, request.body or None, headers)
            response = connection.getresponse()
            body = response.read(_LARGEST_ANSWER)
            if is_over.is_set():  # what looks like the end of an answer is ours
                raise TimeoutError
    except (OSError, http.client.HTTPException, ValueError):
        raise LostError from None
    finally:
        connection.close()
    location, wait = response.headers.get("Location", ""), response.headers.get("Retry-After", "")
    return Answer(response.status, body, location, _seconds(wait))


def is_safe(url: str) -> bool:
    """Tell whether a secret may be sent there: encrypted, or not leaving the machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)


def _connect(parts: SplitResult, patience_s: float) -> http.client.HTTPConnection:
    try:
        host, port = parts.hostname or "", parts.port
        if parts.scheme == "https":
            trusted = ssl.create_default_context()
            connection: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=patience_s, context=trusted
            )
        else:
            connection = http.client.HTTPConnection(host, port, timeout=patience_s)
        connection.connect()
    except (OSError, http.client.HTTPException, ValueError) as reason:
        raise NotSentError(_why(reason)) from None
    return connection


def _why(reason: Exception) -> str:
    match reason:
        case ssl.SSLError():
            return "certificate"
        case socket.gaierror() | ValueError():
            return "no-host"
        case ConnectionRefusedError():
            return "refused"
        case TimeoutError():
            return "no-connection"
    return "network"


@contextlib.contextmanager
def _ended_after(
    connection: http.client.HTTPConnection, patience_s: float
) -> Iterator[threading.Event]:
    """End the exchange in time, even with a server that sends one byte now and then."""
    is_over = threading.Event()
    timer = threading.Timer(patience_s, _shut, (connection.sock, is_over))
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()


def _shut(line: socket.socket, is_over: threading.Event) -> None:
    is_over.set()
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _seconds(text: str) -> int:
    return min(int(text), _LONGEST_WAIT_S) if text.isascii() and text.isdigit() else 0
