"""Feeds as readers and validators take them."""

import re
from datetime import timedelta
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sitemaker import CONFIG, NOW

from generator.outputs import feeds, shelves

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
MEDIA = "{http://search.yahoo.com/mrss/}content"

ITEMS = """
    -- content/ban-tin/2026/mot.md --
    +++
    title: "Tin một: <b>không đậm</b> & “ngoặc”"
    summary: "Nhiệt độ < 38 °C & gió > cấp 6 ở vùng núi."
    publish_at: 2026-11-18 08:00
    topics: [an-toan]
    authors: [ban-tuyen-giao, chu-tich]
    cover: {image: anh.jpg, alt: "Ảnh bìa"}
    +++
    Xem [tin hai](hai.md#muc) và ![hình](anh.jpg). Mã: `<a href="/x">` và ]]> giữa câu.[^1]

    [^1]: Ghi chú.
    -- content/ban-tin/2026/hai.md --
    +++
    title: "Tin hai"
    publish_at: 2026-11-19
    corrections: [{at: 2026-11-20 10:00, note: "Sửa số liệu."}]
    +++
    -- content/ban-tin/2026/ba.md --
    +++
    title: "Tieude-bi-rut"
    publish_at: 2026-11-17 08:00
    withdrawn: {at: 2026-11-20 11:00, reason: "Sai số liệu."}
    +++
    -- content/ban-tin/2026/anh.jpg --

    """


@pytest.fixture
def built(site):
    sample = site(ITEMS)
    assert sample.build() == 0
    return sample


def root_of(sample, path):
    return etree.fromstring((sample.root / "site" / path).read_bytes())


def test_every_listing_with_feeds_has_both_and_feedparser_likes_them(built):
    paths = [path for path in built.built() if path.endswith(("rss.xml", "atom.xml"))]
    folders = {path.rpartition("/")[0] for path in paths}

    assert folders == {
        "",
        *("ban-tin", "guong-sang", "khan"),
        *("don-vi/lien-doan", "don-vi/cd-dien", "don-vi/cdcs-tram"),
        *("chu-de/an-toan", "chu-de/phuc-loi", "phong-trao/thang-cong-nhan"),
    }
    assert len(paths) == 2 * len(folders)
    for path in paths:
        parsed = feedparser.parse(built.root / "site" / path)
        assert parsed.bozo == 0, (path, parsed.get("bozo_exception"))
        assert parsed.feed.title


def test_a_reader_gets_back_titles_texts_and_dates(built):
    for path in ("rss.xml", "atom.xml"):
        parsed = feedparser.parse(built.root / "site" / path)
        newest, older, _ = parsed.entries
        assert newest.title == "Tin hai"
        # feedparser unescapes once: what it gives is HTML, as the title was text
        assert "không đậm" in older.title
        assert older.link == "https://thu.example/ban-tin/2026/mot/"
        assert 'href="https://thu.example/ban-tin/2026/hai/#muc"' in older.content[0].value
        assert 'src="https://thu.example/ban-tin/2026/anh.' in older.content[0].value
        assert 'href="https://thu.example/ban-tin/2026/mot/#fn:1"' in older.content[0].value
        assert 'href="#' not in older.content[0].value
        assert newest.published_parsed[:5] == (2026, 11, 19, 1, 0)


def test_text_that_looks_like_a_tag_is_left_alone(built):
    (item,) = [i for i in root_of(built, "rss.xml").iter("item") if "mot" in i.findtext("link")]

    assert '&lt;a href="/x"&gt;' in item.findtext(CONTENT)
    assert "]]&gt; giữa câu" in item.findtext(CONTENT)
    assert "<content:encoded><![CDATA[" in built.read("rss.xml")


def test_rss_follows_the_advisory_boards_profile(built):
    root = root_of(built, "ban-tin/rss.xml")
    channel = root.find("channel")

    assert channel.findtext("title")
    assert channel.findtext("link") == "https://thu.example/ban-tin/"
    assert channel.findtext("description")
    assert channel.findtext("language") == "vi"
    (itself,) = channel.findall(f"{ATOM}link")
    assert itself.attrib == {
        "href": "https://thu.example/ban-tin/rss.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    for item in channel.iter("item"):
        names = [child.tag for child in item]
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.find("author") is None
        assert len(item.findall("enclosure")) <= 1
        assert re.fullmatch(
            r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}",
            item.findtext("pubDate"),
        )
        if CONTENT in names:
            assert names.index("description") < names.index(CONTENT)


def test_the_order_is_newest_first_and_identity_is_the_items_id(built):
    items = list(root_of(built, "rss.xml").iter("item"))
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in items]

    assert dates == sorted(dates, reverse=True)
    assert [item.findtext("guid") for item in items] == [
        "tag:thu.example,2026:ban-tin/2026/hai",
        "tag:thu.example,2026:ban-tin/2026/mot",
        "tag:thu.example,2026:ban-tin/2026/ba",
    ]


