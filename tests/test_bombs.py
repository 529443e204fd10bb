"""Files made to keep the program busy or fill its memory: each is told in words, and soon."""

from __future__ import annotations

import contextlib
import io
import os
import resource
import signal
import stat
import subprocess
import sys
from typing import NamedTuple

import pytest
from papers import png
from PIL import Image
from sitemaker import UNITS, make_site, places, render

from generator.catalog import bounds
from generator.catalog.manuscript import Manuscript
from generator.catalog.markdown import Converter
from generator.checks import LANGUAGE_RULES
from generator.model.units import DEPTH_LIMIT
from generator.reading import frontmatter

# Processor time after which a test gives up: what takes a hundredth of it today has a fault then.
SECONDS = 8
MEGABYTES = 400
ITEM = "content/ban-tin/2026/bom.md"
N = 50_000
# Endings that the report has for what is refused.
MANY, TANGLED, DEEP = {"body.too-many"}, {"body.too-tangled"}, {"body.too-deep"}


@contextlib.contextmanager
def in_time():
    """Raise in whatever is still at work when the time is over."""

    def give_up(*_):
        raise TimeoutError

    before, peak = signal.signal(signal.SIGPROF, give_up), memory()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    assert memory() - peak < MEGABYTES


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def codes(sample):
    with in_time():
        problems = sample.check()
        for language in ("vi", "en"):
            assert len(render(problems, language, sample.root)) < 2_000_000
    return {problem.code for problem in problems}


