"""All faults of all files in one run, and no fault that is not the editor's."""

import pytest
from sitemaker import places

from generator.model.kinds import KINDS
from generator.reading.salvage import STAND_INS

BROKEN = "content/ban-tin/2026/hong.md"


def test_faults_of_front_matter_references_and_body_are_told_together(site):
    diagnostics = site(f"""
        -- {BROKEN} --
        ---
        title: "Họp"
        sumary: "Một câu tóm tắt đủ dài."
        publish_at: 20/11/2026
        unit: cd-dienn
        topics: [an-toann]
        ---
        Xem [bài](khong-co.md).
        """).check()

    assert places(diagnostics) == [
        (BROKEN, 3, "field.unknown"),
        (BROKEN, 4, "date.order"),
        (BROKEN, 5, "unit.unknown"),
        (BROKEN, 6, "topic.unknown"),
        (BROKEN, 8, "link.missing"),
    ]


def test_the_body_is_looked_at_even_when_the_front_matter_cannot_be_read(site):
    diagnostics = site(f"""
        -- {BROKEN} --
        ---
        title: [Thông báo
        ---
        Xem [bài](khong-co.md).
        """).check()

    assert places(diagnostics) == [(BROKEN, 2, "yaml.bracket"), (BROKEN, 4, "link.missing")]


@pytest.mark.parametrize(
    "content",
    [
        '---\ntitle: "Họp"\n---\n',
        "---\ntitle: Thông báo: họp\n---\n",
        "không có khai báo\n",
        "---\ntitle: chưa đóng\n",
        b"\xff\xfe",
        "",
    ],
)
def test_who_refers_to_a_broken_item_is_not_blamed(site, content):
    diagnostics = site(
        {
            BROKEN: content,
            "content/ban-tin/2026/lanh.md": (
                "+++\nrelated: [ban-tin/2026/hong]\n+++\n[bài](hong.md)\n"
            ),
            "content/khan/2026/cu.md": content,
            "content/khan/2026/moi.md": (
                "+++\nlevel: khan\nexpires_at: 2026-12-01\nsupersedes: khan/2026/cu\n+++\n"
            ),
        }
    ).check()

    blamed = {path for path, _, _ in places(diagnostics)}
    assert blamed == {BROKEN, "content/khan/2026/cu.md"}


def test_what_stands_in_for_a_missing_field_is_not_held_against_the_editor(site):
    diagnostics = site(f"""
        -- {BROKEN} --
        ---
        title: "Họp"
        summary: "Một câu tóm tắt đủ dài."
        expires_at: 1999-01-01
        corrections: [{{at: 1998-01-01, note: "x"}}]
        ---
        """).check()

    assert {(d.code, d.span.line) for d in diagnostics} == {("field.missing", 1)}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_required_field_has_a_stand_in(site, kind):
    required = {name for name, field in kind.model.model_fields.items() if field.is_required()}

    assert required <= set(STAND_INS)
    diagnostics = site({f"content/{kind.folder}/2026/rong.md": "---\nx: y\n---\n"}).check()
    told = {dict(d.params)["field"] for d in diagnostics}
    assert told == required | {"x"}


def test_words_curly_quotes_are_named_and_the_rest_is_read_as_meant(site):
    diagnostics = site(f"""
        -- {BROKEN} --
        ---
        title: “Họp khẩn”
        summary: “Thông báo: ai cũng phải đọc cho đến hết.”
        publish_at: “2026-11-20 08:00”
        unit: “cd-dienn”
        ---
        """).check()

    assert places(diagnostics) == [
        (BROKEN, 2, "yaml.word-quotes"),
        (BROKEN, 3, "yaml.word-quotes"),
        (BROKEN, 4, "yaml.word-quotes"),
        (BROKEN, 5, "unit.unknown"),
        (BROKEN, 5, "yaml.word-quotes"),
    ]


def test_a_quotation_in_straight_quotes_keeps_its_own(site):
    sample = site({BROKEN: '+++\ntitle: "“Không leo”, anh nói"\nquote_: x\n+++\n'})

    assert [d.code for d in sample.check()] == ["field.unknown"]


def test_several_unquoted_colons_and_a_wrong_date_are_told_together(site):
    diagnostics = site(f"""
        -- {BROKEN} --
        ---
        title: Thông báo: họp
        summary: Nội dung: ba việc phải làm ngay trong tuần
        publish_at: 20/11/2026
        unit: cd-dien
        ---
        """).check()

    assert places(diagnostics) == [
        (BROKEN, 2, "yaml.colon"),
        (BROKEN, 3, "yaml.colon"),
        (BROKEN, 4, "date.order"),
    ]
