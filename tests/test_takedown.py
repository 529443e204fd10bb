"""Taking down an item and a person: found, edited, built, proved; and what the proof finds."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin
from sitemaker import NOW, ROOT, UNITS, make_site, tree

from generator.announce import ledger
from generator.kernel import digest
from generator.kernel.text import unaccented
from generator.messages.words import LANGUAGES, load
from generator.model import permalink
from generator.takedown import likeness
from generator.takedown.proving import prove
from generator.takedown.sieve import for_spelling, may_hold
from generator.takedown.spelling import Spelling, short_mentions
from generator.takedown.traces import Traces, runs_of
from generator.takedown.unwrapping import UNREADABLE, Part, is_text, views

NAME = "Nguyễn Thị Hòa"
PHONE = "0912 345 678"
DECOMPOSED = unicodedata.normalize("NFD", "chị Nguyễn Thị Hoà")
HOA = Spelling(NAME)
CONSENT = '{on: 2026-11-01, by: "Ban Tuyên giáo", scope: [web, social]}'


def photo(seed, **details):
    """Return a JPEG that is unlike any other seed's: large patches of colour."""
    picture = Image.new("RGB", (8, 6))
    picture.putdata(
        [((seed * 53 + i * 37) % 256, (seed * 91 + i * 71) % 256, i * 5) for i in range(48)]
    )
    data = io.BytesIO()
    picture.resize((320, 240), Image.Resampling.BICUBIC).save(data, "JPEG", **details)
    return data.getvalue()


def photo_by(name):
    details = Image.Exif()
    details[ExifTags.Base.XPAuthor] = f"{name}\0".encode("utf-16-le")
    return photo(9, exif=details)


def docx(text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>",
        )
    return data.getvalue()


def pdf(title):
    """Return a page without text whose properties have *title*."""
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(data, "PDF", title=title)
    return data.getvalue()


PERSON_EVERYWHERE = {
    "content/data/units.yml": UNITS
    + f'- {{id: to-may, name: "Tổ may {NAME}", short: "Tổ may", level: to, parent: cdcs-tram}}\n',
    "content/guong-sang/2026/nguyen-thi-hoa-tram-ba.md": f"""+++
title: "Chị {NAME} và trạm bơm số ba"
honourees:
  - name: "{NAME}"
    job: "Công nhân vận hành trạm bơm"
    photo: {{image: hoa.jpg, alt: "Chân dung chị {NAME}"}}
    consent: {CONSENT}
quote: "Nước không đợi ai, nên tôi cũng không để nước phải đợi mình."
aliases: [guong-sang/2025/nguyen-thi-hoa]
+++
Mười bốn năm trực đêm ở trạm bơm, chị Hòa chưa một lần để nước tràn bờ kênh phía đông.
""",
    "content/guong-sang/2026/hoa.jpg": photo(1),
    "content/guong-sang/2026/hai-nguoi.md": f"""+++
title: "Hai người một ca"
honourees:
  - name: "Trần Văn Bình"
    job: "Thợ điện"
  - name: "{NAME}"
    job: "Công nhân vận hành"
    photo:
      image: hoa.jpg
      alt: "Chị Hòa bên máy bơm"
    consent: {CONSENT}
+++
Ca đêm có hai người.
""",
    "content/guong-sang/2026/nguyen-thi-hoa-va-binh.md": f"""+++
title: "Hai thợ bơm"
honourees:
  - name: "Trần Văn Bình"
  - name: "{NAME}"
related: [ban-tin/2026/hop-to]
+++
Hai thợ bơm giữ nước cho cả xã.
""",
    "content/ban-tin/2026/hop-to.md": f"""+++
title: "{NAME} nhận Giấy khen"
allow: [{{rule: privacy.mobile, reason: "Đã đồng ý cho đăng số máy."}}]
summary: "Bà {NAME} được tặng Giấy khen tại buổi họp tổ sáng thứ Hai."
cover: {{image: hop-to.jpg, alt: "{NAME} nhận giấy khen", caption: "Từ trái sang: {NAME}"}}
attachments:
  - {{file: quyet-dinh.pdf, title: "Quyết định"}}
  - {{file: danh-sach.csv, title: "Danh sách"}}
  - {{file: bien-ban.docx, title: "Biên bản"}}
related: [guong-sang/2026/nguyen-thi-hoa-va-binh]
share: {{sms: "Nguyen Thi Hoa nhan Giay khen", zalo: "Chúc mừng {NAME}!"}}
corrections:
  - {{at: 2026-11-20 10:00, note: "Bản trước viết sai chức danh của {NAME}."}}
+++
Sáng thứ Hai, {DECOMPOSED} nhận giấy khen. Chị Hòa nói lời cảm ơn.

Nguyễn **Thị**
Hòa còn kể chuyện trạm bơm. Số máy của chị là 0912.345.678.

> Tôi học nghề từ cô {NAME}, cô dạy tôi từng con ốc.

| STT | Họ tên | Đơn vị |
|---|---|---|
| 1 | Lê Văn Tám | Tổ điện |
| 2 | {NAME.upper()} | Tổ bơm |

- {NAME}, tổ bơm
- Lê Văn Tám, tổ điện

![{NAME} bên máy bơm](may-bom.jpg)

Xem [gương sáng](../../guong-sang/2026/nguyen-thi-hoa-tram-ba.md) và [ảnh gốc](goc.jpg),
đọc [hai thợ bơm](../../guong-sang/2026/nguyen-thi-hoa-va-binh.md).

Bà Nguyễn Thị Hòa An là người khác, bà Nguyễn Thị Hoa cũng vậy.
""",
    "content/ban-tin/2026/hop-to.jpg": photo(2),
    "content/ban-tin/2026/may-bom.jpg": photo(3),
    "content/ban-tin/2026/goc.jpg": photo_by(NAME),
    "content/ban-tin/2026/quyet-dinh.pdf": pdf(f"Quyết định khen {NAME}"),
    "content/ban-tin/2026/bien-ban.docx": docx(f"Họp tổ, có {NAME} dự."),
    "content/ban-tin/2026/danh-sach.csv": "STT,Họ tên,Tổ\r\n"
    f'1,Lê Văn Tám,Điện\r\n2,"{NAME}",Bơm\r\n3,Phạm Thị Sáu,May\r\n',
    "content/ban-tin/2026/anh-cu.md": """+++
title: "Ảnh cũ của trạm"
cover: {image: ten-khac.jpg, alt: "Một công nhân bên máy"}
related:
  - guong-sang/2026/nguyen-thi-hoa-tram-ba
  - ban-tin/2026/hop-to
+++
Ảnh chụp năm ngoái.
""",
    "content/ban-tin/2026/ten-khac.jpg": photo(1),
    "content/gioi-thieu.md": f"# Giới thiệu\n\nNgười trực trạm: {NAME}.\n",
}


