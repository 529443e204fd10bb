"""Links to other sites are listed, and tried with good manners. Every server here is real."""

from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sitemaker import CONFIG, NOW, places, render

from generator.build.options import no_progress
from generator.external.asking import Asker, Outcome, State
from generator.external.line import is_private
from generator.external.listing import list_external
from generator.external.manners import Manners, Turns
from generator.external.road import run_external
from generator.kernel.diagnostics import Severity

HASTY = Manners(patience_s=60, pause_s=0, may_ask_private=True)
ITEM = "content/ban-tin/2026/tin.md"


class Server:
    """A web server with pages: path to (status, headers, body); remembers what it was asked."""

    def __init__(self, pages):
        self.pages, self.asked = pages, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self):
                outer.asked.append((self.command, self.path, dict(self.headers)))
                page = outer.pages.get(f"{self.command} {self.path}") or outer.pages.get(self.path)
                if callable(page):
                    page(self)
                    return
                status, headers, body = page or (404, {}, b"")
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    with contextlib.suppress(OSError):
                        self.wfile.write(body)

            do_GET = do_HEAD = answer  # noqa: N815 -- the library's names

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def paths(self, *, robots=False):
        return [(m, path) for m, path, _ in self.asked if robots or path != "/robots.txt"]


@pytest.fixture
def serve():
    with contextlib.ExitStack() as stack:

        def start(pages):
            server = Server(pages)
            stack.callback(server.server.server_close)
            stack.callback(server.server.shutdown)
            return server

        yield start


def page(body=b"x"):
    return 200, {}, body


def to(target, status=301):
    return status, {"Location": target}, b""


def item(*urls, front=""):
    links = "\n".join(f"- [trang {number}]({url})" for number, url in enumerate(urls))
    return {ITEM: f"+++\n{front}+++\n{links}\n"}


def tried(sample, now=NOW, manners=HASTY):
    return run_external(
        sample.catalog(), memory=sample.memory, now=now, progress=no_progress, manners=manners
    )


# --- the list ---


def test_every_link_to_another_site_is_listed_where_it_stands(site):
    sample = site(
        {
            "content/gioi-thieu.md": "# Giới thiệu\n\n<https://mot.example/a>\n",
            ITEM: (
                '+++\nsource: {name: Báo, url: "https://bao.example/tin"}\n+++\n'
                "[a](https://hai.example/đường) [b](https://thu.example/ban-tin/)\n"
                "[c](mailto:a@b.vn)\n"
                "[d](https://hai.example/đường) [e](#f) [g](//ba.example/x)\n"
            ),
        }
    )

    assert [(p.path[8:], p.line, p.column, u) for p, u in list_external(sample.catalog())] == [
        ("ban-tin/2026/tin.md", 6, 26, "https://bao.example/tin"),
        ("ban-tin/2026/tin.md", 8, 5, "https://hai.example/đường"),
        ("ban-tin/2026/tin.md", 10, 5, "https://hai.example/đường"),
        ("gioi-thieu.md", 3, 2, "https://mot.example/a"),
    ]


def test_a_build_asks_no_other_site(site, serve):
    server = serve({"/": page()})

    assert site(item(f"{server.url}/")).build() == 0
    assert server.asked == []


# --- what comes of asking ---


def test_each_sort_of_answer_is_told_at_its_link(site, serve):
    server = serve(
        {
            "/tot": page(),
            "/chuyen": to("/moi", 308),
            "/moi": page(),
            "/tam": to("/moi", 302),
            "/ban": (503, {}, b""),
            "/can-quyen": (403, {}, b""),
            "/vong": to("/vong"),
        }
    )
    server.pages["/la"] = to(f"ftp://127.0.0.1:{server.port}/tot")
    names = ("tot", "chuyen", "tam", "mat", "ban", "can-quyen", "vong", "la")
    sample = site(item(*(f"{server.url}/{name}" for name in names)))

    found = tried(sample)

    assert [(line, code) for _, line, code in places(found)] == [
        (8, "link.moved"),
        (10, "link.gone"),
        (11, "link.unsure"),
        (12, "link.unsure"),
        (13, "link.unreachable"),
        (14, "link.unreachable"),
    ]
    shown = render(found)
    assert f"{server.url}/moi" in shown
    assert "mã 404" in shown
    assert "HTTP 503" in shown
    assert Severity.ERROR not in {d.severity for d in found}


