"""Publication to other machines, and web servers that serve it: real ones, killed half-way."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from urllib.request import Request

import pytest
from publishing import (
    back,
    kill_again_and_again,
    make_something,
    put,
    served,
    whole_files,
    whole_release,
    write_site,
)
from servers import get, make_key, needs, nginx, ssh_server, webdav
from sitemaker import ROOT, tree

from generator import cli
from generator.commands import building, common, publishing
from generator.outputs.task import Stage
from generator.publish import destination, ledger, line, programs, publication, rclone, shell
from generator.publish import ssh as ssh_module
from generator.publish import tree as trees
from generator.publish.faults import PublishError, WrongUsageError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are killed as POSIX kills them")

# --- over ssh ---


@pytest.fixture(scope="module")
def far(tmp_path_factory):
    with ssh_server(tmp_path_factory.mktemp("ssh") / "may") as server:
        yield server


@pytest.fixture
def ssh(far, monkeypatch):
    monkeypatch.setenv("PATH", far.path)
    return far


with_ssh = needs("ssh", "sshd", "rsync")


@with_ssh
def test_over_ssh_only_what_changed_travels(one, two, tmp_path, ssh):
    ra = tmp_path / "ra có dấu cách; $(touch x) 'y'"
    place = ssh.place(ra)
    (one / ".env").write_text("x")
    (one / "lien-ket").symlink_to("/etc/passwd")

    first = put(place, one)
    assert served(ra) == {p: d for p, d in tree(one).items() if p not in (".env", "lien-ket")}
    assert first.sent == len(served(ra))
    old = (ra / "current").resolve()
    (one / "robots.txt").write_text("user-agent: *")
    second = put(place, one)

    new = (ra / "current").resolve()
    assert (second.sent, second.unchanged) == (1, first.sent - 1)
    assert (old / "index.html").stat().st_ino == (new / "index.html").stat().st_ino
    assert (old / "robots.txt").read_text() == "User-agent: *"
    assert not (tmp_path / "x").exists()
    for path in (ra / "releases").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path


@with_ssh
def test_over_ssh_nothing_is_sent_when_nothing_changed(one, tmp_path, ssh, monkeypatch):
    put(ssh.place(tmp_path / "ra"), one)
    monkeypatch.setattr(publication.ssh, "_send", None)
    before = (tmp_path / "ra/current").lstat().st_ino

    done = put(ssh.place(tmp_path / "ra"), one)

    assert (done.sent, done.switched) == (0, False)
    assert (tmp_path / "ra/current").lstat().st_ino == before


@with_ssh
def test_over_ssh_without_a_shared_connection(one, tmp_path, ssh, monkeypatch):
    monkeypatch.setattr(line, "_LONGEST_SOCKET", 0)

    put(ssh.place(tmp_path / "ra"), one)

    assert served(tmp_path / "ra") == tree(one)


@with_ssh
def test_a_server_without_rsync_is_told(one, tmp_path, ssh, monkeypatch):
    monkeypatch.setattr(ssh_module, "_RSYNC", (*ssh_module._RSYNC, "--rsync-path=/khong/co"))

    with pytest.raises(PublishError, match=r"publish\.program-failed") as fault:
        put(ssh.place(tmp_path / "ra"), one)

    assert "/khong/co" in fault.value.params["told"]
    assert not (tmp_path / "ra/current").exists()


@with_ssh
def test_over_ssh_there_and_back_and_the_last_are_kept(tmp_path, ssh):
    ra, site = tmp_path / "ra", tmp_path / "s"
    place = destination.parse(ssh.place(ra))
    a, b, c = (put(place, write_site(site, version), keep=2).release for version in "abc")

    assert {p.name for p in (ra / "releases").iterdir() if p.is_dir()} == {b, c}
    assert sorted(p.name for p in ra.iterdir()) == ["current", "releases"]
    assert [p.name for p in (ra / "releases").glob(".*")] == []
    assert back(place).after == b
    with pytest.raises(WrongUsageError, match=r"rollback\.unknown"):
        back(place, a)
    assert put(place, site).sent == 0
    assert served(ra) == tree(site)
    with pytest.raises(WrongUsageError, match=r"rollback\.none"):
        back(destination.parse(ssh.place(tmp_path / "khong-co")))
    assert not (tmp_path / "khong-co").exists()


@with_ssh
@pytest.mark.parametrize("made", ["folder", "link", "file"])
def test_over_ssh_what_others_made_at_current_is_left_alone(one, tmp_path, ssh, made):
    (tmp_path / "ra").mkdir()
    make_something(tmp_path / "ra/current", made)

    with pytest.raises(WrongUsageError, match=r"publish\.foreign"):
        put(ssh.place(tmp_path / "ra"), one)


@with_ssh
def test_over_ssh_one_publication_at_a_time_and_a_dead_one_stands_in_nobodys_way(
    one, tmp_path, ssh, monkeypatch
):
    ra = tmp_path / "ra"
    put(ssh.place(ra), one)
    gone = subprocess.Popen(["true"])
    gone.wait()
    (ra / "releases/.lock").write_text(f"{gone.pid}\n")
    assert not put(ssh.place(ra), one).switched

    script = shell.LOOK_AND_HOLD.replace("-gt 8", "-gt 0")
    monkeypatch.setattr(shell, "LOOK_AND_HOLD", script)
    (ra / "releases/.lock").write_text(f"{os.getpid()}\n")
    with pytest.raises(PublishError, match=r"publish\.busy") as fault:
        put(ssh.place(ra), one)
    assert str(os.getpid()) in fault.value.params["holder"]


@with_ssh
@pytest.mark.parametrize("fault", ["host", "key", "stranger", "folder"])
def test_what_ssh_complains_of_is_told(sample, one, ssh, capsys, fault):
    tmp_path = sample.root.parent
    place, config = ssh.place(tmp_path / "ra"), ssh.config.read_text()
    if fault == "host":
        place = f"ssh://127.0.0.1:1{tmp_path}"
    elif fault == "key":
        ssh.config.write_text(config.replace(str(ssh.key), str(make_key(tmp_path / "khac"))))
    elif fault == "stranger":
        ssh.config.write_text(config.replace(str(ssh.known_hosts), "/dev/null"))
    else:
        place = ssh.place("/proc/khong-ghi-duoc")
    try:
        code = sample.run("publish", place, "--site-dir", str(one))
    finally:
        ssh.config.write_text(config)

    told = capsys.readouterr().err
    wanted = {"host": "refused", "key": "denied", "stranger": "verification", "folder": "/proc"}
    assert code == common.MACHINE_FAILED
    assert "ssh báo lỗi" in told
    assert wanted[fault] in told
    assert not (tmp_path / "ra").exists()


@with_ssh
@pytest.mark.parametrize("times", [2])
def test_killed_at_any_instant_a_server_serves_one_whole_site(one, two, tmp_path, ssh, times):
    ra = tmp_path / "ra"
    check = whole_release(ra, (one, two))
    kill_again_and_again(ssh.place(ra), (one, two), times, check, children=(True, False))


def test_a_program_that_is_not_there_is_told(sample, one, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    for place, program in (("ssh://may/srv", "ssh"), ("rclone:kho:x", "rclone")):
        code = sample.run("publish", place, "--site-dir", str(one))
        assert code == common.MACHINE_FAILED
        assert f"chưa cài {program}" in capsys.readouterr().err


# --- rclone ---


def test_new_files_go_first_then_pages_then_listings_and_removals_last(one, two):
    known, wanted = (trees.read(site).digests for site in (one, two))
    plan = ledger.plan(wanted, known)

    assert set(plan.new) == {
        *("assets/chung.2222222222.css",),
        *("ban-tin/2026/bai-8/index.html", "ban-tin/2026/bai-9/index.html"),
    }
    assert list(plan.changed) == [Stage.PAGE, Stage.LISTING, Stage.FEED]
    assert "404.html" in plan.changed[Stage.PAGE]
    assert set(plan.removed) == {
        *("assets/chung.1111111111.css",),
        *("ban-tin/2026/bai-0/index.html", "ban-tin/2026/bai-1/index.html"),
    }
    assert "robots.txt" not in (*plan.new, *sum(plan.changed.values(), ()), *plan.removed)


def test_the_front_page_waits_for_all_others_the_first_time(one):
    plan = ledger.plan(trees.read(one).digests, {})

    assert plan.changed == {Stage.LISTING: ("index.html",)}
    assert "index.html" not in plan.new


def test_a_ledger_knows_what_was_being_changed(one, two):
    known, wanted = (trees.read(site).digests for site in (one, two))
    pending = ledger.from_bytes(ledger.to_bytes(ledger.plan(wanted, known).pending))

    assert set(pending) == {*known, *wanted}
    again = ledger.plan(wanted, pending)
    back = ledger.plan(known, pending)
    assert (again.new, again.changed) == (ledger.plan(wanted, known).new, again.changed)
    assert "ban-tin/2026/bai-0/index.html" in back.new
    assert "ban-tin/2026/bai-9/index.html" in back.removed
    assert ledger.plan(wanted, wanted).is_empty
    for damage in (b"", b"{", b"[]", b'{"files": 1}', b"\xff"):
        assert ledger.from_bytes(damage) is None


with_rclone = needs("rclone")


@pytest.fixture(params=["local", "dav"])
def remote(request, tmp_path, monkeypatch):
    """A folder behind an rclone remote, with checksums (local) and without (WebDAV)."""
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    root = tmp_path / "kho"
    if request.param == "local":
        (tmp_path / "rclone.conf").write_text("[may]\ntype = local\n")
        yield f"rclone:may:{root}", root
    else:
        with webdav(tmp_path, root) as lines:
            (tmp_path / "rclone.conf").write_text(lines)
            yield "rclone:dav:trang", root / "trang"


def writes_in_place(place):
    """Tell whether a killed upload can leave a file cut: by WebDAV, and before rclone 1.63."""
    told = subprocess.run(["rclone", "version"], capture_output=True, text=True, check=True).stdout
    major, minor = re.match(r"rclone v(\d+)\.(\d+)", told).groups()
    return ":dav:" in place or (int(major), int(minor)) < (1, 63)


def shown(root):
    return {path: data for path, data in tree(root).items() if path not in LEDGERS}


LEDGERS = (rclone.PUBLISHED, rclone.PUBLISHING)


@with_rclone
def test_rclone_brings_a_remote_to_the_site_and_leaves_other_things(one, two, remote):
    place, root = remote
    (one / ".env").write_text("x")
    root.mkdir(parents=True, exist_ok=True)
    (root / "cua-nguoi-khac.txt").write_text("giữ")
    others = {"cua-nguoi-khac.txt": "giữ".encode()}

    first = put(place, one)
    (one / ".env").unlink()
    assert shown(root) == tree(one) | others
    assert first.sent == len(tree(one))
    stamp = (root / "robots.txt").stat().st_mtime_ns
    assert put(place, one) == rclone.Outcome(first.release, 0, first.sent, switched=False)

    second = put(place, two)
    assert shown(root) == tree(two) | others
    assert 0 < second.sent < len(tree(two))
    assert (root / "robots.txt").stat().st_mtime_ns == stamp, "sent again"
    assert not (root / rclone.PUBLISHING).exists()


@with_rclone
@pytest.mark.parametrize(
    ("remote", "ledger_is"),
    [
        *(("local", way) for way in ("lost", "damaged", "pending", "torn")),
        *(("dav", way) for way in ("lost", "pending")),
    ],
    indirect=["remote"],
)
def test_a_remote_in_doubt_is_looked_at_again(one, remote, ledger_is):
    place, root = remote
    put(place, one)
    same_size = (root / "index.html").read_text("utf-8").replace("<h1>1", "<h1>9")
    (root / "index.html").write_text(same_size, "utf-8")
    (root / "rss.xml").unlink()
    account = root / rclone.PUBLISHED
    if ledger_is == "pending":
        pending = dict.fromkeys(tree(one), ledger.CHANGING) | {"rss.xml": ledger.PERHAPS}
        (root / rclone.PUBLISHING).write_bytes(ledger.to_bytes(pending))
    elif ledger_is == "torn":
        (root / rclone.PUBLISHING).write_bytes(b'{"files": {"index')
    elif ledger_is == "lost":
        account.unlink()
    else:
        account.write_bytes(account.read_bytes()[:100])

    put(place, one)

    assert shown(root) == tree(one)
    assert json.loads(account.read_bytes())["files"] == trees.read(one).digests


@with_rclone
def test_a_remote_that_does_not_answer_is_told(sample, one, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
    monkeypatch.setenv("RCLONE_LOW_LEVEL_RETRIES", "1")
    dead = "[chet]\ntype = webdav\nurl = http://127.0.0.1:1/\nvendor = other\n"
    (tmp_path / "rclone.conf").write_text(dead)

    for place in ("rclone:chet:x", "rclone:khong-co:x"):
        code = sample.run("publish", place, "--site-dir", str(one))
        assert code == common.MACHINE_FAILED
        assert "rclone báo lỗi" in capsys.readouterr().err


class KilledError(BaseException):
    """What nothing catches, like a kill."""


def ended_at(step, place, site, monkeypatch):
    """Publish until rclone's call number *step*, which does half of its work; tell if it came."""
    left, really = [step], programs.run

    def run(command, *arguments, **options):
        left[0] -= 1
        if left[0]:
            return really(command, *arguments, **options)
        if "--files-from-raw" in command:
            paths = Path(command[command.index("--files-from-raw") + 1])
            paths.write_text("\n".join(paths.read_text("utf-8").split("\n")[1::2]), "utf-8")
            really(command)
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(programs, "run", run)
        try:
            put(place, site)
        except KilledError:
            return True
    return False


