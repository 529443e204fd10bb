"""The command: options, exit codes, and words for every way it can end."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sitemaker import CONFIG, ROOT

from generator import cli
from generator.commands import common
from generator.commands.progress import Bar, Lines
from generator.commands.terminal import Terminal
from generator.messages.words import Words

ITEM = {"content/ban-tin/2026/mot.md": "+++\n+++\n"}
FAULTY = {
    "content/ban-tin/2026/hong.md": "---\ntitle: Họp: gấp\n"
    "summary: Một câu tóm tắt đủ dài để kiểm thử.\npublish_at: 2026-11-20\nunit: cd-dien\n---\n"
}


def test_a_build_says_what_it_did_and_where(site, capsys):
    sample = site(ITEM)

    assert sample.build() == common.DONE

    told = capsys.readouterr().out
    assert "tệp mới" in told
    assert str(sample.root / "site") in told


def test_quiet_says_nothing_when_all_is_well(site, capsys):
    assert site(ITEM).build("-q") == common.DONE
    assert capsys.readouterr() == ("", "")


def test_another_folder_can_be_built_into(site, tmp_path):
    sample = site(ITEM)

    sample.build("--site-dir", str(tmp_path / "ra" / "sau"))

    assert (tmp_path / "ra/sau/index.html").is_file()
    assert not (sample.root / "site").exists()


def test_no_cache_keeps_nothing(site):
    sample = site(ITEM)
    kept = sample.root / ".cache/bantin"
    sample.build("--no-cache")
    assert [path.name for path in kept.iterdir()] == ["sites"]  # what was published

    sample.build()
    assert sorted(path.name for path in kept.iterdir()) == ["kept.sqlite", "sites", "sources.json"]


def test_check_reports_all_problems_and_writes_nothing(site, capsys):
    sample = site(ITEM | FAULTY)

    assert sample.run("check", "--jobs", "1", "--no-cache") == common.CONTENT_PROBLEMS

    told = capsys.readouterr().out
    assert "content/ban-tin/2026/hong.md:2:11: lỗi [yaml.colon]" in told
    assert "^" in told
    assert 'title: "Thông báo: họp khẩn"' in told
    assert "1 lỗi." in told
    assert not (sample.root / "site").exists()


def test_english_is_an_option(site, capsys):
    sample = site(FAULTY)

    sample.run("check", "--lang", "en", "--jobs", "1")

    told = capsys.readouterr().out
    assert "error [yaml.colon]" in told
    assert "colon" in told


def test_check_of_clean_content_says_how_much_was_read(site, capsys):
    assert site(ITEM).run("check", "--jobs", "1") == common.DONE
    assert "1 tệp" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("github", "::error file=content/ban-tin/2026/hong.md,line=2,col=11,endLine=2,"),
        ("gitlab", '"check_name": "yaml.colon"'),
    ],
)
def test_check_speaks_to_code_hosts(site, capsys, name, wanted):
    sample = site(FAULTY)

    assert sample.run("check", "--format", name, "--jobs", "1") == common.CONTENT_PROBLEMS

    assert wanted in capsys.readouterr().out


def test_warnings_are_shown_and_do_not_stop_the_build(site, capsys):
    sample = site({"content/ban-tin/2026/mot.md": "+++\n+++\nChữ\u200b ẩn.\n"})

    assert sample.build() == common.DONE

    assert "cảnh báo [text.stray-character]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        (CONFIG.replace("site_url: https://thu.example/", "site_url: ''"), "site_url"),
        (CONFIG.replace("organisation:", "organization:"), "organisation"),
        (CONFIG.replace("  - bantin:", "  - search:"), "bantin"),
        (CONFIG + "      language: fr\n", "vi, en"),
        (CONFIG + "      time_zone: Asia/Hanoi\n", "Asia/Hanoi"),
        (CONFIG + "      per_page: nhieu\n", "per_page"),
        (CONFIG + "      per_page: 1\n", "5"),
        (CONFIG.replace("custom_dir", "custom_dirs"), "custom_dir"),
        (CONFIG.replace("name: material", "name: khong-co"), "khong-co"),
        ("site_name: [", "mkdocs.yml"),
        ("- danh sách", "mkdocs.yml"),
        ("", "mkdocs.yml"),
    ],
)
def test_a_wrong_configuration_is_told_in_words(site, capsys, caplog, config, wanted):
    sample = site(ITEM)
    (sample.root / "mkdocs.yml").write_text(config, "utf-8")

    assert sample.build() == common.WRONG_USAGE

    told = capsys.readouterr().err + caplog.text
    assert wanted in told
    assert "Traceback" not in told
    assert not (sample.root / "site").exists()


def test_a_missing_configuration_file_is_told(tmp_path, capsys):
    assert cli.main(["build", "-f", str(tmp_path / "mkdocs.yml")]) == common.WRONG_USAGE
    assert "mkdocs.yml" in capsys.readouterr().err


def test_an_instant_that_is_none_is_told(site, capsys):
    sample = site(ITEM)

    assert sample.run("build", "--now", "mai") == common.WRONG_USAGE
    assert sample.run("serve", "--now", "mai") == common.WRONG_USAGE

    assert "“mai”" in capsys.readouterr().err


def test_now_without_a_zone_is_the_sites(site):
    sample = site({"content/ban-tin/2026/mot.md": "+++\npublish_at: 2026-11-21T08:30+07:00\n+++\n"})

    sample.run("build", "--jobs", "1", "--now", "2026-11-21T08:29")
    assert "ban-tin/2026/mot/index.html" not in sample.built()
    sample.run("build", "--jobs", "1", "--now", "2026-11-21T01:30Z")
    assert "ban-tin/2026/mot/index.html" in sample.built()


def test_without_now_the_clock_is_read(site):
    sample = site({"content/ban-tin/2020/xua.md": "+++\npublish_at: 2020-01-01\n+++\n"})

    assert sample.run("build", "--jobs", "1") == common.DONE

    assert "ban-tin/2020/xua/index.html" in sample.built()


def test_a_folder_that_cannot_be_written_is_the_machines_fault(site, capsys):
    sample = site(ITEM)
    (sample.root / "chan").write_text("một tệp chắn chỗ")

    code = sample.build("--site-dir", str(sample.root / "chan" / "site"))

    assert code == common.MACHINE_FAILED
    assert "Không ghi được tệp" in capsys.readouterr().err


def test_a_bug_of_ours_is_apologised_for_and_kept_in_a_file(site, capsys, monkeypatch):
    def broken(*_arguments):
        message = "hỏng"
        raise LookupError(message)

    monkeypatch.setattr("generator.build.pipeline.carry_out", broken)

    assert site(ITEM).build() == common.MACHINE_FAILED

    told = capsys.readouterr().err
    assert "LookupError: hỏng" in told
    assert "Traceback" not in told
    kept = Path(told.split("tệp ")[1].split(" cho")[0])
    assert "Traceback" in kept.read_text("utf-8")
    kept.unlink()


def test_an_interruption_ends_quietly(site, monkeypatch):
    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.build.pipeline.carry_out", interrupted)

    assert site(ITEM).build() == 130


def test_progress_is_shown_to_a_person_and_ends_clean(capsys):
    terminal = Terminal(Words("vi"), colour=True, live=True, quiet=False)
    show = terminal.progress()

    show("read", 1, 2)
    show("read", 2, 2)

    told = capsys.readouterr().err
    assert "Đọc nội dung ████████████░░░░░░░░░░░░ 1/2" in told
    assert told.endswith("\r\x1b[K")


def test_the_bar_guesses_the_time_left_once_it_can(capsys):
    seconds = iter((0.0, 4.0))
    bar = Bar(Words("vi"), clock=lambda: next(seconds))

    bar("make", 1, 1000)
    bar("make", 250, 1000)

    drawn = capsys.readouterr().err.split("\r\x1b[K")
    assert drawn[1].endswith("1/1000")
    assert drawn[2].endswith("250/1000 · còn khoảng 12 giây")


def test_a_log_gets_plain_lines_every_ten_seconds_and_at_the_end(capsys):
    seconds = iter((0.0, 1.0, 11.0, 12.0))
    lines = Lines(Words("vi"), clock=lambda: next(seconds))

    for done in (1, 2, 3, 4):
        lines("read", done, 4)

    assert capsys.readouterr().out == "Đọc nội dung: 3/4\nĐọc nội dung: 4/4\n"


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--version"])
    assert capsys.readouterr().out.startswith("bantin 0.")


def test_the_command_is_installed_and_keeps_foreign_notices_out(site):
    sample = site(ITEM)
    program = Path(sys.executable).with_name("bantin")

    built = subprocess.run(
        [program, "build", "-f", sample.root / "mkdocs.yml", "--now", "2026-11-21T09:00"],
        env={k: v for k, v in os.environ.items() if "MKDOCS_2" not in k},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 0, built.stderr
    assert built.stderr == ""
    assert "end of life" not in built.stdout


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("words", ["rules", "check", "build", "rules yaml.colon"])
def test_who_reads_no_further_is_not_told_of_a_full_disk(site, words):
    given, taken = os.pipe()
    os.close(given)
    sample = site(ITEM)
    ended = subprocess.run(
        [sys.executable, "-m", "generator.cli", *words.split(), "-f", sample.root / "mkdocs.yml"],
        stdout=taken,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    os.close(taken)

    assert ended.returncode == 141
    assert ended.stderr == ""


def test_the_configuration_file_may_be_named_before_the_command(site):
    sample = site(ITEM)

    code = cli.main(["-f", str(sample.root / "mkdocs.yml"), "-q", "build", "--jobs", "1"])

    assert code == common.DONE
    assert (sample.root / "site/index.html").is_file()


def test_an_address_that_is_none_is_told(site, capsys):
    sample = site(ITEM)

    for address in ("abc", "127.0.0.1", "127.0.0.1:99999", ":8000"):
        assert sample.run("serve", "--dev-addr", address) == common.WRONG_USAGE
        assert "--dev-addr 127.0.0.1:8000" in capsys.readouterr().err


def serve(sample, address):
    """Serve in a process of its own: MkDocs leaves its socket open when it fails."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "generator.cli", "serve"),
            *("-f", sample.root / "mkdocs.yml", "--dev-addr", address),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_in_use_is_told(site):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"

        served = serve(site(ITEM), address)

    assert served.returncode == common.MACHINE_FAILED
    assert f"Không mở được {address}" in served.stderr
    assert "Traceback" not in served.stderr


def test_faults_at_the_start_of_a_preview_are_told_and_end_it(site):
    served = serve(site(FAULTY), "127.0.0.1:8999")

    assert served.returncode == common.CONTENT_PROBLEMS
    assert "[yaml.colon]" in served.stderr
    assert "Chưa xuất bản" in served.stderr


def test_clean_content_gives_code_hosts_an_empty_report(site, capsys):
    assert site(ITEM).run("check", "--format", "github", "--jobs", "1") == common.DONE
    assert capsys.readouterr().out == ""
