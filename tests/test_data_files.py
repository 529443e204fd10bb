"""units.yml, topics.yml, campaigns.yml, authors.yml: every fault, and the tree of units."""

from __future__ import annotations

import pytest
from sitemaker import places, render

from generator.model.units import Level, Unit, UnitTree, make_tree

UNITS = "content/data/units.yml"
TOPICS = "content/data/topics.yml"
ROOT = '- {id: a, name: "A", short: "A", level: lien-doan}\n'


def spots(diagnostics):
    return [(d.span.line, d.span.column, d.code) for d in diagnostics]


def unit(id_, parent=None, **more):
    return Unit.model_validate(
        {"id": id_, "name": id_, "short": id_, "level": "co-so", "parent": parent, **more}
    )


def entry(id_, **fields):
    given = {"name": id_, "short": id_, "level": "co-so", **fields}
    return f"- {{id: {id_}, {', '.join(f'{k}: {v}' for k, v in given.items())}}}\n"


# --- faults of any data file ---


@pytest.mark.parametrize("path", [UNITS, TOPICS])
@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("a: b\n", (1, 1, "data.not-list")),
        ("chữ\n", (1, 1, "data.not-list")),
        ("# chưa có gì\n", (1, 1, "data.not-list")),
        ("- chữ\n", (1, 3, "entry.not-mapping")),
        ("- [id, a]\n", (1, 3, "entry.not-mapping")),
        ("-\n", (1, 2, "entry.not-mapping")),
        ("- {id: a: b}\n", (1, 9, "yaml.colon")),
        ("- {id: a, name: A, id: b}\n", (1, 20, "yaml.duplicate-key")),
        ("-\tid: a\n", (1, 2, "yaml.tab")),
        ("- id: a\n\tname: b\n", (2, 1, "yaml.tab")),
        ("- {id: a}\n---\n- {id: b}\n", (2, 1, "yaml.syntax")),
    ],
)
def test_a_data_file_that_is_no_list_of_entries_is_told_where(site, path, text, spot):
    diagnostics = site({path: text}).check()

    assert spots(diagnostics) == [spot]
    assert diagnostics[0].span.path == path
    assert "Ví dụ viết đúng:" in render(diagnostics) or spot[2] == "yaml.duplicate-key"


def test_bytes_that_are_no_text_are_told_of_data_files_too(site):
    diagnostics = site({TOPICS: b"- {id: a, name: \xff}\n", UNITS: b"\n"}).check()

    assert places(diagnostics) == [(TOPICS, 1, "file.not-utf8"), (UNITS, 0, "file.empty")]


def test_an_unknown_field_of_an_entry_is_held_against_the_entrys_own(site):
    diagnostics = site({TOPICS: "- {id: a, nam: A}\n"}).check()

    assert spots(diagnostics) == [(1, 11, "field.unknown")]
    assert "“name”?" in render(diagnostics)


def test_an_unknown_field_within_a_units_contact_is_held_against_the_contacts_own(site):
    diagnostics = site({UNITS: entry("a", contact="{fone: '024'}")}).check()

    assert [d.code for d in diagnostics] == ["field.unknown"]
    assert "“phone”?" in render(diagnostics)


def test_examples_are_those_of_the_file_at_fault(site):
    units = render(site({UNITS: "- {id: a, name: A, short: A}\n"}).check())
    topics = render(site({UNITS: ROOT, TOPICS: "- {id: a}\n"}).check())

    assert "      level: co-so\n" in units
    assert '      name: "An toàn lao động"\n' in topics


def test_faults_of_all_data_files_are_told_at_once(site):
    diagnostics = site(
        """
        -- content/data/authors.yml --
        - {id: a, name: A, approves: có}
        -- content/data/campaigns.yml --
        - {id: b, name: B, starts_on: 2026-02-30}
        -- content/data/topics.yml --
        - {id: C, name: C}
        -- content/data/units.yml --
        - {id: d, name: D, short: D, level: xã}
        """
    ).check()

    assert [(d.span.path.split("/")[-1], d.code) for d in diagnostics] == [
        ("authors.yml", "flag.unknown"),
        ("campaigns.yml", "date.impossible"),
        ("topics.yml", "id.form"),
        ("units.yml", "field.choice"),
    ]


