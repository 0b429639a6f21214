"""The step of the ingest that this app owns: self-evaluations, their summaries, evaluation reports."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from disclosures.analysis import Analysis
from disclosures.documents.model import Place
from disclosures.models import Run
from evaluations.checks.figures import EvaluationPolicy
from evaluations.reading.account_links import link_accounts
from evaluations.reading.as_json import evaluations_as_json, links_as_json
from evaluations.reading.projects import projects_of
from evaluations.reading.read import read_evaluations
from evaluations.reading.records import Evaluations, GradeBand, GradeScale
from evaluations.services.store import store_evaluations


class ExtractEvaluations:
    """Document → forms, summaries, paragraphs and reports on performance."""

    name = "extract_evaluations"

    def analyse(self, analysis: Analysis) -> Analysis:
        evaluations = read_evaluations(analysis.read())
        views = projects_of(evaluations)
        links = link_accounts(views, analysis.extracted())
        return analysis.with_annexes(
            evaluations,
            EvaluationPolicy(default_scale()),
            **evaluations_as_json(evaluations),
            project_accounts=links_as_json(views, links),
        )

    def store(self, run: Run, analysis: Analysis) -> None:
        evaluations = next((a for a in analysis.annexes if isinstance(a, Evaluations)), Evaluations())
        store_evaluations(run, evaluations, analysis.extracted())


def default_scale() -> GradeScale:
    """The grades of documents that print no scale of their own."""
    bands = (GradeBand(Decimal(lower), grade) for grade, lower in settings.DEFAULT_GRADE_SCALE.items())
    return GradeScale(tuple(sorted(bands, key=lambda band: -band.lower)), Place())
