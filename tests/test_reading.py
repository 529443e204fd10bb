"""Bytes to items: every fault at its place, with its code and the right form."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from photos import plain
from sitemaker import places, render

from generator.kernel.diagnostics import Diagnostic, Severity
from generator.reading import frontmatter, sources
from generator.reading.sources import LIMIT_BYTES, Folder

ITEM = "content/ban-tin/2026/hop.md"


def spots(diagnostics):
    """Return (line, column, code) of each diagnostic."""
    return [(d.span.line, d.span.column, d.code) for d in diagnostics]


def one_item(lines, body=""):
    return {ITEM: f"+++\n{lines}\n+++\n{body}"}


def only_article(sample):
    (article,) = sample.catalog().articles
    return article


def test_expiry_before_publication_is_reported_where_it_was_written(site):
    diagnostics = site("""
        -- content/ban-tin/2026/hop-khan.md --
        +++
        title: "Thông báo: họp khẩn"
        publish_at: 2026-05-02
        expires_at: 2026-05-01
        +++
        """).check()

    assert places(diagnostics) == [("content/ban-tin/2026/hop-khan.md", 6, "expiry.before-publish")]
    assert "hết hạn" in render(diagnostics)


# --- YAML ---

# What is written (from line 5 on, where a title replaces the one filled in; else from line 6),
# the place and the code, and the right form shown to the editor.
YAML_FAULTS = {
    "a colon in an unquoted title": (
        "title: Thông báo: họp khẩn",
        (5, 17, "yaml.colon"),
        'title: "Thông báo: họp khẩn"',
    ),
    "a tab before a field": (
        "cover:\n\timage: a.jpg",
        (7, 1, "yaml.tab"),
        "cover:\n        image:",
    ),
    "a tab further down": (
        "cover:\n  image: a.jpg\n\talt: b",
        (8, 1, "yaml.tab"),
        "cover:\n        image:",
    ),
    "a quote that never closes": ('title: "Họp', (5, 8, "yaml.quote"), 'title: "Họp"'),
    "a single quote that never closes": ("title: 'Họp", (5, 8, "yaml.quote"), "title: 'Họp'"),
    "a quote closed too early": (
        'title: "Họp "khẩn" ngay"',
        (5, 14, "yaml.syntax"),
        'title: "Phát động “Tháng An toàn”"',
    ),
    "a bracket that never closes": (
        "topics: [an-toan, phuc-loi",
        (6, 9, "yaml.bracket"),
        "topics: [an-toan-lao-dong, phuc-loi]",
    ),
    "a bracket closed on a later line by none": (
        "cover: {image: a.jpg,\n  alt: b",
        (6, 8, "yaml.bracket"),
        "topics: [an-toan-lao-dong, phuc-loi]",
    ),
    "a colon in brackets": (
        "cover: {image: a.jpg, alt: Ảnh: đẹp}",
        (6, 31, "yaml.colon"),
        'title: "Thông báo: họp khẩn"',
    ),
    "a backslash in double quotes": (
        'title: "Ca A\\B"',
        (5, 13, "yaml.backslash"),
        "title: 'Ca A\\B'",
    ),
    "an at sign first": ("title: @moi nguoi", (5, 8, "yaml.needs-quotes"), 'title: "@'),
    "a percent sign first": ("title: %50 giảm", (5, 8, "yaml.needs-quotes"), 'title: "@'),
    "a backtick first": ("title: `họp`", (5, 8, "yaml.needs-quotes"), 'title: "@'),
    "an asterisk first": ("title: *Khẩn* họp", (5, 8, "yaml.needs-quotes"), 'title: "@'),
    "an anchor used again": (
        "title: &a Họp\nsummary: *a",
        (4, 8, "yaml.alias"),
        'title: "*Khẩn*: họp',
    ),
    "an anchor alone": ("title: &D và chi", (5, 8, "yaml.alias"), 'title: "*Khẩn*'),
    "an anchored list": ("topics: &a [an-toan]", (6, 9, "yaml.alias"), "title:"),
    "an exclamation mark first": ("title: !Khẩn họp", (5, 8, "yaml.needs-quotes"), 'title: "@'),
    "an ampersand first": ("title: &Đ họp", (5, 8, "yaml.needs-quotes"), 'title: "@'),
    "a tag of one's own": ("title: !khan họp", (5, 8, "yaml.tag"), 'title: "!Khẩn: họp ngay"'),
    "a tag of Python": (
        "title: !!python/object:os.system x",
        (5, 8, "yaml.tag"),
        'title: "!Khẩn: họp ngay"',
    ),
    "a list as a key": ("[a, b]: c", (6, 1, "yaml.key"), 'title: "Tiêu đề"'),
    "a mapping as a key": ("? {a: b}\n: c", (6, 3, "yaml.key"), 'title: "Tiêu đề"'),
    "nesting past all use": (
        f"topics: {'[' * 20}{']' * 20}",
        (6, 20, "yaml.too-deep"),
        "cover: {image: anh.jpg",
    ),
    "a merged mapping": ("<<: {draft: true}", (6, 1, "field.unknown"), ""),
}


@pytest.mark.parametrize("name", YAML_FAULTS)
def test_a_fault_of_yaml_is_shown_at_its_place_with_the_right_form(site, name):
    lines, spot, example = YAML_FAULTS[name]
    sample = site(one_item(lines))

    diagnostics = sample.check()

    # What stands behind a fault is told too, where it can be read.
    assert [one for one in spots(diagnostics) if one[2].startswith(("yaml.", spot[2]))] == [spot]
    shown = render(diagnostics, root=sample.root)
    assert f"{ITEM}:{spot[0]}:{spot[1]}: lỗi [{spot[2]}]" in shown
    assert example in shown


def test_a_repeated_key_is_an_error_that_names_the_first_line(site):
    diagnostics = site(one_item("draft: true\ndraft: false")).check()

    assert spots(diagnostics) == [(7, 1, "yaml.duplicate-key")]
    assert "“draft” đã có ở dòng 6" in render(diagnostics)


def test_a_key_repeated_inside_a_field_is_an_error_too(site):
    diagnostics = site(one_item("cover: {image: a.jpg, alt: b, alt: c}")).check()

    assert spots(diagnostics) == [(6, 16, "file.missing"), (6, 31, "yaml.duplicate-key")]


def test_brackets_by_ten_thousands_are_a_fault_and_no_crash(site):
    """YAML's composer recurses in C: unguarded, this ends the whole process."""
    diagnostics = site(one_item("topics: " + "[" * 90_000)).check()

    assert spots(diagnostics) == [(6, 108, "yaml.too-deep")]


