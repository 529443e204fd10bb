"""What an editor answers for: `allow` silences one rule in one file, and nothing else."""

import pytest
from sitemaker import places

from generator.checks.settling import silence
from generator.kernel.diagnostics import Span, warning

OLD = "publish_at: 2025-03-01 08:00\n"  # in the folder of 2026: `path.other-year`


def item(leaves, more=OLD):
    return f"+++\n{more}allow:\n{leaves}+++\n"


def codes(problems):
    return [problem.code for problem in problems]


LEAVE = '  - {rule: path.other-year, reason: "Bài đã đăng, giữ địa chỉ cũ."}\n'


def test_a_rule_is_silenced_in_the_file_that_says_so_and_in_no_other(site):
    gathered = site(
        {
            "content/ban-tin/2026/mot.md": item(LEAVE),
            "content/ban-tin/2026/hai.md": f"+++\n{OLD}+++\n",
        }
    ).gather()

    assert [(p, c) for p, _, c in places(gathered.problems)] == [
        ("content/ban-tin/2026/hai.md", "path.other-year")
    ]
    ((problem, reason),) = gathered.silenced
    assert problem.span.path == "content/ban-tin/2026/mot.md"
    assert reason == "Bài đã đăng, giữ địa chỉ cũ."


def test_other_rules_of_the_file_are_told_all_the_same(site):
    gathered = site({"content/ban-tin/2026/mot.md": item(LEAVE) + "Chữ\u200b ẩn.\n"}).gather()

    assert codes(gathered.problems) == ["text.stray-character"]


def test_it_is_silenced_from_the_cache_as_well(site):
    sample = site({"content/ban-tin/2026/mot.md": item(LEAVE)})
    assert sample.build() == 0
    assert sample.run("check", "--strict", "--jobs", "1") == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [("#3", ["yaml.hashtag"]), ("#", []), ("#ThángCôngNhân", ["yaml.hashtag"])],
)
def test_leave_for_some_words_is_for_these_alone(site, text, told):
    """Two hashtags are lost; the leave names the words of one, of both, of one."""
    leave = f'  - {{rule: yaml.hashtag, reason: "Ghi chú riêng.", text: "{text}"}}\n'
    fields = "title: Họp tổ #3\nsummary: Một câu tóm tắt đủ dài để kiểm thử. #ThángCôngNhân\n"
    gathered = site({"content/ban-tin/2026/mot.md": item(leave, fields)}).gather()

    assert codes(gathered.problems) == told
    assert len(gathered.silenced) == 2 - len(told)


def test_leave_for_words_that_stand_in_the_underlined_text(site):
    leave = '  - {rule: path.other-year, reason: "Giữ địa chỉ cũ.", text: "2025-03"}\n'
    wrong = leave.replace("2025-03", "2026-11")

    assert codes(site({"content/ban-tin/2026/mot.md": item(leave)}).gather().problems) == []
    assert codes(site({"content/ban-tin/2026/mot.md": item(wrong)}).gather().problems) == [
        *("path.other-year", "allow.unused"),
    ]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("path.othr-year", "allow.unknown"),
        ("front.missing", "allow.not-allowed"),
        ("picture.location", "allow.not-allowed"),
        ("url.long", "allow.unused"),
    ],
)
def test_leave_that_is_worth_nothing_is_told_where_it_stands(site, rule, code):
    leave = f'  - {{rule: {rule}, reason: "Vì nhiều lý do khác nhau."}}\n'
    gathered = site({"content/ban-tin/2026/mot.md": item(leave, "")}).gather()

    assert places(gathered.problems) == [("content/ban-tin/2026/mot.md", 7, code)]
    (problem,) = gathered.problems
    assert (problem.span.column, problem.span.length) == (12, len(rule))
    assert gathered.is_publishable == (code == "allow.unused")


