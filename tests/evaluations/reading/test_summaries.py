"""Tables that list every self-evaluated project with its money, score and grade."""

from __future__ import annotations

from disclosures.documents.model import Table
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import SummaryRow
from tests.evaluations.paper import paper, ruled


def rows(*parts: str | Table) -> list[SummaryRow]:
    return list(read_evaluations(paper(*parts)).summaries)


HEADING = "序号 | 单位名称 | 项目名称 | 年初预算数 | 预算调整数 | 执行数 | 预算执行率 | 自评得分 | 自评等级"


def test_row_of_a_summary() -> None:
    (row,) = rows(
        f"""
自评情况汇总表
单位：万元

{HEADING}
1 | 测试市大数据局 | 智慧停车项目 | 100 | 120 | 108 | 90% | 94.6 | 优
"""
    )
    assert (row.project, row.unit_name) == ("智慧停车项目", "测试市大数据局")
    numbers = (row.initial, row.adjusted, row.executed, row.rate, row.score)
    assert [number.text for number in numbers] == ["100", "120", "108", "90%", "94.6"]
    assert row.grade.text == "优"


def test_summary_goes_on_after_a_page_break_with_its_heading_again() -> None:
    found = rows(
        f"""
自评情况汇总表

{HEADING}
1 | 测试市大数据局 | 智慧停车项目 | 100 | 120 | 108 | 90% | 94.6 | 优

— 30 —

{HEADING}
2 | 测试市大数据局 | 路灯改造项目 | 200 | 200 | 180 | 90% | 72 | 中
"""
    )
    assert [row.project for row in found] == ["智慧停车项目", "路灯改造项目"]


def test_merged_department_is_every_rows() -> None:
    table = ruled(
        f"""
{HEADING}
1 | 测试市大数据局 | 智慧停车项目 | 100 | 120 | 108 | 90% | 94.6 | 优
2 | ^ | 路灯改造项目 | 200 | 200 | 180 | 90% | 72 | 中
"""
    )
    assert [row.project for row in rows("自评情况汇总表", table)] == ["智慧停车项目", "路灯改造项目"]


def test_line_of_totals_is_no_project() -> None:
    found = rows(
        f"""
自评情况汇总表

{HEADING}
1 | 测试市大数据局 | 智慧停车项目 | 100 | 120 | 108 | 90% | 94.6 | 优
合计 | | | 100 | 120 | 108 | 90% | |
"""
    )
    assert [row.project for row in found] == ["智慧停车项目"]


def test_list_of_contracts_is_no_summary() -> None:
    assert rows("合同情况表\n\n序号 | 合同名称 | 合同金额 | 供应商\n1 | 停车设备采购 | 100 | 某公司") == []