def test_many_harmless_brackets_are_read(site):
    units = "".join(
        f"- {{id: a{n}, name: A, short: A, level: to, parent: b}}\n" for n in range(300)
    )
    root = "- {id: b, name: B, short: B, level: co-so}\n"

    diagnostics = site({"content/data/units.yml": units + root}).check()

    assert diagnostics == []


def test_a_hashtag_in_an_unquoted_text_is_lost_to_yaml_and_said_so(site):
    sample = site(one_item("title: Hưởng ứng #ThángCôngNhân cả nước"))

    diagnostics = sample.check()

    assert spots(diagnostics) == [(5, 18, "yaml.hashtag")]
    assert diagnostics[0].severity is Severity.WARNING
    assert "“#ThángCôngNhân”" in render(diagnostics)
    assert only_article(sample).item.title == "Hưởng ứng"


def test_a_remark_after_a_value_is_no_hashtag(site):
    assert site(one_item("unit: cd-dien   # mã trong units.yml")).check() == []


@pytest.mark.parametrize(
    "written",
    ["0243765432", "no", "yes", "12:30", "1e5", "2026-11-20", "~", "null", "0x1F", ".5", "=", "<<"],
)
def test_yaml_chooses_no_types_of_its_own(site, written):
    sample = site(one_item(f"title: {written}"))

    assert only_article(sample).item.title == written


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (r'"Họp\x07 \u200bkhẩn"', "Họp khẩn"),
        (r'"a\u202eb\u2066c"', "abc"),
        (r'"\e[31mĐỏ"', "[31mĐỏ"),
        (r'"Ho\u0323p"', "Họp"),
        (r'"một\nhai\u2028ba\tbốn"', "một hai ba bốn"),
        (r'"\0A"', "A"),
    ],
)
def test_escapes_in_yaml_bring_no_unwanted_character_in(site, written, title):
    assert only_article(site(one_item(f"title: {written}"))).item.title == title


def test_a_control_character_in_a_key_does_not_reach_the_terminal(site):
    shown = render(site(one_item('"\\e[2Jla": x')).check())

    assert "\x1b" not in shown
    assert "“[2Jla”" in shown


