"""Where a reader goes on: home page, search, breadcrumbs, the page for what is not there."""

from datetime import date, datetime, timedelta

import pytest
from pages import parse
from sitemaker import BASE, CONFIG, NOW, ZONE

CAMPAIGNS = """\
- {id: cu, name: "Phong trào cũ", starts_on: 2026-01-01, ends_on: 2026-10-31}
- {id: dang, name: "Phong trào này", starts_on: 2026-11-01, ends_on: 2026-11-30}
- {id: luon, name: "Phong trào luôn có"}
- {id: sap, name: "Phong trào sắp tới", starts_on: 2026-12-01}
"""
UNITS = (
    BASE["content/data/units.yml"]
    + '- {id: cd-cu, name: "Công đoàn Cũ", short: "CĐ Cũ", level: cap-tren, parent: lien-doan,'
    " valid_to: 2026-11-21, successor: cd-dien}\n"
    + '- {id: cd-may, name: "Công đoàn May", short: "CĐ May", level: cap-tren, parent: lien-doan,'
    ' about: "Thợ may & thợ <cắt>.", links: {zalo: "https://zalo.me/may"}}\n'
)


def links(page):
    return [a["href"] for a in page.named("a")]


def home(sample, now=NOW):
    assert sample.build("-q", now=now) == 0
    return sample.read("index.html")


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 11, 1), ["dang", "luon"]),
        (date(2026, 11, 30), ["dang", "luon"]),
        (date(2026, 12, 1), ["sap", "luon"]),
    ],
)
def test_the_home_page_shows_the_campaigns_of_the_day(site, today, shown):
    sample = site({"content/data/campaigns.yml": CAMPAIGNS})
    now = datetime(today.year, today.month, today.day, tzinfo=ZONE)

    text = home(sample, now)

    found = [f'href="/phong-trao/{id_}/"' in text for id_ in ("cu", "dang", "luon", "sap")]
    assert found == [id_ in shown for id_ in ("cu", "dang", "luon", "sap")]
    assert text.index(f"/phong-trao/{shown[0]}/") < text.index(f"/phong-trao/{shown[1]}/")


def test_the_first_and_the_last_day_of_a_campaign_are_turning_points(site):
    sample = site({"content/data/campaigns.yml": CAMPAIGNS})
    edition = sample.edition(datetime(2026, 10, 15, tzinfo=ZONE))

    points = []
    while (point := edition.next_change()) is not None:
        points.append(point.date())
        edition = sample.edition(point)

    assert points == [date(2026, 11, 1), date(2026, 12, 1)]


def test_the_home_page_says_when_something_last_changed(site):
    sample = site(
        {
            "content/ban-tin/2026/a.md": "+++\npublish_at: 2026-11-18 08:00\n"
            "corrections: [{at: 2026-11-20 10:30, note: Số đúng là 12.}]\n+++\n",
            "content/ban-tin/2026/b.md": "+++\npublish_at: 2026-11-19 08:00\n+++\n",
        }
    )

    assert "Cập nhật lúc" in home(sample)
    assert '<p class="updated">Cập nhật lúc <time datetime="2026-11-20T10:30+07:00">' in home(
        sample
    )


def test_units_that_have_ended_are_not_offered(site):
    sample = site({"content/data/units.yml": UNITS})

    on_the_last_day = links(parse(home(sample, NOW).encode()))
    after = links(parse(home(sample, NOW + timedelta(days=1)).encode()))

    assert "/don-vi/cd-cu/" in on_the_last_day
    assert "/don-vi/cd-cu/" not in after
    assert {"/don-vi/lien-doan/", "/don-vi/cd-dien/", "/don-vi/cd-may/"} <= set(after)
    assert "/don-vi/cdcs-tram/" not in after


def test_a_unit_says_who_it_is_and_where_else_it_is_found(site):
    sample = site({"content/data/units.yml": UNITS})
    sample.build("-q")

    text = sample.read("don-vi/cd-may/index.html")

    assert "Thợ may &amp; thợ &lt;cắt&gt;." in text
    assert 'href="https://zalo.me/may"' in text
    assert "Công đoàn cấp trên trực tiếp cơ sở" in text
    assert "Facebook" not in text.partition("<footer")[0]


def test_the_search_asks_about_this_site_alone_and_offers_ways_without_it(site):
    sample = site({"content/ban-tin/2026/a.md": "+++\n+++\n"})
    sample.build("-q")

    page = parse(sample.built()["tim-kiem/index.html"])

    inputs = {one["name"]: one.get("value") for one in page.named("input") if "name" in one}
    assert inputs["as_sitesearch"] == "thu.example"
    assert "q" in inputs
    assert {"/chu-de/an-toan/", "/don-vi/cd-dien/", "/nam/2026/"} <= set(links(page))
    assert "https://thu.example/tim-kiem/" in sample.read("sitemap/trang.xml")


def test_the_program_keeps_the_place_of_the_search(site):
    sample = site({"content/tim-kiem.md": "# Tìm\n"})

    assert [one.code for one in sample.check()] == ["url.reserved"]


