"""Delete events, with their deliveries and attempts, after the time the operator keeps them."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from finance_api.webhooks.models import DeliveryStatus, Event


def forget_old_events() -> int:
    """Events older than WEBHOOK_KEEP_DAYS of which nothing is pending; returns how many."""
    end = timezone.now() - timedelta(days=settings.WEBHOOK_KEEP_DAYS)
    old = Event.objects.filter(occurred_at__lt=end).exclude(deliveries__status=DeliveryStatus.PENDING)
    count = old.count()
    old.delete()
    return count