# --- front matter as a whole ---


def test_front_matter_that_never_closes_is_reported_where_it_opens(site):
    sample = site({ITEM: "\n---\ntitle: x\n\nNội dung.\n"})

    diagnostics = sample.check()

    assert spots(diagnostics) == [(2, 1, "front.unclosed")]
    assert "Nội dung bắt đầu ở đây." in render(diagnostics)


@pytest.mark.parametrize("text", ["Nội dung.\n", "# Tiêu đề\n---\n", "----\nchữ\n---\n", "--- a"])
def test_a_file_without_front_matter_is_shown_how_to_write_it(site, text):
    diagnostics = site({ITEM: text}).check()

    assert spots(diagnostics) == [(1, 1, "front.missing")]
    assert "publish_at: 2026-11-20 08:00" in render(diagnostics)


@pytest.mark.parametrize("header", ["chỉ có chữ\n", "- một\n- hai\n"])
def test_front_matter_of_no_fields_is_a_fault(site, header):
    diagnostics = site({ITEM: f"---\n{header}---\n"}).check()

    assert spots(diagnostics) == [(1, 1, "front.not-fields")]


def test_empty_front_matter_lacks_every_required_field_at_once(site):
    diagnostics = site({ITEM: "---\n---\nNội dung.\n"}).check()

    assert [(d.span.line, dict(d.params)["field"]) for d in diagnostics] == [
        (1, "publish_at"),
        (1, "summary"),
        (1, "title"),
        (1, "unit"),
    ]
    assert {d.code for d in diagnostics} == {"field.missing"}


def test_three_dots_close_front_matter_as_yaml_says(site):
    text = '---\ntitle: "A"\nsummary: "Một câu tóm tắt đủ dài."\npublish_at: 2026-11-20\n'
    sample = site({ITEM: f"{text}unit: cd-dien\n...\nNội dung.\n"})

    assert only_article(sample).body.text == "<p>Nội dung.</p>"


def test_a_rule_in_the_body_does_not_end_the_front_matter_twice(site):
    assert "<hr>" in only_article(site(one_item("draft: false", "Một.\n\n---\n\nHai.\n"))).body.text


def test_several_faults_of_one_file_are_all_reported_in_order(site):
    diagnostics = site(
        one_item(
            'title: ""\nsumary: "x"\npublish_at: 2026-02-30\nunit: Cd\ntopics: an-toan\ndraft: có'
        )
    ).check()

    assert spots(diagnostics) == [
        (3, 8, "text.too-short"),
        (4, 1, "field.unknown"),
        (5, 13, "date.impossible"),
        (6, 7, "id.form"),
        (7, 9, "field.not-list"),
        (8, 8, "flag.unknown"),
    ]


def test_files_are_reported_in_the_order_of_their_paths_however_they_were_written(site):
    files = {f"content/ban-tin/2026/{name}.md": "x" for name in "zbam"}
    sample = site(files)

    paths = [d.span.path for d in sample.check()]

    assert paths == sorted(files)
    assert sample.check() == sample.check()


# --- fields of the wrong sort ---


@pytest.mark.parametrize(
    ("lines", "spot"),
    [
        ("title: [a, b]", (5, 8, "field.not-text")),
        ("title: {a: b}", (5, 8, "field.not-text")),
        ("unit: [cd-dien]", (5, 7, "field.not-text")),
        ("topics: an-toan", (6, 9, "field.not-list")),
        ("topics: {a: b}", (6, 9, "field.not-list")),
        ("topics: [[an-toan]]", (6, 10, "field.not-text")),
        ("cover: anh.jpg", (6, 8, "field.not-mapping")),
        ("cover: [anh.jpg]", (6, 8, "field.not-mapping")),
        ("attachments: [a.pdf]", (6, 15, "field.not-mapping")),
        ("publish_at: [2026-11-20]", (5, 13, "field.invalid")),
        ("draft: [true]", (6, 8, "field.invalid")),
        ("cover: {image: a.jpg, alt: [x]}", (6, 28, "field.not-text")),
        ("topics: [a, b, c, d, e, f, g, h, i]", (6, 9, "list.too-long")),
        (f"title: {'a' * 161}", (5, 8, "text.too-long")),
        ("summary: quá ngắn", (5, 10, "text.too-short")),
        ("cover: {image: a.jpg, alt: ' '}", (6, 28, "text.too-short")),
    ],
)
def test_a_list_for_text_and_the_other_way_round_is_told_with_the_right_form(site, lines, spot):
    diagnostics = site({**one_item(lines), "content/ban-tin/2026/a.jpg": ""}).check()

    assert spots(diagnostics) == [spot]
    assert "Ví dụ viết đúng:" in render(diagnostics)


