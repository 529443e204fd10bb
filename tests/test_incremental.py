"""What a second build does and does not do, what it says of it, and what it will not do."""

import dataclasses
import os
import shutil
import sqlite3
import subprocess
from datetime import datetime, timedelta

import pytest
from sitemaker import BASE, CONFIG, NOW, ZONE, photo_with_location, tree

from generator.build import memory
from generator.build.cache import FILE, Cache
from generator.build.lock import SiteBusyError, hold
from generator.build.manifest import Entry, Manifest, load, place_of, save
from generator.build.plan import plan
from generator.checks import RULES
from generator.checks.suspects import suspects
from generator.kernel.stamps import NOTHING, Notes, Stamp, stamp_of
from generator.messages.words import LANGUAGES, Words
from generator.outputs.material import changed_fields, digest_of, marks_of
from generator.outputs.redirects import RedirectView

FEEDS = ("rss.xml", "atom.xml", "feed.json")
NEWS = {
    f"content/ban-tin/2026/bai-{n}.md": f'+++\ntitle: "Bài {n}"\npublish_at: 2026-11-0{n}\n+++\n'
    for n in range(1, 10)
}
WITHDRAWN = "withdrawn: {at: 2026-11-21, reason: Sai}"


def told(capsys):
    return capsys.readouterr().out


def changed_by(sample, *arguments, **options):
    """Build, and return which files of the site were written, and which went."""
    site = sample.root / "site"
    before = {p: p.stat().st_ino for p in site.rglob("*") if p.is_file()}
    assert sample.build(*arguments, **options) == 0
    after = {p: p.stat().st_ino for p in site.rglob("*") if p.is_file()}
    written = {p.relative_to(site).as_posix() for p in after if before.get(p) != after[p]}
    return written, {p.relative_to(site).as_posix() for p in before.keys() - after.keys()}


# --- what is made anew ---


def test_a_new_item_is_written_with_what_shows_it_and_nothing_else(site):
    sample = site(NEWS)
    sample.build()
    sample.write({"content/ban-tin/2026/moi.md": "+++\npublish_at: 2026-11-20\n+++\n"})

    written, gone = changed_by(sample)

    feeds = {f"{at}{name}" for at in ("", "ban-tin/") for name in FEEDS}
    units = {f"don-vi/{u}/{f}" for u in ("cd-dien", "lien-doan") for f in ("index.html", *FEEDS)}
    listings = {"index.html", "ban-tin/index.html", "nam/2026/index.html", "sitemap/2026.xml"}
    pages = {"ban-tin/2026/moi/index.html", "ban-tin/2026/bai-9/index.html", "404.html"}
    (card,) = {path for path in written if path.startswith("the/")}
    kit = {f"ban-tin/2026/moi/{name}" for name in ("share.json", "qr.svg", "qr.png")}
    assert written == feeds | units | listings | pages | kit | {card}
    assert gone == set()


def test_a_changed_text_leaves_what_shows_only_the_headline(site):
    sample = site(NEWS)
    sample.build()
    sample.write({"content/ban-tin/2026/bai-5.md": NEWS["content/ban-tin/2026/bai-5.md"] + "Thêm"})

    written, _ = changed_by(sample)

    assert "ban-tin/2026/bai-5/index.html" in written
    assert "rss.xml" in written
    assert not [path for path in written if path.endswith("index.html") and "bai-5" not in path]


def test_the_passing_of_time_alone_changes_nothing(site, capsys):
    sample = site(NEWS)
    sample.build()
    capsys.readouterr()

    assert changed_by(sample, now=NOW + timedelta(days=300)) == (set(), set())
    assert "0 tệp mới" in told(capsys)


def test_a_turning_point_changes_what_it_concerns(site):
    sample = site(NEWS | {"content/ban-tin/2026/cho.md": "+++\npublish_at: 2026-11-22\n+++\n"})
    sample.build()

    written, _ = changed_by(sample, now=NOW + timedelta(days=1))

    assert "ban-tin/2026/cho/index.html" in written
    assert "ban-tin/2026/bai-1/index.html" not in written


