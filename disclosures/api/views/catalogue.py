"""Regions, departments, accounts and rules: small collections to choose from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.catalogue import AccountFilter, DepartmentFilter, RegionFilter
from disclosures.api.rules import rule_dict
from disclosures.api.serializers.catalogue import (
    AccountSerializer,
    DepartmentSerializer,
    RegionSerializer,
    RuleSerializer,
)
from disclosures.models import Account, Department, Region
from disclosures.services.rule_figures import fired
from finance_api.rest import conditional
from finance_api.rest.pages import NumberedPages
from finance_api.rest.problems import Problem
from finance_api.rest.viewsets import Listed, Resource, Retrieved


class RegionViewSet(Listed, Retrieved, Resource):
    """Divisions of the country (行政区划): provinces, prefectures, counties."""

    resource = "regions"
    queryset = Region.objects.select_related("parent")
    serializer_class = RegionSerializer
    filterset_class = RegionFilter
    pagination_class = NumberedPages
    lookup_field = "code"
    lookup_value_regex = r"\d{6}"
    orderings = {"code": "code", "name": "name"}
    default_ordering = "code"

    @extend_schema(summary="List regions", examples=[examples.REGION])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A region", examples=[examples.REGION])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


class DepartmentViewSet(Listed, Retrieved, Resource):
    """Departments and units (部门、单位) with something published, or confirmed by an operator."""

    resource = "departments"
    serializer_class = DepartmentSerializer
    filterset_class = DepartmentFilter
    pagination_class = NumberedPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"name": "name", "id": "pk"}
    default_ordering = "name"

    def get_queryset(self) -> QuerySet[Department]:
        return Department.objects.public().select_related("region", "parent")

    @extend_schema(summary="List departments", examples=[examples.DEPARTMENT])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A department", examples=[examples.DEPARTMENT])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


class AccountViewSet(Listed, Retrieved, Resource):
    """Account codes (支出功能分类, 经济分类): the tree, with what is known of each name's validity."""

    resource = "accounts"
    queryset = Account.objects.select_related("parent")
    serializer_class = AccountSerializer
    filterset_class = AccountFilter
    pagination_class = NumberedPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"code": "code", "name": "name"}
    default_ordering = "code"

    @extend_schema(summary="List accounts", examples=[examples.ACCOUNT])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="An account", examples=[examples.ACCOUNT])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


class RuleViewSet(Resource):
    """The rules that documents are checked by."""

    resource = "rules"
    serializer_class = RuleSerializer
    pagination_class = None
    filter_backends = ()
    lookup_value_regex = r"[A-Z0-9-]{2,30}"
    parameters = {"list": frozenset({"family"})}

    @extend_schema(
        summary="List rules",
        parameters=[OpenApiParameter("family", str, description="T, X, R, CLS, NAR, PRF, EVL or FMT")],
        responses={200: RuleSerializer(many=True)},
        examples=[examples.RULE],
    )
    def list(self, request: Request) -> Response:
        family = request.query_params.get("family")
        times = fired()
        found = [rule_dict(rule, times) for rule in _rules() if family in (None, rule.family)]
        etag = conditional.etag_of("rules", found)
        return conditional.not_modified(request, etag) or Response(found, headers=conditional.caching(etag))

    @extend_schema(
        summary="A rule",
        parameters=[
            OpenApiParameter("id", str, OpenApiParameter.PATH, description="such as T03-02; a former id too")
        ],
        responses={200: RuleSerializer},
        examples=[examples.RULE],
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        rule = next((rule for rule in _rules() if pk in (rule.id, *rule.aliases)), None)
        if rule is None:
            raise Problem("not-found", f"There is no rule {pk}.", zh=f"没有规则 {pk}。")
        return Response(rule_dict(rule, fired()))


def _rules() -> tuple[Any, ...]:
    rules: tuple[Any, ...] = import_string(settings.RULE_CATALOGUE)
    return rules