@with_rclone
@pytest.mark.parametrize("remote", ["local"], indirect=True)
def test_ended_within_any_step_a_remote_has_no_dead_link(one, two, remote, monkeypatch):
    place, root = remote
    check = whole_files(root, (one, two), may_cut=False)
    put(place, one)
    step = 1
    while ended_at(step, place, two, monkeypatch):
        check(two, step)
        put(place, one)
        check(one, step, exactly=True)
        step += 1

    assert step > 7


@with_rclone
@pytest.mark.parametrize(("remote", "times"), [("dav", 2)], indirect=["remote"])
def test_killed_at_any_instant_a_remote_has_no_dead_link(one, two, remote, times):
    place, root = remote
    check = whole_files(root, (one, two), may_cut=writes_in_place(place))
    kill_again_and_again(place, (one, two), times, check)


# --- nginx ---


@pytest.fixture
def www():
    """A folder that nginx' unprivileged worker may enter; pytest's own it may not."""
    root = Path(tempfile.mkdtemp(prefix="bantin-www-"))
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


@needs("nginx")
def test_nginx_answers_every_request_while_publications_alternate(one, two, tmp_path, www):
    put(www / "ra", one)
    common_paths = sorted(set(tree(one)) & set(tree(two)))
    addresses = ["", *(path.removesuffix("index.html") for path in common_paths)]
    wrong, asked, over = [], [0], threading.Event()

    def hammer(site):
        while not over.is_set():
            for path in addresses:
                status, _, _ = get(f"{site}/{path}")
                asked[0] += 1
                if status != 200:
                    wrong.append((status, path))

    with nginx(tmp_path / "nginx", www / "ra") as site:
        thread = threading.Thread(target=hammer, args=(site,))
        thread.start()
        for _ in range(20):
            put(www / "ra", two, keep=1)
            put(www / "ra", one, keep=1)
        over.set()
        thread.join()

    assert wrong == []
    assert asked[0] > 50


