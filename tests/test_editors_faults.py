"""What editors are told of the slips they make most: where, as one message, with a way out."""

from __future__ import annotations

import string

import pytest
from photos import plain
from sitemaker import CONFIG, FIELDS, NOW, UNITS, make_site, places, render

from generator.commands import common
from generator.messages import report
from generator.messages.words import LANGUAGES, load
from generator.model import permalink
from generator.reading import frontmatter

ITEM = "content/ban-tin/2026/bai.md"
SPOTLIGHT = "content/guong-sang/2026/bai.md"
HEAD = "".join(f"{name}: {value}\n" for name, value in FIELDS.items())
APPROVAL = CONFIG + "      approval: {required: [bulletin]}\n"
TABBED = "cover:\n\timage: anh.jpg\n\talt: Ba thợ may bên máy mới\n"


def codes(found):
    return [(one.span.line, one.span.column, one.code) for one in found]


def told(problem, language="vi"):
    return report.tell(problem, language)


def only(found, code):
    (problem,) = [one for one in found if one.code == code]
    return problem


def with_head(*fields, body="Nội dung.\n"):
    names = {one.partition(":")[0] for one in fields}
    kept = [f"{name}: {value}" for name, value in FIELDS.items() if name not in names]
    return "---\n" + "\n".join((*fields, *kept)) + f"\n---\n{body}"


# --- reading on after a fault ---


def test_a_tab_and_curly_quotes_are_told_together_each_where_it_stands(site):
    found = site(
        {
            ITEM: with_head("title: “Tổ may Hoa Sim: chốt lịch”", TABBED.rstrip("\n")),
            "content/ban-tin/2026/anh.jpg": "",
        }
    ).check()

    assert codes(found) == [(2, 8, "yaml.word-quotes"), (4, 1, "yaml.tab"), (5, 1, "yaml.tab")]
    assert told(found[0]).example == 'title: "Tổ may Hoa Sim: chốt lịch"'


def test_a_place_behind_a_tab_is_the_files_own(site):
    found = site({ITEM: with_head("cover:\n\t\timage: mat.jpg\n\t\talt: Ba thợ may")}).check()

    assert (3, 10, "file.missing") in codes(found)


def test_a_tab_of_which_nothing_can_be_made_says_that_the_rest_is_unread(site):
    found = site({ITEM: with_head("topics:\n\t- an-toan\n\t b: c")}).check()

    assert codes(found) == [(3, 1, "yaml.tab"), (4, 1, "yaml.tab")]
    assert "phần sau chưa đọc được" not in told(found[0]).fix
    assert told(found[1]).fix.endswith("phần sau chưa đọc được.")
    assert told(found[1], "en").fix.endswith("could not be read yet.")


def test_of_very_many_tabs_the_last_that_is_told_says_how_many_more(site):
    found = site({ITEM: with_head("topics:" + "\n\t- an-toan" * 30)}).check()

    tabs = [one for one in found if one.code == "yaml.tab"]
    assert len(tabs) == 20
    assert "Còn 10 dòng như vậy nữa." in told(tabs[-1]).fix
    assert "như vậy nữa" not in told(tabs[0]).fix


def test_what_only_comes_of_how_a_tab_was_taken_is_not_told(site):
    found = site({ITEM: with_head("topics:\n  - an-toan\n\tb: c")}).check()

    assert [one.code for one in found] == ["yaml.tab"]
    assert "phần sau chưa đọc được" in told(found[0]).fix


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ('title: "Chốt lịch\nsummary: "Một câu tóm tắt đủ dài để thử."', (2, 8)),
        ('title: "Chốt lịch', (2, 8)),
        ('title: "Chốt\n  lịch"\nsummary: "Một câu tóm tắt đủ dài để thử.', (4, 10)),
        ("title: 'Chốt ''lịch''\nsummary: 'Một câu tóm tắt đủ dài để thử.'", (2, 8)),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(site, lines, place):
    fields = [one for one in FIELDS if f"\n{one}:" not in f"\n{lines}"]
    head = lines + "".join(f"\n{name}: {FIELDS[name]}" for name in fields)

    found = site({ITEM: f"---\n{head}\ntopics: [abc]\n---\nB\n"}).check()

    assert codes(found)[0] == (*place, "yaml.quote")
    assert [one.code for one in found] == ["yaml.quote", "topic.unknown"]
    example = told(found[0]).example
    assert frontmatter.decode(example, "x").problems == []


