"""What happened, told once, to whoever asked to know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from finance_api.access.models import Organisation
from finance_api.rest.identifiers import uuid7


class Severity(models.TextChoices):
    """Worst first; an endpoint may ask for events of at least one of these."""

    ERROR = "error", "error"
    WARNING = "warning", "warning"
    NOTICE = "notice", "notice"
    INFO = "info", "info"


SEVERITY_RANK = {severity: rank for rank, severity in enumerate(Severity.values)}


class Event(models.Model):
    """One event, with the exact bytes that are signed and sent. `sequence` is the order of recording."""

    sequence = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=uuid7, editable=False)
    type = models.CharField(max_length=60, db_index=True)
    occurred_at = models.DateTimeField(default=timezone.now, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="whose event it is; others are told only of public events",
    )
    is_public = models.BooleanField(default=False)
    department = models.CharField(max_length=60, blank=True, help_text="id of the department concerned")
    region = models.CharField(max_length=6, blank=True)
    severity = models.CharField(max_length=7, blank=True, choices=Severity.choices)
    request_id = models.CharField(max_length=100, blank=True)
    body = models.TextField(help_text="the JSON as sent")

    objects: ClassVar[models.Manager[Event]] = models.Manager()

    class Meta:
        ordering = ("-sequence",)

    def __str__(self) -> str:
        return f"{self.message_id} {self.type}"

    @property
    def message_id(self) -> str:
        """The `webhook-id`: the same over endpoints, attempts and redeliveries."""
        return f"evt_{self.id.hex}"