@pytest.mark.parametrize("name", ["units", "topics", "campaigns", "authors"])
def test_two_entries_of_one_id_are_told_at_the_second_with_the_line_of_the_first(site, name):
    more = ", short: A, level: co-so" if name == "units" else ""
    text = f"# đầu tệp\n- {{id: a, name: A{more}}}\n- {{id: a, name: B{more}}}\n"

    diagnostics = site({f"content/data/{name}.yml": text}).check()

    assert spots(diagnostics) == [(3, 8, "data.duplicate-id")]
    assert "đã có ở dòng 2" in render(diagnostics)


def test_only_the_units_are_required(site):
    sample = site().remove(TOPICS).remove("content/data/campaigns.yml")

    assert sample.check() == []
    diagnostics = sample.remove(UNITS).check()
    assert places(diagnostics) == [(UNITS, 0, "data.missing")]
    assert "level: lien-doan" in render(diagnostics)


def test_the_registers_hold_what_the_files_say_in_their_order(site):
    sample = site({TOPICS: "- {id: b, name: B, description: 'Mô tả'}\n- {id: a, name: A}\n"})

    registers = sample.catalog().registers

    assert list(registers.topics) == ["b", "a"]
    assert registers.topics["b"].description == "Mô tả"
    assert registers.authors["chu-tich"].approves
    assert not registers.authors["ban-tuyen-giao"].approves
    assert registers.campaigns["thang-cong-nhan"].ends_on is None


# --- the tree of units ---


def test_an_unknown_parent_or_successor_is_told_with_the_one_that_may_be_meant(site):
    text = ROOT + entry("dien-luc", parent="a") + entry("tram", parent="dien-luk", successor="zzz")

    diagnostics = site({UNITS: text}).check()

    assert [(d.span.line, d.code) for d in diagnostics] == [(3, "unit.unknown")] * 2
    assert "“dien-luc”?" in render(diagnostics)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (entry("a", parent="a"), [(1, "unit.loop")]),
        (
            ROOT + entry("b", parent="d") + entry("c", parent="b") + entry("d", parent="c"),
            [(2, "unit.loop"), (3, "unit.loop"), (4, "unit.loop")],
        ),
        (
            ROOT + entry("b", parent="c") + entry("c", parent="b") + entry("d", parent="b"),
            [(2, "unit.loop"), (3, "unit.loop")],
        ),
    ],
)
def test_a_unit_below_itself_is_told_and_one_that_merely_hangs_on_it_is_not(site, text, found):
    diagnostics = site({UNITS: text}).check()

    assert [(d.span.line, d.code) for d in diagnostics] == found
    assert "parent" in render(diagnostics)


def test_a_second_root_is_told_where_it_stands(site):
    diagnostics = site({UNITS: ROOT + entry("b", parent="a") + entry("c")}).check()

    assert [(d.span.line, d.code) for d in diagnostics] == [(3, "unit.second-root")]


def test_the_tree_is_not_judged_while_entries_have_faults(site):
    diagnostics = site({UNITS: ROOT + "- {id: b}\n" + entry("c", parent="b")}).check()

    assert {d.code for d in diagnostics} == {"field.missing"}


def test_a_tree_of_three_levels_knows_what_is_above_and_below(site):
    tree = site().catalog().registers.units

    assert [u.id for u in tree.lineage("cdcs-tram")] == ["cdcs-tram", "cd-dien", "lien-doan"]
    assert [u.id for u in tree.below("lien-doan")] == ["cd-dien"]
    assert [u.id for u in tree.below("cd-dien")] == ["cdcs-tram"]
    assert tree.below("cdcs-tram") == ()
    assert tree["cd-dien"].level is Level.SUPERIOR
    assert "cd-dien" in tree
    assert "khac" not in tree
    assert tree.lineage("khac") == tree.below("khac") == ()


def test_a_tree_of_faulty_units_stands_all_the_same():
    tree = make_tree([unit("a", "b"), unit("b", "a"), unit("c", "khong-co"), unit("a", "c")])

    assert isinstance(tree, UnitTree)
    assert [u.id for u in tree.lineage("a")] == ["a", "b"]
    assert [u.id for u in tree.lineage("c")] == ["c"]
    assert tree["a"].parent == "b"


def test_a_unit_below_a_loop_is_not_blamed_for_it(site):
    units = ROOT + "".join(
        f"- {{id: {id_}, name: A, short: A, level: to, parent: {parent}}}\n"
        for id_, parent in (("duoi", "mot"), ("mot", "hai"), ("hai", "mot"))
    )
    found = site({UNITS: units}).check()

    assert [(d.code, dict(d.params)["id"]) for d in found] == [
        ("unit.loop", "mot"),
        ("unit.loop", "hai"),
    ]
