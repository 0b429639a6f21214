"""Waivers of one's own organisation: which hold, which did, and taking one back."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.actors import actor_of, refusals_as_conflicts
from disclosures.api.filters.findings import WaiverFilter
from disclosures.api.serializers.findings import WaiverSerializer
from disclosures.models import Waiver
from disclosures.services.waive import withdraw_waiver
from finance_api.access.authentication import token_of
from finance_api.access.models import Scope
from finance_api.rest.pages import NumberedPages
from finance_api.rest.viewsets import Listed, Resource, Retrieved


class WaiverViewSet(Listed, Retrieved, Resource):
    """Findings that a person has accepted. They are made with `findings/{id}/waive/`, and never edited."""

    resource = "waivers"
    serializer_class = WaiverSerializer
    filterset_class = WaiverFilter
    pagination_class = NumberedPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"created_at": "created_at", "expires_at": "expires_at"}
    default_ordering = "-created_at"
    scopes = dict.fromkeys(("list", "retrieve", "destroy"), Scope.PUBLISH)

    def get_queryset(self) -> QuerySet[Waiver]:
        found: QuerySet[Waiver] = Waiver.objects.visible_to(token_of(self.request))
        return found.select_related("department")

    @extend_schema(summary="List waivers", examples=[examples.WAIVER])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A waiver", examples=[examples.WAIVER])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Withdraw a waiver",
        description="The finding stands again; the waiver stays in the list. 撤销豁免；记录保留。",
        responses={204: None},
    )
    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with refusals_as_conflicts():
            withdraw_waiver(waiver=self.get_object(), actor=actor_of(request))
        return Response(status=204)