def test_lengths_are_told_as_they_are_counted(site):
    shown = render(site(one_item(f"title: {'ư' * 161}\nsummary: '  ngắn   quá  '")).check())

    assert "“title” có 161 ký tự, dài hơn 160" in shown
    assert "“summary” có 8 ký tự, ngắn hơn 20" in shown


def test_a_list_of_faulty_entries_is_not_called_too_short_as_well(site):
    diagnostics = site(
        {"content/guong-sang/2026/a.md": "+++\nhonourees: [{name: A, job: [x]}]\n+++\n"}
    ).check()

    assert spots(diagnostics) == [(6, 28, "field.not-text")]


def test_a_list_that_is_empty_is_too_short(site):
    diagnostics = site({"content/guong-sang/2026/a.md": "+++\nhonourees: []\n+++\n"}).check()

    assert spots(diagnostics) == [(6, 12, "list.too-short")]
    assert "có 0 mục, ít hơn 1" in render(diagnostics)


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("sumary", "summary"),
        ("Tittle", "title"),
        ("publish-at", "publish_at"),
        ("tácpics", "topics"),
    ],
)
def test_an_unknown_key_is_held_against_the_known_ones(site, written, guess):
    sample = site(one_item(f"{written}: x"))

    diagnostics = sample.check()

    assert spots(diagnostics) == [(6, 1, "field.unknown")]
    shown = render(diagnostics, root=sample.root)
    assert f"“{guess}”?" in shown
    assert f"      {guess}: " in shown
    assert "^" * len(written) in shown


def test_an_unknown_key_within_a_field_is_held_against_that_fields_own(site):
    lines = "honourees: [{name: A, photo: {image: a.jpg, atl: b}}]"
    diagnostics = site({"content/guong-sang/2026/a.md": f"+++\n{lines}\n+++\n"}).check()

    assert spots(diagnostics) == [(6, 45, "field.unknown")]
    assert "“alt”?" in render(diagnostics)


def test_an_unknown_key_like_no_other_gets_no_guess(site):
    shown = render(site(one_item("zzzzzz: x")).check())

    assert "field.unknown" in shown
    assert "Có phải" not in shown


@pytest.mark.parametrize("empty", ["", " # để sau", "   "])
def test_a_key_without_a_value_counts_as_left_out(site, empty):
    sample = site(one_item(f"campaign:{empty}\ncover:{empty}\ntopics:{empty}"))

    item = only_article(sample).item

    assert (item.campaign, item.cover, item.topics) == (None, None, ())


def test_a_required_field_left_empty_is_missing_where_its_name_stands(site):
    diagnostics = site(one_item("title:")).check()

    assert spots(diagnostics) == [(5, 1, "field.missing")]


def test_a_kinds_own_fields_are_required_of_that_kind_only(site):
    diagnostics = site({"content/khan/2026/a.md": "+++\n+++\n"}).check()

    assert [dict(d.params)["field"] for d in diagnostics] == ["expires_at", "level"]
    assert "level: hoa-toc" in render(diagnostics)


def test_a_value_out_of_a_choice_is_shown_the_choices_and_the_nearest(site):
    text = "+++\nlevel: hỏa tốc\nexpires_at: 2026-12-01\n+++\n"
    diagnostics = site({"content/khan/2026/a.md": text}).check()

    assert spots(diagnostics) == [(6, 8, "field.choice")]
    shown = render(diagnostics)
    assert "khan, thuong-khan, hoa-toc" in shown
    assert "“hoa-toc”?" in shown


# --- bytes ---