def run(site, capsys, *arguments):
    code = site.run("takedown", *arguments, "--now", NOW.isoformat(), "--jobs", "1")
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(scope="module")
def applied(tmp_path_factory):
    """A site that had the person in everything, taken down and built."""
    site = make_site(tmp_path_factory.mktemp("go"), PERSON_EVERYWHERE)
    assert site.build() == 0
    before = site.built()
    code = site.run(
        *("takedown", "--person", NAME, "--also", PHONE, "--apply", "--asked", "2026-11-20"),
        *("--by", "Văn phòng", "--now", NOW.isoformat(), "--jobs", "1"),
    )
    return site, before, code


def content(site, path):
    return (site.root / "content" / path).read_bytes().decode()


# --- spelling ---


@pytest.mark.parametrize(
    "text",
    [
        NAME,
        "NGUYỄN THỊ HOÀ",
        unicodedata.normalize("NFD", "chị Nguyễn Thị Hoà."),
        "nguyen-thi-hoa/",
        "Nguyen Thi Hoa",
        "#NguyễnThịHòa",
        "Nguyễn **Thị**\n    Hòa,",
        "Nguyễn <b>Thị</b>&#32;Hòa",
        "Nguy\u00adễn Th\u200bị\u00a0Hòa–tổ may",
        "Nguyễn Thị Hòa Tổ trưởng",
        "Nguyễn Thị Hòa\nTrần Văn Bình",
    ],
)
def test_a_name_is_found_however_it_is_written(text):
    assert [mention.is_sure for mention in HOA.mentions(text)] == [True]


@pytest.mark.parametrize("text", ["Nguyễn Thị Hòa An", "bà Nguyễn Thị Hoa", "Nguyển Thị Hòa"])
def test_a_similar_name_is_told_as_perhaps(text):
    assert [mention.is_sure for mention in HOA.mentions(text)] == [False]


@pytest.mark.parametrize("text", ["Nguyễn Thị Hoàng", "Nguyễn Hòa", "nguyen-thi-hoan", "Thị Hòa"])
def test_another_name_is_not_taken_for_it(text):
    assert HOA.mentions(text) == []


def test_a_mention_spans_exactly_the_name():
    text = "Chị " + unicodedata.normalize("NFD", NAME) + ", tổ may"
    (mention,) = HOA.mentions(text)

    assert unicodedata.normalize("NFC", text[mention.start : mention.end]) == NAME


def test_without_accents_a_longer_name_that_is_known_is_another_persons():
    knowing = HOA.knowing(frozenset({"nguyen thi hoa an"}), has_double=False)

    assert [m.is_sure for m in knowing.mentions("guong-sang/nguyen-thi-hoa-an/")] == [False]
    assert [m.is_sure for m in knowing.mentions("guong-sang/nguyen-thi-hoa-may/")] == [True]


def test_without_accents_a_name_that_two_have_is_told_as_perhaps():
    knowing = HOA.knowing(frozenset(), has_double=True)

    assert [m.is_sure for m in knowing.mentions("Nguyen Thi Hoa")] == [False]
    assert [m.is_sure for m in knowing.mentions(f"{NAME}, nguyen-thi-hoa")] == [True, True]


