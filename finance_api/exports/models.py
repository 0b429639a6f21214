from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from finance_api.access.models import ApiToken, Organisation
from finance_api.rest.identifiers import uuid7


class ExportStatus(models.TextChoices):
    """queued → running → ready → expired; queued, running → failed."""

    QUEUED = "queued", "waiting for a worker"
    RUNNING = "running", "being written"
    READY = "ready", "to be fetched"
    FAILED = "failed", "the service failed"
    EXPIRED = "expired", "its file is gone"


OPEN = (ExportStatus.QUEUED, ExportStatus.RUNNING)


class ExportQuerySet(models.QuerySet["Export"]):
    def open(self) -> ExportQuerySet:
        return self.filter(status__in=OPEN)

    def visible_to(self, token: ApiToken | None) -> ExportQuerySet:
        """One's own; those made without a token and the nightly ones are everybody's."""
        if token is not None and token.has_scope("admin"):
            return self
        mine = models.Q(organisation__isnull=True)
        return self.filter(mine | models.Q(organisation=token.organisation_id) if token else mine)


class Export(models.Model):
    """A list with its filters, written to a file of published data; `manifest` describes the file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    dataset = models.CharField(max_length=40, help_text="a list of the API, or all")
    query = models.TextField(blank=True, help_text="its filters, as in an address")
    format = models.CharField(max_length=10)
    nightly = models.BooleanField(default=False)
    status = models.CharField(
        max_length=10, choices=ExportStatus.choices, default=ExportStatus.QUEUED, db_index=True
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    rows_done = models.BigIntegerField(default=0)
    rows_total = models.BigIntegerField(null=True, blank=True)
    stored_as = models.CharField(max_length=200, blank=True, help_text="name in the file storage")
    size = models.BigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    manifest = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    alive_at = models.DateTimeField(null=True, blank=True, help_text="when the worker last said so")
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ExportStatus.values),
                name="export_status_known",
                violation_error_message="Unknown status.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset} as {self.format} ({self.status})"
