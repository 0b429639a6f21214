"""Takes a run through the steps of settings.INGEST_STEPS.

1. Claim the run by a lease; if another worker has it, there is nothing to do.
2. For each step: analyse without database, then store under the lease, in one transaction.
3. What cannot be read ends the run with its reason; a failure of ours puts it back, a few times.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from disclosures.analysis import Analysis, Step
from disclosures.documents.errors import Unreadable
from disclosures.documents.limits import Limits
from disclosures.models import Run, Upload
from disclosures.services.finish import fail_or_retry, finish_unreadable
from disclosures.services.lease import Lease, LeaseLost, claim
from disclosures.services.receive import declared_of
from disclosures.services.stored_file import local_path
from disclosures.services.wake import wake

logger = logging.getLogger(__name__)


@cache
def _steps(names: tuple[str, ...]) -> tuple[Step, ...]:
    return tuple(import_string(name)() for name in names)


def steps() -> tuple[Step, ...]:
    """The steps, in order."""
    return _steps(tuple(settings.INGEST_STEPS))


def analyse(analysis: Analysis) -> Analysis:
    """All steps without storing anything: needs neither database nor broker. Raises `Unreadable`."""
    for step in steps():
        analysis = step.analyse(analysis)
    return analysis


def process(run_id: UUID) -> timedelta | None:
    """Reads, checks and publishes one run. Answers the pause until the next attempt where one is needed."""
    lease = claim(run_id)
    if lease is None:
        return None
    try:
        with lease.kept():
            _take_through(lease)
    except LeaseLost:
        logger.info("run lost or cancelled", extra={"run": str(run_id)})
    except Unreadable as reason:
        with _ignoring_loss(), lease.writing() as run:
            finish_unreadable(run, reason)
    except Exception:
        # The edge of a run: whatever went wrong is a bug, and this run alone suffers from it.
        logger.exception("run failed", extra={"run": str(run_id)})
        with _ignoring_loss(), lease.writing() as run:
            return fail_or_retry(run, "internal_error")
    return None


def sweep() -> int:
    """Wakes the runs that nobody works on, and ends those whose workers died too often. Answers how many."""
    now = timezone.now()
    stale = now - timedelta(seconds=settings.RUN_WAKE_AFTER_SECONDS)
    waiting = Run.objects.claimable(now).exclude(lease_expires_at__isnull=True, created_at__gt=stale)
    for run_id in waiting.filter(attempt__gte=F("max_attempts")).values_list("pk", flat=True):
        _give_up(run_id)
    found = list(waiting.filter(attempt__lt=F("max_attempts")).values_list("pk", flat=True)[:500])
    for run_id in found:
        wake(run_id)
    if found:
        logger.info("runs woken", extra={"runs": len(found)})
    return len(found)


def _take_through(lease: Lease) -> None:
    upload = Upload.objects.get(runs=lease.run_id)
    with local_path(upload) as path:
        analysis = Analysis(
            path=path, name=upload.name, declared=declared_of(upload), limits=reading_limits()
        )
        for number, step in enumerate(steps()):
            lease.renew(stage=step.name, done=number, total=len(steps()))
            analysis = step.analyse(analysis)
            with lease.writing() as run:
                step.store(run, analysis)


def reading_limits() -> Limits:
    """The limits as the operator has set them."""
    limits: Limits = settings.READING_LIMITS
    return limits


def _give_up(run_id: UUID) -> None:
    """A document that kills its worker stops after its attempts, with a reason."""
    with transaction.atomic():
        claimable = Run.objects.claimable(timezone.now()).select_related("upload")
        run = claimable.select_for_update(of=("self",)).filter(pk=run_id).first()
        if run is None:
            return
        logger.error("run given up", extra={"run": str(run_id), "attempt": run.attempt})
        fail_or_retry(run, "worker_lost")


@contextmanager
def _ignoring_loss() -> Iterator[None]:
    try:
        yield
    except LeaseLost:
        logger.info("run lost or cancelled meanwhile")
