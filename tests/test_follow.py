"""How to follow: the page, the list of feeds as OPML, the channels and their codes."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from browsing import needs_browser
from lxml import etree, html
from PIL import Image
from sitemaker import CAMPAIGNS, UNITS, places, render

CHANNELS = "content/data/channels.yml"
GROUP = "- {id: nhom, name: Nhóm Điện, network: zalo-nhom, url: 'https://zalo.me/g/thu'"


def page_of(sample):
    assert sample.build("-q") == 0
    return html.fromstring((sample.root / "site/theo-doi/index.html").read_bytes())


def marked(page, name):
    """Return the elements of a class."""
    return page.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def texts(elements):
    return [" ".join(each.text_content().split()) for each in elements]


def outline_of(sample):
    root = etree.fromstring((sample.root / "site/feeds.opml").read_bytes())
    return {
        group.get("text"): [each.get("xmlUrl") for each in group] for group in root.find("body")
    }


# --- feeds ---


def test_every_listing_with_feeds_stands_on_the_page_and_all_its_feeds_are_there(site):
    sample = site()
    page = page_of(sample)

    links = [link.get("href") for link in page.xpath(".//*[@class='feeds__ways']/a")]
    assert len(links) == 3 * len(marked(page, "feeds__ways"))
    assert all((sample.root / "site" / link.lstrip("/")).is_file() for link in links)
    assert texts(marked(page, "feeds__name"))[:2] == ["Tất cả tin", "Thông báo khẩn"]
    assert {"An toàn", "Tháng Công nhân", "CĐCS Trạm Thử"} <= set(
        texts(marked(page, "feeds__name"))
    )
    assert not any("Tin năm" in name for name in texts(marked(page, "feeds__name")))


def test_the_address_to_copy_is_the_full_one(site):
    page = page_of(site())

    addresses = [each.get("data-address") for each in marked(page, "feeds__copy")]
    assert addresses[0] == "https://thu.example/rss.xml"
    assert "https://thu.example/don-vi/cdcs-tram/rss.xml" in addresses


def test_units_and_campaigns_that_are_over_are_not_offered(site):
    over = UNITS.replace("parent: cd-dien}", "parent: cd-dien, valid_to: 2026-11-20}")
    last_day = UNITS.replace("parent: cd-dien}", "parent: cd-dien, valid_to: 2026-11-21}")
    campaign = CAMPAIGNS.replace("}", ", ends_on: 2026-11-20}")

    gone = outline_of_built(site({"content/data/units.yml": over}))
    assert not any("cdcs-tram" in address for address in gone)
    assert any(
        "cdcs-tram" in a for a in outline_of_built(site({"content/data/units.yml": last_day}))
    )
    ended = outline_of_built(site({"content/data/campaigns.yml": campaign}))
    assert not any("thang-cong-nhan" in address for address in ended)


def outline_of_built(sample):
    assert sample.build("-q") == 0
    return [address for group in outline_of(sample).values() for address in group]


def test_the_outline_is_opml_with_a_group_for_each_sort(site):
    sample = site()
    assert sample.build("-q") == 0
    root = etree.fromstring((sample.root / "site/feeds.opml").read_bytes())

    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [each.tag for each in root] == ["head", "body"]
    assert root.findtext("head/title") == "Nguồn tin của Công đoàn Thử"
    assert list(outline_of(sample)) == ["Dành cho mọi người", "Chủ đề", "Phong trào", "Đơn vị"]
    for feed in root.iterfind("body/outline/outline"):
        assert feed.get("type") == "rss"
        assert feed.get("text") == feed.get("title")
        assert feed.get("htmlUrl") + "rss.xml" == feed.get("xmlUrl")
        path = feed.get("xmlUrl").removeprefix("https://thu.example/")
        title = etree.fromstring((sample.root / "site" / path).read_bytes()).findtext(
            "channel/title"
        )
        assert title == feed.get("title")


def test_an_item_changes_neither_the_page_nor_the_outline(site):
    sample = site()
    assert sample.build("-q") == 0
    before = [
        (sample.root / "site" / name).read_bytes() for name in ("theo-doi/index.html", "feeds.opml")
    ]
    sample.write({"content/ban-tin/2026/moi.md": "+++\n+++\nChữ.\n"})
    assert sample.build("-q") == 0

    after = [
        (sample.root / "site" / name).read_bytes() for name in ("theo-doi/index.html", "feeds.opml")
    ]
    assert after == before


def test_the_page_is_found_from_every_page_and_in_the_sitemap(site):
    sample = site({"content/ban-tin/2026/mot.md": "+++\n+++\nChữ.\n"})
    page_of(sample)

    for path in ("index.html", "404.html", "ban-tin/2026/mot/index.html", "don-vi/index.html"):
        found = html.fromstring((sample.root / "site" / path).read_bytes())
        assert found.xpath(".//footer//a[@href='/theo-doi/']"), path
    assert "https://thu.example/theo-doi/" in (sample.root / "site/sitemap/trang.xml").read_text()


# --- channels ---


def test_a_channel_is_shown_with_whom_it_serves_and_what_it_carries(site):
    page = page_of(site({CHANNELS: f"{GROUP}, about: Cho thợ, unit: cd-dien, feed: khan}}\n"}))

    (poster,) = marked(page, "poster")
    assert texts((*marked(poster, "poster__network"), *poster.xpath(".//h3 | .//dd"))) == [
        "Nhóm Zalo",
        "Nhóm Điện",
        "Công đoàn Điện Thử",
        "Thông báo khẩn",
    ]
    assert poster.xpath(".//h3/a/@href") == ["https://zalo.me/g/thu"]
    assert poster.xpath(".//dd/a/@href") == ["/don-vi/cd-dien/", "/khan/"]


def test_a_channel_that_carries_its_units_news_does_not_say_so_twice(site):
    page = page_of(site({CHANNELS: f"{GROUP}, unit: cd-dien, feed: don-vi/cd-dien}}\n"}))

    assert texts(page.xpath(".//dd[ancestor::li]")) == ["Công đoàn Điện Thử"]


def test_a_channel_for_everyone_carries_everything(site):
    page = page_of(site({CHANNELS: f"{GROUP}}}\n"}))

    assert texts(page.xpath(".//dd[ancestor::li]")) == ["Tất cả tin"]


def test_a_channel_stands_on_the_page_of_the_unit_that_it_serves_alone(site):
    sample = site({CHANNELS: f"{GROUP}, unit: cd-dien}}\n"})
    assert sample.build("-q") == 0

    for unit, expected in (("cd-dien", ["Nhóm Zalo: Nhóm Điện"]), ("lien-doan", [])):
        page = html.fromstring((sample.root / f"site/don-vi/{unit}/index.html").read_bytes())
        assert texts(page.xpath(".//a[@href='https://zalo.me/g/thu']")) == expected


def test_without_channels_the_page_is_about_feeds(site):
    page = page_of(site())

    assert marked(page, "poster") == []
    assert texts(marked(page, "strip__heading")) == ["Nguồn tin (RSS)", "Ba cách đọc thường dùng"]


@pytest.mark.parametrize(
    ("rest", "code", "right"),
    [
        (", feed: khann", "channel.feed", "“khan”?"),
        (", feed: chu-de/an-toann", "channel.feed", "“chu-de/an-toan”?"),
        (", feed: nam/2026", "channel.feed", ""),
        (", unit: cd-dienn", "unit.unknown", "“cd-dien”?"),
        (", who: ai", "field.unknown", ""),
    ],
)
def test_what_a_channel_names_must_be_there(site, rest, code, right):
    found = site({CHANNELS: f"{GROUP}{rest}}}\n"}).check()

    assert places(found) == [(CHANNELS, 1, code)]
    assert right in render(found)


def test_a_network_that_is_none_is_told_with_those_there_are(site):
    found = site({CHANNELS: GROUP.replace("zalo-nhom", "zalo") + "}\n"}).check()

    assert places(found) == [(CHANNELS, 1, "field.choice")]
    assert "zalo-nhom, zalo-oa" in render(found)


def test_an_address_that_could_run_something_is_no_channel(site):
    found = site(
        {CHANNELS: GROUP.replace("https://zalo.me/g/thu", "javascript:alert(1)") + "}\n"}
    ).check()

    assert places(found) == [(CHANNELS, 1, "url.form")]


def test_channels_of_the_same_id_are_told(site):
    found = site({CHANNELS: f"{GROUP}}}\n{GROUP}}}\n"}).check()

    assert [problem.code for problem in found] == ["data.duplicate-id"]


# --- in a browser ---


@needs_browser
class TestInABrowser:
    def test_each_code_is_read_from_the_screen_and_leads_to_its_channel(self, page, address):
        page.goto(f"{address}/theo-doi/")
        codes = page.locator(".poster__code").all()
        assert codes
        for code in codes:
            code.scroll_into_view_if_needed()
            page.wait_for_function("(img) => img.naturalWidth > 0", arg=code.element_handle())
            (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
            poster = code.locator("xpath=..")
            assert read.text == poster.locator("h3 a").get_attribute("href")

    def test_by_night_the_codes_are_still_dark_on_light(self, page, address):
        page.emulate_media(color_scheme="dark")
        page.goto(f"{address}/theo-doi/")
        code = page.locator(".poster__code").first
        page.wait_for_function("(img) => img.naturalWidth > 0", arg=code.element_handle())

        assert zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))

    def test_one_touch_copies_the_address_and_says_which(self, page, address):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}/theo-doi/")

        page.get_by_role("button", name=re.compile("Chép địa chỉ ?: An toàn lao động")).click()

        page.get_by_text("Đã chép địa chỉ: An toàn lao động").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "https://congdoan.thanhlam.example/chu-de/an-toan-lao-dong/rss.xml"

    def test_where_it_may_not_be_copied_the_reader_is_told_what_to_do(self, page, address):
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error())")
        page.goto(f"{address}/theo-doi/")
        page.get_by_role("button", name=re.compile("Chép địa chỉ ?: Bản tin")).click()

        page.get_by_text("Chưa chép được.").wait_for()

    def test_where_there_is_no_clipboard_there_is_no_button(self, page, address):
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.goto(f"{address}/theo-doi/")

        assert page.get_by_role("button", name="Chép địa chỉ").count() == 0
        assert page.locator(".feeds__ways a").first.is_visible()
        assert page.faults == []
