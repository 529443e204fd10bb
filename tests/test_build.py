"""Writing, processes and the cache: same input, same bytes, and nothing half done."""

import multiprocessing
import os
import shutil
import subprocess
import sys

import pytest
from sitemaker import ROOT, tree

from generator.build import release
from generator.build.found import look
from generator.build.manifest import Manifest
from generator.build.plan import plan
from generator.build.run import WorkerDiedError, run
from generator.outputs.task import Stage

ITEMS = {
    f"content/ban-tin/2026/bai-{n}.md": f'+++\ntitle: "Bài {n}"\n+++\nThân bài {n}\n'
    for n in range(80)
}


def bantin(sample, *arguments, **variables):
    return subprocess.run(
        [
            *(sys.executable, "-m", "generator.cli", "build", "-f", sample.root / "mkdocs.yml"),
            *("--now", "2026-11-21T09:00", *arguments),
        ],
        env={**os.environ, **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_hash_seed_jobs_cache_and_folder_do_not_change_a_byte(site, tmp_path):
    sample = site(ITEMS)
    first, second = tmp_path / "mot", tmp_path / "hai" / "sau"

    one = bantin(sample, "--site-dir", first, "--jobs", "1", "--no-cache", PYTHONHASHSEED="1")
    two = bantin(sample, "--site-dir", second, "--jobs", "2", PYTHONHASHSEED="2")

    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert tree(first) == tree(second)
    assert len(tree(first)) > len(ITEMS)


def test_a_site_that_lies_elsewhere_on_disk_gives_the_same_bytes(site, tmp_path):
    sample = site(ITEMS)
    sample.build()
    moved = tmp_path.with_name(f"{tmp_path.name}-moved")
    shutil.copytree(sample.root, moved, ignore=shutil.ignore_patterns("site", ".cache"))

    sample.__class__(moved).build()

    assert tree(moved / "site") == sample.built()


def test_a_second_build_writes_nothing(site, capsys):
    sample = site(ITEMS)
    sample.build()
    stamps = {p: p.stat().st_mtime_ns for p in (sample.root / "site").rglob("*") if p.is_file()}
    capsys.readouterr()

    sample.build()

    assert "0 tệp mới" in capsys.readouterr().out
    assert stamps == {p: p.stat().st_mtime_ns for p in stamps}


def test_what_is_gone_from_content_is_gone_from_the_site(site):
    sample = site(ITEMS)
    sample.build()
    sample.remove("content/ban-tin/2026/bai-3.md")

    sample.build("--forget")

    assert "ban-tin/2026/bai-3/index.html" not in sample.built()
    assert not (sample.root / "site/ban-tin/2026/bai-3").exists()


def test_hand_edits_of_the_site_are_mended(site):
    sample = site(ITEMS)
    sample.build()
    whole = sample.built()
    (sample.root / "site/index.html").write_text("sửa tay")
    (sample.root / "site/la.txt").write_text("tệp lạ")
    shutil.rmtree(sample.root / "site/ban-tin")
    (sample.root / "site/ban-tin").write_text("tệp chắn chỗ thư mục")
    (sample.root / "site/robots.txt").unlink()
    (sample.root / "site/robots.txt").mkdir()

    sample.build()

    assert sample.built() == whole


def test_the_owners_hidden_files_stay(site):
    sample = site(ITEMS)
    sample.build()
    (sample.root / "site/.nojekyll").touch()

    sample.build()

    assert (sample.root / "site/.nojekyll").exists()


def test_content_errors_leave_the_old_site_untouched(site, capsys):
    sample = site(ITEMS)
    sample.build()
    whole = sample.built()
    sample.write({"content/ban-tin/2026/hong.md": "---\ntitle: Thông báo: hỏng\n---\n"})

    assert sample.build() == 1

    assert sample.built() == whole
    told = capsys.readouterr().err
    assert "content/ban-tin/2026/hong.md:2:17" in told
    assert "Traceback" not in told


def test_a_renderer_that_fails_leaves_the_old_site_untouched(site, capsys, monkeypatch):
    sample = site(ITEMS)
    sample.build()
    whole = sample.built()
    sample.write({"content/ban-tin/2026/them.md": "+++\n+++\n"})
    monkeypatch.setattr(
        "generator.outputs.signposts.permalink.absolute", lambda *_: 1 / 0, raising=True
    )

    assert sample.build() == 3

    assert sample.built() == whole
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "Traceback" not in told
    assert [p.name for p in sample.root.iterdir() if "staging" in p.name] == []


def test_staging_goes_when_the_build_ends(site):
    sample = site(ITEMS)
    sample.build()

    assert sorted(p.name for p in sample.root.iterdir()) == [
        ".cache",
        ".site.lock",
        "content",
        "mkdocs.yml",
        "site",
    ]


def test_pages_are_in_place_before_listings_and_feeds_and_removals_last(tmp_path, monkeypatch):
    site_dir, folder = tmp_path / "site", tmp_path / "staging"
    site_dir.mkdir()
    folder.mkdir()
    (site_dir / "cu.html").write_text("cũ")
    found = look(site_dir, Manifest(), 0)
    made = [
        release.stage_bytes(found, site_dir, folder, path, stage, b"x")
        for path, stage in (
            ("atom.xml", Stage.FEED),
            ("index.html", Stage.LISTING),
            ("tin/index.html", Stage.PAGE),
            ("xa.jpg", Stage.ASSET),
        )
    ]
    steps = []
    monkeypatch.setattr(
        release.os, "replace", lambda _, target: steps.append(target.relative_to(site_dir))
    )
    monkeypatch.setattr(
        release.Path, "unlink", lambda self: steps.append(self.relative_to(site_dir))
    )

    release.release(site_dir, made, {one.path for one in made}, found, folder)

    order = [path.as_posix() for path in steps]
    assert order == ["xa.jpg", "tin/index.html", "index.html", "atom.xml", "cu.html"]


def test_what_is_new_is_in_place_before_anything_changed_may_lead_to_it(tmp_path, monkeypatch):
    site_dir, folder = tmp_path / "site", tmp_path / "staging"
    (site_dir / "a").mkdir(parents=True)
    (site_dir / "a/index.html").write_text("chưa dẫn tới z")
    found = look(site_dir, Manifest(), 0)
    made = [
        release.stage_bytes(found, site_dir, folder, path, stage, b"x")
        for path, stage in (
            ("a/index.html", Stage.PAGE),
            ("moi.xml", Stage.FEED),
            ("z/index.html", Stage.PAGE),
        )
    ]
    steps = []
    monkeypatch.setattr(
        release.os, "replace", lambda _, target: steps.append(target.relative_to(site_dir))
    )

    release.release(site_dir, made, {one.path for one in made}, found, folder)

    assert [path.as_posix() for path in steps] == ["z/index.html", "moi.xml", "a/index.html"]


def test_no_two_outputs_claim_a_path_and_every_task_is_named_once(site):
    sample = site(ITEMS)
    tasks = plan(sample.edition(), {"assets/a.css": b""})

    assert len({task.path for task in tasks}) == len(tasks)


def test_two_outputs_for_one_path_are_a_bug_that_is_told(site, monkeypatch):
    sample = site({"content/ban-tin/2026/a.md": "+++\n+++\n"})
    edition = sample.edition()
    monkeypatch.setattr("generator.build.plan._OUTPUTS", (plan_module().home, plan_module().home))

    with pytest.raises(ValueError, match="two outputs claim"):
        plan(edition, {})


def plan_module():
    return sys.modules["generator.build.plan"]


def square():
    return lambda number: number * number


def suicide():
    def work(number):
        if number == 100:
            os.kill(os.getpid(), 9)
        return number

    return work


def fault():
    def work(number):
        message = f"subject {number}"
        raise LookupError(message)

    return work


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_their_subjects(jobs):
    assert list(run(square, range(500), jobs=jobs)) == [n * n for n in range(500)]


def test_a_killed_worker_is_an_error_of_its_own():
    with pytest.raises(WorkerDiedError):
        list(run(suicide, range(200), jobs=2))


def test_an_exception_of_the_work_comes_through():
    with pytest.raises(LookupError, match="subject 0"):
        list(run(fault, range(200), jobs=2))


def test_a_killed_worker_is_told_in_words_and_leaves_the_site(site, capsys, monkeypatch):
    sample = site(ITEMS)
    sample.build()
    whole = sample.built()
    monkeypatch.setattr("generator.build.making.Maker._make", _die)

    assert sample.run("build", "--now", "2026-11-21T10:00", "--jobs", "2", "--no-cache") == 3

    assert "Một tiến trình bị dừng" in capsys.readouterr().err
    assert sample.built() == whole


def _die(*_):
    os.kill(os.getpid(), 9)


def test_workers_that_are_spawned_give_the_same_site(site, monkeypatch):
    """As on Windows and macOS: what a worker needs is sent to it, not inherited."""
    sample = site(ITEMS)
    sample.build("--no-cache")
    whole = sample.built()
    shutil.rmtree(sample.root / "site")
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr("generator.build.run._context", lambda: spawn)

    code = sample.run("build", "--now", "2026-11-21T09:00", "--jobs", "2", "--no-cache")

    assert code == 0
    assert sample.built() == whole
