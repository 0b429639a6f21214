"""Stop an upload that is not finished: its worker notices at its next step and stores nothing more."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from disclosures.models import Upload
from disclosures.models.upload import UploadStatus
from disclosures.services.errors import NotPossible
from finance_api.access import audit
from finance_api.access.audit import Actor


@transaction.atomic
def cancel(*, upload: Upload, actor: Actor = audit.SERVICE) -> Upload:
    run = upload.runs.open().select_for_update(of=("self",)).first()
    if run is None:
        raise NotPossible(
            "The upload is finished: there is nothing to cancel.", zh="该上传已处理完毕，无法取消。"
        )
    now = timezone.now()
    run.status, run.finished_at, run.lease_owner = UploadStatus.CANCELLED, now, ""
    run.save(update_fields=["status", "finished_at", "lease_owner"])
    before, upload.status, upload.finished_at = upload.status, UploadStatus.CANCELLED, now
    upload.save(update_fields=["status", "finished_at"])
    audit.record("upload.cancelled", upload, actor=actor, before={"status": before})
    return upload
