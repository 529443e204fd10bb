"""
One question to one server, and nothing but that: no redirect is followed here.

The name is looked up once and the connection goes to the address that was judged, so a name that
answers differently the second time leads nowhere else.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit, urlunsplit

from generator.external.manners import Manners


class Answer(NamedTuple):
    """What a server said. `location` is empty where it does not send elsewhere."""

    status: int
    location: str = ""
    body: bytes = b""


class NoAnswerError(Exception):
    """No one answers. `may_pass` where that may be for now, or for us, only; `why` in a word."""

    def __init__(self, why: str, *, may_pass: bool) -> None:
        """Keep why."""
        super().__init__(why)
        self.why = why
        self.may_pass = may_pass


def ask(
    method: str,
    url: str,
    manners: Manners,
    *,
    limit_bytes: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """
    Ask for *url*, an address in ASCII, and read at most *limit_bytes* of what comes.

    Raises:
        NoAnswerError: no one answers in time, or no one may be asked there.
    """
    parts = urlsplit(url)
    connection = _connection(parts, manners)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    asked = {
        "Host": parts.netloc.rpartition("@")[2],
        "User-Agent": manners.agent,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
    }
    try:
        with _ended_after(connection, manners.patience_s) as is_over:
            connection.request(method, target, headers=asked | dict(headers or {}))
            with connection.getresponse() as response:
                body = response.read(limit_bytes) if limit_bytes else b""
                return Answer(response.status, response.getheader("Location") or "", body)
    except (OSError, http.client.HTTPException, ValueError) as reason:
        silent = is_over.is_set() or isinstance(reason, TimeoutError)
        raise NoAnswerError(_waited(manners) if silent else "HTTP", may_pass=True) from None
    finally:
        connection.close()


def is_private(host: str) -> bool:
    """Tell whether *host* is, by its mere name, of this machine or its own network."""
    try:
        return not _is_public(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    # Before Python 3.13 the library does not look through ::ffff:127.0.0.1.
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_global and not found.is_multicast


def _connection(parts: SplitResult, manners: Manners) -> http.client.HTTPConnection:
    """Look the host up, see that it may be asked, and connect to that very address."""
    host = parts.hostname or ""
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [str(address[0]) for *_, address in found]
        if not manners.may_ask_private and not all(map(_is_public, addresses)):
            raise NoAnswerError(addresses[0], may_pass=True)
        line = socket.create_connection((addresses[0], port), timeout=manners.patience_s)
        if is_secure:
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
    except TimeoutError:
        raise NoAnswerError(_waited(manners), may_pass=True) from None
    except (OSError, ValueError):
        raise NoAnswerError(host, may_pass=False) from None
    connection = http.client.HTTPConnection(host, port, timeout=manners.patience_s)
    connection.sock = line
    return connection


def _waited(manners: Manners) -> str:
    return f"{manners.patience_s:g} s"


@contextlib.contextmanager
def _ended_after(
    connection: http.client.HTTPConnection, patience_s: float
) -> Iterator[threading.Event]:
    """End the exchange in time, even with a server that sends one byte now and then."""
    is_over, line = threading.Event(), connection.sock

    def end() -> None:
        is_over.set()
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(patience_s, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()
