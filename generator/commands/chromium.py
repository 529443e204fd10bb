"""A page of the built site as a PDF, by a browser that is on the machine already."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

_NAMES = (
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    *("chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"),
)
_ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
_ON_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
LIMIT_S = 90
_LAST_LINES = 3
# The page is read, and what it asks for has come, long before: this is for a machine that is busy.
_SETTLED_MS = 10_000
# One a page, in plain sight: the browser writes no compressed objects but streams.
_PAGE = re.compile(rb"/Type\s*/Page\b")


class BrowserError(Exception):
    """The browser is not there, did not answer or failed; `key` is the wording of it."""

    def __init__(self, key: str, **params: object) -> None:
        """Take the key of the wording and what fills its slots."""
        super().__init__(key)
        self.key = key
        self.params = params


def find_browser(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return a browser that prints: by name on the PATH, else where systems install one."""
    named = (shutil.which(name, path=environment.get("PATH")) for name in _NAMES)
    folders = (environment[name] for name in _WINDOWS_FOLDERS if environment.get(name))
    usual = [*_ON_MACOS, *(f"{folder}/{rest}" for folder in folders for rest in _ON_WINDOWS)]
    installed = (path for path in usual if Path(path).is_file())
    return next(filter(None, named), None) or next(installed, None)


def print_page(browser: str, site_dir: Path, base: str, path: str, output: Path) -> int:
    """
    Print the page at *path* of the site in *site_dir* to the PDF *output*; return its pages.

    The browser sees a server on this machine and no network; its profile is thrown away.

    Args:
        browser: The program.
        site_dir: The built site.
        base: The path under which the site is served.
        path: The page's, relative to the site's root.
        output: The file, replaced when all went well.

    Raises:
        BrowserError: it failed or took too long.
        OSError: *output* cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="bantin-", ignore_cleanup_errors=True) as folder:
        made = Path(folder) / "sheet.pdf"
        with _served(site_dir, base) as address:
            url = f"{address}{base}{quote(path)}"
            _run(browser, [*_options(Path(folder) / "profile", made), url], made)
        data = made.read_bytes()
    output.write_bytes(data)
    return len(_PAGE.findall(data))


def _options(profile: Path, made: Path) -> list[str]:
    options = [
        *("--headless=new", "--disable-gpu", "--no-first-run", "--no-default-browser-check"),
        *("--disable-extensions", "--disable-sync", "--disable-background-networking"),
        *("--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
        *("--no-proxy-server", "--no-pdf-header-footer", f"--virtual-time-budget={_SETTLED_MS}"),
        *(f"--user-data-dir={profile}", f"--print-to-pdf={made}"),
    ]
    # Chromium runs no sandbox as root, and says so by ending.
    is_root = getattr(os, "geteuid", lambda: 1)() == 0
    return [*options, "--no-sandbox"] if is_root else options


def _run(browser: str, options: Sequence[str], made: Path) -> None:
    try:
        done = subprocess.run(  # noqa: S603 -- no shell; the address is on this machine
            [browser, *options],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BrowserError("sheet.slow", program=browser, seconds=LIMIT_S) from None
    if done.returncode != 0 or not made.is_file():
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()[-_LAST_LINES:]
        told = "\n".join(f"    {line}" for line in lines) or "    –"
        raise BrowserError("sheet.failed", program=browser, told=told)


@contextlib.contextmanager
def _served(folder: Path, base: str) -> Iterator[str]:
    """Serve *folder* under the path *base* to this machine alone; give the address."""
    handler = functools.partial(_Quiet, directory=str(folder), base=base)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site as its host would, and writes nothing on the terminal."""

    def __init__(self, *arguments: Any, base: str, **options: Any) -> None:
        self._base = base
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self._base).lstrip("/"))

    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the browser went on
            super().copyfile(source, outputfile)
