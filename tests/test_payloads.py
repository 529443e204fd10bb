"""Whatever somebody writes into content, nothing of it acts: in no page, listing, feed or file."""

import html
import json
import re
import shutil
import tempfile
from pathlib import Path

import lxml.html
import pytest
from browsing import CHROMIUM, FLAGS, needs_browser, report, script
from hostile import build_hostile
from lxml import etree
from payloads import CLASSES, PAYLOADS, numbered
from playwright.sync_api import sync_playwright
from servers import headers_for, needs, nginx
from sitemaker import make_site

from generator.catalog.clean import Cleaner
from generator.catalog.markdown import Converter
from generator.plugin.standing import below_title, boxed_tables

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\u200b\ufffe\uffff]"
)
SCRIPTED = re.compile(r"^(?:[\x00-\x20]*)(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
NEVER = (
    *("style", "iframe", "object", "embed", "base", "svg", "math", "form", "input", "button"),
    *("meta", "link", "script", "template", "noscript", "video", "audio", "textarea", "select"),
)
# Each page is parsed as a browser does and looked into; those of `live` are also opened, in frames
# of a page that looks: quicker than one after another.
LOOK_INTO = """async ([addresses, live, known]) => {
    const look = %s;
    const faults = [];
    const moment = () => new Promise((done) => setTimeout(done, 5));
    const tell = (address, page) => {
        const isPage = !address.startsWith("/doc/");
        const root = isPage ? page : page.body ?? page;
        for (const fault of look(root, { ...known, isPage })) faults.push(`${address} ${fault}`);
    };
    const each = async (list, work) => {
        const waiting = [...list];
        const go = async () => { while (waiting.length) await work(waiting.shift()); };
        await Promise.all([go(), go(), go(), go()]);
    };
    await each(addresses, async (address) => {
        const text = await (await fetch(address)).text();
        tell(address, new DOMParser().parseFromString(text, "text/html"));
    });
    await each(live, async (address) => {
        const frame = document.createElement("iframe");
        frame.width = frame.height = 600;
        const loaded = new Promise((done) => { frame.onload = done; });
        frame.src = address;
        document.body.append(frame);
        await loaded;
        const page = frame.contentDocument;
        for (const one of page.querySelectorAll("details:not([class])")) one.open = true;
        tell(address, page);
        if (address.startsWith("/doc/")) {
            // what a script that copies a text from here to there would make of it
            const again = document.createElement("div");
            again.innerHTML = page.body.innerHTML;
            document.body.append(again);
            tell(address, again);
            await moment();
            again.remove();
        }
        await moment();
        frame.remove();
    });
    // what is still on its way
    await new Promise((done) => setTimeout(done, 100));
    await window.caught("");
    return faults;
}"""
TRAP = """(() => {
    for (const name of ["ran", "alert", "confirm", "prompt", "print"]) {
        const value = (what) => window.caught(`${name} ${what} in ${location}`);
        Object.defineProperty(window, name, { value });
    }
    if (window.top !== window) {
        addEventListener("securitypolicyviolation", (event) => {
            window.caught(`${event.effectiveDirective} ${event.blockedURI} in ${location}`);
        });
    }
})()"""


@pytest.fixture(scope="module")
def www():
    """A folder that nginx' unprivileged worker may enter; pytest's own it may not."""
    root = Path(tempfile.mkdtemp(prefix="bantin-www-"))
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return build_hostile(tmp_path_factory.mktemp("doc"), PAYLOADS, every=24, whole=False)


def pages_of(folder):
    return sorted(folder.rglob("*.html"))


def feed_texts(folder):
    """Return every text that a feed reader shows as HTML, once."""
    found = {}
    for path in sorted(folder.rglob("*.xml")):
        if path.name not in ("rss.xml", "atom.xml"):
            continue
        tree = etree.parse(path)
        # that of a channel is text (RSS Advisory Board profile), that of an item is HTML
        for element in tree.iterfind(".//item/description"):
            found.setdefault(element.text or "", path)
        for element in tree.iter(CONTENT, f"{ATOM}content"):
            assert element.get("type", "html") == "html"
            found.setdefault(element.text or "", path)
    for path in sorted(folder.rglob("feed.json")):
        for item in json.loads(path.read_bytes())["items"]:
            found.setdefault(item.get("content_html", ""), path)
    return found


def cleaned(site, payload, mode):
    """Return what a body, or a standing page, makes of *payload*."""
    made, _ = Converter("{}").convert(payload)
    if mode == "body":
        return Cleaner(site).clean(made, "ban-tin/2026/x.md")[0]
    return boxed_tables(Cleaner(site, host_page="x/").clean(below_title(made), "x.md")[0])


def faults_of_text(text):
    """Say what of an editor's text, as HTML, would act."""
    tree = lxml.html.document_fromstring(f"<html><body><div>{text}</div></body></html>")
    for element in tree.iterdescendants():
        if not isinstance(element.tag, str):
            yield f"not an element: {element}"
            continue
        if element.tag in NEVER:
            yield f"<{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "name", "target", "ping", "srcdoc"):
                yield f"{name} of <{element.tag}>"
            if name in ("href", "src", "cite", "srcset") and SCRIPTED.match(value):
                yield f"{value} in <{element.tag}>"
            is_foreign = value.startswith(("http", "//", "\\")) and "thu.example" not in value
            if name in ("src", "srcset") and is_foreign:
                yield f"{value} in <{element.tag}>"


# --- without a browser ---


def test_there_are_payloads_of_every_class_and_none_twice():
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 300
    assert all(len(group) >= 10 for group in CLASSES.values())


@pytest.mark.parametrize("mode", ["body", "standing"])
@pytest.mark.parametrize("name", CLASSES)
def test_a_text_that_would_act_is_cleaned(site, name, mode):
    setting = site().setup.site
    wrong = []
    for payload in CLASSES[name]:
        clean = cleaned(setting, numbered(payload, 1), mode)
        wrong += [f"{payload!r}: {fault} in {clean!r}" for fault in faults_of_text(clean)]
    report(wrong)


def test_what_is_refused_is_refused_for_what_it_says(hostile):
    codes = {code for found in hostile.refused.values() for code in found}

    assert codes <= {"file.missing", "file.type", "file.outside", "text.too-short"}
    assert len(hostile.refused) < len(PAYLOADS) / 10  # the rest is published, and harmless


def test_every_file_for_machines_is_what_it_says(hostile):
    seen = set()
    for path in sorted(hostile.folder.rglob("*")):
        name = path.name
        if path.suffix in (".xml", ".opml", ".svg"):
            etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
        elif path.suffix in (".json", ".webmanifest"):
            json.loads(path.read_bytes())
        elif name == "_redirects":
            lines = path.read_text("utf-8").splitlines()
            assert all(re.fullmatch(r"/[!-~]* /[!-~]* 301", line) for line in lines)
        elif name in ("_headers", "robots.txt"):
            assert "khac.example" not in path.read_text("utf-8")
        else:
            continue
        seen.add(path.suffix or name)
    assert seen == {
        ".xml",
        ".opml",
        ".svg",
        ".json",
        ".webmanifest",
        "_redirects",
        "_headers",
        ".txt",
    }


def test_no_file_has_a_character_that_is_not_seen_or_turns_a_line_round(hostile):
    wrong = []
    for path in sorted(hostile.folder.rglob("*")):
        if path.suffix in (".html", ".xml", ".json", ".opml", ".webmanifest", ".svg"):
            text = path.read_text("utf-8")
            text = html.unescape(text) if path.suffix == ".html" else text
            if (found := UNWANTED.search(text)) is not None:
                near = text[max(0, found.start() - 60) : found.end() + 20]
                wrong.append(f"{path.relative_to(hostile.folder)}: {found[0]!r} in {near!r}")
    report(wrong[:20])


def test_templates_and_patterns_in_a_text_are_text(hostile):
    number = PAYLOADS.index("{{ 7*7 }}{{ ran() }}")
    page = (hostile.folder / f"ban-tin/2026/than-{number}/index.html").read_text("utf-8")

    assert f"{{{{ 7*7 }}}}{{{{ ran({number}) }}}}" in page


# --- in a real browser ---


def own_script(folder):
    """Return the script that our pages have in themselves."""
    page = (folder / "index.html").read_text("utf-8")
    return re.search(r"<script>(.*?)</script>", page, re.DOTALL)[1]


def prepare(folder, root):
    """
    Copy the site to *root* without the policy in its pages, and add what readers of feeds see.

    So nothing but our cleaning stands between a payload and the browser; what the policy would have
    forbidden is reported by a header, and done.
    """
    shutil.copytree(folder, root)
    for path in pages_of(root):
        path.write_bytes(POLICY.sub(b"", path.read_bytes()))
    (root / "doc").mkdir()
    texts = [text.replace('src="https://thu.example/', 'src="/') for text in feed_texts(folder)]
    site = make_site(root.parent / "nguon").setup.site
    for mode in ("body", "standing"):
        texts += [cleaned(site, numbered(one, n), mode) for n, one in enumerate(PAYLOADS)]
    for number in range(0, len(texts), 20):
        parts = "".join(f"<section>{one}</section>" for one in texts[number : number + 20])
        page = f"<!doctype html><meta charset=utf-8><title>x</title><body>{parts}</body>"
        (root / f"doc/{number}.html").write_text(page, "utf-8")
    (root / "nhin.html").write_text("<!doctype html><title>x</title><body></body>")


def reporting(headers):
    """Return *headers* that report what the pages' policy forbids, and forbid nothing."""
    return headers.replace(
        "Content-Security-Policy", "Content-Security-Policy-Report-Only"
    ).replace("; frame-ancestors 'none'", "")


class Watch:
    """A browser that writes down what acts in a page, whom it asks and what it finds there."""

    def __init__(self, browser, site, own):
        self.site, self.own, self.caught = site, own, []
        self._context = context = browser.new_context(service_workers="block")
        context.expose_function("caught", self._catch)
        context.add_init_script(TRAP)
        context.on("request", self._ask)
        self.page = context.new_page()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._context.close()

    def _catch(self, what):
        self.caught += [what] if what else []

    def _ask(self, request):
        if not request.url.startswith((f"{self.site}/", "https://thu.example/")):
            self.caught.append(f"asked for {request.url}")

    def faults(self, addresses, live):
        """Look into *addresses*, open those of *live*; return all that was found and caught."""
        self.page.goto(f"{self.site}/nhin.html")
        known = {"own": self.own, "hosts": [self.site.removeprefix("http://"), "thu.example"]}
        found = self.page.evaluate(LOOK_INTO % script("active"), [addresses, live, known])
        return [*found, *self.caught]


@pytest.fixture(scope="module")
def chromium():
    flags = [*FLAGS, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


def addresses_of(root):
    """Return the pages of *root* on which a reader stays."""
    staying = [p for p in pages_of(root) if b'http-equiv="refresh"' not in p.read_bytes()]
    paths = ["/" + p.relative_to(root).as_posix().removesuffix("index.html") for p in staying]
    return [path for path in paths if path != "/nhin.html"]


@needs_browser
@needs("nginx")
def test_nothing_runs_and_nobody_is_asked_whatever_was_written(hostile, www, chromium):
    root = www / "a" / "current"
    prepare(hostile.folder, root)
    headers = reporting(headers_for(hostile.folder.parent, "nginx"))
    with nginx(www / "nginx", root.parent, headers=headers) as site:
        pages = addresses_of(root)
        texts = [path for path in pages if path.startswith("/doc/")]
        others = [path for path in pages if path not in texts]
        with Watch(chromium, site, own_script(hostile.folder)) as watch:
            report(watch.faults(pages, texts + others[::12]))


# What the trap must catch, and by what word it tells.
PLANTED = {
    "<img src=/x.png onerror=ran(1)>": ("attribute", "ran 1", "script-src-attr"),
    "<script>ran(2)</script>": ("script", "ran 2", "script-src-elem"),
    "<svg onload=alert(3)></svg>": ("element", "alert 3"),
    "<img src=https://khac.example/4.png>": ("address", "asked for", "img-src"),
    "<a href=javascript:ran(5)>x</a>": ("scheme",),
    "<p style='color:red'>x</p>": ("attribute", "style-src-attr"),
    "<style>@import '//khac.example/x.css'</style>": ("element", "asked for", "style-src"),
    "<form action=/x></form>": ("element", "form"),
    "<a id=__main name=body>x</a>": ("name",),
    "<a id=__top>x</a>": ("an id of ours", "twice"),
    "<iframe srcdoc='<script>parent.ran(6)</script>'></iframe>": ("element", "ran 6"),
    "<abbr title='x'>x</abbr>": (),
}


@needs_browser
@needs("nginx")
def test_the_trap_catches_what_is_planted(built, www, chromium):
    root = www / "b" / "current"
    shutil.copytree(built.folder("english"), root)
    page = POLICY.sub(b"", (root / "ban-tin/2026/mot/index.html").read_bytes()).decode()
    start = '<div class="prose">'
    assert start in page
    for number, planted in enumerate(PLANTED):
        (root / f"{number}.html").write_text(page.replace(start, start + planted), "utf-8")
    (root / "nhin.html").write_text("<!doctype html><title>x</title><body></body>")
    headers = reporting(headers_for(built.folder("english").parent, "nginx"))
    with nginx(www / "nginx-2", root.parent, headers=headers) as site:
        for number, (planted, words) in enumerate(PLANTED.items()):
            with Watch(chromium, site, own_script(built.folder("english"))) as watch:
                found = watch.faults([], [f"/{number}.html"])
            for word in words:
                assert any(word in one for one in found), (planted, word, found)
            assert bool(found) == bool(words), (planted, found)


@pytest.mark.slow
@needs_browser
@needs("nginx")
@pytest.mark.parametrize("part", range(6))
def test_nothing_runs_in_any_field_of_anything(part, tmp_path, www, chromium):
    chosen = PAYLOADS[part::6]
    made = build_hostile(tmp_path, chosen, every=1, whole=True)
    root = www / f"c-{part}" / "current"
    prepare(made.folder, root)
    headers = reporting(headers_for(tmp_path, "nginx"))
    server = nginx(www / f"nginx-c-{part}", root.parent, headers=headers)
    with server as site, Watch(chromium, site, own_script(made.folder)) as watch:
        report(watch.faults(addresses_of(root), addresses_of(root)))