@pytest.mark.parametrize(
    ("path", "trail"),
    [
        ("ban-tin/2026/a/", ["/", "/ban-tin/"]),
        ("ban-tin/", ["/"]),
        ("chu-de/an-toan/", ["/", "/chu-de/"]),
        ("don-vi/cdcs-tram/", ["/", "/don-vi/", "/don-vi/lien-doan/", "/don-vi/cd-dien/"]),
        ("nam/2026/", ["/", "/nam/"]),
        ("phong-trao/thang-cong-nhan/", ["/", "/phong-trao/"]),
    ],
)
def test_a_page_says_where_it_stands(site, path, trail):
    sample = site({"content/ban-tin/2026/a.md": "+++\n+++\n"})
    sample.build("-q")

    text = sample.read(f"{path}index.html").partition('class="trail"')[2].partition("</nav>")[0]

    assert links(parse(text.encode())) == trail


def test_a_front_leads_to_the_newest_few_pages_and_to_the_first(site):
    items = {
        f"content/ban-tin/2026/bai-{n:03}.md": f"+++\npublish_at: 2026-01-01 00:{n:02}\n+++\n"
        for n in range(56)
    }
    sample = site({**items, "mkdocs.yml": CONFIG + "      per_page: 5\n"})
    sample.build("-q")

    text = sample.read("ban-tin/index.html").partition("pager__numbers")[2].partition("</ul>")[0]

    pages = [address.split("/")[3] for address in links(parse(text.encode()))]
    assert pages == ["10", "9", "8", "7", "6", "5", "4", "1"]
    assert "pager__numbers" not in sample.read("ban-tin/trang/3/index.html")


def test_what_is_not_found_leads_to_the_newest_that_still_holds(site):
    urgent = "level: khan\nexpires_at: 2026-12-01\n"
    sample = site(
        {
            "content/ban-tin/2026/a.md": "+++\npublish_at: 2026-11-18\n+++\n",
            "content/khan/2026/cu.md": f"+++\npublish_at: 2026-11-19\n{urgent}+++\n",
            "content/khan/2026/moi.md": f"+++\n{urgent}supersedes: khan/2026/cu\n+++\n",
        }
    )
    sample.build("-q")

    found = links(parse(sample.built()["404.html"]))

    assert "/khan/2026/moi/" in found
    assert "/ban-tin/2026/a/" in found
    assert "/khan/2026/cu/" not in found


def test_merits_and_who_must_act_are_shown_as_text(site):
    sample = site(
        {
            "content/guong-sang/2026/mai.md": "+++\nhonourees: [{name: Mai}]\n"
            'merits: [{figure: "30 năm", text: "<b>nối</b> cáp"}, {text: Dạy nghề}]\n+++\n',
            "content/khan/2026/bao.md": "+++\nlevel: khan\nexpires_at: 2026-12-01\n"
            'audience: "Tổ <A>"\nact_by: 2026-11-25 17:00\n+++\n',
        }
    )
    sample.build("-q")

    merits = sample.read("guong-sang/2026/mai/index.html")
    assert "<strong>30 năm</strong> &lt;b&gt;nối&lt;/b&gt; cáp" in merits
    notice = sample.read("khan/2026/bao/index.html")
    assert "Tổ &lt;A&gt;" in notice
    assert '<time datetime="2026-11-25T17:00+07:00">Thứ Tư, 25/11/2026, 17:00</time>' in notice


def test_a_limit_of_a_whole_day_is_told_by_that_day(site):
    sample = site(
        {
            "content/khan/2026/bao.md": "+++\nlevel: khan\nexpires_at: 2026-11-30\n"
            "act_by: 2026-11-25\n+++\n",
        }
    )
    sample.build("-q")

    notice = sample.read("khan/2026/bao/index.html")
    assert '"2026-11-26T00:00+07:00">hết Thứ Tư, 25/11/2026<' in notice
    assert '"2026-12-01T00:00+07:00">hết Thứ Hai, 30/11/2026<' in notice


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (4, "Người 0, Người 1, Người 2, Người 3"),
        (5, "Người 0, Người 1, Người 2 và 2 người khác"),
    ],
)
def test_of_many_people_a_list_names_the_first(site, count, told):
    people = ", ".join(f"{{name: Người {n}}}" for n in range(count))
    sample = site({"content/guong-sang/2026/a.md": f"+++\nhonourees: [{people}]\n+++\n"})

    assert f'<p class="face__people">{told}</p>' in home(sample)


@pytest.mark.parametrize(("words", "minutes"), [(10, 1), (370, 1), (380, 2), (2500, 10)])
def test_the_time_to_read_is_reckoned_in_syllables(site, words, minutes):
    sample = site({"content/ban-tin/2026/a.md": "+++\n+++\n" + "tin " * words + "\n"})
    sample.build("-q")

    assert f"{minutes} phút đọc" in sample.read("ban-tin/2026/a/index.html")
