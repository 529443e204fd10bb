"""What browsers are told to forbid: in every page, by real web servers, and held to by Chromium."""

import base64
import contextlib
import fnmatch
import gzip
import hashlib
import re
import shutil
import tempfile
from pathlib import Path

import lxml.html
import pytest
from browsing import CHROMIUM, FLAGS, needs_browser, report, served
from playwright.sync_api import expect, sync_playwright
from servers import caddy, free_port, get, headers_for, needs, nginx
from sitemaker import CONFIG, NOW, SampleSite, make_site, write_files
from templates import SITES, TEMPLATES

BY_SERVER = {"nginx": nginx, "caddy": caddy}
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
LOCKED = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
A_DAY = "public, max-age=86400"
LASTING, ASKED = "public, max-age=31536000, immutable", "no-cache"
# A path, the media type it must have, and what else it is sent with; None is the pages' policy.
ANSWERS = (
    ("", 200, "text/html", None, "same-origin", ASKED),
    ("ban-tin/", 200, "text/html", None, "same-origin", ASKED),
    ("khong-co", 404, "text/html", None, "same-origin", ASKED),
    ("khong-co.zip", 404, "text/html", None, "same-origin", ASKED),
    ("khong-co.xml", 404, "text/html", None, "same-origin", ASKED),
    ("404.html", 200, "text/html", None, "same-origin", ASKED),
    ("sw.js", 200, "text/javascript", None, "same-origin", ASKED),
    ("rss.xml", 200, "application/rss+xml", LOCKED, "cross-origin", ASKED),
    ("khan/atom.xml", 200, "application/atom+xml", LOCKED, "cross-origin", ASKED),
    ("khan/feed.json", 200, "application/feed+json", LOCKED, "cross-origin", ASKED),
    ("feeds.opml", 200, "text/x-opml", LOCKED, "cross-origin", ASKED),
    ("site.webmanifest", 200, "application/manifest+json", LOCKED, "cross-origin", ASKED),
    ("sitemap.xml", 200, "text/xml", LOCKED, "cross-origin", ASKED),
    ("khan/hieu-luc.json", 200, "application/json", LOCKED, "cross-origin", ASKED),
    ("robots.txt", 200, "text/plain", LOCKED, "cross-origin", ASKED),
    ("assets/icon.svg", 200, "image/svg+xml", LOCKED, "cross-origin", ASKED),
    ("assets/bantin.*.js", 200, "text/javascript", None, "same-origin", LASTING),
    ("assets/bantin-reading.*.css", 200, "text/css", None, "same-origin", LASTING),
    ("assets/stylesheets/main.*.css", 200, "text/css", None, "same-origin", LASTING),
    ("assets/*.avif", 200, "image/avif", LOCKED, "cross-origin", A_DAY),
    ("assets/*-1200.jpg", 200, "image/jpeg", LOCKED, "cross-origin", A_DAY),
    ("the/*.jpg", 200, "image/jpeg", LOCKED, "cross-origin", ASKED),
    ("tep.pdf", 200, "application/pdf", "frame-ancestors 'none'", "cross-origin", ASKED),
    ("TEP.PDF", 200, "application/pdf", "frame-ancestors 'none'", "cross-origin", ASKED),
    ("tep.mp4", 200, "video/mp4", "frame-ancestors 'none'", "cross-origin", ASKED),
    ("tep.csv", 200, "text/csv", LOCKED, "cross-origin", ASKED),
    ("tep.zip", 200, "application/zip", LOCKED, "cross-origin", ASKED),
    ("tep.docx", 200, "application/vnd.openxml", LOCKED, "cross-origin", ASKED),
    # a day, which is no digest
    ("tep.20261120.pdf", 200, "application/pdf", "frame-ancestors 'none'", "cross-origin", ASKED),
    ("tep.20261120.png", 200, "image/png", LOCKED, "cross-origin", ASKED),
)
DOWNLOADS = (".csv", ".zip", ".docx", ".xlsx", ".pptx")
ATTACHMENTS = (
    *("tep.pdf", "TEP.PDF", "tep.mp4", "tep.csv", "tep.zip", "tep.docx"),
    *("tep.20261120.pdf", "tep.20261120.png"),
)