def test_quotes_within_a_value_are_no_open_quote(site):
    found = site({ITEM: with_head('title: "Họp "gấp" ngay"')}).check()

    assert [one.code for one in found] == ["yaml.syntax"]


def test_a_wrong_field_of_an_attachment_does_not_hide_what_is_in_the_file(site):
    found = site(
        {
            ITEM: with_head("attachments: [{file: ds.csv, label: Danh sách}]"),
            "content/ban-tin/2026/ds.csv": "Họ tên;Số CCCD\nMai;001084012345\n",
        }
    ).check()

    assert {one.code for one in found} == {"privacy.citizen-id", "field.unknown"}
    unknown = only(found, "field.unknown")
    assert dict(unknown.params)["guess"] == "title"
    assert told(unknown).example == 'title: "Danh sách khen thưởng"'


def test_what_an_attachment_lacks_is_said_of_the_attachment(site):
    (found,) = site(
        {
            ITEM: with_head("attachments: [{file: ds.csv}]"),
            "content/ban-tin/2026/ds.csv": "a\n",
        }
    ).check()

    assert told(found).text == "Trong “attachments” thiếu trường bắt buộc “title”."
    assert told(found).example == 'title: "Danh sách khen thưởng"'


# --- the lines around front matter ---


@pytest.mark.parametrize("strokes", ["–––", "—", "--", "----", "——", "___"])
def test_other_strokes_than_hyphens_are_told_at_their_lines_and_the_rest_is_read(site, strokes):
    text = f"{strokes}\n{HEAD}topics: [abc]\n{strokes}\nNội dung.\n"

    found = site({ITEM: text}).check()

    assert codes(found) == [
        (1, 1, "front.dashes"),
        (6, 10, "topic.unknown"),
        (7, 1, "front.dashes"),
    ]


def test_a_closing_line_of_strokes_is_not_passed_over_for_a_rule_in_the_text(site):
    found = site({ITEM: f"---\n{HEAD}–––\nMột.\n\n---\n\nHai.\n"}).check()

    assert codes(found) == [(6, 1, "front.dashes")]


def test_a_forgotten_first_line_is_told_above_the_fields(site):
    (found,) = site({ITEM: f"{HEAD}---\nNội dung.\n"}).check()

    assert (found.span.line, found.code) == (1, "front.no-opening")


def test_a_standing_page_with_strokes_is_not_published_with_its_front_matter(site):
    found = site({"content/gioi-thieu.md": "–––\ntitle: Giới thiệu\ndraft: true\n---\nA\n"}).check()

    assert [one.code for one in found] == ["front.dashes"]


@pytest.mark.parametrize("text", ["# Giới thiệu\n\n---\n\nChữ.\n", "–––\n\nChữ.\n", "Ghi: a\n"])
def test_a_standing_page_without_front_matter_stays_one(site, text):
    assert site({"content/gioi-thieu.md": text}).check() == []


# --- names of fields and right forms ---


def test_a_misspelt_name_is_told_once_at_the_key(site):
    text = f"---\n{HEAD}---\nA\n".replace("title:", "Title:").replace("summary:", "Summary :")

    found = site({ITEM: text}).check()

    assert codes(found) == [(2, 1, "field.unknown"), (3, 1, "field.unknown")]
    assert [dict(one.params)["guess"] for one in found] == ["title", "summary"]


def test_a_misspelt_name_without_a_value_is_told_once_too(site):
    found = site({ITEM: with_head("Title:").replace('title: "Tiêu đề thử"\n', "")}).check()

    assert [one.code for one in found] == ["field.unknown"]


PERSON = 'honourees: [{name: Mai, consent: {on: 2026-01-02, by: "Ban Tuyên giáo", scope: %s}}]'