@pytest.mark.parametrize(
    ("data", "spot"),
    [
        ("---\ntitle: Họp\n".encode("utf-16"), (1, 1)),
        ("---\ntitle: Họp\n".encode("utf-16-be"), (2, 9)),
        ("---\ntitle: \u0110o\u00e0n\n".encode("cp1258"), (2, 8)),
        ("---\r\nsố: 1\r\n".encode() + b"\xd0o", (3, 1)),
        (b"---\rtitle: \xff", (2, 8)),
        (b"\xef\xbb\xbf---\ntitle: \xff", (2, 8)),
        (b"\xef\xbb\xbf\xff", (1, 1)),
        ("số ".encode() + b"\xff", (1, 4)),
    ],
)
def test_a_file_that_is_not_utf8_is_reported_at_its_first_wrong_byte(site, data, spot):
    diagnostics = site({ITEM: data}).check()

    assert spots(diagnostics) == [(*spot, "file.not-utf8")]
    assert "Mã hóa: UTF-8" in render(diagnostics)


@pytest.mark.parametrize("data", [b"", b"  \n\t\n"])
def test_an_empty_file_is_reported_as_a_whole(site, data):
    diagnostics = site({ITEM: data}).check()

    assert spots(diagnostics) == [(0, 1, "file.empty")]
    assert render(diagnostics).startswith(f"{ITEM}: lỗi")


def test_a_file_as_large_as_a_book_is_refused(site):
    diagnostics = site({ITEM: b"a" * (LIMIT_BYTES + 1)}).check()

    assert spots(diagnostics) == [(0, 1, "file.too-large")]
    assert "2 MB" in render(diagnostics)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_do_not_move_line_numbers(site, line_end, mark):
    text = "---\ntitle: A\nsummary: Một câu tóm tắt đủ dài để thử.\npublish_at: 2026-11-20\n"
    text += "unit: cd-diem\n---\nMột.\n\n[hai](khong-co.md)\n"

    diagnostics = site({ITEM: mark + text.replace("\n", line_end).encode()}).check()

    assert spots(diagnostics) == [(5, 7, "unit.unknown"), (9, 7, "link.missing")]


def test_a_separator_that_editors_do_not_show_does_not_move_line_numbers(site):
    diagnostics = site(one_item("title: a\u2028b\u0085c\nunit: cd-diem")).check()

    assert spots(diagnostics) == [(5, 7, "unit.unknown")]


def test_decomposed_input_gives_composed_text_and_columns(site):
    sample = site(one_item("title: Ho\u0323p kha\u0302\u0309n", "Ba\u0309n tin.\n"))

    article = only_article(sample)

    assert article.item.title == "Họp khẩn"
    assert article.body.text == "<p>Bản tin.</p>"
    places_of = site(one_item("source: {name: Ba\u0309o, url: khong}")).check()
    assert spots(places_of) == [(6, 17, "language.decomposed"), (6, 26, "url.form")]


def test_the_mark_of_a_hidden_character_stands_under_its_place_in_the_line_shown(site):
    sample = site(one_item("", "\u200b\u200b\u200bHai ba\u200b bốn\u200b.\n"))

    shown = render(sample.check(), "vi", sample.root).split("\n")
    marks = [shown[n + 1] for n, line in enumerate(shown) if line.endswith(" | Hai ba bốn.")]
    assert [mark.index("^") - len("  6 | ") for mark in marks] == [
        0,
        6,
        10,
    ]  # those in one place are one slip


@pytest.mark.parametrize(
    "character",
    ["\u200b", "\u200e", "\u202e", "\u2066", "\u00ad", "\x00", "\x07", "\x1b", "\ufeff"],
)
def test_hidden_characters_are_taken_out_with_a_warning_at_their_place(site, character):
    sample = site(one_item(f"title: Họp {character}khẩn", f"Hai{character} ba.\n"))

    diagnostics = sample.check()

    assert spots(diagnostics) == [(5, 12, "text.stray-character"), (7, 4, "text.stray-character")]
    assert {d.severity for d in diagnostics} == {Severity.WARNING}
    assert f"U+{ord(character):04X}" in render(diagnostics)
    article = only_article(sample)
    assert article.item.title == "Họp khẩn"
    assert article.body.text == "<p>Hai ba.</p>"


def test_the_joiner_that_builds_emoji_of_professions_stays(site):
    sample = site(one_item("title: Thợ điện \N{WOMAN}\u200d\N{PERSONAL COMPUTER}"))

    assert sample.check() == []
    assert "\u200d" in only_article(sample).item.title


# --- files on disk ---