def test_the_end_of_a_unit_is_a_turning_point(site):
    unit = '- {id: cu, name: "CĐ Cũ", short: "Cũ", level: co-so, parent: cd-dien}\n'
    unit = unit.replace("}", ", valid_to: 2026-11-22}")
    sample = site(NEWS | {"content/data/units.yml": BASE["content/data/units.yml"] + unit})
    sample.build()
    over = datetime(2026, 11, 23, tzinfo=ZONE)

    assert sample.edition().next_change() == over
    assert changed_by(sample, now=over - timedelta(seconds=1)) == (set(), set())
    told = {"don-vi/cu/index.html", "theo-doi/index.html", "feeds.opml"}
    assert changed_by(sample, now=over) == (told, set())


def test_warnings_are_told_again_though_nothing_is_built(site, capsys):
    sample = site({"content/ban-tin/2026/a.md": "+++\n+++\n[x](javascript:1)\n"})
    sample.build()
    first = capsys.readouterr().err

    sample.build()

    assert "link.forbidden" in first
    assert capsys.readouterr().err == first


def clean(sample, **options):
    """Return what a build from nothing makes of the same content."""
    elsewhere = sample.root.with_name(f"{sample.root.name}-sach")
    shutil.rmtree(elsewhere, ignore_errors=True)
    assert sample.build("--no-cache", "--site-dir", str(elsewhere), **options) == 0
    return tree(elsewhere)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("units", "Công đoàn Điện Thử", "Công đoàn Điện lực Thử"),
        ("units", "CĐ Điện", "CĐ Điện lực"),
        ("units", "CĐCS Trạm Thử", "CĐCS Trạm Mới"),
        ("topics", "An toàn", "An toàn lao động"),
        ("campaigns", "Tháng Công nhân", "Tháng Công nhân 2026"),
        ("authors", "Ban Tuyên giáo", "Ban Truyền thông"),
    ],
)
def test_a_changed_name_reaches_every_page_that_shows_it(site, file, old, new):
    fields = "topics: [an-toan]\ncampaign: thang-cong-nhan\nauthors: [ban-tuyen-giao]\n"
    praised = "honourees: [{name: Chị Thử, unit: cdcs-tram}]\n"
    sample = site(
        NEWS
        | {
            # A build from nothing knows of no card that was replaced.
            "mkdocs.yml": CONFIG + "      cards: {kept_days: 0}\n",
            "content/ban-tin/2026/a.md": f"+++\n{fields}+++\n",
            "content/guong-sang/2026/b.md": f"+++\n{praised}+++\n",
        }
    )
    sample.build()
    path = f"content/data/{file}.yml"
    sample.write({path: BASE[path].replace(old, new)})

    assert sample.build() == 0

    assert sample.built() == clean(sample)
    assert any(new.encode() in page for page in sample.built().values())


def test_a_link_to_what_is_hidden_comes_and_goes_with_it(site):
    """The link is all that joins the two: they are of different kinds and share no topic."""
    spotlight = "+++\npublish_at: 2026-11-22\nhonourees: [{name: Chị Thử}]\n+++\n"
    sample = site(
        {
            "content/ban-tin/2026/a.md": "+++\n+++\n[kia](../../guong-sang/2026/b.md)\n",
            "content/guong-sang/2026/b.md": spotlight,
            "content/gioi-thieu.md": "[kia](guong-sang/2026/b.md)\n",
        }
    )
    sample.build()
    assert "/guong-sang/2026/b/" not in sample.read("ban-tin/2026/a/index.html")

    later = NOW + timedelta(days=2)
    assert sample.build(now=later) == 0

    assert 'href="/guong-sang/2026/b/"' in sample.read("ban-tin/2026/a/index.html")
    assert 'href="/guong-sang/2026/b/"' in sample.read("gioi-thieu/index.html")
    assert sample.built() == clean(sample, now=later)


def test_another_plugin_of_mkdocs_is_asked_each_time(site):
    """It may depend on anything, so nothing of MkDocs' own is taken for unchanged."""
    config = CONFIG.replace("plugins:\n", "plugins:\n  - search\n")
    sample = site(NEWS | {"mkdocs.yml": config})
    sample.build()
    whole = sample.built()
    (sample.root / "site/search/search_index.json").write_text("{}")

    sample.build()

    assert sample.built() == whole