def test_head_is_asked_first_and_the_first_bytes_where_that_does_not_do(site, serve):
    server = serve({"/a": page(), "/b": page(b"y" * 5000), "HEAD /b": (405, {}, b"")})

    assert tried(site(item(f"{server.url}/a", f"{server.url}/b"))) == []

    assert server.paths() == [("HEAD", "/a"), ("HEAD", "/b"), ("GET", "/b")]
    assert server.asked[-1][2]["Range"] == "bytes=0-1023"
    assert server.asked[-1][2]["User-Agent"] == "BantinLinkCheck/1.0 (+https://thu.example/)"


def test_what_robots_txt_forbids_is_not_asked_for(site, serve):
    robots = b"User-agent: *\nDisallow: /rieng\n"
    server = serve({"/robots.txt": page(robots), "/rieng/a": page(), "/chung": page()})
    sample = site(item(f"{server.url}/rieng/a", f"{server.url}/chung"))

    assert places(tried(sample)) == [(ITEM, 7, "link.unsure")]
    assert server.paths(robots=True) == [("GET", "/robots.txt"), ("HEAD", "/chung")]


def test_robots_txt_holds_for_where_a_redirect_leads_too(site, serve):
    other = serve({"/robots.txt": page(b"User-agent: BantinLinkCheck\nDisallow: /\n")})
    server = serve({"/a": to(f"{other.url}/b")})

    assert places(tried(site(item(f"{server.url}/a")))) == [(ITEM, 7, "link.unsure")]
    assert other.paths() == []


def test_a_host_whose_robots_txt_fails_is_left_alone(site, serve):
    server = serve({"/robots.txt": (500, {}, b""), "/a": page()})

    assert places(tried(site(item(f"{server.url}/a")))) == [(ITEM, 7, "link.unsure")]
    assert server.paths() == []


def test_a_server_that_trickles_is_left_after_a_while(serve):
    over = threading.Event()

    def trickle(handler):
        with contextlib.suppress(OSError):
            while not over.wait(0.02):
                handler.wfile.write(b"X")
                handler.wfile.flush()

    server = serve({"/a": trickle, "/robots.txt": (404, {}, b"")})
    try:
        hasty = Manners(patience_s=0.3, pause_s=0, may_ask_private=True)
        assert Asker(hasty).ask(f"{server.url}/a") == Outcome(State.UNSURE, "0.3 s")
    finally:
        over.set()


def test_no_more_than_the_first_bytes_are_taken(serve):
    taken = threading.Event()
    sent = []

    def flood(handler):
        handler.send_response(200)
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(400):
                handler.wfile.write(b"z" * 65536)
                sent.append(1)
        taken.set()

    server = serve({"HEAD /a": (405, {}, b""), "GET /a": flood})

    assert Asker(HASTY).ask(f"{server.url}/a") == Outcome(State.OPEN)
    assert taken.wait(5)
    assert len(sent) < 400


