"""Feeds as readers, automatic posters and validators take them: each rule has its test."""

import json
import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from feedroom import ATOM, FILES, URL, entries, feeds_of, ids, links, site_of, tasks_of
from feedrules import CONTENT, CREATOR, LIMIT_BYTES, MEDIA, TOMBSTONE, faults
from lxml import etree
from PIL import Image
from sitemaker import CONFIG, NOW, make_site, places, render

from generator.outputs.feed_times import apart
from generator.plugin.host import load_setup

ITEMS = """
    -- content/ban-tin/2026/mot.md --
    +++
    title: "Tin một: <b>không đậm</b> & “ngoặc”"
    summary: "Nhiệt độ < 38 °C & gió > cấp 6 ở vùng núi."
    publish_at: 2026-11-18 08:00
    topics: [an-toan]
    campaign: thang-cong-nhan
    authors: [ban-tuyen-giao, chu-tich]
    cover: {image: anh.jpg, alt: "Ảnh bìa"}
    attachments: [{file: bang.csv, title: "Bảng lương"}]
    +++
    Xem [tin hai](hai.md#muc) và ![hình](anh.jpg). Mã: `<a href="/x">` và ]]> giữa câu.[^1]

    [^1]: Ghi chú.
    -- content/ban-tin/2026/hai.md --
    +++
    title: "Tin hai"
    unit: cdcs-tram
    publish_at: 2026-11-19
    corrections: [{at: 2026-11-20 10:00, note: "Sửa số liệu."}]
    +++
    -- content/ban-tin/2026/ba.md --
    +++
    title: "Tieude-bi-rut"
    publish_at: 2026-11-17 08:00
    withdrawn: {at: 2026-11-20 11:00, reason: "Sai số liệu."}
    +++
    -- content/khan/2026/bao.md --
    +++
    title: "Bão gần bờ"
    level: khan
    publish_at: 2026-11-16 08:00
    expires_at: 2026-12-01
    approved_by: chu-tich
    +++
    -- content/khan/2026/het-han.md --
    +++
    title: "Tieude-het-han"
    level: khan
    publish_at: 2026-11-10 08:00
    expires_at: 2026-11-12
    approved_by: chu-tich
    +++
    -- content/ban-tin/2026/anh.jpg --

    -- content/ban-tin/2026/bang.csv --
    a,b
    """
