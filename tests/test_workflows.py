"""The files that run in other people's CI: their form, and that what they call is there."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from sitemaker import ROOT

from generator import cli

GITHUB = sorted((ROOT / ".github/workflows").glob("*.yml"))
PUBLISH = ROOT / ".github/workflows/publish.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
PROGRAMS = {"python3": "scripts", "bash": ""}


def load(path):
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- text alone


def commands_of(path):
    for job in load(path).get("jobs", load(path)).values():
        if isinstance(job, dict):
            steps = [step["run"] for step in job.get("steps", []) if "run" in step]
            for text in [*steps, *job.get("script", [])]:
                yield from text.strip().splitlines()


@pytest.mark.parametrize("path", [*GITHUB, GITLAB], ids=lambda path: path.name)
def test_each_command_exists_and_takes_its_options(path):
    found = list(commands_of(path))
    assert found
    for command in found:
        program, script, *options = re.split(r"\s+", command)
        assert program in PROGRAMS, command
        assert shutil.which(program), command
        assert (ROOT / script).is_file(), command
        options = [option for option in options if option not in ("||", "true")]
        if ">" in options:
            options = options[: options.index(">")]
        if script in ("scripts/build", "scripts/check"):
            words = [Path(script).name, *options]
            cli._parser(words).parse_args(words)


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_a_github_workflow_has_the_form_github_wants(path):
    workflow = load(path)

    assert set(workflow) <= {"name", "on", "permissions", "concurrency", "jobs", "env"}
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["runs-on"]
        for step in job["steps"]:
            assert ("uses" in step) != ("run" in step)
            assert re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", step.get("uses", "a/b@v1"))


def test_publishing_happens_on_main_hourly_and_on_demand():
    workflow = load(PUBLISH)

    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ \* \* \* \*", workflow["on"]["schedule"][0]["cron"])
    assert "workflow_dispatch" in workflow["on"]
    assert "pull_request" in workflow["on"]
    assert workflow["jobs"]["check"]["if"] == "github.event_name == 'pull_request'"
    assert "!= 'pull_request'" in workflow["jobs"]["publish"]["if"]


def test_announcing_comes_after_publishing_and_alone_may_write():
    jobs = load(PUBLISH)["jobs"]
    announce = jobs["announce"]

    assert announce["needs"] == "publish"
    assert announce["if"] == "vars.BANTIN_ANNOUNCE_TO != ''"
    writing = [
        n for n, job in jobs.items() if job.get("permissions", {}).get("contents") == "write"
    ]
    assert writing == ["announce"]
    assert [step["with"]["ref"] for step in announce["steps"] if "ref" in step.get("with", {})] == [
        "announced"
    ]
    for name, value in announce["steps"][-1]["env"].items():
        assert value in (f"${{{{ secrets.{name} }}}}", f"${{{{ vars.{name} }}}}")


def test_what_the_announcing_job_runs_takes_its_options():
    text = (ROOT / ".ci/announce").read_text("utf-8")
    (line,) = re.findall(r"^python3 scripts/(announce .*)$", text, re.MULTILINE)

    parsed = cli._parser(line.split()).parse_args([*line.split()[:-1], "--to", "zalo"])

    assert (parsed.send, parsed.to) == (True, ["zalo"])
    assert (ROOT / parsed.keep).is_file()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_ledger_is_kept_on_its_branch(tmp_path):
    """A second checkout has what the first one kept; where it cannot be kept, that is an error."""
    there, here, then = tmp_path / "kho.git", tmp_path / "so", tmp_path / "sau"
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
    branch = ["-b", "announced"]
    subprocess.run([*git, "init", "-q", "--bare", *branch, there], check=True)
    subprocess.run([*git, "clone", "-q", there, here], check=True, stderr=subprocess.DEVNULL)
    subprocess.run([*git, "-C", here, "checkout", "-q", *branch], check=False, stderr=-3)
    ledger = here / "announced.jsonl"
    for text in ("một\n", "một\nhai\n", "một\nhai\n"):
        ledger.write_text(text, "utf-8")
        subprocess.run(["bash", ROOT / ".ci/keep-ledger", ledger], check=True)

    subprocess.run([*git, "clone", "-q", there, then], check=True)
    assert (then / "announced.jsonl").read_text("utf-8") == "một\nhai\n"
    shutil.rmtree(there)
    ledger.write_text("ba\n", "utf-8")
    lost = subprocess.run(["bash", ROOT / ".ci/keep-ledger", ledger], stderr=-3, check=False)
    assert lost.returncode != 0


def test_ci_keeps_the_cache_folder_and_publishes_the_site_folder():
    text = PUBLISH.read_text("utf-8")

    assert text.count("path: .cache/bantin") == 3
    assert "path: site" in text
    assert ".cache/bantin" in GITLAB.read_text("utf-8")


def test_gitlab_jobs_have_the_form_gitlab_wants():
    pipeline = load(GITLAB)
    jobs = {n: j for n, j in pipeline.items() if n not in ("image", "workflow", "default")}

    assert set(jobs) == {"check", "approved", "pages"}
    for job in jobs.values():
        assert job["stage"] in ("build", "test", "deploy")
        assert all(isinstance(line, str) for line in job["script"])
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert "--site-dir public" in jobs["pages"]["script"][0]


def test_the_code_quality_report_is_what_gitlab_reads(site, capsys):
    sample = site({"content/ban-tin/2026/hong.md": "+++\ntitle: a: b\n+++\n"})
    sample.run("check", "--format", "gitlab", "--jobs", "1")

    (entry,) = json.loads(capsys.readouterr().out)

    assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
    assert entry["location"] == {
        "path": "content/ban-tin/2026/hong.md",
        "lines": {"begin": 5},
    }
    assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
