"""What came of an upload: its readings, the report, the outcome of every check and how it came about."""

from __future__ import annotations

import gzip
from typing import Any

import orjson
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.findings import OutcomeFilter
from disclosures.api.serializers.findings import ExplanationSerializer
from disclosures.api.serializers.report import CheckSummarySerializer, ReportSerializer
from disclosures.api.serializers.uploads import OutcomeSerializer, RunSerializer
from disclosures.api.views.findings_of_run import FindingsMixin
from disclosures.documents.errors import Unreadable, UnreadableCode
from disclosures.models import Outcome, Report, Run
from disclosures.models.upload import OPEN_STATUSES
from disclosures.report import unreadable_report
from disclosures.services.check_summary import check_summary
from disclosures.services.explain import explanation
from finance_api.rest import conditional
from finance_api.rest.problems import Problem


class CheckingMixin(FindingsMixin):
    """Actions of uploads, on the latest run."""

    @extend_schema(
        summary="Everything that was read and found",
        description="The same object that `manage.py check_document --format json` writes. 完整检查报告。",
        responses={200: ReportSerializer},
        examples=[examples.REPORT],
    )
    @action(detail=True, url_path="report")
    def report(self: Any, request: Request, pk: str | None = None) -> HttpResponse:
        run = self.finished_run()
        etag = conditional.etag_of("report", run.pk, run.finished_at)
        if (unchanged := conditional.not_modified(request, etag)) is not None:
            return unchanged
        return _report_answer(request, run, etag)

    @extend_schema(
        summary="The readings of an upload",
        responses={200: RunSerializer(many=True)},
        examples=[examples.RUNS],
    )
    @action(detail=True, url_path="runs", filterset_class=None, pagination_class=None)
    def runs(self: Any, request: Request, pk: str | None = None) -> Response:
        runs = sorted(self.get_object().runs.all(), key=lambda run: -run.number)
        return Response(RunSerializer(runs, many=True, context=self.get_serializer_context()).data)

    @extend_schema(
        summary="The outcome of every check, passed ones too",
        responses={200: OutcomeSerializer(many=True)},
        examples=[examples.OUTCOME],
    )
    @action(
        detail=True,
        url_path="checks",
        filterset_class=OutcomeFilter,
        serializer_class=OutcomeSerializer,
        orderings={"ordinal": "ordinal"},
        default_ordering="ordinal",
    )
    def checks(self: Any, request: Request, pk: str | None = None) -> HttpResponseBase:
        page: HttpResponseBase = self.page_of(Outcome.objects.filter(run=self.shown_run()))
        return page

    @extend_schema(
        summary="How much was checked, by family of rules",
        description="Counts of all instances, and the completion rate over the whole catalogue. "
        "各类检查数量、完成率及无法判断的原因。",
        responses={200: CheckSummarySerializer},
        examples=[examples.CHECK_SUMMARY],
    )
    @action(detail=True, url_path="checks/summary", pagination_class=None, filterset_class=None)
    def checks_summary(self: Any, request: Request, pk: str | None = None) -> Response:
        return Response(check_summary(self.finished_run()))

    @extend_schema(
        summary="How an outcome came about, term by term",
        description="Of a passed check just as of a failed one. 逐项说明某项检查的计算过程。",
        parameters=[
            OpenApiParameter("instance", str, required=True, description="such as T03-02[20103,total]")
        ],
        responses={200: ExplanationSerializer},
        examples=[examples.EXPLANATION],
    )
    @action(detail=True, url_path="checks/explain", pagination_class=None, filterset_class=None)
    def explain(self: Any, request: Request, pk: str | None = None) -> Response:
        instance = request.query_params.get("instance", "")
        found = explanation(run_id=self.shown_run().pk, instance=instance)
        if found is None:
            raise Problem(
                "not-found",
                f"There is no outcome '{instance[:200]}'. See checks/.",
                zh=f"没有检查结果 {instance[:200]}，见 checks/。",
            )
        return Response(found)

    def shown_run(self: Any) -> Run:
        runs: list[Run] = list(self.get_object().runs.all())
        return max(runs, key=lambda run: run.number)

    def finished_run(self: Any) -> Run:
        run: Run = self.shown_run()
        if run.status in OPEN_STATUSES:
            raise Problem(
                "conflict",
                "The upload is still being worked on.",
                headers={"Retry-After": "1"},
                zh="该上传仍在处理中。",
            )
        return run


def _report_answer(request: Request, run: Run, etag: str) -> HttpResponse:
    """The stored bytes as they are where the client takes gzip."""
    kept = Report.objects.filter(run=run).values_list("body", flat=True).first()
    body = bytes(kept) if kept else gzip.compress(orjson.dumps(_without_report(run)), mtime=0)
    headers = conditional.caching(etag)
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(
            body, content_type="application/json", headers=headers | {"Content-Encoding": "gzip"}
        )
    return HttpResponse(gzip.decompress(body), content_type="application/json", headers=headers)


def _without_report(run: Run) -> dict[str, Any]:
    """Nothing was read: why."""
    if run.error_code in set(UnreadableCode):
        reason = Unreadable(UnreadableCode(run.error_code), zh=run.error_zh, en=run.error_en)
        return unreadable_report(run.upload.name, reason)
    raise Problem(
        "not-found",
        run.error_en or "The run was cancelled: there is no report.",
        zh=run.error_zh or "该次处理已取消，没有报告。",
    )
