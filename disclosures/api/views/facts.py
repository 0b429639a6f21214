from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.facts import FactFilter
from disclosures.api.money import chosen_unit
from disclosures.api.serializers.facts import COLUMNS, FactSerializer, fact_dict
from disclosures.api.views.disclosures import UNIT
from disclosures.models import Fact
from finance_api.rest import conditional
from finance_api.rest.cursors import CursorPages
from finance_api.rest.parameters import select
from finance_api.rest.problems import Problem
from finance_api.rest.viewsets import Resource


class FactViewSet(Resource):
    """Every published amount, one row each."""

    resource = "facts"
    serializer_class = FactSerializer
    filterset_class = FactFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"id": "pk", "fiscal_year": "fiscal_year", "amount": "amount"}
    parameters = {"list": frozenset({"unit"}), "retrieve": frozenset({"unit"})}

    def get_queryset(self) -> QuerySet[Any]:
        return Fact.objects.all()

    @extend_schema(
        summary="Query figures",
        description="For instance `?account__under=201&fiscal_year=2022&measure=total`. Filters are named "
        "like the members; amounts are in yuan unless `unit=wan`. 查询金额。",
        parameters=[UNIT],
        responses={200: FactSerializer(many=True)},
        examples=[examples.FACT],
    )
    def list(self, request: Request) -> Response:
        members, unit = self.members(), chosen_unit(request)
        rows = self.filter_queryset(self.get_queryset())
        if "amount" in (request.query_params.get("ordering") or ""):
            rows = rows.filter(amount__isnull=False)
        page = self.paginate_queryset(rows.values(*COLUMNS)) or []
        return self.get_paginated_response([select(fact_dict(row, unit), members) for row in page])

    @extend_schema(
        summary="A figure", parameters=[UNIT], responses={200: FactSerializer}, examples=[examples.FACT]
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        members, unit = self.members(), chosen_unit(request)
        row = Fact.objects.published().filter(pk=pk).values(*COLUMNS).first()
        if row is None:
            raise Problem("not-found", "There is no published figure of this id.")
        data = select(fact_dict(row, unit), members)
        etag = conditional.etag_of(data)
        return conditional.not_modified(request, etag) or Response(data, headers=conditional.caching(etag))
