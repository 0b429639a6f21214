from __future__ import annotations

from disclosures.documents.model import Cell, Place, Row
from disclosures.documents.tables.headings import heading_paths


def rows(text: str) -> list[Row]:
    return [
        tuple(Cell(cell, Place(), row=r, column=c) for c, cell in enumerate(line.split("|")))
        for r, line in enumerate(text.split("\n"))
    ]


def test_a_blank_goes_on_to_the_left_and_down() -> None:
    assert heading_paths(rows("项目||年初|本年支出||年末\n编码|名称||小计|基本|")) == (
        ("项目", "编码"),
        ("项目", "名称"),
        ("年初",),
        ("本年支出", "小计"),
        ("本年支出", "基本"),
        ("年末",),
    )


def test_three_levels_under_two_headings_of_the_same_names() -> None:
    paths = heading_paths(rows("预算||||决算|||\n合计|车辆||接待|合计|车辆||接待\n|小计|购置|||小计|购置|"))
    assert paths == (
        ("预算", "合计"),
        ("预算", "车辆", "小计"),
        ("预算", "车辆", "购置"),
        ("预算", "接待"),
        ("决算", "合计"),
        ("决算", "车辆", "小计"),
        ("决算", "车辆", "购置"),
        ("决算", "接待"),
    )


def test_merged_cells_count_once() -> None:
    merged = Cell("项目", Place(), row=0, column=0, row_span=2, column_span=2)
    grid = [(merged, merged, Cell("合计", Place(), row=0, column=2)), (merged, merged, Cell("元", Place()))]
    assert heading_paths(grid) == (("项目",), ("项目",), ("合计", "元"))


def test_no_rows_no_headings() -> None:
    assert heading_paths([]) == ()