@pytest.mark.parametrize(
    ("written", "code", "example"),
    [
        ("[web, Zalo]", "field.choice", "scope: [web]"),
        ("[Zalo]", "field.choice", "scope: [social]"),
        ("[web, socal]", "field.choice", "scope: [web, social]"),
        ("web", "field.not-list", "scope: [web]"),
    ],
)
def test_the_right_form_of_a_list_is_a_list_of_what_was_meant(site, written, code, example):
    found = site({SPOTLIGHT: with_head(PERSON % written)}).check()

    shown = told(only(found, code))
    assert shown.example == example
    assert "social là Zalo và Facebook" in shown.fix
    right = example.removeprefix("scope: ")
    assert site({SPOTLIGHT: with_head(PERSON % right)}).check() == []


def test_a_choice_in_a_list_of_the_settings_is_shown_as_a_list(tmp_path):
    config = CONFIG + "      approval: {required: %s}\n"
    make_site(tmp_path)
    for written, code in (("urgent", "field.not-list"), ("[urgnt]", "field.choice")):
        (tmp_path / "mkdocs.yml").write_text(config % written, "utf-8")
        (found,) = common.load_setup(tmp_path / "mkdocs.yml")[1]
        assert (found.code, told(found).example) == (code, "required: [urgent]")


@pytest.mark.parametrize(
    ("line", "example"),
    [
        ("topics: an-toan", "topics: [an-toan]"),
        ("topics: an-toan, phuc-loi", "topics: [an-toan, phuc-loi]"),
        ("topics: 'a: b'", 'topics: ["a: b"]'),
        ("attachments: {file: a.csv, title: A}", "attachments: [{file: a.csv, title: A}]"),
    ],
)
def test_the_right_form_of_no_list_holds_the_editors_own_value(site, line, example):
    assert told(only(site({ITEM: with_head(line)}).check(), "field.not-list")).example == example


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2025-11-31", "2025-11-30"),
        ("2025-02-30 08:00", "2025-02-28"),
        ("2026-31-12", "2026-12-31"),
        ("31/11/2025", "2025-11-30"),
        ("2026-00-00", "2026-01-01"),
    ],
)
def test_a_day_that_is_none_is_shown_as_one_of_that_month(site, written, right):
    (found,) = site({ITEM: with_head(f"publish_at: {written}")}).check()

    assert (found.code, told(found).example) == ("date.impossible", f"publish_at: {right}")


# --- ids ---


@pytest.mark.parametrize(
    ("line", "code", "guess", "example"),
    [
        ("unit: Công đoàn Điện Thử", "id.form", "cd-dien", "unit: cd-dien"),
        ("unit: cong doan dien thu", "id.form", "cd-dien", "unit: cd-dien"),
        ("unit: cong-doan-dien-thu", "unit.unknown", "cd-dien", None),
        (
            "authors: [Ban Tuyên giáo, chu-tich]",
            "id.form",
            "ban-tuyen-giao",
            "authors: [ban-tuyen-giao, chu-tich]",
        ),
        ("approved_by: Chủ Tịch", "id.form", "chu-tich", "approved_by: chu-tich"),
        ("approved_by: Ban Tuyên giáo", "id.form", "ban-tuyen-giao", None),
        ("campaign: Tháng Công nhân", "id.form", "thang-cong-nhan", "campaign: thang-cong-nhan"),
    ],
)
def test_a_name_where_an_id_belongs_is_looked_up(site, line, code, guess, example):
    (found,) = site({ITEM: with_head(line)}).check()

    assert found.code == code
    assert dict(found.params)["guess"] == guess
    if example is not None:
        assert told(found).example == example
        assert "content/data/" in told(found).fix
        assert site({ITEM: with_head(example)}).check() == []


@pytest.mark.parametrize(
    "written", ["Công đoàn May Hoa Sim", "CĐCS May Hoa Sim", "cong doan co so may hoa sim"]
)
def test_a_unit_is_known_whatever_sort_of_union_it_is_called(site, written):
    place = "level: bo-phan, parent: cdcs-tram"
    rows = (
        f"{{id: hai, name: Công đoàn May Hoa Sim xưởng 2, short: Xưởng 2, {place}}}",
        f"{{id: may, name: Công ty May Hoa Sim, short: CĐCS May Hoa Sim, {place}}}",
    )
    units = UNITS + "".join(f"- {row}\n" for row in rows)
    (found,) = site({ITEM: with_head(f"unit: {written}"), "content/data/units.yml": units}).check()

    assert dict(found.params)["guess"] == "may"


