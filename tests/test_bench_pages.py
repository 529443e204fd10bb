"""The benchmark of pages: bytes that add up, budgets that are held, the same article everywhere."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sitemaker import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from benchmarks import bantin_site, hugo_site, lighthouse, material_site, page_report, pages, wire
from benchmarks.archive import Archive
from benchmarks.budgets import LIGHT, PHOTOGRAPH, QUICK, judge
from benchmarks.measure import CommandError
from benchmarks.pages import SAMPLE_PAGES, Measured, Page, article_pages, last_bulletin
from benchmarks.web_server import configuration, free_ports
from benchmarks.wire import Answer

KEPT = {
    "performance": 0.99,
    "accessibility": 1,
    "best-practices": 1,
    "seo": 1,
    "lcp_ms": 1200,
    "cls": 0,
    "tbt_ms": 50,
    "fcp_ms": 800,
    "requests": 3,
    **{f"{sort}_bytes": 0 for sort in ("html", "css", "script", "image", "other")},
    "total_bytes": 45_000,
    "blocking_bytes": 15_000,
    "largest_image_bytes": 60_000,
}
PAGE = Page("trang", "/", budgets=(*QUICK, *LIGHT, PHOTOGRAPH))


def make_report(score=1.0, *, lcp_ms=900):
    """Return what Lighthouse writes, as far as it is read."""
    audits = {
        "largest-contentful-paint": {"numericValue": lcp_ms, "score": 1},
        "cumulative-layout-shift": {"numericValue": 0, "score": 1},
        "total-blocking-time": {"numericValue": 10, "score": 1},
        "first-contentful-paint": {"numericValue": 800, "score": 1},
        "canonical": {"score": score},
        "manual-check": {"score": None},
        "weightless": {"score": 0},
    }
    references = [
        {"id": "canonical", "weight": 1},
        {"id": "manual-check", "weight": 1},
        {"id": "weightless", "weight": 0},
    ]
    return {
        "audits": audits,
        "categories": {
            name: {"score": score, "auditRefs": references if name == "seo" else []}
            for name in lighthouse.CATEGORIES
        },
    }


def test_bytes_are_added_up_by_sort():
    answers = [
        Answer("/", "Document", 4000),
        Answer("/a.css", "Stylesheet", 6000),
        Answer("/in-trang.css", "Stylesheet", 500),
        Answer("/a.js", "Script", 900),
        Answer("/1.jpg", "Image", 30_000),
        Answer("/2.jpg", "Image", 50_000),
        Answer("/chu.woff2", "Font", 700),
        Answer("/favicon", "Other", 200),
    ]

    assert wire.figures(answers, ["/a.css", "/a.js"]) == {
        "html_bytes": 4000,
        "css_bytes": 6500,
        "script_bytes": 900,
        "image_bytes": 80_000,
        "other_bytes": 900,
        "total_bytes": 92_300,
        "blocking_bytes": 6900,
        "largest_image_bytes": 50_000,
        "requests": 8,
    }


def test_a_request_is_put_together_from_what_the_browser_tells():
    listener = wire._Listener()
    listener.on_request({"requestId": "1", "request": {"url": "/"}, "type": "Document"})
    listener.on_end({"requestId": "1", "encodedDataLength": 12.0})
    listener.on_end({"requestId": "begun-before", "encodedDataLength": 5})

    assert listener.answers == [Answer("/", "Document", 12)]


def test_the_limit_itself_is_within_the_budget():
    assert all(verdict.is_kept for verdict in Measured(PAGE, KEPT).verdicts())


@pytest.mark.parametrize("budget", PAGE.budgets, ids=lambda budget: budget.figure)
def test_every_budget_can_be_exceeded(budget):
    worse = budget.limit - 0.01 if budget.is_least else budget.limit + 0.01
    measured = Measured(PAGE, {**KEPT, budget.figure: worse})

    assert [v.budget for v in measured.verdicts() if not v.is_kept] == [budget]
    assert not page_report.is_within([Measured(PAGE, KEPT), measured])


def test_what_was_not_measured_is_not_judged():
    assert [v.budget.figure for v in judge("trang", QUICK, {"cls": 0})] == ["cls"]


def test_scores_times_and_faults_are_read_from_a_report():
    report = make_report(0.92)

    assert lighthouse.figures(report)["seo"] == 0.92
    assert lighthouse.figures(report)["lcp_ms"] == 900
    assert lighthouse.faults(report) == ["canonical"]
    assert lighthouse.faults(make_report()) == []


def test_medians_are_taken_figure_by_figure():
    assert lighthouse.medians([{"a": 1, "b": 9}, {"a": 3, "b": 1}, {"a": 2, "b": 5}]) == {
        "a": 2,
        "b": 5,
    }


def test_a_failed_lighthouse_is_told_with_its_words(monkeypatch):
    def fail(command, **_):
        raise subprocess.CalledProcessError(1, command, stderr="Chrome would not start")

    monkeypatch.setattr(lighthouse.subprocess, "run", fail)
    monkeypatch.setattr(lighthouse, "find_browser", lambda: "chromium")

    with pytest.raises(CommandError, match="would not start"):
        lighthouse.run("http://127.0.0.1:1/")


def test_the_same_article_stands_in_every_site(tmp_path):
    archive = Archive(items=30, seed=7)
    item = last_bulletin(archive)
    bantin_site.write(archive, tmp_path / "bantin", theme=ROOT / "theme")
    hugo_site.write(archive, tmp_path / "hugo")
    material_site.write(archive, tmp_path / "material")

    texts = [
        (tmp_path / place / item.path).read_text("utf-8")
        for place in ("bantin/content", "hugo/content", "material/docs/blog/posts")
    ]
    assert all(text.endswith(item.body) for text in texts)
    assert {page.site for page in article_pages(item)} == {"bantin", "hugo", "material"}
    assert item.folder == "ban-tin"


def test_posts_of_the_same_name_keep_addresses_of_their_own():
    items = list(Archive(items=300, seed=7).items())

    assert len({material_site.address(item) for item in items}) == len(items)


def test_pages_of_the_sample_are_there():
    for page in SAMPLE_PAGES:
        parts = page.path.strip("/").split("/")
        if len(parts) == 3:
            assert (ROOT / "content" / parts[0] / parts[1] / f"{parts[2]}.md").is_file(), page


def test_a_moved_site_names_the_address_it_is_served_at(tmp_path):
    config = tmp_path / "mkdocs.yml"
    shutil.copy(ROOT / "mkdocs.yml", config)

    pages._move(config, pages._SAMPLE_URL, "http://127.0.0.1:1/")

    assert "site_url: http://127.0.0.1:1/\n" in config.read_text("utf-8")
    with pytest.raises(ValueError, match="does not name"):
        pages._move(config, pages._SAMPLE_URL, "http://127.0.0.1:1/")


def test_nginx_compresses_and_keeps_names_with_a_digest(tmp_path):
    ports = free_ports(2)
    text = configuration(tmp_path, {ports[0]: Path("/mot"), ports[1]: Path("/hai")})

    assert len(set(ports)) == 2
    assert f"listen 127.0.0.1:{ports[0]};\n    root /mot;" in text
    assert "immutable" in text
    assert "gzip on;" in text
    assert "text/css css;" in text


def test_tables_show_figures_faults_and_budgets(tmp_path):
    slow = {**KEPT, "lcp_ms": 2500}
    measured = [
        Measured(PAGE, slow, runs=[slow], faults=["canonical"]),
        Measured(Page("nhẹ", "/x/"), KEPT),
    ]

    text = page_report.text(measured)
    page_report.save(measured, tmp_path / "figures.json")

    assert "| trang | sample | LCP            |  1.20 s |   2.50 s | over |" in text
    assert "| trang | sample | all            | 45.0 KB |  45.0 KB |   ok |" in text
    assert "trang (sample): canonical" in text
    first, second = json.loads((tmp_path / "figures.json").read_text("utf-8"))["pages"]
    assert first["over"] == ["lcp_ms"]
    assert first["runs"] == [slow]
    assert (second["page"], second["over"]) == ("nhẹ", [])


def test_pages_that_were_only_weighed_have_no_times():
    assert "Lighthouse" not in page_report.text([Measured(PAGE, KEPT)])
