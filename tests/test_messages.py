"""Wording: every code and key in both languages, every one used, and how a report is shown."""

from __future__ import annotations

import ast
import json
import re
import string
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError
from sitemaker import ZONE

from generator.kernel.diagnostics import Diagnostic, Severity, Span, error, warning
from generator.messages import code_hosts, dates, report
from generator.messages.findings import Findings
from generator.messages.words import LANGUAGES, Words, load
from generator.model.item import Attachment
from generator.model.kinds import KINDS
from generator.model.site import Settings
from generator.model.taxonomies import Author, Campaign, Topic
from generator.model.units import Unit
from generator.model.urgent import Urgent
from generator.reading import decode
from generator.reading.frontmatter import decode as compose

ROOT = Path(__file__).parents[1]
# Parts of the catalogue of diagnostics that are no code's.
NO_CODES = {"guess", "examples", "additions", "meanings", "variants"}
MODELS = (*(kind.model for kind in KINDS), Attachment, Unit, Topic, Campaign, Author, Settings)


@cache
def trees():
    """Return the syntax tree of each module of the generator."""
    files = sorted((ROOT / "generator").rglob("*.py"))
    return {file: ast.parse(file.read_text("utf-8")) for file in files}


@cache
def templates():
    return "\n".join(f.read_text("utf-8") for f in sorted((ROOT / "theme").rglob("*.html")))


def name_of(call):
    function = call.func
    if isinstance(function, ast.Call):  # Words(language)("key")
        return name_of(function)
    return getattr(function, "attr", None) or getattr(function, "id", "")


def calls(*names):
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    return [n for n in nodes if isinstance(n, ast.Call) and name_of(n) in names and n.args]