FOLDERS = {
    *("", "ban-tin/", "guong-sang/", "khan/", "dinh-chinh/"),
    *("don-vi/lien-doan/", "don-vi/cd-dien/", "don-vi/cdcs-tram/"),
    *("chu-de/an-toan/", "chu-de/phuc-loi/", "phong-trao/thang-cong-nhan/"),
}
TAG = "tag:thu.example,2026:"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A whole small site, built once."""
    sample = make_site(tmp_path_factory.mktemp("nguon-tin"), ITEMS)
    assert sample.build() == 0
    yield sample
    sample.open.close()


@pytest.fixture(scope="module")
def files(built):
    return built.built()


def item_of(data, name):
    """Return the entry whose id ends in *name*, or whose title is that."""
    (found,) = [
        element
        for element, id_ in zip(entries(data), ids(data), strict=True)
        if id_.endswith(name)
        or name in (element.findtext("title"), element.findtext(f"{ATOM}title"))
    ]
    return found


def told_of(data, name):
    (found,) = [item for item in json.loads(data)["items"] if item["id"].endswith(name)]
    return found


# --- which feeds there are, and what stands in them ---


def test_every_listing_has_its_feeds_in_three_formats(files):
    found = {path for path in files if path.endswith(FILES)}

    assert found == {f"{folder}{file}" for folder in FOLDERS for file in FILES}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("", ["ban-tin/2026/hai", "ban-tin/2026/mot", "ban-tin/2026/ba", "khan/2026/bao"]),
        ("khan/", ["khan/2026/bao"]),
        ("guong-sang/", []),
        ("don-vi/cdcs-tram/", ["ban-tin/2026/hai"]),
        (
            "don-vi/cd-dien/",
            ["ban-tin/2026/hai", "ban-tin/2026/mot", "ban-tin/2026/ba", "khan/2026/bao"],
        ),
        ("chu-de/an-toan/", ["ban-tin/2026/mot"]),
        ("phong-trao/thang-cong-nhan/", ["ban-tin/2026/mot"]),
        (
            "dinh-chinh/",
            ["ban-tin/2026/ba#rut-lai", "ban-tin/2026/hai#dinh-chinh-20261120T030000Z"],
        ),
    ],
)
def test_a_feed_tells_what_its_listing_shows_newest_first(files, folder, file, told):
    assert ids(files[f"{folder}{file}"]) == [f"{TAG}{name}" for name in told]


def test_every_feed_of_the_small_site_is_sound(files):
    sound = {path: faults(path, files[path], URL) for path in files if path.endswith(FILES)}

    assert {path: found for path, found in sound.items() if found} == {}


def test_feedparser_likes_every_feed(files):
    for path in files:
        if path.endswith(("rss.xml", "atom.xml")):
            parsed = feedparser.parse(files[path])
            assert parsed.bozo == 0, (path, parsed.get("bozo_exception"))
            assert parsed.feed.title
            assert len(parsed.entries) == len(entries(files[path]))


# --- what readers get back ---


def test_a_reader_gets_back_titles_texts_and_dates(files):
    for path in ("rss.xml", "atom.xml"):
        newest, older, *_ = feedparser.parse(files[path]).entries
        assert newest.title == "Tin hai"
        # feedparser unescapes once: what it gives is HTML, as the title was text
        assert "không đậm" in older.title
        assert older.link == f"{URL}ban-tin/2026/mot/"
        assert newest.published_parsed[:5] == (2026, 11, 19, 1, 0)


def test_addresses_within_a_text_are_whole(files):
    for text in (
        item_of(files["rss.xml"], "2026/mot").findtext(CONTENT),
        item_of(files["atom.xml"], "2026/mot").findtext(f"{ATOM}content"),
        told_of(files["feed.json"], "2026/mot")["content_html"],
    ):
        assert f'href="{URL}ban-tin/2026/hai/#muc"' in text
        assert f'src="{URL}ban-tin/2026/anh.' in text
        assert f'href="{URL}ban-tin/2026/mot/#fn:1"' in text
        assert 'href="#' not in text


def test_text_that_looks_like_a_tag_is_left_alone(files):
    item = item_of(files["rss.xml"], "2026/mot")

    assert '&lt;a href="/x"&gt;' in item.findtext(CONTENT)
    assert "]]&gt; giữa câu" in item.findtext(CONTENT)
    assert b"<content:encoded><![CDATA[" in files["rss.xml"]


def test_titles_are_plain_text(files):
    title = "Tin một: <b>không đậm</b> & “ngoặc”"

    assert item_of(files["rss.xml"], "2026/mot").findtext("title") == title
    assert item_of(files["atom.xml"], "2026/mot").findtext(f"{ATOM}title") == title
    assert told_of(files["feed.json"], "2026/mot")["title"] == title


# --- RSS 2.0 in the Advisory Board's profile ---


def test_the_channel_has_title_link_description_and_says_where_it_lies(files):
    channel = etree.fromstring(files["ban-tin/rss.xml"]).find("channel")

    assert channel.findtext("title") == "Công đoàn Thử – Bản tin"
    assert channel.findtext("link") == f"{URL}ban-tin/"
    assert channel.findtext("description") == "Tin hoạt động của công đoàn các cấp."
    assert channel.findtext("language") == "vi"
    (itself,) = channel.findall(f"{ATOM}link")
    assert itself.attrib == {
        "href": f"{URL}ban-tin/rss.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_a_guid_is_permanent_and_no_address(files):
    for item in entries(files["rss.xml"]):
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("guid").startswith(TAG)


def test_dates_are_those_of_rfc_822(files):
    form = r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}"
    root = etree.fromstring(files["rss.xml"])

    dates = [e.text for e in root.iter("pubDate", "lastBuildDate")]
    assert len(dates) == 5
    assert all(re.fullmatch(form, date) for date in dates)
    assert "Wed, 18 Nov 2026 08:00:00 +0700" in dates


def test_rss_names_people_as_creators_and_never_as_author(files):
    item = item_of(files["rss.xml"], "2026/mot")

    assert [c.text for c in item.findall(CREATOR)] == ["Ban Tuyên giáo", "Chủ tịch"]
    assert item.find("author") is None
    (unsigned,) = item_of(files["rss.xml"], "Tin hai").findall(CREATOR)
    assert unsigned.text == "CĐCS Trạm Thử"


def test_the_summary_comes_before_the_text_and_is_html_in_rss(files):
    item = item_of(files["rss.xml"], "2026/mot")
    names = [child.tag for child in item]

    assert names.index("description") < names.index(CONTENT)
    assert item.findtext("description") == "Nhiệt độ &lt; 38 °C &amp; gió &gt; cấp 6 ở vùng núi."
    assert [c.text for c in item.findall("category")] == ["An toàn"]


def test_the_cover_is_the_one_enclosure_with_its_true_size(files):
    item = item_of(files["rss.xml"], "2026/mot")
    (path,) = [path for path in files if path.endswith("-600.jpg")]

    (enclosure,) = item.findall("enclosure")
    assert enclosure.attrib == {
        "url": f"{URL}{path}",
        "length": str(len(files[path])),
        "type": "image/jpeg",
    }


def test_media_content_and_thumbnail_tell_the_true_width_and_height(tmp_path):
    sample = site_of(
        tmp_path,
        {
            "content/ban-tin/2026/to.md": "+++\ncover: {image: to.png, alt: Bìa}\n+++\n",
            "content/ban-tin/2026/to.png": "",
        },
    )
    Image.new("RGB", (2000, 1300), "teal").save(tmp_path / "content/ban-tin/2026/to.png")
    assert sample.build() == 0
    built = sample.built()
    sample.open.close()
    item = item_of(built["rss.xml"], "2026/to")

    sizes = []
    for name in ("content", "thumbnail"):
        (one,) = item.findall(f"{MEDIA}{name}")
        path = one.get("url").removeprefix(URL)
        with Image.open(tmp_path / "site" / path) as opened:
            assert opened.size == (int(one.get("width")), int(one.get("height")))
            sizes.append(opened.width)
        if name == "content":
            assert int(one.get("fileSize")) == len(built[path])
            assert one.findtext(f"{MEDIA}description") == "Bìa"
    assert sizes == [1280, 640]


# --- Atom, RFC 4287 ---


def test_atom_has_id_title_updated_author_and_one_alternate(files):
    root = etree.fromstring(files["atom.xml"])

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    assert root.findtext(f"{ATOM}id") == f"{TAG}feed"
    for element in (root, *entries(files["atom.xml"])):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        found = [one for one in element.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert [one.get("type") for one in found] == ["text/html"]
        assert element.find(f"{ATOM}author/{ATOM}name").text


def test_content_of_atom_is_html(files):
    contents = list(etree.fromstring(files["atom.xml"]).iter(f"{ATOM}content"))

    assert {content.get("type") for content in contents} == {"html"}
    assert len(contents) == 3


def test_enclosures_of_atom_carry_rel_type_and_length(files):
    found = [
        dict(link.attrib)
        for link in item_of(files["atom.xml"], "2026/mot").findall(f"{ATOM}link")
        if link.get("rel") == "enclosure"
    ]
    (picture,) = [path for path in files if path.endswith("-600.jpg")]

    assert found == [
        {
            "rel": "enclosure",
            "type": media_type,
            "href": f"{URL}{path}",
            "title": title,
            "length": str(len(files[path])),
        }
        for path, media_type, title in (
            (picture, "image/jpeg", "Ảnh bìa"),
            ("ban-tin/2026/bang.csv", "text/csv", "Bảng lương"),
        )
    ]


def test_updated_moves_on_a_correction_and_published_never(files):
    entry = item_of(files["atom.xml"], "Tin hai")

    assert entry.findtext(f"{ATOM}published") == "2026-11-19T08:00:00+07:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T10:00:00+07:00"
    assert item_of(files["rss.xml"], "Tin hai").findtext("pubDate").startswith("Thu, 19 Nov")
    told = told_of(files["feed.json"], "hai")
    assert told["date_published"] == "2026-11-19T08:00:00+07:00"
    assert told["date_modified"] == "2026-11-20T10:00:00+07:00"


# --- JSON Feed 1.1 ---


def test_a_json_feed_says_what_it_is(files):
    feed = json.loads(files["ban-tin/feed.json"])

    assert feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Công đoàn Thử – Bản tin",
        "home_page_url": f"{URL}ban-tin/",
        "feed_url": f"{URL}ban-tin/feed.json",
        "description": "Tin hoạt động của công đoàn các cấp.",
        "language": "vi",
        "authors": [{"name": "Công đoàn Thử"}],
    }


def test_an_item_of_a_json_feed_has_every_field_it_needs(files):
    item = told_of(files["feed.json"], "2026/mot")
    (path,) = [path for path in files if path.endswith("-600.jpg")]

    assert item.pop("content_html").startswith("<p>Xem <a href=")
    assert item == {
        "id": f"{TAG}ban-tin/2026/mot",
        "url": f"{URL}ban-tin/2026/mot/",
        "title": "Tin một: <b>không đậm</b> & “ngoặc”",
        "summary": "Nhiệt độ < 38 °C & gió > cấp 6 ở vùng núi.",
        "date_published": "2026-11-18T08:00:00+07:00",
        "date_modified": "2026-11-18T08:00:00+07:00",
        "authors": [{"name": "Ban Tuyên giáo"}, {"name": "Chủ tịch"}],
        "image": f"{URL}{path}",
        "tags": ["An toàn"],
        "attachments": [
            {
                "url": f"{URL}{path}",
                "mime_type": "image/jpeg",
                "title": "Ảnh bìa",
                "size_in_bytes": len(files[path]),
            },
            {
                "url": f"{URL}ban-tin/2026/bang.csv",
                "mime_type": "text/csv",
                "title": "Bảng lương",
                "size_in_bytes": 4,
            },
        ],
    }


def test_an_item_without_html_has_its_summary_as_text(files):
    withdrawn = told_of(files["feed.json"], "2026/ba")

    assert withdrawn["content_text"] == withdrawn["summary"]
    assert "content_html" not in withdrawn


# --- identity, order and time ---


def test_a_moved_file_and_a_new_title_keep_the_guid(tmp_path):
    text = "+++\nid: ban-tin/2026/hai\naliases: [ban-tin/2026/hai]\ntitle: Tên mới\n+++\n"
    moved = feeds_of(site_of(tmp_path, {"content/ban-tin/2026/hai-moi.md": text}))

    (item,) = entries(moved["rss.xml"])
    assert item.findtext("guid") == f"{TAG}ban-tin/2026/hai"
    assert item.findtext("link") == f"{URL}ban-tin/2026/hai-moi/"


DAYS = {
    f"content/ban-tin/2026/{name}.md": f"+++\npublish_at: 2026-11-{day}\n{more}+++\n"
    for name, day, more in (
        ("a", 18, ""),
        ("b", 18, "corrections: [{at: 2026-11-19, note: Sửa một chữ.}]\n"),
        ("c", 18, "withdrawn: {at: 2026-11-19, reason: Tin sai.}\n"),
        ("d", 19, ""),
        ("e", 19, ""),
    )
}


@pytest.mark.parametrize("path", ["rss.xml", "ban-tin/rss.xml", "don-vi/cd-dien/rss.xml"])
def test_days_without_an_hour_give_a_working_hour_and_no_date_twice(tmp_path, path):
    made = feeds_of(site_of(tmp_path, DAYS))

    dates = {
        item.findtext("guid")[-1]: parsedate_to_datetime(item.findtext("pubDate")).strftime(
            "%d %H:%M:%S"
        )
        for item in entries(made[path])
    }
    assert dates == {
        "a": "18 08:00:00",
        "b": "18 08:00:01",
        "c": "18 08:00:02",
        "d": "19 08:00:00",
        "e": "19 08:00:01",
    }
    assert ids(made[path]) == [f"{TAG}ban-tin/2026/{name}" for name in "edcba"]


def test_no_two_entries_are_changed_at_one_instant(tmp_path):
    made = feeds_of(site_of(tmp_path, DAYS))

    updated = {
        e.findtext(f"{ATOM}id")[-1]: e.findtext(f"{ATOM}updated")[8:19]
        for e in entries(made["atom.xml"])
    }
    assert updated == {
        "a": "18T08:00:00",
        "d": "19T08:00:00",
        "e": "19T08:00:01",
        "b": "19T08:00:02",
        "c": "19T08:00:03",
    }


def test_what_expires_moves_no_date_of_another(tmp_path):
    notice = "+++\nlevel: khan\npublish_at: 2026-11-18 08:00\nexpires_at: 2026-11-20\n+++\n"
    lasting = notice.replace("2026-11-20", "2026-12-20")
    sample = site_of(
        tmp_path, {"content/khan/2026/a.md": notice, "content/khan/2026/b.md": lasting}
    )

    dates = [
        item_of(feeds_of(sample, NOW + timedelta(days=days))["rss.xml"], "2026/b").findtext(
            "pubDate"
        )
        for days in (-2, 0)
    ]
    assert dates == ["Wed, 18 Nov 2026 08:00:01 +0700"] * 2


@pytest.mark.parametrize(
    ("instants", "moved"),
    [
        ([], []),
        ([5, 5, 5], [5, 6, 7]),
        ([5, 5, 6, 9], [5, 6, 7, 9]),
        ([1, 3, 3, 4, 4], [1, 3, 4, 5, 6]),
    ],
)
def test_what_shares_an_instant_is_told_a_second_apart(instants, moved):
    assert list(apart(instants)) == moved


def test_no_feed_tells_the_hour_of_its_building(tmp_path):
    sample = site_of(tmp_path, {**DAYS})

    assert feeds_of(sample) == feeds_of(sample, NOW + timedelta(hours=1))


def test_two_renderings_give_the_same_bytes(tmp_path):
    assert feeds_of(site_of(tmp_path / "a", DAYS)) == feeds_of(site_of(tmp_path / "b", DAYS))


def test_the_date_of_a_feed_is_that_of_its_newest_change(files):
    newest = etree.fromstring(files["atom.xml"]).findtext(f"{ATOM}updated")

    assert newest == "2026-11-20T11:00:00+07:00"
    channel = etree.fromstring(files["rss.xml"]).find("channel")
    assert channel.findtext("lastBuildDate") == "Fri, 20 Nov 2026 11:00:00 +0700"


def test_an_empty_feed_is_whole_and_always_the_same(files):
    parsed = feedparser.parse(files["chu-de/phuc-loi/atom.xml"])

    assert (parsed.bozo, parsed.entries) == (0, [])
    assert parsed.feed.updated.startswith("2000-01-01")
    assert json.loads(files["chu-de/phuc-loi/feed.json"])["items"] == []


# --- what is gone ---


def test_a_withdrawn_item_is_told_under_its_id_without_its_text(files):
    entry = item_of(files["atom.xml"], "2026/ba")

    assert entry.findtext(f"{ATOM}title") == "Tin này đã được rút lại"
    assert "Sai số liệu." in entry.findtext(f"{ATOM}summary")
    assert entry.findtext(f"{ATOM}published") == "2026-11-17T08:00:00+07:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-11-20T11:00:00+07:00"
    for path, data in files.items():
        assert b"Tieude-bi-rut" not in data, path


def test_what_has_expired_leaves_every_feed(files):
    for path in files:
        if path.endswith(FILES):
            assert b"het-han" not in files[path], path


TAKEN_DOWN = """\
- {path: ban-tin/2026/mot, at: 2026-11-20, id: ban-tin/2026/mot}
- {path: ban-tin/2026/cu, at: 2026-11-21, id: ban-tin/2020/ma-cu}
- {path: guong-sang/2026/nguyen-thi-a, at: 2026-11-21}
- {path: ban-tin/2026/bon, at: 2026-11-21, id: ban-tin/2026/bon}
"""


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """The feeds of a site from which items were taken down; one of them is back."""
    root = tmp_path_factory.mktemp("da-go")
    back = {"content/ban-tin/2026/bon.md": "+++\n+++\n", "content/data/taken-down.yml": TAKEN_DOWN}
    return feeds_of(site_of(root, back))


def test_what_was_taken_down_leaves_a_tombstone_in_atom_of_everything(without):
    stones = [dict(one.attrib) for one in etree.fromstring(without["atom.xml"]).iter(TOMBSTONE)]

    assert stones == [
        {"ref": f"{TAG}ban-tin/2020/ma-cu", "when": "2026-11-21T23:59:59+07:00"},
        {"ref": f"{TAG}ban-tin/2026/mot", "when": "2026-11-20T23:59:59+07:00"},
    ]
    assert faults("atom.xml", without["atom.xml"], URL) == []


def test_who_gives_no_id_is_named_nowhere(without):
    for path, data in without.items():
        assert b"nguyen-thi-a" not in data, path
        if path != "atom.xml":
            assert b"ma-cu" not in data, path
            assert b"tombstones" not in data, path


def test_a_tombstone_is_no_older_than_the_last_change_of_that_day(without):
    (stone, _) = etree.fromstring(without["atom.xml"]).iter(TOMBSTONE)

    assert datetime.fromisoformat(stone.get("when")) > NOW


def test_an_id_among_what_was_taken_down_is_held_to_its_form(tmp_path):
    sample = site_of(
        tmp_path, {"content/data/taken-down.yml": "- {path: a/b, at: 2026-11-20, id: Mã số}\n"}
    )

    assert [code for *_, code in places(sample.check())] == ["id.form"]


# --- how much a feed carries ---


def test_number_of_entries_full_text_and_authority_are_settings(tmp_path):
    settings = "      feeds: {entries: 2, content: summary, authority: cu.example}\n"
    made = feeds_of(site_of(tmp_path, DAYS, settings))

    for path in ("ban-tin/rss.xml", "ban-tin/atom.xml"):
        parsed = feedparser.parse(made[path])
        assert [entry.id for entry in parsed.entries] == [
            f"tag:cu.example,2026:ban-tin/2026/{name}" for name in "ed"
        ]
        assert "content" not in parsed.entries[0]
    assert len(ids(made["ban-tin/feed.json"])) == 2
    for item in json.loads(made["ban-tin/feed.json"])["items"]:
        assert item["content_text"] == item["summary"]


def long_items(count, size):
    """Return *count* items of about *size* bytes each, the newest with the highest number."""
    text = "Chữ có dấu. " * (size // len("Chữ có dấu. ".encode()))
    return {
        f"content/ban-tin/2026/bai-{n:02}.md": f"+++\npublish_at: 2026-10-{n + 1:02}\n+++\n{text}\n"
        for n in range(count)
    }


def test_a_feed_stays_below_a_megabyte_and_the_oldest_lose_their_text_first(tmp_path):
    made = feeds_of(site_of(tmp_path, long_items(15, 90_000)), only=FILES)

    for path, data in made.items():
        assert len(data) < LIMIT_BYTES, path
        assert faults(path, data, URL) == []
        assert len(ids(data)) == 15
    items = json.loads(made["feed.json"])["items"]
    whole = ["content_html" in item for item in items]
    assert whole == sorted(whole, reverse=True)
    assert sum(whole) == 11
    assert len(made["feed.json"]) > LIMIT_BYTES - 90_000
    contents = [e.find(CONTENT) is not None for e in entries(made["rss.xml"])]
    assert contents == [e.find(f"{ATOM}content") is not None for e in entries(made["atom.xml"])]
    assert contents == whole


def test_an_item_in_two_feeds_keeps_its_text_where_there_is_room(tmp_path):
    items = long_items(15, 90_000)
    items["content/ban-tin/2026/bai-00.md"] = items["content/ban-tin/2026/bai-00.md"].replace(
        "+++\n", "+++\ntopics: [an-toan]\n", 1
    )
    made = feeds_of(site_of(tmp_path, items), only=("rss.xml", "chu-de/an-toan/rss.xml"))

    assert item_of(made["rss.xml"], "bai-00").find(CONTENT) is None
    assert item_of(made["chu-de/an-toan/rss.xml"], "bai-00").find(CONTENT) is not None


# --- WebSub ---


HUB = "      feeds: {hub: https://hub.example/}\n"


def test_there_is_no_hub_unless_one_is_set(files):
    assert "hub" not in links(files["rss.xml"])
    assert "hub" not in links(files["atom.xml"])
    assert "hubs" not in json.loads(files["feed.json"])


@pytest.mark.parametrize("folder", ["", "ban-tin/", "chu-de/an-toan/", "dinh-chinh/"])
def test_a_hub_stands_in_every_feed_beside_where_it_lies(tmp_path, folder):
    made = feeds_of(site_of(tmp_path, DAYS, HUB))

    for file in ("rss.xml", "atom.xml"):
        assert links(made[f"{folder}{file}"])["hub"] == "https://hub.example/"
        assert links(made[f"{folder}{file}"])["self"] == f"{URL}{folder}{file}"
    hubs = json.loads(made[f"{folder}feed.json"])["hubs"]
    assert hubs == [{"type": "WebSub", "url": "https://hub.example/"}]
    for path, data in made.items():
        assert faults(path, data, URL) == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://hub.example/", "url.not-https"),
        ("hub.example", "url.form"),
        ("ftp://hub.example/", "url.form"),
    ],
)
def test_a_hub_that_is_no_secure_address_is_told_plainly(tmp_path, address, code):
    config = CONFIG + f"      feeds: {{hub: {address}}}\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")

    setup, problems = load_setup(tmp_path / "mkdocs.yml")

    assert setup is None
    assert [one.code for one in problems] == [code]
    assert "hub: https://hub.example/" in render(problems) or code == "url.form"


# --- how pages name their feeds ---


def feed_links_of(page):
    return re.findall(
        r'<link rel="alternate" type="application/([a-z+]+)" title="([^"]+)" href="([^"]+)">',
        page.decode(),
    )


def of_listing(folder, title):
    names = (("rss+xml", "RSS", "rss.xml"), ("atom+xml", "Atom", "atom.xml"))
    names += (("feed+json", "JSON", "feed.json"),)
    return [(kind, f"{title} ({form})", f"/{folder}{file}") for kind, form, file in names]


@pytest.mark.parametrize(
    ("page", "folder", "title"),
    [
        ("chu-de/an-toan/", "chu-de/an-toan/", "An toàn"),
        ("don-vi/cd-dien/", "don-vi/cd-dien/", "Công đoàn Điện Thử"),
        ("khan/", "khan/", "Thông báo khẩn"),
        ("ban-tin/2026/mot/", "ban-tin/", "Bản tin"),
        ("dinh-chinh/", "dinh-chinh/", "Thông tin cải chính"),
        ("nam/2026/", None, ""),
        ("don-vi/", None, ""),
        ("tim-kiem/", None, ""),
        ("", None, ""),
    ],
)
def test_a_page_names_its_own_feeds_first_and_then_that_of_everything(files, page, folder, title):
    own = [] if folder is None else of_listing(folder, title)

    found = feed_links_of(files[f"{page}index.html"])

    assert found == own + of_listing("", "Công đoàn Thử")
    assert len(found) <= 6


def test_every_feed_that_a_page_names_is_there(files):
    for path, data in files.items():
        if path.endswith(".html") and b"<html" in data:
            for _, _, address in feed_links_of(data):
                assert address.removeprefix("/") in files, path


def test_standing_pages_name_the_feed_of_everything(tmp_path):
    sample = site_of(tmp_path, {"content/gioi-thieu.md": "# Giới thiệu\n\nChữ.\n"})
    assert sample.build() == 0

    page = sample.built()["gioi-thieu/index.html"]
    sample.open.close()
    assert feed_links_of(page) == of_listing("", "Công đoàn Thử")


# --- what a build makes anew ---


def test_a_new_item_leaves_feeds_it_does_not_stand_in(tmp_path):
    before = tasks_of(site_of(tmp_path / "a", DAYS).edition())
    more = {**DAYS, "content/ban-tin/2026/f.md": "+++\ntopics: [an-toan]\n+++\n"}
    after = tasks_of(site_of(tmp_path / "b", more).edition())

    changed = {path for path in before if before[path].digest != after[path].digest}
    folders = ("", "ban-tin/", "chu-de/an-toan/", "don-vi/cd-dien/", "don-vi/lien-doan/")
    assert changed == {f"{folder}{file}" for folder in folders for file in FILES}
