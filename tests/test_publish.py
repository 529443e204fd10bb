"""Publication: one whole site at every instant, whatever happens, on real servers."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from publishing import (
    PRELOADED,
    back,
    check_links,
    kill_again_and_again,
    make_something,
    put,
    served,
    whole_release,
    write_site,
)
from sitemaker import ROOT, tree

from generator import cli
from generator.commands import common
from generator.messages.words import LANGUAGES, Words
from generator.outputs.task import Stage
from generator.publish import destination, folder
from generator.publish import tree as trees
from generator.publish.faults import PublishError, WrongUsageError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed as POSIX kills them")

# --- reading the site ---


def test_what_is_hidden_and_what_a_link_leads_to_is_not_published(one, tmp_path):
    secret = tmp_path / "mat.txt"
    secret.write_text("mật")
    for path in (".git/config", ".env", "ban-tin/.nhap.html", ".well-known/security.txt"):
        (one / path).parent.mkdir(exist_ok=True)
        (one / path).write_text("x")
    (one / ".nojekyll").touch()
    (one / "mat.txt").symlink_to(secret)
    (one / "thu-muc").symlink_to(tmp_path, target_is_directory=True)

    paths = set(trees.read(one).digests)

    assert {".nojekyll", ".well-known/security.txt"} <= paths
    assert not paths & {".git/config", ".env", "ban-tin/.nhap.html", "mat.txt"}
    assert not any(path.startswith("thu-muc") for path in paths)


@pytest.mark.parametrize(
    ("path", "stage"),
    [
        ("assets/a.1a2b3c4d.css", Stage.ASSET),
        ("ban-tin/2026/x/anh.jpg", Stage.ASSET),
        (".nojekyll", Stage.ASSET),
        ("ban-tin/2026/x/index.html", Stage.PAGE),
        ("khan/2026/x/index.html", Stage.PAGE),
        ("404.html", Stage.PAGE),
        ("gioi-thieu/index.html", Stage.PAGE),
        ("index.html", Stage.LISTING),
        ("ban-tin/index.html", Stage.LISTING),
        ("ban-tin/trang/2/index.html", Stage.LISTING),
        ("trang/2/index.html", Stage.LISTING),
        ("don-vi/cd-dien/index.html", Stage.LISTING),
        ("chu-de/an-toan/trang/3/index.html", Stage.LISTING),
        ("phong-trao/index.html", Stage.LISTING),
        ("nam/2026/index.html", Stage.LISTING),
        ("rss.xml", Stage.FEED),
        ("ban-tin/atom.xml", Stage.FEED),
        ("robots.txt", Stage.FEED),
        ("_redirects", Stage.FEED),
        ("sw.js", Stage.FEED),
        ("site.webmanifest", Stage.FEED),
        ("ngoai-tuyen/index.html", Stage.PAGE),
        ("ngoai-tuyen/da-go.json", Stage.FEED),
    ],
)
def test_the_path_says_when_a_file_must_be_there(path, stage):
    assert trees.stage_of(path) == stage


def test_the_same_site_has_the_same_name_wherever_it_lies(one, tmp_path):
    twin = shutil.copytree(one, tmp_path / "ban-sao")

    assert trees.read(twin).name == trees.read(one).name
    (twin / "robots.txt").rename(twin / "robot.txt")
    assert trees.read(twin).name != trees.read(one).name


def test_a_name_that_would_end_a_line_is_refused(one):
    (one / "hai\ndòng.html").touch()

    with pytest.raises(WrongUsageError, match=r"publish\.odd-name"):
        trees.read(one)


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_a_site_that_changes_meanwhile_is_not_published(one, tmp_path, monkeypatch, change):
    check = folder._fill

    def fill(*arguments):
        done = check(*arguments)
        file = one / "ban-tin/2026/bai-3/index.html"
        if change == "edit":
            file.write_text("khác")
        elif change == "add":
            (one / "moi.html").touch()
        else:
            file.unlink()
        return done

    monkeypatch.setattr(folder, "_fill", fill)

    with pytest.raises(PublishError, match=r"publish\.site-changed"):
        put(tmp_path / "ra", one)
    assert not (tmp_path / "ra/current").exists()
    assert list((tmp_path / "ra/releases").glob(".*.part")) == []


# --- where to ---


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/srv/x", destination.FolderPlace(Path("/srv/x"))),
        ("ssh://may.example/srv/x/", destination.SshPlace("may.example", None, "/srv/x")),
        ("ssh://ban-tin@may:2222/srv/x y", destination.SshPlace("ban-tin@may", 2222, "/srv/x y")),
        ("ssh://a@[::1]:22/srv", destination.SshPlace("a@[::1]", 22, "/srv")),
        ("rclone:kho:duong/dan/", destination.RclonePlace("kho:duong/dan")),
        ("rclone:kho:", destination.RclonePlace("kho:")),
    ],
)
def test_the_three_ways_to_write_a_place(text, wanted):
    assert destination.parse(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "-oProxyCommand=x", "--delete", "a\nb"),
        *("ten@may:/srv", "may.example:/srv", "https://may/srv", "sftp://may/srv"),
        *("ssh://", "ssh://may", "ssh://may/", "ssh://-oProxyCommand=touch x/srv"),
        *("ssh://-l@may/srv", "ssh://a@-may/srv", "ssh://may:0/srv", "ssh://may:99999/srv"),
        *("ssh://a:matkhau@may/srv", "ssh://may/srv/../etc", "ssh://may/a\nb", "ssh://m;x/srv"),
        *(
            "rclone:",
            "rclone:kho",
            "rclone:-x:y",
            "rclone::local:/x",
            "rclone:/x:y",
            "rclone:a\nb:",
        ),
    ],
)
def test_what_could_be_an_option_or_needs_guessing_is_refused(text):
    with pytest.raises(WrongUsageError, match=r"publish\.place"):
        destination.parse(text)


# --- the command ---


def test_build_publish_and_back(sample, tmp_path, capsys):
    place = str(tmp_path / "ra")
    assert sample.build() == common.DONE
    assert sample.run("publish", place) == common.DONE
    assert served(tmp_path / "ra") == sample.built()
    check_links(sample.built())
    first = (tmp_path / "ra/current").readlink().name
    sample.write({"content/ban-tin/2026/hai.md": "+++\n+++\n"}).build()
    capsys.readouterr()

    assert sample.run("publish", place) == common.DONE
    second = (tmp_path / "ra/current").readlink().name
    assert f"bản {second}." in capsys.readouterr().out.splitlines()[-1]
    assert served(tmp_path / "ra") == sample.built()
    assert sample.run("publish", place) == common.DONE
    assert "Không có gì thay đổi" in capsys.readouterr().out

    assert sample.run("rollback", place) == common.DONE
    assert capsys.readouterr().out == f"Đã quay từ bản {second} về bản {first}.\n"
    assert sample.run("publish", place, "-q") == common.DONE
    assert capsys.readouterr() == ("", "")
    assert served(tmp_path / "ra") == sample.built()


def test_another_folder_can_be_published(sample, one, tmp_path):
    assert sample.run("publish", str(tmp_path / "ra"), "--site-dir", str(one)) == common.DONE
    assert served(tmp_path / "ra") == tree(one)


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("publish", "ra"), "Hãy dựng trang trước"),
        (("publish", "ten@may:/srv"), "ssh://"),
        (("publish", "ra", "--keep", "0"), "--keep 5"),
        (("publish", "--", "-x"), "ssh://"),
        (("rollback", "khong-co"), "khong-co"),
        (("rollback", "rclone:kho:x"), "bantin build"),
        (("rollback", "-x:y@z:/w"), "usage"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_made(sample, capsys, monkeypatch, arguments, wanted):
    tmp_path = sample.root.parent
    monkeypatch.chdir(tmp_path)
    try:
        code = sample.run(*arguments)
    except SystemExit as ended:
        code = ended.code

    assert code == common.WRONG_USAGE
    assert wanted in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["nguon"]


def test_a_password_in_a_place_is_not_repeated(sample, capsys):
    assert sample.run("publish", "ssh://ten:bimat@may/srv") == common.WRONG_USAGE
    assert "bimat" not in "".join(capsys.readouterr())


def test_the_way_back_needs_no_configuration(one, two, tmp_path, capsys, monkeypatch):
    for site in (one, two):
        put(tmp_path / "ra", site)
    monkeypatch.chdir(tmp_path)

    assert cli.main(["rollback", "ra", "--lang", "en"]) == common.DONE

    assert "Went back" in capsys.readouterr().out
    assert served(tmp_path / "ra") == tree(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_faults_have_words(language):
    words = Words(language)
    for fault in (
        PublishError("publish.program-failed", program="rsync", told="    x"),
        PublishError("publish.busy", holder="1 @ x"),
        WrongUsageError("rollback.unknown", release="x", there="y"),
    ):
        assert words(fault.key, **fault.params)


# --- a folder ---


def test_only_what_changed_is_copied_and_the_rest_is_shared(one, tmp_path):
    ra = tmp_path / "ra"
    first = put(ra, one)
    old = (ra / "current").resolve()
    (one / "robots.txt").write_text("Disallow:")

    second = put(ra, one)

    new = (ra / "current").resolve()
    assert (first.sent, first.unchanged) == (len(tree(one)), 0)
    assert (second.sent, second.unchanged) == (1, len(tree(one)) - 1)
    for path in tree(one):
        shared = (old / path).stat().st_ino == (new / path).stat().st_ino
        assert shared == (path != "robots.txt"), path
        assert (one / path).stat().st_ino != (new / path).stat().st_ino, "linked to the site"
    assert (old / "robots.txt").read_text() == "User-agent: *"


def test_a_file_that_moved_is_linked(one, tmp_path):
    put(tmp_path / "ra", one)
    (one / "assets/anh.png").rename(one / "assets/anh-moi.png")

    assert put(tmp_path / "ra", one).sent == 0


def test_an_edit_in_the_site_folder_does_not_reach_what_is_served(one, tmp_path):
    put(tmp_path / "ra", one)
    with (one / "index.html").open("r+") as file:
        file.write("SỬA TẠI CHỖ")

    assert "SỬA" not in (tmp_path / "ra/current/index.html").read_text("utf-8")


@pytest.mark.parametrize("way", ["edited", "cut", "removed", "unlisted"])
def test_what_was_changed_by_hand_in_a_release_is_put_right(one, two, tmp_path, way):
    ra = tmp_path / "ra"
    put(ra, one)
    file = ra / "current/robots.txt"
    if way == "removed":
        file.unlink()
    else:
        file.write_text("" if way == "cut" else "USER-AGENT: *")
    if way == "unlisted":
        for listing in (ra / "releases").glob("*.json"):
            listing.write_text("{hỏng")
    if way != "edited":
        assert put(ra, one).sent == 1
        assert served(ra) == tree(one)

    put(ra, two)
    assert served(ra) == tree(two)


def test_the_last_releases_are_kept_and_never_less_than_what_is_served(tmp_path):
    ra = tmp_path / "ra"
    names = [put(ra, write_site(tmp_path / "s", str(n)), keep=3).release for n in range(1, 6)]

    assert {p.name for p in (ra / "releases").iterdir() if p.is_dir()} == set(names[-3:])
    assert {p.stem for p in (ra / "releases").glob("*.json")} == set(names[-3:])
    back(ra, names[2])
    put(ra, write_site(tmp_path / "s", "3"), keep=1)
    assert served(ra) == tree(tmp_path / "s")


def test_there_and_back(tmp_path):
    ra, site = tmp_path / "ra", tmp_path / "s"
    a, b, c = (put(ra, write_site(site, version)).release for version in "abc")

    assert (back(ra).before, back(ra).after) == (c, a)
    with pytest.raises(WrongUsageError, match=r"rollback\.first"):
        back(ra)
    assert put(ra, site).sent == 0
    assert served(ra) == tree(site)
    assert back(ra).after == a, "what was served before, not what was given up"
    assert put(ra, write_site(site, "d")).switched
    assert back(ra).after == a
    assert back(ra, b).after == b
    assert back(ra, b) == folder.Return(b, b)
    with pytest.raises(WrongUsageError, match=r"rollback\.unknown") as fault:
        back(ra, "../..")
    assert b in fault.value.params["there"]


def test_a_lost_or_damaged_history_costs_no_release(one, two, tmp_path):
    ra = tmp_path / "ra"
    a, b = put(ra, one).release, put(ra, two).release
    for damage in (b"", b"\xff\x00" + b.encode(), f"{b}\n../../etc\n{b}\n".encode()):
        (ra / "releases/history").write_bytes(damage)
        assert back(ra).after == a
        back(ra, b)
    (ra / "releases/history").unlink()
    assert back(ra).after == a


def test_modes_let_a_web_server_read_whatever_the_umask(one, tmp_path):
    before = os.umask(0o077)
    try:
        put(tmp_path / "ra/sau/nua", one)
    finally:
        os.umask(before)

    for path in [tmp_path / "ra", *(tmp_path / "ra").rglob("*")]:
        if path.name != ".lock" and not path.is_symlink():
            assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


def test_a_file_system_without_links_gets_copies(one, two, tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    put(tmp_path / "ra", one)

    assert put(tmp_path / "ra", two).sent == len(tree(two))
    assert served(tmp_path / "ra") == tree(two)


def test_a_second_publication_at_the_same_time_is_told_who_is_first(one, tmp_path):
    put(tmp_path / "ra", one)
    code = (
        "import sys, pathlib; from generator.publish import lock\n"
        "with lock.held(pathlib.Path(sys.argv[1])): print('held', flush=True); input()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "ra/releases/.lock"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert holder.stdout.readline() == b"held\n"

    with pytest.raises(PublishError, match=r"publish\.busy") as fault:
        put(tmp_path / "ra", one)

    assert str(holder.pid) in fault.value.params["holder"]
    holder.kill()
    holder.communicate()
    put(tmp_path / "ra", one)


@pytest.mark.parametrize("where", ["mot", "mot/trong", "."])
def test_a_site_is_not_published_into_itself(one, tmp_path, where):
    inside = tmp_path / where
    if where == ".":
        shutil.copytree(one, tmp_path / "releases/site")
        one = tmp_path / "releases/site"

    with pytest.raises(WrongUsageError, match=r"publish\.into-itself"):
        put(inside, one)


@pytest.mark.parametrize("made", ["folder", "link", "file"])
def test_what_others_made_at_current_is_left_alone(one, tmp_path, made):
    (tmp_path / "ra").mkdir()
    make_something(tmp_path / "ra/current", made)

    with pytest.raises(WrongUsageError, match=r"publish\.foreign"):
        put(tmp_path / "ra", one)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_leaves_what_is_served_whole(sample, one, two, tmp_path, capsys):
    disk = tmp_path / "dia"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        put(disk, one)
        (two / "assets/to.bin").write_bytes(random.Random(1).randbytes(600_000))

        code = sample.run("publish", str(disk), "--site-dir", str(two))

        assert code == common.MACHINE_FAILED
        assert "dung lượng đĩa" in capsys.readouterr().err
        assert served(disk) == tree(one)
        (two / "assets/to.bin").unlink()
        put(disk, two)
        assert served(disk) == tree(two)
    finally:
        subprocess.run(["umount", disk], check=True)


# --- ended half-way, a folder ---


def test_ended_before_any_step_a_folder_still_serves_one_whole_site(tmp_path):
    """Every call that changes the disk is, in turn, the one that is never made."""
    one = write_site(tmp_path / "mot", "1", range(3))
    two = write_site(tmp_path / "hai", "2", range(1, 4))
    ra, both = tmp_path / "ra", (tree(one), tree(two))
    put(ra, one, keep=1)
    sites, ended, steps = [two, one], True, 0
    while ended:
        steps += 1
        ended = run_and_die_at(steps, ra, sites[0])
        assert served(ra) in both, steps
        put(ra, sites[0], keep=1)
        assert served(ra) == tree(sites[0]), steps
        assert leftovers(ra) == [], steps
        sites.reverse()

    assert steps > 50


def leftovers(ra):
    """Return what is there beside one release and what belongs to it."""
    kept = {".lock", "history", (name := (ra / "current").readlink().name), f"{name}.json"}
    return [path.name for path in (ra / "releases").iterdir() if path.name not in kept]


def run_and_die_at(step, ra, site):
    """Publish in a process that dies before its change number *step*; tell whether it did."""
    code = f"""
import os, sys
from pathlib import Path
from generator.publish import folder, tree
left = {step}
def watch(event, arguments):
    global left
    changes = "rename link symlink mkdir remove rmdir chmod".split()
    writes = event == "open" and str(arguments[1]).startswith(("w", "x"))
    if writes or event.removeprefix("os.") in changes:
        left -= 1
        if left == 0:
            os._exit(9)
site = tree.read(Path({str(site)!r}))
sys.addaudithook(watch)
folder.publish(Path({str(ra)!r}), site, 1, lambda *_, **__: None)
os._exit(0)
"""
    return PRELOADED.run(code) == 9


@pytest.fixture(autouse=True, scope="module")
def _no_process_is_left():
    yield
    PRELOADED.stop()


@pytest.mark.parametrize("times", [6])
def test_killed_at_any_instant_a_folder_serves_one_whole_site(one, two, tmp_path, times):
    ra = tmp_path / "ra"
    kill_again_and_again(ra, (one, two), times, whole_release(ra, (one, two)))
