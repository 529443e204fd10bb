"""`bantin check --fix`: what is safe is mended, all else stays byte for byte."""

import os
import re
import stat
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sitemaker import FIELDS, NOW, make_site

from generator.catalog.body import Draft
from generator.catalog.gather import Reader, Rules, body_maker
from generator.commands import common
from generator.kernel.mending import mend
from generator.kernel.text import normalise
from generator.mending.road import Road
from generator.mending.texts import TextMender
from generator.mending.written import take_apart
from generator.reading import frontmatter
from generator.reading.sources import Source

HEAD = "".join(f"{name}: {value}\n" for name, value in FIELDS.items())


def page(body, head=HEAD):
    return f"---\n{head}---\n{body}"


@pytest.fixture
def fixed(site, capsys):
    """Make a site of one item with the given bytes, mend it, and return the new bytes."""

    def run(data, path="content/ban-tin/2026/mot.md", more=None, *arguments):
        data = data.encode() if isinstance(data, str) else data
        sample = site({path: data} | (more or {}))
        sample.run("check", "--jobs", "1", "--fix", *arguments)
        return (sample.root / path).read_bytes()

    return run


# --- texts ---


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (page("Cha\u0300o.\n"), page("Chào.\n")),
        (page("Họp\u200b gấp.\n"), page("Họp gấp.\n")),
        (page("Ðại hội.\n"), page("Đại hội.\n")),
        ("\ufeff" + page("Chữ.\n"), page("Chữ.\n")),
        (page("Chữ."), page("Chữ.\n")),
        (page("Một \nhai\t\n\n   \nba.\n"), page("Một\nhai\n\n\nba.\n")),
        (page("Một  \nhai \nba\n"), page("Một  \nhai\nba\n")),
        (page("A \n\n```\nmã \n```\n"), page("A\n\n```\nmã \n```\n")),
        (page("Gõ `Ð ðại` ở Ðông.\n"), page("Gõ `Ð ðại` ở Đông.\n")),
        (page("[Ðông](/ban-tin/Ðông/)\n"), page("[Đông](/ban-tin/Ðông/)\n")),
        (page("Chữ.\n", HEAD + "draft: true   \n"), page("Chữ.\n", HEAD + "draft: true\n")),
        (
            page("Chữ.\n", HEAD.replace('"Tiêu đề thử"', "“Tiêu đề thử”")),
            page("Chữ.\n"),
        ),
        (
            page("Chữ.\n", HEAD.replace('"Tiêu đề thử"', '“Họp "gấp": 8 giờ”')),
            page("Chữ.\n", HEAD.replace('"Tiêu đề thử"', '"Họp \\"gấp\\": 8 giờ"')),
        ),
        (
            page("Chữ.\n", HEAD.replace("Tiêu đề thử", "Ðại hội")),
            page("Chữ.\n", HEAD.replace("Tiêu đề thử", "Đại hội")),
        ),
        (
            page("Chữ.\n", HEAD.replace("2026-11-20 08:00", "20/11/2026")),
            page("Chữ.\n", HEAD.replace("2026-11-20 08:00", "2026-11-20")),
        ),
        (
            page("Chữ.\n", HEAD.replace("2026-11-20 08:00", '"20/11/2026 8h30"')),
            page("Chữ.\n", HEAD.replace("2026-11-20 08:00", '"2026-11-20 08:30"')),
        ),
        (
            page("Chữ.\n", HEAD + "corrections:\n\t- {at: 2026-11-21, note: Sai giờ.}\n"),
            page("Chữ.\n", HEAD + "corrections:\n  - {at: 2026-11-21, note: Sai giờ.}\n"),
        ),
    ],
)
def test_what_is_safe_is_mended(fixed, before, after):
    assert fixed(before).decode() == after