BODIES = {
    "[": ("[" * N, MANY),
    "![": ("![" * N, MANY),
    "[](": ("[](" * N, MANY),
    "[^": ("[^" * N, MANY),
    "[ within bounds": ("[" * 1_200, set()),
    "[ beyond bounds": ("[" * 2_900, TANGLED),
    "*": ("*" * N, set()),
    "_": ("_" * N, set()),
    "`": ("`" * N, TANGLED),
    "*a_b": ("*a_b" * N, TANGLED),
    "**a *b": ("**a *b " * N, TANGLED),
    "`a``b": ("`a``b " * N, TANGLED),
    "&": ("&" * N, TANGLED),
    "<": ("<" * N, MANY),
    "<a": ("<a" * 2_000, MANY),
    "<a per paragraph": ("<a\n\n" * 2_000, MANY),
    "<http://": ("<http://" * 2_000, MANY),
    "<b> nested": ("a " + "<b>" * 9_000, TANGLED),
    "<div> nested": ("<div>" * 9_000, set()),
    "tags": ('<p id="a">a</p>\n' * 6_000, MANY),
    "links": ("[a](b.md) " * 10_000, MANY),
    "links one by one": ("".join(f"[a](b{n}.md)\n\n" for n in range(10_000)), MANY),
    "links within bounds": ("".join(f"[a](http://b/{n})\n\n" for n in range(2_900)), set()),
    "nested links": ("[" * 1_400 + "a" + "](b)" * 1_400, TANGLED),
    "headings": ("## Đề mục\n" * 10_000, MANY),
    "headings within bounds": ("## Đề mục\n\n" * 900, set()),
    "underlined headings": ("a\n---\n" * 50_000, TANGLED),
    "quotes": ("> " * 5_000 + "a", DEEP),
    "lists": ("- " * 5_000 + "a", DEEP),
    "lists in lines": ("\n".join(" " * 4 * n + "- a" for n in range(400)), DEEP | TANGLED),
    "notes": ("\n".join(" " * 4 * n + "!!! note\n" for n in range(300)), DEEP | TANGLED),
    "list of lines": ("- a\n" * 60_000, TANGLED),
    "lines of rules": ("***\n" * 50_000, TANGLED),
    "definitions": ("[a]: http://b\n" * 2_900, set()),
    "table of columns": ("|" + "a|" * 10_000 + "\n|" + "-|" * 10_000, MANY),
    "table of rows": ("|a|b|\n|-|-|\n" + "|c|d|\n" * 10_000, MANY),
    "table within bounds": ("|a|b|c|\n|-|-|-|\n" + "|c|d|e|\n" * 4_500, set()),
    "one wide row": ("|" + "a|" * 6_000 + "\n|" + "-|" * 6_000 + "\n", set()),
    "footnotes": ("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(5_000)), MANY),
    "references to one footnote": ("a[^1]\n\n" * 2_000 + "[^1]: b", MANY),
    "terms": ("".join(f"*[A{n}]: b\n" for n in range(5_000)), MANY),
    "one term": ("*[A]: b\n\n" + "A " * 30_000, MANY),
    "attributes": ("a {: " * N, MANY),
    "many classes": ("a {: " + ".b " * 300_000 + "}", set()),
    "fences": ("```\n" * 10_000, MANY),
    "growing fences": ("\n".join("`" * n for n in range(3, 1_500)), MANY),
    "empty lines": ("\n" * 400_000 + "a", TANGLED),
    "paragraphs": ("a\n\n" * 60_000, TANGLED),
    "paragraphs within bounds": ("a\n\n" * 20_000, set()),
    "one line": ("a" * 400_000, set()),
    "one paragraph": ("công đoàn " * 40_000, set()),
    "zero-width": ("\u200b" * 100_000 + "a", {"text.stray-character", "text.more-strays"}),
    "controls": ("\x01" * 400_000 + "a", {"text.stray-character", "text.more-strays"}),
    "marks upon marks": (
        "a" + "\u0323\u0301" * 400_000,
        {"text.stray-character", "language.decomposed"},
    ),
    "long address": ("[a](" + "../" * 100_000 + ")", {"file.outside"}),
    "forbidden": ("[a](javascript:x) " * 900, {"link.forbidden"}),
    "an old encoding": ("C«ng ®oµn viªn " * 14_000, {"language.old-encoding"}),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_worked_through_or_refused(site, name):
    body, expected = BODIES[name]
    found = codes(site({ITEM: "+++\n+++\n" + body}))

    assert found <= expected
    assert bool(found) == bool(expected)


def test_a_standing_page_that_is_refused_is_not_read_closely(site):
    text = "# Trang\n\nViệc của của ai.\n\n"
    assert codes(site({"content/gioi-thieu.md": text})) == {"language.doubled"}
    assert codes(site({"content/gioi-thieu.md": text + '<img alt="' * N})) == MANY


@pytest.mark.parametrize(
    "text", ['<img alt="' * 2 * N, "<a " * N, "{: " * N, "C«ng ®oµn viªn " * N]
)
def test_the_rules_of_wording_go_through_any_text_in_time(text):
    manuscript = Manuscript("a.md", "content/a.md", text, text, 1)

    with in_time():
        for rule in LANGUAGE_RULES:
            list(rule(manuscript))


def test_what_is_too_much_is_told_where_it_begins(site):
    text = "+++\n+++\nMột.\n\n" + "## Mục\n\nHai.\n\n" * 1_001
    assert places(site({ITEM: text}).check()) == [(ITEM, 9, "body.too-many")]

    text = "+++\n+++\nMột.\n\nHai *ba* " + "*a_b " * 3_000
    assert places(site({ITEM: text}).check()) == [(ITEM, 9, "body.too-tangled")]


@pytest.mark.parametrize(
    "refused", ["*a_b " * 3_000, "- " * 500 + "a", "[" * 2_900, "a\n\n" * 50_000]
)
def test_a_body_after_one_that_was_refused_is_what_it_would_be(refused):
    after = "- a\n- b\n\nMột [x](http://a).\n\n> Hai\n"
    converter = Converter("{}")
    with pytest.raises(bounds.UnworkableError):
        converter.convert(refused)

    assert converter.convert(after) == Converter("{}").convert(after)


LIMIT = frontmatter.LIMIT - 1_000
HEADERS = {
    "laughs": (
        "a: &a [x,x]\n"
        + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(20)),
        {"yaml.alias"},
    ),
    "deep brackets": ("a: " + "[" * LIMIT + "\n", {"yaml.too-deep"}),
    "deep entries": ("a:\n  " + "- " * 5_000 + "b\n", {"yaml.too-deep"}),
    "deep lines": ("\n".join(" " * n + "a:" for n in range(400)) + "\n", {"yaml.too-deep"}),
    "keys": ("".join(f"k{n}: a\n" for n in range(9_000)), {"field.unknown"}),
    "one key": ("title: a\n" * 9_000, {"yaml.duplicate-key"}),
    "colons": ("k: a: b\n" * 9_000, {"yaml.colon"}),
    "colons in a line": ("title: " + "a: " * 30_000 + "\n", {"yaml.colon"}),
    "quotes": ('title: "' + '\\"' * (LIMIT // 2) + '"\n', {"text.too-long"}),
    "spaces": ("publish_at: 2026-11-20 " + " " * 90_000 + "x\n", {"date.format"}),
    "a long name": ("unit: " + "a" * 90_000 + "\n", {"text.too-long"}),
    "topics": ("topics: [" + "a, " * 30_000 + "a]\n", {"list.too-long"}),
    "marks": ('title: "a' + "\\u0323\\u0301" * 8_000 + '"\n', {"text.too-long"}),
    "a megabyte": ("k: " + "a" * 1_000_000 + "\n", {"front.too-long"}),
}


@pytest.mark.parametrize("name", HEADERS)
def test_front_matter_is_read_or_refused(site, name):
    header, expected = HEADERS[name]
    found = codes(site({ITEM: f"+++\n{header}+++\n"}))

    assert expected <= found


def test_ten_thousand_topics_are_read(site):
    topics = "".join(f"- {{id: t{n}, name: Chủ đề {n}}}\n" for n in range(10_000))

    assert codes(site({"content/data/topics.yml": topics})) == set()


def test_units_ten_thousand_deep_are_told_once(site):
    units = UNITS + "".join(
        f"- {{id: u{n}, name: Đơn vị {n}, short: U{n}, level: co-so, "
        f"parent: {f'u{n - 1}' if n else 'lien-doan'}}}\n"
        for n in range(10_000)
    )

    sample = site({"content/data/units.yml": units})
    assert codes(sample) == {"unit.too-deep"}
    # the root and its three are above
    assert places(sample.check()) == [
        ("content/data/units.yml", 4 + DEPTH_LIMIT - 1, "unit.too-deep")
    ]


def test_a_picture_that_claims_to_be_huge_is_refused_unopened(site):
    sample = site({ITEM: "+++\ncover: {image: to.png, alt: Ảnh to}\n+++\n"})
    sample.write({"content/ban-tin/2026/to.png": png(60_000, 60_000)})

    assert codes(sample) == {"picture.too-large"}


def test_a_photograph_of_fifty_million_points_is_read_with_little_memory(site):
    """The most that telephones take without being told to: 8160 by 6144 points."""
    found = look_alone(site, picture(8160, 6144, "JPEG", quality=90))

    assert found.problems == ["picture.heavy"]
    assert found.megabytes < 40


# What an ordinary program would make of a picture of each sort, at and beyond what is unpacked.
LARGE = {
    "progressive, colours of a quarter": ((8160, 6144, "JPEG"), {"progressive": True}, 200),
    "PNG": ((8160, 6144, "PNG"), {"compress_level": 1}, 240),
    "WebP": ((4080, 3072, "WEBP"), {"method": 0}, 240),
}
TOO_LARGE = {
    "phone of 108 million": ((12_000, 9_000, "JPEG"), {}),
    "progressive, full colours": ((8160, 6144, "JPEG"), {"progressive": True, "subsampling": 0}),
    "PNG": ((9_000, 6_000, "PNG"), {"compress_level": 1}),
    "WebP": ((5_000, 3_000, "WEBP"), {"method": 0}),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_what_a_large_picture_takes_is_as_reckoned(site, name):
    size, save, megabytes = LARGE[name]
    found = look_alone(site, picture(*size, **save))

    assert set(found.problems) <= {"picture.heavy"}
    assert found.megabytes < megabytes


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_picture_too_large_to_unpack_is_told_unopened(site, name):
    size, save = TOO_LARGE[name]
    found = look_alone(site, picture(*size, **save))

    assert found.problems == ["picture.too-large"]
    assert found.megabytes < 40


def test_a_jpeg_of_ten_thousand_scans_is_refused_and_one_with_a_film_after_it_is_not(site):
    data = picture(4_000, 3_000, "JPEG", progressive=True, mode="L")
    last = data[data.rfind(b"\xff\xda") : -2]
    film = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" * 10_000

    assert look_alone(site, data + film).problems == []
    assert look_alone(site, data[:-2] + last * 10_000 + b"\xff\xd9").problems == [
        "picture.too-large"
    ]


def test_a_jpeg_whose_layers_follow_one_another_takes_as_much_as_a_progressive_one(site):
    """Libraries gather all layers before they make a picture of them."""
    data = picture(9_400, 9_400, "JPEG", subsampling=0)
    at = data.index(b"\xff\xda")
    one = data[:at] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + data[at + 14 :]

    assert look_alone(site, one).problems == ["picture.too-large"]
    assert look_alone(site, data).problems == ["picture.heavy"]


class Looked(NamedTuple):
    problems: list[str]
    megabytes: float


def picture(width, height, form, *, mode="RGB", **save):
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, form, **save)
    return out.getvalue()


def look_alone(site, data):
    """Look at a picture in a process of its own; tell what is said and how far its memory grew."""
    ending = {b"\xff": "jpg", b"\x89": "png", b"R": "webp"}[data[:1]]
    sample = site({ITEM: f"+++\ncover: {{image: to.{ending}, alt: Ảnh to}}\n+++\n"})
    (sample.root / f"content/ban-tin/2026/to.{ending}").write_bytes(data)
    program = (
        "import re, sys; from pathlib import Path; from sitemaker import SampleSite\n"
        "from generator.reading import assets\n"
        "sample = SampleSite(Path(sys.argv[1]))\n"
        # not `ru_maxrss`, which begins with that of the process this one was made by
        "def peak():\n"
        "    told = Path('/proc/self/status').read_text()\n"
        "    return int(re.search(r'VmHWM:\\s+(\\d+)', told)[1])\n"
        "before = peak()\n"
        "assets.read_asset(sample.root / 'content', sys.argv[2], 'x'); print(peak() - before)\n"
        "print(*[one.code for one in sample.check()])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, sample.root, f"ban-tin/2026/to.{ending}"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    kilobytes, told = done.stdout.split("\n")[:2]
    return Looked(told.split(), float(kilobytes) / 1000)


def test_a_film_of_a_million_pictures_is_looked_at_once(site):
    sample = site({ITEM: "+++\ncover: {image: phim.gif, alt: Một cuốn phim}\n+++\n"})
    file = sample.root / "content/ban-tin/2026/phim.gif"
    frames = [Image.new("P", (40, 40), n) for n in range(2)]
    frames[0].save(file, save_all=True, append_images=frames[1:])
    data = file.read_bytes()
    frame = data[data.rfind(b",") : -1]
    file.write_bytes(data[:-1] + frame * (20_000_000 // len(frame)) + b";")

    assert codes(sample) == {"picture.heavy", "privacy.too-large"}


def test_pipes_and_devices_are_never_opened(site):
    sample = site({ITEM: "+++\n+++\n[a](ong.pdf)\n"})
    content = sample.root / "content"
    pipes = ("ong.md", "ban-tin/2026/ong.md", "ban-tin/2026/ong.pdf", "data/channels.yml")
    for name in pipes:
        os.mkfifo(content / name)
    (content / "vong.md").symlink_to("vong.md")
    (content / "toi-ong.md").symlink_to("ong.md")

    with in_time():
        found = places(sample.check())
    assert {(f"content/{name}", 0, "file.special") for name in (*pipes, "toi-ong.md")} <= set(found)
    assert ("content/vong.md", 0, "file.unreadable") in found
    assert sample.build() == 1


def test_mkdocs_alone_does_not_wait_for_a_pipe(site):
    sample = site({ITEM: "+++\n+++\n"})
    os.mkfifo(sample.root / "content/ong.md")
    assert stat.S_ISFIFO((sample.root / "content/ong.md").stat().st_mode)

    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", sample.root / "mkdocs.yml"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "content/ong.md" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["a\n::error::b.md", "a\x1b[31m.md", "a\u202eb.jpg", "a\rb.md"])
def test_a_name_with_hidden_characters_is_told_and_cannot_act(tmp_path, name):
    sample = make_site(tmp_path, {f"content/ban-tin/2026/{name}": b"x"})
    problems = sample.check()

    assert [problem.code for problem in problems] == ["file.name"]
    assert problems[0].span.path.isprintable()


def test_names_that_differ_in_capitals_alone_are_told(site):
    sample = site({ITEM: "+++\n+++\n", "content/a/Ảnh.jpg": "", "content/a/ảnh.jpg": ""})

    assert places(sample.check()) == [("content/a/ảnh.jpg", 0, "file.same-name")]


def test_names_longer_than_what_is_made_of_them_may_be_are_told(site):
    most, more = "a" * 176 + ".jpg", "a" * 177 + ".jpg"
    sample = site(
        {
            f"content/ban-tin/2026/{'b' * 177}.md": f"+++\ncover: {{image: {most}, alt: A}}\n+++\n",
            f"content/ban-tin/2026/{most}": "",
        }
    )
    assert {problem.code for problem in sample.check()} == {"url.long"}
    assert sample.build() == 0

    sample.write({f"content/ban-tin/2026/{more}": ""})
    assert places(sample.check())[0] == (f"content/ban-tin/2026/{more}", 0, "file.long-name")


def listed(count, form):
    return "".join(form.format(n) for n in range(count))


# The most that anyone may want of each thing in one body: the limit that allows it, and the text.
WRITTEN = {
    "lines of people with links": ("[", "- **Nguyễn Văn A{0}**, [CĐCS {0}](/don-vi/a/)\n", 2_000),
    "cells: 2,000 people in six columns": ("|", "|{0}|Nguyễn Văn A|*Kỹ sư*|CĐ|nam|1|\n", 2_000),
    "breaks within cells": ("<", "|{0}|Một<br>hai<br>ba|\n", 3_000),
    "footnotes": ("[^", "Câu{0}.[^{0}]\n\n[^{0}]: Nguồn.\n\n", 400),
    "terms": ("*[", "*[CĐ{0}]: công đoàn {0}\n", 150),
    "classes": ("{{", "Đoạn {0}.\n{{: .a}}\n\n", 700),
    "headings": ("\n#", "## Mục {0}\n\nMột.\n\n", 700),
    "fences": ("\n```", "```\n{0}\n```\n\n", 350),
    "fences of the other sort": ("\n~~~", "~~~\n{0}\n~~~\n\n", 350),
    "less than": ("OPEN_LIMIT", "Nhóm {0}: 5 < 6.\n\n", 150),
    "mentions of a term": ("TERM_LIMIT", "Số {0} của CĐCS.\n\n", 1_500),
    "levels": ("LEVELS_LIMIT", "{0}", 1),
    "paragraphs of a book": ("BLOCKS_LIMIT", "Đoạn {0} của cuốn sách.\n\n", 21_000),
    "marks in a paragraph": ("MARKS_LIMIT", "Theo [báo](http://a/{0}), *rất* `tốt`. ", 190),
}
HEADS = {
    "cells: 2,000 people in six columns": "|a|b|c|d|e|f|\n|-|-|-|-|-|-|\n",
    "breaks within cells": "|a|b|\n|-|-|\n",
    "mentions of a term": "*[CĐCS]: công đoàn cơ sở\n\n",
    "levels": "> " * 13 + "Lời trích.\n",
    "less than": "Một <b>hai</b> và 3 < 4.\n\n",
}


def written(name):
    limit, form, count = WRITTEN[name]
    return limit.replace("{{", "{"), HEADS.get(name, "") + listed(count, form)


def refusal(text):
    """Return what is said of a body that is refused, None of one that is not."""
    try:
        Converter("{}").convert(text)
    except bounds.UnworkableError as reason:
        return reason.code
    return None


@pytest.mark.parametrize("name", WRITTEN)
def test_limits_leave_room_for_what_people_write(name):
    _, text = written(name)

    assert refusal(text) is None


@pytest.mark.parametrize("name", WRITTEN)
def test_a_limit_that_left_no_room_would_be_told_of(name, monkeypatch):
    """The texts above are near enough to each limit to see it lowered to a half."""
    limit, text = written(name)
    if limit in bounds.LIMITS:
        monkeypatch.setitem(bounds.LIMITS, limit, bounds.LIMITS[limit] // 2)
    else:
        monkeypatch.setattr(bounds, limit, getattr(bounds, limit) // 2)

    assert refusal(text) is not None


def test_every_limit_of_a_body_has_such_a_text():
    named = {name for name in vars(bounds) if name.endswith("_LIMIT") and name.isupper()}

    assert {written(name)[0] for name in WRITTEN} == {*bounds.LIMITS, *named}
