"""The benchmark: the same archive for both programs, honest scenarios, figures that add up."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sitemaker import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from benchmarks import checks, feeds, report, results, scenarios
from benchmarks.archive import NOW, Archive
from benchmarks.measure import CommandError, Cost
from benchmarks.programs import BANTIN, HUGO, PROGRAMS
from benchmarks.published import Shared, compare, read
from benchmarks.results import Case, Result
from benchmarks.scenarios import SCENARIOS
from benchmarks.site import Site
from benchmarks.tables import table

COST = Cost(wall_s=2, user_s=3, system_s=1, peak_pss_mib=50, largest_rss_mib=40, sampler_cpu_s=0.02)


def make_site(folder, program=BANTIN, additions=2):
    return Site(program, Archive(items=8, seed=7), folder / program.name, additions=additions)


def put(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def pretend_built(folder, program):
    put(folder / program.output / "index.html")
    put(folder / program.cache / "bodies" / "a", "kept")
    for name in program.leftovers:
        put(folder / name)


def sources(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*.md")}


def make_case(items, scenario="cold", programs=("bantin", "hugo"), *, factor=1):
    cost = replace(COST, wall_s=COST.wall_s * factor, peak_pss_mib=COST.peak_pss_mib * factor)
    published = read(Path("/khong-co-thu-muc-nay"))
    return Case(items, scenario, [Result(name, [cost] * 3, published) for name in programs])


def test_the_newest_items_are_newer_than_the_archive_rise_and_are_live():
    archive = Archive(items=300, seed=7)
    last = max(item.publish_at for item in archive.items())

    times = [item.publish_at for item in archive.newest(10)]

    assert times == sorted(set(times))
    assert last < times[0]
    assert times[-1] < NOW


def test_the_newest_items_overwrite_none():
    archive = Archive(items=300, seed=7)
    newest = {item.path for item in archive.newest(10)}

    assert len(newest) == 10
    assert newest.isdisjoint(item.path for item in archive.items())


def test_both_programs_are_given_the_same_newest_items():
    assert list(Archive(items=9, seed=7).newest(3)) == list(Archive(items=9, seed=7).newest(3))


def test_both_programs_build_for_the_same_instant(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.programs._find_hugo", lambda: Path("hugo"))

    for program in PROGRAMS:
        assert NOW.isoformat() in program.command(tmp_path)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_cold_run_finds_only_sources(tmp_path, program):
    site = make_site(tmp_path, program)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    pretend_built(tmp_path / program.name, program)

    SCENARIOS["cold"](site)

    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_one_new_item_is_added_to_what_is_there(tmp_path, program):
    site = make_site(tmp_path, program)
    folder = tmp_path / program.name
    pretend_built(folder, program)
    before = sources(folder)

    SCENARIOS["one-new"](site)

    assert sources(folder) - before == {"content/ban-tin/2026/tin-moi-1.md"}
    assert (folder / program.output / "index.html").exists()
    assert (folder / program.cache).exists()
    assert site.items == 9


def test_unchanged_is_unchanged(tmp_path):
    site = make_site(tmp_path)
    before = sources(tmp_path)

    SCENARIOS["unchanged"](site)

    assert sources(tmp_path) == before
    assert site.items == 8


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_restored_site_has_other_files_the_cache_and_no_output(tmp_path, program):
    site = make_site(tmp_path, program)
    folder = tmp_path / program.name
    pretend_built(folder, program)
    about = folder / "content/gioi-thieu.md"
    before, text, items = about.stat(), about.read_bytes(), sources(folder)

    SCENARIOS["restored"](site)

    after = about.stat()
    assert about.read_bytes() == text
    assert after.st_ino != before.st_ino
    assert after.st_mtime_ns > before.st_mtime_ns
    assert (folder / program.cache / "bodies/a").read_text(encoding="utf-8") == "kept"
    assert not any((folder / name).exists() for name in (program.output, *program.leftovers))
    assert len(sources(folder) - items) == 1
    assert [path.name for path in tmp_path.iterdir()] == [program.name]


def test_the_programs_take_turns(tmp_path, monkeypatch):
    turns = []

    class Pretended(Site):
        def build(self):
            turns.append((self.program.name, self.items))
            return COST

        def published(self):
            return read(tmp_path / "nothing")

    monkeypatch.setattr(scenarios, "Site", Pretended)
    archive = Archive(items=3, seed=7)

    cases = scenarios.run_size(
        PROGRAMS, ["one-new", "cold"], archive, tmp_path, runs=2, tell=[].append
    )

    first, cold, new = turns[:2], turns[2:6], turns[6:]
    assert [name for name, _ in turns] == ["bantin", "hugo"] * 5
    assert {items for _, items in first + cold} == {3}
    assert [items for _, items in new] == [4, 4, 5, 5]
    assert [case.scenario for case in cases] == ["cold", "one-new"]


def test_pages_are_told_apart_by_their_addresses(tmp_path):
    for path in (
        "index.html",
        "404.html",
        "gioi-thieu/index.html",
        "ban-tin/index.html",
        "ban-tin/2026/index.html",
        "ban-tin/2026/hop-khan/index.html",
        "ban-tin/trang/2/index.html",
        "nam/2026/trang/1/index.html",
    ):
        put(tmp_path / path, "123")
    put(tmp_path / "ban-tin/rss.xml", "12345")

    published = read(tmp_path)

    assert published.items == {"ban-tin/2026/hop-khan/"}
    assert published.listings == {
        *("", "ban-tin/", "ban-tin/2026/", "ban-tin/trang/2/", "nam/2026/trang/1/")
    }
    assert (published.files, published.rss) == (9, 1)
    assert (published.html_bytes, published.size_bytes) == (24, 29)


def test_addresses_are_compared_in_number():
    assert compare(frozenset("abc"), frozenset("bcde")) == Shared(2, 1, 2)


def test_a_site_that_leaves_items_out_is_no_result(tmp_path):
    site = make_site(tmp_path)
    put(tmp_path / "bantin/site/ban-tin/2026/hop-khan/index.html")

    with pytest.raises(CommandError, match="bantin: 1 pages for 8 items"):
        site.published()


def test_a_table_is_aligned_markdown():
    assert list(table(["a", "bb"], [["long", "1"]], names=1)) == [
        "| a    | bb |",
        "| ---- | -: |",
        "| long |  1 |",
    ]


def test_growth_is_told_for_each_item_against_the_smallest_archive():
    text = report.text([make_case(1_000), make_case(1_000, "one-new"), make_case(10_000, factor=5)])

    assert "| 1,000  | 2.00 (1.00) | 2.00 (1.00) |    51.20 (1.00) |  51.20 (1.00) |" in text
    assert "| 10,000 | 1.00 (0.50) | 1.00 (0.50) |    25.60 (0.50) |  25.60 (0.50) |" in text


def test_one_size_has_no_growth_and_one_program_no_ratio():
    text = report.text([make_case(1_000, programs=["bantin"])])

    assert "for each item" not in text
    assert "ratio" not in text
    assert "hugo" not in text


def test_every_sample_is_kept(tmp_path):
    results.save([make_case(1_000)], tmp_path / "figures.json", seed=7)

    (case,) = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))["cases"]
    assert [result["program"] for result in case["results"]] == ["bantin", "hugo"]
    assert [cost["wall_s"] for cost in case["results"][0]["costs"]] == [2, 2, 2]
    assert case["addresses"]["items"] == {"both": 0, "only_first": 0, "only_second": 0}


def test_hugo_is_given_the_feeds_that_bantin_has(tmp_path):
    make_site(tmp_path, HUGO)

    years = (tmp_path / "hugo/content/years/_index.md").read_text(encoding="utf-8")
    assert "outputs: [html]" in years


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read in /proc")
def test_all_scenarios_of_a_tiny_archive(tmp_path):
    figures = tmp_path / "figures.json"
    options = ["--items", "12", "--runs", "1", "--only", "bantin", "--folder", tmp_path]

    ran = subprocess.run(
        [sys.executable, ROOT / "scripts/bench", "run", *options, "--json", figures],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    cases = json.loads(figures.read_text(encoding="utf-8"))["cases"]
    pages = {case["scenario"]: case["results"][0]["published"]["items"] for case in cases}
    assert pages == {"cold": 12, "one-new": 13, "unchanged": 13, "restored": 14}
    assert all(scenario in ran.stdout for scenario in SCENARIOS)
    assert list(tmp_path.iterdir()) == [figures]


def test_all_feeds_of_an_archive_are_counted_and_timed(tmp_path):
    cost = feeds.measure(Archive(items=60, seed=7), tmp_path)

    assert (cost.items, cost.archives) == (60, 2 * 3)
    # Everything, three kinds, 120 units, twelve topics, the campaigns and the corrections.
    assert cost.files - cost.archives > 3 * (1 + 3 + 120 + 12)
    assert 0 < cost.largest_bytes < cost.size_bytes
    assert cost.make_s > 0
    assert f"{cost.files - cost.archives:,}" in feeds.text([cost])


# --- checks ---


def test_a_check_is_measured_with_as_many_warnings_as_were_asked_for(tmp_path):
    archive = checks.FaultyArchive(items=3, seed=7, warnings=2)

    costs = checks.measure_checks(archive, tmp_path, runs=1, tell=lambda _: None)

    assert [(cost.case, cost.form) for cost in costs] == [
        *(("cold", "text"), ("warm", "text"), ("warm", "sarif")),
    ]
    assert sum("\u200b" in item.body for item in archive.items()) == 3
    assert all(item.body.count("\u200b") == 2 for item in archive.items())
    assert checks.text(costs).count("\n") == 4