@pytest.mark.parametrize(
    "text",
    [
        page("Một  \nhai\n"),  # two spaces break the line
        page("Chữ:\n\n    mã  Ð\t\n\n```\nÐại \n```\n"),
        page("Gõ `Ðại` rồi [xem](https://thu.example/Ðại) <a@Ðại.example>.\n"),
        page("Москва, Seyðisfjörður, ναός.\n"),
        page("Chữ.\n", HEAD + 'approved_by: "Ðông"\n'),
        page("Chữ.\n", HEAD.replace("2026-11-20 08:00", "31/02/2026")),
        page("Chữ.\n", HEAD + "cover:\n\t- image: a.jpg\n\t alt: b\n"),
        page("Chữ.\n", HEAD + "cover:\n\timage: a.jpg\n\timage: b.jpg\n\talt: Ảnh\n"),
        page("“Trích” là “trích”.\n"),
        '---\ntitle: "A\n---\nkhông đóng nháy\n',
        "---\ntitle: không có dòng đóng\n",
    ],
)
def test_what_might_be_meant_stays(fixed, text):
    assert fixed(text).decode() == text


@pytest.mark.parametrize(
    "data",
    [
        page("Đoàn viên\n").encode("cp1258", "replace"),
        page("Chữ\n").encode("utf-16"),
        b"",
    ],
)
def test_a_file_that_is_no_utf_8_is_not_touched(fixed, data):
    assert fixed(data) == data


def test_line_ends_stay_what_they_are(fixed):
    mixed = page("Một\u200b\r\nhai\nba\rbốn").replace("---\n", "---\r\n", 1).encode()

    assert fixed(mixed) == mixed.replace("\u200b".encode(), b"") + b"\n"


def test_windows_line_ends_are_kept_where_a_line_is_added(fixed):
    windows = page("Một\nhai").replace("\n", "\r\n").encode()

    assert fixed(windows) == windows + b"\r\n"


def test_data_files_and_standing_pages_are_mended_too(site):
    sample = site(
        {
            "content/data/topics.yml": '- {id: an-toan, name: "An\u200b toàn"}   \n',
            "content/gioi-thieu.md": "# Ðại hội\n\nChữ\u200b.",
        }
    )
    assert sample.run("check", "--jobs", "1", "--fix", "--strict") == common.DONE

    topics = (sample.root / "content/data/topics.yml").read_text("utf-8")
    assert topics == '- {id: an-toan, name: "An toàn"}\n'
    assert (sample.root / "content/gioi-thieu.md").read_text("utf-8") == "# Đại hội\n\nChữ.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions there")
