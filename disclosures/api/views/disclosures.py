from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.actors import actor_of, refusals_as_conflicts
from disclosures.api.filters.catalogue import PublishedDisclosureFilter
from disclosures.api.filters.fields import end_of
from disclosures.api.money import chosen_unit
from disclosures.api.parameters import AS_OF, BOM, REVISION, UNIT
from disclosures.api.serializers.disclosures import (
    DisclosureSerializer,
    StatementBriefSerializer,
    StatementSerializer,
    WithdrawRequestSerializer,
)
from disclosures.api.statements import statement_brief, statement_dict, statement_table
from disclosures.api.views.comparison import ComparisonMixin
from disclosures.api.views.history import HistoryMixin
from disclosures.api.views.sources import SourcesMixin
from disclosures.models import Disclosure, Finding, Revision, Statement
from disclosures.services.history import revisions_as_of
from disclosures.services.withdraw import withdraw
from finance_api.access.authentication import required_token
from finance_api.access.models import Scope
from finance_api.rest import conditional
from finance_api.rest.cursors import CursorPages
from finance_api.rest.filtering import given_filters
from finance_api.rest.problems import Problem
from finance_api.rest.renderers import CsvRenderer, JsonRenderer
from finance_api.rest.viewsets import Listed, Resource, Retrieved


class DisclosureViewSet(HistoryMixin, ComparisonMixin, SourcesMixin, Listed, Retrieved, Resource):
    """Published final accounts: one department, one year, with every revision."""

    resource = "disclosures"
    serializer_class = DisclosureSerializer
    filterset_class = PublishedDisclosureFilter
    pagination_class = CursorPages
    lookup_value_regex = "[0-9a-f-]{36}"
    orderings = {"fiscal_year": "fiscal_year", "updated_at": "updated_at"}
    default_ordering = "-fiscal_year"
    parameters = {
        "statements": frozenset({"revision", "as_of"}),
        "statement": frozenset({"revision", "as_of", "unit", "bom"}),
        "diff": frozenset({"before", "after"}),
        "page": frozenset({"box"}),
        "compare": frozenset({"statement", "measure", "unit"}),
    }
    sublists = {"findings": Finding, "compare": Disclosure}
    scopes = {"withdraw": Scope.PUBLISH}

    def get_queryset(self) -> QuerySet[Disclosure]:
        """The filter of the list leaves those that are published, or were on a day."""
        shown = Disclosure.objects.all() if self.action == "list" else Disclosure.objects.published_once()
        return shown.select_related(
            "department__region", "department__parent", "current_revision__run__upload"
        )

    def paginate_queryset(self, queryset: Any) -> Any:
        """Disclosures of a day show the revision of that day."""
        page = super().paginate_queryset(queryset)
        if page and self.action == "list" and "as_of" in self.request.query_params:
            day = given_filters(PublishedDisclosureFilter, self.request)["as_of"]
            revisions = revisions_as_of([row.pk for row in page], end_of(day))
            for row in page:
                row.current_revision = revisions[row.pk]
        return page

    @extend_schema(summary="List disclosures", examples=[examples.DISCLOSURE])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A disclosure", examples=[examples.DISCLOSURE])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="The statements of a disclosure",
        parameters=[REVISION, AS_OF],
        responses={200: StatementBriefSerializer(many=True)},
        examples=[examples.STATEMENT_BRIEF],
    )
    @action(detail=True, url_path="statements", pagination_class=None, filterset_class=None)
    def statements(self, request: Request, pk: str | None = None) -> Response:
        rows = Statement.objects.filter(run=self.shown_revision().run_id)
        return Response([statement_brief(row) for row in rows])

    @extend_schema(
        summary="A statement, line by line",
        description="As JSON or, with `format=csv`, as a table for a spreadsheet. 单张报表，JSON 或 CSV。",
        parameters=[
            REVISION,
            AS_OF,
            UNIT,
            BOM,
            OpenApiParameter("format", str, enum=["json", "csv"]),
            OpenApiParameter("key", str, OpenApiParameter.PATH, description="such as expenditure"),
        ],
        responses={
            (200, "application/json"): StatementSerializer,
            (200, "text/csv"): OpenApiResponse(OpenApiTypes.STR),
        },
        examples=[examples.STATEMENT],
    )
    @action(
        detail=True,
        url_path="statements/(?P<key>[a-z_]{3,40})",
        renderer_classes=[JsonRenderer, CsvRenderer],
        pagination_class=None,
        filterset_class=None,
    )
    def statement(self, request: Request, key: str, pk: str | None = None) -> Response:
        revision, unit = self.shown_revision(), chosen_unit(request)
        row = Statement.objects.filter(run=revision.run_id, key=key).first()
        if row is None:
            raise Problem(
                "not-found",
                f"The document has no statement '{key}' that could be read.",
                zh=f"文件中没有可读取的报表 {key}。",
            )
        wanted = request.accepted_renderer.format
        etag = conditional.etag_of(revision.run_id, key, unit, wanted, request.query_params.get("bom"))
        if (unchanged := conditional.not_modified(request, etag)) is not None:
            return unchanged
        headers = conditional.caching(etag)
        if wanted == "csv":
            name = f"{revision.disclosure_id}-{key}.csv"
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
            return Response(statement_table(row, unit), headers=headers)
        return Response(statement_dict(row, unit), headers=headers)

    @extend_schema(
        summary="Withdraw a disclosure",
        request=WithdrawRequestSerializer,
        responses={200: DisclosureSerializer},
        examples=[examples.WITHDRAW_REQUEST],
    )
    @action(detail=True, methods=["post"], url_path="withdraw")
    def withdraw(self, request: Request, pk: str | None = None) -> Response:
        disclosure = self.get_object()
        revision = disclosure.current_revision
        if revision is not None and not _owns(request, revision):
            raise Problem(
                "forbidden",
                "Another organisation has published this disclosure.",
                zh="该决算由其他机构公开。",
            )
        form = WithdrawRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        with refusals_as_conflicts():
            withdraw(disclosure=disclosure, reason=form.validated_data["reason"], actor=actor_of(request))
        return Response(self.get_serializer(self.get_object()).data)


def _owns(request: Request, revision: Revision) -> bool:
    token, owner = required_token(request), revision.run.upload.organisation_id
    return token.has_scope(Scope.ADMIN) or token.organisation_id == owner
