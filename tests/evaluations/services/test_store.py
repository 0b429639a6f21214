"""What is kept of a document's evaluations."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db.models import Sum

from disclosures.models import Upload
from evaluations.models import EvaluationReport, Indicator, Project, ScoreLine, SelfEvaluation
from evaluations.services.store import store_evaluations
from tests.disclosures.conftest import QINGDAO, analysed
from tests.evaluations.samples import QINGDAO as NAME
from tests.evaluations.samples import evaluations_of


def test_rows_of_a_real_document(qingdao: Upload) -> None:
    assert SelfEvaluation.objects.count() == 12
    assert Indicator.objects.count() == 106
    assert EvaluationReport.objects.count() == 1
    assert ScoreLine.objects.count() == 60
    assert Project.objects.count() == 12


def test_amounts_are_in_yuan_and_scores_exact(qingdao: Upload) -> None:
    project = Project.objects.get(name="市大数据局政务信息化运维项目")
    assert project.adjusted == Decimal("43677640")
    assert project.executed == Decimal("43576400")
    assert project.execution_rate == Decimal("0.997682")
    assert project.score == Decimal("99.98")


def test_sources_that_differ_stand_side_by_side(qingdao: Upload) -> None:
    project = Project.objects.get(name="青岛市一体化综合指挥平台数字底座项目")
    assert project.differences == [{"what": "score", "form": "95", "summary": "95", "narrative": "100"}]
    assert project.other_names == []
    assert project.sources["narrative"]["place"] == {"line": 517}


def test_storing_again_replaces(qingdao: Upload) -> None:
    run = qingdao.runs.get()
    accounts = analysed(QINGDAO).accounts
    assert accounts is not None
    before = set(Project.objects.values_list("pk", flat=True))
    store_evaluations(run, evaluations_of(NAME), accounts)
    after = set(Project.objects.values_list("pk", flat=True))
    assert len(after) == len(before) == 12
    assert not before & after
    assert Indicator.objects.count() == 106


def test_form_printed_twice_belongs_to_its_project_both_times(qingdao: Upload) -> None:
    accounts = analysed(QINGDAO).accounts
    assert accounts is not None
    evaluations = evaluations_of(NAME)
    twice = replace(evaluations, forms=(*evaluations.forms, evaluations.forms[0]))
    store_evaluations(qingdao.runs.get(), twice, accounts)
    first, *_, last = SelfEvaluation.objects.order_by("ordinal")
    assert Project.objects.count() == 12
    assert first.project is not None
    assert last.project == first.project


def test_account_is_named_where_the_money_proves_it(qingdao: Upload) -> None:
    accounts = analysed(QINGDAO).accounts
    assert accounts is not None
    spent = {
        line.code: figure.amount.yuan
        for statement in accounts.statements
        if statement.key == "expenditure"
        for line, figure in statement.figures()
        if figure.measure == "project" and line.code
    }
    linked = Project.objects.exclude(account="").values_list("account").annotate(Sum("executed"))
    assert len(linked) == 3
    for code, executed in linked:
        assert abs((spent[code] or 0) - executed) <= 100
    link = Project.objects.get(name="青岛市金宏办公系统升级开发项目").account_link
    assert (link["proof"], len(link["together_with"]), link["reason"]) == ("together", 5, None)
    other = Project.objects.get(name="新型智慧城市建设相关奖补").account_link
    assert (other["account"], other["reason"]["code"]) == (None, "not_in_statement")


def test_parts_of_a_merged_row_are_kept(qingdao: Upload) -> None:
    row = Indicator.objects.get(place__line=1271)
    assert [(part["level3"], part["target"], part["score"]) for part in row.parts] == [
        ("新型智慧城市建设成果宣传次数", "≥6次", "5"),
        ("承办新型智慧城市建设峰会", "1次", "10"),
    ]


@pytest.mark.parametrize(("line", "levels"), [(1230, ["效益", "项目效益", "可持续影响"])])
def test_score_lines_keep_their_levels(qingdao: Upload, line: int, levels: list[str]) -> None:
    assert ScoreLine.objects.get(place__line=line).levels == levels
