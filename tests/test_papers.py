"""The text of attachments: all that a reader could get out of them, whatever the file is."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
import zlib
from functools import partial

import papers as made
import pytest
from PIL import ExifTags, Image

from generator.reading.papers import ENDINGS, UnreadablePaperError, is_scan, passages
from generator.reading.papers.passage import SECONDS_LIMIT, Meter

NAME = "Nguyễn Thị Hồng Đào"
NUMBER = "001188012345"
# What any file may take, twice over, for a machine that has other work to do.
SECONDS = 4


def told(data, ending):
    """Return what was found as (place, text), and refuse to wait for it."""
    started = sum(os.times()[:4])  # of other processes too
    try:
        return [tuple(passage) for passage in passages(data, ending)]
    finally:
        assert sum(os.times()[:4]) - started < SECONDS


def refused(data, ending):
    with pytest.raises(UnreadablePaperError) as reason:
        told(data, ending)
    return reason.value.reason


PICTURE = made.stream(
    b"0",
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 "
    b"/BitsPerComponent 8 /ColorSpace /DeviceGray",
)
TEXT_FONT = b"BT /F1 12 Tf 50 700 Td "


def test_a_pdf_tells_its_pages_properties_and_annotations():
    note = b"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents %s /T (Lan) >>"
    link = (
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (tel:0912345678) >> >>"
    )
    data = made.pdf_page(
        TEXT_FONT + b"(Quyet dinh) Tj 0 -20 Td (khen thuong) Tj ET",
        info=NAME,
        extra=(note % made.text_string("Gọi lại cho chị Đào"), link),
        page=b"/Annots [6 0 R 7 0 R]",
    )

    assert told(data, ".pdf") == [
        ("property Author", NAME),
        ("page 1", "Quyet dinh\nkhen thuong"),
        ("page 1 / annotation 1", "Gọi lại cho chị Đào\nLan"),
        ("page 1 / annotation 2", "tel:0912345678"),
    ]


def test_a_number_drawn_in_pieces_stays_in_one_piece():
    pieces = [NUMBER[i : i + 2] for i in range(0, 12, 2)]
    digits = {str(d): 556 for d in range(10)}
    spread = b"".join(
        b"BT /F1 12 Tf %.3f 700 Td (%s) Tj ET\n"
        % (50 + i * 2 * digits["0"] * 12 / 1000, piece.encode())
        for i, piece in enumerate(pieces)
    )
    kerned = (
        TEXT_FONT + b"[" + b" ".join(b"(%s) -20" % piece.encode() for piece in pieces) + b"] TJ ET"
    )

    for content in (spread, kerned):
        assert ("page 1", NUMBER) in told(made.pdf_page(content), ".pdf")


def test_text_that_nobody_sees_in_a_pdf_is_found():
    invisible = TEXT_FONT + b"3 Tr (an sau tam che) Tj ET 0 0 600 800 re f"
    outside = b"BT /F1 12 Tf -500 5000 Td (ngoai trang) Tj ET"

    assert ("page 1", "an sau tam che") in told(made.pdf_page(invisible), ".pdf")
    assert ("page 1", "ngoai trang") in told(made.pdf_page(outside), ".pdf")


def test_xmp_of_a_pdf_is_found_plain_and_packed():
    for is_packed in (False, True):
        xmp = made.stream(
            made.XMP.format(NAME).encode(), b"/Type /Metadata /Subtype /XML", packed=is_packed
        )
        data = made.pdf_page(b"", extra=(xmp,), root=b"/Metadata 6 0 R")

        assert ("property creator", NAME) in told(data, ".pdf")


def test_a_file_attached_to_a_pdf_is_looked_into():
    inner = made.docx(made.paragraph(NAME))
    names = b"/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>"
    filespec = b"<< /Type /Filespec /F (thu.docx) /UF (thu.docx) /EF << /F 7 0 R >> >>"
    data = made.pdf_page(
        b"", extra=(filespec, made.stream(inner, b"/Type /EmbeddedFile")), root=names
    )

    assert ("member thu.docx / part word/document.xml", NAME) in told(data, ".pdf")


def test_a_scan_is_told_from_a_text_and_from_an_empty_page():
    scan = made.pdf_page(b"q 600 0 0 800 0 0 cm /X Do Q", info="Máy quét", extra=(PICTURE,))
    text = made.pdf_page(TEXT_FONT + b"(chu) Tj ET")

    assert told(scan, ".pdf") == [("property Author", "Máy quét")]
    assert is_scan(scan)
    assert not is_scan(text)
    assert not is_scan(made.pdf_page(b""))


def test_a_pdf_with_a_password_is_locked():
    keys = b"<" + b"41" * 32 + b">"
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -4 >> " % (keys, keys)
    data = made.pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"],
        trailer=b"/Root 1 0 R /ID [<41> <41>] " + encrypt,
    )

    assert refused(data, ".pdf") == "locked"
    with pytest.raises(UnreadablePaperError):
        is_scan(data)


def test_a_pdf_printed_by_a_browser_is_read(tmp_path, browser):
    page = browser.new_page()
    page.set_content(f"<p lang=vi>Đồng chí {NAME}, số {NUMBER}, ngõ 12 phố Huế</p>" * 40)
    data = page.pdf(format="A4")
    page.close()

    found = "\n".join(text for place, text in told(data, ".pdf") if place.startswith("page "))
    assert found.replace("\n", " ").count(f"Đồng chí {NAME}, số {NUMBER}, ngõ 12 phố Huế") == 40


def test_a_document_tells_text_remarks_deletions_headers_links_and_its_author():
    deleted = (
        "<w:p><w:del w:author='Lan'><w:r><w:delText>xoá mà còn</w:delText></w:r></w:del></w:p>"
    )
    relations = (
        '<Relationships><Relationship Target="mailto:dao@thu.example"/>'
        '<Relationship Target="styles.xml"/></Relationships>'
    )
    data = made.docx(
        made.paragraph("Số ", NUMBER[:5], NUMBER[5:]),
        made.paragraph("dòng hai"),
        deleted,
        author=NAME,
        more={
            "word/comments.xml": made.word_part("comments", made.paragraph("nhắc riêng")),
            "word/header1.xml": made.word_part("hdr", made.paragraph("đầu trang")),
            "word/_rels/document.xml.rels": relations,
        },
    )

    assert told(data, ".docx") == [
        ("part word/document.xml", f"Số {NUMBER}\ndòng hai\nxoá mà còn\nLan"),
        ("property creator", NAME),
        ("part word/comments.xml", "nhắc riêng"),
        ("part word/header1.xml", "đầu trang"),
        ("part word/_rels/document.xml.rels", "mailto:dao@thu.example"),
    ]


def test_a_workbook_tells_its_rows_with_shared_strings_and_those_no_cell_shows():
    data = made.xlsx([["Họ tên", "CCCD"], ["#0", NUMBER]], strings=[NAME, "đã xoá khỏi ô"])

    assert told(data, ".xlsx") == [
        ("part xl/worksheets/sheet1.xml / row 1", "Họ tên\tCCCD"),
        ("part xl/worksheets/sheet1.xml / row 2", f"{NAME}\t{NUMBER}"),
        ("part xl/sharedStrings.xml", "đã xoá khỏi ô"),
    ]


def test_cells_stand_in_their_columns_past_those_that_are_empty():
    """Programs leave empty cells out: what stands under a heading is told by the cell's name."""
    cells = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="B2"><v>5</v></c><c r="C2"><f>A1&amp;B1</f><v>9</v></c>'
        "<c><v>4</v></c></row>"
        '<row r="3"><c r="B3" s="1"/><c r="ZZ3"><v>7</v></c><c r="?"><v>8</v></c></row>'
        '<row r="4"><c r="AB4"><v>6</v></c></row>'
    )
    data = made.archive(
        {
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{cells}</sheetData></worksheet>",
            "xl/sharedStrings.xml": "<sst><si><t>Họ\ttên</t></si><si><t>CCCD</t></si></sst>",
        }
    )

    assert [text for _, text in told(data, ".xlsx")] == [
        "Họ tên\t\tCCCD",
        "\t5\tA1&B1\n9\t4",
        "\t\t7\t8",
        "\t" * 27 + "6",
    ]


