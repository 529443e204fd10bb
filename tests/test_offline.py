"""Reading where there is no network, in a real browser against a real server."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from functools import cache

import pytest
from browsing import CHROMIUM, FLAGS
from pages import parse
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect, sync_playwright
from sitemaker import CONFIG, ROOT, SampleSite, make_site, write_files
from test_host import fetch

from generator.model import permalink
from generator.outputs.worker import digest_of_address

IN_BROWSER = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium"),
    pytest.mark.xdist_group("browser"),
]

COUNT = 24
ITEMS = {
    f"content/ban-tin/2026/bai-{n:02}.md": (
        f'+++\ntitle: "Bài số {n:02}"\npublish_at: 2026-10-{n:02}\n+++\n'
    )
    for n in range(1, COUNT + 1)
} | {
    "content/ban-tin/2026/co-anh.md": (
        '+++\ntitle: "Bài có ảnh"\ncover: {image: anh.jpg, alt: Ảnh}\n+++\n![Chân dung](mai.png)\n'
    ),
    "content/ban-tin/2026/anh.jpg": "",
    "content/ban-tin/2026/mai.png": "",
    "content/gioi-thieu.md": "---\ntitle: Giới thiệu\n---\nVề chúng tôi.\n",
}
GONE = "withdrawn: {at: 2026-11-20, reason: Sai}"
CACHES = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const keys = await (await caches.open(name)).keys();
        found[name] = keys.map((key) => new URL(key.url).pathname);
    }
    return found;
}"""
# Names alone: to look into a cache is to open it, and opening one that has just gone makes it anew.
NAMES = "caches.keys()"
NOTE = ".kept-note"
SHOW = """(address) => new Promise((done) => {
    const picture = new Image();
    picture.onload = picture.onerror = done;
    picture.src = address;
}).then(() => new Promise((done) => setTimeout(done, 200)))"""


def item(n):
    return f"/ban-tin/2026/bai-{n:02}/"


class Server:
    """Serves a folder under `base`; can be slow, in trouble, out of order, or gone."""

    def __init__(self, port, base="/"):
        self.port, self.base = port, base
        self.folder, self.asked = None, []
        self.delays, self.answers = {}, {}
        self._http = None

    def start(self):
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                path = self.path.partition("?")[0]
                server.asked.append(path)
                time.sleep(server.delays.get(path, 0))
                self.path = "/" + path.removeprefix(server.base)
                with contextlib.suppress(ConnectionError):
                    self._answer(path)

            def _answer(self, path):
                if path not in server.answers:
                    # It tells times by the second: of two builds in one it would say "unchanged".
                    del self.headers["If-Modified-Since"]
                    self.directory = str(server.folder)
                    super().do_GET()
                    return
                status, body = server.answers[path]
                self.send_response(status)
                if status in (301, 302):
                    self.send_header("Location", body.decode())
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def end_headers(self):
                self.send_header("Cache-Control", "no-cache")
                super().end_headers()

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        """Refuse connections from now on, as a dead line does."""
        if self._http is not None:
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}{self.base}".rstrip("/")


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def build(port, tmp_path_factory):
    """Build the site with changed files, below a path or with other settings."""

    @cache
    def built(files=(), base="/", settings=""):
        root = tmp_path_factory.mktemp("trang")
        config = CONFIG.replace("https://thu.example/", f"http://127.0.0.1:{port}{base}")
        write_files(root, {"mkdocs.yml": config + settings})
        make_site(root, {**ITEMS, "mkdocs.yml": config + settings, **dict(files)})
        assert SampleSite(root).build("-q") == 0
        return root / "site"

    return built


@pytest.fixture
def server(port, build):
    server = Server(port)
    server.folder = build()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def arrive(page, server, path="/"):
    """Open the first page and wait until the worker is at work and has kept it."""
    page.goto(server.address + path)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    until_kept(page, server.base + path.lstrip("/"))


