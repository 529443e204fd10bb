"""An item on paper: A4, whole, within its margins, with a code that leads to the latest version."""

import re
import shutil
import subprocess
import sys
from html import unescape

import pytest
import zxingcpp
from browsing import needs_browser, served
from photos import hard_photograph
from PIL import Image, ImageDraw
from sitemaker import CONFIG, NOW, make_site

from generator.commands import chromium

MM_PER_INCH = 25.4
DPI = 150
A4_PT = ("595", "842")  # rounded
MARGIN_MM = 17
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="not installed: poppler"
)
pytestmark = [needs_browser, needs_poppler, pytest.mark.xdist_group("browser")]

SENTENCE = "Tổ công đoàn đo độ sáng ở từng bàn máy và ghi lại cùng quản đốc phân xưởng. "
LONG = "".join(f"## Phần {n}\n\n{SENTENCE * 7}\n\n{SENTENCE * 6}\n\n" for n in range(1, 10))
TABLE = "| Đơn vị | Số | Thu | Chi | Còn |\n|---|---:|---:|---:|---:|\n" + "".join(
    f"| Công đoàn cơ sở số {n} | {n} | {n * 7} | {n * 5} | {n * 2} |\n" for n in range(1, 70)
)
WIDE = "|" + " Cột rất dài |" * 16 + "\n|" + "---|" * 16 + "\n|"
WIDE += "".join(f" 1.234.567.8{n} |" for n in range(10, 26)) + "\n"
CODE = " ".join(f"bien{n}" for n in range(60))
ITEMS = {
    "ban-tin/2026/ngan": f"+++\n+++\n{SENTENCE * 5}\n\n- việc một\n- việc hai\n\nDòng cuối cùng.\n",
    "ban-tin/2026/dai": (
        "+++\ncover: {image: anh.jpg, alt: Xưởng, caption: Xưởng may}\n+++\n"
        f"{LONG}![Ảnh](anh.jpg)\n\n{SENTENCE * 9}\n\nDòng cuối cùng.\n"
    ),
    "khan/2026/bao": (
        "+++\nlevel: hoa-toc\nexpires_at: 2026-12-05 17:00\nact_by: 2026-11-23 17:00\n"
        "audience: Mọi công đoàn cơ sở\n+++\n1. Dừng việc.\n2. Điểm danh.\n\nDòng cuối cùng.\n"
    ),
    "guong-sang/2026/mai": (
        "+++\nhonourees:\n  - name: Nguyễn Thị Mai\n    job: Thợ điện\n"
        "    photo: {image: mai.jpg, alt: Chân dung}\n"
        "    consent: {on: 2026-01-01, by: An, scope: [web]}\n"
        'quote: "Cẩn thận từng con ốc."\nmerits: [{figure: 30 năm, text: nối cáp}]\n'
        f"corrections: [{{at: 2026-11-20 10:00, note: Sai tên trạm.}}]\n+++\n{SENTENCE * 6}\n\n"
        "Dòng cuối cùng.\n"
    ),
    "ban-tin/2026/bang": f"+++\n+++\n{TABLE}\n{WIDE}\nDòng cuối cùng.\n",
    "ban-tin/2026/xau": (
        f'+++\ntitle: "{"Ộ" * 150}"\nunit: cdcs-tram\n+++\n{"ữ" * 400}\n\n'
        f"```\n{CODE}\n```\n\n![Ảnh](cao.jpg)\n\n[dẫn](https://xa.example/{'a' * 200})\n\n"
        "<script>document.body.remove()</script>\n\nDòng cuối cùng.\n"
    ),
}
FOOT = "Quét mã để kiểm tra bản mới nhất"


def bar_picture(width, height):
    """Return a picture that is dark at all its edges."""
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, width - 1, height - 1), outline="black", width=20)
    return picture


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    root = tmp_path_factory.mktemp("in")
    items = {f"content/{path}.md": text for path, text in ITEMS.items()}
    hidden = {
        "content/ban-tin/2026/nhap.md": "+++\ndraft: true\n+++\n",
        "content/ban-tin/2026/rut.md": '+++\nwithdrawn: {at: 2026-11-21, reason: "Sai."}\n+++\n',
    }
    sample = make_site(root, items | hidden)
    hard_photograph(900, 600).save(root / "content/ban-tin/2026/anh.jpg", quality=80)
    bar_picture(500, 2400).save(root / "content/ban-tin/2026/cao.jpg")
    bar_picture(640, 800).save(root / "content/guong-sang/2026/mai.jpg")
    assert sample.build() == 0
    sample.open.close()
    return sample


@pytest.fixture(scope="module")
def sheets(sample):
    """The PDF of every item, printed by the command."""
    folder = sample.root / "giay"
    folder.mkdir()
    files = {}
    for path in ITEMS:
        files[path] = folder / f"{path.rpartition('/')[2]}.pdf"
        found = sample.run("sheet", "-q", path, "-o", str(files[path]), "--now", NOW.isoformat())
        assert found == 0, path
    return files