def test_the_pdfs_of_an_archive_are_read_by_one_process_and_told_of_as_if_alone():
    pdfs = {f"{n}.PDF": made.pdf_page(TEXT_FONT + b"(so %d) Tj ET" % n, info=NAME) for n in (1, 2)}
    xmp = made.stream(made.XMP.format("Lan").encode(), b"/Type /Metadata /Subtype /XML")
    pdfs["3.pdf"] = made.pdf_page(b"", extra=(xmp,), root=b"/Metadata 6 0 R")
    before = os.times().children_user
    told(pdfs["1.PDF"], ".pdf")
    one, before = os.times().children_user - before, os.times().children_user

    assert told(made.archive({**pdfs, "a.csv": "a,b\n"}), ".zip")[4:] == [
        ("member a.csv / row 1", "a\tb"),
        ("member 1.PDF / property Author", NAME),
        ("member 1.PDF / page 1", "so 1"),
        ("member 2.PDF / property Author", NAME),
        ("member 2.PDF / page 1", "so 2"),
        ("member 3.pdf / property creator", "Lan"),
    ]
    assert os.times().children_user - before < 2 * one + 0.1


def test_a_pdf_that_cannot_be_read_refuses_the_archive_it_is_in():
    good = made.pdf_page(TEXT_FONT + b"(so) Tj ET")

    assert refused(made.archive({"a.pdf": good, "b.pdf": b"x"}), ".zip") == "damaged"