def test_where_no_id_is_near_the_few_there_are_are_listed(site):
    (found,) = site({ITEM: with_head("topics: [khac]")}).check()

    assert told(found).fix.endswith("Ở đây có: an-toan, phuc-loi.")


def test_of_many_ids_none_is_listed(site):
    topics = "".join(f"- {{id: chu-de-{n}, name: Chủ đề {n}}}\n" for n in range(40))
    (found,) = site({ITEM: with_head("topics: [xyz]"), "content/data/topics.yml": topics}).check()

    assert "Ở đây có" not in told(found).fix


# --- approval ---

MANY = (
    '- {id: ban-tuyen-giao, name: "Ban Tuyên giáo"}\n'
    '- {id: chu-tich, name: "Chủ tịch", approves: true}\n'
    '- {id: pho, name: "Phó Chủ tịch", approves: true}\n'
)


def approved(site, *fields, authors=MANY):
    files = {"mkdocs.yml": APPROVAL, ITEM: with_head(*fields), "content/data/authors.yml": authors}
    return site(files).check()


def test_who_approves_their_own_work_is_shown_another_who_may(site):
    (found,) = approved(site, "authors: [chu-tich]", "approved_by: chu-tich")

    assert (found.code, told(found).example) == ("approval.own-work", "approved_by: pho")
    assert approved(site, "authors: [chu-tich]", "approved_by: pho") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_else_may_the_file_to_change_is_named(site, language):
    authors = MANY.replace('Phó Chủ tịch", approves: true', 'Phó Chủ tịch"')
    (found,) = approved(site, "authors: [chu-tich]", "approved_by: chu-tich", authors=authors)

    assert "content/data/authors.yml" in told(found, language).fix
    assert "approves: true" in told(found, language).example


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("authors: [ban-tuyen-giao]", "approved_by: ban-tuyen-giao"), "approval.no-right"),
        (("approved_by: Trịnh Đình Khoát",), "id.form"),
        (("approve_by: chu-tich",), "field.unknown"),
        (("approved_by: [chu-tich]",), "field.not-text"),
    ],
)
def test_one_slip_about_who_approves_is_one_message_at_its_line(site, fields, code):
    (found,) = approved(site, *fields)

    assert (found.code, found.span.line) == (code, 1 + len(fields))


@pytest.mark.parametrize("line", ["draft: false", "approved_by: ban-tuyen-giao"])
def test_the_author_is_not_offered_to_approve_their_own_work(site, line):
    (found,) = approved(site, "authors: [chu-tich]", line)

    assert dict(found.params)["having"] == "pho"


def test_where_nobody_is_named_approval_is_still_asked_for(site):
    (found,) = approved(site)

    assert (found.code, told(found).example) == ("approval.missing", "approved_by: chu-tich")


# --- files ---


def test_a_column_is_told_once_with_how_many_and_none_of_them(site):
    rows = "".join(f"{n};Mai {n};001084{n:06};0912{n:06}\n" for n in range(1, 151))
    found = site(
        {
            ITEM: with_head("attachments: [{file: ds.csv, title: Danh sách}]"),
            "content/ban-tin/2026/ds.csv": f"STT;Họ tên;Số CCCD;Điện thoại\n{rows}",
        }
    ).check()

    shown = [told(one).text for one in found]
    assert shown == [
        "Tệp đính kèm, cột 3 (Số CCCD): 150 số căn cước công dân, dòng đầu tiên: 2.",
        "Tệp đính kèm, cột 4 (Điện thoại): 150 số điện thoại di động, dòng đầu tiên: 2.",
    ]
    assert "001084" not in render(found)


