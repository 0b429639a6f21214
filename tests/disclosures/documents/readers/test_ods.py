"""OpenDocument spreadsheets, as odfpy writes them and as LibreOffice repeats rows and cells."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P

from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.documents.limits import Limits
from disclosures.documents.model import Document, Place
from disclosures.documents.read import read_document


def cell(text: str = "", **attributes: object) -> TableCell:
    made = TableCell(**attributes)
    if text:
        made.addElement(P(text=text))
    return made


def row(*cells: TableCell | CoveredTableCell, **attributes: object) -> TableRow:
    made = TableRow(**attributes)
    for each in cells:
        made.addElement(each)
    return made


def read(folder: Path, *tables: Table, hidden: Table | None = None) -> Document:
    book = OpenDocumentSpreadsheet()
    for table in tables:
        book.spreadsheet.addElement(table)
    if hidden is not None:
        style = Style(name="unseen", family="table")
        style.addElement(TableProperties(display="false"))
        book.automaticstyles.addElement(style)
        book.spreadsheet.addElement(hidden)
    file = folder / "x"
    book.save(str(file))
    return read_document(file, name="x")


def table(*rows: TableRow | TableColumn, name: str = "表", **attributes: object) -> Table:
    made = Table(name=name, **attributes)
    for each in rows:
        made.addElement(each)
    return made


def texts(document: Document) -> list[list[str]]:
    (only,) = document.tables()
    return [[each.text for each in line] for line in only.rows]


def test_the_text_that_is_shown_counts_not_the_value(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        table(
            row(cell("编码"), cell("合计")),
            row(cell("201"), cell("1,504.50", valuetype="float", value="1504.4999")),
            row(cell("202"), TableCell(valuetype="float", value="0.30000000000000004")),
        ),
    )
    assert texts(document)[1:] == [["201", "1,504.50"], ["202", "0.3"]]


def test_merged_and_repeated_cells(tmp_path: Path) -> None:
    document = read(
        tmp_path,
        table(
            row(cell("项目", numbercolumnsspanned=2, numberrowsspanned=1), CoveredTableCell(), cell("合计")),
            row(cell("0.00", numbercolumnsrepeated=3), numberrowsrepeated=2),
            row(cell(numbercolumnsrepeated=16384), numberrowsrepeated=1048000),
        ),
    )
    assert texts(document) == [["项目", "项目", "合计"], ["0.00"] * 3, ["0.00"] * 3]
    (only,) = document.tables()
    assert only.rows[0][0] is only.rows[0][1]
    assert only.rows[2][1].place == Place(sheet="表", cell="B3")


def test_what_is_hidden_is_left_out(tmp_path: Path) -> None:
    shown = table(
        TableColumn(),
        TableColumn(visibility="collapse"),
        TableColumn(),
        row(cell("编码"), cell("底数"), cell("合计")),
        row(cell("201"), cell("5"), cell("1")),
        row(cell("202"), cell("6"), cell("2"), visibility="collapse"),
    )
    hidden = table(row(cell("x"), cell("9")), name="底稿", stylename="unseen")
    document = read(tmp_path, shown, hidden=hidden)
    assert texts(document) == [["编码", "合计"], ["201", "1"]]
    assert [note.code for note in document.notes] == ["hidden_sheet"]


def test_a_row_repeated_a_million_times_is_too_much(tmp_path: Path) -> None:
    bomb = table(row(cell("1", numbercolumnsrepeated=1000), numberrowsrepeated=1000000))
    with pytest.raises(Unreadable, match="READING_LIMIT_CELLS") as caught:
        read(tmp_path, bomb)
    assert caught.value.code is UnreadableCode.TOO_COMPLEX


def test_an_encrypted_workbook_says_so(tmp_path: Path) -> None:
    file = tmp_path / "x"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
        package.writestr("content.xml", b"\x8f\x01")
    with pytest.raises(Unreadable, match="password") as caught:
        read_document(file, name="x", limits=Limits())
    assert caught.value.code is UnreadableCode.ENCRYPTED
