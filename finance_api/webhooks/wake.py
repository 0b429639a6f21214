"""Wakes a sender for an endpoint. Only a hint: what is due stands in the database, and is swept."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import structlog
from celery import current_app
from django.core.cache import cache
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

SEND_DUE = "finance_api.webhooks.tasks.send_due"
_PENDING_SECONDS = 5

logger = structlog.get_logger(__name__)


def wake(endpoint_ids: Iterable[UUID]) -> None:
    """One message for each endpoint, unless one is on its way already."""
    try:
        for endpoint_id in endpoint_ids:
            if cache.add(_key(endpoint_id), 1, timeout=_PENDING_SECONDS):
                current_app.send_task(SEND_DUE, args=[str(endpoint_id)], queue="webhooks")
    except (OperationalError, RedisError) as error:
        logger.warning("broker unreachable; the sweep will send", error=str(error))


def awake(endpoint_id: UUID | str) -> None:
    """The message has arrived: events recorded from now on need one of their own."""
    try:
        cache.delete(_key(endpoint_id))
    except RedisError as error:
        logger.warning("cache unreachable", error=str(error))


def _key(endpoint_id: UUID | str) -> str:
    return f"webhook-wake:{endpoint_id}"
