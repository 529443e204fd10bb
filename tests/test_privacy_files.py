"""Private data in attachments and pictures: told before it goes out, and gone from what does."""

from __future__ import annotations

import hashlib
import io

import papers
import pytest
from PIL import ExifTags, Image, PngImagePlugin
from sitemaker import places, render

from generator.checks.papers import look_into

ID = "001085004127"
HEADER = ["STT", "Họ tên", "Số CCCD", "Ngày sinh", "Điện thoại"]
ROW = ["1", "Lò Văn Pản", ID, "21/9/1979", "0912345678"]
ITEM = "content/ban-tin/2026/quyet-dinh.md"


def told(data, name):
    return [(row.code, row.inside) for row in look_into(data, name)]


def with_file(site, name, data, field="attachments: [{file: %s, title: Tệp}]"):
    return site({ITEM: f"+++\n{field % name}\n+++\n", f"content/ban-tin/2026/{name}": data})


def test_a_table_is_told_by_row_and_column_under_its_headings():
    rows = "\n".join(";".join(row) for row in (HEADER, ["", "Không có gì", "", "", ""], ROW))

    assert told(rows.encode(), "a.csv") == [
        ("citizen-id", "row 3 / column 3"),
        ("birth", "row 3 / column 4"),
        ("mobile", "row 3 / column 5"),
    ]


def test_nine_digits_are_a_card_by_their_heading_alone():
    assert told("Tên,Số CMND\nAn,113628047\n".encode(), "a.csv") == [("old-id", "row 2 / column 2")]
    assert told("Tên,Số công tơ\nAn,113628047\n".encode(), "a.csv") == []


def test_a_workbook_is_told_by_sheet_row_and_column():
    data = papers.xlsx([HEADER, ROW])

    assert ("citizen-id", "part xl/worksheets/sheet1.xml / row 2 / column 3") in told(
        data, "a.xlsx"
    )


def test_a_document_is_read_with_what_is_hidden_in_it_and_who_made_it():
    comment = papers.word_part("comments", papers.paragraph("Gọi 0912 ", "345 678"))
    data = papers.docx(
        papers.paragraph("Nội dung"), author="Lò Văn Pản", more={"word/comments.xml": comment}
    )

    assert sorted(told(data, "a.docx")) == [
        ("author", "property creator"),
        ("mobile", "part word/comments.xml"),
    ]


def test_a_pdf_is_read_page_by_page_with_its_author():
    data = papers.pdf_page(b"BT /F1 12 Tf 50 700 Td (CCCD 001085004127) Tj ET", info="Lò Văn Pản")

    assert sorted(told(data, "a.pdf")) == [
        ("author", "property Author"),
        ("citizen-id", "page 1"),
    ]


