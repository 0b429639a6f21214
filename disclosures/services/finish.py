"""End a run: with an answer about the document, or with a failure of ours."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from disclosures.documents.errors import Unreadable
from disclosures.models import Run, Upload
from disclosures.models.upload import UploadStatus
from disclosures.services.announce import announce_upload

TRY_AGAIN_ZH = "服务处理此文件时出错，已重试 {n} 次。文件已保存，请稍后重新上传，或联系管理员并提供运行编号。"
TRY_AGAIN_EN = (
    "The service failed on this file, {n} times. The file is kept. Upload it again later, or give the "
    "operator the id of the run."
)


def finish(run: Run, status: UploadStatus) -> None:
    """Sets run and upload to a final status and announces it, inside the caller's transaction."""
    now = timezone.now()
    run.status, run.finished_at = status, now
    run.lease_owner, run.lease_expires_at = "", None
    run.stages_done = run.stages_total
    run.save(
        update_fields=[
            "status",
            "finished_at",
            "lease_owner",
            "lease_expires_at",
            "stages_done",
            "error_code",
            "error_zh",
            "error_en",
        ]
    )
    Upload.objects.filter(pk=run.upload_id).update(status=status, finished_at=now)
    run.upload.status, run.upload.finished_at = status, now
    announce_upload(run)


def finish_unreadable(run: Run, reason: Unreadable) -> None:
    run.error_code, run.error_zh, run.error_en = reason.code.value, reason.zh, reason.en
    finish(run, UploadStatus.UNREADABLE)


def fail_or_retry(run: Run, code: str) -> timedelta | None:
    """Puts the run back for another attempt and says in how long, or ends it as failed."""
    if run.attempt >= run.max_attempts:
        run.error_code = code
        run.error_zh = TRY_AGAIN_ZH.format(n=run.attempt)
        run.error_en = TRY_AGAIN_EN.format(n=run.attempt)
        finish(run, UploadStatus.FAILED)
        return None
    pause = timedelta(seconds=settings.RUN_RETRY_SECONDS * run.attempt)
    run.status, run.lease_owner = UploadStatus.QUEUED, ""
    run.lease_expires_at = timezone.now() + pause
    run.save(update_fields=["status", "lease_owner", "lease_expires_at"])
    Upload.objects.filter(pk=run.upload_id).update(status=UploadStatus.QUEUED)
    return pause