# A program of the other machine that ends the script which asks for it, at call number $STOP_AT.
STOPPER = """#!/bin/sh
echo x >>"$COUNTED"
if [ "$(wc -l <"$COUNTED")" -eq "$STOP_AT" ]; then kill -9 "$PPID"; exit 1; fi
exec REAL "$@"
"""


def test_whichever_step_of_a_switch_is_the_last_one_whole_release_is_served(tmp_path):
    stoppers = tmp_path / "bin"
    stoppers.mkdir()
    for name in ("mv", "ln", "rm", "sync"):
        (stoppers / name).write_text(STOPPER.replace("REAL", shutil.which(name)))
        (stoppers / name).chmod(0o755)
    before, after = {"index.html": b"1"}, {"index.html": b"2"}
    ended = []
    for last in range(1, 9):
        root = tmp_path / f"ra-{last}"
        for name, files in {"aaaa": before, ".bbbb.1.part": after}.items():
            (root / "releases" / name).mkdir(parents=True)
            (root / "releases" / name / "index.html").write_bytes(files["index.html"])
        (root / "current").symlink_to("releases/aaaa")
        env = {
            "PATH": f"{stoppers}:{os.environ['PATH']}",
            "COUNTED": str(tmp_path / f"{last}.txt"),
            "STOP_AT": str(last),
        }
        words = (str(root), "bbbb", ".bbbb.1.part", "aaaa\nbbbb\n")
        code = subprocess.run(["sh", "-c", shell.SWITCH, "sh", *words], env=env, check=False)
        ended.append((code.returncode, served(root) == after))
        assert served(root) in (before, after), f"ended before step {last}"

    # six stoppers are run, the last of which switches
    assert ended == [(-9, False)] * 6 + [(0, True)] * 2


