from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosures.models.department import Department
from disclosures.models.upload import OPEN_STATUSES, Upload, UploadStatus
from finance_api.rest.identifiers import uuid7


class RunQuerySet(models.QuerySet["Run"]):
    def open(self) -> RunQuerySet:
        return self.filter(status__in=OPEN_STATUSES)

    def claimable(self, now: datetime) -> RunQuerySet:
        """Open and held by nobody: never claimed, or claimed by a worker whose lease has run out."""
        return self.open().filter(Q(lease_expires_at__isnull=True) | Q(lease_expires_at__lte=now))

    def published(self) -> RunQuerySet:
        return self.filter(revision__current_of__isnull=False)


class Run(models.Model):
    """One reading and checking of an upload. Its rows are never edited; a new run replaces the pointer.

    Transitions are those of `UploadStatus`. A worker holds a run by a lease: `lease_owner` until
    `lease_expires_at`, in attempt `attempt` of `max_attempts`.
    """

    class Trigger(models.TextChoices):
        UPLOAD = "upload", "a new upload"
        RECHECK = "recheck", "asked for again"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="runs")
    number = models.PositiveSmallIntegerField()
    trigger = models.CharField(max_length=8, choices=Trigger.choices, default=Trigger.UPLOAD)
    status = models.CharField(max_length=10, choices=UploadStatus.choices, default=UploadStatus.QUEUED)
    request_id = models.CharField(max_length=100, blank=True)

    lease_owner = models.CharField(max_length=100, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)

    stage = models.CharField(max_length=40, blank=True)
    stages_done = models.PositiveSmallIntegerField(default=0)
    stages_total = models.PositiveSmallIntegerField(default=0)

    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    fiscal_year = models.SmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=4, blank=True, help_text="as printed: 元, 万元 …")
    pages = models.PositiveIntegerField(null=True, blank=True)
    checks = models.JSONField(default=dict, blank=True, help_text="number of instances by outcome")
    severities = models.JSONField(default=dict, blank=True, help_text="number of findings by severity")
    catalogue = models.CharField(
        max_length=64, blank=True, help_text="fingerprint of the rules it was run with"
    )
    notes = models.JSONField(default=list, blank=True, help_text="notes of the reader")
    contradictions = models.JSONField(default=list, blank=True)

    error_code = models.CharField(max_length=40, blank=True)
    error_zh = models.TextField(blank=True)
    error_en = models.TextField(blank=True)

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "number"],
                name="run_number_once",
                violation_error_message="The upload has a run of this number already.",
            ),
            models.UniqueConstraint(
                fields=["upload"],
                condition=Q(status__in=OPEN_STATUSES),
                name="run_one_open",
                violation_error_message="The upload is being worked on already.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UploadStatus.values),
                name="run_status_known",
                violation_error_message="Unknown status.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[UploadStatus.UNREADABLE, UploadStatus.FAILED]) | ~Q(error_code=""),
                name="run_failure_has_reason",
                violation_error_message="An unreadable or failed run needs a reason.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lease_expires_at"], condition=Q(status__in=OPEN_STATUSES), name="run_open_lease"
            ),
        ]

    def __str__(self) -> str:
        return f"run {self.number} of {self.upload_id} ({self.status})"


class Report(models.Model):
    """The public report of a run as it was answered, and how each outcome came about, by its instance.

    Both gzip-compressed JSON: they are read as a whole or not at all.
    """

    run = models.OneToOneField(Run, primary_key=True, on_delete=models.CASCADE, related_name="report")
    body = models.BinaryField()
    explanations = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        return f"report of {self.run_id}"
