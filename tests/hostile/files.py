"""Files made to do harm, and files that are simply broken. Each is as small as its harm allows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from reportlab.pdfgen.canvas import Canvas

from tests.layouts.generate import random_accounts
from tests.layouts.render import render
from tests.layouts.variants import Variant

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MEBIBYTE = 1024 * 1024


def whole(format: str) -> bytes:
    """A good file of the format."""
    return render(random_accounts(1), format, Variant())


def zipped(members: Mapping[str, bytes | str], *, compressed: bool = True) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def zip_bomb() -> bytes:
    """A kilobyte for every megabyte."""
    return zipped({"决算.txt": b"0" * (60 * MEBIBYTE)})


def lying_zip() -> bytes:
    """A member that says it is small and goes on for long."""
    content = bytearray(zipped({"a.html": b"<html>" + b"0" * (20 * MEBIBYTE)}))
    size = (6 + 20 * MEBIBYTE).to_bytes(4, "little")
    while (at := content.find(size)) >= 0:
        content[at : at + 4] = (1_000).to_bytes(4, "little")
    return bytes(content)


def nested_zip() -> bytes:
    return zipped({"内.zip": zipped({"a.html": "<html><p>x</p></html>"})})


def linked_zip() -> bytes:
    """A member that is a symbolic link to a file of the system."""
    link = zipfile.ZipInfo("a.html")
    link.external_attr = 0o120777 << 16
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    return written.getvalue()


def encrypted_zip() -> bytes:
    """The flags of an encrypted member: nothing else is looked at."""
    content = bytearray(zipped({"a.html": "<html></html>"}, compressed=False))
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(magic) + offset] |= 1
    return bytes(content)


def word(document: str) -> bytes:
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document})


def laughing_word() -> bytes:
    """Entities that stand for entities: a billion characters when expanded."""
    entities = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&a9;</w:t></w:r></w:p></w:body></w:document>'
    return word(f'<?xml version="1.0"?><!DOCTYPE w [{entities}]>{body}')


def late_entities_word() -> bytes:
    """A declaration that fetches a file of the system, behind more comment than anyone looks through."""
    declaration = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'
    return word(f'<?xml version="1.0"?><!--{"x" * 100_000}-->{declaration}{body}')


def deep_word() -> bytes:
    """Tables within tables within tables."""
    depth = 2_000
    opening, closing = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    return word(f'<w:document xmlns:w="{WORD}"><w:body>{opening}{closing}</w:body></w:document>')


def wide_word() -> bytes:
    """Cells that claim to span a million columns each."""
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p/></w:tc>'
    rows = f"<w:tr>{cell * 60}</w:tr>" * 60
    return word(f'<w:document xmlns:w="{WORD}"><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>')


def sparse_workbook() -> bytes:
    """Two cells, in opposite corners of the sheet."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    corner = '<row r="{0}"><c r="{1}"><v>1</v></c></row>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            f'<Override PartName="/xl/workbook.xml" ContentType="{spreadsheet}.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'
            f"{corner.format(1, 'A1')}{corner.format(1048576, 'XFD1048576')}</sheetData></worksheet>",
        }
    )


def wide_page() -> bytes:
    """A table that a browser would draw with a billion cells."""
    cell = '<td colspan="1000" rowspan="65534">1</td>'
    return f"<html><table>{f'<tr>{cell * 40}</tr>' * 200}</table></html>".encode()


def deep_page() -> bytes:
    return ("<html>" + "<div>" * 100_000 + "正文" + "</html>").encode()


def many_pages() -> bytes:
    """Five thousand pages with next to nothing on them."""
    written = io.BytesIO()
    canvas = Canvas(written, pageCompression=1)
    for _ in range(5_000):
        canvas.drawString(72, 720, "1")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def locked_pdf() -> bytes:
    written = io.BytesIO()
    canvas = Canvas(written, encrypt="secret")
    canvas.drawString(72, 720, "1")
    canvas.save()
    return written.getvalue()


def picture_pdf() -> bytes:
    """A page with lines on it and no letter."""
    written = io.BytesIO()
    canvas = Canvas(written)
    canvas.rect(72, 72, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def cut(content: bytes) -> bytes:
    """The first half of a file."""
    return content[: len(content) // 2]


def ole(*streams: str) -> bytes:
    """As much of an OLE file as tells what it is."""
    return (
        OLE
        + b"\0" * 504
        + b"".join((stream + "\0").encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    )


REFUSED: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "nothing": ("empty", lambda: b""),
    "blanks": ("empty", lambda: b" \r\n\t" * 5_000),
    "ten megabytes of zeros": ("empty", lambda: bytes(10 * MEBIBYTE)),
    "noise": ("unsupported_format", lambda: bytes(range(256)) * 64),
    "picture": ("no_text_layer", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"),
    "photograph": ("no_text_layer", lambda: b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(99)),
    "old Word": ("unsupported_format", lambda: ole("Root Entry", "WordDocument")),
    "rich text": ("unsupported_format", lambda: b"{\\rtf1\\ansi x}"),
    "rar": ("unsupported_format", lambda: b"Rar!\x1a\x07\1\0" + bytes(99)),
    "7z": ("unsupported_format", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(99)),
    "program": ("unsupported_format", lambda: b"MZ\x90\0\3\0" + bytes(99)),
    "OFD": ("unsupported_format", lambda: zipped({"OFD.xml": "<OFD/>", "Doc_0/Document.xml": "<D/>"})),
    "OpenDocument text": (
        "unsupported_format",
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}),
    ),
    "presentation": ("unsupported_format", lambda: zipped({"ppt/presentation.xml": "<p/>"})),
    "locked office file": ("encrypted", lambda: ole("Root Entry", "EncryptionInfo", "EncryptedPackage")),
    "locked zip": ("encrypted", encrypted_zip),
    "locked pdf": ("encrypted", locked_pdf),
    "picture in a pdf": ("no_text_layer", picture_pdf),
    "half a pdf": ("corrupt", lambda: cut(whole("pdf"))),
    "half a docx": ("corrupt", lambda: cut(whole("docx"))),
    "half an xlsx": ("corrupt", lambda: cut(whole("xlsx"))),
    "half an xls": ("corrupt", lambda: cut(whole("xls"))),
    "half an ods": ("corrupt", lambda: cut(whole("ods"))),
    "head of a pdf": ("corrupt", lambda: b"%PDF-1.7\n"),
    "zip without members": ("empty", lambda: zipped({})),
    "zip bomb": ("unsafe_archive", zip_bomb),
    "zip in a zip": ("unsafe_archive", nested_zip),
    "zip that leads up": ("unsafe_archive", lambda: zipped({"../../etc/cron.d/x": "x"})),
    "zip that leads to the root": ("unsafe_archive", lambda: zipped({"/etc/passwd": "x"})),
    "zip that leads to a drive": ("unsafe_archive", lambda: zipped({"C:\\x.html": "x"})),
    "zip with a link": ("unsafe_archive", linked_zip),
    "zip that lies": ("corrupt", lying_zip),
    "billion laughs": ("corrupt", laughing_word),
    "external entity": ("corrupt", late_entities_word),
    "tables without end": ("corrupt", deep_word),
    "Word of a million columns": ("too_complex", wide_word),
    "workbook of two corners": ("too_complex", sparse_workbook),
    "page of a billion cells": ("too_complex", wide_page),
    "five thousand pages": ("too_many_pages", many_pages),
}
"""What is refused, with which code."""
