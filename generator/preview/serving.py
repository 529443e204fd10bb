"""A small web server for one built site, on this machine alone."""

from __future__ import annotations

import contextlib
import gzip
import re
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import SplitResult, urlsplit, urlunsplit

from generator.preview.fetching import Place, own_place
from generator.preview.folder import MISSING, Folder, media_type_of

_LOOPBACK = "127.0.0.1"
_RANGE = re.compile(r"bytes=(\d+)-(\d*)\Z", re.ASCII)
_PACKED = ("text/", "application/json")


@contextlib.contextmanager
def serving(folder: Folder) -> Iterator[Callable[[SplitResult], Place]]:
    """
    Serve *folder* on a free port of the loopback.

    Yields:
        What says where the machine for an address is: the site's own are answered here, and
        others by whom they name.
    """
    server = ThreadingHTTPServer((_LOOPBACK, 0), _handler(folder))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    here = Place(_LOOPBACK, server.server_address[1], is_secure=False)
    own = urlsplit(folder.url)

    def place_of(parts: SplitResult) -> Place:
        is_own = (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        return here if is_own else own_place(parts)

    try:
        yield place_of
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(folder: Folder) -> type[BaseHTTPRequestHandler]:
    own = urlsplit(folder.url)

    class Handler(BaseHTTPRequestHandler):
        """Answers as common web servers do: gzip for text, parts where parts are asked for."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Send a file, the way to the folder with a slash, or the page for what is not."""
            path = urlsplit(self.path).path
            url = urlunsplit((own.scheme, own.netloc, path, "", ""))
            file = folder.file_of(url)
            if file is not None:
                self._send(HTTPStatus.OK, file)
            elif folder.file_of(f"{url}/") is not None:
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"{path}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._send(HTTPStatus.NOT_FOUND, folder.file_of(f"{folder.url}{MISSING}"))

        def _send(self, status: HTTPStatus, file: Path | None) -> None:
            data = b"" if file is None else file.read_bytes()
            kind = "text/html" if file is None else media_type_of(file)
            headers = {"Content-Type": kind, "Connection": "close"}
            if kind.startswith(_PACKED) and "gzip" in self.headers.get("Accept-Encoding", ""):
                data = gzip.compress(data, mtime=0)
                headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            if status == HTTPStatus.OK and (wanted := _wanted(self.headers.get("Range", ""))):
                status, data, told = _part(data, *wanted)
                headers["Content-Range"] = told
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # who has read enough goes away
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its own name
            """Say nothing: the terminal is for the report."""

    return Handler


def _wanted(text: str) -> tuple[int, int | None] | None:
    found = _RANGE.match(text)
    return (int(found[1]), int(found[2]) if found[2] else None) if found else None


def _part(data: bytes, first: int, last: int | None) -> tuple[HTTPStatus, bytes, str]:
    if first >= len(data):
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", f"bytes */{len(data)}"
    part = data[first : None if last is None else last + 1]
    told = f"bytes {first}-{first + len(part) - 1}/{len(data)}"
    return HTTPStatus.PARTIAL_CONTENT, part, told