def test_a_single_find_is_told_as_before_and_a_head_that_may_be_a_person_is_not(site):
    found = site(
        {
            ITEM: with_head("attachments: [{file: ds.csv, title: Danh sách}]"),
            "content/ban-tin/2026/ds.csv": "Nguyễn Sinh Cung;CCCD 001084012345\nMai;0912345678\n",
        }
    ).check()

    assert all("variant" not in dict(one.params) for one in found)
    assert "dòng 2, cột 2)" in told(only(found, "privacy.mobile")).text


def test_a_first_row_that_names_a_person_is_no_heading(site):
    found = site(
        {
            ITEM: with_head("attachments: [{file: ds.csv, title: Danh sách}]"),
            "content/ban-tin/2026/ds.csv": "STT;Hoàng Văn Thử\n1;0912345678\n2;0912345679\n",
        }
    ).check()

    assert dict(only(found, "privacy.mobile").params)["inside"] == "column 2"


def test_a_column_of_an_office_s_own_lines_is_told_of_the_others_alone(site):
    units = (
        '- {id: lien-doan, name: "LĐ", short: "LĐ", level: lien-doan, '
        'contact: {phone: "0912 345 678"}}\n'
        '- {id: cd-dien, name: "CĐ", short: "CĐ", level: co-so, parent: lien-doan}\n'
    )
    rows = "Đơn vị;Điện thoại\nA;0912345678\nB;0912000001\nC;0912000002\n"
    found = site(
        {
            ITEM: with_head("attachments: [{file: ds.csv, title: Danh sách}]"),
            "content/ban-tin/2026/ds.csv": rows,
            "content/data/units.yml": units,
        }
    ).check()

    assert dict(only(found, "privacy.mobile").params)["count"] == "2"
    assert dict(only(found, "privacy.mobile").params)["row"] == "3"


def test_a_name_with_blanks_and_accents_is_told_with_a_better_one(site):
    found = site(
        {
            ITEM: with_head(body="![Ba thợ may bên máy](<Ảnh hội nghị.JPG>) [b](b.pdf)\n"),
            "content/ban-tin/2026/Ảnh hội nghị.JPG": plain(1200, 800),
            "content/ban-tin/2026/b.pdf": b"%PDF-1.4",
        }
    ).check()

    problem = only(found, "file.spaced-name")
    assert (problem.span.line, problem.span.column) == (7, 24)
    assert told(problem).example == "anh-hoi-nghi.jpg"
    assert "%E1%BA%A2nh%20h" in told(problem).text


# --- what Word leaves in a text ---

LIST = "- Đơn xin hỗ trợ\n- Bản sao hợp đồng\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"Hồ sơ gồm:\n{LIST}", [(8, "language.run-on-list")]),
        ("**Hồ sơ gồm:**\n1. Đơn\n2. Hợp đồng\n", [(8, "language.run-on-list")]),
        (
            f"Hồ sơ:\n{LIST}\nNgoài ra:\n{LIST}",
            [(8, "language.run-on-list"), (12, "language.run-on-list")],
        ),
        ("•\tĐơn\n•\tHợp đồng\n", [(7, "language.bullets")]),
        ("Gồm:\n\n• Đơn\n• Hợp đồng\n", [(9, "language.bullets")]),
        ("Đơn vị\tSố người\nTổ may 1\t24\nTổ may 2\t30\n", [(7, "language.tab-table")]),
        (f"Hồ sơ gồm:\n\n{LIST}", []),
        (f"## Hồ sơ\n{LIST}", []),
        (LIST, []),
        ("- Đơn\nxin hỗ trợ\n- Hợp đồng\n- Ảnh\n", []),
        ("- Đơn\n  xin hỗ trợ\n\n  thêm:\n- Hợp đồng\n- Ảnh\n", []),
        ("Họ hỏi nhau\n- Ai đi trước thì chờ.\n", []),
        ("```\nGồm:\n- a\n- b\n•\tc\n•\td\ne\tf\ng\th\n```\n", []),
        ("> Gồm:\n> - a\n> - b\n", []),
        ("• Chỉ một dòng.\n", []),
        ("Nhiệt độ 24 • 30 độ.\nCả ngày • đêm.\n", []),
        ("Chỉ một dòng\tcó Tab.\n", []),
        ("- a\n\t- b\n\t- c\n", []),
    ],
)
def test_what_runs_on_as_one_paragraph_is_told_and_nothing_else(site, body, expected):
    sample = site({ITEM: with_head(body=body)})

    found = [one for one in sample.check() if one.code.startswith("language.")]

    assert [(one.span.line, one.code) for one in found] == expected


