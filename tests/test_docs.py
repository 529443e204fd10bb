"""The documents say what is so."""

import re
import subprocess
import sys

import pytest
from sitemaker import ROOT, make_site, places, render, write_files

from generator.reading.settings import read_settings

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "generator/README.md",
    ROOT / "theme/README.md",
    *sorted((ROOT / "generator/decisions").glob("*.md")),
]


def label(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=label)
def test_links_and_pictures_lead_to_files(document):
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target:
            assert (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=label)
def test_paths_in_code_quotes_exist(document):
    text = document.read_text("utf-8")
    for target in re.findall(
        r"`((?:generator|theme|scripts|tests|content|\.github)/[\w./-]+)`", text
    ):
        if "20" not in target:  # examples of items to write
            assert (ROOT / target).exists(), target


def test_the_map_of_the_program_is_the_tree():
    text = (ROOT / "generator/README.md").read_text("utf-8")
    described = set(re.findall(r"^\| `(\w+(?:/|\.py))` \|", text, re.MULTILINE))
    there = {
        f"{path.name}/" if path.is_dir() else path.name
        for path in (ROOT / "generator").iterdir()
        if (path.is_dir() and path.name not in ("decisions", "__pycache__"))
        or (path.suffix == ".py" and path.name != "__init__.py")
    }

    assert described == there


def test_modules_named_in_the_map_exist():
    text = (ROOT / "generator/README.md").read_text("utf-8")
    named = re.findall(r"`((?:model|outputs|catalog|build|reading|checks)/\w+\.py)`", text)

    assert named
    for name in named:
        assert (ROOT / "generator" / name).is_file(), name


def test_the_top_level_is_the_one_the_readme_describes():
    text = (ROOT / "README.md").read_text("utf-8")
    for name in ("content", "generator", "theme", "scripts", "tests"):
        assert f"| [`{name}/`]" in text
    there = {
        line.split("/")[0]
        for line in subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
    }
    visible = {name for name in there if not name.startswith(".")}
    assert visible == {
        *("content", "generator", "theme", "mkdocs.yml", "scripts", "tests", "pyproject.toml"),
        *("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"),
        *("requirements.lock", "requirements-dev.lock"),
    }


def first_bulletin():
    text = (ROOT / "README.md").read_text("utf-8")
    (path,) = re.findall(r"Make the file `(content/[^`]+)`", text)
    (body,) = re.findall(r"```markdown\n(.*?)```", text, re.DOTALL)
    return path, re.sub(r"^ {3}", "", body, flags=re.MULTILINE)


@pytest.fixture
def sample(tmp_path):
    data = {
        f"content/data/{file.name}": file.read_text("utf-8")
        for file in (ROOT / "content/data").glob("*.yml")
    }
    return make_site(tmp_path, data)


def test_the_first_bulletin_of_the_readme_is_sound(sample):
    path, text = first_bulletin()
    write_files(sample.root, {path: text})

    assert places(sample.check()) == []


def test_the_mistake_of_the_readme_is_told_as_the_readme_shows(sample):
    path, text = first_bulletin()
    text = re.sub(r"publish_at: .*", "publish_at: 2026-02-30", text)
    write_files(sample.root, {path: text})
    shown = re.search(r"```text\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    wanted = re.sub(r"^ {3}", "", shown[1], flags=re.MULTILINE).strip()

    told = render(sample.check(), root=sample.root)

    assert told.rpartition("\n\n")[0] == wanted


def test_the_settings_of_the_readme_are_the_ones_there_are(tmp_path):
    text = (ROOT / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    file = tmp_path / "mkdocs.yml"
    file.write_text(block.replace("…", '"https://vi-du.example/x"'), "utf-8")

    settings, problems = read_settings(file)

    assert problems == []
    assert settings.feeds.authority == "old-domain.example"
    assert set(settings.model_fields_set) == set(type(settings).model_fields)


def test_decisions_are_numbered_without_gaps_and_titled():
    files = sorted((ROOT / "generator/decisions").glob("*.md"))

    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for number, file in enumerate(files, 1):
        assert file.read_text("utf-8").startswith(f"# {number}. ")


def test_commands_of_the_documents_exist():
    for document in DOCUMENTS:
        for script in re.findall(r"(?:\./|py )(scripts[/\\]\w[\w-]*)", document.read_text("utf-8")):
            assert (ROOT / script.replace("\\", "/")).is_file(), script


@pytest.mark.parametrize("name", ["build", "check", "serve", "test", "announce"])
def test_scripts_run_on_the_standard_library_alone(name):
    source = (ROOT / "scripts" / name).read_text("utf-8")
    environment = (ROOT / "scripts/environment.py").read_text("utf-8")
    imported = set(re.findall(r"^(?:from|import) (\w+)", source + environment, re.MULTILINE))

    assert imported <= {*sys.stdlib_module_names, "environment"}


def test_no_file_names_a_registry_or_a_machine():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    signs = re.compile(r"--(?:extra-)?index-url|/simple\b|/root/|files\.pythonhosted|registry\.")
    for path in filter(None, listed):
        if path != "tests/test_docs.py":
            assert not signs.search((ROOT / path).read_text("utf-8", "ignore")), path


def test_locks_have_a_hash_for_everything():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        entries = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
        assert len(entries) > 20
        assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