@pytest.fixture(scope="module")
def www():
    """Folders that a server's unprivileged worker may enter; pytest's own it may not."""
    root = Path(tempfile.mkdtemp(prefix="bantin-www-"))
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def roots(built, www):
    """The sites of `templates` as they would be served, the sample with all sorts of files."""
    found = {}
    for name in SITES:
        found[name] = www / name
        shutil.copytree(built.folder(name), found[name] / "current")
    for name in ATTACHMENTS:
        (found["sample"] / "current" / name).write_bytes(b"tep")
    return found


def policies(page):
    return re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)


def policy_of(folder):
    (policy,) = policies((folder / "index.html").read_text("utf-8"))
    return policy


def pages_of(folder):
    return [(path, path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))]


def digest(script):
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


# --- in the pages ---


@pytest.mark.parametrize("name", SITES)
def test_every_page_states_one_policy_before_all_that_it_governs(built, name):
    folder = built.folder(name)
    policy = policy_of(folder)
    for path, page in pages_of(folder):
        assert policies(page) == [policy], path
        before, _, _ = page.partition('<meta http-equiv="Content-Security-Policy"')
        governed = r'<script|<style|rel="(?:stylesheet|icon|manifest|apple-touch-icon|preload)'
        assert re.search(governed, before) is None, path
        first = page.encode().find(b"og:title")
        assert first < 300, path  # what previews are made of still comes first


@pytest.mark.parametrize("name", SITES)
def test_every_script_in_a_page_is_known_to_the_policy_by_its_digest(built, name):
    folder = built.folder(name)
    policy, seen = policy_of(folder), set()
    for path, page in pages_of(folder):
        tree = lxml.html.fromstring(page.encode())
        for script in tree.iter("script"):
            if script.get("type") == "application/ld+json":
                continue
            if script.get("src"):
                assert script.get("src").startswith("/assets/"), path
                continue
            # as it stands in the bytes: a browser takes the digest of that
            assert f"<script>{script.text}</script>" in page, path
            assert f"'sha256-{digest(script.text)}'" in policy, path
            seen.add(script.text)
        assert list(tree.iter("style")) == [], path
        assert tree.xpath("//@style") == [], path
    assert policy.count("sha256-") == len(seen) == 1


def test_nothing_is_allowed_that_is_not_needed(built):
    rules = {
        rule.split()[0]: rule.split()[1:] for rule in policy_of(built.folder("sample")).split(";")
    }

    assert rules.pop("script-src")[0] == "'self'"
    assert rules == {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'", "https://www.google.com"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["bantin"],
    }


def test_the_policy_costs_a_page_less_than_200_bytes(built):
    for path, page in pages_of(built.folder("sample")):
        without = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n', "", page)
        assert without != page
        cost = len(gzip.compress(page.encode(), 6)) - len(gzip.compress(without.encode(), 6))
        assert cost < 200, path


def test_https_is_locked_only_where_the_site_has_it_and_its_owner_wishes(tmp_path):
    def told(name, *changes):
        config = CONFIG
        for old, new in changes:
            config = config.replace(old, new)
        return headers_for(make_site(tmp_path / name, {"mkdocs.yml": config}).root, "nginx")

    plain, lock = (
        ("https://thu", "http://thu"),
        ("bantin:\n", "bantin:\n      headers: {hsts_days: 180}\n"),
    )
    wanted = 'add_header Strict-Transport-Security "max-age=15552000" always;'

    assert "Strict-" not in told("a")
    assert wanted in told("b", lock)
    assert "Strict-" not in told("c", plain, lock)


# --- the command ---


