"""Findings over all disclosures, and claims of their narratives."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.actors import actor_of, refusals_as_conflicts
from disclosures.api.filters.findings import ClaimFilter, FindingFilter
from disclosures.api.serializers.findings import (
    ClaimSerializer,
    ExplanationSerializer,
    FindingSerializer,
    WaiveRequestSerializer,
    WaiverSerializer,
)
from disclosures.models import Claim, Finding, Upload
from disclosures.services.explain import explanation
from disclosures.services.waive import waive
from finance_api.access.authentication import required_token, token_of
from finance_api.access.models import Scope
from finance_api.rest.cursors import CursorPages
from finance_api.rest.problems import Problem
from finance_api.rest.viewsets import Listed, Resource, Retrieved


class FindingViewSet(Listed, Retrieved, Resource):
    """What is wrong in published disclosures; one of your own uploads can be looked at by its id, too."""

    resource = "findings"
    serializer_class = FindingSerializer
    filterset_class = FindingFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    scopes = {"waive": Scope.PUBLISH}

    def get_queryset(self) -> QuerySet[Finding]:
        findings = Finding.objects.with_waivers().select_related("run__department")
        if self.action == "list":
            return findings.published()
        own = Upload.objects.visible_to(token_of(self.request))
        return findings.filter(Q(run__revision__current_of__isnull=False) | Q(run__upload__in=own))

    @extend_schema(summary="List findings", examples=[examples.FINDING])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A finding", examples=[examples.FINDING])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="How a finding comes about, term by term",
        responses={200: ExplanationSerializer},
        examples=[examples.EXPLANATION],
    )
    @action(detail=True, url_path="explain")
    def explain(self, request: Request, pk: str | None = None) -> Response:
        finding = self.get_object()
        return Response(explanation(run_id=finding.run_id, instance=finding.instance))

    @extend_schema(
        summary="Accept a finding, with a reason",
        description="It no longer holds the document back: recheck the upload afterwards. 豁免并说明理由。",
        request=WaiveRequestSerializer,
        responses={201: WaiverSerializer},
        examples=[examples.WAIVE_REQUEST, examples.WAIVER],
    )
    @action(detail=True, methods=["post"], url_path="waive")
    def waive(self, request: Request, pk: str | None = None) -> Response:
        finding = self.get_object()
        if not Upload.objects.visible_to(required_token(request)).filter(pk=finding.run.upload_id).exists():
            raise Problem(
                "forbidden",
                "The finding is of another organisation's upload.",
                zh="该问题属于其他机构的上传。",
            )
        form = WaiveRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        with refusals_as_conflicts():
            waiver = waive(finding=finding, actor=actor_of(request), **form.validated_data)
        return Response(WaiverSerializer(waiver).data, status=201)


class ClaimViewSet(Listed, Retrieved, Resource):
    """What the narratives (情况说明) of published disclosures say in figures."""

    resource = "claims"
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"

    def get_queryset(self) -> QuerySet[Claim]:
        published = Claim.objects.filter(run__revision__current_of__isnull=False)
        return published.select_related("run__department")

    @extend_schema(summary="List claims", examples=[examples.CLAIM])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A claim", examples=[examples.CLAIM])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)