@pytest.mark.parametrize(
    "text", ["0912345678", "+84 912 345 678", "0912.345.678", "(84)912-345-678"]
)
def test_a_number_is_found_however_it_is_grouped(text):
    assert len(Spelling(PHONE).mentions(text)) == 1


@pytest.mark.parametrize("text", ["10912345678", "09123456789", "0912 345 679"])
def test_a_longer_or_other_number_is_not(text):
    assert Spelling(PHONE).mentions(text) == []


def test_the_given_name_counts_with_a_title_and_only_where_it_is_no_one_elses():
    text = f"Chị {NAME} kể. Chị Hòa cười, bà Hoà khóc; hòa bình, có Hòa, chị Hoa, chị Hòa An."
    found = [(text[m.start : m.end], m.is_sure) for m in short_mentions(HOA, text)]

    assert found == [("Chị Hòa", True), ("bà Hoà", True), ("chị Hòa", False)]
    both = f"{NAME} và Trần Văn Hòa. Chị Hòa cười."
    assert [m.is_sure for m in short_mentions(HOA, both)] == [False]


# --- a person taken down ---


def test_the_person_is_taken_down_built_and_proved(applied):
    site, before, code = applied

    assert code == 0
    named = re.compile(f"{NAME}(?! An là)".encode())
    assert sum(named.search(data) is not None for data in before.values()) > 10
    assert [path for path, data in site.built().items() if named.search(data)] == []
    assert permalink.PREVIEW not in site.built()  # the site itself, ready to be published


def test_nothing_of_the_person_is_left_by_a_search_of_its_own(applied):
    """Not by our own program: the bytes of text files, decoded the simplest way."""
    site, _, _ = applied
    for path, data in site.built().items():
        if path.endswith((".html", ".xml", ".json", ".txt", ".csv")):
            text = unicodedata.normalize("NFC", data.decode()).lower()
            for word in ("thị hòa.", "thị hoà", "nguyen-thi-hoa", "912345678", "912.345"):
                assert word not in text, path
        assert "nguyen-thi-hoa" not in path


def test_others_stay(applied):
    site, _, _ = applied
    page = site.read("ban-tin/2026/hop-to/index.html")

    assert "Nguyễn Thị Hòa An là người khác, bà Nguyễn Thị Hoa cũng vậy" in page
    assert "Lê Văn Tám" in page
    assert "Trần Văn Bình" in site.read("guong-sang/2026/hai-nguoi/index.html")


def test_running_text_speaks_of_a_member(applied):
    text = content(applied[0], "ban-tin/2026/hop-to.md")

    assert 'title: "Một đoàn viên nhận Giấy khen"' in text
    assert "Một đoàn viên được tặng Giấy khen" in text
    assert "Sáng thứ Hai, một đoàn viên nhận giấy khen. Đoàn viên này nói lời cảm ơn." in text
    assert "Một đoàn viên còn kể chuyện trạm bơm. Số máy của chị là (đã bỏ)." in text
    assert "> Tôi học nghề từ một đoàn viên, cô dạy tôi từng con ốc." in text
    assert 'sms: "Mot doan vien nhan Giay khen"' in text


def test_rows_of_lists_tables_and_files_go(applied):
    site, _, _ = applied
    text = content(site, "ban-tin/2026/hop-to.md")

    assert "| 1 | Lê Văn Tám | Tổ điện |\n\n- Lê Văn Tám, tổ điện\n" in text
    assert content(site, "ban-tin/2026/danh-sach.csv") == (
        "STT,Họ tên,Tổ\r\n1,Lê Văn Tám,Điện\r\n3,Phạm Thị Sáu,May\r\n"
    )
    assert "Trần Văn Bình" in content(site, "guong-sang/2026/hai-nguoi.md")
    assert "Công nhân vận hành" not in content(site, "guong-sang/2026/hai-nguoi.md")


def test_pictures_go_wherever_they_are_used(applied):
    site, _, _ = applied
    folder = site.root / "content"

    for gone in ("guong-sang/2026/hoa.jpg", "ban-tin/2026/ten-khac.jpg", "ban-tin/2026/hop-to.jpg"):
        assert not (folder / gone).exists(), gone
    for gone in ("may-bom.jpg", "goc.jpg"):
        assert not (folder / "ban-tin/2026" / gone).exists(), gone
    assert "cover:" not in content(site, "ban-tin/2026/anh-cu.md")
    assert "ảnh gốc,\nđọc" in content(site, "ban-tin/2026/hop-to.md")


def test_papers_that_cannot_be_edited_are_taken_off_and_told(applied):
    site, _, _ = applied
    text = content(site, "ban-tin/2026/hop-to.md")

    assert "danh-sach.csv" in text
    assert "quyet-dinh.pdf" not in text
    assert "bien-ban.docx" not in text
    assert not (site.root / "content/ban-tin/2026/quyet-dinh.pdf").exists()


