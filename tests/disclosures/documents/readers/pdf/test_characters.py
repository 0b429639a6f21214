"""Which characters are read: those that a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from disclosures.documents.cjk import fold_radicals, is_cjk
from disclosures.documents.model import Document
from tests.disclosures.documents.readers.pdf.drawn import (
    FONT,
    HEIGHT,
    ROWS,
    SIZE,
    WIDTH,
    fill_in,
    horizontals,
    made,
    raw,
    read,
    rule,
    texts,
    verticals,
    write,
)

SENTENCE = "本年收入合计307.82万元，其中财政拨款收入307.82万元。"


def text_of(document: Document) -> str:
    return "".join(paragraph.text for paragraph in document.paragraphs())


def test_bold_by_printing_twice_is_read_once(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        rule(canvas)
        fill_in(canvas)
        canvas.translate(0.4, 0)
        fill_in(canvas)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert texts(table) == ROWS


@pytest.mark.parametrize("width", [100, 60, 40])
def test_figures_that_repeat_a_digit_keep_it(width: int, tmp_path: Path) -> None:
    """Also where they are set narrower than the font, to fit into their cell."""

    def page(canvas: Canvas) -> None:
        text = canvas.beginText(60, 600)
        text.setFont(FONT, SIZE)
        text.setHorizScale(width)
        text.textLine("2,211,999.00")
        canvas.drawText(text)

    (paragraph,) = read(made(tmp_path / "x.pdf", page)).paragraphs()
    assert paragraph.text == "2,211,999.00"


def invisible(canvas: Canvas) -> None:
    text = canvas.beginText(60, 600)
    text.setFont(FONT, SIZE)
    text.setTextRenderMode(3)
    text.textLine("看不见的文字999.99")
    text.setTextRenderMode(0)
    canvas.drawText(text)


def white_on_paper(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    write(canvas, 60, 200, "白色的文字999.99")
    canvas.setFillColorRGB(0, 0, 0)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    write(canvas, 60, 200, "透明的文字999.99")
    canvas.setFillAlpha(1)


def watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(150, 300)
    canvas.rotate(45)
    canvas.setFont(FONT, 60)
    canvas.drawString(0, 0, "内部资料999.99")
    canvas.restoreState()


def outside_the_page(canvas: Canvas) -> None:
    write(canvas, WIDTH + 50, 100, "页面之外999.99")


@pytest.mark.parametrize("draw", [invisible, white_on_paper, transparent, watermark, outside_the_page])
def test_what_is_not_seen_is_not_read(draw: object, tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        draw(canvas)  # type: ignore[operator]
        write(canvas, 60, 100, SENTENCE)

    assert text_of(read(made(tmp_path / "x.pdf", page))) == SENTENCE


def test_white_letters_on_a_dark_ground_are_read(tmp_path: Path) -> None:
    """As in the headings of designed tables."""

    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.5)
        canvas.rect(50, HEIGHT - 215, 300, 25, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        write(canvas, 60, 198, "科目名称")
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, 60, 100, SENTENCE)

    assert text_of(read(made(tmp_path / "x.pdf", page))) == SENTENCE + "科目名称"


def test_text_under_a_scanned_page_is_not_read(tmp_path: Path) -> None:
    """Words that a machine recognised, painted before the picture that covers them."""
    picture = ImageReader(Image.new("L", (60, 80), 220))

    def scanned(canvas: Canvas) -> None:
        write(canvas, 60, 100, "识别的文字999.99")
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)

    document = read(made(tmp_path / "x.pdf", scanned, lambda c: write(c, 60, 100, SENTENCE)))
    assert text_of(document) == SENTENCE
    assert [(note.code, note.place.page) for note in document.notes] == [("pages_without_text", 1)]


def test_text_over_a_picture_is_read(tmp_path: Path) -> None:
    picture = ImageReader(Image.new("RGB", (60, 80), (250, 240, 220)))

    def page(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, WIDTH, HEIGHT)
        write(canvas, 60, 100, SENTENCE)

    assert text_of(read(made(tmp_path / "x.pdf", page))) == SENTENCE


def layered(path: Path, *, is_shown: bool) -> Path:
    """A line of text, and another on a layer that is shown or hidden when the file is opened."""
    content = (
        b"BT /F1 12 Tf 60 700 Td (Total 307.82, of which 300.00) Tj ET "
        b"/OC /L1 BDC BT /F1 12 Tf 60 600 Td (Draft 999.99) Tj ET EMC"
    )
    return raw(
        path,
        [
            b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</%s[6 0 R]>>>>>>"
            % (b"ON" if is_shown else b"OFF"),
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>/Properties<</L1 6 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/OCG/Name(Draft)>>",
        ],
    )


@pytest.mark.parametrize("is_shown", [True, False])
def test_text_on_a_layer_is_read_where_the_layer_is_shown(is_shown: bool, tmp_path: Path) -> None:
    text = text_of(read(layered(tmp_path / "x.pdf", is_shown=is_shown)))
    assert "307.82" in text
    assert ("999.99" in text) is is_shown


def test_what_is_typed_into_the_fields_of_a_form_is_read(tmp_path: Path) -> None:
    """In its cell, as if it were printed there; what a hidden field holds is not."""

    def page(canvas: Canvas) -> None:
        rule(canvas)
        fill_in(canvas, [row if r == 0 else (*row[:2], "", "") for r, row in enumerate(ROWS)])
        for r, row in enumerate(ROWS[1:], start=1):
            for c in (2, 3):
                x, y = verticals()[c] + 2, HEIGHT - horizontals()[r + 1] + 2
                size = {"width": 86, "height": 16, "fontSize": 9, "borderWidth": 0}
                canvas.acroForm.textfield(value=row[c], x=x, y=y, name=f"{r}.{c}", **size)
        canvas.acroForm.textfield(value="9.99", x=60, y=100, name="x", annotationFlags="hidden")

    document = read(made(tmp_path / "x.pdf", page))
    (table,) = document.tables()
    assert texts(table) == ROWS
    assert text_of(document) == ""


def test_dash_at_the_end_of_a_line_is_a_dash(tmp_path: Path) -> None:
    """PDFium takes it for a hyphen that the next line continues."""

    def page(canvas: Canvas) -> None:
        rows = [["项目", "名称", "合计", "支出"], *[["a", "项目", "1.00", "-"]] * 4]
        rule(canvas)
        fill_in(canvas, rows)

    (table,) = read(made(tmp_path / "x.pdf", page)).tables()
    assert [row[3].text for row in table.rows] == ["支出", "-", "-", "-", "-"]


def test_dash_alone_on_a_line_is_a_dash(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for at, text in enumerate(("项目", "-", "合计")):
            write(canvas, 60, 100 + 40 * at, text)

    document = read(made(tmp_path / "x.pdf", page))
    assert [paragraph.text for paragraph in document.paragraphs()] == ["项目", "-", "合计"]


def test_radicals_are_folded_to_ideographs() -> None:
    assert fold_radicals("⻓⻔⻋⽀出⾦额⼀⺠⽣⻩⻰") == "长门车支出金额一民生黄龙"
    assert fold_radicals("1,234.56 abc") == "1,234.56 abc"
    assert fold_radicals("（境）、“三公”Ⅲ１") == "（境）、“三公”Ⅲ１"


def test_folding_twice_changes_nothing() -> None:
    everything = "".join(map(chr, [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]))
    assert fold_radicals(fold_radicals(everything)) == fold_radicals(everything)


@pytest.mark.parametrize("character", "一（，。“①万")
def test_chinese_characters(character: str) -> None:
    assert is_cjk(character) == (character != "①")


@pytest.mark.parametrize("character", "1a,.-%(")
def test_other_characters(character: str) -> None:
    assert not is_cjk(character)
