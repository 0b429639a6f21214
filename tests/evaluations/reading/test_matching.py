"""Which form a summary row or a paragraph is about: by name, else by figures, else by nothing."""

from __future__ import annotations

import pytest

from evaluations.reading.matching import How, distinct_forms, match_overviews, match_summaries
from evaluations.reading.projects import projects_of
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import Evaluations
from evaluations.reading.words import fold_project
from tests.evaluations.paper import paper
from tests.evaluations.samples import JINAN, evaluations_of

SUMMARY = "自评情况汇总表\n\n"
SUMMARY += "序号 | 项目名称 | 年初预算数 | 预算调整数 | 执行数 | 预算执行率 | 自评得分 | 自评等级\n"


def form(name: str, adjusted: str, executed: str, score: str) -> str:
    return f"""
项目支出绩效自评表（2023年度）
单位：万元

项目名称 | | {name} | | | | | |
主管部门 | | 某市城管局 | | | 实施单位 | 某市停车中心 | |
项目资金（万元） | | 年初预算数 | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分 |
 | 年度资金总额 | {adjusted} | {adjusted} | {executed} | 10 | 90.00% | 9 |
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
产出指标 | 数量指标 | 新建泊位数 | ≥500个 | 520个 | 90 | 90 |
总分 | | | | | 100 | {score} |
"""


def read(*parts: str) -> Evaluations:
    return read_evaluations(paper("\n".join(parts)))


def test_by_name() -> None:
    evaluations = read(
        SUMMARY + "1 | 智慧停车项目 | 120 | 120 | 108 | 90% | 94 | 优",
        form("智慧停车项目", "120", "108", "95"),
    )
    (pair,) = match_summaries(evaluations).pairs
    assert pair.how is How.NAME
    assert pair.form.project == pair.other.project == "智慧停车项目"


def test_other_name_same_figures() -> None:
    """Names that differ are told apart from projects that are missing by money and score."""
    evaluations = read(
        SUMMARY + "1 | 停车场建设费 | 120 | 120 | 108 | 90% | 95 | 优",
        form("智慧停车项目", "120", "108", "95"),
    )
    (pair,) = match_summaries(evaluations).pairs
    assert pair.how is How.FIGURES


def test_other_name_other_figures_is_no_match() -> None:
    evaluations = read(
        SUMMARY + "1 | 停车场建设费 | 300 | 300 | 250 | 83.33% | 88 | 良",
        form("智慧停车项目", "120", "108", "95"),
    )
    matching = match_summaries(evaluations)
    assert matching.pairs == ()
    assert [row.project for row in matching.unmatched] == ["停车场建设费"]


def test_name_of_several_forms_goes_by_the_figures() -> None:
    evaluations = read(
        SUMMARY
        + "1 | 运行维护费 | 120 | 120 | 108 | 90% | 95 | 优\n2 | 运行维护费 | 50 | 50 | 45 | 90% | 91 | 优",
        form("运行维护费", "50", "45", "91"),
        form("运行维护费", "120", "108", "95"),
    )
    pairs = match_summaries(evaluations).pairs
    scores = sorted((pair.other.score.text, pair.form.total_score.text) for pair in pairs)
    assert scores == [("91", "91"), ("95", "95")]


def test_name_of_several_forms_with_the_same_figures_is_ambiguous() -> None:
    evaluations = read(
        SUMMARY
        + "1 | 运行维护费 | 120 | 120 | 108 | 90% | 95 | 优"
        + "\n2 | 运行维护费 | 120 | 120 | 108 | 90% | 95 | 优",
        form("运行维护费", "120", "108", "95"),
        form("运行维护费", "120", "108", "95").replace("新建泊位数", "改造泊位数"),
    )
    assert len(match_summaries(evaluations).ambiguous) == 2


def test_paragraph_and_form_and_row_are_one_project() -> None:
    evaluations = read(
        "十、预算绩效情况说明\n",
        "1. 智慧停车项目绩效自评综述：项目自评得分为95分。"
        "全年预算数为120万元，执行数为108万元，完成预算的90%。\n",
        SUMMARY + "1 | 智慧停车项目 | 120 | 120 | 108 | 90% | 95 | 优",
        form("智慧停车项目", "120", "108", "95"),
    )
    assert len(match_overviews(evaluations).pairs) == 1
    assert [project.name for project in projects_of(evaluations)] == ["智慧停车项目"]


def test_form_printed_twice_is_one_project() -> None:
    once = form("智慧停车项目", "120", "108", "95")
    assert len(distinct_forms(read(once, once).forms)) == 1


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("智慧停车项目", "智慧停车"),
        ("智慧停车（二期）项目", "智慧停车(二期)"),
        (" 智慧 停车项目 ", "智慧停车项目"),
    ],
)
def test_names_that_are_the_same(here: str, there: str) -> None:
    assert fold_project(here) == fold_project(there)


def test_phases_of_a_project_are_projects_of_their_own() -> None:
    assert fold_project("智慧停车（一期）项目") != fold_project("智慧停车（二期）项目")


def test_projects_that_share_the_name_of_their_fund_are_called_as_the_narrative_calls_them() -> None:
    """Where it calls them by that name too, they keep it."""
    names = [view.name for view in projects_of(evaluations_of(JINAN))]
    assert names[3:11] == [
        *["信息技术发展资金"] * 3,
        "网络运行费项目",
        "莱芜电子政务外网建设项目",
        "城区重点公共场所免费无线项目",
        "领导决策服务项目",
        "一网通办济南市政务数据共享平台日常运维项目",
    ]


def test_report_under_another_name_is_found_by_the_money_it_quotes() -> None:
    views = projects_of(evaluations_of(JINAN))
    view = next(view for view in views if view.name == "莱芜电子政务外网建设项目")
    (report,) = view.reports
    assert report.project == "原莱芜市政务信息系统整合共享电子政务外网建设项目"
