"""What knows nothing of bulletins: text, digests, files, spelling, the order of diagnostics."""

from __future__ import annotations

import difflib
import os
import random
import signal
import subprocess
import sys
import unicodedata
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.kernel import digest, files, spelling
from generator.kernel import text as kernel_text
from generator.kernel.diagnostics import (
    Severity,
    Span,
    error,
    has_errors,
    in_order,
    warning,
)
from generator.kernel.spelling import closest
from generator.kernel.text import (
    count_words,
    cut_at_word,
    fold,
    normalise,
    show_unwanted,
    slugify,
    strip_unwanted,
)
from generator.kernel.ways import circles, first_met

ROOT = Path(__file__).parents[1]
# The letters of Vietnamese that are not ASCII: 67 in each case.
BASES = {
    "a": "àáảãạăằắẳẵặâầấẩẫậ",
    "e": "èéẻẽẹêềếểễệ",
    "i": "ìíỉĩị",
    "o": "òóỏõọôồốổỗộơờớởỡợ",
    "u": "ùúủũụưừứửữự",
    "y": "ỳýỷỹỵ",
    "d": "đ",
}
LETTERS = [(letter, base) for base, lower in BASES.items() for letter in (*lower, *lower.upper())]


# --- text ---


def test_the_list_of_vietnamese_letters_is_whole():
    assert len({letter for letter, _ in LETTERS}) == 134


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_vietnamese_letter_becomes_its_ascii_base(form):
    found = {letter: slugify(unicodedata.normalize(form, letter)) for letter, _ in LETTERS}

    assert found == dict(LETTERS)


@pytest.mark.parametrize("look_alike", ["Ð", "ð", "Đ", "đ"])
def test_look_alikes_of_d_with_stroke_become_d(look_alike):
    assert slugify(f"{look_alike}oàn") == "doan"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Họp khẩn, ngày 5", "hop-khan-ngay-5"),
        ("  Đại hội — lần thứ X!  ", "dai-hoi-lan-thu-x"),
        ("CĐCS & người lao động", "cdcs-nguoi-lao-dong"),
        ("…", "muc"),
        ("工会", "muc"),
        ("", "muc"),
        ("ﬁ Straße", "fi-strasse"),
    ],
)
def test_a_slug_is_ascii_words_joined_by_hyphens(text, slug):
    assert slugify(text) == slug
    assert slugify(text, "_") == slug.replace("-", "_")


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_makes_a_slug_of_the_allowed_form(text):
    slug = slugify(text)

    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug
    assert slug.strip("-") == slug
    assert slugify(slug) == slug


def test_folding_drops_accents_and_case_and_nothing_else():
    assert fold("Công Đoàn ĐIỆN LỰC, 2026") == "cong doan dien luc, 2026"
    assert fold("co\u0302ng") == fold("công")


def test_words_are_counted_as_syllables():
    assert count_words("  Công đoàn\n cơ sở ") == 4
    assert count_words("") == 0


@pytest.mark.parametrize(
    ("limit", "short"),
    [
        (20, "Họp mặt cuối năm"),
        (16, "Họp mặt cuối năm"),
        (15, "Họp mặt cuối…"),
        (13, "Họp mặt cuối…"),
        (12, "Họp mặt…"),
        (5, "Họp…"),
        (4, "Họp…"),
        (2, "H…"),
        (1, "…"),
    ],
)
def test_a_long_text_is_cut_at_a_word(limit, short):
    assert cut_at_word("Họp mặt  cuối\nnăm", limit) == short


def test_a_cut_text_does_not_end_in_a_comma_or_dash():
    assert cut_at_word("Họp, mặt", 6) == "Họp…"
    assert cut_at_word("Họp – mặt", 7) == "Họp…"


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(1, 40))
def test_a_cut_text_keeps_its_limit_and_its_beginning(text, limit):
    short = cut_at_word(text, limit)

    assert len(short) <= limit
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


def test_normal_form_line_ends_and_strays_are_put_right_in_one_go():
    clean, strays = normalise("a\r\nHo\u0323\u200bp\rb\u2028c\x07")

    assert clean == "a\nHọp\nb c"
    assert [(s.line, s.column, s.name) for s in strays] == [(2, 3, "U+200B"), (3, 4, "U+0007")]


def test_a_stray_is_told_at_its_place_in_the_clean_text():
    """That is what a report shows and underlines: what is gone takes no room in it."""
    clean, strays = normalise("\u200b\u200bĐo\u0300àn\u200b viên\u200b\nab\u200bc\n\n\u200b\u200bd")

    assert clean == "Đòàn viên\nabc\n\nd"
    found = [(s.line, s.column) for s in strays]
    assert found == [(1, 1), (1, 1), (1, 5), (1, 10), (2, 3), (4, 1), (4, 1)]


