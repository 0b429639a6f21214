from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from disclosures.models import Department, Run
from evaluations.models.querysets import OfRunQuerySet
from evaluations.reading.records import FormKind

KINDS = [(kind.value, kind.value) for kind in FormKind]


class ProjectQuerySet(OfRunQuerySet["Project"]):
    pass


class Project(models.Model):
    """One project of a disclosure, as form, summary, narrative and report give it.

    `folded` is the name for comparing: the same project in another year has it, too. Amounts are in yuan.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="projects", db_index=False)
    ordinal = models.PositiveIntegerField()
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="projects")
    fiscal_year = models.SmallIntegerField()
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    bigrams = ArrayField(models.CharField(max_length=2), default=list, help_text="pairs of all its names")
    other_names = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    code = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 (null: none printed)
    kind = models.CharField(max_length=10, choices=KINDS)
    implementing_unit = models.CharField(max_length=300, blank=True)
    initial = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    adjusted = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    executed = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    execution_rate = models.DecimalField(max_digits=12, decimal_places=6, null=True, help_text="a ratio")
    score = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    grade = models.CharField(max_length=20, blank=True)
    account = models.CharField(
        max_length=9, blank=True, help_text="account in whose project expenditure its money provably stands"
    )
    account_link = models.JSONField(default=dict, help_text="what proves the account, or why there is none")
    sources = models.JSONField(default=dict, help_text="what form, summary, narrative and report each say")
    differences = models.JSONField(default=list, help_text="what they say differently")
    place = models.JSONField(default=dict)

    objects: ClassVar[Any] = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"],
                name="project_ordinal_once",
                violation_error_message="A run has one project at each place.",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "folded", "fiscal_year"], name="project_over_years"),
            models.Index(fields=["fiscal_year", "score"], name="project_by_score"),
            GinIndex(fields=["bigrams"], name="project_bigrams"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.fiscal_year}"
