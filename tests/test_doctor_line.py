"""The doctor on the line: a server that does everything wrong, and the command from end to end."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import io
import ssl
import subprocess
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from servers import find, free_port, needs
from sitemaker import CONFIG, ROOT, make_site
from test_doctor import SUMMARY, TAGS, html

from generator.cli import main
from generator.preview import drawing
from generator.preview.examining import Examiner
from generator.preview.facts import PAGE_LIMIT_BYTES
from generator.preview.fetching import (
    FACEBOOK,
    PICTURE_LIMIT_BYTES,
    ZALO,
    Client,
    DeadLineError,
    in_ascii,
    is_web_address,
    unpack,
)
from generator.preview.folder import Folder, media_type_of
from generator.preview.rules import judge
from generator.preview.serving import serving
from generator.preview.telling import Card


def jpeg(width=1200, height=630, form="JPEG"):
    data = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(data, form)
    return data.getvalue()


class Server:
    """A server that answers each path as `answers` says, and remembers what it was asked."""

    def __init__(self):
        self.answers, self.asked = {}, []
        self.end = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self):
        self.end.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def say(self, path, body=b"", status=200, **headers):
        body = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[path] = lambda _: (status, {"Content-Type": "text/html", **named}, body)

    def page(self, path="/", **tags):
        """Answer with a sound page, but for some of its tags."""
        url = f"{self.url}{path}"
        changed = {**TAGS, "og:url": url, "og:image": f"{self.url}/the.jpg"}
        changed |= {name.replace("__", ":"): text for name, text in tags.items()}
        return html(changed, canonical=url)

    def _handler(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.asked.append((self.path, dict(self.headers)))
                answer = server.answers.get(self.path)
                status, headers, body = answer(self) if answer else (404, {}, b"")
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(ConnectionError):
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


@pytest.fixture
def server():
    made = Server()
    yield made
    made.close()


@pytest.fixture
def sound(server):
    """A server with a sound page at its root."""
    server.say("/", server.page())
    server.say("/the.jpg", jpeg(), Content_Type="image/jpeg")
    return server


# It is on the line of this machine, which is not secured.
LOCAL = {"address.insecure"}


def codes(server, path="/", **options):
    client = Client(FACEBOOK, **options)
    zalo = {"Zalo": Client(ZALO, **options)}
    return {f.code for f in judge(Examiner(client, zalo).examine(f"{server.url}{path}"))} - LOCAL


# --- what is asked ---


def test_a_page_is_asked_for_as_facebook_asks(sound):
    assert codes(sound) == set()

    path, headers = sound.asked[0]
    assert path == "/"
    assert headers["User-Agent"].startswith("facebookexternalhit/1.1")
    assert headers["Range"] == "bytes=0-524287"
    assert headers["Accept-Encoding"] == "gzip, deflate"
    assert headers["Host"] == urlsplit(sound.url).netloc
    agents = [h["User-Agent"] for path, h in sound.asked if path == "/"]
    assert len(agents) == 2
    assert "Zalo" in agents[1]
    assert [path for path, _ in sound.asked].count("/the.jpg") == 1
    picture = next(h for path, h in sound.asked if path == "/the.jpg")
    assert "Range" not in picture


def test_robots_and_pictures_are_asked_for_once(sound):
    sound.say("/hai", sound.page("/hai"))
    examiner = Examiner(Client())

    for path in ("/", "/hai", "/"):
        examiner.examine(f"{sound.url}{path}")

    paths = [path for path, _ in sound.asked]
    assert paths.count("/robots.txt") == paths.count("/the.jpg") == 1


# --- what goes wrong ---


def redirect(server, path, target, status=301):
    server.say(path, status=status, Location=target)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_told(sound, status):
    redirect(sound, "/a", "/b", status)
    redirect(sound, "/b", f"{sound.url}/", status)

    facts = Examiner(Client()).examine(f"{sound.url}/a")

    told = [(hop.url.removeprefix(sound.url), hop.status) for hop in facts.answer.hops]
    assert told == [("/a", status), ("/b", status)]
    assert (facts.answer.asked, facts.answer.url) == (f"{sound.url}/a", f"{sound.url}/")
    assert codes(sound, "/a") == {"answer.redirected"}


def test_five_redirects_are_one_too_many(sound):
    for number in range(6):
        redirect(sound, f"/{number}", f"/{number + 1}")
    redirect(sound, "/6", "/")

    assert codes(sound, "/3") == {"answer.redirected"}
    assert codes(sound, "/2") == codes(sound, "/0") == {"answer.too-many-redirects"}


def test_a_loop_is_found(server):
    redirect(server, "/a", "/b")
    redirect(server, "/b", "/a")
    redirect(server, "/c", "/c")

    assert codes(server, "/a") == codes(server, "/c") == {"answer.loop"}
    assert len(server.asked) < 12


@pytest.mark.parametrize(
    "target",
    ["ftp://thu.example/", "file:///etc/passwd", "zalo://a", "http://[", "http://a:99999/"],
)
def test_a_way_to_what_is_no_web_page_is_not_gone(server, target):
    redirect(server, "/a", target)

    assert codes(server, "/a") == {"answer.astray"}


def test_a_redirect_without_a_target_is_an_error(server):
    server.say("/a", status=302)

    assert codes(server, "/a") == {"answer.status"}


DEFLATED = zlib.compress(b"x" * 9)


@pytest.mark.parametrize("said", ["gzip", "x-gzip", "deflate"])
def test_what_is_packed_is_unpacked(sound, said):
    body = sound.page().encode()
    packed = gzip.compress(body, mtime=0) if "gzip" in said else zlib.compress(body)
    sound.say("/", packed, Content_Encoding=said)

    assert codes(sound) == set()


def test_bare_deflate_is_unpacked_as_browsers_do(sound):
    packer = zlib.compressobj(wbits=-15)
    sound.say(
        "/", packer.compress(sound.page().encode()) + packer.flush(), Content_Encoding="deflate"
    )

    assert codes(sound) == set()


@pytest.mark.parametrize(
    "body", [b"<html>", b"", gzip.compress(b"x" * 5000, mtime=0)[:-9], b"\x1f\x8b\x08rubbish"]
)
def test_what_is_said_to_be_packed_and_is_not_is_told(server, body):
    server.say("/", body, Content_Encoding="gzip")

    assert codes(server) == {"answer.gzip"}


def test_a_bomb_does_no_harm(server):
    server.say("/", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    answer = Client().page(f"{server.url}/")

    assert len(answer.body) == PAGE_LIMIT_BYTES
    assert not answer.is_whole


@given(st.binary(max_size=3000), st.integers(1, 4000))
def test_unpacking_gives_what_was_packed_up_to_one_more_than_the_limit(data, limit):
    packed = gzip.compress(data, mtime=0)

    assert unpack(packed, limit, is_all_there=True) == data[: limit + 1]
    part = unpack(packed[:-5], limit, is_all_there=False)
    assert part is not None
    assert data.startswith(part)


def long_page(server, before):
    return server.page().replace("<head>", f"<head><!--{'x' * before}-->")


@pytest.mark.parametrize("honoured", [True, False])
def test_tags_behind_the_first_512_kb_are_not_seen(sound, honoured):
    body = long_page(sound, PAGE_LIMIT_BYTES).encode()
    told = f"bytes 0-{PAGE_LIMIT_BYTES - 1}/{len(body)}"
    if honoured:
        sound.say("/", body[:PAGE_LIMIT_BYTES], 206, Content_Range=told)
    else:
        sound.say("/", body)

    assert codes(sound) == {"tags.late", "charset.missing"}


def test_tags_before_that_are(sound):
    sound.say("/", sound.page() + " " * PAGE_LIMIT_BYTES)

    facts = Examiner(Client()).examine(f"{sound.url}/")

    assert codes(sound) == set()
    assert not facts.answer.is_whole
    assert facts.answer.total_bytes > PAGE_LIMIT_BYTES


def test_the_first_part_of_a_packed_page_is_not_called_broken(sound):
    body = gzip.compress(sound.page().encode() + bytes(range(256)) * 50, mtime=0)
    part = body[: len(body) - 40]
    told = f"bytes 0-{len(part) - 1}/{len(body)}"
    sound.say("/", part, 206, Content_Encoding="gzip", Content_Range=told)

    assert codes(sound) == set()


def test_a_server_that_knows_no_parts_is_told(server):
    server.say("/", b"", 416, Content_Range="bytes */900")

    assert codes(server) == {"answer.range"}


@pytest.mark.parametrize(
    ("body", "kind", "status", "told"),
    [
        (b"", "image/jpeg", 404, "picture.unreachable"),
        (b"<html>", "image/jpeg", 200, "picture.none"),
        (jpeg()[:40], "image/jpeg", 200, "picture.none"),
        (jpeg(form="PNG"), "image/jpeg", 200, "picture.type-differs"),
        (jpeg(), "text/html", 200, "picture.type-differs"),
        (jpeg(1200, 600), "image/jpeg", 200, "picture.ratio"),
        (jpeg(150, 150), "image/jpeg", 200, "picture.tiny"),
        (jpeg() + bytes(300_000), "image/jpeg", 200, "picture.heavy"),
        (jpeg() + bytes(8_000_000), "image/jpeg", 200, "picture.too-large"),
        (jpeg() + bytes(PICTURE_LIMIT_BYTES), "image/jpeg", 200, "picture.too-large"),
    ],
)
def test_a_wrong_picture_is_known_by_its_bytes(sound, body, kind, status, told):
    size = {"og__image__width": "1200", "og__image__height": "630"}
    if told in ("picture.ratio", "picture.tiny"):
        with Image.open(io.BytesIO(body)) as picture:
            size = dict(zip(size, map(str, picture.size), strict=True))
    sound.say("/", sound.page(**size))
    sound.say("/the.jpg", body, status, Content_Type=kind)

    found = codes(sound) - ({"picture.type-differs"} if told == "picture.none" else set())
    if told == "picture.type-differs" and body.startswith(b"\x89PNG"):
        assert found == {told}
    assert told in found
    assert len(found) == 1


LOOK = """
import sys
from generator.preview.facts import Answer
from generator.preview.picturing import look_at
data = sys.stdin.buffer.read()
seen = look_at("u", Answer("u", "u", 200, {}, data, len(data)))
print(seen.media_type, seen.width_px, seen.height_px)
"""


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "BMP"])
def test_a_picture_of_a_rarer_format_is_known_even_if_it_is_the_first(form):
    told = subprocess.run(
        [sys.executable, "-c", LOOK],
        input=jpeg(60, 40, form),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )

    assert told.stdout.decode().split() == [f"image/{form.lower()}", "60", "40"]


def test_a_picture_that_has_moved_is_told(sound):
    redirect(sound, "/the.jpg", "/kia.jpg")
    sound.say("/kia.jpg", jpeg(), Content_Type="image/jpeg")

    assert codes(sound) == {"picture.redirected"}


def test_a_picture_of_a_dead_host_is_told_and_no_reason_to_stop(sound):
    dead = f"http://127.0.0.1:{free_port()}/the.jpg"
    sound.say("/", sound.page(og__image=dead))

    assert codes(sound) == {"picture.unreachable"}


def test_who_is_turned_away_is_told(sound):
    page = sound.page().encode()
    sound.answers["/"] = lambda asked: (
        (403, {}, b"")
        if "Zalo" in asked.headers["User-Agent"]
        else (200, {"Content-Type": "text/html"}, page)
    )

    assert codes(sound) == {"answer.refused"}


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ("User-agent: *\nDisallow: /\n", {"robots.forbidden"}),
        ("User-agent: Zalo\nDisallow: /\n", {"robots.forbidden"}),
        (
            "User-agent: facebookexternalhit\nDisallow: /\nUser-agent: *\nAllow: /\n",
            {"robots.forbidden"},
        ),
        ("User-agent: GPTBot\nDisallow: /\n", set()),
        ("User-agent: *\nDisallow: /rieng/\n", set()),
        ("\xff\x00 rubbish", set()),
    ],
)
def test_robots_txt_is_kept_to(sound, rules, told):
    sound.say("/robots.txt", rules, Content_Type="text/plain")

    assert codes(sound) == told


# --- no answer at all ---


def dead(url, **options):
    with pytest.raises(DeadLineError) as caught:
        Client(**options).page(url)
    return caught.value.key


def test_no_one_there():
    assert dead(f"http://127.0.0.1:{free_port()}/") == "preview.dead"
    assert dead("http://khong-co.invalid/") == "preview.dead"


def test_someone_there_who_does_not_answer(server):
    def wait(_):
        server.end.wait()
        return 200, {}, b""

    server.answers["/"] = wait

    assert dead(f"{server.url}/", patience_s=0.2) == "preview.silent"


def test_someone_who_answers_a_byte_at_a_time(server):
    def drip(asked):
        asked.send_response(200)
        asked.send_header("Content-Length", "100000")
        asked.end_headers()
        with contextlib.suppress(ConnectionError):
            while not server.end.wait(0.02):
                asked.wfile.write(b"x")
        return 200, {}, b""

    server.answers["/"] = drip

    assert dead(f"{server.url}/", patience_s=0.8) == "preview.silent"


def test_someone_who_speaks_no_http(server):
    def chat(asked):
        asked.wfile.write(b"xin chao\r\n")
        return 200, {}, b""

    server.answers["/"] = chat

    assert dead(f"{server.url}/") == "preview.dead"


@needs("openssl")
def test_a_certificate_that_no_one_vouches_for(tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    command = [find("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    names = ["-subj", "/CN=localhost", "-keyout", key, "-out", certificate]
    subprocess.run([*command, *names], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with _listening(context) as port:
        assert dead(f"https://localhost:{port}/") == "preview.certificate"


@contextlib.contextmanager
def _listening(context):
    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_):
            pass

    server = Quiet(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# --- addresses ---


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            "https://thu.example/tin/đoàn viên?hỏi=gì#a",
            "https://thu.example/tin/%C4%91o%C3%A0n%20vi%C3%AAn?h%E1%BB%8Fi=g%C3%AC",
        ),
        ("https://thu.example/%C4%91o/", "https://thu.example/%C4%91o/"),
        ("https://đoàn.example/", "https://xn--on-kja8z.example/"),
        ("https://thu.example", "https://thu.example"),
        ("https://thu.example/a\r\nHost: b", "https://thu.example/aHost:%20b"),
    ],
)
def test_addresses_are_sent_in_ascii(written, sent):
    assert in_ascii(written).isascii()
    assert in_ascii(written) == sent or "đoàn.example" in written


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://a.example/", True),
        ("HTTP://a.example:8000", True),
        ("http://[::1]/", True),
        ("ftp://a.example/", False),
        ("https://", False),
        ("https:///a", False),
        ("http://[a/", False),
        ("http://a:b/", False),
        ("http://a:70000/", False),
        ("/a", False),
    ],
)
def test_what_can_be_asked_for_is_known(text, is_one):
    assert is_web_address(text) is is_one


# --- a built site ---


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small built site below a path of its host, with a draft, and a file beside it."""
    root = tmp_path_factory.mktemp("trang")
    photo = jpeg(1600, 838)
    sample = make_site(
        root,
        {
            "mkdocs.yml": CONFIG.replace("https://thu.example/", "https://thu.example/cong-doan/"),
            "content/ban-tin/2026/mot.md": (
                f'+++\nsummary: "{SUMMARY}"\ncover: {{image: anh.jpg, alt: Ảnh}}\n+++\n'
            ),
            "content/ban-tin/2026/anh.jpg": photo,
            "content/ban-tin/2026/nhap.md": "+++\ndraft: true\n+++\n",
            "content/gioi-thieu.md": "# Giới thiệu\n\nTrang giới thiệu.\n",
            "bi-mat.txt": "bi mat",
        },
    )
    assert sample.build("-q") == 0
    (root / "site/ra-ngoai.txt").symlink_to(root / "bi-mat.txt")
    yield sample
    sample.open.close()


