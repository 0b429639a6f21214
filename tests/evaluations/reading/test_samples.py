"""What the two documents of Shandong hold, counted by eye."""

from __future__ import annotations

import pytest

from evaluations.reading.records import FormKind, LineKind, SummaryKind
from tests.evaluations.samples import JINAN, QINGDAO, evaluations_of


def test_qingdao_has_its_forms() -> None:
    forms = evaluations_of(QINGDAO).forms
    assert len(forms) == 12
    assert sum(len(form.indicators) for form in forms) == 106
    assert [form.kind for form in forms].count(FormKind.TRANSFER) == 1
    assert all(form.is_complete and form.unread_rows == 0 for form in forms)


def test_jinan_has_its_forms() -> None:
    forms = evaluations_of(JINAN).forms
    assert len(forms) == 12
    assert sum(len(form.indicators) for form in forms) == 283
    assert all(form.is_complete and form.unread_rows == 0 for form in forms)


@pytest.mark.parametrize("name", [QINGDAO, JINAN])
def test_weights_and_scores_of_every_form_are_whole(name: str) -> None:
    """Rows put into wrong columns, left out or read twice would show here."""
    for form in evaluations_of(name).forms:
        fund = form.funds[0]
        assert fund.score.value is not None or form.total_score.value == 0
        weights = sum(i.weight.value or 0 for i in form.indicators)
        scores = sum(i.score.value or 0 for i in form.indicators)
        assert weights + (fund.weight.value or 0) == 100
        assert scores + (fund.score.value or 0) == form.total_score.value


@pytest.mark.parametrize(("name", "rows"), [(QINGDAO, 11), (JINAN, 12)])
def test_summary_rows(name: str, rows: int) -> None:
    summaries = evaluations_of(name).summaries
    assert [row.kind for row in summaries].count(SummaryKind.SELF_EVALUATION) == rows


@pytest.mark.parametrize("name", [QINGDAO, JINAN])
def test_paragraphs_on_projects(name: str) -> None:
    assert len(evaluations_of(name).overviews) == 12


def test_qingdao_report() -> None:
    (report,) = evaluations_of(QINGDAO).reports
    assert [len(table.indicators) for table in report.score_tables] == [26, 32]
    assert max(len(line.levels) for line in report.score_tables[1].lines) == 6
    assert [len(table.names) for table in report.detail_tables] == [58]
    assert report.detail_tables[0].is_aligned
    assert (report.total_score.text, report.grade.text) == ("95.01", "优")
    assert report.evaluator == "尤尼泰振青会计师事务所"


def test_jinan_reports() -> None:
    reports = evaluations_of(JINAN).reports
    assert len(reports) == 21
    tables = [table for report in reports for table in report.score_tables]
    assert len(tables) == 21
    assert sum(len(table.lines) for table in tables) == 264
    in_text = [r for r in reports if not r.score_tables and any(s.parts for s in r.text_scores)]
    assert len(in_text) == 14
    assert all(len(r.text_scores) == 3 for r in in_text)
    assert all(report.total_score.value is not None for report in reports)


@pytest.mark.parametrize("name", [QINGDAO, JINAN])
def test_scores_of_whole_tables_add_up_to_the_total(name: str) -> None:
    for report in evaluations_of(name).reports:
        for table in report.score_tables:
            total = table.total
            scores = sum(line.score.value or 0 for line in table.indicators)
            if total is not None:
                assert scores == total.score.value, table.title
            assert all(line.kind is not LineKind.SUBTOTAL or line.score.value for line in table.lines)


@pytest.mark.parametrize(
    ("line", "levels"),
    [
        (1219, ("效益", "项目效益", "社会效益", "政务信息化整体水平")),
        (1220, ("效益", "项目效益", "社会效益", "政务服务能力", "政府行为的公开")),
        (1230, ("效益", "项目效益", "可持续影响")),
        (1232, ("效益", "满意度", "运维单位满意度")),
    ],
)
def test_rows_around_a_page_break_hang_below_the_right_names(line: int, levels: tuple[str, ...]) -> None:
    (report,) = evaluations_of(QINGDAO).reports
    found = next(row for row in report.score_tables[1].lines if row.place.line == line)
    assert tuple(level.name for level in found.levels) == levels


@pytest.mark.parametrize(
    ("line", "levels", "target", "actual"),
    [
        (906, ("效益指标", "社会效益指标", "无纸化办公增长率"), "≥5%", "5%"),
        (948, ("产出指标", "数量指标", "部门业务整合数"), "=60个", "60个"),
        (1048, ("产出指标", "数量指标", "市政府门户网站及平台流量监测诊断服务时间"), "=1年", "0.58年"),
        (1062, ("产出指标", "质量指标", "智库系统验收合格率"), "=100%", "0"),
        (1096, ("效益指标", "社会效益指标", "政府门户网站绩效评估报告正常提供率"), "=100%", "100%"),
    ],
)
def test_shifted_rows_are_put_back_and_marked(
    line: int, levels: tuple[str, str, str], target: str, actual: str
) -> None:
    rows = [i for form in evaluations_of(JINAN).forms for i in form.indicators]
    row = next(i for i in rows if i.place.line == line)
    assert (row.level1, row.level2, row.level3) == levels
    assert (row.target.text, row.actual.text) == (target, actual)
    assert row.shifted


def test_merged_row_is_one_printed_row_with_two_parts() -> None:
    rows = [i for form in evaluations_of(QINGDAO).forms for i in form.indicators]
    row = next(i for i in rows if i.place.line == 1271)
    assert [(p.target.text, p.actual.text, p.weight.text, p.score.text) for p in row.parts] == [
        ("≥6次", "6", "5", "5"),
        ("1次", "1", "10", "10"),
    ]
