"""Answers of findings as SARIF: `format=sarif`, or `Accept: application/sarif+json`."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.module_loading import import_string
from rest_framework.request import Request

from disclosures.models import Finding, Run, Waiver
from disclosures.sarif import MEDIA_TYPE, Artifact, sarif_log
from finance_api.rest.downloads import FileRenderer, asks_for_a_page
from finance_api.rest.parameters import fault, invalid
from finance_api.rest.renderers import as_json


class SarifRenderer(FileRenderer):
    media_type = MEDIA_TYPE
    format = "sarif"


def wants_sarif(request: Request) -> bool:
    return bool(request.accepted_renderer.format == SarifRenderer.format)


def sarif_answer(request: Request, run: Run, findings: QuerySet[Finding]) -> HttpResponse:
    """All the findings of a run that the filters leave: a log has no pages."""
    if asks_for_a_page(request):
        raise invalid(
            fault(
                "format",
                "SARIF has no pages: leave 'cursor', 'page' and 'page_size' out.",
                zh="SARIF 不分页：请去掉 cursor、page 和 page_size。",
            )
        )
    upload = run.upload
    waived = dict(Waiver.objects.of_run(run).values_list("fingerprint", "reason"))
    bodies: list[dict[str, Any]] = [finding.body for finding in findings.order_by("ordinal")]
    artifact = Artifact(upload.name, upload.sha256, upload.media_type)
    log = sarif_log(artifact, bodies, import_string(settings.RULE_CATALOGUE), waived)
    disposition = f"attachment; filename*=UTF-8''{quote(upload.name)}.sarif"
    headers = {"Content-Disposition": disposition, "Cache-Control": "private, no-cache"}
    return HttpResponse(as_json(log), content_type=MEDIA_TYPE, headers=headers)