@pytest.fixture
def folder(made):
    return Folder(made.root / "site", made.setup.site.url)


def test_addresses_and_files_of_a_built_site_belong_together(folder):
    for url, file in [
        ("https://thu.example/cong-doan/", "index.html"),
        ("https://thu.example/cong-doan/ban-tin/2026/mot/", "ban-tin/2026/mot/index.html"),
        ("https://thu.example/cong-doan/robots.txt", "robots.txt"),
    ]:
        assert folder.file_of(url) == (folder.path / file).resolve()
        assert folder.file_of(f"{url}?a=b#c") == (folder.path / file).resolve()
        assert folder.address_of(folder.path / file) == url


@pytest.mark.parametrize(
    "path",
    [
        "../bi-mat.txt",
        "%2e%2e/bi-mat.txt",
        "a/../../bi-mat.txt",
        "ra-ngoai.txt",
        "..%5cbi-mat.txt",
        "%00",
        "a" * 5000,
        "khong-co/",
        "ban-tin",
        "/etc/passwd",
        "//etc/passwd",
    ],
)
def test_nothing_outside_the_site_is_ever_found(folder, path):
    assert folder.file_of(f"{folder.url}{path}") is None
    assert folder.file_of(f"https://khac.example/{path}") is None
    with serving(folder) as place_of:
        answer = Client(FACEBOOK, place_of).page(f"{folder.url}{path}")
    assert b"bi mat" not in answer.body
    assert b"root:" not in answer.body