@pytest.mark.parametrize("server", BY_SERVER)
def test_headers_are_written_into_a_file_as_they_would_be_printed(sample, tmp_path, server, capsys):
    output = tmp_path / "moi/bantin-headers.conf"

    assert sample.run("headers", server, "--output", str(output)) == 0
    assert str(output) in capsys.readouterr().out
    assert output.read_text("utf-8") == headers_for(sample.root, server)


def test_a_server_that_is_not_known_and_a_folder_that_cannot_be_written_are_told(sample, capsys):
    with pytest.raises(SystemExit):
        sample.run("headers", "apache")
    assert sample.run("headers", "nginx", "-o", "/proc/khong/duoc") == 3
    assert "Traceback" not in capsys.readouterr().err


# --- for hosts that read a file ---


def rules_of(text):
    """Read `_headers` as its hosts do: a path at the left edge, its headers indented below it."""
    rules = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, []))
        else:
            assert line.startswith("  "), line
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return rules


def test_the_file_for_hosts_keeps_to_their_limits(built):
    text = (built.folder("sample") / "_headers").read_text("utf-8")
    rules = rules_of(text)

    assert len(rules) <= 100
    assert len({path for path, _ in rules}) == len(rules) - 1  # `/*.avif` has two
    for path, headers in rules:
        assert path.count("*") <= 1, path
        assert headers, path
        for name, value in headers:
            assert re.fullmatch(r"[A-Za-z-]+", name)
            assert value.isascii()
            assert value.isprintable()
    assert max(map(len, text.splitlines())) <= 2000


def test_no_file_of_the_site_has_a_header_by_two_rules_and_each_has_what_servers_send(roots):
    folder = roots["sample"] / "current"
    rules = rules_of((folder / "_headers").read_text("utf-8"))
    ours = f"{policy_of(folder)}; frame-ancestors 'none'"
    for file in folder.rglob("*"):
        if file.is_dir() or file.name in ("_headers", "_redirects"):
            continue
        address = "/" + file.relative_to(folder).as_posix().removesuffix("index.html")
        told = [one for path, given in rules if fnmatch.fnmatchcase(address, path) for one in given]
        names = [name for name, _ in told]
        assert len(set(names)) == len(names), address
        found = dict(told)
        assert found.items() >= COMMON.items(), address
        if file.suffix == ".html" or file.name == "sw.js":
            assert found["Content-Security-Policy"] == ours, address
        elif file.suffix in (".css", ".js"):
            assert found["Cache-Control"] == LASTING, address
        elif file.suffix == file.suffix.lower():
            is_seen_whole = file.suffix in (".pdf", ".mp4")
            policy = "frame-ancestors 'none'" if is_seen_whole else LOCKED
            assert found["Content-Security-Policy"] == policy, address
            assert found["Cross-Origin-Resource-Policy"] == "cross-origin", address
        is_download = file.suffix in DOWNLOADS
        assert found.get("Content-Disposition") == ("attachment" if is_download else None), address
        if "Cache-Control" in found:
            assert re.search(r"\.[0-9a-f]{8,}[.-]", address), address


# --- from real servers ---


@pytest.mark.parametrize("server", [pytest.param(n, marks=needs(n)) for n in BY_SERVER])
def test_each_sort_of_file_has_its_headers_exactly_once(roots, www, built, server):
    folder = roots["sample"] / "current"
    snippet = headers_for(built.folder("sample").parent, server)
    root = roots["sample"] if server == "nginx" else folder
    ours = f"{policy_of(folder)}; frame-ancestors 'none'"
    wrong = []
    with BY_SERVER[server](www / f"{server}-1", root, headers=snippet) as site:
        for path, status, media_type, policy, reach, kept in ANSWERS:
            real = path if "*" not in path else min(folder.glob(path)).relative_to(folder)
            found, headers, _ = get(f"{site}/{real}")
            wanted = COMMON | {
                "Content-Security-Policy": policy or ours,
                "Cross-Origin-Resource-Policy": reach,
                "Cache-Control": kept,
            }
            if path.endswith(DOWNLOADS) and status == 200:
                wanted["Content-Disposition"] = "attachment"
            for name in (*wanted, "Content-Disposition", "Strict-Transport-Security"):
                told = headers.get_all(name, [])
                once = [wanted[name]] if name in wanted else []
                wrong += [] if told == once else [f"{real}: {name} {told}"]
            (found_type,) = headers.get_all("Content-Type")
            is_right = found == status and found_type.startswith(media_type)
            wrong += [] if is_right else [f"{real}: {found} {found_type}"]
    report(wrong)