def test_permissions_stay(site):
    sample = site({"content/ban-tin/2026/mot.md": page("Chữ\u200b.\n")})
    file = sample.root / "content/ban-tin/2026/mot.md"
    file.chmod(0o640)

    sample.run("check", "--jobs", "1", "--fix")

    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert "\u200b" not in file.read_text("utf-8")
    assert [one.name for one in file.parent.iterdir()] == ["mot.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_not_followed_nor_replaced(site):
    sample = site({"content/ban-tin/2026/mot.md": page("Chữ\u200b.\n")})
    folder = sample.root / "content/ban-tin/2026"
    (folder / "hai.md").symlink_to("mot.md")

    sample.run("check", "--jobs", "1", "--fix", "content/ban-tin/2026/hai.md")

    assert (folder / "hai.md").is_symlink()
    assert "\u200b" in (folder / "mot.md").read_text("utf-8")


# --- what is shown, and what is written ---


def test_the_change_is_shown_and_a_trial_writes_nothing(site, capsys):
    sample = site({"content/ban-tin/2026/mot.md": page("Ðại\u200b hội.\n")})
    file = sample.root / "content/ban-tin/2026/mot.md"
    before = file.read_bytes()

    sample.run("check", "--jobs", "1", "--fix", "--dry-run")

    out = capsys.readouterr().out
    assert "--- content/ban-tin/2026/mot.md" in out
    assert "\n-Ðại\ufffd hội.\n+Đại hội.\n" in out
    assert "bỏ ký tự ẩn, chữ nước ngoài trông giống chữ Việt" in out
    assert "1 tệp sẽ được sửa" in out
    assert file.read_bytes() == before


def test_only_the_files_named_are_mended(site):
    sample = site(
        {f"content/ban-tin/2026/{name}.md": page("Chữ\u200b.\n") for name in ("mot", "hai")}
    )

    sample.run("check", "--jobs", "1", "--fix", "content/ban-tin/2026/mot.md")

    folder = sample.root / "content/ban-tin/2026"
    assert "\u200b" not in (folder / "mot.md").read_text("utf-8")
    assert "\u200b" in (folder / "hai.md").read_text("utf-8")


def test_mending_twice_is_mending_once(site, capsys):
    sample = site(
        {
            "content/ban-tin/2026/Hop_Khan.md": page(
                "Ðại hội\u200b. \n[x](hai.md)", HEAD.replace("2026-11-20 08:00", "20/11/2026 8h30")
            ),
            "content/ban-tin/2026/hai.md": page("[y](Hop_Khan.md#x)\n"),
        }
    )
    sample.run("check", "--jobs", "1", "--fix")
    first = {p: p.read_bytes() for p in sorted((sample.root / "content").rglob("*.md"))}
    capsys.readouterr()

    assert sample.run("check", "--jobs", "1", "--fix") == common.DONE

    assert "Không có gì tự sửa được." in capsys.readouterr().out
    assert {p: p.read_bytes() for p in sorted((sample.root / "content").rglob("*.md"))} == first


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--dry-run"], "--dry-run chỉ đi cùng --fix"),
        (["--fix", "--format", "sarif"], "không đi cùng --format sarif"),
    ],
)
def test_options_that_do_not_go_together_are_told(site, capsys, arguments, words):
    assert site().run("check", "--jobs", "1", *arguments) == common.WRONG_USAGE
    assert words in capsys.readouterr().err


# --- names of files ---


def content_of(sample):
    folder = sample.root / "content"
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*.md")}


def test_a_name_that_is_no_address_is_changed_and_links_follow(site):
    quoted = "H%E1%BB%8Dp%20kh%E1%BA%A9n.md"
    sample = site(
        {
            "content/ban-tin/2026/Họp khẩn.md": page("[Hai](hai.md) ![A](anh.jpg)\n"),
            "content/ban-tin/2026/hai.md": page(f"[Họp](<Họp khẩn.md>) [lại]({quoted})\n"),
            "content/ban-tin/2026/ba.md": page("[a](Ba_Bon.md#b) và [c](./Ba_Bon.md)\n"),
            "content/ban-tin/2026/Ba_Bon.md": page("Chữ.\n"),
            "content/ban-tin/2026/anh.jpg": "",
            "content/gioi-thieu.md": (
                "# A\n\n[b](ban-tin/2026/Ba_Bon.md) [c](/ban-tin/2026/Ba_Bon.md)\n"
            ),
        }
    )

    assert sample.run("check", "--jobs", "1", "--fix") == common.DONE

    assert content_of(sample) == {
        *(f"ban-tin/2026/{name}.md" for name in ("hop-khan", "hai", "ba", "ba-bon")),
        "gioi-thieu.md",
    }
    texts = {p.name: p.read_text("utf-8") for p in (sample.root / "content").rglob("*.md")}
    assert "[Họp](<hop-khan.md>) [lại](hop-khan.md)" in texts["hai.md"]
    assert "[a](ba-bon.md#b) và [c](ba-bon.md)" in texts["ba.md"]
    assert "[b](ban-tin/2026/ba-bon.md) [c](/ban-tin/2026/ba-bon.md)" in texts["gioi-thieu.md"]