def test_what_a_hook_makes_is_asked_for_each_time(site):
    hook = "from pathlib import Path\ndef on_page_markdown(markdown, **_):\n"
    hook += "    return markdown + Path(__file__).with_name('ngoai.txt').read_text('utf-8')\n"
    outside = {"hook.py": hook, "ngoai.txt": "Lời một"}
    config = {"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", "content/gioi-thieu.md": "Trang.\n"}
    sample = site(NEWS | outside | config)
    sample.build()
    assert "Lời một" in sample.read("gioi-thieu/index.html")
    sample.write({"ngoai.txt": "Lời hai"})

    sample.build()

    assert "Lời hai" in sample.read("gioi-thieu/index.html")


def test_what_a_killed_build_left_goes_though_nothing_is_built(site):
    sample = site(NEWS)
    sample.build()
    (sample.root / ".site-staging-x/site").mkdir(parents=True)

    assert changed_by(sample) == (set(), set())

    assert not (sample.root / ".site-staging-x").exists()


def test_a_clone_with_the_cache_and_without_the_site_gives_the_same_bytes(site, tmp_path):
    sample = site(NEWS)
    sample.build()
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-ban-sao")
    shutil.copytree(sample.root, elsewhere, ignore=shutil.ignore_patterns("site"))
    clone = sample.__class__(elsewhere)

    assert clone.build() == 0

    assert clone.built() == sample.built()


# --- what is said of it ---


def test_explain_names_each_file_and_the_part_that_changed(site, capsys):
    sample = site(NEWS)
    sample.build()
    sample.write({"content/ban-tin/2026/moi.md": "+++\npublish_at: 2026-11-20\n+++\n"})
    capsys.readouterr()

    sample.build("--explain")

    lines = told(capsys).splitlines()
    assert "+ ban-tin/2026/moi/index.html: tệp mới" in lines
    assert "+ ban-tin/2026/bai-9/index.html: nội dung đổi (bài sau)" in lines
    assert "+ ban-tin/index.html: nội dung đổi (các bài)" in lines
    assert any(line.endswith("tệp giữ nguyên.") for line in lines)


def test_plan_writes_nothing_and_tells_of_what_would_go(site, capsys):
    sample = site(NEWS)
    sample.build()
    whole = sample.built()
    sample.write(
        {"content/ban-tin/2026/bai-2.md": "+++\ntitle: Khác\npublish_at: 2026-11-02\n+++\n"}
    )
    sample.remove("content/ban-tin/2026/bai-1.md")
    (sample.root / "site/robots.txt").unlink()
    capsys.readouterr()

    assert sample.build("--plan", "--forget") == 0

    out = told(capsys)
    assert "- ban-tin/2026/bai-1/index.html: không còn nữa" in out
    assert "+ ban-tin/2026/bai-2/index.html: nội dung đổi (chính bài này, bài trước)" in out
    assert "+ robots.txt: tệp trong thư mục trang bị sửa hoặc mất" in out
    assert {k: v for k, v in whole.items() if k != "robots.txt"} == sample.built()


def test_a_change_of_the_settings_is_told_in_one_line(site, capsys):
    sample = site(NEWS)
    sample.build()
    sample.write({"mkdocs.yml": CONFIG + "      per_page: 30\n"})
    capsys.readouterr()

    sample.build("--explain")

    assert "tệp: chương trình, giao diện hoặc cài đặt đổi" in told(capsys)


def test_every_part_of_every_material_has_words(site):
    sample = site(NEWS | {"content/ban-tin/2026/a.md": "+++\naliases: [cu/a]\n+++\n![a](a.jpg)\n"})
    sample.write({"content/ban-tin/2026/a.jpg": ""})
    kinds = {type(task.material) for task in plan(sample.edition(), ["assets/a.css"])}

    assert RedirectView in kinds
    for language in LANGUAGES:
        for kind in kinds:
            assert all(Words(language)(f"explain.part.{f.name}") for f in dataclasses.fields(kind))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("iso", "2026-11-22T08:00:00+07:00"),
        ("epoch", "1795309200"),
        ("systemd", "2026-11-22 08:00:00 Asia/Ho_Chi_Minh"),
    ],
)
def test_next_tells_when_something_changes_by_itself(site, capsys, form, expected):
    sample = site(NEWS | {"content/ban-tin/2026/cho.md": "+++\npublish_at: 2026-11-22\n+++\n"})

    assert sample.run("next", "--now", NOW.isoformat(), "--form", form, "--jobs", "1") == 0

    assert told(capsys) == f"{expected}\n"


