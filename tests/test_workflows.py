"""The files that run in other people's CI: their form, and that what they call is there."""

import json
import re
import shutil
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


def test_ci_keeps_the_cache_folder_and_publishes_the_site_folder():
    text = PUBLISH.read_text("utf-8")

    assert text.count("path: .cache/bantin") == 2
    assert "path: site" in text
    assert ".cache/bantin" in GITLAB.read_text("utf-8")


def test_gitlab_jobs_have_the_form_gitlab_wants():
    pipeline = load(GITLAB)
    jobs = {n: j for n, j in pipeline.items() if n not in ("image", "workflow", "default")}

    assert set(jobs) == {"check", "pages"}
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
