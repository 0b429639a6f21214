"""Take a file in: keep it under its hash, note it once, and leave a run for a worker."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from disclosures.analysis import Declared
from disclosures.models import Run, Upload
from disclosures.models.upload import OPEN_STATUSES, RETRYABLE_STATUSES
from disclosures.services.recheck import recheck
from disclosures.services.wake import wake_after_commit
from finance_api.access import audit
from finance_api.access.audit import Actor


@dataclass(frozen=True, slots=True)
class Received:
    """`started`: there is a new run to wait for. `known`: the bytes had been received before."""

    upload: Upload
    started: bool
    known: bool


def receive(
    *,
    file: File[bytes],
    name: str,
    declared: Declared | None = None,
    reference: str = "",
    actor: Actor = audit.SERVICE,
) -> Received:
    """The upload of these bytes. The same bytes again are the same upload, unless the former one failed;
    with other declarations they are read anew under them."""
    declared = declared or Declared()
    sha256 = getattr(file, "sha256", None) or sha256_of(file)
    known = _known(sha256, actor)
    if known is not None:
        return _again(known, declared, actor)
    stored_as = _keep(file, sha256)
    try:
        upload = _note(
            sha256=sha256,
            size=file.size,
            stored_as=stored_as,
            name=name[:255],
            declared_department=declared.department,
            declared_fiscal_year=declared.fiscal_year,
            declared_region=declared.region,
            reference=reference,
            actor=actor,
        )
    except IntegrityError:
        # The same bytes came at the same moment, and the other request was first.
        known = _known(sha256, actor)
        if known is None:
            raise
        if known.stored_as != stored_as:
            default_storage.delete(stored_as)
        return _again(known, declared, actor)
    return Received(upload=upload, started=True, known=False)


def sha256_of(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _known(sha256: str, actor: Actor) -> Upload | None:
    organisation = actor.token.organisation_id if actor.token else None
    known = Upload.objects.filter(sha256=sha256).exclude(status__in=RETRYABLE_STATUSES)
    if organisation is None:
        return known.filter(organisation__isnull=True).first()
    return known.filter(organisation=organisation).first()


def _again(upload: Upload, declared: Declared, actor: Actor) -> Received:
    said = declared != Declared()
    if upload.status in OPEN_STATUSES or not said or declared == declared_of(upload):
        return Received(upload=upload, started=False, known=True)
    upload.declared_department = declared.department
    upload.declared_fiscal_year = declared.fiscal_year
    upload.declared_region = declared.region
    with transaction.atomic():
        upload.save(update_fields=["declared_department", "declared_fiscal_year", "declared_region"])
        recheck(upload=upload, actor=actor)
    return Received(upload=upload, started=True, known=True)


def declared_of(upload: Upload) -> Declared:
    return Declared(
        department=upload.declared_department,
        fiscal_year=upload.declared_fiscal_year,
        region=upload.declared_region,
    )


def _keep(file: File[bytes], sha256: str) -> str:
    """The storage's name of the file. A whole file of the same bytes is kept once."""
    name = f"documents/{sha256[:2]}/{sha256}"
    if default_storage.exists(name) and default_storage.size(name) == file.size:
        return name
    file.seek(0)
    return default_storage.save(name, file)


@transaction.atomic
def _note(*, actor: Actor, **fields: Any) -> Upload:
    organisation = actor.token.organisation if actor.token else None
    upload = Upload.objects.create(organisation=organisation, token=actor.token, **fields)
    run = Run.objects.create(upload=upload, number=1, request_id=actor.request_id)
    audit.record("upload.received", upload, actor=actor, after={"name": upload.name, "sha256": upload.sha256})
    wake_after_commit(run)
    return upload
