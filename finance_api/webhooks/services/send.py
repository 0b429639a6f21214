"""Send what is due to one endpoint, in order, one at a time; a killed sender's lease runs out."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from finance_api.webhooks import egress, schedule, signing
from finance_api.webhooks.addresses import parse_ranges
from finance_api.webhooks.models import (
    Attempt,
    AttemptOutcome,
    Delivery,
    DeliveryStatus,
    EndpointState,
    WebhookEndpoint,
)
from finance_api.webhooks.models.endpoint import WebhookEndpointQuerySet
from finance_api.webhooks.services.disable import disable_endpoint
from finance_api.webhooks.wake import awake, wake

LEASE = timedelta(seconds=45)
"""Well above the ten seconds one attempt may take; renewed before each."""
TURN_SECONDS = 20.0
"""After so long a sender gives way to other endpoints."""
_BATCH = 20
_HEAD_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one attempt."""

    outcome: AttemptOutcome
    status_code: int | None = None
    detail: str = ""
    answer_head: str = ""
    retry_after: timedelta | None = None

    @property
    def is_success(self) -> bool:
        return self.outcome == AttemptOutcome.SUCCESS


def policy() -> egress.EgressPolicy:
    return egress.EgressPolicy(
        allowed_ranges=parse_ranges(settings.WEBHOOK_ALLOWED_RANGES),
        allowed_ports=frozenset(int(port) for port in settings.WEBHOOK_ALLOWED_PORTS),
        ca_file=settings.WEBHOOK_CA_FILE or None,
    )


def endpoints_due(now: datetime) -> list[UUID]:
    """Endpoints with something due, that nobody is sending to."""
    due = Delivery.objects.due(now).filter(endpoint=OuterRef("pk"))
    return list(_sendable(now).filter(Exists(due)).values_list("pk", flat=True))


def send_due(endpoint_id: UUID) -> int:
    """Attempt what is due to the endpoint and return the number of attempts.

    Nothing happens while another sender holds the endpoint; that one looks again after letting go.
    """
    awake(endpoint_id)
    sent = 0
    guard = policy()
    end = time.monotonic() + TURN_SECONDS
    endpoint = _take(endpoint_id)
    while endpoint is not None:
        sent += _send_batches(endpoint, guard, end)
        _let_go(endpoint)
        if not Delivery.objects.due(timezone.now()).filter(endpoint=endpoint).exists():
            break
        if time.monotonic() >= end:
            wake([endpoint_id])
            break
        endpoint = _take(endpoint_id)
    return sent


def _sendable(now: datetime) -> WebhookEndpointQuerySet:
    return WebhookEndpoint.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__lte=now),
        Q(sender_lease_until__isnull=True) | Q(sender_lease_until__lt=now),
        state=EndpointState.ACTIVE,
    )


@transaction.atomic
def _take(endpoint_id: UUID) -> WebhookEndpoint | None:
    now = timezone.now()
    endpoint = _sendable(now).filter(pk=endpoint_id).select_for_update(skip_locked=True).first()
    if endpoint is not None:
        endpoint.sender_lease_until = now + LEASE
        endpoint.save(update_fields=["sender_lease_until"])
    return endpoint


def _renew(endpoint: WebhookEndpoint) -> bool:
    """False where the lease was lost: another sender has the endpoint, or its owner changed it."""
    until = timezone.now() + LEASE
    mine = WebhookEndpoint.objects.filter(
        pk=endpoint.pk, sender_lease_until=endpoint.sender_lease_until, state=EndpointState.ACTIVE
    )
    if not mine.update(sender_lease_until=until):
        return False
    endpoint.sender_lease_until = until
    return True


def _let_go(endpoint: WebhookEndpoint) -> None:
    WebhookEndpoint.objects.filter(pk=endpoint.pk, sender_lease_until=endpoint.sender_lease_until).update(
        sender_lease_until=None
    )


def _send_batches(endpoint: WebhookEndpoint, guard: egress.EgressPolicy, end: float) -> int:
    sent = 0
    while time.monotonic() < end:
        batch = (
            Delivery.objects.due(timezone.now())
            .filter(endpoint=endpoint)
            .select_related("event")
            .order_by("next_attempt_at", "event")[:_BATCH]
        )
        deliveries = list(batch)
        if not deliveries or not _renew(endpoint):
            return sent
        secrets = endpoint.signing_secrets(timezone.now())
        for delivery in deliveries:
            if time.monotonic() >= end or (sent and not _lease_is_fresh(endpoint) and not _renew(endpoint)):
                return sent
            result, started, seconds = _attempt(endpoint, delivery, secrets, guard)
            _record(endpoint, delivery, result, started, seconds)
            sent += 1
            if endpoint.state != EndpointState.ACTIVE or endpoint.held_until is not None:
                return sent
    return sent


