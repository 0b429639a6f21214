"""A run belongs to one worker at a time, for a limited time: claim, renew, give back.

A worker that dies loses its lease by the clock; one that lives renews it, from a thread of its own while a
step takes long. Every write of a worker is made under its lease, so that one that comes back late writes
nothing.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from disclosures.models import Run, Upload
from disclosures.models.run import RunQuerySet
from disclosures.models.upload import UploadStatus

logger = logging.getLogger(__name__)


class LeaseLost(Exception):  # noqa: N818 - not a fault: another worker has the run, or it was cancelled
    """The run is no longer this worker's."""


@dataclass(frozen=True, slots=True)
class Lease:
    run_id: UUID
    owner: str

    def renew(self, *, stage: str | None = None, done: int = 0, total: int = 0) -> None:
        """Holds the run longer, and notes where the work stands."""
        progress = {} if stage is None else {"stage": stage, "stages_done": done, "stages_total": total}
        held = self._rows().update(lease_expires_at=_expiry(), **progress)
        if not held:
            raise LeaseLost(self.run_id)

    @contextmanager
    def writing(self) -> Iterator[Run]:
        """A transaction that holds the run's row; nothing is written if the run is another's."""
        with transaction.atomic():
            run = self._rows().select_for_update(of=("self",)).select_related("upload").first()
            if run is None:
                raise LeaseLost(self.run_id)
            yield run

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Renews while the body takes long; costs nothing while it does not."""
        done = threading.Event()
        keeper = threading.Thread(target=self._keep, args=(done,), daemon=True)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()

    def _keep(self, done: threading.Event) -> None:
        while not done.wait(settings.RUN_LEASE_SECONDS / 3):
            try:
                self.renew()
            except LeaseLost:
                break
            except DatabaseError as error:
                logger.warning("lease not renewed: %s", error, extra={"run": str(self.run_id)})
            finally:
                connection.close()

    def _rows(self) -> RunQuerySet:
        return Run.objects.filter(pk=self.run_id, status=UploadStatus.PROCESSING, lease_owner=self.owner)


def claim(run_id: UUID) -> Lease | None:
    """The run for this worker, or None: it is finished, another has it, or its attempts are used up."""
    now = timezone.now()
    owner = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    with transaction.atomic():
        claimed = (
            Run.objects.claimable(now)
            .filter(pk=run_id, attempt__lt=F("max_attempts"))
            .update(
                status=UploadStatus.PROCESSING,
                attempt=F("attempt") + 1,
                lease_owner=owner,
                lease_expires_at=_expiry(),
                started_at=now,
            )
        )
        if not claimed:
            return None
        Upload.objects.filter(runs=run_id).update(status=UploadStatus.PROCESSING)
    return Lease(run_id=run_id, owner=owner)


def _expiry() -> datetime:
    return timezone.now() + timedelta(seconds=settings.RUN_LEASE_SECONDS)