def test_pages_of_other_hosts_and_of_other_folders_of_the_host_are_not_its_own(folder):
    for url in ("https://khac.example/cong-doan/", "http://thu.example/cong-doan/"):
        assert folder.file_of(url) is None
    assert folder.file_of("https://thu.example/robots.txt") is None


def test_what_is_not_in_the_folder_has_no_address(folder, made):
    assert folder.address_of(made.root / "bi-mat.txt") is None
    assert folder.address_of(folder.path / "ra-ngoai.txt") is None
    assert folder.address_of(folder.path / "khong-co.html") is None


def test_the_small_server_packs_text_sends_parts_and_says_what_is_missing(folder):
    with serving(folder) as place_of:
        place = place_of(urlsplit(folder.url))
        client = Client(FACEBOOK, place_of)
        page = client.page(folder.url)
        assert page.headers["content-encoding"] == "gzip"
        assert (page.status, page.is_whole) == (206, True)
        assert page.body == (folder.path / "index.html").read_bytes()
        missing = client.page(f"{folder.url}khong-co/")
        assert missing.status == 404
        assert missing.body == (folder.path / "404.html").read_bytes()
        moved = client.page(f"{folder.url}ban-tin")
        assert [hop.target for hop in moved.hops] == [f"{folder.url}ban-tin/"]
        line = http.client.HTTPConnection(place.host, place.port)
        line.request("GET", "/cong-doan/robots.txt", headers={"Range": "bytes=2-5"})
        part = line.getresponse()
        assert (part.status, part.read()) == (206, b"er-a")
        line.request("GET", "/cong-doan/robots.txt", headers={"Range": "bytes=999999-"})
        assert line.getresponse().status == 416
        line.close()


