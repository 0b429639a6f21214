"""Blocks of score tables over a page break."""

from __future__ import annotations

from evaluations.reading.read import read_evaluations
from evaluations.reading.records import ScoreTable
from tests.evaluations.paper import paper

HEADING = "一级指标 | 二级指标 | 三级指标 | 分值 | 得分"
TOP = """
2023年度智慧停车项目绩效评价报告

一、基本情况

绩效评价得分表

"""


def table_of(*pages: str) -> ScoreTable:
    """A score table over several pages, its heading repeated on each."""
    written = "\n\n".join(f"{HEADING}\n{page}" for page in pages)
    (report,) = read_evaluations(paper(TOP + written)).reports
    (table,) = report.score_tables
    return table


def blocks(table: ScoreTable) -> list[tuple[str, str, bool]]:
    return [(line.level(2), line.name, line.shifted) for line in table.indicators]


ABOVE = "决策 (8分) | 绩效目标 (4分) | 绩效目标合理性 | 2 | 2"


def test_row_below_a_break_goes_back_where_the_points_say_so() -> None:
    table = table_of(
        ABOVE, " | 资金投入 (4分) | 绩效指标明确性 | 2 | 2\n | | 预算编制 | 3 | 3\n | | 资金分配 | 1 | 1"
    )
    assert blocks(table) == [
        ("绩效目标", "绩效目标合理性", False),
        ("绩效目标", "绩效指标明确性", True),
        ("资金投入", "预算编制", False),
        ("资金投入", "资金分配", False),
    ]


def test_row_stays_where_moving_it_proves_nothing() -> None:
    table = table_of(
        ABOVE, " | 资金投入 (4分) | 绩效指标明确性 | 1 | 1\n | | 预算编制 | 2 | 2\n | | 资金分配 | 2 | 2"
    )
    assert [block for block, _, _ in blocks(table)] == ["绩效目标", "资金投入", "资金投入", "资金投入"]


def test_row_stays_where_no_page_breaks() -> None:
    table = table_of(
        f"{ABOVE}\n | 资金投入 (4分) | 绩效指标明确性 | 2 | 2\n | | 预算编制 | 3 | 3\n | | 资金分配 | 1 | 1"
    )
    assert [block for block, _, _ in blocks(table)] == ["绩效目标", "资金投入", "资金投入", "资金投入"]


def test_points_printed_below_the_break_are_those_of_the_block_above_it() -> None:
    table = table_of(
        "决策 | 项目立项 | 立项依据充分性 | 3 | 3",
        " | (6分) | 立项程序规范性 | 3 | 2\n | 绩效目标 | 合理性 | 2 | 2",
    )
    assert [(line.levels[1].name, line.levels[1].points) for line in table.indicators] == [
        ("项目立项", 6),
        ("项目立项", 6),
        ("绩效目标", None),
    ]
