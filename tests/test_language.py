"""How a text is written: letters, headings, links, pictures, and that good text is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from photos import plain
from sitemaker import ROOT, places, render

from generator.catalog.manuscript import Manuscript
from generator.checks import LANGUAGE_RULES
from generator.checks.prose import prose, without_code
from generator.kernel.diagnostics import Severity
from generator.kernel.text import decomposed

ITEM = "content/ban-tin/2026/tin.md"


def found(body, *, head="---\ntitle: A\n---\n"):
    """Return what the rules say of a page: (line, column, code, the words underlined)."""
    text = head + body
    manuscript = Manuscript("a.md", "content/a.md", text, body, head.count("\n") + 1)
    lines = text.split("\n")
    told = [problem for rule in LANGUAGE_RULES for problem in rule(manuscript)]
    return sorted(
        (d.span.line - head.count("\n"), d.span.column, d.code, _words(lines, d.span)) for d in told
    )


def _words(lines, span):
    return lines[span.line - 1][span.column - 1 :][: span.length]


def codes(body):
    return [code for _, _, code, _ in found(body)]


def told(site, front="", body="Nội dung thử.\n"):
    """Return (line, code) of what is said of an item; its own fields begin in line 6."""
    diagnostics = site({ITEM: f"+++\n{front}+++\n{body}"}).check()
    assert all(d.severity is not Severity.ERROR for d in diagnostics)
    return [(line, code) for _, line, code in places(diagnostics)]


# --- letters ---


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("Ban Chấp hành Công đoàn và ðoàn viên.", "ðoàn", "đoàn"),
        ("Quyết định 12/QÐ-CĐ.", "QÐ", "QĐ"),
        ("LIÊN ÐOÀN LAO ĐỘNG", "ÐOÀN", "ĐOÀN"),
        ("Công đoàn cơ sở, đồng сhí", "сhí", "chí"),
        ("Kỹ sư Ηạnh", "Ηạnh", "Hạnh"),
    ],
)
def test_a_letter_that_only_looks_vietnamese_is_told_with_the_right_word(text, word, right, site):
    assert found(text) == [(1, text.index(word) + 1, "language.look-alike", word)]
    assert f"tìm “{right}”" in render(site({ITEM: f"+++\n+++\n{text}\n"}).check())


def test_look_alikes_are_told_once_a_file_with_their_number(site):
    shown = render(site({ITEM: "+++\n+++\nÐoàn viên, ðoàn phí, ðồng chí.\n"}).check())

    assert shown.count("[language.look-alike]") == 1
    assert "3 từ như vậy" in shown


@pytest.mark.parametrize(
    "text",
    [
        "Bà Guðrún Jónsdóttir, công đoàn Iceland.",
        "Điện trở 5 kΩ, đường kính 30 μm, Δt = 4 s.",
        "Tác giả Достоевский và bài hát Катюша.",
        "Đồng chí Đoàn Đức Đạt, Quỹ ĐĐĐ.",
        "Đừng gõ `ðoàn`, hãy gõ đoàn.",
    ],
)
def test_letters_of_other_languages_and_units_are_left_alone(text):
    assert found(text) == []


def test_decomposed_text_is_told_once_where_it_begins_with_its_number(site):
    body = unicodedata.normalize("NFD", "Một dòng tiếng Việt.\n")
    diagnostics = site({ITEM: f"+++\n+++\nDòng đầu. {body}"}).check()

    assert [(d.span.line, d.span.column, d.code) for d in diagnostics] == [
        (7, 12, "language.decomposed")
    ]
    assert "ở 4 chỗ" in render(diagnostics)


@given(st.text(alphabet="aăđệốữ ,.\n\r", max_size=60), st.text(alphabet="bẵịó ", max_size=20))
def test_composed_text_is_never_called_decomposed_and_decomposed_always(before, after):
    text = unicodedata.normalize("NFC", before + after)
    apart = unicodedata.normalize("NFD", text)

    assert decomposed(text) == []
    assert (decomposed(apart) != []) == (apart != text)


def test_a_mark_that_composes_with_no_letter_is_no_decomposed_one():
    assert decomposed("x\u0302 e\u0301") == [3]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Liªn ®oµn Lao ®éng tØnh tæ chøc héi nghÞ c«ng nh©n, viªn chøc.", "Liªn"),
        ("Coâng ñoaøn cô sôû toå chöùc hoäi nghò ngöôøi lao ñoäng.", "Coâng"),
    ],
)
def test_text_in_an_old_encoding_is_told_once(text, first):
    assert found(text) == [(1, 1 + text.index(first), "language.old-encoding", first)] or (
        [code for *_, code, _ in found(text)] == ["language.old-encoding"]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Zalo® và Facebook® là nhãn hiệu; mô-men 45 N·m, 30 N·m, 12 N·m; 5 µm, 7 µm.",
        "Naïve, Citroën, España, Ørsted, Jönköping, mañana, São Paulo, Hanoï, Noël, « bonjour ».",
        "Luleå và Luleå và Luleå và Luleå",
        "Hòa thuận, toàn thể, quốc tế, khuyến khích, ngoằn ngoèo, huỳnh huỵch, thuở xưa.",
    ],
)
def test_signs_and_foreign_names_are_no_old_encoding(text):
    assert "language.old-encoding" not in codes(text)


# --- words ---


def test_a_word_that_never_stands_twice_is_told_where_it_does():
    text = "Quyền lợi của của đoàn viên, và\nVà người lao động."

    assert found(text) == [
        (1, 11, "language.doubled", "của của"),
        (1, 30, "language.doubled", "và"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ngày ngày anh đi từ từ, dần dần quen, ai ai cũng mến, nhà nhà yên vui.",
        "Việc của ai là, là gì, thì thì thầm hỏi; những “những” ấy.",
        "Chữ của `x` của, của [mẫu](a.md) của.",
        "Cô cười cười, nói nói, xanh xanh đỏ đỏ, hay hay.",
    ],
)
def test_words_doubled_on_purpose_are_left_alone(text):
    assert found(text.replace("thì thì thầm", "thì thầm")) == []


def test_two_ways_of_placing_tone_marks_are_a_note_on_the_rarer():
    text = "Sức khỏe là vốn quý. Khám sức khỏe, hòa nhã; chăm lo sức khoẻ."

    assert found(text) == [(1, 58, "language.tone-marks", "khoẻ")]


@pytest.mark.parametrize(
    "text",
    [
        "Quý, quỹ, quý khách, hòa, khỏe, thủy, túy.",
        "Quý, quỹ, quỳ, hoà, khoẻ, thuỷ, tuý.",
        "Anh Hoà và chị Thuỷ khỏe, hòa nhã.",
        "Toàn, hoàn, khoét, huỳnh, thuyền và khỏe, lóa.",
    ],
)
def test_one_way_of_placing_tone_marks_and_names_are_left_alone(text):
    assert found(text) == []


def test_an_abbreviation_is_told_once_where_it_comes_unexplained():
    assert found("Đóng BHXH đủ. BHXH là quyền lợi; bảo hiểm xã hội cần thiết.") == [
        (1, 6, "language.abbreviation", "BHXH")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bảo hiểm xã hội (BHXH). BHXH chi trả.",
        "BHXH (bảo hiểm xã hội) chi trả.",
        "BHXH chi trả.\n\n*[BHXH]: Bảo hiểm xã hội",
        "An toàn vệ sinh lao động (ATVSLĐ).",
        "Quyết định 1426/QĐ-TLĐ; CĐCS, LĐLĐ, BCH; UNESCO; `BHXH`; [a](https://x.vn/BHXH).",
    ],
)
def test_explained_and_familiar_abbreviations_are_left_alone(text):
    assert found(text) == []


# --- titles and summaries ---


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ('title: "THÔNG BÁO LỊCH HỌP"\n', [(5, "language.capitals")]),
        ('title: "TƯLĐTT CĐCS"\n', []),
        ('title: "Lịch họp CĐCS"\n', []),
        (f'title: "{"a" * 91}"\n', [(5, "language.long-title")]),
        (f'title: "{"a" * 90}"\n', []),
        (
            'title: "Khám sức khỏe định kỳ"\nsummary: "Khám sức khỏe định kỳ."\n',
            [(5, "language.summary-title")],
        ),
        (
            'title: "Khám sức khỏe định kỳ"\nsummary: "Khám sức khỏe định kỳ: ba ngày liền."\n',
            [(5, "language.summary-title")],
        ),
        ('title: "Khám sức khỏe"\nsummary: "Khám sức khỏe là quyền của đoàn viên."\n', []),
    ],
)
def test_titles_and_summaries(site, front, wanted):
    known = [(line if "summary" not in code else 5, code) for line, code in told(site, front)]

    assert known == wanted


@pytest.mark.parametrize(
    ("opening", "wanted"),
    [
        ("Hơn **1.200** đoàn viên được khám miễn phí", ["language.summary-body"]),
        ("Hơn 1.200 đoàn viên được mời khám", []),
    ],
)
def test_a_summary_that_opens_the_body_word_for_word(site, opening, wanted):
    front = 'summary: "Hơn 1.200 đoàn viên được khám miễn phí."\n'

    assert [code for _, code in told(site, front, f"{opening} trong ba ngày.\n")] == wanted


# --- headings ---


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("## A\n\n### B\n\n## C\n\n### D\n\n#### E\n", []),
        ("### A\n", [(6, "language.heading-skipped")]),
        ("## A\n\n#### B\n", [(8, "language.heading-skipped")]),
        ("# A\n\n## B\n", [(6, "language.heading-one")]),
        (
            "Một.\n\nA\n===\n\nB\n---\n\n#### C\n",
            [(8, "language.heading-one"), (14, "language.heading-skipped")],
        ),
        ("#ThángCôngNhân\n", [(6, "language.heading-one")]),
        ("```\n# chú thích\n```\n\n    # mã\n", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n", []),
    ],
)
def test_headings_go_down_one_level_at_a_time(site, body, wanted):
    assert [(line - 1, code) for line, code in told(site, "", body)] == wanted


def test_a_standing_page_may_name_its_title_in_its_first_heading_only():
    assert found("# Giới thiệu\n\n## A\n") == []
    assert found("# Giới thiệu\n\n# A\n") == [(3, 1, "language.heading-one", "# A")]


# --- links and pictures ---


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("Xem [tại đây](a.md).", "link.vague", "tại đây"),
        ("[**Xem thêm…**](a.md)", "link.vague", "**Xem thêm…**"),
        ("Đọc [link](https://a.vn).", "link.vague", "link"),
        (f"Nguồn: https://a.vn/{'b' * 40}.", "link.naked", f"https://a.vn/{'b' * 40}"),
        (f"<https://a.vn/{'b' * 40}>", "link.naked", f"https://a.vn/{'b' * 40}"),
        ("![](a.jpg)", "picture.no-alt", "![]("),
        ("<img src='a.jpg'>", "picture.no-alt", "<img src='a.jpg'>"),
        ("![Ảnh](a.jpg)", "picture.poor-alt", "![Ảnh]("),
        ("![IMG_2045.JPG](a.jpg)", "picture.poor-alt", "![IMG_2045.JPG]("),
        ("![z4821990112](a.jpg)", "picture.poor-alt", "![z4821990112]("),
        ("![Ảnh 1](a.jpg)", "picture.poor-alt", "![Ảnh 1]("),
    ],
)
def test_links_and_pictures_that_say_nothing(text, code, words):
    assert [(c, w) for _, _, c, w in found(text)] == [(code, words)]


@pytest.mark.parametrize(
    "text",
    [
        "[Mẫu đơn tại đây](a.md), [Luật Công đoàn](https://vanban.vn/" + "b" * 60 + ")",
        "Trang https://congdoan.example/mau-don là đủ.",
        "[luat]: https://vanban.vn/" + "b" * 60 + "\n\nĐọc [Luật][luat].",
        '<a href="https://vanban.vn/' + "b" * 60 + '">Luật</a>',
        "![Ba thợ điện nâng xà sứ](a.jpg) ![Ảnh Bác Hồ trên tường lớp học](b.jpg)",
        "<img src='a.jpg' alt='Sân bóng'> `![](a.jpg)` <!-- ![](a.jpg) -->",
    ],
)
def test_links_and_pictures_with_words_are_left_alone(text):
    assert found(text) == []


def test_the_words_for_a_picture_of_the_front_matter_are_looked_at_too(site):
    sample = site({"content/ban-tin/2026/a.jpg": plain(600, 400)})
    sample.write({ITEM: '+++\ncover: {image: a.jpg, alt: "hình ảnh"}\n+++\n'})

    assert [(d.span.line, d.span.column, d.code) for d in sample.check()] == [
        (6, 28, "picture.poor-alt")
    ]


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((599, 400), "picture.small"),
        ((600, 400), None),
        ((299, 300), "picture.small"),
        ((300, 300), None),
        ((6001, 40), "picture.heavy"),
        ((6000, 40), None),
    ],
)
def test_pictures_are_neither_too_small_nor_too_large(site, size, code):
    sample = site({"content/ban-tin/2026/a.jpg": plain(*size)})
    sample.write({ITEM: "+++\n+++\n![Sân bóng](a.jpg)\n"})
    sample.write({"content/ban-tin/2026/hai.md": '+++\ntitle: "B"\n+++\n![Sân bóng](a.jpg)\n'})

    wanted = [] if code is None else [("content/ban-tin/2026/hai.md", 7, code)]
    assert places(sample.check()) == wanted


def test_a_picture_of_many_bytes_is_too_large(site):
    heavy = plain(600, 400) + b"\0" * 5_000_000
    sample = site({"content/ban-tin/2026/a.jpg": heavy})
    sample.write({ITEM: "+++\n+++\n![Sân bóng](a.jpg)\n"})

    assert [d.code for d in sample.check()] == ["picture.heavy"]
    assert "600 × 400 điểm ảnh, 5.0 MB" in render(sample.check())


# --- places within pages ---


def test_links_to_places_that_are_not_there_are_told_with_the_likely_one(site):
    diagnostics = site(
        """
        -- content/gioi-thieu.md --
        # Giới thiệu
        ## Ban biên tập
        [a](#ban-bien-tap) [b](#ban-bien-tam)
        -- content/ban-tin/2026/mot.md --
        +++
        +++
        ## Kết quả
        [a](#ket-qua) [b](#ket-qa) chú thích[^1] [c](hai.md#__attachments)

        [^1]: Một.
        -- content/ban-tin/2026/hai.md --
        +++
        title: "Hai"
        +++
        [a](mot.md#ket-qua) [b](mot.md#ket-quaa) [c](/ban-tin/2026/mot/#khong)
        [d](../../gioi-thieu.md#ban-bien-tap) [e](../../gioi-thieu.md#x) [f](/ban-tin/#y)
        """
    ).check()

    assert [(d.span.path[8:], d.span.line, d.span.column, d.code) for d in diagnostics] == [
        ("ban-tin/2026/hai.md", 7, 25, "link.anchor"),
        ("ban-tin/2026/hai.md", 7, 46, "link.anchor"),
        ("ban-tin/2026/hai.md", 8, 43, "link.anchor"),
        ("ban-tin/2026/mot.md", 8, 19, "link.anchor"),
        ("gioi-thieu.md", 3, 24, "link.anchor"),
    ]
    assert render(diagnostics).count("Có phải bạn muốn viết “ket-qua”?") == 2


def test_only_links_to_other_pages_and_dead_ones_make_an_item_be_read_anew(site):
    body = "## X\n\n[a](#x) chú thích[^1] [b](#y) [c](hai.md#z)\n\n[^1]: Một.\n"
    sample = site({ITEM: f"+++\n+++\n{body}", "content/ban-tin/2026/hai.md": "+++\n+++\n## Z\n"})

    facts = {article.source: article.facts for article in sample.catalog().articles}

    assert facts["ban-tin/2026/tin.md"].body_anchors == ["#y", "hai.md#z"]


def test_a_heading_that_goes_is_missed_by_who_links_to_it_without_being_read_anew(site):
    sample = site(
        """
        -- content/ban-tin/2026/mot.md --
        +++
        +++
        ## Kết quả
        -- content/ban-tin/2026/hai.md --
        +++
        title: "Hai"
        +++
        [a](mot.md#ket-qua)
        """
    )
    assert sample.check() == []

    sample.write({"content/ban-tin/2026/mot.md": "+++\n+++\n## Thành tích\n"})

    assert places(sample.check()) == [("content/ban-tin/2026/hai.md", 7, "link.anchor")]


# --- all of them ---


def test_an_editor_may_answer_for_what_the_language_rules_say(site):
    allow = 'allow: [{rule: language.capitals, reason: "Khẩu hiệu nguyên văn"}]\n'

    assert told(site, f'title: "TẤT CẢ CHO SẢN XUẤT"\n{allow}') == []


def test_what_stands_in_for_a_faulty_field_is_not_held_against_the_editor(site):
    diagnostics = site({ITEM: "---\nsummary: A\nunit: cd-dien\n---\n# A\n"}).check()

    assert {d.code for d in diagnostics} == {
        *("field.missing", "text.too-short", "language.heading-one"),
    }


def test_the_sample_content_is_good_text():
    for file in sorted((ROOT / "content").rglob("*.md")):
        text = file.read_text("utf-8")
        body = text.split("---\n", 2)[-1] if text.startswith("---") else text
        label = file.relative_to(ROOT).as_posix()
        manuscript = Manuscript(label, label, text, body, 1)
        assert [d for rule in LANGUAGE_RULES for d in rule(manuscript)] == [], label


@given(st.text(alphabet="a `~<>!-[]()#\n{.:/htps=\"'", max_size=80))
def test_blanking_out_keeps_every_character_and_line_in_its_place(body):
    for blanked in (without_code(body), prose(body)):
        assert len(blanked) == len(body)
        pairs = zip(body, blanked, strict=True)
        assert all(old == new or (new == "\ufffc" and old != "\n") for old, new in pairs)


@given(st.text(alphabet="aà của\nÐðΑсñø®µ#=-![](](httpsBHXH:/.<>`*\"'", max_size=120))
def test_no_text_makes_a_rule_fail_or_point_outside_the_file(body):
    text = f"---\na: b\n---\n{body}"
    lines = text.split("\n")
    for rule in LANGUAGE_RULES:
        for d in rule(Manuscript("a.md", "content/a.md", text, body, 4)):
            assert 1 <= d.span.line <= len(lines)
            assert 0 < d.span.column - 1 + d.span.length <= len(lines[d.span.line - 1])
