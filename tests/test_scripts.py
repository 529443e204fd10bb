"""The scripts' environment: made once, told in words when it cannot be."""

import os
import runpy
import subprocess
import sys

import pytest
from sitemaker import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
import environment


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """Move the environment elsewhere, and let pip be written down instead of run."""
    asked = []
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "_pip", lambda *arguments: asked.append(arguments))

    def create(folder, *, with_pip):
        assert with_pip
        environment.python().parent.mkdir(parents=True)
        environment.python().touch()

    monkeypatch.setattr(environment.venv, "create", create)
    return asked


def test_the_first_run_installs_the_lock_with_hashes_and_the_project(venv):
    environment.prepare()

    (locked, project) = venv
    assert "--require-hashes" in locked
    assert locked[-1].endswith("requirements.lock")
    assert "--no-deps" in project


def test_setting_up_says_nothing_where_a_report_may_be_going(venv, capsys):
    environment.prepare()

    told = capsys.readouterr()
    assert told.out == ""
    assert "Setting up" in told.err


def test_a_second_run_asks_pip_for_nothing(venv):
    environment.prepare()
    venv.clear()

    environment.prepare()

    assert venv == []


def test_a_changed_lock_is_installed(venv, monkeypatch, tmp_path):
    environment.prepare()
    venv.clear()
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes() + b"\n# changed")
    monkeypatch.setattr(environment, "ROOT", tmp_path)

    environment.prepare()

    assert len(venv) == 2


def test_what_tests_need_serves_building_too(venv):
    environment.prepare(environment.DEVELOPMENT)
    venv.clear()

    environment.prepare()

    assert venv == []


def test_an_old_python_is_told(monkeypatch, venv):
    monkeypatch.setattr(environment.sys, "version_info", (3, 10))

    with pytest.raises(SystemExit, match=r"Python 3\.11"):
        environment.prepare()


def test_a_failed_installation_is_told_in_both_languages(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "python", lambda: sys.executable)

    with pytest.raises(SystemExit, match=r"Không cài được.*\n.*could not be installed"):
        environment._pip("--no-index", "khong-co-goi-nay")


@pytest.mark.parametrize(
    ("name", "command"), [("build", "build"), ("check", "check"), ("serve", "serve")]
)
def test_a_script_passes_its_arguments_on_and_its_exit_code_back(monkeypatch, name, command):
    ran = []

    def run(*words):
        ran.append([str(word) for word in words])
        return 1

    monkeypatch.setattr(environment, "prepare", lambda *_: None)
    monkeypatch.setattr(environment, "run", run)
    monkeypatch.setattr(sys, "argv", [name, "--lang", "en"])

    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "scripts" / name), run_name="__main__")

    assert ended.value.code == 1
    (words,) = ran
    assert words[1:] == [command, "--lang", "en"]


def test_the_build_script_builds_this_site(tmp_path):
    ready = any((ROOT / ".venv").glob(".bantin-*"))
    if not ready:
        pytest.skip("no .venv: the scripts have not been run here")

    built = subprocess.run(
        [sys.executable, ROOT / "scripts/build", "--site-dir", tmp_path / "ra"],
        env=os.environ | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 0, built.stderr
    assert (tmp_path / "ra/index.html").is_file()
    assert "scripts/serve" in built.stdout
    assert "end of life" not in built.stdout + built.stderr
