from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from disclosures.models import Department, Run
from evaluations.models.project import Project
from evaluations.models.querysets import OfRunQuerySet
from evaluations.reading.records import LineKind


class EvaluationReportQuerySet(OfRunQuerySet["EvaluationReport"]):
    pass


class EvaluationReport(models.Model):
    """One evaluation report (绩效评价报告)."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="evaluation_reports", db_index=False)
    ordinal = models.PositiveIntegerField()
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="evaluation_reports"
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="evaluation_reports")
    fiscal_year = models.SmallIntegerField()
    title = models.CharField(max_length=500)
    project_name = models.CharField(max_length=300)
    commissioner = models.CharField(max_length=300, blank=True)
    implementing_unit = models.CharField(max_length=300, blank=True)
    evaluator = models.CharField(max_length=300, blank=True)
    date = models.CharField(max_length=40, blank=True, help_text="as printed")
    total_score = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    grade = models.CharField(max_length=20, blank=True)
    body = models.JSONField(help_text="the report as the report of the document has it, without score lines")
    place = models.JSONField(default=dict)

    objects: ClassVar[Any] = EvaluationReportQuerySet.as_manager()

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"],
                name="evaluation_report_ordinal_once",
                violation_error_message="A run has one report at each place.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ScoreLine(models.Model):
    """One line of a report's score tables."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(
        EvaluationReport, on_delete=models.CASCADE, related_name="score_lines", db_index=False
    )
    ordinal = models.PositiveIntegerField()
    table = models.CharField(max_length=300, blank=True, help_text="title of the table")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in LineKind])
    levels = ArrayField(models.CharField(max_length=300), default=list)
    weight = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    score = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    rate = models.CharField(max_length=40, blank=True, help_text="as printed")
    shifted = models.BooleanField(default=False)
    place = models.JSONField(default=dict)

    class Meta:
        ordering = ("report", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "ordinal"],
                name="score_line_ordinal_once",
                violation_error_message="A report has one line at each place.",
            ),
        ]

    def __str__(self) -> str:
        return "/".join(self.levels)