def told(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def info(pdf):
    return dict(re.findall(r"^([\w ]+):\s+(.*)$", told("pdfinfo", pdf), re.MULTILINE))


def words_of(pdf):
    return " ".join(told("pdftotext", "-layout", pdf, "-").split())


def pictures_of(pdf):
    """Return the pages of *pdf* as printers draw them."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", pdf, stem], check=True)
    return [Image.open(file) for file in sorted(stem.parent.glob(f"{stem.name}-*.pgm"))]


each = pytest.mark.parametrize("path", ITEMS)


@each
def test_a_sheet_is_a4_and_says_how_many_pages_it_has(sheets, path):
    found = info(sheets[path])
    width, height = re.findall(r"([\d.]+)", found["Page size"])[:2]
    assert (f"{float(width):.0f}", f"{float(height):.0f}") == A4_PT
    text = told("pdftotext", "-layout", sheets[path], "-")
    pages = int(found["Pages"])
    for number, page in enumerate(text.split("\f")[:pages], 1):
        assert page.replace(" ", "").rstrip().endswith(f"\n{number}/{pages}")


def test_short_items_fit_one_page_and_long_ones_flow(sheets):
    pages = {path.rpartition("/")[2]: int(info(pdf)["Pages"]) for path, pdf in sheets.items()}
    assert [pages["ngan"], pages["bao"], pages["mai"]] == [1, 1, 1]
    assert 2 <= pages["dai"] <= 4
    assert pages["bang"] >= 2


@each
def test_the_code_on_the_paper_leads_to_the_page(sheets, path):
    found = [
        code.text for image in pictures_of(sheets[path]) for code in zxingcpp.read_barcodes(image)
    ]
    assert found == [f"https://thu.example/{path}/"]


@each
def test_nothing_is_cut_and_nothing_stands_in_the_margins(sheets, path):
    text = words_of(sheets[path])
    assert "Dòng cuối cùng." in text
    assert FOOT in text
    limit = round((MARGIN_MM - 1) / MM_PER_INCH * DPI)
    for image in pictures_of(sheets[path]):
        left, _, right, _ = image.point(lambda value: 255 * (value < 160)).getbbox()
        assert left >= limit
        assert right <= image.width - limit


@each
def test_every_word_of_the_page_is_on_the_paper(sample, sheets, path):
    page = sample.read(f"{path}/index.html")
    prose = re.search(r'<div class="prose">(.*?)</div>\s*</div>\s*<footer', page, re.DOTALL)[1]
    wanted = unescape(re.sub(r"<[^>]+>", " ", prose)).split()
    # Long words are broken into lines: compared without any space.
    on_paper = "".join(told("pdftotext", "-raw", sheets[path], "-").split())
    missing = [word for word in set(wanted) if len(word) < 30 and word not in on_paper]
    assert missing == []


@each
def test_all_letters_travel_with_the_sheet(sheets, path):
    rows = told("pdffonts", sheets[path]).splitlines()[2:]
    assert rows
    for row in rows:
        assert row[:80].split()[0] != "[none]", row
        assert re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s", row)[1] == "yes", row


def test_a_sheet_says_who_speaks_and_which_revision_it_is(sheets):
    text = words_of(sheets["guong-sang/2026/mai"])
    assert text.startswith("Công đoàn Thử Công đoàn Điện Thử")
    assert "Bản 2, cập nhật lúc Thứ Sáu, 20/11/2026, 10:00" in text
    assert "https://thu.example/guong-sang/2026/mai/" in text
    assert text.count("Công đoàn Điện Thử") == 2  # at the top and at the foot
    short = words_of(sheets["ban-tin/2026/ngan"])
    assert "Bản 1, cập nhật lúc Thứ Sáu, 20/11/2026, 08:00" in short


def test_an_urgent_sheet_says_how_grave_who_and_by_when(sheets):
    text = words_of(sheets["khan/2026/bao"])
    for words in ("Hỏa tốc", "Mọi công đoàn cơ sở", "23/11/2026, 17:00", "05/12/2026, 17:00"):
        assert words in text


def test_what_only_screens_are_for_is_not_on_paper(sheets):
    for path, pdf in sheets.items():
        text = words_of(pdf)
        for words in (
            "Chia sẻ",
            "Đọc thêm",
            "Về trang này",
            "Hiển thị",
            "phút đọc",
            "Chép",
            "có thông tin",
        ):
            assert words not in text, (path, words)
        assert "xa.example" not in text


def test_photographs_that_wait_on_a_screen_are_on_paper(sheets):
    """The last of the long item's pictures lies far below what a screen shows first."""
    images = told("pdfimages", "-list", sheets["ban-tin/2026/dai"]).splitlines()[2:]
    assert len({row.split()[0] for row in images if int(row.split()[3]) > 300}) == 2
    portrait = told("pdfimages", "-list", sheets["guong-sang/2026/mai"]).splitlines()[2:]
    assert portrait


def test_a_tall_picture_is_whole(sheets):
    """It is dark at its edges: all four are found on one page."""
    found = []
    for image in pictures_of(sheets["ban-tin/2026/xau"]):
        dark = image.point(lambda value: 255 * (value < 100))
        for top in range(0, image.height, 4):
            row = dark.crop((0, top, image.width, top + 1)).getbbox()
            if row and 80 < row[2] - row[0] < 110:
                found.append(top)
    assert found


def test_the_head_of_a_table_is_on_each_of_its_pages(sheets):
    pages = told("pdftotext", "-layout", sheets["ban-tin/2026/bang"], "-").split("\f")
    with_rows = [page for page in pages if "Công đoàn cơ sở số" in page]
    assert len(with_rows) >= 2
    assert all("Đơn vị" in page for page in with_rows)


def test_a_heading_is_never_the_last_on_a_page(sheets):
    for page in told("pdftotext", sheets["ban-tin/2026/dai"], "-").split("\f"):
        lines = [line for line in page.splitlines() if not re.fullmatch(r"[\d /]*", line)]
        if lines:
            assert not re.fullmatch(r"Phần \d+", lines[-1].strip())


def test_on_a_screen_the_sheet_takes_no_room_and_asks_for_nothing(page, sample):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    with served(sample.root / "site") as address:
        page.goto(f"{address}/khan/2026/bao/")
        page.wait_for_load_state("networkidle")
        hidden = page.locator(".sheet, .sheet-unit")
        assert hidden.count() == 2
        assert [hidden.nth(n).is_visible() for n in range(2)] == [False, False]
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_timeout(200)
    assert [url for url in asked if "qr." in url] == []


def test_a_site_below_a_path_prints_too(tmp_path):
    config = CONFIG.replace("https://thu.example/", "https://to.example/ban-tin-cd/")
    sample = make_site(
        tmp_path, {"mkdocs.yml": config, "content/ban-tin/2026/mot.md": "+++\n+++\n"}
    )
    assert sample.build("-q") == 0
    pdf = tmp_path / "mot.pdf"
    assert sample.run("sheet", "-o", str(pdf), "ban-tin/2026/mot", "--now", NOW.isoformat()) == 0
    sample.open.close()
    assert "Một câu tóm tắt" in words_of(pdf)
    assert "ban-tin-cd" in words_of(pdf)
    # With its styles: the fonts of a page without them are others, and the menu would be there.
    assert "Tìm kiếm" not in words_of(pdf)


def test_where_the_sheet_is_and_how_long_is_told(sample, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert sample.run("sheet", "khan/2026/bao", "--now", NOW.isoformat()) == 0
    assert "bao.pdf (1 trang A4)" in capsys.readouterr().out
    assert (tmp_path / "bao.pdf").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "told_of"),
    [
        (("ban-tin/2026/nhap",), 1, "chưa lên trang"),
        (("ban-tin/2026/rut",), 1, "đã được rút"),
        (("ban-tin/2026/khong-co-bai-nay",), 2, "Không tìm thấy bài"),
        (("khan/2026/bao", "--site-dir", "khong-co"), 2, "Hãy dựng trang trước"),
        (("khan/2026/bao", "--now", "mai"), 2, "Không hiểu thời điểm"),
    ],
)
def test_what_cannot_be_printed_is_told_in_words(sample, capsys, arguments, code, told_of):
    given = arguments if "--now" in arguments else (*arguments, "--now", NOW.isoformat())
    assert sample.run("sheet", *given) == code
    err = capsys.readouterr().err
    assert told_of in err
    assert "Traceback" not in err