def _lease_is_fresh(endpoint: WebhookEndpoint) -> bool:
    until = endpoint.sender_lease_until
    return until is not None and until - timezone.now() > LEASE / 2


def _attempt(
    endpoint: WebhookEndpoint, delivery: Delivery, secrets: list[str], guard: egress.EgressPolicy
) -> tuple[Result, datetime, float]:
    body = delivery.event.body.encode()
    started = timezone.now()
    clock = time.monotonic()
    headers = {
        "content-type": "application/json",
        "user-agent": "finance-api-webhooks/1",
        **signing.headers(delivery.event.message_id, int(started.timestamp()), body, secrets),
    }
    if delivery.event.request_id:
        headers["x-request-id"] = delivery.event.request_id
    try:
        result = _judge(egress.post(endpoint.url, body, headers, guard))
    except egress.EgressError as error:
        result = Result(AttemptOutcome(error.failure.value), detail=error.detail[:300])
    return result, started, time.monotonic() - clock


def _judge(answer: egress.Answer) -> Result:
    if 200 <= answer.status < 300:
        outcome = AttemptOutcome.SUCCESS
    elif 300 <= answer.status < 400:
        outcome = AttemptOutcome.REDIRECTED
    else:
        outcome = AttemptOutcome.REFUSED
    head = answer.head.decode("utf-8", "replace").replace("\x00", "")[:_HEAD_CHARACTERS]
    asked = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after")
    wait = schedule.parse_retry_after(asked, now=timezone.now()) if answer.status in (429, 503) else None
    return Result(
        outcome,
        status_code=answer.status,
        detail="the answer was cut" if answer.was_cut else "",
        answer_head=head,
        retry_after=wait,
    )


@transaction.atomic
def _record(
    endpoint: WebhookEndpoint, delivery: Delivery, result: Result, started: datetime, seconds: float
) -> None:
    """Attempt, delivery and endpoint together, so that none of them tells a story of its own."""
    Attempt.objects.create(
        delivery=delivery,
        started_at=started,
        duration_ms=round(seconds * 1000),
        outcome=result.outcome,
        status_code=result.status_code,
        detail=result.detail,
        answer_head=result.answer_head,
    )
    now = timezone.now()
    delivery.attempts_made += 1
    delivery.first_attempt_at = delivery.first_attempt_at or started
    if result.is_success:
        delivery.status, delivery.delivered_at, delivery.next_attempt_at = DeliveryStatus.DELIVERED, now, None
    else:
        delivery.next_attempt_at = schedule.next_attempt_at(
            delivery.attempts_made,
            now=now,
            retry_after=result.retry_after,
            jitter=random.uniform(-1, 1),  # noqa: S311 - spreads load, guards nothing
        )
        if delivery.next_attempt_at is None:
            delivery.status = DeliveryStatus.EXHAUSTED
    delivery.save(
        update_fields=["attempts_made", "first_attempt_at", "status", "delivered_at", "next_attempt_at"]
    )
    _remember(endpoint, delivery, result, now)


def _remember(endpoint: WebhookEndpoint, delivery: Delivery, result: Result, now: datetime) -> None:
    """How the endpoint fares after this attempt; disabled when there is no hope left."""
    if result.is_success:
        if endpoint.failing_since or endpoint.consecutive_failures:
            endpoint.failing_since, endpoint.consecutive_failures, endpoint.held_until = None, 0, None
            _save_health(endpoint)
        return
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.consecutive_failures += 1
    wait = max(schedule.hold(endpoint.consecutive_failures), result.retry_after or timedelta(0))
    endpoint.held_until = now + wait if wait else None
    _save_health(endpoint)
    if result.status_code == 410:
        disable_endpoint(endpoint, reason="The receiver answered 410 Gone.")
    elif delivery.status == DeliveryStatus.EXHAUSTED:
        disable_endpoint(endpoint, reason=f"All {schedule.MAX_ATTEMPTS} attempts of a delivery failed.")
    elif now - endpoint.failing_since >= schedule.DISABLE_AFTER:
        days = schedule.DISABLE_AFTER.days
        disable_endpoint(endpoint, reason=f"No delivery has succeeded for {days} days.")


def _save_health(endpoint: WebhookEndpoint) -> None:
    endpoint.save(update_fields=["failing_since", "consecutive_failures", "held_until"])
