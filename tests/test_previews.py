"""What every page says in its head: tags for link previews, and data for machines that read it."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import parse
from PIL import Image
from sitemaker import CONFIG, NOW, SampleSite, make_site
from templates import OPTIONS, SITES, TEMPLATES

from generator.messages.words import Words
from generator.model import permalink
from generator.model.kinds import KINDS
from generator.outputs import structured
from generator.outputs.cards import common_view
from generator.outputs.descriptions import LONGEST, SHORTEST, beginning, describe
from generator.preview.examining import Examiner
from generator.preview.fetching import FACEBOOK, Client
from generator.preview.folder import Folder
from generator.preview.rules import judge
from generator.preview.serving import serving

LOCALES = {"vi": "vi_VN", "en": "en_GB"}
# As long as pictures of 1200 × 630 px are not made for every item.
HOSTILE = {
    "nhay": 'Anh "Ba" & chị \'Tư\' nói: "Được!"',
    "the": "Hết </script><script>alert(1)</script> <!-- rồi --> <b>đậm</b>",
    "cam-xuc": "Chúc mừng 🎉 👩‍🏭 tổ 3 ✅",
    "gach": "Đường dẫn C:\\tin\\bai \\u003c và 100% & hết",
    "dau": "Dòng một\u2028dòng hai {{ shell.name }} {% raw %}",
}


def built(name, root):
    root.mkdir(parents=True)
    site = SITES[name](root)
    assert site.build("-q", "--no-cache") == 0
    return site


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    published = [name for name in SITES if name not in OPTIONS]  # no link to a preview is shared
    made = {name: built(name, tmp_path_factory.mktemp(name) / "a") for name in published}
    yield made
    for site in made.values():
        site.open.close()


@pytest.fixture(scope="module")
def pages(sites):
    """Every page of each site that is no redirect, by site and path."""
    found = {}
    for name, site in sites.items():
        for path, data in site.built().items():
            page = parse(data) if path.endswith(".html") else None
            if page and not any(meta.get("http-equiv") == "refresh" for meta in page.named("meta")):
                found[name, path] = page
    return found


@pytest.fixture(scope="module")
def editions(sites):
    return {name: site.edition() for name, site in sites.items()}


@pytest.fixture(scope="module")
def listed(pages):
    return {key: page for key, page in pages.items() if page.meta("robots") != "noindex"}


@pytest.fixture(scope="module")
def unlisted(pages):
    return {key: page for key, page in pages.items() if page.meta("robots") == "noindex"}


def canonical(page):
    return [link["href"] for link in page.named("link") if link.get("rel") == "canonical"]


def data_of(page):
    """Return the nodes of the page's data block by their type."""
    blocks = [
        text
        for script, text in zip(page.named("script"), page.texts["script"], strict=True)
        if script.get("type") == "application/ld+json"
    ]
    assert len(blocks) == 1
    graph = json.loads(blocks[0])
    assert graph["@context"] == "https://schema.org"
    nodes = {node["@type"]: node for node in graph["@graph"]}
    assert len(nodes) == len(graph["@graph"])
    return nodes


def own_path(site, path):
    return site.setup.site.url + path.removesuffix("index.html")


# --- tags ---


def test_every_sort_of_page_is_looked_at(pages):
    for template in TEMPLATES:
        if not template.leads_away and template.site not in OPTIONS:
            file = permalink.file_of(template.path.lstrip("/"))
            assert (template.site, file) in pages, template.name


def test_the_tags_stand_first_after_the_charset(pages):
    for key, page in pages.items():
        inside = [(tag, a) for tag, a in page.elements if tag not in ("html", "head")]
        assert inside[0] == ("meta", {"charset": "utf-8"}), key
        names = [a.get("property", "") for tag, a in inside[1:]]
        count = sum(name.startswith(("og:", "article:")) for name in names)
        assert all(name.startswith(("og:", "article:")) for name in names[:count]), key
        assert names[0] == "og:title", key


def test_the_title_is_the_pages_own_without_the_sites_name(sites, pages):
    for (name, path), page in pages.items():
        site = sites[name].setup.site
        title = page.meta("og:title")
        assert title, path
        assert page.meta("og:site_name") == site.name
        whole = site.name if path == "index.html" else f"{title} – {site.name}"
        assert page.texts["title"] == [whole]
        assert path == "index.html" or site.name not in title, path


