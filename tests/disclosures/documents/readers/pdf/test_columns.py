"""Columns of an unruled table are found by figures, names, headings and the lines drawn down it."""

from __future__ import annotations

from disclosures.documents.readers.pdf.columns import column_at, columns_of
from tests.disclosures.documents.readers.pdf.lines import line, segment

HEADINGS = [line(80, (0, "科目编码"), (60, "科目名称"), (170, "基本支出"), (240, "项目支出"))]
ROWS = [
    line(100, (0, "201"), (60, "教育支出"), (190, "1.00"), (250, "12.00")),
    line(115, (0, "20101"), (60, "教育管理事务"), (180, "111.00"), (260, "0.00")),
    line(130, (0, "20102"), (60, "普通教育"), (185, "22.00")),
]


def test_figures_that_overlap_are_one_column_as_wide_as_its_heading() -> None:
    assert columns_of(ROWS, HEADINGS) == [(0, 40), (60, 120), (170, 210), (240, 280)]


def test_a_heading_alone_makes_a_column() -> None:
    rows = [row[:3] for row in ROWS]
    assert columns_of(rows, HEADINGS)[3] == (240, 280)


def test_a_name_that_reaches_over_its_neighbour_joins_no_columns() -> None:
    rows = [
        *(line(100 + 15 * at, (0, "名称"), (100, "备注"), (200, f"{at}.00")) for at in range(20)),
        line(400, (0, "很长很长的名称很长很长的名称"), (200, "1.00")),
    ]
    assert [x0 for x0, _ in columns_of(rows, [])] == [0, 100, 200]


def test_figures_set_to_the_other_side_of_a_column_belong_to_its_heading() -> None:
    headings = [line(80, (0, "名称"), (100, "金额"))]
    rows = [line(100 + 15 * at, (0, "名称"), (140, "1.00")) for at in range(3)]
    assert columns_of(rows, headings) == [(0, 20), (100, 160)]


def test_texts_under_headings_without_figures_are_columns_of_their_own() -> None:
    """A statement without amounts, whose row of the total holds the last headings."""
    headings = [line(80, (0, "本年收入"), (60, "本年支出"), (160, "年末结余"))]
    rows = [line(100, (50, "合计"), (75, "基本"), (100, "项目"))]
    assert len(columns_of(rows, headings)) == 5


def test_between_two_lines_down_the_table_is_a_column() -> None:
    """Its figures need not overlap."""
    rows = [line(100, (60, "1.00"), (130, "2.00")), line(115, (90, "3.00"), (180, "4.00"))]
    assert columns_of(rows, [], [50, 120, 210]) == [(50, 120), (120, 210)]


def test_two_headings_between_two_lines_are_two_columns() -> None:
    headings = [line(80, (60, "基本"), (100, "项目"))]
    rows = [line(100, (60, "1.00")), line(115, (60, "2.00"))]
    assert columns_of(rows, headings, [50, 130]) == [(60, 80), (100, 120)]


def test_a_figure_over_two_columns_is_doubtful() -> None:
    columns = [(0.0, 40.0), (50.0, 90.0)]
    assert column_at(columns, segment("1.00", 10, 100)) == (0, False)
    assert column_at(columns, segment("1,234.56", 30, 100))[1]
    assert column_at(columns, segment("1.00", 95, 100)) == (1, True)