@needs("nginx")
def test_the_nginx_sample_serves_a_site_as_it_should(one, tmp_path, www):
    (one / "assets/anh.0123456789-640.avif").write_bytes(b"")
    (one / "dai.xml").write_bytes(b"<a/>" * 100)
    put(www / "ra", one)
    (www / "ra/current/lien-ket.html").symlink_to("/etc/hostname")
    lasting = "public, max-age=31536000, immutable"

    with nginx(tmp_path / "nginx", www / "ra") as site:
        status, headers, _ = get(f"{site}/")
        assert (status, headers["Cache-Control"]) == (200, "no-cache")
        status, headers, _ = get(f"{site}/assets/chung.1111111111.css")
        assert (status, headers["Cache-Control"]) == (200, lasting)
        status, headers, _ = get(f"{site}/assets/anh.0123456789-640.avif")
        assert (status, headers["Cache-Control"]) == (200, "public, max-age=86400")
        status, headers, _ = get(f"{site}/assets/anh.png")
        assert (status, headers["Cache-Control"]) == (200, "no-cache")
        status, headers, body = get(f"{site}/khong-co/")
        assert (status, headers["Cache-Control"]) == (404, "no-cache")
        assert body == (one / "404.html").read_bytes()
        for hidden in ("lien-ket.html", "assets/"):
            assert get(f"{site}/{hidden}")[::2] == (404, body)
        packed = Request(f"{site}/dai.xml", headers={"Accept-Encoding": "gzip"})  # noqa: S310
        assert gzip.decompress(get(packed)[2]) == b"<a/>" * 100


