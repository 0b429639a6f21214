"""Celery's part of the outbox, on a queue of its own: wake senders, sweep, forget."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from finance_api.webhooks.services import forget, send
from finance_api.webhooks.wake import wake


@shared_task
def send_due(endpoint_id: str) -> None:
    send.send_due(UUID(endpoint_id))


@shared_task(expires=30)
def sweep_deliveries() -> None:
    """Wake a sender for everything due: retries, ends of holds, and what a lost message left behind."""
    wake(send.endpoints_due(timezone.now()))


@shared_task
def forget_old_events() -> None:
    forget.forget_old_events()