def test_a_file_keeps_its_name_where_a_link_to_it_might_be_missed(site, capsys):
    """A link within code looks like one; which is which cannot be told for sure."""
    sample = site(
        {
            "content/ban-tin/2026/Ba_Bon.md": page("Chữ.\n"),
            "content/ban-tin/2026/hai.md": page("`[x](Ba_Bon.md)` là [x](Ba_Bon.md)\n"),
        }
    )

    sample.run("check", "--jobs", "1", "--fix")

    assert content_of(sample) == {"ban-tin/2026/Ba_Bon.md", "ban-tin/2026/hai.md"}
    assert "không chắc sửa đúng mọi đường dẫn" in capsys.readouterr().out


def test_a_file_in_no_years_folder_goes_there_with_its_links(site):
    sample = site(
        {
            "content/ban-tin/tin-moi.md": page(
                "![A](2026/anh.jpg)\n",
                HEAD + "cover: {image: 2026/anh.jpg, alt: Ảnh}\nattachments:\n"
                "  - {file: 2026/ds.csv, title: Danh sách}\n",
            ),
            "content/ban-tin/2026/anh.jpg": "",
            "content/ban-tin/2026/ds.csv": "a\n",
        }
    )

    assert sample.run("check", "--jobs", "1", "--fix") == common.DONE

    text = (sample.root / "content/ban-tin/2026/tin-moi.md").read_text("utf-8")
    assert "![A](anh.jpg)" in text
    assert "cover: {image: anh.jpg, alt: Ảnh}" in text
    assert "{file: ds.csv, title: Danh sách}" in text
    assert content_of(sample) == {"ban-tin/2026/tin-moi.md"}


def test_an_item_not_public_yet_goes_to_its_year_and_what_names_it_follows(site):
    sample = site(
        {
            "content/khan/2026/sang-nam.md": page(
                "Chữ.\n",
                HEAD.replace("2026-11-20", "2999-01-05") + "level: khan\nexpires_at: 2999-12-01\n",
            ),
            "content/khan/2999/sau.md": page(
                "[Trước](../2026/sang-nam.md)\n",
                HEAD.replace("2026-11-20", "2999-01-06")
                + "level: khan\nexpires_at: 2999-12-01\nsupersedes: khan/2026/sang-nam\n"
                "related: [khan/2026/sang-nam]\n",
            ),
        }
    )

    assert sample.run("check", "--jobs", "1", "--fix", "--strict") == common.DONE

    text = (sample.root / "content/khan/2999/sau.md").read_text("utf-8")
    assert "[Trước](sang-nam.md)" in text
    assert "supersedes: khan/2999/sang-nam\nrelated: [khan/2999/sang-nam]\n" in text


def test_an_item_that_is_public_by_the_clock_keeps_its_year(site):
    sample = site({"content/ban-tin/2025/cu.md": page("Chữ.\n")})

    sample.run("check", "--jobs", "1", "--fix")

    assert content_of(sample) == {"ban-tin/2025/cu.md"}


def test_an_item_that_a_build_published_keeps_its_year(site):
    """By the build's clock it was public, whatever the clock says now."""
    head = HEAD.replace("2026-11-20", "2999-01-05")
    sample = site({"content/ban-tin/2026/cu.md": page("Chữ.\n", head)})
    assert sample.build(now=NOW.replace(year=2999)) == common.DONE

    sample.run("check", "--jobs", "1", "--fix")

    assert content_of(sample) == {"ban-tin/2026/cu.md"}


def test_a_published_address_is_kept_as_an_alias(site, monkeypatch):
    """No layout that stops a build can have been published; one that an older program took can."""
    sample = site({"content/ban-tin/2026/mot.md": page("Chữ.\r\n")})
    monkeypatch.setattr(
        "generator.commands.fixing._published", lambda _: frozenset({"ban-tin/mot/"})
    )
    folder = sample.root / "content/ban-tin"
    (folder / "2026/mot.md").rename(folder / "mot.md")

    assert sample.run("check", "--jobs", "1", "--fix") == common.DONE

    text = (folder / "2026/mot.md").read_text("utf-8")
    assert "id: ban-tin/mot\naliases: [ban-tin/mot]\n---\n" in text


