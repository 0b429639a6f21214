"""Stop sending to an endpoint, so that its owner sees it: state, reason, audit entry, event to the others."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from finance_api.access.audit import record
from finance_api.webhooks.models import Delivery, DeliveryStatus, EndpointState, WebhookEndpoint
from finance_api.webhooks.services.record import Subject, record_event


@transaction.atomic
def disable_endpoint(endpoint: WebhookEndpoint, *, reason: str) -> None:
    """What was still to be delivered is cancelled, and can be redelivered once the endpoint is active."""
    before = {"state": endpoint.state}
    endpoint.state = EndpointState.DISABLED
    endpoint.disabled_reason = reason
    endpoint.disabled_at = timezone.now()
    endpoint.save(update_fields=["state", "disabled_reason", "disabled_at"])
    Delivery.objects.filter(endpoint=endpoint, status=DeliveryStatus.PENDING).update(
        status=DeliveryStatus.CANCELLED, next_attempt_at=None
    )
    record(
        "webhook_endpoint.disabled",
        endpoint,
        before=before,
        after={"state": endpoint.state, "reason": reason},
    )
    record_event(
        "webhook_endpoint.disabled",
        {"endpoint_id": str(endpoint.pk), "url": endpoint.url, "reason": reason},
        subject=Subject(organisation=endpoint.organisation),
    )
