"""One event for one endpoint, and every attempt to get it there."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from finance_api.access.models import ApiToken
from finance_api.rest.identifiers import uuid7
from finance_api.webhooks.models.endpoint import WebhookEndpoint
from finance_api.webhooks.models.event import Event


class DeliveryStatus(models.TextChoices):
    """pending → delivered | exhausted | cancelled; any of those → pending by redelivery."""

    PENDING = "pending", "an attempt is due or scheduled"
    DELIVERED = "delivered", "the receiver answered 2xx"
    EXHAUSTED = "exhausted", "the last attempt failed"
    CANCELLED = "cancelled", "the endpoint was disabled before it was delivered"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def visible_to(self, token: ApiToken) -> DeliveryQuerySet:
        if token.has_scope("admin"):
            return self
        return self.filter(endpoint__organisation=token.organisation_id)

    def due(self, now: datetime) -> DeliveryQuerySet:
        return self.filter(status=DeliveryStatus.PENDING, next_attempt_at__lte=now)


class Delivery(models.Model):
    """`next_attempt_at` is the schedule; nothing waits in the broker."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    status = models.CharField(max_length=9, choices=DeliveryStatus.choices, default=DeliveryStatus.PENDING)
    attempts_made = models.PositiveSmallIntegerField(default=0, help_text="since it was last scheduled anew")
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    first_attempt_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="delivery_once_per_endpoint"),
            models.CheckConstraint(
                condition=Q(status="pending", next_attempt_at__isnull=False)
                | (~Q(status="pending") & Q(next_attempt_at__isnull=True)),
                name="delivery_scheduled_while_pending",
                violation_error_message="A delivery is scheduled exactly while it is pending.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["endpoint", "next_attempt_at", "event"],
                condition=Q(status="pending"),
                name="delivery_due",
            ),
            models.Index(fields=["endpoint", "-created_at", "-id"], name="delivery_of_endpoint"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.endpoint_id}: {self.status}"


class AttemptOutcome(models.TextChoices):
    """What became of one attempt; all but `success` count as failure."""

    SUCCESS = "success", "answered 2xx"
    REFUSED = "refused", "answered with another status"
    REDIRECTED = "redirected", "answered 3xx, which is not followed"
    BLOCKED = "blocked", "the address is not allowed"
    NOT_RESOLVED = "not_resolved", "the name does not resolve"
    NOT_CONNECTED = "not_connected", "no connection"
    TLS = "tls", "no trusted TLS connection"
    TIMEOUT = "timeout", "no answer in time"
    BROKEN = "broken", "the connection broke"


class Attempt(models.Model):
    """One request sent, or tried to."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="attempts")
    started_at = models.DateTimeField()
    duration_ms = models.PositiveIntegerField()
    outcome = models.CharField(max_length=13, choices=AttemptOutcome.choices)
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    answer_head = models.TextField(blank=True, help_text="the beginning of the answer's body")

    objects: ClassVar[models.Manager[Attempt]] = models.Manager()

    class Meta:
        ordering = ("started_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=AttemptOutcome.values),
                name="attempt_outcome_known",
                violation_error_message="Unknown outcome.",
            )
        ]
        indexes = [models.Index(fields=["started_at"], name="attempt_started")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S} {self.outcome} {self.status_code or ''}".rstrip()
