"""Wake a worker for a run. The database is the truth: the sweeper makes up for a lost message."""

from __future__ import annotations

import logging
from functools import partial
from uuid import UUID

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from disclosures.models import Run

logger = logging.getLogger(__name__)

TASK = "disclosures.tasks.process_run"


def wake_after_commit(run: Run) -> None:
    """A worker hears of the run when its row can be seen, not before."""
    transaction.on_commit(partial(wake, run.pk))


def wake(run_id: UUID) -> None:
    """Without broker nothing is lost: the sweeper finds the run when the broker is back."""
    try:
        current_app.send_task(TASK, args=[str(run_id)])
    except (OperationalError, OSError) as error:
        logger.warning("no broker to wake a worker with: %s", error, extra={"run": str(run_id)})