@pytest.mark.parametrize("intro", ["Hồ sơ gồm:\n", "**Hồ sơ gồm:**\n"])
def test_a_run_on_list_is_one_and_with_the_line_it_is_asked_for_it_is_none(site, intro):
    for gap, lists in (("", 0), ("\n", 1)):
        sample = site({ITEM: with_head(body=intro + gap + LIST)})
        (article,) = sample.catalog().articles
        assert article.body.text.count("<ul>") == lists
        assert len(sample.check()) == 1 - lists


def test_a_link_to_the_sites_own_page_is_told_with_one_that_works(site):
    body = "[tin](https://thu.example/ban-tin/2026/hai/#a) [khác](https://khac.example/)\n"
    sample = site(
        {ITEM: with_head(body=body), "content/ban-tin/2026/hai.md": with_head(body="## A\n")}
    )
    found = only(sample.check(), "link.own-site")

    assert (found.span.line, found.span.column) == (7, 7)
    assert told(found).example == "[…](/ban-tin/2026/hai/#a)"
    body = "[tin](/ban-tin/2026/hai/#a)\n"
    assert sample.write({ITEM: with_head(body=body)}).check() == []


# --- a person whose name is hidden ---

HIDDEN = (
    'honourees: [{name: "Nguyễn Thị Mai", consent: {on: 2026-01-02, by: "Ban Tuyên giáo", '
    "scope: [web], withdrawn: 2026-11-%s}}]"
)


def test_an_address_with_a_hidden_name_has_a_way_out_that_the_build_takes(site, capsys):
    """Rewrite, rename, write the line that is shown: nothing stops and nothing names the person."""
    old = "content/guong-sang/2026/nguyen-thi-mai.md"
    sample = site({old: with_head(HIDDEN % 30, "without_consent: name")})
    assert sample.build() == 0
    text = with_head(HIDDEN % 20, "without_consent: name")
    shown = told(only(sample.write({old: text}).check(), "consent.name-remains"))
    assert "content/data/taken-down.yml" in shown.fix
    sample.remove(old).write({"content/guong-sang/2026/tho-dien.md": text})
    capsys.readouterr()
    assert sample.build() == 1
    message = capsys.readouterr().err
    assert shown.example in message
    assert "nguyen-thi-mai]" not in message  # no alias is proposed

    sample.write({"content/data/taken-down.yml": shown.example + "\n"})

    assert sample.build() == 0
    assert "nguyen-thi-mai" not in "".join(sample.built())


def test_a_file_moved_as_it_is_away_from_a_hidden_name_is_told_the_same(site, capsys):
    old = "content/guong-sang/2026/nguyen-thi-mai.md"
    text = with_head(HIDDEN % 22, "without_consent: name")
    sample = site({old: text})
    assert sample.build() == 0  # the day before
    later = NOW.replace(day=23)
    sample.remove(old).write({"content/guong-sang/2026/tho-dien.md": text})
    capsys.readouterr()

    assert sample.build(now=later) == 1

    digest = permalink.digest_of(sample.setup.site, "guong-sang/2026/nguyen-thi-mai/")
    message = capsys.readouterr().err
    assert "[url.moved]" in message
    assert f'- {{address: "{digest}", at: 2026-11-23}}' in message
    assert "aliases: [" not in message


def test_a_file_moved_for_another_reason_is_told_to_keep_its_address(site, capsys):
    old = "content/guong-sang/2026/tho-may.md"
    text = with_head(HIDDEN % 20, "without_consent: name")
    sample = site({old: text})
    assert sample.build() == 0
    sample.remove(old).write({"content/guong-sang/2026/tho-dien.md": text})
    capsys.readouterr()

    assert sample.build() == 1

    assert "aliases: [guong-sang/2026/tho-may]" in capsys.readouterr().err


