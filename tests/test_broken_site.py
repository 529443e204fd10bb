"""
The broken sample site: every diagnostic code once, and the whole report in both languages.

After a change of wording, read the new report and renew the golden files:
`BANTIN_RENEW=1 python -m pytest tests/test_broken_site.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from unicodedata import normalize

import papers
import pytest
from photos import plain
from sitemaker import CONFIG, NOW, SampleSite, make_site, photo_with_location, write_files

from generator.build.ground import stand_on
from generator.build.options import Options, no_progress
from generator.build.permanence import lost_addresses
from generator.catalog.edition import at
from generator.external import kept
from generator.external.asking import Outcome, State
from generator.external.manners import Manners
from generator.external.road import run_external
from generator.kernel.diagnostics import Diagnostic, in_order
from generator.messages import report, rulebook
from generator.messages.words import LANGUAGES, load
from generator.plugin.host import load_setup
from generator.reading.settings import read_settings
from generator.reading.shown import lines_to_show
from generator.reading.sources import LIMIT_BYTES

HERE = Path(__file__).parent
BROKEN = HERE / "broken"
GOLDEN = HERE / "golden"
SETTINGS = ("cai-dat.yml", "qua-nhieu.yml")
NO_CODES = {"guess", "examples", "additions", "meanings", "variants"}


# Later than what else stands there, which is about other faults.
APPROVAL = "      approval: {required: [urgent, spotlight], since: 2026-11-21}\n"


def make_broken_site(root: Path) -> SampleSite:
    """Copy the broken site and add what text files cannot hold."""
    shutil.copytree(BROKEN / "content", root / "content")
    items = root / "content/ban-tin/2026"
    write_files(
        root,
        {
            "mkdocs.yml": CONFIG + APPROVAL,
            "ngoai.md": "Ở ngoài.\n",
            "content/ban-tin/2026/windows.md": "---\ntitle: Đoàn viên\n".encode("cp1258"),
            "content/ban-tin/2026/utf-16.md": "---\ntitle: Đoàn viên\n".encode("utf-16"),
            "content/ban-tin/2026/trong.md": b"\n",
            "content/ban-tin/2026/ca-quyen-sach.md": b"a" * (LIMIT_BYTES + 1),
            "content/ban-tin/2026/ky-tu-an.md": "+++\n+++\nKý tự ẩn:" + "\u200b nữa" * 7 + "\n",
            "content/ban-tin/2026/dan-nham.md": "+++\n+++\nMột.\n\n" + "## Mục\n\nHai.\n\n" * 1001,
            "content/ban-tin/2026/roi-ram.md": "+++\n+++\nMột.\n\nHai *ba* " + "*a_b " * 3000,
            "content/ban-tin/2026/khai-dai.md": f"---\ntitle: {'a' * 100_000}\n---\nNội dung.\n",
            f"content/ban-tin/2026/{'ten-dai-' * 23}.jpg": "",
            "content/ban-tin/2026/Hai-ten.jpg": "",
            "content/ban-tin/2026/hai-ten.jpg": "",
            "content/ban-tin/2026/a\u0309nh.jpg": "",
            "content/ban-tin/2026/co-vi-tri.md": (
                "+++\ncover: {image: co-vi-tri.jpg, alt: Ảnh chụp ở nhà}\n+++\n"
            ),
            "content/ban-tin/2026/co-vi-tri.jpg": photo_with_location(),
            "content/ban-tin/2026/dien-thoai.md": (
                "+++\ncover: {image: dien-thoai.png, alt: Ảnh chụp 108 triệu điểm}\n+++\n"
            ),
            "content/ban-tin/2026/dien-thoai.png": papers.png(12_000, 9_000),
            "content/ban-tin/2026/nho.jpg": plain(60, 40),
            "content/ban-tin/2026/Ảnh hội nghị.jpg": plain(1200, 800),
            "content/ban-tin/2026/rong.jpg": plain(6001, 600),
            "content/ban-tin/2026/dau-roi.md": normalize(
                "NFD",
                '---\ntitle: "Dấu rời"\nsummary: "Bài gõ trên máy Mac, chữ và dấu rời nhau."\n'
                "publish_at: 2026-11-20\nunit: cd-dien\n---\nĐoàn viên.\n",
            ),
            **attachments("content/ban-tin/2026"),
        },
    )
    os.mkfifo(items / "ong-dan.md")
    with (root / "content/data/units.yml").open("a", encoding="utf-8") as units:
        units.writelines(
            f"- {{id: cap-{n}, name: Cấp {n}, short: C{n}, level: to, "
            f"parent: {f'cap-{n - 1}' if n else 'lien-doan'}}}\n"
            for n in range(22)
        )
    (items / "lien-ket.md").symlink_to(root / "ngoai.md")
    (items / "lien-ket-dut.md").symlink_to("khong-co-o-day.md")
    (root / "content/lien-ket").symlink_to("ban-tin", target_is_directory=True)
    return SampleSite(root)


def attachments(folder: str) -> dict[str, bytes]:
    """Return what is attached to `thong-tin-rieng.md`: a scan, and files with other faults."""
    pixels = b"/Type /XObject /Subtype /Image /Width 1 /Height 1 "
    pixels += b"/ColorSpace /DeviceGray /BitsPerComponent 8"
    scan = papers.pdf_page(b"q 600 0 0 800 0 0 cm /X Do Q", extra=[papers.stream(b"0", pixels)])
    keys = b"<" + b"41" * 32 + b">"
    locked = b"/Root 1 0 R /ID [<41> <41>] "
    locked += b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> " % (keys, keys)
    return {
        f"{folder}/bien-ban-quet.pdf": scan,
        f"{folder}/co-mat-khau.pdf": papers.pdf([b"<< /Type /Catalog >>"], trailer=locked),
        f"{folder}/qua-lon.docx": papers.docx(more={"word/a.xml": b" " * 90_000_000}),
        f"{folder}/nguoi-lam.docx": papers.docx(author="Nguyễn Văn Thử"),
    }


def broken_settings(root: Path) -> list[Diagnostic]:
    """Return what is found where the configuration, not the content, is at fault."""
    for name in SETTINGS:
        shutil.copy(BROKEN / name, root / name)
    without_site_url = CONFIG.replace("site_url:", "# site_url:").replace("custom_dir:", "#")
    write_files(
        root,
        {
            "content/a.md": "a\n",
            "khong-bat.yml": "site_name: Thử\ndocs_dir: content\n",
            "khong-du.yml": without_site_url,
            "khong-doc.yml": "site_name: Thử\ndocs_dir: khong-co\n",
        },
    )
    found = []
    for name in SETTINGS:
        found += read_settings(root / name)[1]
    for name in ("khong-co.yml", "khong-bat.yml", "khong-du.yml", "khong-doc.yml"):
        found += load_setup(root / name)[1]
    found += committed_cache(root / "trong-git")
    write_files(root, {"mkdocs.yml": CONFIG})
    return in_order(found + SampleSite(root).check())


def committed_cache(root: Path) -> list[Diagnostic]:
    """Return what is found where the cache has been put under version control."""
    make_site(root, {".cache/bantin/kept.sqlite": "x"})
    subprocess.run(["git", "init", "--quiet", root], check=True)
    subprocess.run(["git", "-C", root, "add", "--force", ".cache"], check=True)
    setup, problems = load_setup(root / "mkdocs.yml")
    assert setup is None
    return problems


LOST = ("giau", "xoa", "doi-ten", "con")


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    site = make_broken_site(tmp_path_factory.mktemp("hong"))
    return site.root, site.check()


@pytest.fixture(scope="module")
def configuration(tmp_path_factory):
    root = tmp_path_factory.mktemp("cau-hinh")
    return root, broken_settings(root)


@pytest.fixture(scope="module")
def lost(tmp_path_factory):
    """A site of which three addresses that were live would vanish."""
    sample = make_site(
        tmp_path_factory.mktemp("mat"),
        {f"content/ban-tin/2026/{name}.md": f"+++\n+++\nBài {name}.\n" for name in LOST},
    )
    assert sample.build() == 0
    folder = sample.root / "content/ban-tin/2026"
    (folder / "xoa.md").unlink()
    (folder / "doi-ten.md").rename(folder / "ten-moi.md")
    hidden = folder / "giau.md"
    hidden.write_text(hidden.read_text("utf-8").replace("title:", "draft: true\ntitle:"), "utf-8")
    gathered = sample.gather()
    ground = stand_on(sample.root / "site", sample.root, Options(memory=sample.memory))
    edition = at(gathered.catalog, NOW)
    diagnostics = list(lost_addresses(edition, ground.manifest, gathered.digests))
    yield sample.root, in_order(diagnostics)
    sample.open.close()


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """A site whose links to other sites were tried: some this week, the others now, in vain."""
    links = ("https://mot.example/mat", "https://mot.example/cu", "http://khong-co.invalid/")
    body = "\n".join(f"- [trang {n}]({url})" for n, url in enumerate((*links, "http://127.0.0.1/")))
    sample = make_site(
        tmp_path_factory.mktemp("ngoai"), {"content/ban-tin/2026/tin.md": f"+++\n+++\n{body}\n"}
    )
    at = int(NOW.timestamp())
    known = {
        links[0]: (at, Outcome(State.GONE, "404")),
        links[1]: (at, Outcome(State.MOVED, "https://mot.example/moi")),
    }
    kept.write(sample.memory, known)
    diagnostics = run_external(
        sample.catalog(), memory=sample.memory, now=NOW, progress=no_progress, manners=Manners()
    )
    yield sample.root, diagnostics
    sample.open.close()


def rendered(found, language):
    root, diagnostics = found
    text = report.render_all(diagnostics, language, lines_to_show(root))
    return text.replace(str(root.resolve()), "…").replace(str(root), "…") + "\n"


def compare(name, text):
    golden = GOLDEN / name
    if os.environ.get("BANTIN_RENEW") == "1":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, "utf-8", newline="\n")
    hint = (
        "wording changed? read it, then: BANTIN_RENEW=1 python -m pytest tests/test_broken_site.py"
    )
    assert text.split("\n") == golden.read_text("utf-8").split("\n"), hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_on_the_broken_site_reads_as_it_was_agreed(content, language):
    compare(f"broken.{language}.txt", rendered(content, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_on_broken_settings_reads_as_it_was_agreed(configuration, language):
    compare(f"settings.{language}.txt", rendered(configuration, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_on_lost_addresses_reads_as_it_was_agreed(lost, language):
    compare(f"lost.{language}.txt", rendered(lost, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_on_links_to_other_sites_reads_as_it_was_agreed(abroad, language):
    compare(f"abroad.{language}.txt", rendered(abroad, language))


def test_every_code_occurs_in_one_of_the_reports(content, configuration, lost, abroad):
    reports = (content, configuration, lost, abroad)
    met = {d.code for _, diagnostics in reports for d in diagnostics}

    assert met == set(load("diagnostics", "vi")) - NO_CODES


def test_every_code_weighs_what_the_book_of_rules_says(content, configuration, lost):
    every = [d for _, diagnostics in (content, configuration, lost) for d in diagnostics]

    wrong = {d.code for d in every if d.severity is not rulebook.severity_of(d.code)}

    assert wrong == set()


def test_nothing_of_the_broken_site_may_be_published(content):
    root, _ = content

    assert not SampleSite(root).gather().is_publishable


def test_the_report_is_the_same_each_time(content):
    root, diagnostics = content

    assert SampleSite(root).check() == diagnostics == in_order(reversed(diagnostics))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_of_a_message_stays_empty_or_shows_pythons_own_words(
    content, configuration, language
):
    for found in (content, configuration):
        for diagnostic in found[1]:
            told = report.tell(diagnostic, language)
            shown = f"{told.text} {told.fix}"
            assert "“”" not in shown, diagnostic
            assert "None" not in shown, diagnostic
            assert "Error" not in shown, diagnostic
            assert "['" not in shown, diagnostic


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_told_to_follow_the_example_is_given_one(content, configuration, language):
    words = ("như ví dụ", "like the example", "as in the example")
    told = [report.tell(d, language) for _, found in (content, configuration) for d in found]

    asked = [t for t in told if any(word in t.fix for word in words)]

    assert asked
    assert all(t.example for t in asked)
