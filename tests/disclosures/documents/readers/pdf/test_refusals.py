"""What cannot be read: the code, and a sentence that a person can act on."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import DEFAULT_LIMITS
from disclosures.documents.readers import pdf
from tests.disclosures.documents.readers.pdf.drawn import HEIGHT, WIDTH, fill_in, made, raw, read, rule, write


def refusal(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        read(path)
    return refused.value


def table_page(canvas: Canvas) -> None:
    rule(canvas)
    fill_in(canvas)


def picture_page(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, WIDTH, HEIGHT)


def encrypted(path: Path, *, user: str) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption(user, ownerPassword="owner", canCopy=0))
    write(canvas, 60, 100, "本年收入合计307.82万元，本年支出合计307.82万元。")
    canvas.save()
    return path


def test_file_with_a_password(tmp_path: Path) -> None:
    error = refusal(encrypted(tmp_path / "x.pdf", user="secret"))
    assert error.code is UnreadableCode.ENCRYPTED
    assert "密码" in error.zh
    assert "password" in error.en


def test_file_that_only_its_owner_may_change_is_read(tmp_path: Path) -> None:
    (paragraph,) = read(encrypted(tmp_path / "x.pdf", user="")).paragraphs()
    assert paragraph.text.startswith("本年收入合计307.82万元")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_file_cut_short(share: float, tmp_path: Path) -> None:
    """PDFium would repair it, and leave pages out."""
    whole = made(tmp_path / "x.pdf", *[table_page] * 5).read_bytes()
    (tmp_path / "cut.pdf").write_bytes(whole[: int(share * len(whole))])
    error = refusal(tmp_path / "cut.pdf")
    assert error.code is UnreadableCode.CORRUPT
    assert "incomplete" in error.en


@pytest.mark.parametrize("padding", [b"\0" * 9000, b"\r\n\r\n"])
def test_file_with_padding_after_its_end_is_read(padding: bytes, tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", table_page)
    path.write_bytes(path.read_bytes() + padding)
    assert len(list(read(path).tables())) == 1


def test_file_that_is_no_pdf_inside(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7\n" + b"nothing of the kind\n" * 200 + b"%%EOF")
    assert refusal(path).code is UnreadableCode.CORRUPT


def test_scanned_pages(tmp_path: Path) -> None:
    error = refusal(made(tmp_path / "x.pdf", picture_page, picture_page))
    assert error.code is UnreadableCode.NO_TEXT_LAYER
    assert "扫描" in error.zh


def test_scanned_pages_with_page_numbers(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        picture_page(canvas)
        write(canvas, 290, 810, "- 3 -")

    assert refusal(made(tmp_path / "x.pdf", page, page)).code is UnreadableCode.NO_TEXT_LAYER


def test_scanned_pages_with_recognised_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        picture_page(canvas)
        text = canvas.beginText(60, 600)
        text.setTextRenderMode(3)
        text.textLine("本年收入合计307.82万元")
        canvas.drawText(text)

    error = refusal(made(tmp_path / "x.pdf", page))
    assert error.code is UnreadableCode.NO_TEXT_LAYER
    assert "recognised" in error.en


def test_blank_pages(tmp_path: Path) -> None:
    assert refusal(made(tmp_path / "x.pdf", lambda canvas: None)).code is UnreadableCode.NO_TEXT_LAYER


def test_letters_drawn_as_curves(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for at in range(200):
            canvas.circle(60 + at % 20 * 20, 100 + at // 20 * 20, 4)

    assert refusal(made(tmp_path / "x.pdf", page)).code is UnreadableCode.NO_TEXT_LAYER


def test_some_pages_scanned_are_noted(tmp_path: Path) -> None:
    document = read(made(tmp_path / "x.pdf", table_page, picture_page, table_page, picture_page))
    (note,) = document.notes
    assert note.code == "pages_without_text"
    assert "2, 4" in note.zh
    assert note.place.page == 2


def test_more_pages_than_allowed(tmp_path: Path) -> None:
    path = made(tmp_path / "x.pdf", *[lambda canvas: None] * 6)
    with pytest.raises(Unreadable) as refused:
        pdf.read(path, name="x", sha256="", limits=replace(DEFAULT_LIMITS, pages=5))
    assert refused.value.code is UnreadableCode.TOO_MANY_PAGES
    assert "READING_LIMIT_PAGES" in refused.value.en


def without_unicode_map(path: Path, *, embedded_share: int) -> Path:
    """A page set in a font that says nothing of what its glyphs mean, and some lines in Helvetica."""
    lines = b"".join(b"1 0 0 1 60 %d Tm <0102030405060708> Tj " % (700 - 14 * i) for i in range(20))
    plain = b"".join(b"1 0 0 1 300 %d Tm (Total 307.82) Tj " % (700 - 14 * i) for i in range(embedded_share))
    content = zlib.compress(b"BT /F1 10 Tf " + lines + b"/F2 10 Tf " + plain + b"ET")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R/F2 8 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Unknown/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Unknown/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/AAAAAA+Unknown/Flags 4/Ascent 880/Descent -120/CapHeight 700"
        b"/FontBBox[0 -120 1000 880]/ItalicAngle 0/StemV 80>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return raw(path, objects)


def test_fonts_without_unicode_map(tmp_path: Path) -> None:
    error = refusal(without_unicode_map(tmp_path / "x.pdf", embedded_share=0))
    assert error.code is UnreadableCode.UNMAPPED_FONTS
    assert "Unicode" in error.zh


def test_some_text_without_unicode_map_is_noted(tmp_path: Path) -> None:
    """What is not known is marked, never guessed."""
    document = read(without_unicode_map(tmp_path / "x.pdf", embedded_share=40))
    assert [note.code for note in document.notes] == ["unmapped_fonts"]
    words = "".join(paragraph.text for paragraph in document.paragraphs())
    assert "307.82" in words
    assert "\ufffd" in words
    assert "\x01" not in words


@pytest.mark.parametrize(
    ("head", "fit"),
    [
        (b"%PDF-1.7\n", 1.0),
        (b"\xef\xbb\xbf%PDF-1.4", 0.9),
        (b"PK\x03\x04", 0.0),
        (b"x" * 2000 + b"%PDF-", 0.0),
    ],
)
def test_recognised_by_content(head: bytes, fit: float) -> None:
    assert pdf.recognises(head, Path("anything.doc")) == fit