def test_an_id_that_stays_is_named_as_before(site, monkeypatch):
    """Of a published item the id stays its old path, whatever path it has now."""
    sample = site(
        {
            "content/ban-tin/2026/hai.md": page("Chữ.\n", HEAD + "related: [ban-tin/mot]\n"),
            "content/ban-tin/mot.md": page("Chữ.\n"),
        }
    )
    monkeypatch.setattr(
        "generator.commands.fixing._published", lambda _: frozenset({"ban-tin/mot/"})
    )

    assert sample.run("check", "--jobs", "1", "--fix", "--strict") == common.DONE

    text = (sample.root / "content/ban-tin/2026/hai.md").read_text("utf-8")
    assert "related: [ban-tin/mot]\n" in text
    assert "ban-tin/2026/mot.md" in content_of(sample)


def test_a_published_address_that_no_alias_can_be_stops_the_move(site, monkeypatch, capsys):
    sample = site({"content/ban-tin/2026/Mot_Hai.md": page("Chữ.\n")})
    monkeypatch.setattr(
        "generator.commands.fixing._published", lambda _: frozenset({"ban-tin/2026/Mot_Hai/"})
    )

    sample.run("check", "--jobs", "1", "--fix")

    assert content_of(sample) == {"ban-tin/2026/Mot_Hai.md"}
    assert "không ghi được vào aliases" in capsys.readouterr().out


def test_a_name_that_is_taken_is_not_taken_again(site, capsys):
    names = ("Hop_Khan", "hop-khan", "hop khan")
    sample = site({f"content/ban-tin/2026/{name}.md": page(f"{name}\n") for name in names})

    sample.run("check", "--jobs", "1", "--fix")

    assert content_of(sample) == {f"ban-tin/2026/{name}.md" for name in names}
    assert "đã có tệp ban-tin/2026/hop-khan.md" in capsys.readouterr().out


def test_a_name_without_a_letter_is_left_to_the_editor(site):
    sample = site({"content/ban-tin/2026/!!!.md": page("Chữ.\n")})

    sample.run("check", "--jobs", "1", "--fix")

    assert content_of(sample) == {"ban-tin/2026/!!!.md"}


# --- whatever is in a file ---


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    sample = make_site(tmp_path_factory.mktemp("sua"))
    setup = sample.setup
    reader = Reader(setup.site, setup.folder, "", Rules())
    return TextMender(setup.site, reader), body_maker(setup.site), reader


marks = st.sampled_from(
    [
        *("công ", "Ðại ", "tоán ", "Москва ", "c\u0323o\u0302ng ", "\u200b", "\ufeff", " ", "  "),
        *("\t", "\n", "\n\n", "    ", "```\n", "`", "](a.md) ", "[Ðường]", "# ", "- ", "> "),
        *("\u2028", "\x0c", "<b>Ð</b>", "&nbsp;", "{#Ð}", "**", "_", "https://a.example/Ð ", "|"),
    ]
)
bodies = st.lists(marks, max_size=25).map("".join)
values = st.one_of(
    st.lists(marks.filter(lambda m: "\n" not in m), max_size=5).map("".join),
    st.sampled_from(["“Họp: gấp”", "„A“", "20/11/2026", "9/9/2026 8h", '"a"', "|", "[a, b]"]),
)
headers = st.lists(
    st.tuples(st.sampled_from(["title", "summary", "publish_at", "id", "image", "\tx"]), values),
    max_size=5,
).map(lambda rows: "".join(f"{key}: {value}\n" for key, value in rows))


def decoded(text):
    parts = frontmatter.split(text, "")
    if not isinstance(parts, frontmatter.Parts):
        return None
    return frontmatter.decode(parts.header, "")


def plain(html):
    """Return *html* as it is with letters mended and without spaces at line ends."""
    return re.sub(r"[ \t]+(?=\n|</)", "", mend(re.sub(r'(<h\d) id="[^"]*"', r"\1", html))[0])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bodies)