def test_a_link_to_a_file_outside_content_is_refused_and_not_read(site, tmp_path):
    secret = tmp_path / "bi-mat.md"
    secret.write_text("---\ntitle: Bí mật\n---\n", "utf-8")
    sample = site(one_item("draft: false"))
    (sample.root / "content/ban-tin/2026/lien-ket.md").symlink_to(secret)

    gathered = sample.gather()

    assert places(gathered.problems) == [
        ("content/ban-tin/2026/lien-ket.md", 0, "file.symlink-outside")
    ]
    assert len(gathered.catalog.articles) == 1


def test_a_link_to_a_folder_is_refused_wherever_it_leads(site, tmp_path):
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ngoai/a.md").write_text("x")
    sample = site(one_item("draft: false"))
    (sample.root / "content/ngoai").symlink_to(tmp_path / "ngoai", target_is_directory=True)
    (sample.root / "content/trong").symlink_to(
        sample.root / "content/ban-tin", target_is_directory=True
    )

    diagnostics = sample.check()

    assert places(diagnostics) == [
        ("content/ngoai", 0, "file.symlink-outside"),
        ("content/trong", 0, "file.symlink-folder"),
    ]


def test_a_link_to_a_file_inside_content_is_followed(site):
    photo = {"content/ban-tin/2026/a.jpg": plain(600, 400)}
    sample = site(photo | one_item("cover: {image: b.jpg, alt: B}"))
    (sample.root / "content/ban-tin/2026/b.jpg").symlink_to("a.jpg")

    assert sample.check() == []


def test_links_that_lead_in_a_circle_are_reported(site):
    sample = site()
    (sample.root / "content/vong.md").symlink_to("vong.md")

    diagnostics = sample.check()

    assert places(diagnostics) == [("content/vong.md", 0, "file.unreadable")]
    assert "Không đọc được tệp" in render(diagnostics)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps names as text")
def test_a_name_that_is_not_utf8_is_reported_and_passed_over(site):
    sample = site()
    folder = os.fsencode(sample.root / "content/ban-tin")
    os.makedirs(folder)  # noqa: PTH103 -- a path of bytes
    Path(os.fsdecode(folder + b"/b\xe0i.md")).write_text("x")

    diagnostics = sample.check()

    assert places(diagnostics) == [("content/ban-tin/b?i.md", 0, "file.name")]
    assert render(diagnostics).encode()


def test_a_decomposed_name_is_reported_for_no_link_would_find_it(site):
    sample = site({"content/ban-tin/2026/a\u0309nh.jpg": ""})

    assert [d.code for d in sample.check()] == ["file.name"]


def test_hidden_files_are_not_content(site):
    sample = site({"content/.git/x.md": "x", "content/.nhap.md": "x", "content/ban-tin/.a.md": "x"})

    assert sample.check() == []


@pytest.mark.parametrize(
    ("path", "codes", "right"),
    [
        ("ban-tin/2026/Họp Khẩn.md", ["path.slug"], "hop-khan.md"),
        ("ban-tin/2026/Đại_hội.md", ["path.slug"], "dai-hoi.md"),
        ("ban-tin/2026/-a-.md", ["path.slug"], ": a.md"),
        ("ban-tin/2026/a.MD", ["path.slug"], ": a.md"),
        ("ban-tin/2026/…….md", ["path.slug"], "muc.md"),
        ("ban-tin/hop.md", ["path.layout"], "ban-tin/2026/hop.md"),
        ("ban-tin/2026/11/hop.md", ["path.layout"], "ban-tin/2026/hop.md"),
        ("ban-tin/nam-2026/hop.md", ["path.layout"], "ban-tin/2026/hop.md"),
        ("ban-tin/２０２６/hop.md", ["path.layout"], "ban-tin/2026/hop.md"),
        ("ban-tin/Họp.md", ["path.layout", "path.slug"], "ban-tin/2026/hop.md"),
    ],
)
def test_a_path_that_makes_no_address_is_given_one_that_does(site, path, codes, right):
    diagnostics = site({f"content/{path}": "+++\n+++\n"}).check()

    assert [d.code for d in diagnostics] == codes
    assert right in render(diagnostics)


def test_what_is_in_the_wrong_place_is_read_all_the_same_for_its_other_faults(site):
    diagnostics = site({"content/ban-tin/Họp.md": "+++\nunit: [x]\n+++\n"}).check()

    assert [d.code for d in diagnostics] == ["path.layout", "path.slug", "field.not-text"]


