"""Word documents, as python-docx writes them and with the markup it does not write."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.model import Document, Paragraph, Place, Table
from disclosures.documents.read import read_document


def read(word: Word, folder: Path) -> Document:
    file = folder / "x"
    word.save(str(file))
    return read_document(file, name="x")


def texts(document: Document) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def add(word: Word, inner: str) -> None:
    """A paragraph of hand-written markup at the end of the body."""
    markup = f"<w:p {nsdecls('w', 'r', 'wp', 'a')}>{inner}</w:p>"
    word.element.body.insert(len(word.element.body) - 1, parse_xml(markup))


def test_paragraphs_and_tables_in_their_order(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("收入决算表")
    word.add_table(1, 2).cell(0, 1).text = "1.00"
    word.add_paragraph("注：本表反映收入。")
    document = read(word, tmp_path)
    assert texts(document) == ["收入决算表", [["", "1.00"]], "注：本表反映收入。"]
    first, table, last = document.blocks
    assert (first.place, last.place) == (Place(paragraph=1), Place(paragraph=2))
    assert isinstance(table, Table)
    assert table.rows[0][1].place == Place(table=1, row=1, column=2)


def test_cells_merged_both_ways(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(3, 4)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目"
    table.cell(0, 2).merge(table.cell(1, 3)).text = "本年支出"
    for column, text in enumerate(("科目编码", "科目名称")):
        table.cell(1, column).text = text
    for column, text in enumerate(("201", "一般公共服务支出", "1.00", "2.00")):
        table.cell(2, column).text = text
    (read_table,) = read(word, tmp_path).tables()
    rows = read_table.rows
    assert [cell.text for cell in rows[1]] == ["科目编码", "科目名称", "本年支出", "本年支出"]
    assert rows[0][2] is rows[1][3]
    assert (rows[0][2].row_span, rows[0][2].column_span) == (2, 2)
    assert rows[0][0].column_span == 2
    assert rows[2][3].place == Place(table=1, row=3, column=4)


def test_a_table_for_the_layout_gives_way_to_what_is_in_it(tmp_path: Path) -> None:
    word = docx.Document()
    outer = word.add_table(1, 1).cell(0, 0)
    outer.paragraphs[0].text = "支出决算表"
    inner = outer.add_table(2, 2)
    for at, text in enumerate(("合计", "1.00", "201", "2.00")):
        inner.cell(at // 2, at % 2).text = text
    assert texts(read(word, tmp_path)) == ["支出决算表", [["合计", "1.00"], ["201", "2.00"]]]


def test_a_table_in_one_cell_of_many_follows_the_table(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    for at, text in enumerate(("科目", "金额", "201", "1.00")):
        table.cell(at // 2, at % 2).text = text
    nested = table.cell(1, 1).add_table(1, 2)
    nested.cell(0, 0).text, nested.cell(0, 1).text = "内", "9.99"
    assert texts(read(word, tmp_path)) == [[["科目", "金额"], ["201", "1.00"]], [["内", "9.99"]]]


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    word = docx.Document()
    add(
        word,
        "<w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>9.99</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>别处</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>1.00</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>万元</w:t></w:r>",
    )
    assert texts(read(word, tmp_path)) == ["支出1.00万元"]


def test_a_deleted_row_is_not_there(tmp_path: Path) -> None:
    word = docx.Document()
    table = word.add_table(2, 2)
    for at, text in enumerate(("旧", "1.00", "新", "2.00")):
        table.cell(at // 2, at % 2).text = text
    table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')}/>"))
    assert texts(read(word, tmp_path)) == [[["新", "2.00"]]]


def test_a_text_box_follows_its_paragraph_once(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    drawn = f"<wps:wsp><wps:txbx>{box.format('框内')}</wps:txbx></wps:wsp>"
    word = docx.Document()
    add(
        word,
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        f"<a:graphicData>{drawn}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box.format('旧式')}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r>",
    )
    assert texts(read(word, tmp_path)) == ["正文", "框内"]


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "页眉"
    word.sections[0].footer.paragraphs[0].text = "- 1 -"
    word.add_paragraph("正文")
    assert texts(read(word, tmp_path)) == ["正文"]


@pytest.mark.parametrize(
    ("figures", "text", "labels"),
    [
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）"]),
        ("decimal", "%1.", ["1.", "2."]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("upperRoman", "%1)", ["I)", "II)"]),
        ("bullet", "•", ["", ""]),
    ],
)
def test_the_numbers_of_lists_are_printed(figures: str, text: str, labels: list[str], tmp_path: Path) -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{figures}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for name in ("收入", "支出"):
        properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr></w:pPr>'
        add(word, f"{properties}<w:r><w:t>{name}</w:t></w:r>")
    assert texts(read(word, tmp_path)) == [labels[0] + "收入", labels[1] + "支出"]


def test_macros_are_noted_and_not_run(tmp_path: Path) -> None:
    file = tmp_path / "x"
    word = docx.Document()
    word.add_paragraph("正文")
    word.save(str(file))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/vbaProject.bin", b"macro")
    document = read_document(file, name="x")
    assert [note.code for note in document.notes] == ["macros"]
    assert "macroenabled" in document.media_type


def test_embedded_files_are_noted(tmp_path: Path) -> None:
    file = tmp_path / "x"
    word = docx.Document()
    word.add_paragraph("正文")
    word.save(str(file))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/embeddings/oleObject1.bin", b"workbook")
    (note,) = read_document(file, name="x").notes
    assert note.code == "embedded_files"
    assert "1" in note.zh


def test_a_document_of_nothing_but_pictures_has_no_text(tmp_path: Path) -> None:
    file = tmp_path / "x"
    docx.Document().save(str(file))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/media/image1.png", b"\x89PNG")
    with pytest.raises(Unreadable) as caught:
        read_document(file, name="x")
    assert caught.value.code is UnreadableCode.NO_TEXT_LAYER