def test_descriptions_have_60_to_200_characters_everywhere(pages):
    for key, page in pages.items():
        told = page.meta("og:description")
        assert SHORTEST <= len(told) <= LONGEST, (key, told)
        assert told == page.meta("description"), key


def test_a_page_gives_one_address_of_its_own(sites, listed):
    for (name, path), page in listed.items():
        url = own_path(sites[name], path)
        assert page.meta("og:url") == url
        assert canonical(page) == [url]


def test_addresses_are_absolute_ascii_and_short(sites, listed):
    for (name, path), page in listed.items():
        given_ = [page.meta(tag) for tag in ("og:url", "og:image", "og:image:secure_url")]
        for url in filter(None, given_):
            assert url.startswith(sites[name].setup.site.url), path
            assert url.isascii()
            assert len(url) <= 100, url


def test_no_tag_stands_twice(pages):
    for key, page in pages.items():
        names = [meta.get("property") or meta.get("name") for meta in page.named("meta")]
        twice = {n for n, count in Counter(filter(None, names)).items() if count > 1}
        assert twice <= {"article:tag", "theme-color"}, key


def test_pages_are_articles_or_the_site_and_in_its_language(sites, editions, listed):
    items = {(n, permalink.file_of(f.path)) for n, one in editions.items() for f in one.live}
    for (name, path), page in listed.items():
        site = sites[name]
        is_item = (name, path) in items
        assert page.meta("og:type") == ("article" if is_item else "website"), path
        assert page.meta("og:locale") == LOCALES[site.setup.site.language]


def test_articles_say_when_where_and_about_what(editions, listed):
    seen = 0
    for name, edition in editions.items():
        words = Words(edition.catalog.site.language)
        for face in edition.live:
            page = listed[name, permalink.file_of(face.path)]
            item, names = face.item, face.names
            tags = [m["content"] for m in page.named("meta") if m.get("property") == "article:tag"]
            campaign = [names.campaign.name] if names.campaign else []
            assert page.meta("article:published_time") == item.publish_at.isoformat()
            assert page.meta("article:modified_time") == item.updated_at(NOW).isoformat()
            assert page.meta("article:section") == words(f"kind.{face.kind.name}")
            assert tags == [topic.name for topic in names.topics] + campaign
            seen += bool(tags)
    assert seen > 20


def test_other_pages_say_nothing_of_articles(listed, unlisted):
    for key, page in {**listed, **unlisted}.items():
        if page.meta("og:type") == "website":
            names = [meta.get("property", "") for meta in page.named("meta")]
            assert not [name for name in names if name.startswith("article:")], key


def test_a_picture_comes_with_all_that_is_known_of_it(sites, pages):
    seen = 0
    for (name, path), page in pages.items():
        url, site = page.meta("og:image"), sites[name]
        large = "summary_large_image" if url else "summary"
        assert page.meta("twitter:card") == large, path
        names = [meta.get("property", "") for meta in page.named("meta")]
        if not url:
            assert not [one for one in names if one.startswith("og:image")], path
            continue
        seen += 1
        file = site.root / "site" / url.removeprefix(site.setup.site.url)
        with Image.open(file) as picture:
            size, kind = picture.size, Image.MIME[picture.format]
        assert page.meta("og:image:secure_url") == url
        assert (page.meta("og:image:width"), page.meta("og:image:height")) == tuple(map(str, size))
        assert page.meta("og:image:type") == kind
        assert page.meta("og:image:alt")
        assert page.meta("twitter:image:alt") == page.meta("og:image:alt")
    assert seen > 10


def test_a_site_without_https_gives_no_secure_picture(site):
    config = CONFIG.replace("https://", "http://")
    cover = "+++\ncover: {image: anh.jpg, alt: Ảnh}\n+++\n"
    files = {"content/ban-tin/2026/mot.md": cover, "content/ban-tin/2026/anh.jpg": ""}
    sample = site({"mkdocs.yml": config, **files})
    assert sample.build("-q") == 0

    page = parse(sample.built()["ban-tin/2026/mot/index.html"])

    assert page.meta("og:image").startswith("http://thu.example/")
    assert page.meta("og:image:secure_url") == ""


# --- what is gone ---


