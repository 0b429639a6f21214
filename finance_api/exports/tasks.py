"""Exports on a queue of their own: write, wake what was lost, forget, and everything once a night."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from finance_api.exports import services
from finance_api.exports.datasets import ALL

# Longer than a document may take, and well below the broker's visibility timeout.
SOFT_LIMIT, LIMIT = 3300, 3600


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
def write_export(export_id: str) -> None:
    services.write(UUID(export_id))


@shared_task(expires=60)
def sweep_exports() -> None:
    """What a lost message or worker left behind, and files that have been kept long enough."""
    for pk in services.lost():
        write_export.delay(str(pk))
    services.forget_expired()


@shared_task
def write_nightly() -> None:
    """Everything that is published, in two formats."""
    for format_ in ("csv", "parquet"):
        write_export.delay(str(services.order(dataset=ALL, format_=format_, nightly=True).pk))