def test_thirty_papers_of_ten_pages_in_an_archive_are_read():
    page = TEXT_FONT + b"14 TL " + b"(Cong doan co so khen thuong 12 nguoi) Tj T* " * 50 + b"ET"
    paper = made.pdf_pages([page] * 10)
    found = told(made.archive({f"{n}.pdf": paper for n in range(30)}), ".zip")

    assert sum(" / page " in place for place, _ in found) == 300


def test_a_picture_in_a_document_is_looked_into():
    data = made.docx(more={"word/media/image1.jpg": photo(artist=NAME)})

    assert ("member word/media/image1.jpg / property Artist", NAME) in told(data, ".docx")


def test_an_archive_tells_names_and_members_one_level_deep():
    inner = made.archive({"sau.csv": "a,b\n"})
    data = made.archive({f"{NAME}.csv": f"Tên;Số\n{NAME};{NUMBER}\n", "trong.zip": inner})

    assert told(data, ".zip") == [
        (f"member {NAME}.csv", f"{NAME}.csv"),
        (f"member {NAME}.csv / row 1", "Tên\tSố"),
        (f"member {NAME}.csv / row 2", f"{NAME}\t{NUMBER}"),
        ("member trong.zip", "trong.zip"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_in_the_encodings_spreadsheets_save(encoding, delimiter):
    # Windows' page writes letters with marks in two pieces
    text = f"Họ tên{delimiter}Số\n\nLê Văn Sỹ{delimiter}{NUMBER}\n"
    if encoding == "cp1258":
        text = text.replace("ọ", "o\u0323").replace("ố", "ô\u0301").replace("ỹ", "y\u0303")

    assert told(text.encode(encoding), ".csv") == [
        ("row 1", "Họ tên\tSố"),
        ("row 3", f"Lê Văn Sỹ\t{NUMBER}"),
    ]


def photo(artist="", comment="", **save):
    details = Image.Exif()
    details[ExifTags.Base.Artist] = artist.encode()
    details[0x9C9D] = (artist + "\0").encode("utf-16-le")
    details.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + comment.encode("utf-16-le")
    details[ExifTags.IFD.GPSInfo] = {1: "S", 2: (21.0, 30.0, 0.0), 3: "E", 4: (105.0, 45.0, 0.0)}
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, save.pop("format", "JPEG"), exif=details, **save)
    return data.getvalue()


@pytest.mark.parametrize(
    ("format_", "ending"), [("JPEG", ".jpg"), ("PNG", ".png"), ("WEBP", ".webp")]
)
def test_a_photograph_tells_its_exif_and_xmp(format_, ending):
    if format_ == "PNG":
        text = made.chunk(
            b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + made.XMP.format("Chị Lan").encode()
        )
        whole = photo(NAME, "Ảnh của chị Đào", format="PNG")
        data = whole[:-12] + text + whole[-12:]
    else:
        data = photo(
            NAME, "Ảnh của chị Đào", format=format_, xmp=made.XMP.format("Chị Lan").encode()
        )

    assert {
        ("property Artist", NAME),
        ("property XPAuthor", NAME),
        ("property UserComment", "Ảnh của chị Đào"),
        ("property GPSInfo", "-21.50000 105.75000"),
        ("property creator", "Chị Lan"),
    } <= set(told(data, ending))


def test_a_photograph_tells_iptc_and_comments():
    by = NAME.encode()
    record = b"\x1c\x02\x50" + struct.pack(">H", len(by)) + by
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    segment = b"\xff\xed" + struct.pack(">H", len(block) + 2) + block
    plain = io.BytesIO()
    Image.new("RGB", (8, 8)).save(plain, "JPEG", comment="nhớ gọi 0912345678".encode())
    data = plain.getvalue()[:2] + segment + plain.getvalue()[2:]

    found = told(data, ".jpeg")
    assert ("property IPTC 2:80", NAME) in found
    assert ("property Comment", "nhớ gọi 0912345678") in found


def test_chunks_of_a_png_and_comments_of_a_gif_are_found_after_the_picture():
    packed = b"Author\0\0" + zlib.compress(NAME.encode())
    data = made.png(
        8, 8, made.chunk(b"tEXt", b"Comment\0ghi ch\xc3\xba"), made.chunk(b"zTXt", packed)
    )
    assert told(data, ".png") == [("property Comment", "ghi chú"), ("property Author", NAME)]

    animation = io.BytesIO()
    frames = [Image.new("P", (4, 4), n) for n in range(3)]
    frames[0].save(animation, "GIF", save_all=True, append_images=frames[1:], comment=NAME.encode())
    assert ("property Comment", NAME) in told(animation.getvalue(), ".gif")


def test_tags_of_sound_and_film_are_found():
    assert NAME in "".join(text for _, text in told(made.id3(NAME), ".mp3"))
    film = made.box(b"ftyp", b"isom") + made.box(
        b"moov", made.box(b"udta", made.box(b"\xa9xyz", b"\0\0+21.0278+105.8342/"))
    )
    film += made.box(b"mdat", b"khong phai the" * 50)
    assert told(film, ".mp4") == [("property 1", "+21.0278+105.8342/")]


# -- bombs -------------------------------------------------------------------------------------


def quine():
    """Return an archive with a member that is that archive, as far as sizes go: nested tenfold."""
    data = b"x"
    for depth in range(10):
        data = made.archive({f"{depth}.zip": data, "a.csv": "a,b\n"})
    return data


def million_entries():
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    entries = (entry + b"a") * 1_000_000
    return entries + struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entries), 0, 0
    )