def test_what_is_gone_or_missing_is_previewed_as_that_and_nothing_else(editions, unlisted):
    gone = editions["sample"].gone.values()
    assert len(gone) >= 2
    for face in gone:
        page = unlisted["sample", permalink.file_of(face.path)]
        told = [meta.get("content", "") for meta in page.named("meta")] + page.texts["title"]
        assert not any(face.item.title in text or face.item.summary in text for text in told)
        assert page.meta("og:title") in page.texts["h1"]
    for key, page in unlisted.items():
        assert page.meta("og:url") == "", key
        assert canonical(page) == [], key
        assert page.meta("og:image") == common_view(editions[key[0]].catalog.site).url, key
        assert not any(s.get("type") == "application/ld+json" for s in page.named("script")), key


# --- data for machines ---


def test_the_article_says_what_search_engines_ask_for(editions, listed):
    kinds = set()
    for name, edition in editions.items():
        language = edition.catalog.site.language
        words = Words(language)
        for face in edition.live:
            page, item, names = listed[name, permalink.file_of(face.path)], face.item, face.names
            told = data_of(page)["NewsArticle"]
            kinds.add(face.kind.name)
            assert told["headline"] == item.title[:110]
            assert told["description"] == page.meta("og:description")
            assert told["datePublished"] == page.meta("article:published_time")
            assert told["dateModified"] == page.meta("article:modified_time")
            assert told["mainEntityOfPage"] == page.meta("og:url")
            assert told["articleSection"] == words(f"kind.{face.kind.name}")
            assert told["inLanguage"] == language
            assert told["isAccessibleForFree"] is True
            campaign = [names.campaign.name] if names.campaign else []
            assert told.get("keywords", []) == [topic.name for topic in names.topics] + campaign
            assert told["publisher"] == {"@id": data_of(page)["Organization"]["@id"]}
            names_told = [author["name"] for author in told["author"]]
            assert names_told == [author.name for author in names.authors] or (
                not names.authors and names_told == [names.lineage[0].name]
            )
            assert {author["@type"] for author in told["author"]} <= {"Person", "Organization"}
            if page.meta("og:image"):
                assert told["image"] == {
                    "@type": "ImageObject",
                    "url": page.meta("og:image"),
                    "width": int(page.meta("og:image:width")),
                    "height": int(page.meta("og:image:height")),
                }
            else:
                assert "image" not in told
            in_force = [c.note for c in sorted(item.corrections, key=lambda c: c.at) if c.at <= NOW]
            assert told.get("correction", []) == in_force
            if face.kind.name == "urgent":
                assert told["expires"] == item.expires_at.isoformat()
            else:
                assert "expires" not in told
    assert kinds == {kind.name for kind in KINDS}


def test_people_are_people_and_offices_are_offices(sites, listed):
    told = {}
    for (name, _), page in listed.items():
        if name == "sample" and page.meta("og:type") == "article":
            told |= {a["name"]: a["@type"] for a in data_of(page)["NewsArticle"]["author"]}

    assert told["Ban Tuyên giáo – Nữ công"] == "Organization"
    assert told["Văn phòng Liên đoàn"] == "Organization"
    assert told["Đặng Hà An"] == "Person"
    assert told["Cao Minh Quân"] == "Person"


def test_the_trail_is_the_one_that_readers_see(sites, listed):
    seen = Counter()
    for (name, path), page in listed.items():
        nodes, origin = data_of(page), permalink.origin(sites[name].setup.site)
        html = sites[name].read(path)
        shown = re.search(r'<nav class="trail".*?</nav>', html, re.DOTALL)
        steps = re.findall(r'<li><a href="([^"]*)">([^<]*)</a>', shown[0]) if shown else []
        steps = [(f"{origin}{url}", unescape(text)) for url, text in steps]
        told = [
            (s["item"], s["name"])
            for s in nodes.get("BreadcrumbList", {}).get("itemListElement", [])
        ]
        if "grade-bar" in html:  # an urgent notice names its kind in the bar
            assert told[1][0] == own_path(sites[name], "khan/")
            assert f'<a href="/khan/">{told[1][1]}</a>' in html
        else:
            assert told == (steps if len(steps) > 1 else []), path
        for place, step in enumerate(nodes.get("BreadcrumbList", {}).get("itemListElement", []), 1):
            assert (step["@type"], step["position"]) == ("ListItem", place)
        seen[len(told)] += 1
    assert seen[2] > 20
    assert seen[3] > 2


