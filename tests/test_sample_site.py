"""The sample site: one of everything, built whole, without a fault a reader could meet."""

import re
import shutil
import unicodedata
from collections import Counter
from itertools import pairwise
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from feedrules import faults
from pages import parse
from sitemaker import NOW, ROOT, SampleSite, places, write_files

from generator.model.item import State
from generator.model.kinds import KINDS
from generator.model.spotlight import Spotlight
from generator.model.urgent import Level, Urgent

SITE_URL = "https://congdoan.thanhlam.example/"
FEEDS = ("rss.xml", "atom.xml", "feed.json")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("mau")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    site = SampleSite(root)
    assert site.build("--no-cache") == 0
    return site


@pytest.fixture(scope="module")
def pages(sample):
    return {p: parse(data) for p, data in sample.built().items() if p.endswith(".html")}


@pytest.fixture(scope="module")
def articles(sample):
    return sample.catalog().articles


def test_the_content_has_no_fault_and_no_warning(sample):
    assert places(sample.check()) == []


def test_there_are_enough_units_topics_authors_and_items(sample, articles):
    registers = sample.catalog().registers
    depth = max(len(lineage) for lineage in registers.units.lineages.values())

    assert len(registers.units.units) >= 12
    assert depth >= 3
    assert len(registers.topics) >= 8
    assert len(registers.authors) >= 6
    assert len(articles) >= 36
    assert {a.item.publish_at.year for a in articles} >= {2024, 2025, 2026}


def test_every_feed_is_sound(sample):
    files = {p: d for p, d in sample.built().items() if p.endswith(FEEDS)}

    assert len(files) > 3 * 30
    assert [fault for p, data in files.items() for fault in faults(p, data, SITE_URL)] == []


def test_every_kind_state_and_grade_occurs(articles):
    kinds = Counter(a.kind.name for a in articles)
    states = Counter(a.item.state(NOW) for a in articles)

    assert set(kinds) == {kind.name for kind in KINDS}
    assert kinds["spotlight"] >= 8
    assert kinds["urgent"] >= 4
    assert set(states) == set(State)
    assert {a.item.level for a in articles if isinstance(a.item, Urgent)} == set(Level)
    assert any(isinstance(a.item, Urgent) and a.item.supersedes for a in articles)


@pytest.mark.parametrize(
    "name",
    [
        *("topics", "campaign", "authors", "cover", "source", "attachments", "expires_at"),
        *("approved_by", "pinned_until", "related", "aliases", "id", "corrections", "withdrawn"),
    ],
)
def test_every_common_field_is_used(articles, name):
    assert any(getattr(a.item, name) for a in articles)


def test_every_field_of_a_spotlight_is_used(articles):
    spotlights = [a.item for a in articles if isinstance(a.item, Spotlight)]
    people = [h for item in spotlights for h in item.honourees]

    assert max(len(item.honourees) for item in spotlights) >= 3
    assert any(item.quote for item in spotlights)
    assert any(h.photo and h.consent for h in people)
    assert any(h.photo is None for h in people)


@pytest.mark.parametrize(
    "mark",
    ["<table", "<figure", "<ol", "<ul", "<blockquote", 'class="footnote"', "admonition", "<abbr"],
)
def test_bodies_have_one_of_everything(articles, mark):
    assert any(mark in a.body.text for a in articles)


def test_a_long_read_has_a_table_of_contents_and_a_short_one_has_none(sample, articles):
    longest = max(articles, key=lambda a: a.body.words)
    shortest = min(
        (a for a in articles if a.item.state(NOW) is State.LIVE and not a.body.headings),
        key=lambda a: a.body.words,
    )

    heading = longest.body.headings[0]
    assert f'href="#{heading.id}"' in sample.read(f"{longest.path}index.html")
    assert 'href="#' in sample.read(f"{longest.path}index.html")
    assert 'class="contents' not in sample.read(f"{shortest.path}index.html")


def test_every_text_is_nfc(sample):
    for path, data in sample.built().items():
        if path.endswith((".html", ".xml")):
            assert unicodedata.is_normalized("NFC", data.decode()), path


def test_every_link_leads_somewhere(sample, pages):
    files = set(sample.built())
    ids = {path: set(page.ids()) for path, page in pages.items()}
    for path, page in pages.items():
        here = urljoin(SITE_URL, path.removesuffix("index.html"))
        for address in page.addresses():
            target, fragment = urldefrag(urljoin(here, address))
            if not target.startswith(SITE_URL):
                continue
            file = unquote(target.removeprefix(SITE_URL))
            file = f"{file}index.html" if file == "" or file.endswith("/") else file
            assert file in files, f"{path} leads to {address}"
            if fragment and file in ids:
                assert fragment in ids[file], f"{path} leads to {address}"


def test_pages_are_well_formed(pages):
    for path, page in pages.items():
        if path.startswith("assets/"):
            continue
        assert page.faults == [], path
        repeated = [name for name, count in Counter(page.ids()).items() if count > 1]
        assert repeated == [], path


def reading(pages):
    """Leave redirects out: nobody reads them."""
    return {
        p: page
        for p, page in pages.items()
        if not any(m.get("http-equiv") == "refresh" for m in page.named("meta"))
    }


