"""Events of uploads and disclosures, written in the transaction that makes them true."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from disclosures.checks.finding import Severity
from disclosures.models import Department, Finding, Revision, Run
from disclosures.models.upload import UploadStatus
from finance_api.webhooks.services.record import Subject, record_event

FIRST_FINDINGS = 5


def announce_upload(run: Run) -> None:
    """upload.valid, upload.invalid, upload.unreadable or upload.failed; cancelling is no event."""
    if run.status == UploadStatus.CANCELLED:
        return
    upload = run.upload
    api = f"{settings.PUBLIC_URL}/api/v1/uploads/{upload.pk}/"
    first = list(run.findings.all()[:FIRST_FINDINGS])
    data = {
        "upload_id": str(upload.pk),
        "status": run.status,
        "name": upload.name,
        "sha256": upload.sha256,
        "reference": upload.reference,
        "department": run.department.name if run.department else None,
        "fiscal_year": run.fiscal_year,
        "code": run.error_code or None,
        "message": {"zh": run.error_zh, "en": run.error_en} if run.error_code else None,
        "findings_by_severity": run.severities,
        "findings": [_brief(finding, api) for finding in first],
        "findings_left_out": max(0, sum(run.severities.values()) - len(first)),
        "request_id": run.request_id,
        "links": {"upload": api, "report": f"{api}report/", "findings": f"{api}findings/"},
    }
    subject = _subject(
        run.department, organisation=upload.organisation, severity=first[0].severity if first else ""
    )
    record_event(f"upload.{run.status}", data, subject=subject)


def announce_disclosure(event: str, revision: Revision) -> None:
    """disclosure.published, disclosure.restated or disclosure.withdrawn."""
    disclosure, upload = revision.disclosure, revision.run.upload
    api = f"{settings.PUBLIC_URL}/api/v1"
    data = {
        "disclosure_id": str(disclosure.pk),
        "department": disclosure.department.name,
        "fiscal_year": disclosure.fiscal_year,
        "revision": revision.number,
        "reason": revision.withdrawal_reason or revision.reason,
        "links": {
            "disclosure": f"{api}/disclosures/{disclosure.pk}/",
            "upload": f"{api}/uploads/{upload.pk}/",
        },
    }
    record_event(
        event, data, subject=_subject(disclosure.department, organisation=upload.organisation, is_public=True)
    )


def _subject(department: Department | None, **more: Any) -> Subject:
    region = department.region if department else None
    return Subject(
        department=str(department.pk) if department else "", region=region.code if region else "", **more
    )


def _brief(finding: Finding, api: str) -> dict[str, Any]:
    pages = (item.get("place", {}).get("page") for item in finding.body.get("evidence", ()))
    page = next((number for number in pages if number), None)
    return {
        "rule": finding.rule,
        "instance": finding.instance,
        "severity": Severity(finding.severity).value,
        "message": {"zh": finding.message_zh[:500], "en": finding.message_en[:500]},
        "page_picture": f"{api}pages/{page}.png" if page else None,
    }
