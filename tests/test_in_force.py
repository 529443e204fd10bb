"""The small file that says which urgent notices are in force."""

import json
from datetime import datetime, timedelta

import pytest
from sitemaker import NOW, ZONE

FILE = "khan/hieu-luc.json"


def notice(level="khan", **fields):
    fields = {"expires_at": "2026-12-01 08:00", **fields}
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"+++\nlevel: {level}\n{lines}+++\n"


def in_force(sample, now=NOW):
    assert sample.build("-q", now=now) == 0
    return json.loads(sample.read(FILE))["notices"]


def test_a_notice_is_told_with_its_address_grade_and_end(site):
    sample = site({"content/khan/2026/bao.md": notice("hoa-toc", title='"Bão <số 9>"')})

    assert in_force(sample) == [
        {
            "title": "Bão <số 9>",
            "url": "/khan/2026/bao/",
            "level": "hoa-toc",
            "label": "Hỏa tốc",
            "until": "2026-12-01T08:00+07:00",
        }
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Hỏa tốc: bão vào đất liền", "Bão vào đất liền"),
        ("HỎA TỐC : dừng việc", "Dừng việc"),
        ("Bão vào đất liền: dừng việc", "Bão vào đất liền: dừng việc"),
        ("Hỏa tốc:", "Hỏa tốc:"),
        ("Hỏa tốc", "Hỏa tốc"),
    ],
)
def test_a_title_does_not_say_its_grade_twice(site, title, told):
    sample = site({"content/khan/2026/bao.md": notice("hoa-toc", title=f'"{title}"')})

    assert [one["title"] for one in in_force(sample)] == [told]
    assert f'<a href="/khan/2026/bao/">{told}</a>' in sample.read("index.html")


def test_nothing_is_told_that_is_not_live_or_that_another_notice_replaces(site):
    sample = site(
        {
            "content/khan/2026/nhap.md": notice(draft="true"),
            "content/khan/2026/hen.md": notice(publish_at="2026-11-22"),
            "content/khan/2026/rut.md": notice(withdrawn="{at: 2026-11-20 09:00, reason: Sai.}"),
            "content/khan/2026/qua.md": notice(expires_at="2026-11-20 09:00"),
            "content/khan/2026/cu.md": notice(),
            "content/khan/2026/moi.md": notice(supersedes="khan/2026/cu"),
            "content/ban-tin/2026/tin.md": "+++\n+++\n",
        }
    )

    assert [one["url"] for one in in_force(sample)] == ["/khan/2026/moi/"]


def test_the_gravest_come_first_then_the_newest_and_no_more_than_five(site):
    files = {
        f"content/khan/2026/a{n}.md": notice(level, publish_at=f"2026-11-1{n}")
        for n, level in enumerate(["khan", "hoa-toc", "khan", "thuong-khan", "hoa-toc", "khan"])
    }

    told = [one["url"].split("/")[3] for one in in_force(site(files))]

    assert told == ["a4", "a1", "a3", "a5", "a2"]


def test_without_notices_the_file_is_there_and_empty(site):
    assert in_force(site()) == []


def test_a_notice_changes_no_page_of_another_item(site):
    news = {f"content/ban-tin/2026/b{n}.md": "+++\n+++\n" for n in range(3)}
    sample = site({**news, "content/gioi-thieu.md": "# Về chúng tôi\n"})
    sample.build("-q")
    pages = {p: d for p, d in sample.built().items() if p.startswith(("ban-tin/2026", "gioi"))}
    assert len(pages) == 1 + 3 * (1 + 3)  # with its code and texts

    sample.write({"content/khan/2026/bao.md": notice("hoa-toc")})

    assert len(in_force(sample)) == 1
    after = sample.built()
    assert {path: after[path] for path in pages} == pages


def test_the_file_is_made_anew_when_a_notice_ends(site):
    sample = site({"content/khan/2026/bao.md": notice()})
    end = datetime(2026, 12, 1, 8, tzinfo=ZONE)

    assert len(in_force(sample, end - timedelta(minutes=1))) == 1
    assert in_force(sample, end) == []
