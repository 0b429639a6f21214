"""Where to tell it: a receiver's address, what it wants to hear, and how it fares."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from finance_api.access.models import ApiToken, Organisation
from finance_api.rest.identifiers import uuid7
from finance_api.webhooks.models.event import SEVERITY_RANK, Event, Severity


class EndpointState(models.TextChoices):
    """active ⇄ paused (by its owner); active → disabled (by the service, with a reason) → active."""

    ACTIVE = "active", "events are sent"
    PAUSED = "paused", "paused by its owner; events are kept and sent later"
    DISABLED = "disabled", "disabled by the service after failures; no events are kept"


class WebhookEndpointQuerySet(models.QuerySet["WebhookEndpoint"]):
    def visible_to(self, token: ApiToken) -> WebhookEndpointQuerySet:
        """An organisation sees its own endpoints; an administrator sees all."""
        return self if token.has_scope("admin") else self.filter(organisation=token.organisation_id)

    def hearing(self, event: Event) -> WebhookEndpointQuerySet:
        """The endpoints an event is for: allowed to know of it, and asking for it."""
        allowed = self.exclude(state=EndpointState.DISABLED).filter(
            Q(event_types__contains=[event.type]) | Q(event_types__contains=["*"])
        )
        mine = Q(organisation=event.organisation_id) if event.organisation_id else Q(pk__in=[])
        audience = mine | Q(mine_only=False) if event.is_public else mine
        regions = _region_and_its_parents(event.region)
        worst = SEVERITY_RANK.get(event.severity)
        loud = [s for s, rank in SEVERITY_RANK.items() if worst is not None and rank >= worst]
        return (
            allowed.filter(audience)
            .filter(Q(departments=[]) | Q(departments__contains=[event.department]))
            .filter(Q(regions=[]) | Q(regions__overlap=regions))
            .filter(Q(minimum_severity="") | Q(minimum_severity__in=loud))
        )


class WebhookEndpoint(models.Model):
    """A receiver. `held_until` keeps a failing one from being asked too often; see `schedule.hold`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="webhook_endpoints")
    url = models.URLField(max_length=2000)
    description = models.CharField(max_length=200, blank=True)
    event_types = ArrayField(models.CharField(max_length=60), help_text="names of events, or * for all")
    departments = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    regions = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    minimum_severity = models.CharField(max_length=7, blank=True, choices=Severity.choices)
    mine_only = models.BooleanField(
        default=True, help_text="only events of the endpoint's organisation, not everybody's public ones"
    )
    state = models.CharField(max_length=8, choices=EndpointState.choices, default=EndpointState.ACTIVE)
    disabled_reason = models.CharField(max_length=300, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True, help_text="first failure since a success")
    consecutive_failures = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    sender_lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = WebhookEndpointQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(event_types__len__gt=0),
                name="webhookendpoint_has_event",
                violation_error_message="An endpoint needs at least one event type.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EndpointState.values),
                name="webhookendpoint_state_known",
                violation_error_message="Unknown state.",
            ),
            models.CheckConstraint(
                condition=~Q(state="disabled") | ~Q(disabled_reason=""),
                name="webhookendpoint_disabled_with_reason",
                violation_error_message="An endpoint is disabled with a reason.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.url} ({self.state})"

    def signing_secrets(self, now: datetime) -> list[str]:
        """The secrets in force, newest first: two during a rotation."""
        return [s.secret for s in self.secrets.all() if s.expires_at is None or s.expires_at > now]


class EndpointSecret(models.Model):
    """A signing secret. It has to be kept as it is, since signing needs it; it is shown once."""

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="secrets")
    secret = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[EndpointSecret]] = models.Manager()

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"secret of {self.endpoint_id}, made {self.created_at:%Y-%m-%d}"


def _region_and_its_parents(code: str) -> list[str]:
    """370202 → 370202, 370200, 370000: county, prefecture, province."""
    if len(code) != 6:
        return []
    return list(dict.fromkeys((code, code[:4] + "00", code[:2] + "0000")))
