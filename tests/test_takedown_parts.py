"""The parts of a take-down by themselves: cuts, the desk, what is packed, what is forgotten."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

import pytest

from generator.build.cache import FILE, Cache
from generator.reading.sources import Folder
from generator.takedown import surgery, unwrapping
from generator.takedown.desk import Desk, OutsideError, by_hand
from generator.takedown.unwrapping import UNREADABLE, parts

# --- cuts into front matter ---

HEAD = """---
title: "Một"
related:
- a/b

- c/d
honourees:
  - name: "Hòa"
    photo:
      image: a.jpg

  - name: "Bình"
tags: [x]
---
Thân bài
"""


@pytest.mark.parametrize(
    ("number", "gone"),
    [
        (2, ['title: "Một"\n']),
        (3, ["related:\n", "- a/b\n", "\n", "- c/d\n"]),  # a list may stand under its key's edge
        (4, ["- a/b\n"]),
        (6, ["- c/d\n"]),
        (8, ['  - name: "Hòa"\n', "    photo:\n", "      image: a.jpg\n"]),
        (9, ["    photo:\n", "      image: a.jpg\n"]),
        (12, ['  - name: "Bình"\n']),
        (13, ["tags: [x]\n"]),
    ],
)
def test_an_entry_ends_where_the_next_of_its_depth_begins(number, gone):
    lines = surgery.lines_of(HEAD)
    span = surgery.entry_lines(lines, number)

    assert lines[span.start : span.stop] == gone
    assert surgery.without_entries(HEAD, [number]) == "".join(
        lines[: span.start] + lines[span.stop :]
    )


def test_a_list_that_is_left_empty_goes_with_its_key_and_no_other():
    assert surgery.without_entries(HEAD, [4, 6]) == HEAD.replace("related:\n- a/b\n\n- c/d\n", "\n")
    text = "a:\n  - x\nb:\n  - y\n"
    assert surgery.without_entries(text, [2]) == "b:\n  - y\n"
    assert surgery.without_entries(text, [4]) == "a:\n  - x\n"
    nested = "a:\n  - b:\n      - x\n    c: 1\n"
    assert surgery.without_entries(nested, [3]) == "a:\n    c: 1\n"
    assert surgery.without_entries("a:\n  - b:\n      - x\n  - c\n", [3]) == "a:\n  - c\n"
    empty = "a:\n  - b: x\n    c:\n"
    assert surgery.without_entries(empty + "  - b: y\n", [4]) == empty


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_what_they_were(end):
    text = end.join(["a: 1", "b:", "  - x", "  - y", "c: 3"])

    assert surgery.lines_of(text)[-1] == "c: 3"
    assert surgery.without_entries(text, [3]) == end.join(["a: 1", "b:", "  - y", "c: 3"])


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("k: [x, y, z]", "k: [y, z]"),
        ("k: [y, x, z]", "k: [y, z]"),
        ("k: [y, 'x']", "k: [y]"),
        ('k: [ "x" , y]', "k: [y]"),
        ("k: [x]", None),
    ],
)
def test_a_value_is_cut_out_of_brackets(line, after):
    text = f"a: 1\n{line}\nb: 2\n"

    wanted = "a: 1\nb: 2\n" if after is None else f"a: 1\n{after}\nb: 2\n"
    assert surgery.without_flow_value(text, 2, "x") == wanted
    assert surgery.without_flow_value(text, 2, "khac") is None


# --- cuts into Markdown ---

TABLE = ["chữ | thường\n", "\n", "| Tên |\n", "|---|\n", "| Hòa |\n", "| Bình |\n", "\n", "a | b\n"]


def test_rows_of_tables_are_told_from_heads_rules_and_other_lines_with_bars():
    assert [at for at in range(len(TABLE)) if surgery.is_table_row(TABLE, at)] == [4, 5]
    two = ["| A |\n", "|---|\n", "| a |\n", "| B |\n", "|---|\n"]
    assert [at for at in range(len(two)) if surgery.is_table_row(two, at)] == [2]


@pytest.mark.parametrize(
    ("line", "entry"),
    [("- a", "a"), ("  * a", "a"), ("+ a", "a"), ("12. a", "a"), ("3) a", "a"), ("-a", None)],
)
def test_entries_of_lists_are_known(line, entry):
    assert surgery.list_entry(line) == entry


LINKED = """\
[một](x.md) [hai](y.md) ![ảnh](x.md) <A class=k HREF='x.md'>ba <b>b</b></A> <a href=y.md>bốn</a>
<https://x.md/> <https://y.md/> [[năm]](x.md "tựa"){.k} [sáu][m] [m][] [m] [bảy][n] [M]: không
[m]: x.md "tựa"
[n]: <y.md>
"""


def test_links_to_what_is_gone_become_words():
    assert surgery.without_links(LINKED, lambda url: "x.md" in url) == (
        "một [hai](y.md) ![ảnh](x.md) ba <b>b</b> <a href=y.md>bốn</a>\n"
        " <https://y.md/> [năm] sáu m m [bảy][n] [M]: không\n"
        "[n]: <y.md>\n"
    )


def test_links_are_led_on_and_nothing_else_is_touched():
    def moved(url):
        return "moi.md" if url == "x.md" else None

    assert surgery.with_links('[x.md](x.md "x.md") [b](y.md)', moved) == (
        '[x.md](moi.md "x.md") [b](y.md)'
    )


def test_pictures_go_with_the_line_they_stood_alone_on():
    text = (
        "một ![a](x.jpg) hai\n\n  ![b](x.jpg){.k}  \r\n"
        "<IMG alt='c' SRC=x.jpg>\n[d](x.jpg) ![e](y.jpg)\nba ![g](x.jpg)\nbốn"
    )
    seen = []

    def is_gone(mark, url):
        seen.append(mark)
        return url == "x.jpg"

    after = surgery.without_pictures(text, is_gone)
    assert after == "một  hai\n\n[d](x.jpg) ![e](y.jpg)\nba \nbốn"
    assert seen == [
        *("![a](x.jpg)", "![b](x.jpg){.k}", "![e](y.jpg)", "![g](x.jpg)"),
        "<IMG alt='c' SRC=x.jpg>",
    ]


def test_records_of_a_table_may_have_several_lines():
    rows = ["a,b\r\n", '"x\r\n""y""\r\nz",1\r\n', "c\r", "d\n", "e"]
    text = "".join(rows)

    assert [text[start:end] for start, end in surgery.records(text)] == rows
    assert list(surgery.records("a\n")) == [(0, 2)]


# --- the desk ---


@pytest.fixture
def desk(tmp_path):
    content = tmp_path / "content"
    for path, text in {"data/a.yml": "a\n", "b/c.md": "một\nhai\n", "b/d.md": "d\n"}.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, "utf-8")
    (content / "e").mkdir()
    (content / "e/f.jpg").write_bytes(b"\xff\0")
    return Desk(Folder(content, "content"))


def test_what_is_put_as_it_was_is_no_edit(desk):
    desk.put("b/c.md", "một\nhai\n")
    desk.put("khong-co.md", "")

    assert desk.is_empty
    assert desk.touched() == []


@pytest.mark.parametrize("change", ["texts", "gone", "renamed"])
def test_each_sort_of_edit_makes_the_desk_full(desk, change):
    made = {"texts": {"a": "x"}, "gone": {"a"}, "renamed": {"a": "x"}}[change]
    setattr(desk, change, made)

    assert not desk.is_empty
    assert desk.touched() == ["a"]


def test_what_goes_is_not_written_any_more(desk):
    desk.put("b/c.md", "ba\n")
    desk.remove("b/c.md")
    assert desk.texts == {}
    desk.carry_out()

    assert not (desk.folder.path / "b/c.md").exists()
    assert (desk.folder.path / "b/d.md").exists()


def test_the_same_note_is_left_once(desk):
    for value in ("x", "x", "y"):
        desk.note("k", b=value, a=1)

    assert desk.notes == [by_hand("k", a="1", b="x"), by_hand("k", a="1", b="y")]


def test_the_diff_tells_every_edit(desk):
    desk.put("b/c.md", "một\nba\n")
    desk.renamed["b/c.md"] = "b/moi.md"
    desk.renamed["b/d.md"] = "b/de.md"
    desk.put("moi/m.md", "m\n")
    desk.remove("data/a.yml")
    desk.remove("e/f.jpg")

    assert list(desk.diff()) == [
        *("--- content/b/c.md", "+++ content/b/moi.md", "@@ -1,2 +1,2 @@", " một", "-hai", "+ba"),
        *("--- content/b/d.md", "+++ content/b/de.md"),
        *("--- content/data/a.yml", "+++ /dev/null", "@@ -1 +0,0 @@", "-a"),
        *("--- content/e/f.jpg", "+++ /dev/null"),
        *("--- content/moi/m.md", "+++ content/moi/m.md", "@@ -0,0 +1 @@", "+m"),
    ]


def test_edits_names_and_removals_are_carried_out_and_empty_folders_go(desk):
    desk.put("b/c.md", "ba\n")
    desk.renamed["b/c.md"] = "b/moi.md"
    desk.put("moi/m.md", "m\n")
    desk.remove("e/f.jpg")
    desk.carry_out()

    content = desk.folder.path
    assert (content / "b/moi.md").read_text("utf-8") == "ba\n"
    assert not (content / "b/c.md").exists()
    assert (content / "moi/m.md").read_text("utf-8") == "m\n"
    assert not (content / "e").exists()
    assert (content / "b").is_dir()


def test_registers_are_written_before_what_they_tell_of(desk):
    """If it is ended half-way, the next build must know what was to go."""
    (desk.folder.path / "b/c.md").unlink()
    (desk.folder.path / "b/c.md").mkdir()
    desk.texts = {"b/c.md": "x", "data/z.yml": "z\n"}

    with pytest.raises(IsADirectoryError):
        desk.carry_out()
    assert (desk.folder.path / "data/z.yml").exists()


@pytest.mark.parametrize("change", ["put", "remove", "rename", "link"])
def test_nothing_outside_content_is_touched(desk, tmp_path, change):
    outside = tmp_path / "ngoai.md"
    outside.write_text("x", "utf-8")
    desk.put("b/c.md", "ba\n")
    if change == "put":
        desk.put("../ngoai.md", "y")
    elif change == "remove":
        desk.remove("../ngoai.md")
    elif change == "rename":
        desk.renamed["b/d.md"] = "../ngoai.md"
    else:
        (desk.folder.path / "b/lien.md").symlink_to(outside)
        desk.put("b/lien.md", "y")

    with pytest.raises(OutsideError):
        desk.carry_out()
    assert outside.read_text("utf-8") == "x"
    assert (desk.folder.path / "b/c.md").read_text("utf-8") == "một\nhai\n"


# --- what is packed ---


def zipped(members, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def unpacked(data, ending):
    return [tuple(part) for part in parts(data, ending)]


def test_gzip_is_unpacked_as_text_or_as_bytes_and_again():
    packed = gzip.compress(b"chu")
    assert unpacked(packed, ".gz") == [("", packed, ".gz"), ("unpacked", b"chu", "")]
    assert unpacked(gzip.compress(b"a\0b"), ".gz")[1] == ("unpacked", b"a\0b", ".bin")
    twice = gzip.compress(packed)
    assert [part[1] for part in unpacked(twice, ".gz")] == [twice, packed, b"chu"]


@pytest.mark.parametrize("ending", [".gz", ".html", ""])
def test_gzip_is_known_by_its_bytes_whatever_it_is_called(ending):
    assert unpacked(gzip.compress(b"chu"), ending)[-1] == ("unpacked", b"chu", "")


@pytest.mark.parametrize(
    "data",
    [
        b"\x1f\x8b\x08\x00broken",
        gzip.compress(b"chu" * 100)[:-9],
        gzip.compress(b"chu")[:-8] + bytes(8),
    ],
    ids=["no data", "cut short", "another checksum"],  # the data hold the time
)
def test_gzip_that_is_broken_is_told(data):
    assert (UNREADABLE, b"", "gzip") in unpacked(data, ".gz")


def test_all_members_of_a_gzip_file_are_one_text():
    """A name may begin in one and end in the next (RFC 1952, 2.2)."""
    data = b"".join(map(gzip.compress, (b"Nguyen ", b"", b"Thi Hoa")))
    assert unpacked(data, ".gz")[1:] == [("unpacked", b"Nguyen Thi Hoa", "")]
    assert unpacked(data + bytes(512), ".gz")[1:] == [("unpacked", b"Nguyen Thi Hoa", "")]


def test_what_follows_a_gzip_file_is_searched():
    inner = zipped({"a.txt": "x"})
    found = unpacked(gzip.compress(b"chu") + inner, ".gz")[1:]

    assert ("unpacked", b"chu", "") in found
    assert ("unpacked / member a.txt", b"x", ".txt") in found


def test_a_second_member_that_is_broken_is_told_and_the_first_is_searched():
    data = gzip.compress(b"chu") + gzip.compress(b"khac" * 50)[:-9]
    found = unpacked(data, ".gz")[1:]

    assert found[0] == (UNREADABLE, b"", "gzip")
    assert found[1][1].startswith(b"chu")


def test_members_share_one_bound_and_are_counted(monkeypatch):
    monkeypatch.setattr(unwrapping, "_UNPACKED_LIMIT", 10)
    assert unpacked(gzip.compress(b"x" * 5) * 2, "")[1:] == [("unpacked", b"x" * 10, "")]
    assert (UNREADABLE, b"", "gzip") in unpacked(gzip.compress(b"x" * 6) * 2, "")
    monkeypatch.setattr(unwrapping, "_MEMBERS", 2)
    assert unpacked(gzip.compress(b"x") * 2, "")[1:] == [("unpacked", b"xx", "")]
    assert unpacked(gzip.compress(b"x") * 3, "")[1] == (UNREADABLE, b"", "packed")


def test_what_bursts_is_told_and_what_came_before_is_searched(monkeypatch):
    monkeypatch.setattr(unwrapping, "_UNPACKED_LIMIT", 1000)
    whole, large = gzip.compress(b"x" * 1000), gzip.compress(b"x" * 1001)

    assert unpacked(whole, ".gz")[1:] == [("unpacked", b"x" * 1000, "")]
    assert unpacked(large, ".gz")[1:] == [(UNREADABLE, b"", "gzip"), ("unpacked", b"x" * 1000, "")]
    members = unpacked(zipped({"a.txt": "x" * 1000, "b.txt": "x" * 1001}), ".zip")[1:]
    assert members == [
        *(("member a.txt", b"a.txt", ""), ("member a.txt", b"x" * 1000, ".txt")),
        *(("member b.txt", b"b.txt", ""), (UNREADABLE, b"", "b.txt")),
    ]


def test_members_are_named_and_unpacked_by_their_endings():
    inner = zipped({"c.rels": "r"})
    found = unpacked(zipped({"a/B.HTML": "x", "b.docx": inner}), ".zip")[1:]

    assert found == [
        *(("member a/B.HTML", b"a/B.HTML", ""), ("member a/B.HTML", b"x", ".html")),
        *(("member b.docx", b"b.docx", ""), ("member b.docx", inner, ".docx")),
        ("member b.docx / member c.rels", b"c.rels", ""),
        ("member b.docx / member c.rels", b"r", ""),
    ]


def test_a_locked_member_is_told_and_the_others_are_read():
    data = bytearray(zipped({"a.txt": "x", "b.txt": "y"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # its bit of encryption in the list of members

    assert unpacked(bytes(data), ".zip")[1:] == [
        *(("member a.txt", b"a.txt", ""), (UNREADABLE, b"", "a.txt")),
        *(("member b.txt", b"b.txt", ""), ("member b.txt", b"y", ".txt")),
    ]


def test_a_broken_archive_is_told():
    whole = zipped({"a.txt": "x" * 100})

    assert unpacked(whole[:-10], ".zip")[1:] == [(UNREADABLE, b"", "zip")]
    at = whole.index(b"a.txt") + 5
    spoilt = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    assert unpacked(spoilt, ".zip")[-1] == (UNREADABLE, b"", "zip")


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"a": data})])
def test_what_is_packed_too_often_is_told(pack):
    data = b"chu"
    for _ in range(3):
        data = pack(data)
    assert unpacked(data, "")[-1][1] == b"chu"

    for ending in ("", ".bin"):
        assert unpacked(pack(data), ending)[-1] == (UNREADABLE, b"", "packed")


def test_streams_of_a_pdf_are_unpacked_up_to_a_bound(monkeypatch):
    jpeg, text = b"\xff\xd8anh", zlib.compress(b"chu")
    data = b"%PDF-1.4\n" + b"".join(
        b"stream\r\n" + one + b"\nendstream\n" for one in (jpeg, text, b"khong")
    )

    assert unpacked(data, ".pdf")[1:] == [("stream 1", jpeg, ".jpg"), ("stream 2", b"chu", ".bin")]
    monkeypatch.setattr(unwrapping, "_UNPACKED_LIMIT", 3)
    assert unpacked(data, ".pdf")[-1] == (UNREADABLE, b"", "pdf")


# --- what the cache forgets ---


def test_the_cache_forgets_what_it_is_told_to_and_overwrites_it(tmp_path):
    words = [f"Nguyễn Thị Hòa {n} ".encode() * 40 for n in range(3)]
    cache = Cache(tmp_path)
    cache.put_many([(f"k{n}", data) for n, data in enumerate(words)])
    cache.close()  # now they are in the file itself
    cache = Cache(tmp_path)
    cache.forget(["k0", "k2", "khong-co"])

    assert cache.get_many(["k0", "k1", "k2"]) == {"k1": words[1]}
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.name.startswith(FILE))
    assert [word[:21] in kept for word in words] == [False, True, False]
    cache.close()


def test_what_only_this_run_keeps_is_forgotten_too(tmp_path):
    (tmp_path / FILE).mkdir()  # what cannot be written there lies aside
    cache = Cache(tmp_path)
    cache.put_many([("k", b"x"), ("l", b"y")])
    assert cache.get("k") == b"x"

    cache.forget(["k"])
    assert (cache.get("k"), cache.get("l")) == (None, b"y")
    cache.close()
