"""Workbooks of Excel, new and old."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.worksheet.worksheet import Worksheet

from disclosures.documents.model import Document, Paragraph, Place, Table
from disclosures.documents.read import read_document


def read(book: openpyxl.Workbook, folder: Path) -> Document:
    file = folder / "x"
    book.save(file)
    return read_document(file, name="x")


def sheet(book: openpyxl.Workbook, *rows: tuple[object, ...]) -> Worksheet:
    worksheet = book.worksheets[0]
    for row in rows:
        worksheet.append(row)
    return worksheet


def table_of(document: Document) -> list[list[str]]:
    (table,) = document.tables()
    return [[cell.text for cell in row] for row in table.rows]


HEAD = ("科目编码", "合计")


def test_numbers_are_printed_as_they_are_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    worksheet = sheet(book, HEAD, (2010301, 0.1 + 0.2), ("201", "1,504.50"), (None, 9016.081234))
    worksheet["B4"].number_format = "#,##0.00"
    assert table_of(read(book, tmp_path))[1:] == [["2010301", "0.3"], ["201", "1,504.50"], ["", "9,016.08"]]


def test_merged_cells_stand_in_every_slot(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    worksheet = sheet(book, ("项目", None, "合计"), ("编码", "名称", None), ("201", "公共服务", 1))
    worksheet.merge_cells("A1:B1")
    worksheet.merge_cells("C1:C2")
    (table,) = read(book, tmp_path).tables()
    assert table.rows[0][0] is table.rows[0][1]
    assert table.rows[0][2] is table.rows[1][2]
    assert table.rows[2][1].place == Place(sheet="Sheet", cell="B3")


def test_dates_and_truth_values_are_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet(
        book,
        HEAD,
        ("x", datetime.date(2023, 1, 31)),
        ("y", datetime.datetime(2023, 1, 31, 8, 30)),
        ("z", True),
    )
    assert [row[1] for row in table_of(read(book, tmp_path))[1:]] == [
        "2023-01-31",
        "2023-01-31T08:30:00",
        "TRUE",
    ]


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_note(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    worksheet = sheet(book, ("编码", "底数", "合计"), ("201", 5, 1), ("202", 6, 2), ("203", 7, 3))
    worksheet.column_dimensions["B"].hidden = True
    worksheet.row_dimensions[3].hidden = True
    book.create_sheet("底稿").sheet_state = "hidden"
    document = read(book, tmp_path)
    assert table_of(document) == [["编码", "合计"], ["201", "1"], ["203", "3"]]
    (table,) = document.tables()
    assert table.rows[2][1].place.cell == "C4"
    assert {note.code for note in document.notes} == {"hidden_sheet", "hidden_cells"}


def test_zeros_that_the_sheet_does_not_show_are_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    worksheet = sheet(book, HEAD, ("201", 0), ("202", 1))
    worksheet.sheet_view.showZeros = False
    assert table_of(read(book, tmp_path))[1:] == [["201", ""], ["202", "1"]]


def test_a_formula_without_its_result_is_an_error_value_never_a_blank(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet(book, HEAD, ("合计", "=SUM(B3:B9)"), ("201", 1))
    document = read(book, tmp_path)
    assert table_of(document)[1] == ["合计", "#N/A"]
    (note,) = document.notes
    assert (note.code, note.place.cell) == ("formula_without_result", "B2")


def test_error_values_are_read_never_blanks(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    worksheet = sheet(book, HEAD, ("201", "#REF!"), ("202", "#DIV/0!"))
    worksheet["B2"].data_type = worksheet["B3"].data_type = "e"
    assert table_of(read(book, tmp_path))[1:] == [["201", "#REF!"], ["202", "#DIV/0!"]]


def test_a_sheet_without_a_title_goes_by_its_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet(book, HEAD, ("201", 1)).title = "收入决算表"
    first, _ = read(book, tmp_path).blocks
    assert isinstance(first, Paragraph)
    assert (first.text, first.place) == ("收入决算表", Place(sheet="收入决算表"))


def test_an_old_workbook_reads_like_a_new_one(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    worksheet = book.add_sheet("支出")
    worksheet.write_merge(0, 0, 0, 1, "支出决算表")
    for row, values in enumerate((("项目", "合计"), ("201", 1504.5), ("202", "—")), 1):
        for column, value in enumerate(values):
            worksheet.write(row, column, value, xlwt.easyxf(num_format_str="#,##0.00"))
    hidden = book.add_sheet("底稿")
    hidden.visibility = 1
    written = io.BytesIO()
    book.save(written)
    file = tmp_path / "x"
    file.write_bytes(written.getvalue())
    title, table = (document := read_document(file, name="x")).blocks
    assert isinstance(title, Paragraph)
    assert isinstance(table, Table)
    assert title.text == "支出决算表"
    assert [[cell.text for cell in row] for row in table.rows[1:]] == [["201", "1,504.50"], ["202", "—"]]
    assert [note.code for note in document.notes] == ["hidden_sheet"]
