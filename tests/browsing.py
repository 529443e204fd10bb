"""
A real browser for the tests of pages: the sites of `templates`, served, and Chromium to open them.

A plug-in of pytest's (see conftest.py), so that every module of such tests has its fixtures.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from sitemaker import NOW, ROOT
from templates import Template, build_site

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    *("--force-color-profile=srgb", "--font-render-hinting=none", "--disable-lcd-text"),
]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
WEB = ROOT / "tests/web"
AXE = WEB / "node_modules/axe-core/axe.min.js"
GOLDEN = ROOT / "tests/golden"
RENEWING = os.environ.get("BANTIN_RENEW") == "1"
# The line for urgent notices has been filled in, where the page has one and a script to do it.
_SETTLED = """() => {
    const band = document.querySelector(".band[data-source]");
    const isScriptless = !("script" in document.documentElement.dataset);
    const isQuiet = band && band.innerText.trim() === band.dataset.none;
    return isScriptless || !band || isQuiet || band.matches(".band--loud");
}"""
_LEADING_AWAY = re.compile(rb'<meta http-equiv="refresh"[^>]*>')

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="not installed: chromium")
needs_axe = pytest.mark.skipif(
    not AXE.is_file(), reason="not installed: axe-core (npm ci --ignore-scripts in tests/web)"
)


def script(name: str) -> str:
    """Return a function of `tests/web/`, for `page.evaluate`."""
    return (WEB / f"{name}.js").read_text("utf-8")


def renew_by(module: str) -> str:
    """Tell how the golden files of a module of tests are made anew."""
    return f"look at it, then: BANTIN_RENEW=1 python -m pytest tests/{module}"


def report(found: Iterable[str]) -> None:
    """Fail with what was found, a line each; where nothing was, pass."""
    if lines := list(dict.fromkeys(found)):
        pytest.fail("\n".join(lines), pytrace=False)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source, outputfile):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the browser went on
            super().copyfile(source, outputfile)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* on a port of its own; give the address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Built:
    """The folders of the sites, as they would be published; each is built when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._built: dict[str, Path] = {}

    def folder(self, name: str) -> Path:
        if name not in self._built:
            self._built[name] = build_site(name, self._folder / name)
        return self._built[name]

    def file(self, template: Template) -> Path:
        """Return the page of *template*."""
        path = template.path.removeprefix("/")
        return self.folder(template.site) / (
            path if path.endswith(".html") else f"{path}index.html"
        )


class Sites:
    """The addresses of the sites, each served when a test first asks for it."""

    def __init__(self, built: Built) -> None:
        self._built = built
        self._open = contextlib.ExitStack()
        self._addresses: dict[str, str] = {}

    def address(self, name: str) -> str:
        if name not in self._addresses:
            self._addresses[name] = self._open.enter_context(served(self._built.folder(name)))
        return self._addresses[name]

    def of(self, template: Template) -> str:
        """Return the address of the page of *template*."""
        return self.address(template.site) + template.path

    def close(self) -> None:
        self._open.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(tmp_path_factory.mktemp("trang"))


# Server and browser end with a module: other tests start processes, which threads would disturb.
@pytest.fixture(scope="module")
def sites(built: Built) -> Iterator[Sites]:
    sites = Sites(built)
    yield sites
    sites.close()


@pytest.fixture(scope="module")
def address(sites: Sites) -> str:
    """The sample site's address."""
    return sites.address("sample")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """
    A browser that remembers nothing, and lets tests put styles and scripts into pages.

    What pages are forbidden is tested in test_headers.py, and by the browsers of test_offline.py.
    """
    context = browser.new_context(viewport=DESK, bypass_csp=True)
    context.clock.set_fixed_time(NOW)  # urgent notices are shown by the reader's clock
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page that writes down its faults: what the console tells, and what was not found."""
    page = context.new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("response", lambda r: page.faults.append(r.url) if r.status >= 400 else None)
    return page


@pytest.fixture
def steady(page: Page) -> Page:
    """A page of which no colour is on its way to another one."""
    page.emulate_media(reduced_motion="reduce")
    return page


def visit(page: Page, sites: Sites, template: Template) -> None:
    """Open the page of *template*; one that would lead away is held."""
    address = sites.of(template)
    if template.leads_away:
        page.route(address, _hold)
    page.goto(address)
    page.wait_for_function(_SETTLED)


def _hold(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=_LEADING_AWAY.sub(b"", answer.body()))