def test_next_says_nothing_where_nothing_changes(site, capsys):
    assert site(NEWS).run("next", "--now", NOW.isoformat(), "--jobs", "1") == 0

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Không có gì tự thay đổi" in shown.err


def test_next_needs_sound_content_and_a_readable_instant(site, capsys):
    sample = site({"content/ban-tin/2026/a.md": "---\n---\n"})

    assert sample.run("next", "--jobs", "1") == 1
    assert sample.run("next", "--now", "mai") == 2
    assert "lỗi" in capsys.readouterr().err


def test_the_cache_says_where_it_is_and_can_be_emptied(site, capsys):
    sample = site(NEWS)
    sample.run("cache")
    sample.build()
    sample.run("cache")
    sample.run("cache", "--clear")
    sample.run("cache")

    out = told(capsys)
    assert out.count(f"Kho đệm: {sample.memory}\n") == 3
    assert "31 kết quả" in out  # two of each item, its card, and four common ones
    assert out.count(" 0 kết quả") == 2
    assert not (sample.memory / FILE).exists()


# --- addresses last ---


def test_an_item_that_is_gone_stops_the_build(site, capsys):
    sample = site(NEWS)
    sample.build()
    whole = sample.built()
    sample.remove("content/ban-tin/2026/bai-3.md")

    assert sample.build() == 1

    assert "content/ban-tin/2026/bai-3.md: lỗi [url.gone]" in capsys.readouterr().err
    assert sample.built() == whole
    assert sample.build() == 1  # it is not forgotten by being asked twice


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("content/ban-tin/2026/bai-9.md", "+++\naliases: [ban-tin/2026/bai-3]\n+++\n"),
        ("content/data/taken-down.yml", "- {path: ban-tin/2026/bai-3, at: 2026-11-21}\n"),
    ],
)
def test_an_address_may_lead_on_or_be_taken_down(site, file, text):
    sample = site(NEWS)
    sample.build()
    sample.remove("content/ban-tin/2026/bai-3.md").write({file: text})

    assert sample.build() == 0


def test_an_item_may_be_withdrawn_and_expire(site):
    sample = site(NEWS)
    sample.build()
    for n, field in (
        (3, WITHDRAWN),
        (4, "expires_at: 2026-11-20"),
    ):
        path = f"content/ban-tin/2026/bai-{n}.md"
        sample.write({path: NEWS[path].replace("publish_at", f"{field}\npublish_at")})

    assert sample.build() == 0


def test_the_former_address_of_a_withdrawn_item_leads_to_its_notice(site):
    alias = "aliases: [tin/cu]\n"
    sample = site({"content/ban-tin/2026/a.md": f"+++\n{alias}+++\n"})
    sample.build()
    sample.write({"content/ban-tin/2026/a.md": f"+++\n{alias}{WITHDRAWN}\n+++\n"})

    assert sample.build() == 0

    assert "/ban-tin/2026/a/" in sample.read("tin/cu/index.html")
    assert sample.read("_redirects") == "/tin/cu/ /ban-tin/2026/a/ 301\n"


def test_a_former_address_that_leads_on_no_more_stops_the_build(site, capsys):
    sample = site({"content/ban-tin/2026/a.md": "+++\naliases: [tin/cu]\n+++\n"})
    sample.build()
    sample.write({"content/ban-tin/2026/a.md": "+++\n+++\n"})

    assert sample.build() == 1
    report = capsys.readouterr().err
    assert "content/ban-tin/2026/a.md: lỗi [url.gone]" in report
    assert "/tin/cu/" in report


@pytest.mark.parametrize("field", ["draft: true", "publish_at: 2026-12-01"])
def test_an_item_that_hides_again_is_told_where_it_says_so(site, capsys, field):
    alias = "aliases: [tin/cu]"
    sample = site({"content/ban-tin/2026/a.md": f"+++\n{alias}\n+++\n"})
    sample.build()
    sample.write({"content/ban-tin/2026/a.md": f"+++\n{alias}\n{field}\n+++\n"})

    assert sample.build() == 1

    report = capsys.readouterr().err
    assert "[url.hidden]" in report
    assert "[url.gone]" not in report  # nor is its former address
    assert field in report