def texts():
    """Return every text constant of the code."""
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def literals(found):
    return {
        call.args[0].value
        for call in found
        if isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def prefixes():
    """Return the fixed beginnings and ends of all f-strings of the code."""
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    found = set()
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            parts = [v.value if isinstance(v, ast.Constant) else "\0" for v in node.values]
            found.add("".join(parts))
    return found


def slots(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


# --- codes ---


def raised_codes():
    pydantics = {code for code, _ in decode._MEANINGS.values()}
    return literals(calls("error", "warning", "fault", "_before")) | pydantics


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_that_is_raised_has_words(language):
    raised = raised_codes()

    assert len(raised) > 60
    assert raised - set(load("diagnostics", language)) == set()


def test_every_entry_is_used_by_some_code():
    unused = set(load("diagnostics", "vi")) - NO_CODES - texts()

    assert unused == set()


def test_codes_are_a_place_and_a_fault():
    for code in set(load("diagnostics", "vi")) - NO_CODES:
        assert re.fullmatch(r"[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*", code), code


def test_both_languages_have_the_same_codes_with_the_same_parts_and_slots():
    vi, en = (load("diagnostics", language) for language in LANGUAGES)

    assert list(vi) == list(en)
    for code in set(vi) - NO_CODES:
        assert set(vi[code]) == set(en[code]), code
        assert {"text", "fix"} <= set(vi[code]) <= {"text", "fix", "example"}, code
        for part in vi[code]:
            assert slots(vi[code][part]) == slots(en[code][part]), (code, part)
    assert slots(vi["guess"]["text"]) == slots(en["guess"]["text"]) == {"guess"}
    assert set(vi["examples"]) == set(en["examples"])


def test_the_slots_of_a_code_are_filled_wherever_it_is_raised():
    """Where a call names its values outright they are held against the slots of the wording."""
    implied = {"field", "model"}  # `reading.decode` adds these
    for call in calls("error", "warning", "fault"):
        if isinstance(call.args[0], ast.Constant) and not any(k.arg is None for k in call.keywords):
            entry = load("diagnostics", "vi")[call.args[0].value]
            wanted = set().union(*(slots(part) for part in entry.values()))
            given = {keyword.arg for keyword in call.keywords}
            assert wanted - implied <= given, call.args[0].value


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_sentences_do(language):
    for code, entry in load("diagnostics", language).items():
        if code not in NO_CODES:
            assert re.search(r"([.:)]|\{\w+\}\.?)$", entry["text"]), code
            assert re.search(r"([.)…]|\{\w+\})$", entry["fix"]), code


def test_vietnamese_words_are_vietnamese_and_english_ones_english():
    marked = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
    for code in set(load("diagnostics", "vi")) - NO_CODES:
        for part in ("text", "fix"):
            assert marked.search(load("diagnostics", "vi")[code][part].lower()), code
            assert not marked.search(load("diagnostics", "en")[code][part].lower()), code


# --- examples of the right form ---


def fields_of(model):
    """Yield (model's name, field) of *model* and of all models within it."""
    for name, info in model.model_fields.items():
        yield name
        if (nested := decode._nested_model(info.annotation)) is not None:
            yield from fields_of(nested)


def all_fields():
    return {(model, field) for model in MODELS for field in fields_of(model)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_an_example_of_its_right_form(language):
    examples = load("diagnostics", language)["examples"]
    for model, field in all_fields():
        assert field in examples or f"{model.__name__.lower()}.{field}" in examples, field


def test_every_example_is_a_fields():
    fields = all_fields()
    known = {f for _, f in fields} | {f"{m.__name__.lower()}.{f}" for m, f in fields}

    assert set(load("diagnostics", "vi")["examples"]) <= known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_example_shown_for_a_field_is_one_that_the_field_takes(model, language):
    for field in sorted(set(fields_of(model))):
        shown = report.tell(
            error("field.invalid", Span("x"), field=field, model=model.__name__.lower()), language
        ).example
        decoded = compose(shown, "x")
        assert decoded.problems == [], shown
        (name,) = decoded.data
        assert name == field
        assert _takes(model, field, decoded.data[name]), shown


def _takes(model, field, value):
    holder = _holder_of(model, field)
    try:
        holder.model_validate({field: value}, context={"zone": ZONE})
    except ValidationError as reason:
        return all(f["loc"][0] != field for f in reason.errors())
    return True


def _holder_of(model, field):
    if field in model.model_fields:
        return model
    nested = (decode._nested_model(info.annotation) for info in model.model_fields.values())
    found = (_holder_of(one, field) for one in nested if one is not None)
    return next((one for one in found if one is not None), None)


IN_MARKDOWN = (
    *(
        "link.",
        "file.name",
        "file.long-name",
        "file.same-name",
        "picture.no-alt",
        "picture.poor-alt",
    ),
    *("language.abbreviation", "language.heading", "language.look-alike"),
    *("file.spaced-name", "language.bullets", "language.run-on-list", "language.tab-table"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_in_yaml_are_yaml(language):
    for code, entry in load("diagnostics", language).items():
        if code in NO_CODES or code.startswith(IN_MARKDOWN) or "example" not in entry:
            continue
        text = entry["example"].format(field="publish_at", right="2026-11-20", old="tin/cu")
        if not text.startswith("---"):
            assert compose(text, "x").problems == [], code
            assert not isinstance(yaml.safe_load(text), str), code


# --- the interface ---


def test_both_languages_have_the_same_keys_with_the_same_slots():
    vi, en = (load("interface", language) for language in LANGUAGES)

    assert list(vi) == list(en)
    for key in vi:
        assert slots(vi[key]) == slots(en[key]), key
        assert vi[key].strip(), key


def template_keys():
    return set(re.findall(r"""\bt\(\s*["']([^"']+)["']""", templates()))


def word_keys():
    told = calls("words", "Words", "t", "tell", "PublishError", "WrongUsageError")
    return literals(told) - set(LANGUAGES)


def test_every_key_that_code_or_templates_ask_for_exists():
    keys = set(load("interface", "vi"))

    assert len(template_keys()) > 30
    assert len(word_keys()) > 10
    assert (template_keys() | word_keys()) - keys == set()


def test_every_key_that_is_put_together_exists():
    patterns = [
        f"^{re.escape(prefix).replace(re.escape(chr(0)), '.+')}$"
        for call in calls("words", "Words")
        if isinstance(call.args[0], ast.JoinedStr)
        for prefix in [
            "".join(v.value if isinstance(v, ast.Constant) else "\0" for v in call.args[0].values)
        ]
    ]

    assert patterns
    for pattern in patterns:
        assert any(re.match(pattern, key) for key in load("interface", "vi")), pattern


def test_every_key_is_used():
    put_together = [
        re.compile(f"{re.escape(text).replace(re.escape(chr(0)), '.+')}$")
        for text in prefixes()
        if re.match(r"[a-z]+\.", text)
    ]
    asked = template_keys() | texts()

    unused = {
        key
        for key in load("interface", "vi")
        if key not in asked and not any(pattern.match(key) for pattern in put_together)
    }

    assert unused == set()


def test_every_kind_and_grade_has_its_words():
    for language in LANGUAGES:
        words = Words(language)
        for kind in KINDS:
            assert words(f"kind.{kind.name}")
            assert words(f"kind.{kind.name}.intro")
        for level in Urgent.model_fields["level"].annotation:
            assert words(f"level.{level.value}")
        for severity in Severity:
            assert words(f"severity.{severity.value}")
            assert words(f"report.count-{severity.value}", count=2).startswith("2")


def test_words_fill_their_slots_and_know_no_other_key():
    assert Words("vi")("listing.page", number=3) == "Trang 3"
    assert Words("vi")("footnote.back") == "Quay lại chỗ ghi chú {}"
    with pytest.raises(KeyError):
        Words("vi")("khong.co")


# --- dates and numbers ---


@pytest.mark.parametrize(
    ("call", "vi", "en"),
    [
        (lambda x: dates.short(date(2026, 5, 1), x), "01/05/2026", "1 May 2026"),
        (lambda x: dates.in_words(date(2026, 5, 1), x), "ngày 1 tháng 5 năm 2026", "1 May 2026"),
        (
            lambda x: dates.long(datetime(2026, 11, 20, 8, 5, tzinfo=ZONE), x),
            "Thứ Sáu, 20/11/2026, 08:05",
            "Friday, 20 Nov 2026, 08:05",
        ),
        (
            lambda x: dates.long(datetime(2026, 11, 22, tzinfo=ZONE), x),
            "Chủ nhật, 22/11/2026, 00:00",
            "Sunday, 22 Nov 2026, 00:00",
        ),
        (lambda x: dates.number(1234567, x), "1.234.567", "1,234,567"),
        (lambda x: dates.number(999, x), "999", "999"),
        (lambda x: dates.size(12, x), "1 KB", "1 KB"),
        (lambda x: dates.size(11_600, x), "12 KB", "12 KB"),
        (lambda x: dates.size(999_999, x), "1000 KB", "1000 KB"),
        (lambda x: dates.size(1_520_000, x), "1,5 MB", "1.5 MB"),
    ],
)
def test_dates_and_numbers_are_written_as_readers_of_the_language_do(call, vi, en):
    assert (call("vi"), call("en")) == (vi, en)


# --- the report ---


def shown(diagnostic, line="", language="vi", **options):
    lines = [""] * (diagnostic.span.line - 1) + [line] if diagnostic.span.line else []
    return report.render(diagnostic, language, lambda _: lines, **options)


def test_a_problem_is_shown_with_place_line_mark_remedy_and_example():
    diagnostic = error("unit.unknown", Span("a.md", 12, 7, 7), id="cd-dein", guess="cd-dien")

    assert shown(diagnostic, "unit: cd-dein") == (
        "a.md:12:7: lỗi [unit.unknown]\n"
        "  Không có đơn vị nào mang mã “cd-dein”.\n"
        "  12 | unit: cd-dein\n"
        "     |       ^^^^^^^\n"
        "  → Có phải bạn muốn viết “cd-dien”? Các mã nằm trong content/data/units.yml; "
        "hãy sửa mã hoặc thêm đơn vị."
    )


def test_a_problem_of_a_whole_file_shows_no_line():
    text = shown(error("file.empty", Span("a.md")), language="en")

    assert text.startswith("a.md: error [file.empty]\n  The file is empty.\n  → Write something")
    assert "  The right form, for example:\n      ---\n      title: " in text
    assert " | " not in text


@pytest.mark.parametrize("line", [0, 5])
def test_a_line_that_is_not_there_is_not_shown(line):
    diagnostic = error("unit.loop", Span("a.yml", 4, 1), id="x")

    assert " | " not in report.render(diagnostic, "vi", lambda _: ["a"] * (line and 3))


@pytest.mark.parametrize(
    ("column", "length"), [(1, 3), (50, 3), (150, 3), (250, 3), (296, 5), (300, 1), (290, 400)]
)
def test_a_long_line_is_cut_around_the_mark(column, length):
    line = "".join(str(i % 10) for i in range(1, 301))

    text = shown(error("unit.loop", Span("a", 1, column, length), id="x"), line)
    source, marks = [row[6:] for row in text.split("\n") if " | " in row]

    assert len(source) <= 161
    assert len(marks) <= 161
    at = marks.index("^")
    assert source[at] == str(column % 10)
    assert set(marks[at:]) == {"^"}
    assert len(marks[at:]) == min(length, len(source) - at)


def test_a_mark_stands_under_what_it_marks_whatever_the_line_holds():
    text = shown(error("unit.loop", Span("a", 1, 4, 2), id="x"), "\tHo\u0323\x1bp")
    source, marks = [row[6:] for row in text.split("\n") if " | " in row]

    assert source == " Họ\ufffdp"
    assert source[marks.index("^")] == "\ufffd"
    assert "\x1b" not in text


def test_a_mark_past_the_end_is_one_sign_long():
    text = shown(error("unit.loop", Span("a", 1, 9, 5), id="x"), "abc")

    assert text.split("\n")[3] == "    |         ^"


@pytest.mark.parametrize(("make", "colour"), [(error, "31"), (warning, "33")])
def test_colour_marks_the_severity_and_nothing_else(make, colour):
    diagnostic = make("unit.loop", Span("a"), id="x")

    coloured = shown(diagnostic, colour=True)

    assert f"\x1b[1;{colour}m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == shown(diagnostic)


def test_braces_in_content_are_no_slots():
    diagnostic = error("unit.unknown", Span("a"), id="{id}{0}", guess="{guess}")

    assert "“{id}{0}”" in shown(diagnostic)
    assert "“{guess}”?" in shown(diagnostic)


DIAGNOSTICS = [
    error("unit.unknown", Span("a,b:c.md", 3, 7, 2), id="50%", guess=""),
    warning("path.other-year", Span("a.md"), year="2025"),
    Diagnostic("file.empty", Span("b.md"), Severity.NOTE),
]


def test_the_closing_line_counts_each_sort():
    text = report.render_all(DIAGNOSTICS, "vi", lambda _: [])

    assert text.endswith("\n\n1 lỗi, 1 cảnh báo, 1 ghi chú.")
    assert text.count("\n\n") >= 3
    assert report.render_all([], "vi", lambda _: []) == "Không có lỗi nào."


def test_github_gets_one_command_a_problem_with_everything_escaped():
    first, second, third = code_hosts.github(Findings(DIAGNOSTICS, [], "vi")).split("\n")

    assert first.startswith(
        "::error file=a%2Cb%3Ac.md,line=3,col=7,endLine=3,endColumn=9,title=unit.unknown::"
    )
    assert "“50%25”.%0ACác mã" in first
    assert second.startswith("::warning file=a.md,line=1,col=1,title=path.other-year::")
    assert third.startswith("::notice ")
    assert code_hosts.github(Findings([], [], "vi")) == ""


def test_gitlab_gets_a_report_it_can_compare_between_runs():
    entries = json.loads(code_hosts.gitlab(Findings(DIAGNOSTICS, [], "en")))

    assert [e["severity"] for e in entries] == ["blocker", "minor", "info"]
    assert [e["check_name"] for e in entries] == [d.code for d in DIAGNOSTICS]
    assert entries[0]["location"] == {"path": "a,b:c.md", "lines": {"begin": 3}}
    assert entries[1]["location"]["lines"] == {"begin": 1}
    assert "No unit has the id" in entries[0]["description"]
    moved = error("unit.unknown", Span("a,b:c.md", 30, 9, 2), id="50%", guess="")
    other = error("unit.unknown", Span("a,b:c.md", 3, 7, 2), id="51%", guess="")
    again = code_hosts.gitlab(Findings([moved, other], [], "en"))
    prints = [e["fingerprint"] for e in json.loads(again)]
    assert prints[0] == entries[0]["fingerprint"] != prints[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_are_doubled_only_where_slots_are_filled(language):
    """Wording without a slot is shown as it stands."""
    without = (text for text in load("interface", language).values() if not slots(text))
    assert [text for text in without if "{{" in text or "}}" in text] == []