# --- in a real browser ---

# Everything on a page that can be used is used; what leads away is not followed.
USE_ALL = """async () => {
    const moment = () => new Promise((done) => setTimeout(done, 30));
    for (const one of document.querySelectorAll("summary")) one.click();
    for (const one of document.querySelectorAll("input[type=radio]")) one.click();
    for (const one of document.querySelectorAll("button[type=button]:not([hidden])")) {
        one.click();
        await moment();
    }
    const picture = document.querySelector("a.enlarge");
    if (picture) {
        picture.click();
        await moment();
        document.querySelector("dialog.large button").click();
    }
    document.dispatchEvent(new Event("visibilitychange"));
    dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    await moment();
}"""
WATCH = """(() => {
    window.forbidden = [];
    document.addEventListener("securitypolicyviolation", (event) => window.forbidden.push(
        `${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`));
})()"""


@pytest.fixture(scope="module")
def strict():
    """Chromium, with the policy in force, and a page that writes down what it was forbidden."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watched(strict):
    context = strict.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.clock.set_fixed_time(NOW)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.told = []
    page.on("console", lambda message: page.told.append(message.text))
    page.on("pageerror", lambda error: page.told.append(str(error)))
    yield page
    context.close()


@needs_browser
@needs("nginx")
def test_no_page_needs_what_it_is_forbidden_whatever_is_done_on_it(roots, www, built, watched):
    wrong = []
    with contextlib.ExitStack() as running:
        sites = {
            name: running.enter_context(
                nginx(
                    www / f"mo-{name}",
                    root,
                    headers=headers_for(built.folder(name).parent, "nginx"),
                )
            )
            for name, root in roots.items()
        }
        for template in TEMPLATES:
            watched.told.clear()
            address = sites[template.site] + template.path
            watched.goto(address)
            if template.leads_away:
                watched.wait_for_url(lambda now, address=address: now != address)
            watched.wait_for_load_state("load")
            watched.evaluate(USE_ALL)
            found = [*watched.evaluate("window.forbidden"), *watched.told]
            wrong += [f"{template.name}: {one}" for one in found if "404 (Not Found)" not in one]
    report(wrong)


# What Markdown's extensions write on a standing page, and Material's stylesheet has signs for.
NOTES = """\
!!! note "Chú ý"
    Một.

??? warning "Mở ra"
    Hai.

- [x] Ba[^1]

[^1]: Bốn.

| Năm | Sáu |
|-----|----:|
| 7   |   8 |