def test_a_spotlight_of_no_one_else_goes_as_a_whole(applied):
    site, _, _ = applied

    assert not (site.root / "content/guong-sang/2026/nguyen-thi-hoa-tram-ba.md").exists()
    assert "Xem gương sáng và" in content(site, "ban-tin/2026/hop-to.md")
    assert "related:\n  - ban-tin/2026/hop-to\n" in content(site, "ban-tin/2026/anh-cu.md")


def test_what_is_called_after_the_person_is_called_otherwise(applied):
    site, _, _ = applied

    assert (site.root / "content/guong-sang/2026/va-binh.md").is_file()
    text = content(site, "ban-tin/2026/hop-to.md")
    assert "[hai thợ bơm](../../guong-sang/2026/va-binh.md)" in text
    assert "related: [guong-sang/2026/va-binh]" in text


def test_the_register_keeps_digests_of_addresses_that_name_the_person(applied):
    site, _, _ = applied
    rows = content(site, "data/taken-down.yml")

    assert "hoa" not in rows
    assert (
        len(re.findall(r'^- \{address: "[0-9a-f]{12}", at: 2026-11-21\}$', rows, re.MULTILINE)) == 3
    )
    assert re.search(r'^- \{card: "[0-9a-f]{12}", at: 2026-11-21\}$', rows, re.MULTILINE)
    assert not list((site.root / "site/guong-sang/2026").glob("nguyen*"))
    assert "nguyen" not in site.read("_redirects")


def test_the_cards_that_named_the_person_do_not_stay(applied):
    """Cards stay for a while after a title was mended; these must not, and not elsewhere either."""
    site, before, _ = applied
    old = {path for path in before if path.startswith("the/")}
    common = {path for path in site.built() if path.startswith("the/")} & old

    assert {before[path] for path in common} == {site.built()[path] for path in common}
    ours = next(
        p for p in old if f'the/{p[4:-4]}.jpg"' in before["ban-tin/2026/hop-to/index.html"].decode()
    )
    assert ours not in site.built()


def test_a_card_whose_title_named_the_person_goes_at_once(tmp_path, capsys):
    body = f"Đồng chí {NAME} kể chuyện."
    text = f'+++\ntitle: "{NAME} nhận quà"\n+++\n{body}\n'
    site = make_site(tmp_path, {"content/ban-tin/2026/mot.md": text})
    assert site.build() == 0
    (card,) = set(re.findall(r"the/[0-9a-f]{12}\.jpg", site.read("ban-tin/2026/mot/share.json")))

    assert run(site, capsys, "--person", NAME, "--apply")[0] == 0
    assert card not in site.built()
    assert content(site, "ban-tin/2026/mot.md").endswith("Một đoàn viên kể chuyện.\n")


def test_the_cache_forgets(applied):
    site, _, _ = applied
    for file in site.memory.rglob("*"):
        if file.is_file() and file.name.startswith("kept"):
            assert not re.search(f"{NAME}(?! An là)".encode(), file.read_bytes()), file


def test_a_second_run_finds_nothing_to_do(applied, capsys):
    site, _, _ = applied
    code, out, _ = run(site, capsys, "--person", NAME, "--also", PHONE)

    assert code == 0
    assert "Không có gì phải sửa" in out


def test_the_receipt_tells_what_was_done_and_not_of_whom(applied):
    site, _, _ = applied
    folder = site.root / ".bantin/receipts"
    (told,) = folder.glob("*.json")
    row = json.loads(told.read_text("utf-8"))

    assert row["due"] == "2026-11-24"  # the 21st is a Saturday
    assert row["in_time"] is True
    assert row["by"] == "Văn phòng"
    assert row["searched"]["files"] == len(site.built())
    assert row["site_before"] != row["site_after"]
    assert len(row["names"]) == 2
    for file in folder.iterdir():
        assert not HOA.mentions(file.read_text("utf-8")), file
    assert told.with_suffix(".txt").is_file()
    assert not list((site.root / ".bantin/takedowns").iterdir())


# --- an item taken down ---

ITEM = {
    "content/ban-tin/2026/hop-khan.md": """+++
title: "Tổ bơm họp khẩn về ca trực đêm giao thừa"
summary: "Tổ bơm họp lúc tám giờ tối thứ Ba để chia lại ca trực đêm giao thừa năm nay."
cover: {image: hop.jpg, alt: "Bàn họp của tổ bơm"}
attachments: [{file: lich.csv, title: "Lịch trực"}, {file: chung.csv, title: "Chung"}]
aliases: [ban-tin/2025/hop-khan]
+++
Anh em tổ bơm ngồi lại sau giờ làm để chia nhau ba ca trực cuối năm cho thật đều.
""",
    "content/ban-tin/2026/hop.jpg": photo(4),
    "content/ban-tin/2026/lich.csv": "Ca,Người\nmột,Tám\n",
    "content/ban-tin/2026/chung.csv": "Ca,Người\nhai,Sáu\n",
    "content/ban-tin/2026/tiep.md": """+++
related: [ban-tin/2026/khac, ban-tin/2026/hop-khan]
attachments: [{file: chung.csv, title: "Chung"}]
+++
Theo [bài trước](hop-khan.md "Bài trước"), [bài ấy](/ban-tin/2026/hop-khan/),
<a href="https://thu.example/ban-tin/2025/hop-khan/">bài cũ</a> và [chú][1].

[1]: hop-khan.md
""",
    "content/ban-tin/2026/khac.md": "+++\nrelated:\n  - ban-tin/2026/hop-khan\n+++\nBài khác.\n",
    "content/khan/2026/mot.md": "+++\nlevel: khan\nexpires_at: 2026-12-01\n+++\nMột.\n",
    "content/khan/2026/hai.md": "+++\nlevel: khan\nexpires_at: 2026-12-01\n"
    "supersedes: khan/2026/mot\n+++\nHai.\n",
}


