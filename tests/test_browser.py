"""The sample site in a real browser, on a phone and on a desk."""

import contextlib
import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright
from sitemaker import ROOT, SampleSite

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
SIZES = {"small": (320, 640), "phone": (390, 844), "desk": (1280, 900)}
PATHS = [
    "/",
    "/ban-tin/",
    "/ban-tin/2026/mot-dem-tren-tuyen-35/",
    "/ban-tin/2026/danh-sach-tro-cap-quy-ba/",
    "/guong-sang/2026/ba-nguoi-o-cot-47/",
    "/khan/2026/truc-bao-20-11/",
    "/don-vi/",
    "/don-vi/cd-dien-luc/",
    "/chu-de/an-toan-lao-dong/",
    "/gioi-thieu/",
    "/huong-dan-bien-tap/",
    "/404.html",
]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium"),
    pytest.mark.xdist_group("browser"),
]


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def copyfile(self, source, outputfile):
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the browser went on
            super().copyfile(source, outputfile)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Serve the sample site on a port of its own."""
    root = tmp_path_factory.mktemp("mau")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert SampleSite(root).build("-q", "--no-cache") == 0
    handler = functools.partial(Quiet, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    page = browser.new_page()
    page.faults = []
    page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("response", lambda r: page.faults.append(r.url) if r.status >= 400 else None)
    yield page
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_whole_at_every_width(page, address, path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(address + path, wait_until="networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.locator("h1").first.is_visible()
    assert page.faults == []
    assert [url for url in asked if not url.startswith(address)] == []


def test_reading_pages_need_no_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/")
    page.locator("main a[href*='/ban-tin/2']").first.click()
    assert page.locator("article h1, main h1").first.inner_text()
    context.close()


def test_the_first_tab_leads_past_the_menu(page, address):
    page.goto(address + "/ban-tin/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#__main"
    page.keyboard.press("Enter")
    assert page.url.endswith("#__main")


def test_dark_is_dark(browser, address):
    def brightness(scheme):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "/")
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        context.close()
        return sum(int(n) for n in colour.removeprefix("rgb(").rstrip(")").split(",")[:3])

    assert brightness("dark") < 200
    assert brightness("light") > 500


def test_stacked_accents_have_room(page, address):
    page.goto(address + "/")
    ratio = page.evaluate(
        """() => { const s = getComputedStyle(document.querySelector("main h2, main h3"));
                   return parseFloat(s.lineHeight) / parseFloat(s.fontSize) }"""
    )
    assert ratio >= 1.2


def test_a_reader_walks_from_home_to_a_story_its_unit_and_back(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "/")
    page.locator("main a[href*='/guong-sang/2']").first.click()
    page.wait_for_url("**/guong-sang/2*/**")
    title = page.locator("h1").inner_text()
    page.locator("main a[href*='/don-vi/']").first.click()
    page.wait_for_url("**/don-vi/*/")
    assert page.locator("main").get_by_text(title).count() >= 1
    page.go_back()
    page.wait_for_url("**/guong-sang/2*/**")
    assert page.locator("h1").inner_text() == title
