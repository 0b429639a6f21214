"""Read and check an upload again: with better readers, other rules or other declarations."""

from __future__ import annotations

from django.db import transaction

from disclosures.models import Run, Upload
from disclosures.models.upload import UploadStatus
from disclosures.services.errors import NotPossible
from disclosures.services.wake import wake_after_commit
from finance_api.access import audit
from finance_api.access.audit import Actor


@transaction.atomic
def recheck(*, upload: Upload, actor: Actor = audit.SERVICE) -> Run:
    """A new run beside the former ones; what is published stays so until the new run is published."""
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.runs.open().exists():
        raise NotPossible("The upload is being worked on already.", zh="该上传正在处理中。")
    last = upload.runs.order_by("-number").first()
    run = Run.objects.create(
        upload=upload,
        number=last.number + 1 if last else 1,
        trigger=Run.Trigger.RECHECK,
        request_id=actor.request_id,
    )
    before = upload.status
    Upload.objects.filter(pk=upload.pk).update(status=UploadStatus.QUEUED, finished_at=None)
    audit.record("upload.recheck", upload, actor=actor, before={"status": before}, after={"run": run.number})
    wake_after_commit(run)
    return run