def test_marks_beyond_thirty_on_a_letter_are_told_where_they_were_dropped():
    text = "ab" + "\u0323" * 30 + "\u0301" * 9_000 + "c" + "\u0323" * 12_000 + "d"
    clean, strays = normalise(text)

    at = clean.index("c")
    assert [(s.line, s.column, s.name) for s in strays] == [
        (1, at + 1, "U+0301"),
        (1, clean.index("d") + 1, "U+0323"),
    ]


def test_an_accent_parted_from_its_letter_is_joined_to_it_again():
    assert strip_unwanted("o\u200b\u0323") == "ọ"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_clean_text_is_composed_and_stays_as_it_is(text):
    clean = strip_unwanted(text)

    assert unicodedata.is_normalized("NFC", clean)
    assert normalise(clean) == (clean, [])
    assert not set(clean) & set("\r\x00\x07\x1b\u200b\u202e\u2028\ufeff\x85")


def test_unwanted_characters_are_shown_and_never_sent_to_a_terminal():
    assert (
        show_unwanted("Ho\u0323p\x1b[31m\u202eb\u200bc\u2028d") == "Họp\ufffd[31m\ufffdb\ufffdc d"
    )


# --- digests ---


def test_a_digest_counts_the_borders_between_parts():
    assert digest.of_bytes(b"ab", b"c") != digest.of_bytes(b"a", b"bc")
    assert digest.of_bytes(b"", b"") != digest.of_bytes(b"")
    assert len(digest.of_bytes()) == 32


# --- files ---


def test_a_file_is_written_with_its_folders_and_readable_by_a_web_server(tmp_path):
    path = tmp_path / "a/b/c.html"

    files.write_atomically(path, b"moi")

    assert path.read_bytes() == b"moi"
    assert path.stat().st_mode & 0o444 == 0o444
    assert [p.name for p in path.parent.iterdir()] == ["c.html"]


@pytest.mark.parametrize("reason", [OSError("full"), KeyboardInterrupt()])
def test_a_write_that_fails_halfway_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch, reason):
    path = tmp_path / "a.html"
    path.write_bytes(b"cu")

    def write_half(beside, data):
        beside.write_bytes(data[:1])
        raise reason

    monkeypatch.setattr(files, "write", write_half)
    with pytest.raises(type(reason)):
        files.write_atomically(path, b"moi")

    assert path.read_bytes() == b"cu"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("reason", [OSError("busy"), KeyboardInterrupt()])
def test_a_rename_that_fails_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch, reason):
    path = tmp_path / "a.html"
    path.write_bytes(b"cu")

    def fail(*_):
        raise reason

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(type(reason)):
        files.write_atomically(path, b"moi")

    assert path.read_bytes() == b"cu"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_process_killed_while_it_writes_leaves_the_old_file_whole(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(b"cu")
    program = (
        "import os, signal\n"
        "from pathlib import Path\n"
        "from generator.kernel import files\n"
        "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"files.write_atomically(Path({str(path)!r}), b'moi' * 1000)\n"
    )

    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"cu"


def test_walking_goes_by_name_passes_dots_over_and_follows_no_link(tmp_path):
    for name in ("b/2.md", "b/1.md", "a.md", ".an/x.md", "c/.y.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "d").symlink_to(tmp_path / "b", target_is_directory=True)

    found = [path for path, _ in files.scan(tmp_path)]

    assert found == ["a.md", "b/1.md", "b/2.md", "d"]


def test_a_path_is_inside_by_where_it_leads(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "ngoai").write_text("x")
    (tmp_path / "in/link").symlink_to(tmp_path / "ngoai")
    (tmp_path / "in/vong").symlink_to("vong")

    assert files.is_inside(tmp_path / "in/a", tmp_path / "in")
    assert files.is_inside(tmp_path / "in/vong", tmp_path / "in")
    assert not files.is_inside(tmp_path / "in/link", tmp_path / "in")
    assert not files.is_inside(tmp_path / "in/../b", tmp_path / "in")
    assert not files.is_inside(tmp_path / "inner", tmp_path / "in")


# --- did you mean ---


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("cd-dein-luc", "cd-dien-luc"),
        ("CĐ-Điện-Lực", "cd-dien-luc"),
        ("an toàn lao động", "an-toan-lao-dong"),
        ("phucloi", "phuc-loi"),
        ("xyz", None),
        ("", None),
    ],
)
def test_the_nearest_known_word_is_found_accents_aside(word, guess):
    assert closest(word, ["cd-dien-luc", "cd-duong-sat", "an-toan-lao-dong", "phuc-loi"]) == guess


