from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from disclosures.models import Department, Run
from evaluations.models.project import KINDS, Project
from evaluations.models.querysets import OfRunQuerySet
from evaluations.reading.quantities import Verdict

VERDICTS = [(verdict.value, verdict.value) for verdict in Verdict]


class SelfEvaluationQuerySet(OfRunQuerySet["SelfEvaluation"]):
    pass


class SelfEvaluation(models.Model):
    """One self-evaluation form (绩效自评表), as printed."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="self_evaluations", db_index=False)
    ordinal = models.PositiveIntegerField()
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.CASCADE, related_name="self_evaluations"
    )
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="self_evaluations")
    fiscal_year = models.SmallIntegerField()
    kind = models.CharField(max_length=10, choices=KINDS)
    title = models.CharField(max_length=300, blank=True)
    project_name = models.CharField(max_length=300)
    project_code = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 (null: none printed)
    implementing_unit = models.CharField(max_length=300, blank=True)
    total_score = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    complete = models.BooleanField(help_text="read from heading to total")
    indicators_met = models.PositiveIntegerField(help_text="indicators whose target was met")
    indicators_met_exactly = models.PositiveIntegerField(
        default=0, help_text="indicators of which what was reached is the target itself: ≥90% and 90%"
    )
    indicators_decided = models.PositiveIntegerField(help_text="indicators of which that can be said")
    body = models.JSONField(help_text="the form as the report has it, budget and indicators included")
    place = models.JSONField(default=dict)

    objects: ClassVar[Any] = SelfEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"],
                name="self_evaluation_ordinal_once",
                violation_error_message="A run has one form at each place.",
            ),
        ]
        indexes = [models.Index(fields=["fiscal_year", "total_score"], name="self_evaluation_by_score")]

    def __str__(self) -> str:
        return f"{self.project_name} {self.fiscal_year}"


class IndicatorQuerySet(OfRunQuerySet["Indicator"]):
    pass


class Indicator(models.Model):
    """One row of a form's indicators: what was to be reached, what was, and what it scored."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="indicators", db_index=False)
    self_evaluation = models.ForeignKey(SelfEvaluation, on_delete=models.CASCADE, related_name="indicators")
    ordinal = models.PositiveIntegerField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="indicators")
    fiscal_year = models.SmallIntegerField()
    level1 = models.CharField(max_length=100, blank=True)
    level2 = models.CharField(max_length=100, blank=True)
    level3 = models.CharField(max_length=500)
    bigrams = ArrayField(models.CharField(max_length=2), default=list, help_text="pairs of the names")
    target = models.TextField(blank=True)
    target_relation = models.CharField(max_length=2, blank=True)
    target_number = models.DecimalField(
        max_digits=28, decimal_places=6, null=True, help_text="in its unit, 万 and 亿 multiplied out"
    )
    target_unit = models.CharField(max_length=20, blank=True, help_text="without 万 and 亿: 元, 小时, %")
    actual = models.TextField(blank=True)
    weight = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    score = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    verdict = models.CharField(max_length=11, choices=VERDICTS)
    reason = models.TextField(blank=True)
    shifted = models.BooleanField(default=False)
    parts = models.JSONField(default=list, help_text="the indicators of a row into which several were merged")
    place = models.JSONField(default=dict)

    objects: ClassVar[Any] = IndicatorQuerySet.as_manager()

    class Meta:
        ordering = ("self_evaluation", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["self_evaluation", "ordinal"],
                name="indicator_ordinal_once",
                violation_error_message="A form has one indicator at each place.",
            ),
        ]
        indexes = [
            models.Index(fields=["run"], name="indicator_of_run"),
            GinIndex(fields=["bigrams"], name="indicator_bigrams"),
        ]

    def __str__(self) -> str:
        return self.level3