def test_others_are_asked_where_they_are(folder, sound):
    with serving(folder) as place_of:
        assert Client(FACEBOOK, place_of).page(f"{sound.url}/").status == 200


def test_files_have_the_types_that_web_servers_say():
    for name, kind in [
        ("a.html", "text/html"),
        ("a.jpg", "image/jpeg"),
        ("a.WEBP", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.json", "application/json"),
        ("a.bantin", "application/octet-stream"),
    ]:
        assert media_type_of(Path(name)) == kind


# --- the command ---

READY = "https://thu.example/cong-doan/ban-tin/2026/mot/"


@pytest.mark.parametrize(
    "target",
    [
        "{root}/content/ban-tin/2026/mot.md",
        "content/ban-tin/2026/mot.md",
        "{root}/site/ban-tin/2026/mot/index.html",
        "site/ban-tin/2026/mot/index.html",
        "/cong-doan/ban-tin/2026/mot/",
        "/ban-tin/2026/mot/",
        "ban-tin/2026/mot/",
        "ban-tin/2026/mot",
    ],
)
def test_a_page_can_be_named_in_many_ways(made, capsys, target):
    code = made.run("preview", target.format(root=made.root))

    told = capsys.readouterr().out
    assert told.startswith(f"{READY}\n\nFacebook sẽ hiện:\n  │ [ảnh lớn: ")
    assert "  │ Tiêu đề thử\n" in told
    assert "Zalo sẽ hiện:" in told
    assert code == (0 if "cảnh báo" not in told and "lỗi" not in told else 1)


@pytest.mark.parametrize("target", ["/", "/cong-doan/", "site/index.html"])
def test_the_home_page_can_be_named_too(made, capsys, target):
    assert made.run("preview", target) == 0
    assert capsys.readouterr().out.startswith("https://thu.example/cong-doan/\n")


@pytest.mark.parametrize(
    "target",
    ["content/ban-tin/2026/nhap.md", "khong-co", "../bi-mat.txt", "a" * 5000, "bi-mat.txt"],
)
def test_a_page_that_is_not_in_the_site_is_told_so(made, capsys, target):
    assert made.run("preview", target) == 2
    told = capsys.readouterr().err
    assert "bản nháp" in told
    assert "bi mat" not in told


def test_faults_give_exit_code_1_and_hints_0(made, capsys):
    file = made.root / "site/ban-tin/2026/mot/index.html"
    whole = file.read_text("utf-8")
    try:
        file.write_text(whole.replace('property="og:title"', 'property="x"'), "utf-8")
        assert made.run("preview", "ban-tin/2026/mot") == 1
        assert "lỗi [title.missing]" in capsys.readouterr().out
        assert made.run("preview", "--all", "--lang", "en") == 1
        told = capsys.readouterr().out
        assert "error [title.missing]" in told
        assert READY in told
    finally:
        file.write_text(whole, "utf-8")


def test_all_pages_are_summed_up(made, capsys):
    code = made.run("preview", "--all")

    told = capsys.readouterr().out
    pages = len(Folder(made.root / "site", made.setup.site.url).pages())
    assert pages > 5
    assert f"Đã xem {pages} trang" in told
    assert code == (1 if "cảnh báo" in told else 0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--all"),
        (("a", "--all"), "--all"),
        (("--all", "--picture", "a.png"), "không đi cùng --all"),
        (("a", "--picture", "a.jpg"), ".png"),
        (("https://",), "Không hiểu địa chỉ"),
        (("http://a:b/",), "Không hiểu địa chỉ"),
        (("a", "--site-dir", "khong-co"), "Hãy dựng trang trước"),
    ],
)
def test_wrong_use_is_told_with_what_to_write(made, capsys, arguments, told):
    assert made.run("preview", *arguments) == 2
    assert told in capsys.readouterr().err