def test_no_body_comes_to_say_anything_else(tools, body):
    mender, maker, _ = tools
    before = f"---\ntitle: a\n---\n{body}"

    after = mender.mend("ban-tin/2026/a.md", before).text

    clean = mender.mend("ban-tin/2026/a.md", after)
    assert clean.text == after
    made = [
        maker.make(Draft("ban-tin/2026/a.md", "", frontmatter.split(text, "").body, 1))[0]
        for text in (normalise(before)[0], after)  # as a build reads them
    ]
    assert plain(made[0].text) == plain(made[1].text)


def dates_right(value):
    day, _, rest = value.partition("/2026")
    return f"2026-{'-'.join(f'{int(p):02}' for p in reversed(day.split('/')))}{rest}"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headers)
def test_no_front_matter_comes_to_say_anything_else(tools, header):
    mender, _, reader = tools
    before = f"---\n{header}---\nChữ.\n"

    after = mender.mend("ban-tin/2026/a.md", before).text

    old, new = decoded(normalise(before)[0]), decoded(after)  # as a build reads them
    if old is not None and old.is_read and isinstance(old.data, dict):
        assert new.is_read
        assert old.data.keys() == new.data.keys()
        for key, value in old.data.items():
            if isinstance(value, str) and "/2026" in value and new.data[key] != value:
                assert new.data[key].startswith(dates_right(value)[:10])
            elif key in ("title", "summary") and isinstance(value, str):
                assert new.data[key] in (value, mend(value)[0])
            else:
                assert new.data[key] == value
    told = reader.read_source(Source("ban-tin/2026/a.md", normalise(before)[0]), []).problems
    left = reader.read_source(Source("ban-tin/2026/a.md", after), []).problems
    if old is not None and old.is_read:
        assert {p.code for p in left} <= {p.code for p in told} | {"date.impossible", "day.format"}


@given(st.binary(max_size=60), st.text(max_size=20))
def test_bytes_come_back_as_they_were(data, text):
    for one in (data, text.encode()):
        written = take_apart(one)
        if written is not None:
            assert written.encode(written.text) == one.removeprefix(b"\xef\xbb\xbf")


def test_a_file_that_changed_meanwhile_is_left(site, monkeypatch, capsys):
    sample = site({"content/ban-tin/2026/mot.md": page("Chữ\u200b.\n")})
    file = sample.root / "content/ban-tin/2026/mot.md"
    fixing = sys.modules["generator.commands.fixing"]
    carry_out = fixing.carry_out

    def meanwhile(changes, folder):
        file.write_text(page("Người khác vừa sửa.\n"), "utf-8")
        return carry_out(changes, folder)

    monkeypatch.setattr(fixing, "carry_out", meanwhile)
    sample.run("check", "--jobs", "1", "--fix")

    assert "Người khác vừa sửa." in file.read_text("utf-8")
    assert "tệp vừa bị thay đổi" in capsys.readouterr().out
    assert os.listdir(file.parent) == ["mot.md"]


def test_a_file_that_was_named_is_looked_at_under_its_new_name(site, capsys):
    sample = site({"content/ban-tin/2026/Hop_Khan.md": page("Chữ.\n", "title: T\n")})

    assert sample.run("check", "--fix", "content/ban-tin/2026/Hop_Khan.md") == 1

    assert "content/ban-tin/2026/hop-khan.md:1:1: lỗi [field.missing]" in capsys.readouterr().out


def test_the_archive_is_gone_through_once_however_many_files_are_renamed(site):
    class Counted(tuple):
        __slots__ = ()
        times = 0

        def __iter__(self):
            Counted.times += 1
            return super().__iter__()

    names = [f"content/ban-tin/2026/Tin So {number}.md" for number in range(6)]
    found = site(dict.fromkeys(names, "+++\n+++\n")).gather().catalog
    catalog = replace(found, articles=Counted(found.articles))

    proposal = Road(catalog, (), NOW).propose(lambda _: True)

    assert len(proposal.changes) == len(names)
    assert Counted.times == 1
