"""What the rules said: an outcome for every instance of every rule, findings, and what was waived."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull
from django.utils import timezone

from disclosures.checks.finding import Severity
from disclosures.checks.outcome import OutcomeState
from disclosures.models.department import Department
from disclosures.models.run import Run
from finance_api.access.models import ApiToken, Organisation

STATES = [(state.value, state.value) for state in OutcomeState]
SEVERITIES = [(severity.value, severity.value) for severity in Severity]


class Outcome(models.Model):
    """The outcome of one instance of a rule: passing is recorded like failing."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="outcomes", db_index=False)
    ordinal = models.PositiveIntegerField()
    rule = models.CharField(max_length=30)
    instance = models.CharField(max_length=500)
    status = models.CharField(max_length=14, choices=STATES)
    reason = models.JSONField(null=True, blank=True, help_text="code and sentences, where not evaluated")
    severity = models.CharField(max_length=7, choices=SEVERITIES)
    band = models.CharField(max_length=8, blank=True, help_text="exact, or A, B, C: how far it is off")

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"],
                name="outcome_ordinal_once",
                violation_error_message="A run has one outcome at each place.",
            ),
        ]
        indexes = [models.Index(fields=["run", "rule"], name="outcome_rule")]

    def __str__(self) -> str:
        return f"{self.rule} {self.instance}: {self.status}"


class WaiverQuerySet(models.QuerySet["Waiver"]):
    def in_force(self, now: datetime) -> WaiverQuerySet:
        """Neither withdrawn nor expired."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now),
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=now),
        )

    def visible_to(self, token: ApiToken | None) -> WaiverQuerySet:
        """An organisation sees its own waivers, nobody else's."""
        if token is None:
            return self.none()
        return self if token.has_scope("admin") else self.filter(organisation=token.organisation_id)

    def of_run(self, run: Run) -> WaiverQuerySet:
        """Those that hold for the run, whatever is found in it: its sender's, for its department and year."""
        if run.department_id is None or run.fiscal_year is None:
            return self.none()
        return self.in_force(timezone.now()).filter(
            organisation=run.upload.organisation_id, department=run.department_id, fiscal_year=run.fiscal_year
        )


class FindingQuerySet(models.QuerySet["Finding"]):
    def published(self) -> FindingQuerySet:
        return self.filter(run__revision__current_of__isnull=False)

    def with_waivers(self) -> FindingQuerySet:
        """Each with `waived`: whether the one who sent the document in has accepted it."""
        nobodys = Q(organisation__isnull=True) & Q(IsNull(OuterRef("run__upload__organisation"), True))
        waivers = Waiver.objects.in_force(timezone.now()).filter(
            nobodys | Q(organisation=OuterRef("run__upload__organisation")),
            department=OuterRef("run__department"),
            fiscal_year=OuterRef("run__fiscal_year"),
            fingerprint=OuterRef("fingerprint"),
        )
        return self.annotate(waived=Exists(waivers))


class Finding(models.Model):
    """Something in the document that is wrong or worth a look, with the cells it rests on."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings", db_index=False)
    ordinal = models.PositiveIntegerField()
    rule = models.CharField(max_length=30)
    instance = models.CharField(max_length=500)
    severity = models.CharField(max_length=7, choices=SEVERITIES)
    message_zh = models.TextField()
    message_en = models.TextField()
    root_cause = models.CharField(max_length=200, blank=True, help_text="the same for what one slip explains")
    fingerprint = models.CharField(max_length=100)
    body = models.JSONField(
        default=dict, help_text="the finding as the report has it, with evidence and suspects"
    )

    objects: ClassVar[Any] = FindingQuerySet.as_manager()

    class Meta:
        ordering = ("run", "ordinal")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "ordinal"],
                name="finding_ordinal_once",
                violation_error_message="A run has one finding at each place.",
            ),
        ]
        indexes = [
            models.Index(fields=["rule", "id"], name="finding_rule"),
            models.Index(fields=["fingerprint"], name="finding_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.message_en}"


class Waiver(models.Model):
    """A finding accepted by a person, with the reason.

    It holds for later runs over documents of the same sender as long as the figures are the same, which the
    fingerprint stands for, and until it expires or is withdrawn.
    """

    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="waivers"
    )

    department = models.ForeignKey(Department, on_delete=models.CASCADE, related_name="waivers")
    fiscal_year = models.SmallIntegerField()
    fingerprint = models.CharField(max_length=100)
    rule = models.CharField(max_length=30)
    reason = models.TextField()
    token = models.ForeignKey(ApiToken, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = WaiverQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "department", "fiscal_year", "fingerprint"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="waiver_once",
                violation_error_message="The finding is waived already.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="waiver_has_reason",
                violation_error_message="A waiver needs a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.department} {self.fiscal_year}"

    def in_force(self, now: datetime) -> bool:
        return all(end is None or end > now for end in (self.expires_at, self.withdrawn_at))
