"""The book of rules is the rules: severities, sections, the command, and the page of the site."""

import ast
import os
import re

import pytest
from browsing import PHONE, needs_browser, served
from sitemaker import CONFIG, ROOT, SampleSite, make_site

from generator import cli
from generator.catalog.gather import Reader, Rules
from generator.commands import common
from generator.kernel.diagnostics import Severity, note
from generator.messages import rule_page, rulebook
from generator.messages.words import LANGUAGES, load

PAGE = ROOT / "content" / rule_page.SOURCE
MODULES = sorted((ROOT / "generator").rglob("*.py"))


def calls():
    """Yield (function, code) of each call that names its code outright."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("error", "warning", "note", "fault"):
                    yield name, node.args[0].value


def test_the_book_says_what_the_calls_say():
    """What makes its code while it runs is held to the book by the broken sample site."""
    weights = {"fault": Severity.ERROR}
    found = {
        (code, weights.get(name) or Severity(name))
        for name, code in calls()
        if code in rulebook.codes()
    }

    assert len(found) > 60
    assert {(code, rulebook.severity_of(code)) for code, _ in found} == found


def test_every_rule_stands_in_one_section():
    beginnings = [one for group in rulebook.SECTIONS.values() for one in group]

    assert len(beginnings) == len(set(beginnings))
    assert set(rulebook.rules("vi")) == rulebook.codes()
    assert sum(len(rules) for _, rules in rulebook.in_sections("en")) == len(rulebook.codes())


def test_the_lists_of_the_book_name_rules():
    single = {code for code in rulebook.ALLOWABLE if not code.endswith(".")}

    assert rulebook.WARNINGS | rulebook.NOTES | single <= rulebook.codes()
    assert not rulebook.WARNINGS & rulebook.NOTES


def test_what_breaks_the_form_or_the_site_is_never_let_pass():
    structural = ("front.", "yaml.", "field.", "data.", "file.", "config.", "approval.", "consent.")
    let_pass = {code for code in rulebook.codes() if rulebook.may_be_allowed(code)}

    assert {code for code in let_pass if code.startswith(structural)} <= {"yaml.hashtag"}
    own = {code for code in let_pass if not code.startswith(("privacy.", "language."))}
    assert {rulebook.severity_of(code) for code in own} == {Severity.WARNING, Severity.NOTE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_is_left_in_the_words_of_a_rule(language):
    for rule in rulebook.rules(language).values():
        assert not re.search(r"\{\w+\}", f"{rule.text} {rule.fix}"), rule.code
        assert not re.search(r"\{(field|right|old)\}", rule.example), rule.code
        assert "…: …" not in rule.example, rule.code


# --- the command ---


def run(capsys, *arguments):
    code = cli.main(["rules", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_a_rule_is_explained(capsys):
    code, out, _ = run(capsys, "yaml.colon")

    assert code == common.DONE
    assert out == (
        "yaml.colon (lỗi)\n"
        "  Có dấu hai chấm trong phần chữ chưa đặt trong dấu nháy.\n"
        "  → Hãy đặt cả phần chữ trong dấu nháy kép.\n"
        "  Ví dụ viết đúng:\n"
        '      title: "Thông báo: họp khẩn"\n'
    )


def test_a_code_may_be_pasted_with_its_brackets_and_in_english(capsys):
    code, out, _ = run(capsys, "[url.long]", "allow.unused", "--lang", "en")

    assert code == common.DONE
    assert out.startswith("url.long (warning)\n")
    assert "you may let it pass in the item by `allow`" in out
    assert "\n\nallow.unused (note)\n" in out


def test_the_rules_are_told_in_the_sites_language_unless_another_is_asked_for(site, capsys):
    english = CONFIG + "      language: en\n"
    sample = site({"mkdocs.yml": english})

    assert sample.run("rules", "url.long") == common.DONE
    assert capsys.readouterr().out.startswith("url.long (warning)\n")
    assert sample.run("rules", "--form", "markdown") == common.DONE
    assert capsys.readouterr().out == rule_page.page("en")
    assert sample.run("rules", "url.long", "--lang", "vi") == common.DONE
    assert capsys.readouterr().out.startswith("url.long (cảnh báo)\n")


def test_the_rules_are_told_where_there_is_no_site(tmp_path, capsys):
    code, out, err = run(capsys, "url.long", "-f", str(tmp_path / "khong-co.yml"))

    assert (code, err) == (common.DONE, "")
    assert out.startswith("url.long (cảnh báo)\n")


def test_without_a_code_all_are_told(capsys):
    _, out, _ = run(capsys)

    assert len(re.findall(r"^[a-z]+\.[a-z0-9-]+ \(", out, re.MULTILINE)) == len(rulebook.codes())


def test_an_unknown_code_is_told_with_what_may_be_meant(capsys):
    code, out, err = run(capsys, "yaml.colons")

    assert (code, out) == (common.WRONG_USAGE, "")
    assert "Có phải bạn muốn viết “yaml.colon”?" in err


# --- the page ---


def test_the_sample_sites_page_is_what_the_command_writes(capsys):
    _, out, _ = run(capsys, "--form", "markdown")
    if os.environ.get("BANTIN_RENEW") == "1":
        PAGE.write_text(out, "utf-8", newline="\n")

    hint = "bantin rules --form markdown > content/quy-tac-kiem-tra.md"
    assert PAGE.read_text("utf-8") == out, hint


def test_the_editors_guide_leads_to_the_page():
    assert f"]({rule_page.SOURCE})" in (ROOT / "content/huong-dan-bien-tap.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_place_on_the_page_once(language):
    text = rule_page.page(language)

    places = re.findall(r'^### <span id="([a-z0-9-]+)"></span>`([^`]+)`$', text, re.MULTILINE)
    assert [code for _, code in places] == list(rulebook.rules(language))
    assert all(anchor == code.replace(".", "-") for anchor, code in places)
    sections = re.findall(r"^- \[[^]]+\]\(#([\w-]+)\)$", text, re.MULTILINE)
    assert len(sections) > 10
    for section in sections:
        assert f'## <span id="{section}"></span>' in text


def test_no_rule_reads_the_page_as_an_editors_words():
    assert rule_page.is_own_page(PAGE.read_text("utf-8"))
    assert not rule_page.is_own_page(PAGE.read_text("utf-8") + "Gọi 0912 345 678.\n")


def test_no_rule_is_asked_about_the_page_and_about_any_other(site):
    texts = {rule_page.SOURCE: rule_page.page("vi"), "khac.md": rule_page.page("vi") + "Thêm.\n"}
    sample = site({f"content/{path}": text for path, text in texts.items()})

    def tells_of_all(manuscript):
        yield note("allow.unused", manuscript.span_at(0, 3), rule="url.long")

    reader = Reader(sample.setup.site, sample.setup.folder, "", Rules((), (tells_of_all,)))

    assert reader.read(rule_page.SOURCE).problems == ()
    assert [problem.code for problem in reader.read("khac.md").problems] == ["allow.unused"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("quy-tac")
    make_site(root, {f"content/{rule_page.SOURCE}": rule_page.page("vi")})
    site = SampleSite(root)
    assert site.build() == common.DONE
    return root / "site"


def test_mkdocs_shows_every_rule_and_no_mark_of_markdown(built):
    html = (built / "quy-tac-kiem-tra/index.html").read_text("utf-8")

    for code in rulebook.codes():
        assert f'id="{code.replace(".", "-")}"' in html, code
        assert f"<code>{code}</code>" in html, code
    text = re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)
    assert "```" not in text
    assert "&lt;span" not in text
    for rule in rulebook.rules("vi").values():
        if "`" not in rule.fix:
            shown = rule.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            assert shown in text, rule.code


def test_readers_do_not_meet_the_page_in_their_menus(built):
    html = (built / "ban-tin/index.html").read_text("utf-8")

    assert rule_page.SOURCE.removesuffix(".md") not in html


@needs_browser
def test_the_page_reads_well_on_a_phone(built, browser):
    with served(built) as address:
        page = browser.new_page(viewport=PHONE)
        page.goto(f"{address}/quy-tac-kiem-tra/#yaml-colon")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        top = page.locator("#yaml-colon").bounding_box()["y"]
        assert 0 <= top < PHONE["height"]
        assert page.locator("main table").count() == 0
        page.close()


def test_codes_of_the_catalogue_that_are_no_rules_are_left_out():
    others = set(load("diagnostics", "vi")) - rulebook.codes()

    assert others == {"guess", "examples", "additions", "meanings", "variants"}


def test_no_other_file_costs_the_writing_of_the_page():
    rule_page._own_pages.cache_clear()

    assert not rule_page.is_own_page("---\ntitle: Trang\n---\n# Trang\n")
    assert rule_page._own_pages.cache_info().currsize == 0
    for language in LANGUAGES:
        assert rule_page.is_own_page(rule_page.page(language))
        assert not rule_page.is_own_page(rule_page.page(language) + "x")