def test_every_page_has_language_title_description_and_one_heading(pages):
    for path, page in reading(pages).items():
        assert page.named("html")[0]["lang"] == "vi", path
        assert page.texts["title"][0].strip(), path
        assert page.meta("description"), path
        assert len(page.named("h1")) == 1, path
        assert len(page.named("main")) == 1, path


def test_headings_step_down_one_at_a_time(pages):
    for path, page in reading(pages).items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
        steps = [b - a for a, b in pairwise(levels)]
        assert max(steps, default=0) <= 1, f"{path}: {levels}"


def test_every_picture_has_a_text_and_a_size(pages):
    for path, page in pages.items():
        for picture in page.named("img"):
            assert "alt" in picture, path
            assert int(picture["width"]) > 0, path
            assert int(picture["height"]) > 0, path


def test_articles_tell_crawlers_what_they_are(sample, pages):
    for article in sample.edition().live:
        page = pages[f"{article.path}index.html"]
        assert page.meta("og:title") == article.item.title
        assert page.meta("og:type") == "article"
        assert page.meta("og:locale") == "vi_VN"
        assert page.meta("og:url") == f"{SITE_URL}{article.path}"
        assert len(page.meta("og:description")) <= 200
        assert page.meta("article:published_time") == article.item.publish_at.isoformat()
        (canonical,) = [link for link in page.named("link") if link.get("rel") == "canonical"]
        assert canonical["href"] == f"{SITE_URL}{article.path}"
        if article.item.cover is not None:
            assert page.meta("og:image").startswith(SITE_URL)
            assert page.meta("og:image:width").isdigit()


def test_dates_are_written_as_in_vietnam_and_for_machines(sample):
    article = next(a for a in sample.edition().live if a.kind.name == "bulletin")
    page = sample.read(f"{article.path}index.html")
    at = article.item.publish_at

    assert f'datetime="{at:%Y-%m-%dT%H:%M}+07:00"' in page
    assert f"{at:%d/%m/%Y}" in page
    assert re.search(r"(Thứ (Hai|Ba|Tư|Năm|Sáu|Bảy)|Chủ nhật), \d\d/\d\d/\d{4}", page)


def test_the_footer_gives_the_organisations_facts(sample, pages):
    organisation = sample.setup.site.settings.organisation
    for path, page in reading(pages).items():
        footer = " ".join(page.texts["footer"][-1].split())
        for fact in (organisation.name, organisation.address, organisation.phone):
            assert fact in footer, path
        assert organisation.responsible in footer


def test_consent_is_never_published(sample, articles):
    everything = b"".join(sample.built().values())
    for article in articles:
        if isinstance(article.item, Spotlight):
            for honouree in article.item.honourees:
                if honouree.consent and len(honouree.consent.by) > 25:
                    assert honouree.consent.by.encode() not in everything


def test_no_page_carries_a_script_of_content_or_a_style_attribute(pages):
    for path, page in pages.items():
        for tag, attributes in page.elements:
            assert not any(name.startswith("on") for name in attributes), path
            assert "style" not in attributes, path
            if tag == "script":
                assert attributes.get("src", "/").startswith(("/", "..")), path


def test_every_page_loads_one_script_and_only_after_its_text(pages):
    for path, page in reading(pages).items():
        early, script, *data = page.named("script")
        assert all(one == {"type": "application/ld+json"} for one in data), path  # is not run
        assert early == {}, path  # a few words in the page itself: the reader's choice of look
        assert "defer" in script, path
        assert script["src"].startswith("/assets/bantin."), path


def test_readers_get_styles_and_scripts_without_remarks_and_indentation(sample):
    ours = re.compile(r"assets/bantin.*\.(css|js)$|sw\.js$")
    joined = {path: data for path, data in sample.built().items() if ours.match(path)}

    assert len(joined) == 4
    for path, data in joined.items():
        assert not re.search(rb"/\*|^\s*//|^ ", data, re.MULTILINE), path


def guide_examples():
    text = (ROOT / "content/huong-dan-bien-tap.md").read_text("utf-8")
    form = r"^Tệp `content/([^`]+)`:\s*\n+```markdown\n(.*?)^```$"
    return re.findall(form, text, re.MULTILINE | re.DOTALL)


def test_the_guide_has_an_example_of_each_kind():
    folders = {path.partition("/")[0] for path, _ in guide_examples()}

    assert folders == {kind.folder for kind in KINDS}
    assert len(guide_examples()) >= 6


@pytest.mark.parametrize(("path", "text"), guide_examples(), ids=lambda value: value[:40])
def test_an_example_of_the_guide_passes_the_checker(sample, tmp_path, path, text):
    root = tmp_path / "mau"
    shutil.copytree(sample.root, root, ignore=shutil.ignore_patterns("site", "theme"))
    (root / "mkdocs.yml").write_text(
        (ROOT / "mkdocs.yml")
        .read_text()
        .replace("custom_dir: theme", f"custom_dir: {ROOT / 'theme'}")
    )
    write_files(root, {f"content/{path}": text})

    assert places(SampleSite(root).check()) == []


def test_the_pictures_are_drawn_by_the_script_beside_them():
    drawn = (ROOT / "scripts/draw-pictures").read_text("utf-8")
    for picture in sorted((ROOT / "content").rglob("*.jpg")):
        assert picture.stem in drawn, picture