@pytest.fixture(scope="module")
def item_gone(tmp_path_factory):
    site = make_site(tmp_path_factory.mktemp("bai"), ITEM)
    assert site.build() == 0
    items = ("content/ban-tin/2026/hop-khan.md", "https://thu.example/khan/2026/mot/")
    code = site.run("takedown", *items, "--apply", "--now", NOW.isoformat(), "--jobs", "1")
    return site, code


def test_an_item_goes_with_what_only_it_used(item_gone):
    site, code = item_gone
    there = {path.name for path in (site.root / "content/ban-tin/2026").iterdir()}

    assert code == 0
    assert there == {"chung.csv", "tiep.md", "khac.md"}
    assert not [path for path in site.built() if "hop-khan" in path or "lich" in path]


def test_links_to_it_become_words_and_mentions_go(item_gone):
    site, _ = item_gone
    text = content(site, "ban-tin/2026/tiep.md")

    assert "Theo bài trước, bài ấy,\nbài cũ và chú.\n" in text
    assert "related: [ban-tin/2026/khac]\n" in text
    assert "related" not in content(site, "ban-tin/2026/khac.md")
    assert "supersedes" not in content(site, "khan/2026/hai.md")


def test_its_addresses_are_entered_and_its_id_told_to_feeds(item_gone):
    site, _ = item_gone

    assert content(site, "data/taken-down.yml").splitlines() == [
        "- {path: ban-tin/2026/hop-khan, at: 2026-11-21, id: ban-tin/2026/hop-khan}",
        "- {path: ban-tin/2025/hop-khan, at: 2026-11-21}",
        "- {path: khan/2026/mot, at: 2026-11-21, id: khan/2026/mot}",
    ]
    assert 'ref="tag:thu.example,2026:ban-tin/2026/hop-khan"' in site.read("atom.xml")


def test_without_apply_nothing_is_written(tmp_path, capsys):
    site = make_site(tmp_path, ITEM)
    before = tree(site.root)
    code, out, _ = run(site, capsys, "ban-tin/2026/hop-khan")
    after = {path: data for path, data in tree(site.root).items() if ".cache" not in path}

    assert code == 0
    assert after == before
    assert "--- content/ban-tin/2026/hop-khan.md\n+++ /dev/null" in out
    assert "-related: [ban-tin/2026/khac, ban-tin/2026/hop-khan]\n" in out
    assert "debug/?q=https%3A%2F%2Fthu.example%2Fban-tin%2F2026%2Fhop-khan%2F" in out


def test_line_ends_and_everything_else_stay_byte_for_byte(tmp_path, capsys):
    body = unicodedata.normalize("NFD", "Xem [bài](hop-khan.md) về đoàn viên.")
    fields = 'title: "Một"\nsummary: "Một câu tóm tắt đủ dài để kiểm thử."\nunit: cd-dien\n'
    head = f"---\n{fields}publish_at: 2026-11-20\n---\n".replace("\n", "\r\n")
    before = f"\ufeff{head}\r\n{body}  \r\n\r\n\r\ncuối không xuống dòng"
    site = make_site(tmp_path, ITEM | {"content/ban-tin/2026/mot.md": before.encode()})
    assert run(site, capsys, "ban-tin/2026/hop-khan", "--apply")[0] == 0

    link = unicodedata.normalize("NFD", "[bài](hop-khan.md)")
    wanted = before.replace(link, unicodedata.normalize("NFD", "bài"))
    assert (site.root / "content/ban-tin/2026/mot.md").read_bytes() == wanted.encode()


def test_a_build_that_is_refused_is_told_and_proved_later(tmp_path, capsys):
    site = make_site(tmp_path, ITEM | {"content/ban-tin/2026/sai.md": "+++\nunit: khong-co\n+++\n"})
    code, _, err = run(site, capsys, "ban-tin/2026/hop-khan", "--apply")

    assert code == 1
    assert "--prove" in err
    assert run(site, capsys, "ban-tin/2026/hop-khan", "--prove")[0] == 2  # there is no site
    site.remove("content/ban-tin/2026/sai.md")
    assert site.build() == 0
    capsys.readouterr()
    assert run(site, capsys, "ban-tin/2026/hop-khan", "--prove")[0] == 0
    assert list((site.root / ".bantin/receipts").glob("*.json"))


