"""Send again, under the same id: one delivery, or all of an endpoint since a time."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from finance_api.webhooks.models import Delivery, DeliveryStatus, WebhookEndpoint
from finance_api.webhooks.wake import wake


@transaction.atomic
def redeliver(delivery: Delivery) -> Delivery:
    """Due at once, with the whole schedule before it."""
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    locked.status = DeliveryStatus.PENDING
    locked.attempts_made = 0
    locked.next_attempt_at = timezone.now()
    locked.save(update_fields=["status", "attempts_made", "next_attempt_at"])
    transaction.on_commit(partial(wake, [locked.endpoint_id]))
    return locked


@transaction.atomic
def redeliver_since(endpoint: WebhookEndpoint, *, since: datetime, failed_only: bool) -> int:
    """How many deliveries of events since then were scheduled again. Pending ones are left as they are."""
    chosen = endpoint.deliveries.filter(event__occurred_at__gte=since).exclude(status=DeliveryStatus.PENDING)
    if failed_only:
        chosen = chosen.exclude(status=DeliveryStatus.DELIVERED)
    count = chosen.update(status=DeliveryStatus.PENDING, attempts_made=0, next_attempt_at=timezone.now())
    transaction.on_commit(partial(wake, [endpoint.pk]))
    return count