def test_a_folder_without_a_sitemap_is_told(made, capsys, tmp_path):
    assert made.run("preview", "--all", "--site-dir", str(tmp_path)) == 2
    assert "sitemap.xml" in capsys.readouterr().err


def test_an_address_needs_no_site_of_ones_own(sound, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    code = main(["preview", f"{sound.url}/", "--lang", "en"])

    told = capsys.readouterr().out
    assert TAGS["og:title"] in told
    assert "[address.insecure]" in told
    assert code == 1


def test_a_dead_line_is_told_and_gives_exit_code_3(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert main(["preview", f"http://127.0.0.1:{free_port()}/"]) == 3
    told = capsys.readouterr().err
    assert "Không hỏi được http://127.0.0.1" in told
    assert "Traceback" not in told


def test_the_two_previews_are_drawn(made, tmp_path, capsys):
    file = tmp_path / "xem.PNG"

    made.run("preview", "ban-tin/2026/mot", "--picture", str(file))

    assert str(file) in capsys.readouterr().out
    with Image.open(file) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1000
        colours = picture.convert("RGB").getcolors(1 << 24)
    assert max(colours)[1] != (0, 128, 128)
    assert any(
        all(abs(a - b) < 12 for a, b in zip(c, (0, 128, 128), strict=True)) for _, c in colours
    )


# --- drawing ---

WIDE = Card("Facebook", "THU.EXAMPLE", "Đối thoại quý IV " * 6, SUMMARY, "large")


def drawn(shape, picture=b""):
    kinds = (WIDE, Card("Zalo", "thu.example", WIDE.title, SUMMARY, shape))
    return drawing.draw([Card(*(*_parts(one)[:-1], shape)) for one in kinds], picture)


def _parts(card):
    return card.service, card.host, card.title, card.description, card.picture


def teal(data):
    with Image.open(io.BytesIO(data)) as picture:
        found = picture.convert("RGB").getcolors(1 << 24)
    return sum(
        n for n, c in found if all(abs(a - b) < 8 for a, b in zip(c, (0, 128, 128), strict=True))
    )


def test_a_large_picture_is_drawn_large_a_small_one_small_and_none_not_at_all():
    photo = jpeg()

    large, small, none = (
        teal(drawn("large", photo)),
        teal(drawn("small", photo)),
        teal(drawn("none", photo)),
    )

    assert large > 5 * small > 0
    assert none == 0


def test_the_same_preview_is_drawn_alike():
    assert drawn("large", jpeg()) == drawn("large", jpeg())


def test_a_picture_that_breaks_off_is_left_out():
    assert teal(drawn("large", jpeg()[:700])) == 0


WORD = st.text(alphabet="aăđớựWi,.", min_size=1, max_size=30)


@given(st.lists(WORD, max_size=30).map(" ".join), st.integers(60, 600), st.integers(1, 3))
def test_lines_keep_their_width_and_number_and_tell_what_is_left_out(text, width, most):
    font = drawing._font("Regular", 20)

    lines = drawing.wrap(text, font, width, most)

    assert len(lines) <= most
    assert all(font.getlength(line) <= width for line in lines)
    if "".join(lines).replace("…", "") != "".join(text.split()).replace("…", ""):
        whole = " ".join(lines)
        assert "…" in whole or whole.split() == text.split()
