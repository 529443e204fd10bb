"""What must be approved goes out approved; before that it is seen in a preview, marked as such."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from sitemaker import CONFIG, NOW, ROOT, make_site, places, render, tree

from generator.build import manifest as manifests

RULE = CONFIG + "      approval: {required: [urgent, spotlight], since: 2026-11-01}\n"
NOTICE = "content/khan/2026/bao.md"
URGENT = "level: hoa-toc\nexpires_at: 2026-12-01\n"
AUTHORS = """\
- {id: ban-tuyen-giao, name: "Ban Tuyên giáo"}
- {id: chu-tich, name: "Chủ tịch", approves: true}
- {id: pho-chu-tich, name: "Phó Chủ tịch", approves: true}
"""


def notice(more="", words="Nội dung thử."):
    return f'+++\ntitle: "Baovaobo"\n{URGENT}{more}+++\n{words}\n'


def made(site, more="", **others):
    return site(
        {"mkdocs.yml": RULE, "content/data/authors.yml": AUTHORS, NOTICE: notice(more), **others}
    )


# --- the rule ---


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", ["approval.missing"]),
        ("approved_by: chu-tich\n", []),
        ("authors: [chu-tich, ban-tuyen-giao]\napproved_by: chu-tich\n", []),
        ("authors: [chu-tich]\napproved_by: chu-tich\n", ["approval.own-work"]),
        ("authors: [chu-tich]\napproved_by: pho-chu-tich\n", []),
        ("approved_by: ban-tuyen-giao\n", ["approval.no-right"]),
        ("draft: true\n", []),
        ("publish_at: 2026-11-25\n", ["approval.missing"]),
        ("publish_at: 2026-11-01 00:00\n", ["approval.missing"]),
        ("publish_at: 2026-10-31 23:59\n", []),
    ],
)
def test_what_must_be_approved_is_approved_by_another(site, more, codes):
    sample = made(site, more)

    assert [code for _, _, code in places(sample.check())] == codes
    assert sample.gather().is_publishable is (codes == [])


def test_other_kinds_need_none_and_nothing_does_unless_it_is_asked(site):
    news = {"content/ban-tin/2026/a.md": "+++\n+++\n"}
    assert made(site, "approved_by: chu-tich\n", **news).check() == []
    assert site({"mkdocs.yml": CONFIG, NOTICE: notice()}).check() == []
    own = notice("authors: [chu-tich]\napproved_by: chu-tich\n")
    assert site({"mkdocs.yml": CONFIG, NOTICE: own}).check() == []


def test_who_may_approve_is_told(site):
    assert "chu-tich, pho-chu-tich" in render(made(site).check())


def test_a_kind_that_is_none_is_told_where_it_stands(site, capsys):
    wrong = CONFIG + "      approval: {required: [khan]}\n"
    sample = site({"content/a.md": "# A\n"})
    (sample.root / "mkdocs.yml").write_text(wrong, "utf-8")

    assert sample.build() == 2
    assert "field.choice" in capsys.readouterr().err


def test_nothing_goes_out_while_an_approval_is_missing(site, capsys):
    sample = made(site, "approved_by: chu-tich\n")
    assert sample.build("-q") == 0
    before = sample.built()

    sample.write({NOTICE: notice(words="Chữ mới.")})
    assert sample.build("-q") == 1
    assert sample.run("check") == 1
    assert sample.run("share", "khan/2026/bao") == 1
    assert "approval.missing" in capsys.readouterr().err
    assert sample.built() == before


# --- the preview ---


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    sample = make_site(
        tmp_path_factory.mktemp("xem-truoc"),
        {
            "mkdocs.yml": RULE,
            "content/data/authors.yml": AUTHORS,
            NOTICE: notice(
                "topics: [an-toan]\ncorrections: [{at: 2026-11-20 10:00, note: Suachua}]\n"
            ),
            "content/khan/2026/tu-duyet.md": notice("authors: [chu-tich]\napproved_by: chu-tich\n"),
            "content/khan/2026/xong.md": f"+++\n{URGENT}approved_by: chu-tich\n+++\n",
            "content/ban-tin/2026/tin.md": "+++\n+++\n",
            "content/gioi-thieu.md": "# Về chúng tôi\n",
        },
    )
    assert sample.build("-q", "--preview") == 0
    yield sample
    sample.open.close()


def test_a_preview_shows_the_item_under_a_mark(preview):
    page = preview.read("khan/2026/bao/index.html")

    mark = '<p class="unapproved" role="note" data-mark="CHƯA DUYỆT"><strong>CHƯA DUYỆT</strong>'
    assert mark in page
    assert mark in preview.read("khan/2026/tu-duyet/index.html")
    assert page.index('class="unapproved"') < page.index("<h1>")
    assert "CHƯA DUYỆT" in preview.read("khan/index.html")
    assert "CHƯA DUYỆT" not in preview.read("khan/2026/xong/index.html")


def test_every_page_of_a_preview_says_that_it_is_one(preview):
    pages = [p for p in preview.built() if p.endswith("index.html") or p == "404.html"]
    assert {"index.html", "gioi-thieu/index.html", "khan/2026/xong/index.html"} <= set(pages)

    for path in pages:
        page = preview.read(path)
        if 'http-equiv="refresh"' not in page:
            assert '<meta name="bantin-preview"' in page, path
            assert page.count('<meta name="robots" content="noindex">') == 1, path
    assert preview.read("robots.txt") == "User-agent: *\nDisallow: /\n"
    assert "không phải trang chính thức" in preview.read("ban-xem-truoc.txt")


def test_what_goes_out_to_programs_has_nothing_of_it(preview):
    for path, data in preview.built().items():
        if path.endswith((".xml", ".json", ".opml", ".txt")):
            assert b"Baovaobo" not in data, path
            assert b"Suachua" not in data, path
            assert b"khan/2026/bao" not in data, path
    built = preview.built()
    assert "khan/2026/bao/share.json" not in built
    assert "khan/2026/bao/qr.png" not in built
    assert "khan/2026/xong/share.json" in built
    page = preview.read("khan/2026/bao/index.html")
    assert 'class="share"' not in page
    assert 'class="sheet"' not in page
    assert "Thẻ chia sẻ: Thông báo khẩn" in page  # its kind's card, which names nothing
    assert "application/ld+json" not in page


def test_a_preview_is_neither_published_nor_announced(preview, tmp_path, capsys):
    place = str(tmp_path / "noi-dang")

    assert preview.run("publish", place) == 2
    assert "--preview" in capsys.readouterr().err
    assert preview.run("announce", "--to", "stdout", "--now", NOW.isoformat()) == 2
    assert "--preview" in capsys.readouterr().err
    assert not (tmp_path / "noi-dang").exists()


@pytest.mark.parametrize("place", ["ssh://may.invalid/srv/trang", "rclone:xa:trang"])
def test_a_preview_goes_to_no_other_machine_either(preview, capsys, monkeypatch, place):
    monkeypatch.setenv("PATH", "")  # no program could be asked

    assert preview.run("publish", place) == 2
    assert "--preview" in capsys.readouterr().err


@pytest.mark.parametrize("left", ["ban-xem-truoc.txt", "index.html"])
def test_either_mark_of_a_preview_is_enough_to_refuse_it(preview, tmp_path, capsys, left):
    copy = tmp_path / "ban-chep"
    shutil.copytree(preview.root / "site", copy)
    if left == "index.html":
        (copy / "ban-xem-truoc.txt").unlink()
    else:
        (copy / "index.html").write_text("<!doctype html>\n")

    assert preview.run("publish", str(tmp_path / "noi-dang"), "--site-dir", str(copy)) == 2
    assert "--preview" in capsys.readouterr().err


def test_check_has_a_preview_too(preview, capsys):
    assert preview.run("check", "--preview", "--now", NOW.isoformat()) == 0
    told = capsys.readouterr().out
    assert "cảnh báo [approval.missing]" in told
    assert preview.run("check", "--now", NOW.isoformat()) == 1


def test_the_site_built_after_a_preview_is_as_if_there_had_been_none(site, tmp_path):
    files = {"mkdocs.yml": RULE, "content/data/authors.yml": AUTHORS}
    tin = {"content/ban-tin/2026/tin.md": '+++\ntitle: "Tin"\n+++\n'}
    sample = site({**files, **tin})
    assert sample.build("-q") == 0
    sample.write({NOTICE: notice(), "content/ban-tin/2026/tin.md": '+++\ntitle: "Tan"\n+++\n'})
    assert sample.build("-q", "--preview") == 0
    assert sample.build("-q") == 1
    (sample.root / NOTICE).unlink()  # it was never approved; nobody holds its address
    sample.write(tin)
    assert sample.build("-q") == 0

    clean = make_site(tmp_path / "sach", {**files, **tin})
    assert clean.build("-q", "--no-cache") == 0
    assert sample.built() == clean.built()


def test_preview_and_site_follow_each_other_as_if_each_were_built_alone(site, tmp_path):
    files = {
        "mkdocs.yml": RULE,
        "content/data/authors.yml": AUTHORS,
        NOTICE: notice("approved_by: chu-tich\ncover: {image: anh.jpg, alt: A}\n"),
        "content/khan/2026/anh.jpg": "",
        "content/ban-tin/2026/tin.md": "+++\n+++\n",
        "content/gioi-thieu.md": "# Về chúng tôi\n\n[Bão](khan/2026/bao.md)\n",
    }
    sample, clean = site(files), make_site(tmp_path / "sach", files)
    sample.build("-q")
    real = sample.built()
    sample.build("-q", "--preview")
    clean.build("-q", "--preview")
    assert sample.built() == clean.built()
    sample.build("-q")
    assert sample.built() == real

    mended = {NOTICE: notice(words="Chữ mới.")}
    approved = {NOTICE: notice("approved_by: pho-chu-tich\n", "Chữ mới.")}
    assert sample.write(mended).build("-q", "--preview") == 0
    assert sample.write(approved).build("-q") == 0
    after = make_site(tmp_path / "khong-xem-truoc", files)
    after.build("-q")
    after.write(approved).build("-q")
    assert sample.built() == after.built()


def test_a_preview_remembers_what_was_published_before_it(site):
    sample = made(site, "approved_by: chu-tich\n")
    sample.build("-q")
    (sample.root / NOTICE).unlink()

    assert sample.build("-q", "--preview") == 1  # an address would be lost
    sample.write(
        {NOTICE: notice("approved_by: chu-tich\n"), "content/ban-tin/2026/a.md": "+++\n+++\n"}
    )
    sample.build("-q", "--preview")
    place = manifests.place_of(sample.memory, sample.root, sample.root / "site")
    told = manifests.load(place)
    assert told.preview
    assert set(told.addresses) == {"khan/2026/bao/"}
    assert sample.build("-q") == 0
    assert not manifests.load(place).preview


def test_a_notice_that_awaits_approval_replaces_nothing_in_force(preview):
    notices = json.loads(preview.read("khan/hieu-luc.json"))["notices"]

    assert [one["url"] for one in notices] == ["/khan/2026/xong/"]


def test_a_notice_that_awaits_approval_replaces_no_other_in_what_programs_read(site):
    files = {
        NOTICE: notice("supersedes: khan/2026/cu\n"),
        "content/khan/2026/cu.md": f"+++\n{URGENT}approved_by: chu-tich\n+++\n",
    }
    sample = site({"mkdocs.yml": RULE, "content/data/authors.yml": AUTHORS, **files})
    assert sample.build("-q", "--preview") == 0

    for path, data in sample.built().items():
        if path.endswith((".xml", ".json", ".opml", ".txt")):
            assert b"khan/2026/bao" not in data, path
    notices = json.loads(sample.read("khan/hieu-luc.json"))["notices"]
    assert [one["url"] for one in notices] == ["/khan/2026/cu/"]
    assert "Thay thế thông báo" in sample.read("khan/2026/bao/index.html")

    sample.write({NOTICE: notice("approved_by: chu-tich\nsupersedes: khan/2026/cu\n")})
    assert sample.build("-q", "--preview") == 0
    assert "khan/2026/bao" in sample.read("khan/2026/cu/share.json")


def test_the_approval_is_in_no_byte(site):
    named = AUTHORS.replace("chu-tich", "nguoi-duyet-bai").replace("Chủ tịch", "Nguoiduyet")
    sample = made(site, "approved_by: nguoi-duyet-bai\n", **{"content/data/authors.yml": named})
    sample.build("-q")

    for path, data in sample.built().items():
        assert b"nguoi-duyet-bai" not in data, path
        assert b"Nguoiduyet" not in data, path


# --- through MkDocs ---

# A server writes a script of its own into what it shows, which the policy would forbid.
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_MKDOCS = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config

command, file, folder = sys.argv[1:]
config = load_config(file, site_dir=folder)
config.plugins.on_startup(command=command, dirty=False)
build(config)
"""


def mkdocs(sample, folder, *, command):
    """Let MkDocs build the site as *command* does, in a process of its own: it keeps plug-ins."""
    return subprocess.run(
        [sys.executable, "-c", _MKDOCS, command, sample.root / "mkdocs.yml", folder],
        env={**os.environ, "BANTIN_NOW": NOW.isoformat()},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_mkdocs_build_refuses_and_mkdocs_serve_shows_the_same_preview(preview, tmp_path):
    refused = mkdocs(preview, tmp_path / "dang", command="build")
    assert refused.returncode == 1
    assert "approval.missing" in refused.stderr
    assert not (tmp_path / "dang").exists()

    shown = mkdocs(preview, tmp_path / "xem", command="serve")
    assert shown.returncode == 0, shown.stderr
    assert tree(tmp_path / "xem") == {
        path: _POLICY.sub(b"", data) for path, data in preview.built().items()
    }
