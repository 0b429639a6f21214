"""A file received, its readings, its report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import OpenApiExample

from disclosures.api.examples.disclosures import STATEMENT_VALUE
from disclosures.api.examples.findings import CHECKS, FINDING_VALUE, REPORT_CHECKS
from disclosures.api.examples.made_up import (
    API,
    DISCLOSURE_ID,
    RUN_ID,
    SHA256,
    UPLOAD_ID,
    WHEN,
    request,
    response,
)
from disclosures.api.examples.performance import FORM_VALUE, OVERVIEW_VALUE, PROJECT_ACCOUNT_VALUE

RUN_VALUE = {
    "id": RUN_ID,
    "number": 1,
    "trigger": "upload",
    "status": "valid",
    "stage": "publish",
    "stages_done": 4,
    "stages_total": 4,
    "attempt": 1,
    "max_attempts": 3,
    "department": {"id": 12, "name": "示例市财政局"},
    "fiscal_year": 2023,
    "unit": "万元",
    "pages": 25,
    "checks": CHECKS,
    "findings": {"error": 0, "warning": 0, "notice": 1, "info": 0, "waived": 0},
    "catalogue": "5d41402abc4b2a76b9719d91",
    "notes": [],
    "contradictions": [],
    "error": None,
    "published": {"disclosure": DISCLOSURE_ID, "revision": 1, "is_current": True},
    "created_at": WHEN,
    "started_at": WHEN,
    "finished_at": WHEN,
}
UPLOAD_VALUE = {
    "id": UPLOAD_ID,
    "status": "valid",
    "name": "2023年度部门决算.pdf",
    "sha256": SHA256,
    "size": 482133,
    "media_type": "application/pdf",
    "reference": "your-reference-42",
    "declared": {},
    "warnings": [],
    "created_at": WHEN,
    "finished_at": WHEN,
    "run": RUN_VALUE,
    "links": {
        "self": f"{API}/uploads/{UPLOAD_ID}/",
        "report": f"{API}/uploads/{UPLOAD_ID}/report/",
        "file": f"{API}/uploads/{UPLOAD_ID}/file/",
    },
}


def upload(
    *, status: str = "valid", codes: Sequence[str] | None = None, listed: bool = False
) -> OpenApiExample:
    """An upload; queued, it has no results yet."""
    value: dict[str, Any] = dict(UPLOAD_VALUE)
    if status == "queued":
        run = RUN_VALUE | {"status": "queued", "stage": "", "stages_done": 0, "attempt": 0, "checks": {}}
        run |= {"findings": {}, "published": None, "started_at": None, "finished_at": None}
        run |= {"department": None, "fiscal_year": None, "unit": "", "pages": None, "catalogue": ""}
        value |= {"status": status, "finished_at": None, "media_type": "", "run": run}
    name = "received" if status == "queued" else "list" if listed else "finished"
    return response(value, name=name, codes=codes)


REPORT = response(
    {
        "document": {
            "name": "2023年度部门决算.pdf",
            "sha256": SHA256,
            "media_type": "application/pdf",
            "pages": 25,
            "notes": [],
        },
        "disclosure": {
            "department": "示例市财政局",
            "fiscal_year": 2023,
            "unit": "万元",
            "contradictions": [],
        },
        "statements": [STATEMENT_VALUE],
        "claims": [],
        "unread_sentences": [
            {
                "section": "state_assets",
                "text": "单价100万元以上设备0台（套）。",
                "place": {"page": 21},
            }
        ],
        "self_evaluations": [FORM_VALUE],
        "self_evaluation_summaries": [],
        "self_evaluation_overviews": [OVERVIEW_VALUE],
        "evaluation_reports": [],
        "evaluation_notes": [],
        "project_accounts": [PROJECT_ACCOUNT_VALUE],
        "checks": REPORT_CHECKS,
        "findings": [FINDING_VALUE],
    }
)
RUNS = OpenApiExample("run", value=RUN_VALUE, response_only=True, status_codes=["200"])
CHECK_SUMMARY = response({"run": RUN_ID, **REPORT_CHECKS, "findings": RUN_VALUE["findings"]})
PUBLISH_REQUEST = request({"reason": "The difference is explained in a note of the document."})
