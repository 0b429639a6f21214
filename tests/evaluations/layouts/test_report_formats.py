"""An evaluation report is read alike from every format, its tables whole or over pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.documents.model import Document
from evaluations.checks import RULES
from evaluations.reading.records import EvaluationReport
from tests.evaluations.layouts.grids import reread, sheet
from tests.evaluations.paper import accounts
from tests.layouts.variants import Variant

SCORES = sheet(
    "项目绩效评价得分情况表",
    """
一级指标 | 二级指标 | 三级指标 | 分值 | 得分 | 得分率
决策\\n（20分） | 项目立项 | 立项依据充分性 | 6 | 6 | 100%
^ | ^ | 立项程序规范性 | 6 | 5 | 83.33%
^ | 绩效目标 | 绩效目标合理性 | 8 | 6 | 75%
过程\\n（20分） | 资金管理 | 资金到位率 | 5 | 5 | 100%
^ | ^ | 预算执行率 | 5 | 4.5 | 90%
^ | 组织实施 | 管理制度健全性 | 10 | 10 | 100%
产出\\n（30分） | 产出数量 | 改造小区数 | 10 | 10 | 100%
^ | 产出质量 | 验收合格率 | 10 | 10 | 100%
^ | 产出时效 | 开工及时率 | 10 | 8 | 80%
效益\\n（30分） | 社会效益 | 惠及居民户数 | 20 | 19 | 95%
^ | 满意度 | 居民满意度 | 10 | 9.5 | 95%
合计 | < | < | 100 | 93 | 93%
""",
    headings=1,
)
DETAIL = sheet(
    "表1 资金支出明细表",
    """
序号 | 单位名称 | 年初预算 | 调整后预算 | 实际执行 | 执行率
1 | 某市东区住建局 | 300.00 | 320.00 | 288.00 | 90.00%
2 | 某市西区住建局 | 400.00 | 400.00 | 400.00 | 100.00%
3 | 某市南区住建局 | 300.00 | 480.00 | 432.00 | 90.00%
合计 | < | 1000.00 | 1200.00 | 1120.00 | 93.33%
""",
    headings=1,
)
BEFORE = (
    "2023年度老旧小区改造项目绩效评价报告",
    "委托单位：某市财政局",
    "评价机构：某某会计师事务所有限公司",
    "2024年5月",
    "一、项目基本情况",
    "项目由某市住房保障中心实施，年度预算1200.00万元，实际支出1120.00万元。",
    "二、评价结论",
    "项目总得分为93分，评价等级为“优”。90（含）-100分为优，80（含）-90分为良，60（含）-80分为中，60分以下为差。",
)
AFTER = ("三、存在的问题", "（一）部分小区开工较晚。", "四、有关建议", "（一）提前做好居民工作。")
WHOLE = Variant()
OVER_PAGES = Variant(rows_per_page=5)
WITHOUT_HEADINGS = Variant(rows_per_page=5, repeat_headings=False)


def report_of(folder: Path, format: str, variant: Variant) -> EvaluationReport:
    (report,) = reread(folder, format, SCORES, DETAIL, before=BEFORE, after=AFTER, variant=variant).reports
    return report


@pytest.mark.parametrize(
    ("format", "variant"),
    [
        ("html", WHOLE),
        ("docx", WHOLE),
        ("pdf", WHOLE),
        ("text", WHOLE),
        ("text", OVER_PAGES),
        ("text", WITHOUT_HEADINGS),
    ],
    ids=["html", "docx", "pdf", "text", "text over pages", "text without headings again"],
)
def test_report(format: str, variant: Variant, tmp_path: Path) -> None:
    report = report_of(tmp_path, format, variant)
    assert (report.commissioner, report.evaluator, report.date) == (
        "某市财政局",
        "某某会计师事务所有限公司",
        "2024年5月",
    )
    assert (report.total_score.text, report.grade.text) == ("93", "优")
    assert report.scale is not None
    assert [(band.lower, band.grade) for band in report.scale.bands] == [
        (90, "优"), (80, "良"), (60, "中"), (0, "差"),
    ]  # fmt: skip
    (table,) = report.score_tables
    assert (table.unread_rows, any(line.shifted for line in table.lines)) == (0, False)
    assert [(line.levels[0].name, line.levels[0].points, line.level(2)) for line in table.indicators[:4]] == [
        ("决策", 20, "项目立项"),
        ("决策", 20, "项目立项"),
        ("决策", 20, "绩效目标"),
        ("过程", 20, "资金管理"),
    ]  # fmt: skip
    assert [line.score.text for line in table.lines] == [
        "6", "5", "6", "5", "4.5", "10", "10", "10", "8", "19", "9.5", "93",
    ]  # fmt: skip
    (detail,) = report.detail_tables
    assert detail.is_aligned
    assert [column.total.text for column in detail.columns] == ["1000.00", "1200.00", "1120.00", "93.33%"]
    assert (len(report.problems), len(report.recommendations)) == (1, 1)


def test_nothing_is_found_in_a_report_that_agrees_with_itself(tmp_path: Path) -> None:
    evaluations = reread(tmp_path, "html", SCORES, DETAIL, before=BEFORE, after=AFTER)
    document = Document("report.html", "0" * 64, "text/html", None, ())
    result = run_rules(Books(accounts(document), annexes=[evaluations]), RULES)
    assert [finding.instance for finding in result.findings] == []
    assert result.count(OutcomeState.PASSED) > 20
