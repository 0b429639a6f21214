"""Takes in documents from the command line as if they had been uploaded, and waits for the worker."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from disclosures.models import Run, Upload
from disclosures.models.upload import OPEN_STATUSES, UploadStatus
from disclosures.services.publish import publish
from disclosures.services.receive import receive
from finance_api.access.audit import Actor

SAMPLES = "tests/documents"
_DOCUMENTS = frozenset({".txt", ".pdf", ".docx", ".xlsx", ".xls", ".ods", ".html", ".htm"})
_ACTOR = Actor(name="load_samples")
_REASON = "示例文件，连同检查结果一并公开。 A sample, published together with its findings."


class Command(BaseCommand):
    help = "Take in documents (by default the samples of the repository) through the real pipeline."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, help=f"default: the documents of {SAMPLES}")
        parser.add_argument("--wait", type=int, default=180, metavar="SECONDS", help="for the worker")

    def handle(self, *args: Any, files: list[Path], wait: int, **options: Any) -> None:
        uploads = [self._received(file) for file in files or _samples()]
        unfinished = self._finish(uploads, time.monotonic() + wait)
        if unfinished:
            names = ", ".join(upload.name for upload in unfinished)
            raise CommandError(f"not finished after {wait} s; does a worker run? {names}")

    def _received(self, file: Path) -> Upload:
        with file.open("rb") as handle:
            return receive(file=File(handle, name=file.name), name=file.name, actor=_ACTOR).upload

    def _finish(self, uploads: list[Upload], deadline: float) -> list[Upload]:
        """Report each upload as it ends; what is still open at the deadline."""
        waiting = list(uploads)
        while waiting and time.monotonic() < deadline:
            for upload in list(waiting):
                upload.refresh_from_db()
                if upload.status not in OPEN_STATUSES:
                    waiting.remove(upload)
                    self._report(upload)
            time.sleep(0.1 if waiting else 0)
        return waiting

    def _report(self, upload: Upload) -> None:
        run = upload.runs.order_by("-number")[0]
        held = upload.status == UploadStatus.INVALID and not hasattr(run, "revision")
        if held:
            publish(run=run, reason=_REASON, actor=_ACTOR)
        self.stdout.write(f"  {upload.name}: {_outcome(run)}")


def _samples() -> list[Path]:
    folder = settings.BASE_DIR / SAMPLES
    return sorted(file for file in folder.glob("*/*") if file.suffix.lower() in _DOCUMENTS)


def _outcome(run: Run) -> str:
    if run.status in (UploadStatus.UNREADABLE, UploadStatus.FAILED):
        return f"{run.status}: {run.error_code}: {run.error_en}"
    counts = ", ".join(f"{count} {severity}" for severity, count in run.severities.items() if count)
    return f"{run.status} ({counts or 'no findings'})"
