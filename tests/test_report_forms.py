"""What `bantin check` writes for programs: code hosts, editors, scripts."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarifrules import faults

from generator.kernel.diagnostics import Severity, Silenced, Span, error, note, warning
from generator.messages import code_hosts, json_report, rulebook
from generator.messages.findings import Findings, fingerprints
from generator.messages.long_report import SHOWN_OF_A_RULE, long_report
from generator.messages.sarif import sarif

ERROR = error("unit.unknown", Span("content/ban-tin/2026/ký tự.md", 3, 7, 4), id="50%", guess="")
WARNING = warning("path.other-year", Span("content/a.md", 2, 1), year="2025")
NOTE = note("allow.unused", Span("content/b.md"), rule="url.long")
LET_PASS = Silenced(
    warning("url.long", Span("content/c.md"), length="120", limit="100", right="x.md"),
    "Đường dẫn đã gửi đi.",
)
URL = "https://thu.example/quy-tac-kiem-tra/"
EVERY = Findings([ERROR, WARNING, NOTE], [LET_PASS], "vi", URL)
spans = st.builds(
    Span,
    st.text(min_size=1).map(lambda text: "content/" + text.replace("/", "")),
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.integers(0, 10**4),
)
problems = st.builds(
    lambda make, span, id_: make("unit.unknown", span, id=id_, guess=""),
    st.sampled_from([error, warning, note]),
    spans,
    st.text(),
)
any_findings = st.builds(
    Findings,
    st.lists(problems, max_size=4),
    st.lists(st.builds(Silenced, problems, st.text()), max_size=3),
    st.sampled_from(["vi", "en"]),
    st.sampled_from(["", URL]),
)


def many(make, code, number, **params):
    return [make(code, Span("content/a.md", line, 1, 1), **params) for line in range(1, number + 1)]


# --- SARIF ---


@given(any_findings)
def test_sarif_holds_to_the_standard_whatever_is_in_it(findings):
    assert faults(json.loads(sarif(findings))) == []


def test_sarif_tells_rules_places_and_what_was_let_pass():
    (run,) = json.loads(sarif(EVERY))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    first, *_, last = run["results"]

    assert set(rules) == {"unit.unknown", "path.other-year", "allow.unused", "url.long"}
    assert rules["path.other-year"]["defaultConfiguration"] == {"level": "warning"}
    assert rules["path.other-year"]["helpUri"] == f"{URL}#path-other-year"
    assert "thư mục năm khác" in rules["path.other-year"]["help"]["text"]
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note", "warning"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/ban-tin/2026/k%C3%BD%20t%E1%BB%B1.md"
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endColumn": 11}
    assert "Không có đơn vị nào mang mã “50%”" in first["message"]["text"]
    assert first["suppressions"] == []
    assert last["suppressions"][0]["justification"] == "Đường dẫn đã gửi đi."
    assert "region" not in last["locations"][0]["physicalLocation"]


def test_sarif_of_a_site_without_a_page_of_rules_leads_nowhere():
    (run,) = json.loads(sarif(Findings([ERROR], [], "en")))["runs"]

    assert "helpUri" not in run["tool"]["driver"]["rules"][0]
    assert run["language"] == "en"


def test_a_report_without_problems_is_a_report_all_the_same():
    (run,) = json.loads(sarif(Findings([], [], "vi")))["runs"]

    assert run["results"] == []


# --- fingerprints ---


def test_a_fingerprint_stays_when_the_line_moves_and_differs_when_the_fault_does():
    moved = error("unit.unknown", ERROR.span._replace(line=99), id="50%", guess="")
    other = error("unit.unknown", ERROR.span, id="51%", guess="")

    (one,), (same,), (differing,) = (fingerprints([each]) for each in (ERROR, moved, other))

    assert one == same != differing


@given(st.lists(problems, max_size=8))
def test_no_two_problems_of_a_report_have_one_fingerprint(found):
    marks = fingerprints(found)

    assert len(set(marks)) == len(found)


def test_equal_faults_of_a_file_are_told_apart_for_gitlab():
    found = many(warning, "text.stray-character", 3, name="U+200B")

    entries = json.loads(code_hosts.gitlab(Findings(found, [], "vi")))

    assert len({entry["fingerprint"] for entry in entries}) == 3


# --- JSON ---


def test_json_has_what_its_documentation_says():
    whole = json.loads(json_report.as_json(EVERY))
    documented = set(re.findall(r"`([a-z]+)`", json_report.__doc__))

    assert set(whole) == {"version", "language", "counts", "problems", "silenced"}
    for name in whole:
        assert re.search(rf"^    {name} ", json_report.__doc__, re.MULTILINE), name
    assert whole["counts"] == {"error": 1, "warning": 1, "note": 1, "silenced": 1}
    first = whole["problems"][0]
    assert set(first) <= documented
    assert {**first, "text": "", "fix": "", "fingerprint": ""} == {
        "code": "unit.unknown",
        "severity": "error",
        "path": "content/ban-tin/2026/ký tự.md",
        "line": 3,
        "column": 7,
        "length": 4,
        "text": "",
        "fix": "",
        "example": "",
        "fingerprint": "",
        "help": f"{URL}#unit-unknown",
    }
    assert whole["silenced"][0]["reason"] == "Đường dẫn đã gửi đi."
    assert whole["silenced"][0]["code"] == "url.long"


@given(any_findings)
def test_json_tells_every_problem_and_counts_as_many(findings):
    whole = json.loads(json_report.as_json(findings))

    assert len(whole["problems"]) == len(findings.told)
    assert len(whole["silenced"]) == whole["counts"]["silenced"] == len(findings.silenced)
    counted = sum(whole["counts"][severity.value] for severity in Severity)
    assert counted == len(findings.told)


# --- GitHub ---


def test_github_is_given_as_many_annotations_as_it_shows_and_the_log_the_rest():
    found = many(error, "unit.loop", 12, id="x") + many(warning, "path.other-year", 11, year="2025")

    lines = code_hosts.github(Findings(found, [], "vi")).split("\n")

    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::warning ") for line in lines) == 10
    assert "Còn lại: 2 lỗi, 1 cảnh báo." in lines[20]
    assert [line.partition(": [")[0] for line in lines[21:]] == [
        *("content/a.md:11:1", "content/a.md:12:1", "content/a.md:11:1"),
    ]


@given(any_findings)
def test_no_text_of_content_becomes_a_command_to_github(findings):
    shown = code_hosts.github(findings)

    commands = [line for line in re.split("\r\n|\r|\n", shown) if "::" in line]
    assert len(commands) <= len(findings.told)
    assert all(re.match(r"::(error|warning|notice) file=", line) for line in commands)


def test_what_stands_in_the_log_is_no_command_either():
    found = many(error, "unit.unknown", 12, id="\n::error ::x", guess="")

    lines = code_hosts.github(Findings(found, [], "vi")).split("\n")

    assert sum("::" in line for line in lines) == 10
    assert len(lines) == 13


def test_an_annotation_leads_to_the_rule():
    (line,) = code_hosts.github(Findings([WARNING], [], "vi", URL)).split("\n")

    assert line.endswith(f"%0A{URL}#path-other-year")


def test_the_summary_shows_problems_and_escapes_them():
    bad = error("unit.unknown", Span("content/a.md", 1, 1), id="<script>|`", guess="")

    text = code_hosts.github_summary(Findings([bad], [LET_PASS], "vi"))

    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert "1 lỗi." in text
    assert "Đường dẫn đã gửi đi." in text


def test_a_summary_stays_readable():
    found = many(error, "unit.loop", 5000, id="x")

    text = code_hosts.github_summary(Findings(found, [], "vi"))

    assert len(text) < 100_000
    assert "Còn 4800 chỗ nữa" in text


# --- the report for people ---


def shown(findings, **options):
    return long_report(findings, lambda _: [], **options)


def test_of_very_many_warnings_the_first_of_each_rule_are_shown_and_the_rest_counted():
    found = many(warning, "text.stray-character", 1500, name="U+200B")
    found += many(warning, "path.other-year", 3, year="2025")

    text = shown(Findings(found, [], "vi"))

    assert text.count("[text.stray-character]\n  ") == SHOWN_OF_A_RULE
    assert text.count("[path.other-year]\n  ") == 3
    assert "  1.490 cảnh báo [text.stray-character]" in text
    assert "bantin check --all" in text
    assert text.endswith("1503 cảnh báo.")


def test_everything_is_shown_when_asked_for():
    found = many(warning, "text.stray-character", 40, name="U+200B")

    text = shown(Findings(found, [], "vi"), everything=True)

    assert text.count("[text.stray-character]") == 40
    assert "--all" not in text


def test_errors_are_never_hidden():
    found = many(error, "unit.loop", 300, id="x")

    assert shown(Findings(found, [], "vi")).count("[unit.loop]") == 300


def test_problems_stand_below_the_file_they_are_in():
    text = shown(Findings([WARNING, WARNING, ERROR], [], "vi"))

    assert text.startswith("── content/a.md: 2 cảnh báo\n\ncontent/a.md:2:1: cảnh báo")
    assert text.count("── ") == 2


def test_what_was_let_pass_is_listed_with_its_reason():
    text = shown(EVERY)

    assert "người biên tập chịu trách nhiệm" in text
    assert "\n  content/c.md [url.long] Đường dẫn đã gửi đi.\n" in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_colour_changes_nothing_but_colour(language):
    findings = Findings([ERROR, WARNING, NOTE], [LET_PASS], language)

    coloured = shown(findings, colour=True)

    assert coloured != shown(findings)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(findings)


def test_every_form_knows_every_rule():
    made = {Severity.ERROR: error, Severity.WARNING: warning, Severity.NOTE: note}

    found = []
    for code in sorted(rulebook.codes()):
        entry = "".join(rulebook.load("diagnostics", "vi")[code].values())
        params = dict.fromkeys(re.findall(r"\{(\w+)\}", entry), "x")
        found.append(made[rulebook.severity_of(code)](code, Span("content/a.md", 1, 1), **params))
    findings = Findings(found, [], "vi")

    (run,) = json.loads(sarif(findings))["runs"]
    assert len(run["tool"]["driver"]["rules"]) == len(rulebook.codes())
    assert len(json.loads(json_report.as_json(findings))["problems"]) == len(rulebook.codes())


def test_a_build_too_shows_the_first_of_each_warning_and_counts_the_rest(site, capsys):
    vague = "+++\n+++\nXem [tại đây](#a).\n## A\n"
    sample = site({f"content/ban-tin/2026/tin-{n}.md": vague for n in range(13)})
    for _ in range(2):  # read anew, and remembered
        assert sample.build() == 0
        told = capsys.readouterr().err
        assert told.count("cảnh báo [link.vague]\n") == 10 + 1
        assert "  3 cảnh báo [link.vague]" in told
        assert "bantin check --all" in told


@pytest.mark.parametrize("form", ["text", "github"])
def test_no_value_of_several_lines_begins_a_line_of_a_log(site, capsys, form):
    item = '+++\nunit: "x\\n::stop-commands::y"\ntopics: ["a\\n::error::b"]\n+++\n'
    sample = site({"content/ban-tin/2026/a.md": item})

    assert sample.run("check", "--format", form) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any("stop-commands" in line for line in lines)
    own = [line for line in lines if line.lstrip().startswith("::")]
    assert all(line.startswith("::error file=content/") for line in own)
    assert len(own) == (2 if form == "github" else 0)


@pytest.mark.parametrize(
    ("errors", "warnings", "listed"), [(2, 3, 2), (2, 2, 0), (0, 5, 0), (23, 3, 20)]
)
def test_errors_among_much_else_are_listed_once_more(errors, warnings, listed):
    told = [error("yaml.tab", Span("content/a.md", n + 1, 1)) for n in range(errors)]
    told += [
        warning("language.bullets", Span("content/b.md", n + 1, 1), count="1", bullet="•")
        for n in range(warnings)
    ]
    ending = long_report(Findings(told, [], "vi"), lambda _: []).partition("Phải sửa thì")[2]

    assert ending.count("[yaml.tab]") == listed
    assert ("  … và 3 lỗi nữa." in ending) is (errors > 20)
