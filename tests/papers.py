"""Attachments made by hand, sound and hostile: PDF, Office files, pictures, sound and film."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:creator><rdf:Seq>'
    "<rdf:li>{}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def pdf(objects: Sequence[bytes], *, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """Write a PDF of *objects*, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, it in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, it)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


def stream(data: bytes, extra: bytes = b"", *, packed: bool = False) -> bytes:
    if packed:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def text_string(text: str) -> bytes:
    """Write *text* as PDF does what is not Latin: UTF-16 with its mark, in hexadecimal."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().encode()


def pdf_page(
    content: bytes,
    *,
    info: str = "",
    extra: Sequence[bytes] = (),
    page: bytes = b"",
    root: bytes = b"",
) -> bytes:
    """Write a PDF of one page that draws *content* in Helvetica, `/F1`; *extra* from object 6."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % root,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
            b"/XObject << /X 6 0 R >> >> %s >>" % page,
            stream(content),
            b"<< /Author %s >>" % text_string(info),
            *extra,
        ],
        trailer=b"/Root 1 0 R /Info 5 0 R",
    )


def pdf_pages(contents: Sequence[bytes]) -> bytes:
    """Write a PDF of a page for each of *contents*, which are packed."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number),
            stream(content, packed=True),
        ]
    return pdf(objects)


def archive(members: Mapping[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as out:
        for name, held in members.items():
            out.writestr(name, held)
    return data.getvalue()


def core(author: str) -> str:
    return (
        f"<cp:coreProperties {_CORE}><dc:creator>{escape(author)}</dc:creator></cp:coreProperties>"
    )


def paragraph(*runs: str) -> str:
    inner = "".join(
        f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escape(r)}</w:t></w:r>' for r in runs
    )
    return f"<w:p>{inner}</w:p>"


def docx(
    *paragraphs: str, author: str = "", more: Mapping[str, bytes | str] | None = None
) -> bytes:
    """Write a document of paragraphs, which are XML."""
    body = f"<w:body>{''.join(paragraphs)}</w:body>"
    return archive(
        {
            "word/document.xml": word_part("document", body),
            "docProps/core.xml": core(author),
            **(more or {}),
        }
    )


def word_part(root: str, inner: str) -> str:
    return f"<w:{root} {_WORD}>{inner}</w:{root}>"


def xlsx(rows: Iterable[Sequence[str]], *, strings: Sequence[str] = ()) -> bytes:
    """Write a workbook of one sheet; a cell `#3` shows the shared string 3."""
    written = "".join(
        f'<row r="{number}">{"".join(map(_cell, row))}</row>' for number, row in enumerate(rows, 1)
    )
    shared = "".join(
        f"<si><r><t>{escape(s[:2])}</t></r><r><t>{escape(s[2:])}</t></r></si>" for s in strings
    )
    sheet = f"<worksheet {_SHEET}><sheetData>{written}</sheetData></worksheet>"
    return archive(
        {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/sharedStrings.xml": f"<sst {_SHEET}>{shared}</sst>",
        }
    )


def _cell(text: str) -> str:
    if text.startswith("#"):
        return f'<c t="s"><v>{text[1:]}</v></c>'
    if text.isdecimal():
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def chunk(sort: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + sort + held + struct.pack(">I", zlib.crc32(sort + held))


def png(width: int, height: int, *chunks: bytes, pixels: bytes = b"") -> bytes:
    """Write a PNG that claims a size; *chunks* stand after its pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", pixels or zlib.compress(b"\0"))
    return b"\x89PNG\r\n\x1a\n" + body + b"".join(chunks) + chunk(b"IEND", b"")


def box(sort: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held) + 8) + sort + held


def id3(text: str, encoding: str = "utf-16") -> bytes:
    """Write an MP3 with one frame that names an artist."""
    held = b"\x01" + text.encode(encoding)
    frame = b"TPE1" + struct.pack(">I", len(held)) + b"\0\0" + held
    size = bytes((len(frame) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + frame + b"\xff\xfb\x90\x00" * 100
