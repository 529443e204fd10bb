"""The listing of what was corrected or withdrawn, and its feeds."""

import json
from datetime import timedelta

import feedparser
import pytest
from feedroom import URL, entries, feeds_of, ids, site_of
from feedrules import faults
from pages import parse
from sitemaker import CONFIG, NOW, make_site

TAG = "tag:thu.example,2026:ban-tin/2026/"
FORMATS = ("dinh-chinh/rss.xml", "dinh-chinh/atom.xml", "dinh-chinh/feed.json")
ITEMS = {
    "content/ban-tin/2026/luong.md": (
        '+++\ntitle: "Lương quý IV: 5 triệu & <b>thưởng</b>"\ntopics: [an-toan]\n'
        "publish_at: 2026-11-10\ncorrections:\n"
        '- {at: 2026-11-12 09:00, note: "Đã viết 6 triệu; đúng là 5 triệu < 6 triệu."}\n'
        '- {at: 2026-11-14, note: "Sửa tên người ký."}\n'
        '- {at: 2026-11-14, note: "Sửa ngày ký."}\n'
        '- {at: 2026-12-24, note: "Chua-den-ngay."}\n+++\n'
    ),
    "content/ban-tin/2026/rut.md": (
        '+++\ntitle: "Tieude-rut"\nsummary: "Tomtat-rut đủ dài để đăng lên trang."\n'
        "publish_at: 2026-11-11\n"
        'corrections: [{at: 2026-11-12, note: "Caichinh-rut"}]\n'
        'withdrawn: {at: 2026-11-13 10:00, reason: "Nêu tên khi chưa được đồng ý."}\n+++\n'
        "Noidung-rut.\n"
    ),
    "content/khan/2026/het.md": (
        '+++\ntitle: "Tieude-het"\nlevel: khan\npublish_at: 2026-11-10\nexpires_at: 2026-11-13\n'
        'approved_by: chu-tich\ncorrections: [{at: 2026-11-11, note: "Caichinh-het"}]\n+++\n'
    ),
    "content/khan/2026/sap-rut.md": (
        '+++\ntitle: "Tieude-sap-rut"\nlevel: khan\npublish_at: 2026-11-10\n'
        "expires_at: 2026-11-13\napproved_by: chu-tich\n"
        'withdrawn: {at: 2026-12-24, reason: "Lydo-sap-rut"}\n+++\n'
    ),
    "content/ban-tin/2026/cung-luc.md": (
        "+++\ntitle: Sửa ngay lúc đăng\npublish_at: 2026-11-09\n"
        "corrections: [{at: 2026-11-09, note: Thêm một chữ.}]\n+++\n"
    ),
    "content/ban-tin/2026/dung.md": "+++\ntitle: Tieude-dung\n+++\n",
}
WANTED = [
    f"{TAG}luong#dinh-chinh-20261114T010000Z-2",
    f"{TAG}luong#dinh-chinh-20261114T010000Z",
    f"{TAG}rut#rut-lai",
    f"{TAG}luong#dinh-chinh-20261112T020000Z",
    f"{TAG}cung-luc#dinh-chinh-20261109T010000Z",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    sample = make_site(tmp_path_factory.mktemp("dinh-chinh"), ITEMS)
    assert sample.build() == 0
    files = sample.built()
    sample.open.close()
    return files


@pytest.mark.parametrize("path", FORMATS)
def test_each_change_is_an_entry_of_its_own_newest_first(built, path):
    assert ids(built[path]) == WANTED
    assert faults(path, built[path], URL) == []


def test_an_entry_tells_the_correction_and_its_day(built):
    item = json.loads(built["dinh-chinh/feed.json"])["items"][3]

    assert item["title"] == "Cải chính: Lương quý IV: 5 triệu & <b>thưởng</b>"
    assert item["summary"] == (
        "Thứ Năm, 12/11/2026, 09:00: Đã viết 6 triệu; đúng là 5 triệu < 6 triệu."
    )
    assert item["url"] == f"{URL}ban-tin/2026/luong/"
    assert item["date_published"] == "2026-11-12T09:00:00+07:00"
    assert item["tags"] == ["An toàn"]
    (rss,) = [e for e in entries(built["dinh-chinh/rss.xml"]) if e.findtext("guid") == item["id"]]
    assert "5 triệu &lt; 6 triệu" in rss.findtext("description")


def test_a_withdrawal_tells_when_and_why_instead_of_what(built):
    item = json.loads(built["dinh-chinh/feed.json"])["items"][2]

    assert item["title"] == "Tin này đã được rút lại"
    assert item["summary"] == (
        "Ban biên tập đã rút tin này vào Thứ Sáu, 13/11/2026, 10:00. Nêu tên khi chưa được đồng ý."
    )
    assert item["date_published"] == "2026-11-13T10:00:00+07:00"


@pytest.mark.parametrize(
    "mark",
    [
        *("Tieude-rut", "Tomtat-rut", "Noidung-rut", "Caichinh-rut"),
        *("Tieude-het", "Caichinh-het", "Chua-den-ngay", "Tieude-sap-rut", "Lydo-sap-rut"),
    ],
)
def test_nothing_tells_of_what_is_withdrawn_expired_or_to_come(built, mark):
    assert [path for path, data in built.items() if mark.encode() in data] == []


def test_the_page_shows_what_the_feeds_tell(built):
    data = built["dinh-chinh/index.html"]
    page = parse(data)

    assert page.faults == []
    assert page.texts["h1"] == ["Thông tin cải chính"]
    # Corrections of one day stand as in the front matter.
    assert page.texts["h2"][:5] == [
        *["Lương quý IV: 5 triệu & <b>thưởng</b>"] * 2,
        "Tin này đã được rút lại",
        "Lương quý IV: 5 triệu & <b>thưởng</b>",
        "Sửa ngay lúc đăng",
    ]
    assert "Sửa tên người ký." in data.decode()
    assert "Tieude-dung" not in data.decode().partition("<main")[2]


def test_the_page_does_not_lead_to_what_was_withdrawn(built):
    addresses = parse(built["dinh-chinh/index.html"]).addresses()

    assert "/ban-tin/2026/luong/" in addresses
    assert "/ban-tin/2026/rut/" not in addresses
    assert b"2026/rut" not in built["dinh-chinh/index.html"]


@pytest.mark.parametrize("path", ["index.html", "ban-tin/2026/luong/index.html"])
def test_the_home_page_and_a_corrected_item_lead_to_the_listing(built, path):
    assert "/dinh-chinh/" in parse(built[path]).addresses()


def test_the_listing_is_in_the_sitemap(built):
    assert f"<loc>{URL}dinh-chinh/</loc>".encode() in built["sitemap/trang.xml"]


def test_a_site_without_corrections_says_so_and_has_the_feeds(tmp_path):
    sample = make_site(
        tmp_path, {"content/ban-tin/2026/dung.md": ITEMS["content/ban-tin/2026/dung.md"]}
    )
    assert sample.build() == 0
    files = sample.built()
    sample.open.close()

    assert "Chưa có thông tin nào phải cải chính." in files["dinh-chinh/index.html"].decode()
    for path in FORMATS:
        assert ids(files[path]) == []
        assert faults(path, files[path], URL) == []


# --- what stays the same ---


def made(root, text, settings=""):
    told = feeds_of(site_of(root, {"content/ban-tin/2026/a.md": text}, settings), only=FORMATS)
    return ids(told["dinh-chinh/rss.xml"])


def test_a_further_correction_and_another_wording_keep_the_guids(tmp_path):
    front = "+++\npublish_at: 2026-11-10\ncorrections:\n"
    first = "- {at: 2026-11-12 09:00, note: Sửa một.}\n"
    before = "- {at: 2026-11-11 09:00, note: Sửa không.}\n"
    after = "- {at: 2026-11-13 09:00, note: Sửa hai.}\n"

    (guid,) = made(tmp_path / "a", f"{front}{first}+++\n")
    again = made(tmp_path / "b", f"{front}{before}{first.replace('một', 'mốt')}{after}+++\n")

    assert again[1] == guid
    assert len(set(again)) == 3


def test_changes_of_one_day_have_dates_of_their_own(tmp_path):
    text = "+++\npublish_at: 2026-11-10\ncorrections: [{at: 2026-11-12, note: Sửa.}]\n+++\n"
    files = {f"content/ban-tin/2026/{name}.md": text for name in "abc"}
    told = feeds_of(site_of(tmp_path, files), only=FORMATS)

    dates = [e.findtext("pubDate")[17:25] for e in entries(told["dinh-chinh/rss.xml"])]
    assert dates == ["08:00:02", "08:00:01", "08:00:00"]
    parsed = feedparser.parse(told["dinh-chinh/atom.xml"])
    assert parsed.bozo == 0


def test_a_correction_appears_at_its_hour(tmp_path):
    text = "+++\npublish_at: 2026-11-10\ncorrections: [{at: 2026-11-21 10:00, note: Sửa.}]\n+++\n"
    sample = site_of(tmp_path, {"content/ban-tin/2026/a.md": text})

    counts = [
        len(ids(feeds_of(sample, NOW + timedelta(hours=h))["dinh-chinh/atom.xml"])) for h in (0, 1)
    ]
    assert counts == [0, 1]


def test_many_changes_stand_on_numbered_pages_and_feeds_tell_the_newest(tmp_path):
    rows = "".join(f"- {{at: 2026-11-{n:02} 09:00, note: Lần {n}.}}\n" for n in range(2, 15))
    sample = make_site(
        tmp_path,
        {
            "content/ban-tin/2026/a.md": f"+++\npublish_at: 2026-11-01\ncorrections:\n{rows}+++\n",
            "mkdocs.yml": CONFIG + "      per_page: 5\n      feeds: {entries: 4}\n",
        },
    )
    assert sample.build() == 0
    files = sample.built()
    sample.open.close()

    shown = {
        path: [int(n) for n in range(2, 15) if f"Lần {n}.".encode() in files[path]]
        for path in files
        if path.startswith("dinh-chinh/") and path.endswith("index.html")
    }
    assert shown == {
        "dinh-chinh/index.html": list(range(7, 15)),
        "dinh-chinh/trang/1/index.html": list(range(2, 7)),
        "dinh-chinh/trang/2/index.html": list(range(7, 12)),
        "dinh-chinh/trang/3/index.html": [],
    }
    assert "/dinh-chinh/trang/1/" in parse(files["dinh-chinh/index.html"]).addresses()
    assert "/dinh-chinh/trang/3/" in parse(files["dinh-chinh/trang/2/index.html"]).addresses()
    assert b"url=/dinh-chinh/" in files["dinh-chinh/trang/3/index.html"]
    assert [len(ids(files[path])) for path in FORMATS] == [4, 4, 4]