def test_every_page_says_who_publishes(sites, listed):
    for (name, path), page in listed.items():
        site = sites[name]
        settings, told = site.setup.site.settings, data_of(page)["Organization"]
        organisation = settings.organisation
        assert told["name"] == organisation.name
        assert told.get("alternateName") == organisation.short
        assert told["url"] == site.setup.site.url
        assert told["address"] == organisation.address
        assert told["telephone"] == organisation.phone
        assert told.get("email") == organisation.email
        logo = told["logo"].removeprefix(site.setup.site.url)
        with Image.open(io.BytesIO((site.root / "site" / logo).read_bytes())) as picture:
            assert min(picture.size) >= 112, path
        website = data_of(page).get("WebSite")
        assert (website is not None) == (path == "index.html"), path
        if website:
            assert website["name"] == site.setup.site.name
            assert website["url"] == site.setup.site.url
            assert website["publisher"] == {"@id": told["@id"]}


def test_channels_of_the_organisation_are_told(site):
    config = CONFIG + (
        "      links: {facebook: 'https://facebook.com/thu', zalo: 'https://zalo.me/123'}\n"
    )
    sample = site({"mkdocs.yml": config})
    assert sample.build("-q") == 0

    told = data_of(parse(sample.built()["index.html"]))["Organization"]

    assert told["sameAs"] == ["https://facebook.com/thu", "https://zalo.me/123"]


def test_only_corrections_that_are_out_are_told_the_oldest_first(site):
    sample = site(
        {
            "content/ban-tin/2026/mot.md": (
                "+++\ncorrections:\n"
                "  - {at: 2026-11-21 08:00, note: Sửa lần hai.}\n"
                "  - {at: 2026-12-01 08:00, note: Chưa đến lúc.}\n"
                "  - {at: 2026-11-20 09:00, note: Sửa lần đầu.}\n+++\n"
            )
        }
    )
    assert sample.build("-q") == 0

    page = parse(sample.built()["ban-tin/2026/mot/index.html"])

    told = data_of(page)["NewsArticle"]
    assert told["correction"] == ["Sửa lần đầu.", "Sửa lần hai."]
    assert told["dateModified"] == page.meta("article:modified_time") == "2026-11-21T08:00:00+07:00"
    assert not any(
        "Chưa đến lúc" in data.decode("utf-8", "ignore") for data in sample.built().values()
    )


# --- what is written by hand ---


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    root = tmp_path_factory.mktemp("bay")
    files = {
        f"content/ban-tin/2026/{name}.md": (
            f"+++\ntitle: {json.dumps(title, ensure_ascii=False)}\n"
            f"summary: {json.dumps(title + ' ' + title, ensure_ascii=False)}\n+++\n"
        )
        for name, title in HOSTILE.items()
    }
    sample = make_site(root, files)
    assert sample.build("-q") == 0
    yield SampleSite(root)
    sample.open.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_titles_come_through_to_the_letter(hostile, name):
    title = HOSTILE[name].replace("\u2028", " ")
    page = parse(hostile.built()[f"ban-tin/2026/{name}/index.html"])

    assert page.faults == []
    assert page.meta("og:title") == title
    assert data_of(page)["NewsArticle"]["headline"] == title
    assert data_of(page)["NewsArticle"]["description"].startswith(title)


def test_nothing_can_end_the_data_block(hostile):
    for path, data in hostile.built().items():
        for block in re.findall(rb'<script type="application/ld\+json">(.*?)</script>', data):
            assert not set(block) & set(b"<>&"), path
            assert b"\xe2\x80\xa8" not in block
            json.loads(block)


@given(st.text())
def test_any_text_comes_back_out_of_a_data_block(text):
    block = structured.script([{"@type": "Thing", "name": text.encode("utf-8", "ignore").decode()}])
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set(inside) & set("<>&\u2028\u2029")
    (node,) = json.loads(inside)["@graph"]
    assert node["name"] == text.encode("utf-8", "ignore").decode()


# --- descriptions ---


def test_a_short_summary_goes_on_with_the_beginning_of_the_text(site):
    sample = site(
        """
        -- content/ban-tin/2026/mot.md --
        +++
        summary: "Ca đêm có thêm bữa phụ."
        +++
        ## Một tiêu đề

        Từ **tháng 12**, bữa phụ ca đêm gồm cháo và sữa.[^1]

        [^1]: Một ghi chú.
        -- content/ban-tin/2026/hai.md --
        +++
        summary: "Một câu tóm tắt đã đủ dài để không cần đến phần đầu của bài viết."
        +++
        Thân bài.
        """
    )
    assert sample.build("-q") == 0

    one, two = (parse(sample.built()[f"ban-tin/2026/{n}/index.html"]) for n in ("mot", "hai"))

    assert one.meta("og:description").startswith(
        "Ca đêm có thêm bữa phụ. Từ tháng 12, bữa phụ ca đêm gồm cháo và sữa."
    )
    assert two.meta("og:description").endswith("của bài viết.")