def test_a_note_of_what_was_hidden_does_not_deny_what_is_left_to_do(site):
    text = with_head(HIDDEN % 20, "without_consent: name", body="Chị Mai làm thợ điện.\n")
    found = site({SPOTLIGHT: text}).check()

    assert [one.code for one in found] == ["consent.name-remains", "consent.ended"]
    assert "Không cần làm gì" not in told(found[1]).fix


# --- mending, and telling of it ---


def mended(sample, capsys, *arguments):
    capsys.readouterr()
    sample.run("check", "--jobs", "1", "--fix", *arguments)
    return capsys.readouterr().out


def test_the_commonest_paste_is_mended_in_one_go(site, capsys):
    head = HEAD.replace('"Tiêu đề thử"', "“Tổ may Hoa Sim: chốt lịch”")
    sample = site(
        {
            "content/ban-tin/2026/Hoa Sim.md": f"\ufeff–––\n{head}{TABBED}–––\nNội dung.\n",
            "content/ban-tin/2026/anh.jpg": "",
        }
    )
    sample.run("check", "--jobs", "1")
    assert "`" not in (out := capsys.readouterr().out)
    assert "bantin check --fix sửa được 6 chỗ" in out

    out = mended(sample, capsys)

    assert "để nguyên" not in out
    assert "BOM" not in out
    text = (sample.root / "content/ban-tin/2026/hoa-sim.md").read_text("utf-8")
    right = HEAD.replace("Tiêu đề thử", "Tổ may Hoa Sim: chốt lịch")
    assert text == f"---\n{right}{TABBED.replace(chr(9), '  ')}---\nNội dung.\n"
    assert sample.check() == []


def test_what_is_left_is_named_with_its_line(site, capsys):
    sample = site({ITEM: with_head("topics:\n\t- an-toan\n\t b: c")})

    out = mended(sample, capsys)

    assert f"{ITEM}, dòng 3: chưa sửa (phím Tab thành dấu cách)" in out


def test_what_fix_does_not_mend_is_not_promised(site, capsys):
    sample = site({ITEM: with_head("topics:\n\t- an-toan\n\t b: c")})

    sample.run("check", "--jobs", "1")

    assert "--fix" not in capsys.readouterr().out


# --- a preview that awaits approval ---


def test_a_preview_of_what_awaits_approval_says_so_in_one_line(tmp_path, capsys):
    sample = make_site(tmp_path, {"mkdocs.yml": APPROVAL, ITEM: with_head()})
    assert sample.build("--preview") == 0
    for target in ([str(sample.root / ITEM)], ["--all"]):
        capsys.readouterr()

        assert sample.run("preview", *target) == 0

        out = capsys.readouterr().out
        assert out.startswith("Đây là bản xem trước chờ duyệt")
        assert "robots" not in out


def test_a_site_that_is_closed_by_itself_is_still_told_of(tmp_path, capsys):
    sample = make_site(tmp_path, {ITEM: with_head()})
    assert sample.build() == 0
    (sample.root / "site/robots.txt").write_text("User-agent: *\nDisallow: /\n", "utf-8")
    capsys.readouterr()

    assert sample.run("preview", str(sample.root / ITEM)) == 1

    assert "robots.forbidden" in capsys.readouterr().out


def test_data_files_are_called_as_editors_find_them(site):
    found = site({"content/data/topics.yml": "a: b\n"}).check()

    assert "content/data/topics.yml" in told(found[0]).text
    assert places(found)[0][0] == "content/data/topics.yml"


def test_what_is_added_to_a_message_has_the_same_slots_in_both_languages():
    vi, en = (load("diagnostics", language) for language in LANGUAGES)
    for table in ("additions", "meanings", "variants"):
        assert list(vi[table]) == list(en[table])
    for name, text in vi["additions"].items():
        assert slots(text) == slots(en["additions"][name]) == ({name} - {"unread"})
    for name, parts in vi["variants"].items():
        code = name.rpartition(".")[0]
        assert code in vi
        assert {part: slots(text) for part, text in parts.items()} == {
            part: slots(text) for part, text in en["variants"][name].items()
        }


def slots(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