def test_a_moved_file_is_recognised_by_its_text(site, capsys):
    sample = site(NEWS)
    sample.build()
    folder = sample.root / "content/ban-tin/2026"
    (folder / "bai-3.md").rename(folder / "bai-ba.md")

    assert sample.build() == 1
    report = capsys.readouterr().err
    assert "content/ban-tin/2026/bai-ba.md: lỗi [url.moved]" in report

    fields = report.split("Ví dụ viết đúng:\n")[1].split("\n\n")[0].replace("      ", "")
    sample.write({"content/ban-tin/2026/bai-ba.md": f"+++\n{fields}\n+++\n"})
    assert sample.build() == 0


def test_a_file_that_is_no_item_any_more_has_not_moved(site, capsys):
    """The way out for a moved one is an alias, and a standing page has none."""
    sample = site(NEWS)
    sample.build()
    file = sample.root / "content/ban-tin/2026/bai-3.md"
    file.rename(sample.root / "content/bai-ba.md")

    assert sample.build() == 1
    report = capsys.readouterr().err
    assert "[url.gone]" in report
    assert "[url.moved]" not in report


def test_the_clock_moved_back_is_no_loss_of_addresses(site):
    sample = site(NEWS)
    sample.build()

    assert sample.build(now=NOW - timedelta(days=15)) == 0

    assert "ban-tin/2026/bai-9/index.html" not in sample.built()


