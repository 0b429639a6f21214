"""The samples of the repository as a served data set: stored by the real steps, and published."""

from __future__ import annotations

from io import StringIO

from django.conf import settings
from django.core.management import call_command

from disclosures.models import Upload
from disclosures.models.upload import UploadStatus
from disclosures.services.publish import publish
from finance_api.access.audit import SERVICE
from tests.disclosures.conftest import DOCUMENTS, store


def publish_samples() -> list[Upload]:
    """As `make run` does it: regions, accounts, every sample, those with errors published on purpose."""
    reference = settings.BASE_DIR / "reference"
    call_command("import_regions", reference / "divisions.csv", verbosity=0, stdout=StringIO())
    for name in ("functional_accounts.csv", "economic_accounts.csv"):
        call_command("import_accounts", reference / name, verbosity=0, stdout=StringIO())
    uploads = [store(path) for path in sorted(DOCUMENTS.glob("*/*")) if path.suffix in (".pdf", ".txt")]
    for upload in uploads:
        if upload.status == UploadStatus.INVALID:
            publish(run=upload.runs.get(), reason="a sample", actor=SERVICE)
    return uploads
