"""Numbered pages, counted from the oldest, that never change once full."""

import re
from datetime import timedelta

import pytest
from sitemaker import CONFIG, NOW

from generator.outputs.paging import front_page, full_pages, numbered_page, page_behind_front

PER_PAGE = 5
CONFIG_LINE = "      per_page: 5\n"


def with_items(site, count):
    sample = site({"mkdocs.yml": config_with_small_pages()})
    return add(sample, range(count))


def config_with_small_pages():
    return CONFIG + CONFIG_LINE


def add(sample, numbers):
    files = {}
    for number in numbers:
        at = NOW - timedelta(days=300 - number)
        files[f"content/ban-tin/2026/bai-{number:03}.md"] = (
            f'+++\ntitle: "Bài số {number}"\npublish_at: {at:%Y-%m-%d %H:%M}\n'
            "topics: [an-toan]\nunit: cdcs-tram\n+++\n"
        )
    return sample.write(files)


def numbered(built):
    return {path: data for path, data in built.items() if re.search(r"/trang/\d+/", f"/{path}")}


@pytest.mark.parametrize("count", [9, 10, 11, 14])
def test_a_full_page_never_changes_when_an_item_is_added(site, count):
    sample = with_items(site, count)
    sample.build()
    before = numbered(sample.built())
    full = {path: data for path, data in before.items() if b'http-equiv="refresh"' not in data}
    assert full

    add(sample, [count]).build()

    after = sample.built()
    assert {path for path, data in full.items() if after.get(path) != data} == set()


@pytest.mark.parametrize("count", range(23))
def test_walking_back_from_the_front_meets_every_item_once(count):
    entries = list(range(count))
    walked = list(front_page(entries, PER_PAGE))[::-1]
    number = page_behind_front(entries, PER_PAGE)
    while number:
        walked += list(numbered_page(entries, PER_PAGE, number))[::-1]
        number -= 1

    assert walked == entries[::-1]


def test_a_page_that_is_not_full_does_not_exist():
    assert full_pages(range(9), PER_PAGE) == 1
    with pytest.raises(ValueError, match="not full"):
        numbered_page(range(9), PER_PAGE, 2)


def test_newer_than_the_newest_full_page_leads_to_the_front(site):
    sample = with_items(site, 10)
    sample.build()

    follower = sample.read("ban-tin/trang/3/index.html")

    assert "url=/ban-tin/" in follower
    assert 'rel="canonical" href="https://thu.example/ban-tin/"' in follower
    assert "/ban-tin/trang/3/" in sample.read("ban-tin/trang/2/index.html")


def test_every_link_between_pages_of_a_listing_leads_to_a_page(site):
    sample = with_items(site, 13)
    sample.build()
    built = sample.built()

    for path, data in built.items():
        for target in re.findall(r'href="(/[^"#]*/trang/\d+/)"', data.decode("utf-8", "ignore")):
            assert f"{target[1:]}index.html" in built, f"{path} leads to {target}"


def test_a_unit_lists_its_sub_units_items(site):
    sample = with_items(site, 2)
    sample.build()

    for unit in ("cdcs-tram", "cd-dien", "lien-doan"):
        assert "Bài số 1" in sample.read(f"don-vi/{unit}/index.html")


def test_listings_exist_for_kinds_units_topics_campaigns_and_years(site):
    sample = with_items(site, 1)
    sample.build()

    for path in (
        "index.html",
        "ban-tin/index.html",
        "guong-sang/index.html",
        "khan/index.html",
        "don-vi/index.html",
        "don-vi/cd-dien/index.html",
        "chu-de/index.html",
        "chu-de/an-toan/index.html",
        "phong-trao/index.html",
        "phong-trao/thang-cong-nhan/index.html",
        "nam/index.html",
        "nam/2026/index.html",
    ):
        assert path in sample.built()


def test_an_empty_listing_says_so(site):
    sample = with_items(site, 1)
    sample.build()

    assert "Chưa có" in sample.read("chu-de/phuc-loi/index.html")


def test_the_pinned_item_leads_the_home_page_until_its_hour(site):
    sample = with_items(site, 3)
    sample.write("""
        -- content/ban-tin/2026/ghim.md --
        +++
        title: "Bài được ghim"
        publish_at: 2026-01-01
        pinned_until: 2026-11-21 10:00
        +++
        """)

    def lead(now):
        titles = [sample.edition(now).pinned(), sample.edition(now).live[::-1]]
        return next(article.item.title for found in titles for article in found)

    assert lead(NOW) == "Bài được ghim"
    assert lead(NOW + timedelta(hours=2)) == "Bài số 2"


def test_neighbours_are_of_the_same_kind_and_order(site):
    sample = with_items(site, 3)
    edition = sample.edition()
    first, second, third = edition.live

    assert edition.neighbours(second) == (first, third)
    assert edition.neighbours(first) == (None, second)
    assert edition.neighbours(third) == (second, None)


def test_related_items_are_the_named_ones_then_the_nearest_older_of_a_topic(site):
    sample = with_items(site, 8)
    sample.write("""
        -- content/ban-tin/2026/moi.md --
        +++
        publish_at: 2026-11-20
        topics: [an-toan]
        related: [ban-tin/2026/bai-000]
        +++
        """)
    edition = sample.edition()
    newest = edition.by_id["ban-tin/2026/moi"]

    found = [article.id[-3:] for article in edition.related(newest)]

    assert found == ["000", "007", "006", "005"]


def test_an_addition_changes_no_page_of_an_older_item_but_its_neighbour(site):
    sample = with_items(site, 12)
    sample.build()
    before = sample.built()

    add(sample, [12]).build()
    after = sample.built()

    changed = {
        path
        for path in before
        if re.match(r"ban-tin/2026/", path) and before[path] != after.get(path)
    }
    assert changed == {"ban-tin/2026/bai-011/index.html"}