def laughs(depth=9):
    entities = "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(depth)
    )
    return f"<!DOCTYPE w [{entities}]><w>&a{depth - 1};</w>"


def pages_in_a_circle():
    return made.pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2000000000 >>",
            b"<< /First 4 0 R >>",
            b"<< /Title (a) /Next 4 0 R /First 4 0 R >>",
        ]
    )


def objects_in_a_circle():
    """A stream of objects that says it is in itself."""
    return made.pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
            made.stream(
                b"4 0 5 1 " * 10, b"/Type /ObjStm /N 10 /First 30 /Extends 4 0 R", packed=True
            ),
        ]
    )


def forms_in_forms(width=12, depth=12):
    """Each form draws the next a dozen times."""
    resources = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
    )
    forms = [made.stream(b"/X Do " * width, resources % (7 + n)) for n in range(depth)]
    return made.pdf_page(
        b"/X Do",
        extra=(
            *forms,
            made.stream(b"0 0 9 9 re f ", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"),
        ),
    )


def inflated(megabytes=400):
    packer = zlib.compressobj(9)
    held = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    body = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(held), held)
    return made.pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
            body,
        ]
    )


def million_frames():
    return b"GIF89a\x04\0\x04\0\0\0\0" + (b"," + b"\0" * 9 + b"\x02\x01\0\0") * 1_000_000