def test_what_was_published_is_remembered_without_the_site(site):
    sample = site(NEWS)
    sample.build()
    sample.remove("content/ban-tin/2026/bai-3.md")
    for path in sorted((sample.root / "site").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (sample.root / "site").rmdir()

    assert sample.build() == 1
    assert sample.build("--no-cache") == 1


def test_faults_in_what_was_taken_down_are_told(site):
    sample = site(
        {"content/data/taken-down.yml": "- {path: Tin/A, at: hôm qua}\n- {at: 2026-01-01}\n"}
    )

    codes = [d.code for d in sample.check()]

    assert codes == ["id.form", "day.format", "takedown.nothing"]


# --- the parts ---


def test_a_cache_gives_back_what_was_put_and_nothing_that_is_not_whole(tmp_path):
    cache = Cache(tmp_path)
    cache.put_many([("mot", b"1"), ("hai", b"2"), ("ba", b"3")])
    cache.close()
    with sqlite3.connect(tmp_path / FILE) as damaged:
        damaged.execute("UPDATE blobs SET value = x'31' WHERE key = 'hai'")
        damaged.execute("UPDATE blobs SET key = 'tu' WHERE key = 'ba'")
    damaged.close()

    cache = Cache(tmp_path)

    assert cache.get_many(["mot", "hai", "ba", "tu"]) == {"mot": b"1"}
    cache.close()


def test_a_cache_without_a_folder_goes_when_it_is_closed():
    cache = Cache(None)
    cache.put_many([("mot", b"1")])
    (file,) = cache._files

    assert cache.get("mot") == b"1"
    cache.close()

    assert not file.parent.exists()


def test_a_cache_reads_more_keys_than_one_question_holds(tmp_path):
    cache = Cache(tmp_path)
    blobs = {f"k{n}": b"%d" % n for n in range(2500)}
    cache.put_many(list(blobs.items()))

    assert cache.get_many(list(blobs)) == blobs
    cache.close()


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    for day in (1, 2, 3):
        cache = Cache(tmp_path, today=day)
        cache.put_many([(f"ngay-{day}", os.urandom(200_000))])
        cache.close()
    cache = Cache(tmp_path, today=4)
    cache.touch(["ngay-1"])

    cache.prune(500_000)

    assert set(cache.get_many(["ngay-1", "ngay-2", "ngay-3"])) == {"ngay-1", "ngay-3"}
    assert cache.holding().size_bytes <= 500_000
    cache.close()


def test_a_build_keeps_its_cache_below_the_limit_and_the_bytes_the_same(site):
    texts = {path: text + f"{os.urandom(60_000).hex()}\n" for path, text in NEWS.items()}
    sample = site(texts)
    sample.build("--no-cache")
    whole = sample.built()

    sample.build("--cache-limit", "1")

    assert (sample.memory / FILE).stat().st_size <= 1_000_000
    sample.write({"mkdocs.yml": CONFIG + "      per_page: 30\n"})
    sample.build("--cache-limit", "1")
    assert sample.built().keys() == whole.keys()


def test_items_in_use_are_touched_by_every_build(site):
    sample = site(NEWS)
    sample.build()
    with sqlite3.connect(sample.memory / FILE) as kept:
        kept.execute("UPDATE blobs SET used = 1")
    kept.close()
    sample.write({"content/ban-tin/2026/moi.md": "+++\n+++\n"})

    sample.build()

    with sqlite3.connect(sample.memory / FILE) as kept:
        assert kept.execute("SELECT count(*) FROM blobs WHERE used = 1").fetchone() == (0,)
    kept.close()


def test_one_holder_at_a_time_and_its_number_is_known(tmp_path):
    folder = tmp_path / "site"

    with hold(folder), pytest.raises(SiteBusyError, match=str(os.getpid())), hold(folder):
        pass

    with hold(folder):
        pass


def test_a_manifest_is_read_back_as_it_was(tmp_path):
    file = place_of(tmp_path, tmp_path, tmp_path / "site")
    manifest = Manifest({"a": Entry("d", 1, 2, 3, 4, "m", "p")}, {"tin/": "tin.md"}, until=3.5)

    assert save(file, manifest)

    assert load(file) == manifest


def test_a_note_is_read_only_whole_and_in_its_own_form(tmp_path):
    file = tmp_path / "a.json"
    assert memory.save(file, {"a": [1, "đ"]}, version=3)

    assert memory.load(file, version=3) == {"a": [1, "đ"]}
    assert memory.load(file, version=2) is None
    file.write_bytes(file.read_bytes().replace(b"1", b"2"))
    assert memory.load(file, version=3) is None
    assert memory.load(tmp_path / "khong-co.json", version=3) is None


def test_a_site_folder_inside_the_root_keeps_its_manifest_in_another_clone(tmp_path):
    one, two = tmp_path / "a", tmp_path / "b"

    assert place_of(tmp_path, one, one / "site") == place_of(tmp_path, two, two / "site")
    assert place_of(tmp_path, one, two / "site") != place_of(tmp_path, two, two / "site")


def test_a_stamp_is_believed_only_when_it_has_settled(tmp_path):
    file = tmp_path / "a"
    file.write_text("x")
    stamp = stamp_of(file)
    row = [*stamp, "digest"]
    later = max(stamp.mtime_ns, stamp.ctime_ns)

    assert Notes({"a": row}, later + 10**10).digest("a", stamp) == "digest"
    assert Notes({"a": row}, later).digest("a", stamp) is None
    assert Notes({"a": row}, later + 10**10).digest("a", stamp._replace(inode=0)) is None
    assert Notes({}, later + 10**10).digest("a", stamp) is None
    assert Notes({"a": [*NOTHING, "x"]}, 10**20).digest("a", stamp_of(tmp_path / "b")) is None


def test_a_coarse_clock_takes_longer_to_settle():
    coarse = Stamp(1, 10**18, 10**18, 1)

    assert Notes({"a": [*coarse, "d"]}, 10**18 + 10**9).digest("a", coarse) is None
    assert Notes({"a": [*coarse, "d"]}, 10**18 + 3 * 10**9).digest("a", coarse) == "d"


@dataclasses.dataclass(frozen=True)
class Material:
    one: object
    two: object = ()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Material("a", "b"), Material("b", "a")),
        (Material(("a", "b")), Material(("ab",))),
        (Material(("a",), ("b",)), Material(("a", "b"))),
        (Material("1"), Material(1)),
        (Material(None), Material("None")),
        (Material(True), Material(1)),
        (Material(Material("a")), Material(("a", ()))),
        (Material("a,1:b"), Material(("a", "b"))),
    ],
)
def test_materials_that_differ_have_digests_that_differ(first, second):
    assert digest_of(first) != digest_of(second)
    assert digest_of(first) == digest_of(dataclasses.replace(first))
    assert changed_fields(second, marks_of(first)) != []
    assert changed_fields(first, marks_of(first)) == []


