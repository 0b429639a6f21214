"""Evaluation reports: where each begins and ends, and the score tables in the shapes firms give them."""

from __future__ import annotations

import pytest

from disclosures.documents.model import Table
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import EvaluationReport, LineKind, ScoreTable
from tests.evaluations.paper import paper, ruled

BODY = """
一、基本情况

（一）项目概况。项目预算120万元。

二、绩效评价结论

综合评价得分为91.5分，评价等级为“优”。
"""


def reports(text: str) -> tuple[EvaluationReport, ...]:
    return read_evaluations(paper(text)).reports


def table_of(*parts: str | Table) -> ScoreTable:
    document = paper("智慧停车项目绩效评价报告\n" + BODY, "附件 绩效评价指标评分表", *parts)
    (report,) = read_evaluations(document).reports
    (table,) = report.score_tables
    return table


def lines_of(table: ScoreTable) -> list[tuple[str, ...]]:
    return [
        (*(level.name for level in line.levels), line.weight.text, line.score.text)
        for line in table.lines
        if line.kind is LineKind.INDICATOR
    ]


def test_score_and_grade_of_a_report() -> None:
    (report,) = reports("智慧停车项目绩效评价报告\n" + BODY)
    assert report.project == "智慧停车项目"
    assert (report.total_score.text, report.grade.text) == ("91.5", "优")


def test_scale_that_speaks_of_the_total_score_is_no_total() -> None:
    scale = "综合得分90分（含）以上为优，80分以上为良，60分以上为中，60分以下为差。"
    (report,) = read_evaluations(
        paper(f"智慧停车项目绩效评价报告\n一、基本情况\n{scale}\n综合得分93.5分。")
    ).reports
    assert [total.text for total in report.totals] == ["93.5"]


def test_title_on_cover_and_first_page_is_one_report() -> None:
    (report,) = reports(
        "智慧停车项目绩效评价报告\n\n某会计师事务所\n\n2023年9月\n\n智慧停车项目绩效评价报告\n" + BODY
    )
    assert report.project == "智慧停车项目"


def test_reports_one_after_the_other() -> None:
    found = reports(
        "智慧停车项目绩效评价报告\n" + BODY + "\n路灯改造项目绩效评价报告\n" + BODY.replace("91.5", "82")
    )
    assert [r.project for r in found] == ["智慧停车项目", "路灯改造项目"]
    assert [r.total_score.text for r in found] == ["91.5", "82"]


def test_report_named_in_a_sentence_begins_nothing() -> None:
    assert reports("我局委托某事务所出具了智慧停车项目绩效评价报告。\n\n本年支出增加。") == ()


ROWS = [
    ("决策", "项目立项", "立项依据充分性", "10", "9"),
    ("决策", "项目立项", "立项程序规范性", "10", "10"),
    ("产出", "产出数量", "新建泊位数", "80", "72.5"),
]


def test_table_with_names_once_for_several_rows() -> None:
    table = table_of(
        """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策 | 项目立项 | 立项依据充分性 | 10 | 9
 | | 立项程序规范性 | 10 | 10
产出 | 产出数量 | 新建泊位数 | 80 | 72.5
合计 | | | 100 | 91.5
"""
    )
    assert lines_of(table) == ROWS
    assert [line.score.text for line in table.lines if line.kind is LineKind.TOTAL] == ["91.5"]


def test_table_with_merged_cells() -> None:
    table = table_of(
        ruled(
            """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策 | 项目立项 | 立项依据充分性 | 10 | 9
^ | ^ | 立项程序规范性 | 10 | 10
产出 | 产出数量 | 新建泊位数 | 80 | 72.5
"""
        )
    )
    assert lines_of(table) == ROWS


def test_heading_of_two_rows_with_points_beside_every_name() -> None:
    table = table_of(
        """
一级指标 | | 二级指标 | | 三级指标 | | 得分
名称 | 分值 | 名称 | 分值 | 名称 | 分值 |
决策 | 20 | 项目立项 | 20 | 立项依据充分性 | 10 | 9
 | | | | 立项程序规范性 | 10 | 10
产出 | 80 | 产出数量 | 80 | 新建泊位数 | 80 | 72.5
"""
    )
    assert lines_of(table) == ROWS


def test_weights_behind_every_level_are_the_points_of_the_blocks() -> None:
    table = table_of(
        ruled(
            """
一级指标 | 权重 | 二级指标 | 权重 | 三级指标 | 权重 | 评价标准 | 得分
决策 | 20 | 项目立项 | 20 | 立项依据充分性 | 10 | 充分得满分 | 9
^ | ^ | ^ | ^ | 立项程序规范性 | 10 | 规范得满分 | 10
产出 | 80 | 产出数量 | 80 | 新建泊位数 | 80 | 按比例得分 | 72.5
"""
        )
    )
    assert lines_of(table) == ROWS
    assert [level.points for level in table.lines[2].levels] == [80, 80, None]


def test_points_printed_in_the_names() -> None:
    table = table_of(
        """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策（20分） | 项目立项（20分） | 立项依据充分性 | 10 | 9
 | | 立项程序规范性 | 10 | 10
产出（80分） | 产出数量（80分） | 新建泊位数 | 80 | 72.5
"""
    )
    assert [line[0] for line in lines_of(table)] == ["决策", "决策", "产出"]
    assert [level.points for level in table.lines[0].levels] == [20, 20, None]


def test_table_over_a_page_break_with_its_heading_again() -> None:
    table = table_of(
        """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策 | 项目立项 | 立项依据充分性 | 10 | 9

— 12 —

一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策 | 项目立项 | 立项程序规范性 | 10 | 10
产出 | 产出数量 | 新建泊位数 | 80 | 72.5
"""
    )
    assert lines_of(table) == ROWS


def test_points_not_readable_are_no_zero() -> None:
    table = table_of(
        """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分
决策 | 项目立项 | 立项依据充分性 | 10 | #####
产出 | 产出数量 | 新建泊位数 | 80 | 72.5
"""
    )
    assert table.lines[0].score.value is None


@pytest.mark.parametrize("between", ["\n\n", ""])
def test_parts_of_a_block_in_the_same_line_or_the_next(between: str) -> None:
    (report,) = read_evaluations(
        paper(
            "2023年度智慧停车项目绩效评价报告\n\n一、项目概况\n\n项目由某市停车中心实施。\n\n二、评价结论\n\n"
            "综合各方面考虑，本项目总得分为93分，评价结论为优秀。\n\n"
            f"（一）项目决策20分，具体得分情况如下：{between}项目目标（7分）决策过程（13分）"
        )
    ).reports
    (block,) = report.text_scores
    assert [(name, number.text) for name, number in block.parts] == [("项目目标", "7"), ("决策过程", "13")]