def test_a_common_folder_makes_two_names_no_likelier():
    known = ["ban-tin/2026/hop-mat.md", "ban-tin/2025/trung-thu.md"]

    assert closest("ban-tin/2026/trung-thu.md", known) == "ban-tin/2025/trung-thu.md"
    assert closest("ban-tin/2026/quyet-toan.md", known) is None


def test_the_guess_does_not_hang_on_the_order_of_the_known_words():
    known = ["an-toan", "an-toam", "an-toaN", "An-toan"]

    assert len({closest("an-toa", order) for order in permutations(known)}) == 1
    assert closest("x", []) is None


def test_of_ten_thousand_like_ids_few_are_weighed_and_the_right_one_is_found(monkeypatch):
    """Weighing all of them takes seconds for one guess, and a report may hold hundreds."""
    chance = random.Random(20261120)
    syllables = ["hop", "mat", "cuoi", "nam", "cong", "doan", "dien", "luc", "tet", "an", "toan"]
    known = ["-".join(chance.choices(syllables, k=12)) for _ in range(10_000)]
    weighed = []

    def weigh(word, candidates, **limits):
        weighed.append(len(candidates))
        return difflib.get_close_matches(word, candidates, **limits)

    stub = SimpleNamespace(get_close_matches=weigh, SequenceMatcher=difflib.SequenceMatcher)
    monkeypatch.setattr(spelling, "difflib", stub)

    for meant in known[::1000]:
        assert closest(meant.replace("o", "0", 1)[:-2], known) == meant
    assert max(weighed) <= 100


# --- diagnostics ---


def test_diagnostics_are_sorted_by_place_then_code_and_told_once():
    first, second = Span("a", 2), Span("a", 10)
    found = [
        warning("z.z", second),
        error("b.b", second, x=2),
        error("b.b", second, x=1),
        error("z.z", first),
        error("z.z", first),
        error("a.a", Span("b")),
    ]

    for order in permutations(found):
        assert [(d.span.path, d.span.line, d.code, d.params) for d in in_order(order)] == [
            ("a", 2, "z.z", ()),
            ("a", 10, "b.b", (("x", "1"),)),
            ("a", 10, "b.b", (("x", "2"),)),
            ("a", 10, "z.z", ()),
            ("b", 0, "a.a", ()),
        ]


def test_only_errors_stop_publication():
    assert not has_errors([warning("a.a", Span("a"))])
    assert has_errors([warning("a.a", Span("a")), error("a.a", Span("a"))])
    assert not has_errors([])
    assert [str(severity) for severity in Severity] == ["error", "warning", "note"]


def test_nothing_unwanted_is_printable():
    """The short way of `normalise` rests on it."""
    every = map(chr, range(sys.maxunicode + 1))
    both = [
        c
        for c in every
        if c.isprintable() and (kernel_text._UNWANTED.match(c) or kernel_text._SEPARATORS.match(c))
    ]

    assert both == []


# --- ways ---


@pytest.mark.parametrize(
    ("following", "found"),
    [
        ({}, []),
        ({"a": None, "b": "a", "c": "gone"}, []),
        ({"a": "a"}, [("a",)]),
        ({"a": "b", "b": "c", "c": "b"}, [("b", "c")]),
        ({"x": "a", "a": "b", "b": "a", "c": "d", "d": "c", "y": "x"}, [("a", "b"), ("c", "d")]),
    ],
)
def test_a_circle_is_found_without_the_ways_that_lead_into_it(following, found):
    assert circles(following) == found


class Counted(dict):
    """Counts what is looked up."""

    looked_up = 0

    def __getitem__(self, name):
        self.looked_up += 1
        return super().__getitem__(name)


def test_a_long_way_is_gone_once():
    ways = [Counted({str(n): str(n + step) for n in range(50_000)}) for step in (1, -1)]

    for way in ways:
        assert circles(way) == []
        assert len(first_met(way, {"50000", "-1"})) == len(way)
        assert way.looked_up == 2 * len(way)


names = st.sampled_from("abcdefgh")


@given(st.dictionaries(names, names), st.sets(names))
def test_the_first_that_is_met_is_the_first_on_the_way(following, wanted):
    def walked(name):
        passed = set()
        while name in following and name not in passed:
            passed.add(name)
            name = following[name]
            if name in wanted:
                return name
        return None

    assert first_met(following, wanted) == {
        name: walked(name) for name in following if walked(name) is not None
    }