def test_a_text_that_begins_with_its_summary_is_not_said_twice():
    summary = "Ca đêm có thêm bữa phụ."

    told = describe(summary, f"{summary} Từ tháng 12, bữa phụ ca đêm gồm cháo và sữa.")

    assert told == f"{summary} Từ tháng 12, bữa phụ ca đêm gồm cháo và sữa."


WORDS = st.text(alphabet="aăâđêớự,.", min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=3))
def test_descriptions_keep_their_length_and_end_at_a_word(parts):
    last = "Đọc tin mới, thông báo khẩn và gương sáng của đoàn viên trên trang này."

    told = describe(*parts, last)

    assert SHORTEST <= len(told) <= LONGEST
    if told.endswith("…"):
        source = set(" ".join([*parts, last]).split())
        final = told.removesuffix("…").split()[-1]
        assert any(word.rstrip(" ,;:–-.") == final.rstrip(" ,;:–-.") for word in source)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<h2>Đầu</h2><p>Một &amp; <em>hai</em>.</p><p>Ba.</p>", "Một & hai. Ba."),
        ('<p>Theo<sup id="a"><a href="#b">1</a></sup> luật.</p>', "Theo luật."),
        ('<p><a title="x > y" href="/">Liên kết</a></p>', "Liên kết"),
        ("<ul><li>Một</li><li>Hai</li></ul>", "Một Hai"),
        ("", ""),
    ],
)
def test_the_beginning_of_a_text_is_its_words(html, told):
    assert beginning(html) == told


# --- addresses that are too long ---

LONG = "hoi-nghi-nguoi-lao-dong-va-doi-thoai-tai-noi-lam-viec-nam-hai-nghin-khong-tram-hai-muoi-sau"


def test_a_long_address_is_told_with_a_name_that_fits(site):
    sample = site({f"content/ban-tin/2026/{LONG}.md": "+++\n+++\n"})

    (found,) = sample.check()

    told = dict(found.params)
    assert (found.code, found.span.path) == ("url.long", f"content/ban-tin/2026/{LONG}.md")
    assert LONG.startswith(told["right"].removesuffix(".md"))
    fitting = f"https://thu.example/ban-tin/2026/{told['right'].removesuffix('.md')}/"
    assert len(fitting) <= 100
    assert LONG[len(told["right"].removesuffix(".md"))] == "-"
    assert sample.write({f"content/ban-tin/2026/{told['right']}": "+++\n+++\n"}).check() == [found]


def test_an_address_of_just_100_characters_is_let_pass(site):
    room = 100 - len("https://thu.example/ban-tin/2026//")
    names = {length: "a" * length for length in (room, room + 1)}
    sample = site({f"content/ban-tin/2026/{name}.md": "+++\n+++\n" for name in names.values()})

    assert [d.span.path for d in sample.check()] == [f"content/ban-tin/2026/{'a' * (room + 1)}.md"]


# --- the doctor on the whole sample ---


def folder_of(site):
    return Folder(site.root / "site", site.setup.site.url)


@pytest.mark.parametrize("name", ["sample", "english"])
def test_the_doctor_finds_nothing_on_any_page(sites, name):
    folder = folder_of(sites[name])
    examiner = Examiner(folder)
    found = {url: judge(examiner.examine(url)) for url in folder.pages()}

    assert len(found) >= 20
    assert {url: faults for url, faults in found.items() if faults} == {}


def test_the_doctor_finds_the_same_through_a_server(sites):
    folder = folder_of(sites["sample"])
    urls = folder.pages()[::9]
    near = Examiner(folder)
    with serving(folder) as place_of:
        far = Examiner(Client(FACEBOOK, place_of))
        for url in urls:
            assert judge(far.examine(url)) == judge(near.examine(url)), url


def test_the_sitemap_lists_every_page_that_may_be_found(sites, listed):
    for name, site in sites.items():
        folder = folder_of(site)
        pages = {own_path(site, path) for site_name, path in listed if site_name == name}
        numbered = {url for url in pages if f"/{permalink.PAGES}/" in urlsplit(url).path}
        assert set(folder.pages()) == pages - numbered
