"""`bantin check` on the command line: which files, how grave, and where the report goes."""

import json
import sys
from pathlib import Path

import pytest
from sarifrules import faults
from sitemaker import NOW, SampleSite, make_site

from generator.commands import common
from generator.commands.choosing import Choice
from generator.external import kept
from generator.external.asking import Outcome, State
from generator.kernel.diagnostics import Span, warning

FILES = {
    "content/ban-tin/2026/sach.md": "+++\ntopics: [an-toan]\n+++\n",
    "content/ban-tin/2026/hong.md": "+++\nunit: khong-co\n+++\n",
    "content/ban-tin/2026/canh-bao.md": "+++\n+++\nChữ\u200b ẩn.\n",
    "content/ban-tin/2025/cu.md": (
        "+++\nallow: [{rule: path.other-year, reason: Giữ địa chỉ đã gửi đi.}]\n+++\n"
    ),
    "content/khan/2026/anh-hong.md": (
        "+++\nlevel: khan\nexpires_at: 2026-12-01\ncover: {image: gia.jpg, alt: Ảnh giả}\n+++\n"
    ),
    "content/khan/2026/gia.jpg": b"khong phai anh",
    "content/gioi-thieu.md": "# Giới thiệu\n\nChữ\u200b ẩn.\n",
    "content/data/topics.yml": '- {id: an-toan, name: "An toàn"}\n- {id: an-toan, name: "Lặp"}\n',
    "content/data/channels.yml": "- {id: kenh}\n",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    sample = make_site(tmp_path_factory.mktemp("soat"), FILES)
    yield sample
    sample.open.close()


@pytest.fixture
def check(whole, capsys):
    """Run the command; give the exit code, and the problems it told as JSON."""

    def run(*arguments: str):
        code = whole.run("check", "--jobs", "1", "--format", "json", *arguments)
        out, err = capsys.readouterr()
        return code, json.loads(out) if out else None, err

    return run


def files_of(told):
    return sorted({(problem["path"], problem["code"]) for problem in told["problems"]})


# --- which files ---


def test_without_paths_everything_is_told(check):
    code, told, _ = check()

    assert code == common.CONTENT_PROBLEMS
    assert files_of(told) == [
        ("content/ban-tin/2026/canh-bao.md", "text.stray-character"),
        ("content/ban-tin/2026/hong.md", "unit.unknown"),
        ("content/data/channels.yml", "field.missing"),
        ("content/data/topics.yml", "data.duplicate-id"),
        ("content/gioi-thieu.md", "text.stray-character"),
        ("content/khan/2026/anh-hong.md", "picture.unreadable"),
    ]
    assert [one["path"] for one in told["silenced"]] == ["content/ban-tin/2025/cu.md"]


@pytest.mark.parametrize(
    ("paths", "told"),
    [
        (["content/ban-tin/2026/hong.md"], ["unit.unknown"]),
        (["ban-tin/2026/hong.md"], ["unit.unknown"]),
        (["./content/ban-tin/2026/hong.md"], ["unit.unknown"]),
        (["content\\ban-tin\\2026\\hong.md"], ["unit.unknown"]),
        (["content/ban-tin/2026/canh-bao.md"], ["text.stray-character"]),
        (["content/khan"], ["picture.unreadable"]),
        (["khan/2026/"], ["picture.unreadable"]),
        (["content/data/channels.yml"], ["field.missing"]),
        (["gioi-thieu.md", "content/khan"], ["picture.unreadable", "text.stray-character"]),
    ],
)
def test_with_paths_only_their_problems_are_told(check, paths, told):
    found = check(*paths)[1]

    assert sorted({problem["code"] for problem in found["problems"]}) == told


def test_a_path_may_be_typed_in_full_or_from_where_one_stands(whole, check, monkeypatch):
    full = whole.root / "content/ban-tin/2026/hong.md"
    assert files_of(check(str(full))[1]) == [("content/ban-tin/2026/hong.md", "unit.unknown")]

    monkeypatch.chdir(whole.root / "content/ban-tin")
    assert files_of(check("2026/hong.md")[1]) == [("content/ban-tin/2026/hong.md", "unit.unknown")]
    assert len(files_of(check("..")[1])) == len(files_of(check(str(whole.root))[1])) == 6


def test_an_error_in_a_data_file_that_the_item_needs_is_told_with_it(check):
    """`sach.md` names a topic; no item names a channel."""
    code, told, _ = check("content/ban-tin/2026/sach.md")

    assert files_of(told) == [("content/data/topics.yml", "data.duplicate-id")]
    assert code == common.CONTENT_PROBLEMS


def test_a_problem_of_a_file_that_an_item_shows_is_told_with_the_item(whole):
    catalog = whole.gather().catalog
    picture = warning("url.long", Span("content/khan/2026/gia.jpg"), length=1, limit=1, right="")

    choices = {name: Choice(whole.setup.folder, (name,)) for name in ("khan/", "ban-tin/")}

    assert choices["khan/"].concern(catalog)(picture)
    assert choices["khan/"].has("khan/2026/anh-hong.md")
    item_alone = Choice(whole.setup.folder, ("khan/2026/anh-hong.md",))
    assert item_alone.concern(catalog)(picture)
    assert not choices["ban-tin/"].concern(catalog)(picture)


def test_the_exit_code_is_that_of_the_files_named(check):
    assert check("content/ban-tin/2026/canh-bao.md")[0] == common.DONE
    assert check("content/ban-tin/2026/hong.md")[0] == common.CONTENT_PROBLEMS


def test_what_was_let_pass_elsewhere_is_not_listed(check):
    assert check("content/khan")[1]["silenced"] == []
    assert len(check("content/ban-tin/2025")[1]["silenced"]) == 1


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("content/ban-tin/2026/hon.md", "content/ban-tin/2026/hong.md"),
        ("ban-tin\\2026\\sacch.md", "content/ban-tin/2026/sach.md"),
        ("content/ban-tn", "content/ban-tin"),
    ],
)
def test_a_path_that_is_not_there_is_told_with_what_may_be_meant(check, path, guess):
    code, told, complaint = check(path, "content/khan")

    assert (code, told) == (common.WRONG_USAGE, None)
    assert f"“{path}”" in complaint
    assert f"Có phải bạn muốn viết “{guess}”?" in complaint


