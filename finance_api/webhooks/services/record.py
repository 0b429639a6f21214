"""Record an event, inside the transaction that makes it happen, and a delivery for whoever hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from finance_api.access.models import Organisation
from finance_api.rest.request_ids import current_request_id
from finance_api.webhooks import payloads
from finance_api.webhooks.models import Delivery, Event, WebhookEndpoint
from finance_api.webhooks.wake import wake


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what an event concerns: what endpoints may filter by.

    organisation: whose event it is. is_public: everybody may know. department: its id as text.
    region: code of six digits. severity: that of the worst finding.
    """

    organisation: Organisation | None = None
    is_public: bool = False
    department: str = ""
    region: str = ""
    severity: str = ""


@transaction.atomic
def record_event(
    type_: str, data: Mapping[str, Any], *, subject: Subject, only: WebhookEndpoint | None = None
) -> Event:
    """Write the event and its deliveries; senders are woken after the commit.

    type_: one of `payloads.EVENT_TYPES`; data: as its serializer has it. only: tell nobody but this
    endpoint.
    """
    now = timezone.now()
    event = Event.objects.create(
        type=type_,
        occurred_at=now,
        organisation=subject.organisation,
        is_public=subject.is_public,
        department=subject.department,
        region=subject.region,
        severity=subject.severity,
        request_id=current_request_id(),
    )
    event.body = payloads.body(type_, timestamp=now.isoformat(), sequence=event.sequence, data=data)
    event.save(update_fields=["body"])
    hearing = WebhookEndpoint.objects.hearing(event).values_list("pk", flat=True)
    endpoints = [only.pk] if only else list(hearing)
    Delivery.objects.bulk_create(
        [Delivery(endpoint_id=pk, event=event, next_attempt_at=now) for pk in endpoints]
    )
    if endpoints:
        transaction.on_commit(partial(wake, endpoints))
    return event