def test_rss_carries_creators_the_enclosure_and_its_size(built):
    (item,) = [i for i in root_of(built, "rss.xml").iter("item") if "mot" in i.findtext("link")]
    (path,) = [path for path in built.built() if path.endswith("-60.jpg")]
    size = (built.root / "site" / path).stat().st_size

    assert item.findtext("description") == "Nhiệt độ &lt; 38 °C &amp; gió &gt; cấp 6 ở vùng núi."
    assert [c.text for c in item.findall(CREATOR)] == ["Ban Tuyên giáo", "Chủ tịch"]
    assert item.find("enclosure").attrib == {
        "url": f"https://thu.example/{path}",
        "length": str(size),
        "type": "image/jpeg",
    }
    assert (item.find(MEDIA).get("width"), item.find(MEDIA).get("height")) == ("60", "40")
    assert [c.text for c in item.findall("category")] == ["An toàn"]


def test_atom_follows_rfc_4287(built):
    root = root_of(built, "atom.xml")

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        alternates = [
            link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"
        ]
        assert len(alternates) == 1
        assert element.find(f"{ATOM}author/{ATOM}name").text
    contents = list(root.iter(f"{ATOM}content"))
    assert {content.get("type") for content in contents} == {"html"}


def test_atom_enclosures_keep_rel_type_and_length(built):
    (link,) = [
        link
        for link in root_of(built, "atom.xml").iter(f"{ATOM}link")
        if link.get("rel") == "enclosure"
    ]

    assert link.get("type") == "image/jpeg"
    assert int(link.get("length")) > 0


def test_updated_moves_on_a_correction_and_published_never(built):
    (entry,) = [
        entry
        for entry in root_of(built, "atom.xml").iter(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}id").endswith("hai")
    ]

    assert entry.findtext(f"{ATOM}published") == "2026-11-19T08:00:00+07:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T10:00:00+07:00"


def test_a_withdrawn_item_is_told_under_its_id_without_its_text(built):
    (entry,) = [
        entry
        for entry in root_of(built, "atom.xml").iter(f"{ATOM}entry")
        if entry.findtext(f"{ATOM}id").endswith("ba")
    ]

    assert entry.findtext(f"{ATOM}title") == "Tin này đã được rút lại"
    assert "Sai số liệu." in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T11:00:00+07:00"
    assert "Tieude-bi-rut" not in built.read("atom.xml")


def test_no_feed_tells_the_hour_of_its_building(built):
    before = built.built()
    built.build(now=NOW + timedelta(hours=1))

    assert built.built() == before


def test_an_empty_feed_is_whole_and_always_the_same(built):
    parsed = feedparser.parse(built.root / "site/chu-de/phuc-loi/atom.xml")

    assert parsed.bozo == 0
    assert parsed.entries == []
    assert parsed.feed.updated.startswith("2000-01-01")


def test_a_moved_file_and_a_new_title_keep_the_guid(built):
    moved = built.root / "content/ban-tin/2026/hai.md"
    text = moved.read_text().replace("Tin hai", "Tên mới")
    moved.unlink()
    built.write(
        {
            "content/ban-tin/2026/hai-moi.md": text.replace(
                "---\n",
                "---\nid: ban-tin/2026/hai\naliases: [ban-tin/2026/hai]\n",
                1,
            ),
            "content/ban-tin/2026/mot.md": "+++\npublish_at: 2026-11-18 08:00\n+++\n",
        }
    )
    assert built.build() == 0

    items = list(root_of(built, "rss.xml").iter("item"))
    assert items[0].findtext("guid") == "tag:thu.example,2026:ban-tin/2026/hai"
    assert items[0].findtext("link") == "https://thu.example/ban-tin/2026/hai-moi/"
    assert "url=/ban-tin/2026/hai-moi/" in built.read("ban-tin/2026/hai/index.html")


def test_number_of_entries_and_full_text_are_settings(site):
    config = CONFIG + "      feeds: {entries: 2, content: summary, authority: cu.example}\n"
    sample = site(ITEMS).write({"mkdocs.yml": config})
    sample = type(sample)(sample.root)
    sample.build()

    parsed = feedparser.parse(sample.root / "site/rss.xml")

    assert len(parsed.entries) == 2
    assert "content" not in parsed.entries[0]
    assert parsed.entries[0].id == "tag:cu.example,2026:ban-tin/2026/hai"


def test_pages_name_their_feeds(built):
    page = built.read("chu-de/an-toan/index.html")

    assert 'type="application/rss+xml"' in page
    assert 'href="/chu-de/an-toan/rss.xml"' in page
    assert 'href="/chu-de/an-toan/atom.xml"' in page


hostile = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters='"\\\x00'), min_size=20, max_size=80
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(title=hostile, body=hostile)
def test_hostile_titles_and_bodies_give_well_formed_feeds(site, title, body):
    line = " ".join(title.split()) or "x"
    sample = site({"content/ban-tin/2026/bai.md": f'+++\ntitle: "{line}x"\n+++\n{body}\n'})
    gathered = sample.gather()
    if not gathered.is_publishable:
        return
    edition = sample.edition()
    material = feeds.feed_material(edition, shelves.find(edition, ""))
    press = SimpleNamespace(site=sample.setup.site)
    for render in (feeds.render_rss, feeds.render_atom):
        document = render(material, press)
        root = etree.fromstring(document)
        titles = [e.text for e in root.iter("title", f"{ATOM}title")]
        assert edition.live[0].item.title in titles
        assert feedparser.parse(document).bozo == 0