# --- what is passed over at a glance ---

NAMES = (NAME, "Đỗ Ứng Đức", "Lê Ái Vân", "Hà Đức Anh", "Uyên Oanh", "Nguyen Van Duc")
BETWEEN = (
    *(" ", "\n", "-", ", ", "", "</b> <i class='x'>", "&nbsp;", "&amp;#32;", "\u3000", "](/a/b) "),
    *("&lt;/b&gt; ", ' title="x &gt; y"> ', " <", "<!-- -->", "%20", '">', "–"),
)
UNSEEN = ("", "", "", "<b>", "</span>", "\u00ad", "&shy;", "\u200b", "&#8203;")
CASES = (
    *(str, str.upper, unaccented),
    *(lambda text: unicodedata.normalize("NFD", text), lambda text: quote(text, safe=" ")),
    lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
)
WRAPPED = (str, str, json.dumps, html.escape, quote, lambda text: json.dumps(html.escape(text)))
ENCODINGS = ("utf-8", "utf-8", "utf-16", "utf-16-le", "utf-16-be")


@st.composite
def planted(draw):
    """Return a name, and bytes that have it in one of the ways of this world; with an ending."""
    name = draw(st.sampled_from(NAMES))
    case, wrap = draw(st.sampled_from(CASES)), draw(st.sampled_from(WRAPPED))
    syllables = [
        "".join(case(letter) + draw(st.sampled_from(UNSEEN)) for letter in word[:-1])
        + case(word[-1])
        for word in name.split()
    ]
    gaps = [draw(st.sampled_from(BETWEEN)) for _ in syllables[1:]]
    text = "".join(one + gap for one, gap in zip(syllables, (*gaps, ""), strict=True))
    text = draw(st.sampled_from(("", "ng", "Chị ", '<a title="', "ê"))) + text
    data = wrap(text + draw(st.sampled_from(("", ".", "</p>", " ò")))).encode(
        draw(st.sampled_from(ENCODINGS))
    )
    return Spelling(name), data, draw(st.sampled_from((".html", ".jpg", ".pdf")))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(planted())
def test_what_a_search_finds_is_never_passed_over(given_):
    spelling, data, ending = given_
    part = Part("", data, ending)
    texts = [one.text for one in views(part, as_letters=True) if one.place != UNREADABLE]

    if any(spelling.mentions(text) for text in texts):
        assert may_hold(data, [for_spelling(spelling)], is_text=is_text(part)), data


@pytest.mark.parametrize("data", [b"x" + NAME.encode("utf-16-le"), f"ngê&quot;{NAME}".encode()])
def test_a_name_is_not_passed_over_for_what_is_before_it(data):
    assert may_hold(data, [for_spelling(HOA)], is_text=False)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Nguyễn <b>Văn</b> Thị trấn Hòa Bình</p> thị xã, hòa",
        "Nguyễn Thị Lan",
        "Nguyên thí nghiệm hoa",
        "nguyễn thịt hòa",
    ],
)
def test_a_glance_tells_the_name_from_words_like_it(text):
    """Else every page would be looked through: a name's syllables stand in all of them."""
    for data in (text.encode(), text.encode("utf-16")):
        assert not may_hold(data, [for_spelling(HOA)], is_text=True)


# --- the proof can fail ---


def gzipped_zip(text):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.txt", text)
    return gzip.compress(data.getvalue())


def png_with(text):
    details = PngImagePlugin.PngInfo()
    details.add_itxt("Author", text, zip=True)
    data = io.BytesIO()
    Image.new("RGB", (60, 40)).save(data, "PNG", pnginfo=details)
    return data.getvalue()


def stream(text, encoding="utf-16-be"):
    packed = zlib.compress(text.encode(encoding))
    return b"%PDF-1.4\n1 0 obj<</Length 9>>stream\n" + packed + b"\nendstream\nendobj\n%%EOF"


def encoded(form):
    data = io.BytesIO()
    with Image.open(io.BytesIO(photo(1))) as picture:
        picture.resize((160, 120)).save(data, form, quality=40)
    return data.getvalue()