def test_a_scan_is_for_a_person_to_read():
    pixels = papers.stream(
        b"\x00" * 100,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 "
        b"/ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    data = papers.pdf_page(b"q 600 0 0 800 0 0 cm /X Do Q", extra=[pixels])

    assert told(data, "a.pdf") == [("scan", "")]


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip"])
def test_what_is_broken_is_told_and_stops_nothing(site, name):
    sample = with_file(site, name, b"not what its ending says")

    assert [code for *_, code in places(sample.check())] == ["privacy.damaged"]
    assert sample.gather().is_publishable


def test_an_archive_is_looked_into():
    data = papers.archive({"danh-sach.csv": f"Tên;CCCD\nAn;{ID}\n"})

    assert told(data, "a.zip") == [("citizen-id", "member danh-sach.csv / row 2 / column 2")]


def test_a_list_of_a_thousand_is_told_as_one_column(site):
    rows = "\n".join(f"Người {n};0912{n:06}" for n in range(1000))

    (problem,) = with_file(site, "a.csv", f"Họ tên;Điện thoại\n{rows}\n".encode()).check()

    assert problem.code == "privacy.mobile"
    assert dict(problem.params) == {
        "variant": "column",
        "inside": "column 2 (Điện thoại)",
        "count": "1000",
        "row": "2",
    }


def test_it_is_told_where_the_file_is_named_with_the_place_in_it(site):
    sample = with_file(site, "danh-sach.csv", f"Họ tên;Số CCCD\nAn;{ID}\n".encode())

    (problem,) = sample.check()

    assert (problem.span.path, problem.span.line, problem.code) == (ITEM, 6, "privacy.citizen-id")
    assert "(dòng 2, cột 2)" in render([problem])
    assert "(row 2, column 2)" in render([problem], "en")
    assert ID not in render([problem]) + repr(problem)


def test_a_file_that_two_items_name_is_told_once_and_looked_into_once(site, monkeypatch):
    sample = with_file(site, "a.csv", f"Họ tên;Số CCCD\nAn;{ID}\n".encode())
    sample.write(
        {ITEM.replace("quyet", "chi"): "+++\nattachments: [{file: a.csv, title: T}]\n+++\n"}
    )

    first = sample.run("check")
    looked = []
    monkeypatch.setattr("generator.build.papers.look_into", lambda *a: looked.append(a) or [])

    assert (first, sample.run("check"), looked) == (1, 1, [])
    sample.write({"content/ban-tin/2026/a.csv": b"sach\n"})
    assert sample.run("check") == 0
    assert len(looked) == 1


LEAVE = 'allow: [{rule: privacy.citizen-id, reason: "Dữ liệu bịa để tập huấn."}]\n'


@pytest.mark.parametrize(
    ("draft", "live", "told"),
    [
        ("", "", "hai.md"),
        (LEAVE, "", "hai.md"),  # who does not publish it cannot answer for who does
        ("", LEAVE, None),
    ],
)
def test_of_a_draft_and_an_item_the_item_answers_for_a_file(site, draft, live, told):
    names = "attachments: [{file: a.csv, title: T}]\n"
    sample = site(
        {
            "content/ban-tin/2026/a.csv": f"Họ tên;Số CCCD\nAn;{ID}\n".encode(),
            "content/ban-tin/2026/hai.md": f"+++\n{names}{live}+++\n",
            # before the other by its name
            "content/ban-tin/2026/ban-thao.md": f"+++\ndraft: true\n{names}{draft}+++\n",
        }
    )
    problems = [d for d in sample.check() if d.code == "privacy.citizen-id"]

    assert [d.span.path.rpartition("/")[2] for d in problems] == ([told] if told else [])


def test_a_file_that_a_draft_alone_names_is_told_there(site):
    field = "draft: true\nattachments: [{file: %s, title: T}]"
    sample = with_file(site, "a.csv", f"Họ tên;Số CCCD\nAn;{ID}\n".encode(), field)

    assert [d.span.path for d in sample.check()] == [ITEM]


def test_what_nobody_names_is_not_published_and_not_looked_into(site):
    sample = site({ITEM: "+++\n+++\n", "content/ban-tin/2026/a.csv": f"CCCD\n{ID}\n".encode()})

    assert sample.check() == []


def test_an_office_may_be_the_author(site):
    data = papers.docx(papers.paragraph("Nội dung"), author="Công đoàn Điện Thử")

    assert with_file(site, "a.docx", data).check() == []


def details():
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Pản SECRET"
    exif[ExifTags.Base.ImageDescription] = "0912345678 SECRET"
    exif[ExifTags.Base.Orientation] = 6
    return exif


def photographs():
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET")
    text.add_itxt("XML:com.adobe.xmp", "<x>SECRET</x>")
    picture = Image.effect_noise((400, 300), 60).convert("RGB")
    for name, options in {
        "a.jpg": {"exif": details(), "comment": b"SECRET", "xmp": b"<x>SECRET</x>"},
        "b.png": {"pnginfo": text, "exif": details()},
        "c.webp": {"exif": details(), "xmp": b"<x>SECRET</x>"},
    }.items():
        data = io.BytesIO()
        picture.save(data, {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name[2:]], **options)
        yield name, data.getvalue()


def test_no_picture_of_a_site_tells_anything_but_its_pixels(site):
    files = dict(photographs())
    shown = "\n".join(f"![Ảnh thử]({name})" for name in files)
    sample = site(
        {
            ITEM: f"+++\ncover: {{image: a.jpg, alt: Ảnh bìa thử}}\n+++\n{shown}\n",
            **{f"content/ban-tin/2026/{name}": data for name, data in files.items()},
        }
    )
    assert sample.build() == 0

    built = sample.built()
    kinds = (".jpg", ".png", ".webp", ".avif")
    own = ("/a.", "/b.", "/c.")
    pictures = [p for p in built if p.endswith(kinds) and any(name in p for name in own)]

    assert {p.rpartition(".")[2] for p in pictures} >= {"jpg", "webp", "avif"}
    for path in pictures:
        with Image.open(io.BytesIO(built[path])) as picture:
            assert not picture.getexif(), path
            assert not {"exif", "xmp", "comment", "icc_profile", "photoshop", "mp"} & set(
                picture.info
            )
            assert picture.height > picture.width, "turned as the camera says"
    digests = {hashlib.sha256(data).digest() for data in files.values()}
    assert digests.isdisjoint(hashlib.sha256(data).digest() for data in built.values())
    assert not any(b"SECRET" in data for data in built.values())


def test_a_moving_picture_goes_out_as_it_is_so_its_remarks_are_read(site):
    data = io.BytesIO()
    frames = [Image.new("P", (640, 360), n) for n in (1, 2)]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], comment=b"Goi 0912345678")

    sample = with_file(site, "dong.gif", data.getvalue(), "cover: {image: %s, alt: Hình động}")

    assert [code for *_, code in places(sample.check())] == ["privacy.mobile"]


def test_a_photograph_that_is_linked_to_goes_out_as_it_is_so_its_details_are_read(site):
    name, data = next(photographs())
    sample = site({ITEM: f"+++\n+++\n[ảnh gốc]({name})\n", f"content/ban-tin/2026/{name}": data})

    assert {"privacy.mobile", "privacy.author"} <= {code for *_, code in places(sample.check())}