def test_the_code_that_was_meant_is_proposed(site):
    leave = '  - {rule: url.lon, reason: "Vì nhiều lý do khác nhau."}\n'
    (problem,) = site({"content/ban-tin/2026/mot.md": item(leave, "")}).check()

    assert dict(problem.params)["guess"] == "url.long"


def test_an_error_without_exception_is_told_in_spite_of_leave(site):
    leave = '  - {rule: unit.unknown, reason: "Đơn vị mới, chưa kịp khai báo."}\n'
    gathered = site({"content/ban-tin/2026/mot.md": item(leave, "unit: khong-co\n")}).gather()

    assert sorted(codes(gathered.problems)) == ["allow.not-allowed", "unit.unknown"]
    assert gathered.silenced == []


def test_a_reason_must_say_something(site):
    leave = '  - {rule: path.other-year, reason: "Cứ để."}\n'
    (problem, *_) = site({"content/ban-tin/2026/mot.md": item(leave, "")}).check()

    assert problem.code == "text.too-short"
    assert dict(problem.params)["limit"] == "10"


def test_a_standing_page_may_give_leave_too(site):
    page = (
        "---\ntitle: Họp #3\nallow:\n"
        '  - {rule: yaml.hashtag, reason: "Ghi chú riêng của tôi."}\n---\n# Trang\n'
    )
    gathered = site({"content/ve-chung-toi.md": page}).gather()

    assert gathered.problems == []
    assert [one.problem.span.path for one in gathered.silenced] == ["content/ve-chung-toi.md"]


def test_a_standing_page_is_in_the_menu_unless_it_says_otherwise(site):
    page = "---\ntitle: {title}\nmenu: {menu}\n---\nChữ.\n"
    sample = site(
        {
            "content/mot.md": page.format(title="Trang thứ nhất", menu="true"),
            "content/hai.md": page.format(title="Trang thứ hai", menu="false"),
        }
    )
    assert sample.build() == 0

    assert "Trang thứ nhất" in sample.read("index.html")
    assert "Trang thứ hai" not in sample.read("index.html")
    assert "Trang thứ hai" in sample.read("hai/index.html")
    sample.write({"content/hai.md": page.format(title="Trang thứ hai", menu="có")})
    assert codes(sample.check()) == ["flag.unknown"]


@pytest.mark.parametrize(
    ("leave", "code"),
    [
        ("[{rule: yaml.hashtg, reason: 'Ghi chú riêng của tôi.'}]", "allow.unknown"),
        ("[{rule: yaml.hashtag, reason: 'Ghi chú riêng của tôi.'}]", "allow.unused"),
        ("[{rule: yaml.hashtag}]", "field.missing"),
        ("có", "field.not-list"),
    ],
)
def test_the_leave_of_a_standing_page_is_checked_as_an_items(site, leave, code):
    page = f"---\ntitle: Trang\nallow: {leave}\n---\n# Trang\n"

    assert codes(site({"content/ve-chung-toi.md": page}).check()) == [code]


def test_who_names_a_picture_or_attachment_answers_for_it(site):
    picture = warning("url.long", Span("content/ban-tin/2026/anh.jpg"), length=1, limit=1, right="")
    other = warning("url.long", Span("content/ban-tin/2026/khac.jpg"), length=1, limit=1, right="")
    leave = '  - {rule: url.long, reason: "Ảnh do tác giả gửi."}\n'
    cover = "cover: {image: anh.jpg, alt: Ảnh}\n"
    catalog = (
        site(
            {
                "content/ban-tin/2026/mot.md": item(leave, cover),
                "content/ban-tin/2026/anh.jpg": "",
            }
        )
        .gather()
        .catalog
    )

    told, silenced = silence([picture, other], catalog)

    assert told == [other]
    assert [one.problem for one in silenced] == [picture]


def test_no_leave_is_published(site):
    sample = site({"content/ban-tin/2026/mot.md": item(LEAVE)})
    assert sample.build() == 0

    for path, data in sample.built().items():
        assert "Bài đã đăng, giữ địa chỉ cũ".encode() not in data, path
        assert b"path.other-year" not in data, path
