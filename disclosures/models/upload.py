from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from finance_api.access.models import ApiToken, Organisation
from finance_api.rest.identifiers import uuid7


class UploadStatus(models.TextChoices):
    """queued → processing → valid | invalid | unreadable | failed; queued, processing → cancelled."""

    QUEUED = "queued", "waiting for a worker"
    PROCESSING = "processing", "being read and checked"
    VALID = "valid", "no finding of severity error"
    INVALID = "invalid", "read and checked, with at least one error"
    UNREADABLE = "unreadable", "no final accounts that can be read"
    FAILED = "failed", "the service failed"
    CANCELLED = "cancelled", "cancelled by its owner"


OPEN_STATUSES = (UploadStatus.QUEUED, UploadStatus.PROCESSING)
RETRYABLE_STATUSES = (UploadStatus.FAILED, UploadStatus.CANCELLED)


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, token: ApiToken | None) -> UploadQuerySet:
        """An organisation sees its own uploads, nobody else's; without token, those nobody owns."""
        if token is None:
            return self.filter(organisation__isnull=True)
        if token.has_scope("admin"):
            return self
        return self.filter(organisation=token.organisation_id)


class Upload(models.Model):
    """A file as received, and what came of it. `status` is that of its latest run."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="uploads"
    )
    token = models.ForeignKey(ApiToken, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=255, help_text="file name as given")
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    stored_as = models.CharField(max_length=200, help_text="name in the file storage")
    media_type = models.CharField(max_length=100, blank=True, help_text="found in the contents")
    status = models.CharField(max_length=10, choices=UploadStatus.choices, default=UploadStatus.QUEUED)
    declared_department = models.CharField(max_length=200, blank=True)
    declared_fiscal_year = models.SmallIntegerField(null=True, blank=True)
    declared_region = models.CharField(max_length=6, blank=True)
    reference = models.CharField(max_length=200, blank=True, help_text="the uploader's own reference")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=~Q(status__in=RETRYABLE_STATUSES),
                nulls_distinct=False,
                name="upload_once",
                violation_error_message="The same file has been uploaded already.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=UploadStatus.values),
                name="upload_status_known",
                violation_error_message="Unknown status.",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="upload_sha256_hex",
                violation_error_message="A SHA-256 has 64 hexadecimal digits.",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-created_at", "-id"], name="upload_of_organisation"),
            models.Index(fields=["sha256"], name="upload_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.status})"
