from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosures.models.department import Department
from disclosures.models.run import Run
from finance_api.rest.identifiers import uuid7


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def published(self) -> DisclosureQuerySet:
        return self.filter(current_revision__isnull=False)

    def published_once(self) -> DisclosureQuerySet:
        """Published now or withdrawn: its revisions stay readable."""
        return self.filter(revisions__number=1)

    def as_of(self, moment: datetime) -> DisclosureQuerySet:
        """What was published at a moment of the past."""
        return self.filter(
            Q(revisions__superseded_at__isnull=True) | Q(revisions__superseded_at__gt=moment),
            Q(revisions__withdrawn_at__isnull=True) | Q(revisions__withdrawn_at__gt=moment),
            revisions__published_at__lte=moment,
        )

    def for_year(self, year: int) -> DisclosureQuerySet:
        return self.filter(fiscal_year=year)


class Disclosure(models.Model):
    """The final accounts of one department and year: a pointer to the revision that holds now.

    Withdrawn: the pointer is empty; the revisions stay.
    """

    class UnitKind(models.TextChoices):
        DEPARTMENT = "department", "部门决算"
        UNIT = "unit", "单位决算"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="disclosures")
    fiscal_year = models.SmallIntegerField()
    unit_kind = models.CharField(max_length=10, choices=UnitKind.choices, default=UnitKind.DEPARTMENT)
    current_revision = models.OneToOneField(
        "Revision", null=True, blank=True, on_delete=models.PROTECT, related_name="current_of"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Any] = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ("-fiscal_year", "department", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["department", "fiscal_year", "unit_kind"],
                name="disclosure_once_a_year",
                violation_error_message="The department has a disclosure of this year already.",
            ),
            models.CheckConstraint(
                condition=Q(fiscal_year__gte=1949, fiscal_year__lte=2100),
                name="disclosure_year_plausible",
                violation_error_message="The fiscal year lies between 1949 and 2100.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} {self.fiscal_year}"


class Revision(models.Model):
    """One publication of a disclosure. The later one supersedes; none is ever changed otherwise."""

    class Kind(models.TextChoices):
        FIRST = "first", "first publication"
        RESTATEMENT = "restatement", "a new file"
        RECHECK = "recheck", "the same file, read or checked anew"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="revision")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    reason = models.TextField(blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("disclosure", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "number"],
                name="revision_number_once",
                violation_error_message="The disclosure has a revision of this number already.",
            ),
            models.UniqueConstraint(
                fields=["disclosure"],
                condition=Q(superseded_at__isnull=True, withdrawn_at__isnull=True),
                name="revision_one_current",
                violation_error_message="A disclosure has one revision at a time.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawal_reason=""),
                name="revision_withdrawal_has_reason",
                violation_error_message="A withdrawal needs a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disclosure} revision {self.number}"
