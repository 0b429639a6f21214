"""Who may do what: organisations, their tokens, and what was done with them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from finance_api.rest.identifiers import uuid7


class Scope(models.TextChoices):
    READ = "read", "read published and own data"
    UPLOAD = "upload", "upload and check documents"
    PUBLISH = "publish", "publish, withdraw and waive"
    WEBHOOKS = "webhooks", "keep webhook endpoints"
    ADMIN = "admin", "everything, in every organisation"


class Organisation(models.Model):
    """A publisher of final accounts, or whoever else uses the service. Uploads belong to it."""

    name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self, now: datetime) -> ApiTokenQuerySet:
        """Neither revoked nor expired."""
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=now), revoked_at__isnull=True)


class ApiToken(models.Model):
    """`fin_<key>.<secret>`: the key finds the row, the digest proves the secret, which is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=16, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(models.CharField(max_length=16, choices=Scope.choices))
    allowed_ranges = ArrayField(
        models.CharField(max_length=43), default=list, blank=True, help_text="CIDR; empty: everywhere"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__len__gt=0),
                name="apitoken_has_scope",
                violation_error_message="A token needs at least one scope.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (fin_{self.key}.…)"

    def has_scope(self, scope: str) -> bool:
        return Scope.ADMIN in self.scopes or scope in self.scopes


class AuditEntry(models.Model):
    """Who changed what, append-only: the database refuses to change or delete a row (see migrations)."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    action = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    actor = models.CharField(max_length=200, blank=True)
    token_key = models.CharField(max_length=16, blank=True)
    request_id = models.CharField(max_length=100, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type} {self.subject_id}"