def test_a_file_that_vanishes_while_it_is_read_is_reported(tmp_path):
    source, problems = sources.read(Folder(tmp_path, "content"), "mat.md")

    assert source is None
    assert [d.code for d in problems] == ["file.unreadable"]


# --- standing pages ---


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("---\ntitle: Giới thiệu: chúng tôi\ndraft: true\n---\n", (2, 18, "yaml.colon")),
        ("---\ndraft: có\n---\n", (2, 8, "flag.unknown")),
        ("---\n- a\n---\n", (1, 1, "front.not-fields")),
        ("---\ndraft: true\n", (1, 1, "front.unclosed")),
    ],
)
def test_a_standing_page_that_cannot_be_read_is_no_page(site, text, spot):
    """MkDocs would drop such front matter without a word and publish the draft."""
    gathered = site({"content/gioi-thieu.md": text}).gather()

    assert spots(gathered.problems) == [spot]
    assert gathered.catalog.standing == ()


def test_a_standing_page_may_have_any_fields_or_none(site):
    sample = site(
        {
            "content/a.md": "# Không khai báo\n",
            "content/b.md": "---\ntitle: B\nhide: [toc]\ndraft: TRUE\n---\nB\n",
            "content/c.md": "---\n---\nC\n",
        }
    )

    pages = [standing.page for standing in sample.catalog().standing]

    assert [(p.path, p.title, p.draft) for p in pages] == [
        ("a.md", "Không khai báo", False),
        ("b.md", "B", True),
        ("c.md", "", False),
    ]


def test_links_of_a_standing_page_are_checked_at_their_line(site):
    diagnostics = site({"content/a.md": "---\ntitle: A\n---\n\n[x](khong-co.md)\n"}).check()

    assert places(diagnostics) == [("content/a.md", 5, "link.missing")]


def test_a_standing_page_whose_body_nests_too_deep_is_reported(site):
    gathered = site({"content/a.md": "- " * 500 + "x"}).gather()

    assert spots(gathered.problems) == [(1, 1, "body.too-deep")]
    assert gathered.catalog.standing == ()


# --- whatever is written ---

_BOUNDED = settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
_YAMLISH = st.text(st.sampled_from("ab:-#&*!|>'\"%@`{}[],?\\ \t\n0~<=đ\u200b\x07…"), max_size=60)


@_BOUNDED
@given(_YAMLISH)
def test_no_front_matter_makes_the_reader_raise(text):
    decoded = frontmatter.decode(text, "x.md", 2)

    assert isinstance(decoded.data, str | list | dict)
    assert all(d.span.line >= 1 and d.span.column >= 1 for d in decoded.problems)


@_BOUNDED
@given(st.text(max_size=80))
def test_a_text_is_cut_in_two_or_refused(text):
    parts = frontmatter.split(text, "x.md")

    if isinstance(parts, Diagnostic):
        assert parts.code in ("front.missing", "front.unclosed")
    else:
        assert text.endswith(parts.body)
        assert parts.body_line > parts.header_line


@_BOUNDED
@given(data=st.one_of(st.binary(max_size=60), _YAMLISH.map(lambda t: f"---\n{t}\n---\n".encode())))
def test_no_bytes_make_the_reading_of_a_site_raise(site, data):
    diagnostics = site({ITEM: data}).check()

    assert diagnostics
    assert render(diagnostics, "vi")
    assert render(diagnostics, "en")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("cover: {image: a.jpg, alt: Chị Hòa, tổ trưởng}", ["yaml.comma"]),
        (
            "cover: {image: a.jpg, alt: Chị Hòa,\n  tổ trưởng, thợ may}",
            ["yaml.comma", "yaml.comma"],
        ),
        ("topics: [a, b c]", []),
        ("cover: {image: a.jpg, caption: , alt: Chị}", []),
        ("topics:", []),
    ],
)
def test_words_after_a_comma_are_not_lost_in_silence(text, codes):
    assert [problem.code for problem in frontmatter.decode(text, "a.md").problems] == codes


@pytest.mark.parametrize(("line", "codes"), [("nguoi_viet:", ["field.unknown"]), ("topics:", [])])
def test_an_unknown_field_is_told_though_it_has_no_value(site, line, codes):
    sample = site({"content/ban-tin/2026/a.md": f"+++\n{line}\n+++\nChữ.\n"})

    assert [problem.code for problem in sample.check()] == codes