def kept(page, part="pages"):
    return [
        path
        for name, paths in page.evaluate(CACHES).items()
        if name.endswith(part)
        for path in paths
    ]


def portraits(page):
    """Return the encodings of the picture in the text that are kept."""
    return [path for path in kept(page, "pictures") if path.startswith("/ban-tin/2026/mai.")]


def until(page, is_so):
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline, page.evaluate(CACHES)
        page.wait_for_timeout(50)


def until_kept(page, path):
    until(page, lambda: path in kept(page))


def read(page, server, path):
    """Read a page and wait until it is kept."""
    page.goto(server.address + path)
    until(page, lambda: kept(page)[-1:] == [server.base + path.lstrip("/")])


# --- without a network ---


class TestInABrowser:
    pytestmark = IN_BROWSER

    def test_a_page_that_was_read_is_read_again_and_says_when_it_was_kept(self, page, server):
        arrive(page, server)
        read(page, server, item(3))
        server.stop()

        page.reload()

        assert page.locator("h1").inner_text() == "Bài số 03"
        expect(page.get_by_role("status")).to_have_text(
            re.compile(r"^Đang xem bản lưu lúc \d\d:\d\d, \d\d/\d\d/20\d\d$")
        )
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == "rgb(255, 254, 250)", "the style is kept as well"

    def test_the_first_page_of_all_is_kept_though_it_came_before_the_worker(self, page, server):
        arrive(page, server, item(5))
        server.stop()

        page.reload()

        assert page.locator("h1").inner_text() == "Bài số 05"
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert background == "rgb(255, 254, 250)", "the style is there from the beginning"

    def test_a_page_from_the_network_says_nothing(self, page, server):
        arrive(page, server)
        read(page, server, item(3))

        assert page.locator(NOTE).count() == 0

    def test_the_note_moves_nothing(self, page, server):
        arrive(page, server)
        read(page, server, item(3))
        before = page.locator("main").bounding_box()
        server.stop()

        page.reload()

        expect(page.locator(NOTE)).not_to_be_empty()
        assert page.locator("main").bounding_box() == before

    def test_a_link_with_a_mark_of_where_it_was_shared_leads_to_the_same_copy(self, page, server):
        arrive(page, server)
        read(page, server, item(3))
        server.stop()

        page.goto(f"{server.address}{item(3)}?fbclid=abc")

        assert page.locator("h1").inner_text() == "Bài số 03"

    def test_the_home_page_is_there_though_it_was_never_opened(self, page, server):
        arrive(page, server, item(3))
        server.stop()

        page.goto(server.address + "/")

        assert page.get_by_text("Bài có ảnh").count() >= 1

    def test_the_twenty_first_page_pushes_out_the_one_read_longest_ago(self, page, server):
        arrive(page, server)
        for n in range(1, 21):
            read(page, server, item(n))
        read(page, server, item(1))  # read again: now 2 is the oldest
        read(page, server, item(21))

        pages = kept(page)
        assert item(2) not in pages
        assert {item(1), item(3), item(21), "/"} <= set(pages)
        assert len(pages) == 21

        server.stop()
        page.goto(server.address + item(3))  # also from the copy a reading counts
        until(page, lambda: kept(page)[-1] == item(3))

    def test_what_was_not_kept_gets_a_page_that_lists_what_was(self, page, server):
        arrive(page, server)
        read(page, server, item(7))
        server.stop()

        page.goto(server.address + item(8))

        assert page.locator("h1").inner_text() == "Đang mất mạng"
        links = page.locator("[data-kept-pages] a")
        expect(links).to_have_text(["Bài số 07", "Công đoàn Thử"])
        assert page.locator("[data-kept-none]").is_hidden()
        links.first.click()
        page.wait_for_url("**/bai-07/")
        assert page.locator("h1").inner_text() == "Bài số 07"

    def test_the_page_for_no_network_tries_again_at_the_same_address(self, page, server):
        arrive(page, server)
        server.stop()
        page.goto(server.address + item(8))
        server.start()

        page.get_by_text("Thử mở lại").click()

        expect(page.locator("h1")).to_have_text("Bài số 08")

    def test_standing_pages_and_pictures_are_kept(self, page, server):
        arrive(page, server)
        read(page, server, "/gioi-thieu/")
        read(page, server, "/ban-tin/2026/co-anh/")
        until(page, lambda: portraits(page))
        server.stop()

        page.reload()
        width = "document.querySelector('img[alt=\"Chân dung\"]').naturalWidth"
        until(page, lambda: page.evaluate(width) > 0)
        page.goto(server.address + "/gioi-thieu/")
        assert page.locator("h1").inner_text() == "Giới thiệu"

    # --- what is gone ---

    def test_what_was_withdrawn_is_shown_as_withdrawn_and_forgotten(self, page, server, build):
        arrive(page, server)
        read(page, server, item(3))
        path = "content/ban-tin/2026/bai-03.md"
        server.folder = build(files=((path, ITEMS[path].replace("+++\n", f"+++\n{GONE}\n", 1)),))

        page.reload()

        assert "Tin này đã được rút" in page.locator("h1").inner_text()
        until(page, lambda: item(3) not in kept(page))
        server.stop()
        page.reload()
        assert page.locator("h1").inner_text() == "Đang mất mạng"
        assert "Bài số 03" not in page.locator("[data-kept-pages]").inner_text()

    @pytest.mark.parametrize(
        "answer", [(404, b"x"), (410, b"x"), (200, b"<h1>Khac</h1>"), (302, b"/gioi-thieu/")]
    )
    def test_what_the_server_no_longer_has_is_forgotten(self, page, server, answer):
        arrive(page, server)
        read(page, server, item(3))
        server.answers[item(3)] = answer

        page.reload()

        until(page, lambda: item(3) not in kept(page))
        assert page.locator(NOTE).count() == 0
        server.stop()
        page.goto(server.address + item(3))
        assert page.locator("h1").inner_text() == "Đang mất mạng"

    def test_a_portrait_goes_with_its_page(self, page, server):
        arrive(page, server)
        path = "/ban-tin/2026/co-anh/"
        read(page, server, path)
        until(page, lambda: portraits(page))
        server.answers[path] = (404, b"x")

        page.reload()

        until(page, lambda: path not in kept(page))
        assert not portraits(page)

    def test_a_portrait_that_was_taken_back_goes_though_the_page_stays(self, page, server, build):
        arrive(page, server)
        path = "/ban-tin/2026/co-anh/"
        read(page, server, path)
        until(page, lambda: portraits(page))
        bare = "+++\ntitle: Khác\ncover: {image: anh.jpg, alt: Ảnh}\n+++\n"
        server.folder = build(files=(("content/ban-tin/2026/co-anh.md", bare),))

        page.reload()

        until(page, lambda: not portraits(page))
        until_kept(page, path)

    def test_what_went_unread_is_forgotten_at_the_next_contact(self, page, server, build):
        arrive(page, server)
        read(page, server, item(3))
        path = "content/ban-tin/2026/bai-03.md"
        server.folder = build(files=((path, ITEMS[path].replace("+++\n", f"+++\n{GONE}\n", 1)),))
        stop_worker(page)
        server.asked.clear()

        page.goto(server.address + item(4))

        until(page, lambda: item(3) not in kept(page))
        assert item(3) not in server.asked

    # --- slow lines and servers in trouble ---

    def test_a_slow_line_shows_the_copy_until_the_late_answer_says_it_is_gone(self, page, server):
        arrive(page, server)
        read(page, server, item(3))
        server.answers[item(3)] = (404, b"<h1>Khong con</h1>")
        server.delays[item(3)] = 8
        asked = time.monotonic()

        page.reload()

        assert page.locator("h1").inner_text() == "Bài số 03"
        assert 3 < time.monotonic() - asked < 7
        server.delays.clear()  # the request under way stays slow
        expect(page.locator("h1")).to_have_text("Khong con", timeout=15_000)
        assert item(3) not in kept(page)

    def test_a_late_answer_with_a_newer_page_is_offered(self, page, server, build):
        arrive(page, server)
        read(page, server, item(3))
        path = "content/ban-tin/2026/bai-03.md"
        server.folder = build(files=((path, ITEMS[path].replace("Bài số 03", "Đã sửa")),))
        server.delays[item(3)] = 6

        page.reload()
        assert page.locator("h1").inner_text() == "Bài số 03"
        server.delays.clear()
        page.get_by_role("button", name="Xem bản mới").click(timeout=15_000)

        expect(page.locator("h1")).to_have_text("Đã sửa")
        assert page.locator(NOTE).count() == 0

    def test_a_slow_page_of_which_there_is_no_copy_is_waited_for(self, page, server):
        arrive(page, server)
        server.delays[item(3)] = 5

        page.goto(server.address + item(3))

        assert page.locator("h1").inner_text() == "Bài số 03"

    @pytest.mark.parametrize("status", [500, 503, 429])
    def test_a_server_in_trouble_leaves_the_copy(self, page, server, status):
        arrive(page, server)
        read(page, server, item(3))
        server.answers[item(3)] = (status, b"<h1>Hong</h1>")

        page.reload()

        assert page.locator("h1").inner_text() == "Bài số 03"
        expect(page.locator(NOTE)).not_to_be_empty()
        assert item(3) in kept(page)

    def test_trouble_is_shown_where_there_is_no_copy_and_is_not_kept(self, page, server):
        arrive(page, server)
        server.answers[item(3)] = (500, b"<h1>Hong</h1>")

        page.goto(server.address + item(3))

        assert page.locator("h1").inner_text() == "Hong"
        assert item(3) not in kept(page)

    # --- what is left alone ---

    def test_feeds_json_and_other_requests_are_left_alone(self, page, server):
        arrive(page, server)
        page.evaluate("""async () => {
            for (const path of ["/rss.xml", "/khan/hieu-luc.json", "/sitemap.xml", "/sw.js"])
                await fetch(path).catch(() => {});
            await fetch("/ban-tin/2026/bai-09/", { method: "POST" }).catch(() => {});
            await fetch("/assets/icon.svg", { headers: { range: "bytes=0-9" } });
            await fetch("/ban-tin/2026/bai-09/");
        }""")
        page.goto(server.address + "/rss.xml")
        page.goto(server.address + "/")

        found = {path for paths in page.evaluate(CACHES).values() for path in paths}
        pages = {path for path in found if not re.match(r"/assets/|.*/anh\.", path)}
        assert pages == {"/", "/ngoai-tuyen/"}
        server.stop()
        assert page.evaluate("fetch('/khan/hieu-luc.json').then(() => 1, () => 0)") == 0
        with pytest.raises(PlaywrightError, match="ERR_"):
            page.goto(server.address + "/rss.xml")

    def test_other_hosts_are_left_alone(self, page, server):
        arrive(page, server)
        read(page, server, "/ban-tin/2026/co-anh/")
        until(page, lambda: portraits(page))
        elsewhere = server.address.replace("127.0.0.1", "localhost")

        (portrait,) = portraits(page)

        page.evaluate(SHOW, f"{elsewhere}{portrait}")
        page.evaluate(SHOW, f"{elsewhere}{portrait}?2")

        assert portraits(page) == [portrait]

    def test_pictures_are_kept_up_to_a_number(self, page, server, build, tmp_path):
        folder = shutil.copytree(build(), tmp_path / "nhieu-anh")
        for n in range(65):
            shutil.copy(ROOT / "content/assets/nha-tre.jpg", folder / f"anh-{n}.jpg")
        server.folder = folder
        arrive(page, server)
        page.evaluate("""async () => {
            for (let n = 0; n < 65; n++) {
                const picture = new Image();
                picture.src = `/anh-${n}.jpg`;
                await picture.decode();
            }
        }""")

        until(page, lambda: kept(page, "pictures")[-1:] == ["/anh-64.jpg"])
        assert len(kept(page, "pictures")) == 60

    # --- coming and going of the worker ---

    def test_a_new_version_throws_away_what_the_old_one_kept(self, page, server, build):
        arrive(page, server)
        read(page, server, item(3))
        (old,) = {name.rsplit(" ", 1)[0] for name in page.evaluate(CACHES)}
        page.evaluate("caches.open('của người khác')")
        server.folder = build(
            settings="      per_page: 30\n      links: {zalo: https://z.example}\n"
        )

        page.goto(server.address + item(4))
        page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")

        until(page, lambda: not any(name.startswith(old) for name in page.evaluate(NAMES)))
        until(page, lambda: "/" in kept(page))
        assert "của người khác" in page.evaluate(CACHES)

    def test_switched_off_it_leaves_and_takes_all_with_it(self, page, server, build):
        arrive(page, server)
        page.evaluate("caches.open('bantin /khac/ 1 pages')")
        server.folder = build(settings="      offline: false\n")

        page.goto(server.address + item(4))

        until(page, lambda: page.evaluate(NAMES) == ["bantin /khac/ 1 pages"])
        registered = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        until(page, lambda: page.evaluate(registered) == 0)
        page.goto(server.address + item(5))
        page.wait_for_timeout(500)
        assert page.evaluate(registered) == 0

    def test_below_a_path_it_keeps_to_its_own(self, page, port, build):
        server = Server(port, "/kho/")
        server.folder = build(base="/kho/")
        server.start()
        try:
            arrive(page, server, "/")
            scope = page.evaluate("navigator.serviceWorker.ready.then((r) => r.scope)")
            assert scope == f"{server.address}/"
            read(page, server, item(3))
            server.stop()
            page.reload()
            assert page.locator("h1").inner_text() == "Bài số 03"
            page.goto(server.address + item(9))
            expect(page.locator("[data-kept-pages] a").first).to_have_attribute(
                "href", f"/kho{item(3)}"
            )
            server.start()
            page.goto(server.address + "/")
            server.answers["/khac.png"] = (200, b"x")
            page.evaluate(SHOW, f"http://127.0.0.1:{port}/khac.png")
            assert "/khac.png" in server.asked
            assert "/khac.png" not in kept(page, "pictures"), "another site of the same host"
        finally:
            server.stop()

    def test_a_copy_of_the_site_elsewhere_takes_up_no_worker(self, page, server):
        page.goto(server.address.replace("127.0.0.1", "localhost") + "/")
        page.wait_for_timeout(500)

        registered = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        assert page.evaluate(registered) == 0
        assert "/sw.js" not in server.asked

    def test_a_page_in_a_frame_takes_up_no_worker(self, page, server, build, tmp_path):
        folder = shutil.copytree(build(), tmp_path / "khung")
        (folder / "khung.html").write_text(f'<iframe src="{item(3)}"></iframe>')
        server.folder = folder

        page.goto(server.address + "/khung.html")
        page.wait_for_timeout(500)

        assert "/sw.js" not in server.asked


