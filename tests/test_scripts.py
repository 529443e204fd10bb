"""The scripts' environment: made once, told in words when it cannot be."""

import ast
import json
import os
import runpy
import subprocess
import sys
from types import SimpleNamespace

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


@pytest.fixture
def installer(tmp_path, monkeypatch):
    """`scripts/test`, with programs that write down how they are run; npm succeeds."""
    script = SimpleNamespace(**runpy.run_path(str(ROOT / "scripts/test")))
    state = script._install_web_tools.__globals__
    script.ran = []

    def run(command, **options):
        script.ran.append(command)
        (tmp_path / "node_modules").mkdir(exist_ok=True)
        return SimpleNamespace(returncode=script.code, stdout=script.listed)

    script.code, script.listed, script.state = 0, "Noto Sans\nNoto Serif\n", state
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setitem(state, "_WEB", tmp_path)
    monkeypatch.setattr(state["subprocess"], "run", run)
    monkeypatch.setattr(state["shutil"], "which", lambda name, **_: f"/usr/bin/{name}")
    return script


def test_the_tools_of_pages_are_installed_once_and_run_no_script(installer):
    installer._install_web_tools()
    installer._install_web_tools()

    (command,) = installer.ran
    assert command[1:3] == ["ci", "--ignore-scripts"]


def test_a_changed_lock_of_the_tools_is_installed(installer, tmp_path):
    installer._install_web_tools()
    (tmp_path / "package-lock.json").write_text("{ }")
    installer._install_web_tools()

    assert len(installer.ran) == 2


def test_tools_that_could_not_be_installed_are_tried_again(installer):
    installer.code = 1
    installer._install_web_tools()
    installer._install_web_tools()

    assert len(installer.ran) == 2


def test_typefaces_are_asked_for_whatever_browser_is_there(installer):
    assert installer._typefaces_there()
    installer.listed = "DejaVu Sans\n"

    assert not installer._typefaces_there()


@pytest.mark.parametrize("name", ["test", "environment.py"])
def test_what_installs_needs_the_standard_library_alone(name):
    tree = ast.parse((ROOT / "scripts" / name).read_text("utf-8"))
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert imported <= sys.stdlib_module_names | {"environment"}


@pytest.mark.parametrize("folder", ["tests/web", "scripts/benchmarks/web"])
def test_the_tools_of_pages_are_pinned_and_their_lock_names_no_host(folder):
    listed = json.loads((ROOT / folder / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))

    wanted = listed["devDependencies"]
    assert all(version[0].isdigit() for version in wanted.values())
    assert lock["packages"][""]["devDependencies"] == wanted
    packages = [package for place, package in lock["packages"].items() if place]
    assert all("resolved" not in package and package["integrity"] for package in packages)
