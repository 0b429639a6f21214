"""Write what was read about performance. Replaces the run's own rows and may be repeated."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from django.db import transaction

from disclosures.final_accounts.records import FinalAccounts, StatementKey
from disclosures.models import Run
from evaluations import mapping
from evaluations.models import EvaluationReport, Indicator, Project, ScoreLine, SelfEvaluation
from evaluations.reading.matching import form_content
from evaluations.reading.projects import ProjectView, projects_of
from evaluations.reading.records import Evaluations

LENGTH_OF_LEAF = 7
"""Digits of the code of an account of the lowest level (项)."""


@transaction.atomic
def store_evaluations(run: Run, evaluations: Evaluations, accounts: FinalAccounts) -> None:
    """Projects, forms with their indicators, reports with their score lines."""
    for model in (EvaluationReport, SelfEvaluation, Project):
        model._default_manager.filter(run=run).delete()
    owner = mapping.owner_of(run)
    views = projects_of(evaluations)
    proven = proven_accounts(views, accounts)
    projects = [
        mapping.project_row(owner, ordinal, view, account)
        for ordinal, (view, account) in enumerate(zip(views, proven, strict=True), 1)
    ]
    Project.objects.bulk_create(projects)
    of_form = {form_content(v.form): p for v, p in zip(views, projects, strict=True) if v.form is not None}
    of_report = {id(r): p for v, p in zip(views, projects, strict=True) for r in v.reports}
    forms = [
        mapping.form_row(owner, ordinal, record, of_form.get(form_content(record)))
        for ordinal, record in enumerate(evaluations.forms, 1)
    ]
    SelfEvaluation.objects.bulk_create(forms)
    Indicator.objects.bulk_create(
        row
        for form, record in zip(forms, evaluations.forms, strict=True)
        for row in mapping.indicator_rows(form, record.indicators)
    )
    reports = [
        mapping.report_row(owner, ordinal, record, of_report.get(id(record)))
        for ordinal, record in enumerate(evaluations.reports, 1)
    ]
    EvaluationReport.objects.bulk_create(reports)
    ScoreLine.objects.bulk_create(
        row
        for report, record in zip(reports, evaluations.reports, strict=True)
        for row in mapping.score_line_rows(report, record)
    )


def proven_accounts(views: tuple[ProjectView, ...], accounts: FinalAccounts) -> list[str]:
    """For every project the account whose project expenditure is what it executed, where only the two fit."""
    executed = [
        mapping.yuan(view.first("executed"), view.form.unit if view.form is not None else None)
        for view in views
    ]
    projects = Counter(rounded(amount) for amount in executed if amount)
    spent = Counter(_project_expenditure(accounts).values())
    by_amount = {amount: code for code, amount in _project_expenditure(accounts).items()}
    return [
        by_amount[rounded(amount)]
        if amount and projects[rounded(amount)] == 1 and spent[rounded(amount)] == 1
        else ""
        for amount in executed
    ]


def _project_expenditure(accounts: FinalAccounts) -> dict[str, Decimal]:
    """Project expenditure of the accounts of the lowest level in yuan, to the 100 yuan that are printed."""
    statement = accounts.statement(StatementKey.EXPENDITURE)
    if statement is None:
        return {}
    return {
        line.code: rounded(figure.amount.yuan)
        for line, figure in statement.figures()
        if line.code
        and len(line.code) == LENGTH_OF_LEAF
        and figure.measure == "project"
        and figure.amount.yuan
    }


def rounded(amount: Decimal) -> Decimal:
    return round(amount, -2)