def stop_worker(page):
    """End the worker, as a browser does after half a minute without work."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    page.wait_for_timeout(200)
    session.detach()


# --- what is built ---


def built(site, settings="", files=()):
    sample = SampleSite(site({**ITEMS, "mkdocs.yml": CONFIG + settings, **dict(files)}).root)
    assert sample.build("-q") == 0
    return sample


def test_the_worker_is_small_and_asks_for_what_there_is(site):
    sample = built(site)
    worker = sample.read("sw.js")

    assert len(gzip.compress(worker.encode(), mtime=0)) <= 2500
    needed = json.loads(re.search(r"LOOK = (\[.*?\]);", worker)[1])
    for address in [*needed, "/ngoai-tuyen/index.html", "/ngoai-tuyen/da-go.json"]:
        assert address.lstrip("/") in sample.built()
    assert "//" not in re.sub(r"https?://", "", worker), "remarks stay at home"


def test_a_new_item_is_no_new_version_of_the_worker_and_a_new_look_is(site):
    sample = built(site)
    worker = sample.read("sw.js")
    sample.write({"content/ban-tin/2026/moi.md": "+++\n+++\n"})
    assert sample.build("-q") == 0
    assert sample.read("sw.js") == worker

    assert built(site, '      look: {colour: "#661433"}\n').read("sw.js") != worker


def test_pages_say_that_they_may_be_kept_and_what_stands_for_others_does_not(site):
    withdrawn = {"content/ban-tin/2026/rut.md": f"+++\n{GONE}\naliases: [cu/rut]\n+++\n"}
    sample = built(site, files=tuple(withdrawn.items()))
    pages = {p: parse(data) for p, data in sample.built().items() if p.endswith(".html")}

    bare = {path for path, page in pages.items() if page.meta("bantin") != "keep"}
    bare = {path for path in bare if "trang/" not in path}  # redirects to listings
    assert bare == {
        "404.html",
        "ngoai-tuyen/index.html",
        "ban-tin/2026/rut/index.html",
        "cu/rut/index.html",
    }


def test_the_list_of_what_is_gone_holds_digests_of_all_addresses_and_no_address(site):
    withdrawn = {
        "content/ban-tin/2026/rut.md": f"+++\n{GONE}\naliases: [cu/rut]\n+++\n",
        "content/data/taken-down.yml": "- {path: ban-tin/2026/go, at: 2026-11-01}\n",
    }
    sample = built(site, files=tuple(withdrawn.items()))

    paths = ("ban-tin/2026/rut/", "cu/rut/", "ban-tin/2026/go/")
    assert json.loads(sample.read(permalink.GONE)) == sorted(
        digest_of_address(sample.setup.site, path) for path in paths
    )
    assert "rut" not in sample.read(permalink.GONE)


def test_the_list_of_what_is_gone_has_an_end(site):
    many = {
        f"content/ban-tin/2025/bai-{n}.md": (
            f"+++\npublish_at: 2025-01-01\nexpires_at: 2025-03-01T{n // 60:02}:{n % 60:02}\n+++\n"
        )
        for n in range(230)
    }
    sample = built(site, files=tuple(many.items()))
    listed = json.loads(sample.read(permalink.GONE))
    site_ = sample.setup.site

    assert len(listed) == 200
    assert digest_of_address(site_, "ban-tin/2025/bai-229/") in listed
    assert digest_of_address(site_, "ban-tin/2025/bai-29/") not in listed


def test_switched_off_there_is_nothing_to_keep_for(site):
    sample = built(site, "      offline: false\n")

    assert "unregister" in sample.read("sw.js")
    assert not [path for path in sample.built() if path.startswith("ngoai-tuyen/")]
    assert parse(sample.built()["index.html"]).named("script")[1]["data-worker"] == ""


def test_no_content_may_stand_in_the_place_of_the_page_for_no_network(site):
    sample = site({"content/ngoai-tuyen/index.md": "Trang.\n"})

    assert [d.code for d in sample.check()] == ["url.reserved"]


def test_the_preview_takes_a_worker_away_and_brings_none(tmp_path):
    sample = make_site(tmp_path, ITEMS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "generator.cli", "serve", "-f", sample.root / "mkdocs.yml"]
    server = subprocess.Popen(
        [*command, "--dev-addr", address],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        worker = fetch(f"http://{address}/sw.js", "const")
        page = fetch(f"http://{address}/", "</html>")
    finally:
        server.terminate()
        server.wait(10)

    assert "unregister" in worker
    assert 'data-worker=""' in page