def test_a_file_outside_the_content_is_refused_in_plain_words(check, tmp_path):
    other = tmp_path / "khac.md"
    other.write_text("x")

    code, _, complaint = check(str(other))

    assert code == common.WRONG_USAGE
    assert "không nằm trong thư mục nội dung content/" in complaint


# --- how grave ---


def test_strict_lets_warnings_count(whole, capsys):
    path = "content/ban-tin/2026/canh-bao.md"

    assert whole.run("check", "--jobs", "1", path) == common.DONE
    assert "--strict" not in capsys.readouterr().out
    assert whole.run("check", "--jobs", "1", "--strict", path) == common.CONTENT_PROBLEMS
    assert "cảnh báo cũng tính như lỗi" in capsys.readouterr().out


def test_strict_does_not_count_notes(site, capsys):
    leave = "allow: [{rule: url.long, reason: Đường dẫn đã gửi đi.}]\n"
    sample = site({"content/ban-tin/2026/mot.md": f"+++\n{leave}+++\n"})

    assert sample.run("check", "--jobs", "1", "--strict") == common.DONE
    assert "1 ghi chú." in capsys.readouterr().out


# --- where the report goes ---


def test_the_report_is_the_result_and_complaints_are_not(whole, capsys):
    whole.run("check", "--jobs", "1", "--quiet")

    out, err = capsys.readouterr()
    assert "lỗi [unit.unknown]" in out
    assert "3 lỗi" not in err
    assert "[unit.unknown]" not in err


def test_the_report_can_be_written_to_a_file(whole, tmp_path, capsys):
    file = tmp_path / "bao-cao" / "soat.txt"

    code = whole.run("check", "--jobs", "1", "--output", str(file))

    assert code == common.CONTENT_PROBLEMS
    assert "lỗi [unit.unknown]" in file.read_text("utf-8")
    out, err = capsys.readouterr()
    assert "[unit.unknown]" not in out
    assert str(file) in err


@pytest.mark.parametrize("form", ["github", "gitlab", "sarif", "json"])
def test_forms_for_programs_stand_on_standard_output_alone(whole, capsys, form):
    whole.run("check", "--jobs", "1", "--no-cache", "--format", form)

    out, err = capsys.readouterr()
    assert "unit.unknown" in out
    assert err == ""
    if form != "github":
        json.loads(out)


def test_sarif_of_a_whole_site_holds_to_the_standard(whole, capsys):
    whole.run("check", "--jobs", "1", "--format", "sarif")
    log = json.loads(capsys.readouterr().out)

    assert faults(log) == []
    results = log["runs"][0]["results"]
    assert len(results) > 6
    (let_pass,) = [result for result in results if result["suppressions"]]
    assert let_pass["suppressions"][0]["justification"] == "Giữ địa chỉ đã gửi đi."


