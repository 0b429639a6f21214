"""Write what was read about performance. Replaces the run's own rows and may be repeated."""

from __future__ import annotations

from django.db import transaction

from disclosures.final_accounts.records import FinalAccounts
from disclosures.models import Run
from evaluations import mapping
from evaluations.models import EvaluationReport, Indicator, Project, ScoreLine, SelfEvaluation
from evaluations.reading.account_links import link_accounts
from evaluations.reading.as_json import link_as_json
from evaluations.reading.matching import form_content
from evaluations.reading.projects import projects_of
from evaluations.reading.records import Evaluations


@transaction.atomic
def store_evaluations(run: Run, evaluations: Evaluations, accounts: FinalAccounts) -> None:
    """Projects, forms with their indicators, reports with their score lines."""
    for model in (EvaluationReport, SelfEvaluation, Project):
        model._default_manager.filter(run=run).delete()
    owner = mapping.owner_of(run)
    views = projects_of(evaluations)
    links = link_accounts(views, accounts)
    projects = [
        mapping.project_row(owner, ordinal, view, link, link_as_json(link, views))
        for ordinal, (view, link) in enumerate(zip(views, links, strict=True), 1)
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
