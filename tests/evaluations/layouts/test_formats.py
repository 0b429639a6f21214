"""The same form is read alike from every format, and a consistent one raises no finding."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from disclosures.checks.books import Books
from disclosures.checks.outcome import OutcomeState
from disclosures.checks.run import run_rules
from disclosures.documents.model import Document
from disclosures.final_accounts.records import FinalAccounts, Unit
from evaluations.checks import RULES
from evaluations.reading.as_json import evaluations_as_json
from evaluations.reading.records import Evaluations, FormKind, FundSource
from tests.evaluations.layouts import forms
from tests.evaluations.layouts.grids import reread
from tests.layouts.render import FORMATS

SHEETS = {
    "usual": forms.USUAL,
    "split": forms.SPLIT,
    "two_rows": forms.TWO_ROWS,
    "transfer": forms.TRANSFER,
    "department": forms.DEPARTMENT,
    "department_grouped": forms.DEPARTMENT_GROUPED,
    "names_only": forms.NAMES_ONLY,
    "in_yuan": forms.IN_YUAN,
    "scores_only": forms.SCORES_ONLY,
    "summary": forms.SUMMARY,
}


def without_places(value: object) -> object:
    """What is read, apart from where."""
    if isinstance(value, dict):
        return {key: without_places(entry) for key, entry in value.items() if key != "place"}
    return [without_places(entry) for entry in value] if isinstance(value, list) else value


@cache
def from_web_page(name: str) -> Evaluations:
    with TemporaryDirectory() as folder:
        return reread(Path(folder), "html", SHEETS[name])


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"html"}))
@pytest.mark.parametrize("name", SHEETS)
def test_every_format_gives_the_same_records(name: str, format: str, tmp_path: Path) -> None:
    found = evaluations_as_json(reread(tmp_path, format, SHEETS[name]))
    assert without_places(found) == without_places(evaluations_as_json(from_web_page(name)))


def indicators_of(name: str) -> list[tuple[str, ...]]:
    (form,) = from_web_page(name).forms
    assert form.is_complete
    assert not form.unread_rows
    assert not any(i.shifted for i in form.indicators)
    return [
        (i.level1, i.level2, i.level3, i.target.text, i.actual.text, i.weight.text, i.score.text)
        for i in form.indicators
    ]


def amounts_of(name: str, source: FundSource) -> tuple[str, ...]:
    (form,) = from_web_page(name).forms
    row = form.fund(source)
    assert row is not None
    return tuple(
        number.text for number in (row.initial, row.adjusted, row.executed, row.weight, row.rate, row.score)
    )


def test_usual_form() -> None:
    assert indicators_of("usual")[1:3] == [
        ("产出指标", "数量指标", "加装电梯台数", "≥30台", "24台", "10", "8"),
        ("产出指标", "质量指标", "竣工验收合格率", "100%", "100%", "10", "10"),
    ]
    assert amounts_of("usual", FundSource.TOTAL) == ("1,000.00", "1,200.00", "1,080.00", "10", "90.00%", "9")
    (form,) = from_web_page("usual").forms
    assert form.indicators[1].reason.text == "部分居民未达成一致，下年继续推进"
    assert (form.expected_objectives.text, form.actual_objectives.text) == (
        "完成12个小区改造",
        "完成13个小区改造",
    )
    assert (form.year, form.unit, len(form.notes)) == (2023, "万元", 2)


def test_targets_split_over_columns_and_a_heading_above_the_sources() -> None:
    """年度预算数（万元） stands above the names of the sources, left of 年初预算 and 调整后预算数."""
    assert indicators_of("split")[-1] == (
        "满意度指标", "满意度指标", "市民满意度", "≥90%", "88", "10", "9",
    )  # fmt: skip
    assert amounts_of("split", FundSource.TOTAL) == ("238.93", "251.89", "251.89", "10", "100.00%", "10")
    (form,) = from_web_page("split").forms
    assert (form.project_code, form.project) == ("51000021R000000019951", "路灯养护")
    assert form.implementing_unit == "某县路灯管理所"
    assert [row.source for row in form.funds][1:] == [
        FundSource.CURRENT_YEAR_APPROPRIATION,
        FundSource.OTHER,
        FundSource.OTHER,
    ]


def test_heading_of_two_rows() -> None:
    assert indicators_of("two_rows")[0] == (
        "产出指标", "数量指标", "补助经费", "=72890元", "72890", "10.00", "9.00",
    )  # fmt: skip
    (form,) = from_web_page("two_rows").forms
    assert form.total_score.text == "94.00"


def test_transfers_without_points() -> None:
    assert indicators_of("transfer")[0] == (
        "产出指标", "数量指标", "改厕户数", "≥1000户", "900户", "", "",
    )  # fmt: skip
    assert amounts_of("transfer", FundSource.CENTRAL) == ("", "300", "300", "", "100.00%", "")
    (form,) = from_web_page("transfer").forms
    assert form.kind is FormKind.TRANSFER
    assert form.total_score.value is None
    assert form.indicators[0].reason.text == "施工季节短"


def test_whole_department_with_twenty_points_for_execution() -> None:
    assert indicators_of("department")[2][2:] == ("查档人次", "≥8000人次", "7600人次", "30", "28.5")
    assert amounts_of("department", FundSource.TOTAL)[3:] == ("20", "98.00%", "19.6")
    (form,) = from_web_page("department").forms
    assert (form.kind, form.project) == (FormKind.DEPARTMENT, "某市档案馆")


def test_department_broken_down_by_income_and_expenditure() -> None:
    (form,) = from_web_page("department_grouped").forms
    assert (form.kind, form.project) == (FormKind.DEPARTMENT, "某省档案馆")
    assert [row.source for row in form.funds] == [FundSource.TOTAL]
    assert (form.expected_objectives.text, form.actual_objectives.text) == (
        "接收档案2万卷",
        "接收档案2.1万卷",
    )
    assert {i.level1: i.level1_points for i in form.indicators} == {
        "产出指标": 50, "效益指标": 30, "满意度指标": 10,
    }  # fmt: skip


def test_indicators_without_levels_and_a_total_above() -> None:
    """It closes the form where the weights show that nothing is missing."""
    assert indicators_of("names_only")[-1] == ("", "", "市民满意度", "≥90%", "86", "20", "19")
    assert amounts_of("names_only", FundSource.TOTAL) == ("100.00", "100.00", "98.00", "10", "98.00%", "9.8")
    (form,) = from_web_page("names_only").forms
    assert (form.project_code, form.total_score.text) == ("50000022T000002041234", "98.8")
    assert form.actual_objectives.text == "养护路灯5300盏"


def test_amounts_in_yuan() -> None:
    assert amounts_of("in_yuan", FundSource.TOTAL)[1:] == ("900,000.00", "882,000.00", "10", "98%", "9.8")
    (form,) = from_web_page("in_yuan").forms
    assert (form.unit, form.year) == ("元", 2024)


def test_scores_without_weights() -> None:
    assert indicators_of("scores_only")[0][2:] == ("养护面积", "30万平方米", "30万平方米", "", "40")
    assert amounts_of("scores_only", FundSource.TOTAL) == ("", "200.00", "190.00", "", "95.00%", "19.00")
    (form,) = from_web_page("scores_only").forms
    assert (form.kind, form.project) == (FormKind.PROJECT, "城市绿化养护")
    assert form.explanation.text == "天气原因"


def test_list_of_projects() -> None:
    rows = from_web_page("summary").summaries
    assert [(r.project, r.initial.text, r.adjusted.text, r.executed.text, r.score.text) for r in rows] == [
        ("路灯养护项目", "238.93", "251.89", "251.89", "99"),
        ("智慧停车项目", "100", "120", "90", "76.5"),
    ]
    assert [row.grade.text for row in rows] == ["优", "中"]
    assert from_web_page("summary").forms == ()


@pytest.mark.parametrize("name", sorted(set(SHEETS) - {"summary", "two_rows", "in_yuan"}))
def test_nothing_is_found_in_a_form_that_agrees_with_itself(name: str) -> None:
    evaluations = from_web_page(name)
    document = Document("form.html", "0" * 64, "text/html", None, ())
    accounts = FinalAccounts(document, None, 2023, Unit.WAN_YUAN, ())
    result = run_rules(Books(accounts, annexes=[evaluations]), RULES)
    assert [finding.instance for finding in result.findings] == []
    assert result.count(OutcomeState.CRASHED) == 0
    assert result.count(OutcomeState.PASSED) > 0
