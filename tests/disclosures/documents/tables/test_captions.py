"""Sheets taken apart: captions and notes are paragraphs, the grids between them tables."""

from __future__ import annotations

from disclosures.documents.model import Cell, Paragraph, Place, Row, Table
from disclosures.documents.tables.captions import blocks_of_grid, blocks_of_sheet, cell_name
from disclosures.documents.tables.spans import ruled_rows


def grid(*rows: tuple[str, ...], merged: tuple[tuple[int, int, int, int], ...] = ()) -> tuple[Row, ...]:
    """Rows of texts; `merged` are row, column, height and width."""

    def place(row: int, column: int) -> Place:
        return Place(sheet="表", cell=cell_name(row, column))

    spans = {(row, column): (height, width) for row, column, height, width in merged}
    cells = [
        Cell(text, place(r, c), r, c, *spans.get((r, c), (1, 1)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    return ruled_rows(sorted(cells, key=lambda cell: -cell.row_span * cell.column_span), place)


def shown(rows: tuple[Row, ...], *, trimmed: bool = True) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Paragraph) else [[cell.text for cell in row] for row in block.rows]
        for block in blocks_of_grid(rows, trimmed=trimmed)
    ]


HEAD, TOTAL = ("科目编码", "科目名称", "合计"), ("合计", "", "1.00")


def test_titles_and_labelled_lines_stand_above_the_table() -> None:
    rows = grid(("支出决算表", "", ""), ("", "", "公开03表"), ("部门：某局", "", "单位：万元"), HEAD, TOTAL)
    assert shown(rows) == ["支出决算表", "公开03表", "部门：某局", "单位：万元", [list(HEAD), list(TOTAL)]]


def test_a_heading_of_which_is_no_caption() -> None:
    rows = grid(("项目", "", "其中：基本支出"), TOTAL)
    assert shown(rows) == [[["项目", "", "其中：基本支出"], list(TOTAL)]]


def test_notes_stand_below_the_table() -> None:
    rows = grid(HEAD, TOTAL, ("注：本表反映支出情况。", "", ""), merged=((2, 0, 1, 3),))
    assert shown(rows) == [[list(HEAD), list(TOTAL)], "注：本表反映支出情况。"]


def test_a_total_without_amounts_stays_in_the_table() -> None:
    rows = grid(HEAD, ("201", "一般公共服务", "1.00"), ("总计", "", ""))
    assert shown(rows) == [[list(HEAD), ["201", "一般公共服务", "1.00"], ["总计", "", ""]]]


def test_a_filler_row_does_not_end_a_statement() -> None:
    rows = grid(HEAD, TOTAL, ("", "", ""), ("总计", "", "2.00"))
    assert len(list(blocks_of_grid(rows))) == 1


def test_the_blank_row_of_a_statement_without_amounts_is_its_row() -> None:
    assert shown(grid(HEAD, ("", "", ""), ("", "", ""), ("注：本表无数据。", "", ""))) == [
        [list(HEAD), ["", "", ""]],
        "注：本表无数据。",
    ]


def test_a_blank_row_before_a_title_does() -> None:
    rows = grid(HEAD, TOTAL, ("", "", ""), ("收入决算表", "", ""), HEAD, TOTAL)
    assert shown(rows) == [
        [list(HEAD), list(TOTAL), ["", "", ""]],
        "收入决算表",
        [list(HEAD), list(TOTAL)],
    ]


def test_a_second_title_without_a_blank_row_before_it_begins_anew() -> None:
    rows = grid(
        *(HEAD, TOTAL, ("收入决算表", "", ""), ("部门：某局", "", "单位：元"), HEAD, TOTAL),
        merged=((2, 0, 1, 3),),
    )
    table = [list(HEAD), list(TOTAL)]
    assert shown(rows) == [table, "收入决算表", "部门：某局", "单位：元", table]


def test_tables_are_counted_from_their_own_corner() -> None:
    rows = grid(("", "表", "", ""), ("", "项目", "", "金额"), ("", "一", "二", "1"), merged=((1, 1, 1, 2),))
    *_, table = blocks_of_grid(rows, trimmed=True)
    assert isinstance(table, Table)
    heading = table.rows[0][0]
    assert (heading.text, heading.row, heading.column, heading.column_span) == ("项目", 0, 0, 2)
    assert table.rows[0][1] is heading
    assert table.rows[1][2].place.cell == "D3"


def test_blank_columns_stay_where_the_grid_is_the_table() -> None:
    """The rest of a statement, on the next page, may have nothing under its first headings."""
    rows = grid(("", "302", "5.00"), ("", "30201", "5.00"))
    assert shown(rows, trimmed=False) == [[["", "302", "5.00"], ["", "30201", "5.00"]]]


def test_a_name_alone_in_its_column_is_no_caption_of_a_table() -> None:
    rows = grid(("", "", "二十二、其他支出", ""), ("总计", "1.00", "总计", "1.00"))
    assert shown(rows, trimmed=False) == [
        [["", "", "二十二、其他支出", ""], ["总计", "1.00", "总计", "1.00"]]
    ]


def test_the_name_of_a_sheet_stands_for_a_title_that_is_missing() -> None:
    first, _ = blocks_of_sheet("支出决算表", grid(HEAD, TOTAL))
    assert isinstance(first, Paragraph)
    assert first.text == "支出决算表"


def test_cells_are_named_as_a_spreadsheet_names_them() -> None:
    assert [cell_name(0, column) for column in (0, 25, 26, 701, 702)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]
    assert cell_name(6, 2) == "C7"