@pytest.mark.parametrize("talk", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n"])
def test_who_does_not_speak_http_leaves_it_open_whether_the_link_works(talk):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def babble():
            with contextlib.suppress(OSError):
                while True:
                    line, _ = listening.accept()
                    line.recv(1000)
                    line.sendall(talk)
                    line.close()

        threading.Thread(target=babble, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"

        assert Asker(HASTY).ask(url) == Outcome(State.UNSURE, "HTTP")


# --- manners ---


def test_a_host_is_asked_by_one_at_a_time_whoever_sends_there(serve):
    meeting, met = threading.Barrier(2), []

    def slow(handler):
        if meeting.broken:
            meeting.reset()
        with contextlib.suppress(threading.BrokenBarrierError):
            met.append(meeting.wait(0.05))  # for another question while this one is open
        handler.send_response(200)
        handler.end_headers()

    server = serve({f"/{number}": slow for number in range(6)})
    asker = Asker(HASTY)
    threads = [
        threading.Thread(target=asker.ask, args=(f"{server.url}/{number}",)) for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(server.paths()) == 6
    assert met == []


def test_a_pause_passes_between_two_questions_to_one_host_and_none_between_hosts():
    turns, begun = Turns(0.05), time.monotonic()
    with turns.turn("a"):
        pass
    with turns.turn("a"):
        assert time.monotonic() - begun >= 0.05

    patient = Turns(600)
    with patient.turn("a"), patient.turn("b"):
        pass


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("localhost", True),
        ("a.localhost", True),
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("::1", True),
        ("::ffff:192.168.1.1", True),
        ("fe80::1%eth0", True),
        ("224.0.0.1", True),
        ("8.8.8.8", False),
        ("2606:4700::1111", False),
        ("thu.example", False),
    ],
)
def test_which_hosts_are_of_this_machine_or_its_network(host, private):
    assert is_private(host) is private


def test_private_addresses_are_not_asked_by_a_site_on_the_web(site, serve):
    server = serve({"/a": page()})
    public = Manners(patience_s=5, pause_s=0)
    sample = site(item(f"{server.url}/a", f"http://localhost:{server.port}/a"))

    found = tried(sample, manners=public)

    assert [d.code for d in found] == ["link.unsure", "link.unsure"]
    assert "127.0.0.1" in render(found)
    assert server.asked == []


def test_a_site_on_this_machine_may_ask_this_machine(site, serve):
    server = serve({"/a": page()})
    config = CONFIG.replace("https://thu.example/", "http://localhost:8000/")
    sample = site({"mkdocs.yml": config, **item(f"{server.url}/a", f"{server.url}/mat")})

    found = tried(sample, manners=Manners(patience_s=5, pause_s=0))

    assert places(found) == [(ITEM, 8, "link.gone")]


# --- what is kept ---


def test_an_address_is_asked_for_once_a_week_however_often_it_stands(site, serve):
    server = serve({"/a": page(), "/ban": (503, {}, b"")})
    sample = site(item(f"{server.url}/a", f"{server.url}/a", f"{server.url}/mat"))

    first = tried(sample)
    assert [path for _, path in server.paths()] == ["/a", "/mat", "/mat"]  # HEAD, then GET
    assert tried(sample, NOW + timedelta(days=6, hours=23)) == first
    assert len(server.paths()) == 3
    tried(sample, NOW + timedelta(days=7))
    assert len(server.paths()) == 6


def test_what_was_not_known_is_asked_again(site, serve):
    server = serve({"/ban": (503, {}, b"")})
    sample = site(item(f"{server.url}/ban"))
    assert [d.code for d in tried(sample)] == ["link.unsure"]

    server.pages["/ban"] = page()

    assert tried(sample) == []


@pytest.mark.parametrize(
    "line",
    ["{", "[]", "null", '{"url": 1}', '{"url": "U", "at": "x", "state": "open", "told": ""}'],
)
def test_damage_in_what_is_kept_is_passed_by(site, serve, line):
    server = serve({"/a": page()})
    sample = site(item(f"{server.url}/a"))
    sample.memory.mkdir(parents=True, exist_ok=True)
    kept = sample.memory / "external.jsonl"
    kept.write_bytes(line.replace("U", f"{server.url}/a").encode() + b"\n\xff\n")

    assert tried(sample) == []

    assert [json.loads(row)["state"] for row in kept.read_text("utf-8").splitlines()] == ["open"]


def test_a_machine_that_reaches_no_one_blames_no_link(site):
    sample = site(item("http://khong-co.invalid/a", "http://cung-khong.invalid/b"))

    found = tried(sample)

    assert [d.code for d in found] == ["link.unsure", "link.unsure"]
    assert "offline" in render(found)


def test_a_name_that_leads_nowhere_is_told_where_others_answer(site, serve):
    server = serve({"/a": page()})
    sample = site(item("http://khong-co.invalid/a", f"{server.url}/a"))

    assert places(tried(sample)) == [(ITEM, 7, "link.unreachable")]


def test_one_host_that_cannot_be_found_is_blamed_though_it_is_the_only_one(site):
    assert places(tried(site(item("http://khong-co.invalid/a")))) == [(ITEM, 7, "link.unreachable")]


def test_progress_is_told(site, serve):
    server = serve({"/a": page(), "/b": page()})
    sample, steps = site(item(f"{server.url}/a", f"{server.url}/b")), []

    run_external(
        sample.catalog(),
        memory=sample.memory,
        now=NOW,
        progress=lambda *step: steps.append(step),
        manners=HASTY,
    )

    assert steps == [("links", 2, 2)]