SENTENCE = "Mười bốn năm trực đêm ở trạm bơm chưa một lần để nước tràn bờ kênh phía đông."
ENTITIES = "".join(f"&#{ord(c)};" for c in NAME)
PLANTED = {
    "name": ("a.html", f"<p>{NAME}</p>"),
    "other tone marks": ("a.html", "Nguyễn Thị Hoà"),
    "capitals": ("a.html", NAME.upper()),
    "decomposed": ("a.xml", unicodedata.normalize("NFD", NAME)),
    "without accents": ("a.txt", "Chuc mung Nguyen Thi Hoa!"),
    "over lines and tags": ("a.html", "<b>Nguyễn</b>\n   <i>Thị</i>\n <span class=x>Hòa</span>"),
    "tags within a word": ("a.html", "Ng<b>uyễn</b> Thị H<wbr>òa"),
    "soft hyphens": ("a.html", "Nguy&shy;ễn Thị H\u00adòa"),
    "zero width": ("a.html", "Nguyễn\u200b Thị H\u200còa"),
    "entities": ("a.html", ENTITIES),
    "entities twice": ("a.xml", ENTITIES.replace("&", "&amp;")),
    "percent": ("a.html", "?u=Nguy%E1%BB%85n%20Th%E1%BB%8B%20H%C3%B2a"),
    "JSON": ("a.json", json.dumps({"t": NAME})),
    "HTML in JSON": ("a.json", json.dumps({"t": f"<p>{ENTITIES}</p>"})),
    "attribute": ("a.html", f'<img alt="{NAME}">'),
    "comment": ("a.css", f"/* {NAME} */"),
    "UTF-16": ("a.csv", f"Tên\n{NAME}".encode("utf-16")),
    "gzip": ("a.html.gz", gzip.compress(NAME.encode())),
    "zip": ("a.zip", docx(NAME)),
    "zip in gzip": ("a.gz", gzipped_zip(NAME)),
    "Word": ("a.docx", docx(NAME)),
    "PDF properties": ("a.pdf", pdf(NAME)),
    "packed stream of a PDF": ("a.pdf", stream(NAME)),
    "EXIF": ("a.jpg", photo_by(NAME)),
    "packed words of a PNG": ("a.png", png_with(NAME)),
    "file name": ("nguyen-thi-hoa/index.html", "x"),
    "file name with accents": ("Nguyễn Thị Hòa.txt", "x"),
    "hidden file": (".cu/a.txt", NAME),
    "number": ("a.html", "Gọi +84 912-345-678."),
    "address": ("a.html", '<a href="/ban-tin/2026/hop-khan/">'),
    "address escaped": ("a.json", json.dumps({"u": "https:\\/\\/x\\/ban-tin%2F2026%2Fhop-khan"})),
    "redirect": ("_redirects", "/ban-tin/2026/hop-khan/ / 301\n"),
    "file": ("the/0123456789ab.jpg", photo(8)),
    "bytes": ("khac.jpg", photo(1)),
    "JPEG that looks so": ("b.jpg", encoded("JPEG")),
    "AVIF that looks so": ("b.avif", encoded("AVIF")),
    "WebP that looks so": ("b.webp", encoded("WEBP")),
    "sentence": ("a.html", f"<p>… {SENTENCE.replace('trạm', '<em>trạm</em>')} …</p>"),
    "part of a sentence": ("a.json", json.dumps({"t": " ".join(SENTENCE.split()[4:13])})),
    "sentence in an attribute": ("a.html", f'<meta name="description" content="{SENTENCE}">'),
    "sentence in Word": ("a.docx", docx(SENTENCE)),
    "brotli": ("a.html.br", b"\x0b\x02\x80"),
    "broken gzip": ("a.gz", b"\x1f\x8b\x08\x00broken"),
}


NAME_SORTS = list(PLANTED)[: list(PLANTED).index("number") + 1]


@pytest.fixture(scope="module")
def must_go():
    return Traces(
        spellings=(HOA, Spelling(PHONE)),
        addresses=("ban-tin/2026/hop-khan",),
        files=("the/0123456789ab.jpg",),
        digests={},
        looks={likeness.look_of(photo(1)): "hoa.jpg"},
        runs=frozenset(runs_of(SENTENCE)),
        tombstones=("ban-tin/2026/hop-khan",),
    )


@pytest.mark.parametrize("sort", PLANTED)
def test_each_sort_of_leftover_is_found(sort, must_go, tmp_path):
    path, planted = PLANTED[sort]
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(planted if isinstance(planted, bytes) else planted.encode())

    found = prove(tmp_path, must_go, 1).failures()
    assert {one.path for one in found} == {path}
    is_locked = sort in ("brotli", "broken gzip")
    assert any(one.kind != "unreadable" for one in found) != is_locked
    if sort in NAME_SORTS:  # also where no words are sought, and a glance at the bytes decides
        alone = prove(tmp_path, Traces(spellings=must_go.spellings), 1).failures()
        assert any(one.kind == "name" for one in alone)


CLEAN = {
    "a.html": "<p>Nguyễn Thị Hoàng và Nguyễn Hòa, 0912 345 679</p>",
    "b.html": '<a href="/ban-tin/2026/hop-khan-2/">Họp</a> Mười bốn năm trực đêm ở trạm',
    "c.jpg": photo(2),
    "d.png": png_with("Lê Văn Tám"),
    "e.docx": docx("Lê Văn Tám"),
    "f.pdf": pdf("Quyết định"),
    "g.gz": gzipped_zip("Lê Văn Tám"),
    "atom.xml": '<at:deleted-entry ref="tag:x,2026:ban-tin/2026/hop-khan" when="2026"/>',
}


