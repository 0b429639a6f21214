"""Background work: a task takes an id and calls one function. Its truth is in the database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from celery import shared_task
from celery.signals import worker_process_init
from django.conf import settings

from disclosures import pipeline
from finance_api.rest.incoming import remove_abandoned


@shared_task(name="disclosures.tasks.process_run")
def process_run(run_id: str) -> None:
    """Twice at once does no harm: the lease is one worker's."""
    pause = pipeline.process(UUID(run_id))
    if pause is not None:
        process_run.apply_async(args=(run_id,), countdown=pause.total_seconds())


@shared_task(name="disclosures.tasks.sweep_runs", ignore_result=True)
def sweep_runs() -> int:
    """Every few seconds, by the scheduler."""
    return pipeline.sweep()


@shared_task(name="disclosures.tasks.sweep_incoming", ignore_result=True)
def sweep_incoming() -> int:
    """What web processes that were killed have left of files on their way in."""
    keep = timedelta(seconds=settings.INCOMING_KEEP_SECONDS)
    return remove_abandoned(Path(settings.INCOMING_DIR), older_than=keep)


@worker_process_init.connect
def warm_up(**_kwargs: object) -> None:
    """The first document should not wait for the readers to be imported."""
    from disclosures.documents.sandbox import warm_up as start_reading_process

    pipeline.steps()
    start_reading_process()