def test_nothing_amiss_escapes_the_suspicion(site):
    """Looked at closely are only suspects; a rule must find nothing in any other item."""
    faults = (
        "unit: khong-co",
        "topics: [an-toan, khong-co]",
        "campaign: khong-co",
        "authors: [khong-co]",
        "approved_by: ban-tuyen-giao",
        "related: [ban-tin/2026/khong-co]",
        "cover: {image: khong-co.jpg, alt: A}",
        "cover: {image: a.csv, alt: A}",
        "cover: {image: ../../../a.jpg, alt: A}",
        "attachments: [{file: khong-co.pdf, title: A}]",
        "attachments: [{file: a.exe, title: A}]",
    )
    bodies = ("[a](khong-co.md)", "![a](khong-co.jpg)", "[a](../../../../a.md)", "[a](a.exe)")
    sample = site(
        NEWS
        | {f"content/ban-tin/2026/loi-{n}.md": f"+++\n{f}\n+++\n" for n, f in enumerate(faults)}
        | {f"content/ban-tin/2026/than-{n}.md": f"+++\n+++\n{b}\n" for n, b in enumerate(bodies)}
        | {"content/ban-tin/2026/a.csv": "a", "content/ban-tin/2026/a.exe": "a"}
        | {
            "content/khan/2026/a.md": "+++\nlevel: khan\nexpires_at: 2027-01-01\n"
            "supersedes: ban-tin/2026/bai-1\n+++\n",
            "content/khan/2026/b.md": "+++\nlevel: khan\nexpires_at: 2027-01-01\n"
            "supersedes: khan/2026/b\n+++\n",
            "content/guong-sang/2026/c.md": "+++\nhonourees: [{name: A, unit: khong-co}]\n+++\n",
        }
    )
    catalog = sample.gather().catalog
    watched = set(suspects(catalog))
    others = [article for article in catalog.articles if article not in watched]

    assert len(watched) == len(faults) + len(bodies) + 3
    assert len(others) == len(NEWS)
    assert [d for rule in RULES for d in rule(catalog, others)] == []
    for article in watched:
        assert [d for rule in RULES for d in rule(catalog, [article])], article.source


def test_a_failure_names_what_was_being_made(site, capsys, monkeypatch):
    sample = site(NEWS)
    monkeypatch.setattr("generator.outputs.articles.describe", lambda *_: 1 / 0)

    assert sample.build() == 3

    assert "ban-tin/2026/bai-1/index.html: ZeroDivisionError" in capsys.readouterr().err


def test_a_file_that_changes_under_the_builders_hands_is_told(site, capsys, monkeypatch):
    sample = site(NEWS)
    monkeypatch.setattr(Cache, "put_many", lambda *_: None)  # all text must be read again
    whole = tree(sample.root / "content")
    plan_it = plan

    def plan_and_edit(*arguments):
        sample.write({"content/ban-tin/2026/bai-4.md": "+++\ntitle: Khác hẳn\n+++\n"})
        return plan_it(*arguments)

    monkeypatch.setattr("generator.build.pipeline.plan", plan_and_edit)

    assert sample.build() == 3
    assert "ban-tin/2026/bai-4.md bị sửa" in capsys.readouterr().err
    assert len(whole) == len(tree(sample.root / "content"))


def test_texts_that_no_store_has_kept_are_read_again(site, monkeypatch):
    sample = site(NEWS)
    sample.build()
    whole = sample.built()
    monkeypatch.setattr(Cache, "put_many", lambda *_: None)

    sample.build("--no-cache")

    assert sample.built() == whole


def git(root, *arguments):
    subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("version", ["2", "4"])
def test_what_is_remembered_is_not_believed_when_it_was_committed(site, capsys, version):
    sample = site(NEWS | {".gitignore": "/.cache/\n"})
    git(sample.root, "init", "--quiet")
    git(sample.root, "config", "index.version", version)
    assert sample.build() == 0
    git(sample.root, "add", ".")
    assert sample.build() == 0

    git(sample.root, "add", "--force", ".cache")

    assert sample.build() == 2
    assert "[config.cache-committed]" in capsys.readouterr().err


def test_a_picture_that_changes_under_the_builders_hands_is_not_published(
    site, capsys, monkeypatch
):
    sample = site({"content/ban-tin/2026/a.md": "+++\n+++\n![a](a.jpg)\n"})
    sample.write({"content/ban-tin/2026/a.jpg": ""})

    def plan_and_edit(*arguments):
        sample.write({"content/ban-tin/2026/a.jpg": photo_with_location()})
        return plan(*arguments)

    monkeypatch.setattr("generator.build.pipeline.plan", plan_and_edit)

    assert sample.build() == 3
    assert "a.jpg bị sửa" in capsys.readouterr().err
    assert not (sample.root / "site").exists()
