"""MkDocs alone, its fork ProperDocs, and the preview give what `bantin build` gives."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from sitemaker import CONFIG, ROOT, tree

ITEMS = {
    "content/ban-tin/2026/mot.md": (
        "+++\ncover: {image: anh.jpg, alt: Ảnh}\ntopics: [an-toan]\n+++\n"
        "Xem [giới thiệu](../../gioi-thieu.md).\n"
    ),
    "content/ban-tin/2026/anh.jpg": "",
    "content/ban-tin/2026/nhap.md": '+++\ntitle: "Tieude-nhap"\ndraft: true\n+++\n',
    "content/gioi-thieu.md": (
        "---\ntitle: Giới thiệu\n---\n\n## Đại hội\n\n[Tin](ban-tin/2026/mot.md), "
        "[liên hệ](lien-he.md) <script>alert(1)</script> ![x](assets/chung.png)\n"
    ),
    "content/lien-he.md": "# Liên hệ\n\nĐiện thoại.\n",
    "content/nhap.md": "---\ntitle: Trangnhap\ndraft: true\n---\nBimat\n",
    "content/assets/chung.png": "",
    "content/assets/khong-dung.png": "",
}


def host(module, root, *arguments, **variables):
    return subprocess.run(
        [sys.executable, "-m", module, "build", "-f", root / "mkdocs.yml", *arguments],
        env={**os.environ, "BANTIN_NOW": "2026-11-21T09:00", **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("module", ["mkdocs", "properdocs"])
def test_the_plugin_alone_gives_the_same_tree(site, tmp_path, module):
    sample = site(ITEMS)
    assert sample.build() == 0

    built = host(module, sample.root, "-d", str(tmp_path / "khac"))

    assert built.returncode == 0, built.stderr
    assert tree(tmp_path / "khac") == sample.built()


@pytest.mark.parametrize("module", ["mkdocs", "properdocs"])
def test_content_errors_stop_before_the_site_folder_is_emptied(site, tmp_path, module):
    sample = site(ITEMS)
    assert host(module, sample.root, "-d", str(tmp_path / "ra")).returncode == 0
    whole = tree(tmp_path / "ra")
    sample.write({"content/ban-tin/2026/hong.md": "---\ntitle: a: b\n---\n"})

    built = host(module, sample.root, "-d", str(tmp_path / "ra"))

    assert built.returncode == 1
    assert "content/ban-tin/2026/hong.md:2:9" in built.stderr
    assert "Traceback" not in built.stderr
    assert tree(tmp_path / "ra") == whole


def test_a_faulty_configuration_is_told_in_words(site):
    sample = site(ITEMS)
    (sample.root / "mkdocs.yml").write_text(CONFIG.replace("address:", "adress:"))

    built = host("mkdocs", sample.root)

    assert built.returncode == 1
    told = built.stdout + built.stderr
    assert "“address”" in told
    assert "mkdocs.yml:" in told
    assert "Traceback" not in told


def test_standing_pages_are_cleaned_linked_and_fitted(site):
    sample = site(ITEMS)
    sample.build()
    page = sample.read("gioi-thieu/index.html")

    assert 'id="dai-hoi"' in page
    assert 'href="/ban-tin/2026/mot/"' in page
    assert 'href="/lien-he/"' in page
    assert 'src="/assets/chung.' in page
    assert "alert(1)" not in page
    assert "Công đoàn Thử" in page
    assert "mkdocs-1" not in page


def test_drafts_and_unused_files_stay_at_home(site):
    sample = site(ITEMS)
    sample.build()
    built = sample.built()

    assert "nhap/index.html" not in built
    assert [path for path in built if path.startswith("assets/khong-dung.")] == []
    assert [path for path in built if path.startswith("assets/chung.")] != []
    everything = b"".join(built.values())
    assert b"Trangnhap" not in everything
    assert b"Tieude-nhap" not in everything


def test_front_matter_that_mkdocs_would_drop_does_not_publish_a_draft(site):
    sample = site(ITEMS)
    sample.write({"content/nhap.md": "---\ntitle: Bản: nháp\ndraft: true\n---\nBimat\n"})

    assert sample.build() == 1


def test_material_s_search_and_source_maps_are_not_published(site):
    sample = site(ITEMS)
    sample.build()

    assert [p for p in sample.built() if p.endswith(".map") or "lunr" in p or "search" in p] == []


def test_no_page_asks_another_host_for_anything(site):
    sample = site(ITEMS)
    sample.build()

    for path, data in sample.built().items():
        if path.endswith(".html"):
            page = data.decode()
            asked = re.findall(r'<(?:script|img|iframe)[^>]* src="([^"]+)"', page)
            asked += re.findall(r'<link[^>]* rel="stylesheet"[^>]* href="([^"]+)"', page)
            asked += re.findall(r'<link[^>]* href="([^"]+)"[^>]* rel="stylesheet"', page)
            assert [url for url in asked if "//" in url] == [], path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fetch(url, wanted, *, seconds=30):
    """Return the page once it holds *wanted*, or fail when the time is up."""
    deadline, page = time.monotonic() + seconds, ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 -- loopback
                page = answer.read().decode()
        except OSError as reason:
            page = str(reason)
        if wanted in page:
            return page
        time.sleep(0.2)
    pytest.fail(f"{wanted!r} not in {page[:2000]!r}")


def test_the_preview_follows_edits_and_survives_a_fault(site):
    sample = site(ITEMS)
    port = free_port()
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "generator.cli", "serve", "-f", sample.root / "mkdocs.yml"),
            *("--dev-addr", f"127.0.0.1:{port}", "--now", "2026-11-21T09:00"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told = []
    threading.Thread(target=lambda: told.extend(server.stdout), daemon=True).start()
    try:
        url = f"http://127.0.0.1:{port}/ban-tin/2026/mot/"
        for shown in (url, f"http://127.0.0.1:{port}/gioi-thieu/"):
            page = fetch(shown, "livereload(")  # the server's own script, which our policy forbids
            assert "Content-Security-Policy" not in page
        fetch(url, "Tiêu đề thử")
        sample.write({"content/ban-tin/2026/mot.md": '+++\ntitle: "Tiêu đề đã sửa"\n+++\n'})
        fetch(url, "Tiêu đề đã sửa")
        sample.write({"content/ban-tin/2026/mot.md": "---\ntitle: a: b\n---\n"})
        deadline = time.monotonic() + 20
        while "yaml.colon" not in "".join(told) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert "yaml.colon" in "".join(told)
        assert "Traceback" not in "".join(told)
        fetch(url, "Tiêu đề đã sửa")
        sample.write({"content/ban-tin/2026/mot.md": '+++\ntitle: "Lần ba"\n+++\n'})
        fetch(url, "Lần ba")
        assert f"http://127.0.0.1:{port}/" in "".join(told)
        assert "Đã dựng lại" in "".join(told)
        assert "Cleaning site directory" not in "".join(told)
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def test_a_moved_clock_that_is_no_instant_is_told(site):
    built = host("mkdocs", site(ITEMS).root, BANTIN_NOW="mai")

    assert built.returncode == 1
    assert "“mai”" in built.stdout + built.stderr
    assert "Traceback" not in built.stdout + built.stderr


def test_other_plugins_work_on_standing_pages_between_our_reading_and_our_cleaning(site):
    sample = site(ITEMS)
    sample.write(
        {
            "mkdocs.yml": CONFIG + "hooks: [them.py]\n",
            "them.py": "def on_page_markdown(markdown, **_):\n    return markdown + 'THEM-CHU'\n"
            "def on_page_content(html, **_):\n"
            "    return html + '<p>THEM-THE</p><script>them()</script>'\n",
        }
    )
    assert sample.build() == 0

    page = sample.read("gioi-thieu/index.html")
    assert "THEM-CHU" in page
    assert "THEM-THE" in page
    assert "them()" not in page
    assert "THEM-" not in sample.read("ban-tin/2026/mot/index.html")


def test_the_heading_a_standing_page_begins_with_is_its_title_and_stands_there_once(site):
    sample = site({"content/gioi-thieu.md": "# Về *chúng* [tôi](/x/)\n\nLời.\n\n# Thêm\n\nNữa.\n"})
    sample.build("-q")

    main = sample.read("gioi-thieu/index.html").partition("<main")[2].partition("</main>")[0]
    assert main.count("<h1") == 1
    assert "<h1>Về chúng tôi</h1>" in main
    assert main.partition("</h1>")[2].count("chúng") == 0
    assert ">Thêm</h2>" in main


def test_a_standing_page_without_a_title_is_called_by_its_first_heading(site):
    sample = site({"content/gioi-thieu.md": "# Về chúng tôi\n\nLời.\n", "content/b.md": "Lời.\n"})
    sample.build("-q")

    home = sample.read("index.html")
    assert '<a href="/gioi-thieu/">Về chúng tôi</a>' in home
    assert '<a href="/b/">b.md</a>' in home
