"""
Asking for an address as a crawler does.

Facebook's asks for the first 512 KB, takes gzip and deflate and runs no script; what imitates it
is `curl --compressed -H "Range: bytes=0-524287" -A "facebookexternalhit/1.1"`.
"""

from __future__ import annotations

import http.client
import ssl
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from generator.kernel.web import in_ascii, is_web_address
from generator.preview.facts import PAGE_LIMIT_BYTES, Answer, Hop, Trouble

FACEBOOK = "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
# Zalo documents none; hosts that keep crawlers out go by the word.
ZALO = "Mozilla/5.0 (compatible; Zalo/1.0)"
PICTURE_LIMIT_BYTES = 9_000_000  # more than Facebook takes, so that what is too much is seen
MOST_REDIRECTS = 5
PATIENCE_S = 15.0
_REDIRECTS = (301, 302, 303, 307, 308)
_NOWHERE = "about:invalid"
_CHUNK_BYTES = 64 * 1024
_AS_GZIP_OR_ZLIB, _AS_BARE = 47, -15


class DeadLineError(Exception):
    """No one answers: a key of the interface's wording and what fills it."""

    def __init__(self, key: str, **params: object) -> None:
        """Keep the wording's *key* and its *params*."""
        super().__init__(key)
        self.key = key
        self.params = params


@dataclass(frozen=True, slots=True)
class Place:
    """Where the machine that answers for an address is reached."""

    host: str
    port: int
    is_secure: bool


def own_place(parts: SplitResult) -> Place:
    """Return the place that an address itself names."""
    is_secure = parts.scheme == "https"
    return Place(parts.hostname or "", parts.port or (443 if is_secure else 80), is_secure)


@dataclass(frozen=True, slots=True)
class Client:
    """Fetches as *agent*. `place_of` says where the machine for an address is."""

    agent: str = FACEBOOK
    place_of: Callable[[SplitResult], Place] = own_place
    patience_s: float = PATIENCE_S

    def page(self, url: str) -> Answer:
        """
        Return what comes for a page.

        Raises:
            DeadLineError: no one answers.
        """
        asked = f"bytes=0-{PAGE_LIMIT_BYTES - 1}"
        return self._get(url, PAGE_LIMIT_BYTES, {"Range": asked})

    def file(self, url: str) -> Answer:
        """
        Return what comes for a picture or for `robots.txt`.

        Raises:
            DeadLineError: no one answers.
        """
        return self._get(url, PICTURE_LIMIT_BYTES, {})

    def _get(self, asked: str, limit_bytes: int, headers: Mapping[str, str]) -> Answer:
        url, start = in_ascii(asked), time.monotonic()
        hops: list[Hop] = []
        while True:
            answer = self._ask(url, limit_bytes, headers)
            target = _target(answer)
            seconds = time.monotonic() - start
            if target:
                hops.append(Hop(url, answer.status, target))
            done = replace(answer, asked=asked, hops=tuple(hops), seconds=seconds)
            if not target:
                return done
            if trouble := _trouble(hops):
                return replace(done, trouble=trouble)
            url = target

    def _ask(self, url: str, limit_bytes: int, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(url)
        place = self.place_of(parts)
        wanted = {"User-Agent": self.agent, "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        sort = http.client.HTTPSConnection if place.is_secure else http.client.HTTPConnection
        connection = sort(place.host, place.port, timeout=self.patience_s)
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        try:
            given = {"Host": parts.netloc.rpartition("@")[2], **wanted, **headers}
            connection.request("GET", target, headers=given)
            with connection.getresponse() as response:
                body = self._read(response, limit_bytes)
        except ssl.SSLCertVerificationError as reason:
            raise DeadLineError("preview.certificate", url=url, reason=reason.reason) from None
        except TimeoutError:
            seconds = f"{self.patience_s:g}"
            raise DeadLineError("preview.silent", url=url, seconds=seconds) from None
        except (OSError, http.client.HTTPException, UnicodeError) as reason:
            told = str(reason) or type(reason).__name__
            raise DeadLineError("preview.dead", url=url, reason=told) from None
        finally:
            connection.close()
        return _answer(url, response, body, limit_bytes)

    def _read(self, response: http.client.HTTPResponse, limit_bytes: int) -> bytes:
        """Read up to one byte more than the limit, and no longer than patience lasts."""
        end, parts, left = time.monotonic() + self.patience_s, [], limit_bytes + 1
        while left > 0 and (part := response.read1(min(left, _CHUNK_BYTES))):
            parts.append(part)
            left -= len(part)
            if time.monotonic() > end:
                raise TimeoutError
        return b"".join(parts)


def _target(answer: Answer) -> str:
    location = answer.headers.get("location", "")
    if answer.status not in _REDIRECTS or not location:
        return ""
    try:
        return in_ascii(urljoin(answer.url, location))
    except ValueError:  # a bracket without its fellow
        return _NOWHERE


def _trouble(hops: list[Hop]) -> Trouble:
    target = hops[-1].target
    if not is_web_address(target):
        return Trouble.ASTRAY
    if target in [hop.url for hop in hops]:
        return Trouble.LOOP
    return Trouble.TOO_MANY if len(hops) >= MOST_REDIRECTS else Trouble.NONE


def _answer(url: str, response: http.client.HTTPResponse, body: bytes, limit_bytes: int) -> Answer:
    headers = {name.lower(): value for name, value in response.getheaders()}
    total = _total(headers, len(body))
    received, trouble = body[:limit_bytes], Trouble.NONE
    is_all_there = len(body) <= limit_bytes and len(body) >= total
    if headers.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        unpacked = unpack(received, limit_bytes, is_all_there=is_all_there)
        if unpacked is None:
            received, trouble = b"", Trouble.GARBLED
        else:
            received = unpacked[:limit_bytes]
            is_all_there = is_all_there and len(unpacked) <= limit_bytes
    return Answer(
        asked=url,
        url=url,
        status=response.status,
        headers=headers,
        body=received,
        total_bytes=total,
        is_whole=is_all_there,
        trouble=trouble,
    )


def _total(headers: Mapping[str, str], received: int) -> int:
    """Return what the whole weighs over the line, as far as the server says."""
    whole = headers.get("content-range", "").rpartition("/")[2]
    said = whole or headers.get("content-length", "")
    return max(int(said), received) if said.isascii() and said.isdecimal() else received


def unpack(data: bytes, limit_bytes: int, *, is_all_there: bool) -> bytes | None:
    """
    Unpack gzip or deflate, up to one byte more than the limit.

    Returns:
        The bytes, or None where *data* is neither, or ends too early though it *is_all_there*.
    """
    for form in (_AS_GZIP_OR_ZLIB, _AS_BARE):
        reader = zlib.decompressobj(form)
        try:
            unpacked = reader.decompress(data, limit_bytes + 1)
        except zlib.error:
            continue
        is_short = not reader.eof and len(unpacked) <= limit_bytes
        return None if is_all_there and is_short else unpacked
    return None