def test_the_timer_builds_and_publishes_with_commands_there_are():
    text = (ROOT / "scripts/systemd/bantin.service").read_text("utf-8")
    commands = [
        line.split() for line in re.findall(r"^ExecStart=\S+/bantin (.+)$", text, re.MULTILINE)
    ]

    assert [cli._parser(words).parse_args(words).run for words in commands] == [
        building.run,
        publishing.run,
    ]
    timer = (ROOT / "scripts/systemd/bantin.timer").read_text("utf-8")
    assert "OnCalendar=*:0/5" in timer


# --- the longer campaign ---


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    """A site of 1,000 items at two instants: between them items come, expire and move on."""
    root = tmp_path_factory.mktemp("kho-tin")
    bench = [sys.executable, ROOT / "scripts/bench", "archive", root / "tin", "--items", "1000"]
    subprocess.run(bench, check=True, capture_output=True, cwd=ROOT)
    build = ["build", "-q", "-f", str(root / "tin/mkdocs.yml")]
    instants = {root / "mot": "2026-06-01", root / "hai": "2026-11-01"}
    for site_dir, now in instants.items():
        done = cli.main([*build, "--now", now, "--site-dir", str(site_dir)])
        assert done == common.DONE
    return tuple(instants)


SLOW_KILLS = 200


@pytest.mark.slow
def test_killed_two_hundred_times_a_folder(archives, tmp_path):
    ra = tmp_path / "ra"
    kill_again_and_again(ra, archives, SLOW_KILLS, whole_release(ra, archives))


@pytest.mark.slow
@with_ssh
def test_killed_two_hundred_times_a_server(archives, tmp_path, ssh):
    ra = tmp_path / "ra"
    check = whole_release(ra, archives)
    kill_again_and_again(ssh.place(ra), archives, SLOW_KILLS, check, children=(True, False))


@pytest.mark.slow
@with_rclone
def test_killed_two_hundred_times_a_remote(archives, remote):
    place, root = remote
    check = whole_files(root, archives, may_cut=writes_in_place(place))
    kill_again_and_again(place, archives, SLOW_KILLS, check)