```python
x = 1
```
"""
EXTENSIONS = (
    "admonition, footnotes, tables, pymdownx.details, pymdownx.tasklist, pymdownx.superfences"
)


@needs_browser
def test_notes_on_standing_pages_have_their_signs(tmp_path, watched):
    config = f"{CONFIG}markdown_extensions: [{EXTENSIONS}]\n"
    sample = make_site(tmp_path, {"mkdocs.yml": config, "content/gioi-thieu.md": NOTES})
    assert sample.build("-q") == 0

    with served(tmp_path / "site") as site:
        watched.goto(f"{site}/gioi-thieu/", wait_until="load")
        for media in ("screen", "print"):
            watched.emulate_media(media=media)
            watched.wait_for_timeout(50)
        sign = "getComputedStyle(document.querySelector('.admonition-title'), '::before').maskImage"
        assert "data:image/svg" in watched.evaluate(sign)
        assert watched.evaluate("window.forbidden") == []


@needs_browser
@needs("nginx")
def test_the_form_that_asks_a_search_engine_may_be_sent(roots, www, built, watched):
    asked = []
    watched.route(
        "https://www.google.com/**",
        lambda route: (asked.append(route.request.url), route.fulfill(body="x"))[1],
    )
    with nginx(www / "tim", roots["sample"]) as site:
        watched.goto(f"{site}/tim-kiem/")
        watched.fill("#__query", "lương")
        watched.click(".search button")
        watched.wait_for_url("https://www.google.com/**")
    assert len(asked) == 1


SLIPPED_IN = {
    "a script": "<script>window.run = 1</script>",
    "a handler": '<img src="/x.png" onerror="window.run = 1">',
    "a script of another site": '<script src="https://khac.example/x.js"></script>',
    "a style": "<style>h1 { color: red }</style>",
    "a picture of another site": '<img src="https://khac.example/x.png">',
    "a frame": '<iframe src="/"></iframe>',
    "a base": '<base href="https://khac.example/">',
    "a form": '<form action="https://khac.example/" id="f"><button></button></form>',
    "an object": '<object data="/assets/icon.svg"></object>',
}


@needs_browser
@pytest.mark.parametrize("what", SLIPPED_IN)
def test_what_is_slipped_into_a_page_is_forbidden_by_the_page_itself(
    tmp_path, built, watched, what
):
    page = (built.folder("sample") / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("</main>", f"{SLIPPED_IN[what]}</main>"))

    with served(tmp_path) as site:
        watched.goto(f"{site}/", wait_until="load")
        if what == "a form":
            watched.evaluate("document.getElementById('f').requestSubmit()")
        watched.wait_for_timeout(50)
        assert watched.evaluate("window.forbidden.length") > 0
        assert watched.evaluate("window.run") is None


@needs_browser
def test_text_becomes_neither_markup_nor_code_by_a_script(built, watched):
    with served(built.folder("sample")) as site:
        watched.goto(f"{site}/")
        for way in (
            "document.body.innerHTML = '<b>x</b>'",
            "document.createElement('script').src = '/x.js'",
            "new DOMParser().parseFromString('x', 'text/html')",
            "trustedTypes.createPolicy('khac', {})",
            "trustedTypes.createPolicy('bantin', {})",
        ):
            told = watched.evaluate(f"() => {{ try {{ {way} }} catch (e) {{ return e.name }} }}")
            assert told == "TypeError", way


@needs_browser
@needs("nginx")
def test_the_worker_works_under_the_headers_and_pages_are_read_without_a_network(www, strict):
    port = free_port()
    root = www / "ngoai-tuyen"
    config = CONFIG.replace("https://thu.example/", f"http://127.0.0.1:{port}/")
    write_files(root, {"mkdocs.yml": config})
    sample = make_site(root, {"mkdocs.yml": config, "content/ban-tin/2026/mot.md": "+++\n+++\n"})
    assert SampleSite(sample.root).build("-q") == 0
    (root / "current").symlink_to("site")
    context = strict.new_context()
    page, told = context.new_page(), []
    context.on("console", lambda message: told.append(message.text))

    with nginx(www / "tho", root, port=port, headers=headers_for(root, "nginx")) as site:
        page.goto(f"{site}/ban-tin/2026/mot/")
        page.evaluate(
            "Promise.race([navigator.serviceWorker.ready.then(() => 1), "
            "new Promise((_, fail) => setTimeout(fail, 10_000, new Error('no worker')))])"
        )
        page.reload()
        page.evaluate(
            "async () => { while (!(await caches.match(location.pathname))) "
            "await new Promise((done) => setTimeout(done, 20)); }"
        )
    assert told == []
    page.reload()
    expect(page.locator("h1")).to_have_text("Tiêu đề thử")
    page.goto(f"{site}/khong-doc/")
    expect(page.locator("[data-kept-pages] li")).to_have_count(2)
    context.close()
