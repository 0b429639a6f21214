"""Make, change and try out an endpoint. A secret is returned once, by the call that made it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from finance_api.access.audit import Actor, record
from finance_api.access.models import Organisation
from finance_api.webhooks.models import EndpointSecret, EndpointState, Event, WebhookEndpoint
from finance_api.webhooks.services.record import Subject, record_event
from finance_api.webhooks.signing import new_secret
from finance_api.webhooks.wake import wake

ROTATION_OVERLAP = timedelta(hours=24)


@transaction.atomic
def create_endpoint(
    *, organisation: Organisation, actor: Actor, fields: Mapping[str, Any]
) -> tuple[WebhookEndpoint, str]:
    """The endpoint and its secret."""
    endpoint = WebhookEndpoint.objects.create(organisation=organisation, **fields)
    secret = new_secret()
    EndpointSecret.objects.create(endpoint=endpoint, secret=secret)
    record("webhook_endpoint.created", endpoint, actor=actor, after={"url": endpoint.url})
    return endpoint, secret


@transaction.atomic
def change_endpoint(endpoint: WebhookEndpoint, *, actor: Actor, fields: Mapping[str, Any]) -> WebhookEndpoint:
    """Change what is given. Making it active again wipes its record of failures."""
    before = {name: getattr(endpoint, name) for name in fields}
    changes = dict(fields)
    if fields.get("state") == EndpointState.ACTIVE:
        changes |= {"disabled_reason": "", "disabled_at": None}
        changes |= {"failing_since": None, "consecutive_failures": 0, "held_until": None}
    for name, value in changes.items():
        setattr(endpoint, name, value)
    # A sender may write its failures meanwhile: what is not changed here is not written.
    endpoint.save(update_fields=[*changes, "updated_at"])
    record("webhook_endpoint.changed", endpoint, actor=actor, before=before, after=dict(fields))
    transaction.on_commit(partial(wake, [endpoint.pk]))
    return endpoint


@transaction.atomic
def delete_endpoint(endpoint: WebhookEndpoint, *, actor: Actor) -> None:
    record("webhook_endpoint.deleted", endpoint, actor=actor, before={"url": endpoint.url})
    endpoint.delete()


@transaction.atomic
def rotate_secret(endpoint: WebhookEndpoint, *, actor: Actor) -> str:
    """A new secret; the present one keeps signing beside it for 24 hours, older ones end now."""
    now = timezone.now()
    present = list(endpoint.secrets.select_for_update().order_by("-created_at", "-pk"))
    for place, secret in enumerate(present):
        end = now + ROTATION_OVERLAP if place == 0 else now
        if secret.expires_at is None or secret.expires_at > end:
            secret.expires_at = end
            secret.save(update_fields=["expires_at"])
    fresh = new_secret()
    EndpointSecret.objects.create(endpoint=endpoint, secret=fresh)
    record("webhook_endpoint.secret_rotated", endpoint, actor=actor)
    return fresh


def ping(endpoint: WebhookEndpoint) -> Event:
    """A test message for this endpoint alone, through the same path as every other."""
    return record_event(
        "ping",
        {"endpoint_id": str(endpoint.pk)},
        subject=Subject(organisation=endpoint.organisation),
        only=endpoint,
    )