def test_without_a_browser_what_to_install_is_told(sample, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_ON_MACOS", ())
    assert sample.run("sheet", "khan/2026/bao", "--now", NOW.isoformat()) == 3
    assert "Chromium, Google Chrome hoặc Microsoft Edge" in capsys.readouterr().err


def fake_browser(folder, code):
    file = folder / "chromium"
    file.write_text(f"#!{sys.executable}\n{code}")
    file.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
@pytest.mark.parametrize(
    "fault",
    [
        ("import sys; sys.exit('hong may')", "hong may"),
        ("", "không làm được"),
        ("import time; time.sleep(60)", "không trả lời sau 1 giây"),
    ],
)
def test_a_browser_that_fails_is_told_and_the_old_sheet_stays(
    sample, capsys, monkeypatch, tmp_path, fault
):
    code, told_of = fault
    fake_browser(tmp_path, code)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "LIMIT_S", 1)
    old = tmp_path / "cu.pdf"
    old.write_bytes(b"%PDF cu")
    assert sample.run("sheet", "khan/2026/bao", "-o", str(old), "--now", NOW.isoformat()) == 3
    assert told_of in capsys.readouterr().err
    assert old.read_bytes() == b"%PDF cu"


def test_a_browser_is_found_where_windows_installs_one(tmp_path, monkeypatch):
    program = tmp_path / "Google/Chrome/Application/chrome.exe"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setattr(chromium, "_ON_MACOS", ())
    found = chromium.find_browser({"PATH": "", "PROGRAMFILES": str(tmp_path)})
    assert found == str(program)
    assert chromium.find_browser({"PATH": ""}) is None