def test_what_is_clean_passes(must_go, tmp_path):
    for path, data in CLEAN.items():
        (tmp_path / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    proof = prove(tmp_path, must_go, 1)

    assert proof.leftovers == ()
    assert (proof.files, proof.size_bytes) == (
        len(CLEAN),
        sum(len(d) for d in tree(tmp_path).values()),
    )


def test_a_tombstone_is_meant_in_feeds_alone(must_go, tmp_path):
    (tmp_path / "atom.xml").write_text("<id>tag:x,2026:ban-tin/2026/hop-khan</id>", "utf-8")

    assert [one.kind for one in prove(tmp_path, must_go, 1).failures()] == ["address"]


@pytest.mark.parametrize("wrapped", [bytes, gzip.compress])
def test_exact_bytes_are_known_whatever_they_are_called(wrapped, tmp_path):
    data = b"RIFF-\0-picture"
    (tmp_path / "a.bin").write_bytes(wrapped(data))

    known = Traces(digests={digest.of_bytes(data): "hoa.webp"})
    assert [(one.kind, one.shown) for one in prove(tmp_path, known, 1).failures()] == [
        ("bytes", "hoa.webp")
    ]
    assert prove(tmp_path, Traces(digests={"0" * 32: "x"}), 1).failures() == []


def test_what_someone_has_looked_at_passes_and_a_name_never_does(must_go, tmp_path):
    (tmp_path / "a.html.br").write_bytes(b"\x0b\x02\x80")
    (tmp_path / "b.html").write_text(NAME, "utf-8")
    proof = prove(tmp_path, must_go, 1)

    assert [one.path for one in proof.failures(["a.html.br", "b.html"])] == ["b.html"]


# --- what is asked wrongly ---


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--person"),
        (("--also", PHONE), "--person"),
        (("--person", "Hòa"), "quá ngắn"),
        (("--person", NAME, "--also", "12"), "quá ngắn"),
        (("--person", NAME, "--asked", "20/11/2026"), "--asked 2026-11-20"),
        (("--person", NAME, "--apply", "--prove"), "--prove"),
        (("--person", NAME, "--prove"), "bantin build"),
        (("ban-tin/2026/khong-co",), "khong-co"),
    ],
)
def test_wrong_use_is_told(arguments, told, tmp_path, capsys):
    code, _, err = run(make_site(tmp_path), capsys, *arguments)

    assert code == 2
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize("folder", ["site/x", "content/x"])
def test_receipts_never_lie_where_they_would_be_published(folder, tmp_path, capsys):
    site = make_site(tmp_path)
    code, _, _ = run(site, capsys, "--person", NAME, "--receipts", str(tmp_path / folder))

    assert code == 2
    assert not (tmp_path / folder).exists()


def test_initials_stand_in_the_place_of_the_name(tmp_path, capsys):
    body = f"Chị {NAME} kể. Chị Hòa cười."
    site = make_site(tmp_path, {"content/ban-tin/2026/mot.md": f"+++\n+++\n{body}\n"})
    _, out, _ = run(site, capsys, "--person", NAME, "--initials")

    assert "+Chị N.T.H. kể. Chị H. cười." in out


def test_posts_and_releases_that_keep_it_are_told(tmp_path, capsys):
    site = make_site(tmp_path, ITEM)
    assert site.build() == 0
    assert site.run("publish", str(tmp_path / "noi")) == 0
    claim = ledger.Claim("facebook", "ban-tin/2026/hop-khan", "1")
    with ledger.opened(tmp_path / ".bantin/announced.jsonl", NOW, lambda: None) as opened:
        opened.intend(claim)
        opened.conclude(claim, "told")
    capsys.readouterr()
    places = ("--published", str(tmp_path / "noi"))
    _, out, _ = run(site, capsys, "ban-tin/2026/hop-khan", *places)

    assert "Xóa bài đã báo tại facebook" in out
    assert f"bantin publish {tmp_path / 'noi'} --keep 1" in out
    assert re.search(r"releases/[0-9a-f]{16}/ban-tin/2026/hop-khan/index.html", out)


# --- wording ---


def slots(text):
    return set(re.findall(r"\{(\w+)\}", text))


def test_both_languages_have_the_same_words_and_all_are_used():
    vi, en = (load("takedown", language) for language in LANGUAGES)
    program = "".join(
        file.read_text("utf-8")
        for file in (
            *(ROOT / "generator/takedown").glob("*.py"),
            ROOT / "generator/commands/taking_down.py",
        )
    )

    assert list(vi) == list(en)
    for key in vi:
        assert slots(vi[key]) == slots(en[key]), key
        put_together = key.startswith(("group.", "left.", "reason.", "letter.kind."))
        assert put_together or f'"{key}"' in program, key
    groups = "by-hand|outside|fault|receipt|search|letter|prove|edits|list"
    asked = re.findall(rf'"((?:{groups})\.[a-z-]+)"', program)
    assert set(asked) <= set(vi)