def test_github_gets_a_summary_beside_annotations(whole, tmp_path, monkeypatch, capsys):
    summary = tmp_path / "tom-tat.md"
    summary.write_text("trước\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))

    whole.run("check", "--jobs", "1", "--format", "github")

    text = summary.read_text("utf-8")
    assert text.startswith("trước\n")
    assert "<code>unit.unknown</code>" in text


def test_what_was_let_pass_is_told_even_where_nothing_is_wrong(site, capsys):
    sample = site({"content/ban-tin/2025/cu.md": FILES["content/ban-tin/2025/cu.md"]})

    assert sample.run("check", "--jobs", "1") == common.DONE

    out = capsys.readouterr().out
    assert "content/ban-tin/2025/cu.md:4:13 [path.other-year] Giữ địa chỉ đã gửi đi." in out
    assert "Đã kiểm tra 1 tệp, không có lỗi." in out


def test_rules_are_linked_only_where_the_site_explains_them(site, capsys):
    sample = site({"content/ban-tin/2026/mot.md": "+++\n+++\nChữ\u200b ẩn.\n"})
    sample.run("check", "--jobs", "1", "--format", "json")
    assert json.loads(capsys.readouterr().out)["problems"][0]["help"] == ""

    sample.write({"content/quy-tac-kiem-tra.md": "# Quy tắc\n"})
    sample.run("check", "--jobs", "1", "--format", "json")
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["help"] == "https://thu.example/quy-tac-kiem-tra/#text-stray-character"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_content_is_meant_itself(site, capsys, tmp_path):
    sample = site({"content/ban-tin/2026/mot.md": "+++\n+++\n"})
    link = sample.root / "content/ban-tin/2026/ra-ngoai.md"
    outside = tmp_path.parent / "ngoai.md"
    outside.write_text("x", "utf-8")
    link.symlink_to(outside)

    code = sample.run("check", "--jobs", "1", str(link))

    assert code == common.CONTENT_PROBLEMS
    assert "[file.symlink-outside]" in capsys.readouterr().out


def test_the_sites_root_may_be_entered_through_a_link(whole, tmp_path, capsys):
    link = tmp_path / "loi-tat"
    link.symlink_to(whole.root, target_is_directory=True)
    path = Path(link, "content/ban-tin/2026/hong.md")

    SampleSite(link).run("check", "--jobs", "1", "--format", "json", str(path))

    problems = json.loads(capsys.readouterr().out)["problems"]
    assert {problem["code"] for problem in problems} == {"unit.unknown"}


# --- other sites ---

GONE = "https://mot.example/mat"


@pytest.fixture
def linking(site):
    """A site with two links to a page that is gone, one of which its editor answers for."""
    leave = 'allow: [{rule: link.gone, reason: "Trang ấy đã ngừng, giữ làm chứng."}]'
    sample = site(
        {
            "content/ban-tin/2026/hai.md": f"+++\n{leave}\n+++\n[trang cũ]({GONE})\n",
            "content/ban-tin/2026/mot.md": f"+++\n+++\nXem [báo Thanh Lâm]({GONE}).\n",
            "content/gioi-thieu.md": "# Giới thiệu\n\n[Sở](https://so.example/)\n",
        }
    )
    kept.write(sample.memory, {GONE: (int(NOW.timestamp()), Outcome(State.GONE, "404"))})
    return sample


def test_links_to_other_sites_are_listed_with_their_places(linking, capsys):
    assert linking.run("check", "--links") == common.DONE
    assert capsys.readouterr().out.splitlines()[-3:] == [
        f"{GONE}  content/ban-tin/2026/hai.md:8",
        f"{GONE}  content/ban-tin/2026/mot.md:7",
        "https://so.example/  content/gioi-thieu.md:3",
    ]

    assert linking.run("check", "--links", "content/gioi-thieu.md") == common.DONE
    assert GONE not in capsys.readouterr().out


def test_other_sites_are_asked_only_on_request_and_an_editor_may_answer_for_them(linking, capsys):
    assert linking.run("check", "content/ban-tin", "--now", NOW.isoformat()) == common.DONE
    told = capsys.readouterr().out
    assert "link.gone" not in told
    assert "allow.unused" not in told

    (linking.root / "content/gioi-thieu.md").unlink()  # the one whose site would be asked
    asked = ("check", "--external", "--format", "json", "--now", NOW.isoformat())
    assert linking.run(*asked) == common.DONE
    report = json.loads(capsys.readouterr().out)
    assert files_of(report) == [("content/ban-tin/2026/mot.md", "link.gone")]
    assert [(one["path"], one["reason"]) for one in report["silenced"]] == [
        ("content/ban-tin/2026/hai.md", "Trang ấy đã ngừng, giữ làm chứng.")
    ]