def elements_in_parts():
    """Each part is within limits."""
    elements = made.word_part("document", "<a/>" * 100_000 + str(random.Random(1).random()) * 200)
    return made.docx(more={f"word/{n}.xml": elements for n in range(40)})


def slow_pdfs():
    """Each is within the limits of one."""
    return made.archive({f"{n}.pdf": forms_in_forms(12, 4) + b"%%%d" % n for n in range(90)})


def slow_pdfs_in_a_pdf():
    """What holds the others is as slow as may be, too."""
    names = b"/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>"
    filespec = b"<< /Type /Filespec /F (a.pdf) /UF (a.pdf) /EF << /F 8 0 R >> >>"
    slow = forms_in_forms(12, 12)
    held = made.stream(slow, b"/Type /EmbeddedFile")
    return made.pdf_page(b"", extra=(b"null", filespec, held), root=names)


def unpacked(members):
    """Return an archive whose members are not packed, so that it is not the ratio that is told."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def many(data, ending, count):
    return unpacked({f"{number}{ending}": data for number in range(count)})


def tags_that_say_nothing():
    head = b"ID3\x03\0\0" + bytes(((7_900_000) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return head + b"ab\x01" * 2_633_000


def exif_of_numbers(count):
    entries = b"".join(
        struct.pack("<HHLL", 0x9000 + n % 3000, 2, 4, 0x61616161) for n in range(count)
    )
    return struct.pack("<2sHLH", b"II", 42, 8, count) + entries + bytes(4)


def far_cells():
    """Rows of one cell each, far to the right."""
    rows = "".join(f'<row r="{n}"><c r="IV{n}"><v>1</v></c></row>' for n in range(90_000))
    sheet = f"<worksheet><sheetData>{rows}{random.Random(1).random()}</sheetData></worksheet>"
    return made.archive({"xl/worksheets/sheet1.xml": sheet})


BOMBS = {
    "zip-ratio": (".zip", lambda: made.archive({"a.csv": b"a" * 120_000_000}), "too-large"),
    "docx-ratio": (".docx", lambda: made.docx(more={"word/a.xml": b" " * 30_000_000}), "too-large"),
    "many-members": (
        ".zip",
        lambda: made.archive({f"{n}.csv": "a,b\n" for n in range(6_000)}),
        "too-large",
    ),
    "million-entries": (".zip", million_entries, "too-large"),
    "billion-laughs": (".docx", lambda: made.docx(more={"word/a.xml": laughs()}), "damaged"),
    "entity": (
        ".docx",
        lambda: made.docx(more={"word/a.xml": '<!DOCTYPE w [<!ENTITY a "b">]><w>&a;</w>'}),
        "damaged",
    ),
    "dtd": (
        ".docx",
        lambda: made.docx(more={"word/a.xml": "<!DOCTYPE w [<!ELEMENT w ANY>]><w>a</w>"}),
        "damaged",
    ),
    "deep-xml": (".docx", lambda: made.docx("<w:p>" * 3_000 + "</w:p>" * 3_000), "damaged"),
    "many-elements": (".xlsx", lambda: made.xlsx([["1"] * 1000] * 700), "too-large"),
    "pages-in-a-circle": (".pdf", pages_in_a_circle, "too-large"),
    "forms-in-forms": (".pdf", forms_in_forms, "too-large"),
    "inflated-page": (".pdf", inflated, "too-large"),
    "png-text": (
        ".png",
        lambda: made.png(8, 8, made.chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 90_000_000))),
        "too-large",
    ),
    "gif-of-a-million-frames": (".gif", million_frames, "too-large"),
    "elements-in-parts": (".docx", elements_in_parts, "too-large"),
    "slow-pdfs": (".zip", slow_pdfs, "too-large"),
    "slow-pdfs-in-a-pdf": (".pdf", slow_pdfs_in_a_pdf, "too-large"),
    "far-cells": (".xlsx", far_cells, "too-large"),
    "lines-in-parts": (
        ".docx",
        lambda: unpacked({f"word/{n}.xml": "<w>a" + "\n" * 9_000_000 + "</w>" for n in range(5)}),
        "too-large",
    ),
    "csv-blank-rows": (".csv", lambda: b",\n" * 29_000_000, "too-large"),
    "csvs-of-blank-rows": (".zip", lambda: many(b",\n" * 2_000_000, ".csv", 14), "too-large"),
    "tags-that-say-nothing": (
        ".zip",
        lambda: many(tags_that_say_nothing(), ".mp3", 7),
        "too-large",
    ),
    "gif-of-tiny-blocks": (
        ".gif",
        lambda: b"GIF89a\x04\0\x04\0\0\0\0!\xfe" + b"\x01a" * 29_000_000 + b"\0;",
        "too-large",
    ),
    "jpeg-of-empty-records": (
        ".jpg",
        lambda: (
            b"\xff\xd8" + (b"\xff\xed\xff\xff" + b"8BIM\x04\x04\0\0\0\0\0\0" * 5461 + b"a") * 900
        ),
        "too-large",
    ),
    "png-of-details": (
        ".png",
        lambda: made.png(8, 8, *[made.chunk(b"eXIf", exif_of_numbers(60_000))] * 80),
        "too-large",
    ),
    "csv-one-cell": (".csv", lambda: b'"' + b"a" * 20_000_000, "too-large"),
    "csv-million-rows": (".csv", lambda: b"a,b\n" * 1_000_000, "too-large"),
    "mp4-boxes": (".mp4", lambda: made.box(b"moov", made.box(b"free", b"") * 100_000), "too-large"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time(name):
    ending, make, reason = BOMBS[name]
    data = make()

    assert refused(data, ending) == reason


def test_marks_upon_marks_in_a_table_are_read_in_time():
    """To put them in order takes the square of their number."""
    rows = ("a" + "\u0323\u0301" * 100_000 + "\n") * 4

    assert [place for place, _ in told(rows.encode(), ".csv")] == [
        "row 1",
        "row 2",
        "row 3",
        "row 4",
    ]


def test_blanks_between_tags_are_no_text():
    """However many there are: a part may be indented."""
    text = made.word_part("document", "<w:p/>" + " " * 9_000_000 + "<w:p/>" + made.paragraph(NAME))

    assert told(unpacked(dict.fromkeys(("word/a.xml", "word/b.xml"), text)), ".docx") == [
        ("part word/a.xml", NAME),
        ("part word/b.xml", NAME),
    ]


def test_what_a_file_costs_is_reckoned_together():
    """What was spent on one thing is not there for the PDFs, nor the other way round."""
    meter = Meter()
    assert meter.seconds == SECONDS_LIMIT
    meter.unpack(70_000_000)
    meter.go_through(15_000_000)
    assert 0.5 < meter.seconds < SECONDS_LIMIT - 0.4
    for _ in range(200_000):
        meter.parse()
    assert 0.3 < meter.seconds < 0.6
    with pytest.raises(UnreadablePaperError):
        meter.wait(0.6)

    meter = Meter()
    meter.wait(1.3)
    with pytest.raises(UnreadablePaperError):
        meter.go_through(15_000_000)


def test_claims_of_size_cost_nothing():
    assert told(made.png(60_000, 60_000, made.chunk(b"tEXt", b"Author\0Lan")), ".png") == [
        ("property Author", "Lan")
    ]


def test_archives_in_archives_are_not_followed():
    assert [place for place, _ in told(quine(), ".zip")] == [
        "member 9.zip",
        "member a.csv",
        "member a.csv / row 1",
    ]


def test_objects_in_a_circle_end():
    assert told(objects_in_a_circle(), ".pdf") == []


SOUND = {
    ".pdf": lambda: made.pdf_page(TEXT_FONT + b"(chu) Tj ET", info=NAME),
    ".docx": lambda: made.docx(made.paragraph(NAME), more={"word/media/a.jpg": photo(NAME)}),
    ".xlsx": partial(made.xlsx, [["#0", "1"]] * 9, strings=[NAME]),
    ".pptx": lambda: made.docx(made.paragraph(NAME)),
    ".zip": lambda: made.archive({"a.csv": "a,b\n", "b.jpg": photo(NAME)}),
    ".csv": f"a,b\n{NAME},1\n".encode,
    ".jpg": partial(photo, NAME),
    ".jpeg": partial(photo, NAME),
    ".png": partial(photo, NAME, format="PNG"),
    ".webp": partial(photo, NAME, format="WEBP"),
    ".gif": lambda: b"GIF89a\x04\0\x04\0\0\0\0!\xfe\x03Lan\0;",
    ".mp3": lambda: made.id3(NAME),
    ".mp4": lambda: made.box(b"moov", made.box(b"udta", NAME.encode())),
}


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_cut_off_files_are_read_or_refused(ending):
    """Nothing else is raised than that the file cannot be read, wherever it breaks off."""
    whole = SOUND[ending]()
    outcomes = set()
    for part in range(21):
        try:
            outcomes.add(len(told(whole[: len(whole) * part // 20], ending)) > 0)
        except UnreadablePaperError as reason:
            outcomes.add(reason.reason)
    assert True in outcomes
    assert outcomes <= {True, False, "damaged"}


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_damaged_files_are_read_or_refused(ending):
    whole, reasons = SOUND[ending](), set()
    for seed in range(8 if ending == ".pdf" else 150):
        dice, data = random.Random(seed), bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            data[dice.randrange(len(data))] = dice.choice((0, 0xFF, dice.randrange(256)))
        try:
            for place, text in told(bytes(data), ending):
                assert place.partition(" ")[0] in (
                    "page",
                    "property",
                    "part",
                    "member",
                    "row",
                    "outline",
                )
                assert text.strip()
        except UnreadablePaperError as reason:
            reasons.add(reason.reason)
    assert reasons <= {"damaged", "locked", "too-large"}


def test_an_office_file_with_a_password_is_locked():
    data = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refused(data, ".docx") == "locked"

    buffer = bytearray(made.archive({"a.csv": "a"}))
    at = buffer.find(b"PK\x01\x02")
    buffer[at + 8] |= 1
    assert refused(bytes(buffer), ".zip") == "locked"


def test_what_is_not_what_its_ending_says_is_damaged():
    for ending in sorted(ENDINGS - {".csv", ".mp3", ".mp4"}):
        assert refused(b"MZ" + b"x" * 3000, ending) == "damaged"


def test_another_ending_tells_nothing():
    assert told(b"x", ".exe") == []
    assert zipfile.is_zipfile(io.BytesIO(SOUND[".zip"]()))
