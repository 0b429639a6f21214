from __future__ import annotations

from datetime import date
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
from disclosures.api.filters.catalogue import ComparedFilter, PublishedDisclosureFilter
from disclosures.api.filters.fields import end_of
from disclosures.api.filters.findings import FindingOfRunFilter
from disclosures.api.money import chosen_unit, money
from disclosures.api.parameters import AS_OF, BOM, REVISION, UNIT
from disclosures.api.questions import MAIN_MEASURES
from disclosures.api.sarif import SarifRenderer, sarif_answer, wants_sarif
from disclosures.api.serializers.disclosures import (
    DiffSerializer,
    DisclosureSerializer,
    RevisionSerializer,
    StatementBriefSerializer,
    StatementSerializer,
    WithdrawRequestSerializer,
)
from disclosures.api.serializers.figures import ComparedLineSerializer, ComparisonSerializer
from disclosures.api.serializers.findings import FindingSerializer
from disclosures.api.statements import statement_brief, statement_dict, statement_table
from disclosures.api.views.sources import SourcesMixin
from disclosures.final_accounts.records import StatementKey
from disclosures.models import Disclosure, Finding, Revision, Statement
from disclosures.services import comparability
from disclosures.services.account_names import names_of
from disclosures.services.compare import diff
from disclosures.services.history import revisions_as_of
from disclosures.services.side_by_side import side_by_side
from disclosures.services.withdraw import withdraw
from finance_api.access.authentication import required_token
from finance_api.access.models import Scope
from finance_api.rest import conditional
from finance_api.rest.cursors import CursorPages
from finance_api.rest.filtering import given_filters
from finance_api.rest.parameters import chosen_members, fault, invalid, select, whole_number
from finance_api.rest.problems import Problem
from finance_api.rest.renderers import CsvRenderer, JsonRenderer
from finance_api.rest.viewsets import Listed, Resource, Retrieved

MOST_COMPARED = 20
STATEMENTS = [key.value for key in StatementKey]


class DisclosureViewSet(SourcesMixin, Listed, Retrieved, Resource):
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
        rows = Statement.objects.filter(run=self._revision().run_id)
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
        revision, unit = self._revision(), chosen_unit(request)
        row = Statement.objects.filter(run=revision.run_id, key=key).first()
        if row is None:
            raise Problem("not-found", f"The document has no statement '{key}' that could be read.")
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
        summary="Every publication of a disclosure",
        responses={200: RevisionSerializer(many=True)},
        examples=[examples.REVISION],
    )
    @action(detail=True, url_path="revisions", pagination_class=None, filterset_class=None)
    def revisions(self, request: Request, pk: str | None = None) -> Response:
        rows = self.get_object().revisions.select_related("run__upload").order_by("-number")
        return Response(RevisionSerializer(rows, many=True).data)

    @extend_schema(
        summary="What a restatement changed",
        description="Compares two revisions, by default the last two. 更正前后对比。",
        parameters=[
            OpenApiParameter("before", int, description="number of the earlier revision"),
            OpenApiParameter("after", int, description="number of the later revision"),
        ],
        responses={200: DiffSerializer},
        examples=[examples.DIFF],
    )
    @action(detail=True, url_path="diff", pagination_class=None, filterset_class=None)
    def diff(self, request: Request, pk: str | None = None) -> Response:
        revisions = {r.number: r for r in self.get_object().revisions.all()}
        last = max(revisions)
        after = whole_number(request, "after", last, at_least=1, at_most=last)
        before = whole_number(request, "before", max(1, after - 1), at_least=1, at_most=last)
        changes = diff(revisions[before].run_id, revisions[after].run_id)
        return Response({"before": before, "after": after, "changes": changes})

    @extend_schema(
        summary="What is wrong with a disclosure",
        responses={200: FindingSerializer(many=True)},
        examples=[examples.FINDING],
    )
    @action(
        detail=True,
        url_path="findings",
        filterset_class=FindingOfRunFilter,
        serializer_class=FindingSerializer,
        orderings={"ordinal": "ordinal"},
        default_ordering="ordinal",
        renderer_classes=[JsonRenderer, SarifRenderer],
    )
    def findings(self, request: Request, pk: str | None = None) -> HttpResponseBase:
        run = self._revision().run
        rows = Finding.objects.with_waivers().filter(run=run).select_related("run__department")
        if wants_sarif(request):
            return sarif_answer(request, run, self.filter_queryset(rows))
        return self.page_of(rows)

    @extend_schema(
        summary="Disclosures side by side",
        description="One measure of one statement, line by line, with a column for each disclosure: "
        "`?department__in=12,13&fiscal_year=2023`, `?department=12&statement=expenditure` for its years, or "
        "`?disclosure__in=…`. 多部门或多年度并列对比。",
        parameters=[
            OpenApiParameter("statement", str, enum=STATEMENTS, description="Default: expenditure."),
            OpenApiParameter("measure", str, description="Default: the total. 金额列。"),
            UNIT,
        ],
        responses={200: ComparisonSerializer},
        examples=[examples.COMPARISON],
    )
    @action(detail=False, url_path="compare", pagination_class=None, filterset_class=ComparedFilter)
    def compare(self, request: Request) -> Response:
        unit = chosen_unit(request)
        members = chosen_members(request, ComparedLineSerializer().fields)
        statement = request.query_params.get("statement", StatementKey.EXPENDITURE.value)
        if statement not in STATEMENTS:
            raise invalid(fault("statement", f"'{statement[:60]}' is no statement."))
        measure = request.query_params.get("measure") or MAIN_MEASURES.get(statement, "total")
        found = self.filter_queryset(Disclosure.objects.published())
        ordered = found.select_related("department", "current_revision")
        columns = list(ordered.order_by("department", "fiscal_year", "pk")[: MOST_COMPARED + 1])
        if len(columns) > MOST_COMPARED:
            raise invalid(fault("department__in", f"More than {MOST_COMPARED} disclosures: choose fewer."))
        rows = side_by_side([_shown(column).run_id for column in columns], statement, measure)
        whose = Disclosure.objects.filter(pk__in=[c.pk for c in columns])
        compared = comparability.population(whose)
        notes = list(compared.notes)
        if compared.several_years:
            notes += comparability.notes_on_accounts(names_of({r["account"] for r in rows if r["account"]}))
        return Response(
            {
                "statement": statement,
                "measure": measure,
                "amount_unit": unit.value,
                "columns": [_column(column) for column in columns],
                "notes": [note.as_dict() for note in notes],
                "results": [
                    select(row | {"amounts": [money(amount, unit) for amount in row["amounts"]]}, members)
                    for row in rows
                ],
            }
        )

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
            raise Problem("forbidden", "Another organisation has published this disclosure.")
        form = WithdrawRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        with refusals_as_conflicts():
            withdraw(disclosure=disclosure, reason=form.validated_data["reason"], actor=actor_of(request))
        return Response(self.get_serializer(self.get_object()).data)

    def _revision(self) -> Revision:
        """The one asked for by day or number, or the current one."""
        disclosure: Disclosure = self.get_object()
        revision: Revision | None
        if (day := self.request.query_params.get("as_of")) is not None:
            revision = revisions_as_of([disclosure.pk], end_of(day_of(day))).get(disclosure.pk)
        elif "revision" in self.request.query_params:
            number = whole_number(self.request, "revision", 1, at_least=1, at_most=30_000)
            revision = disclosure.revisions.filter(number=number).first()
        else:
            revision = disclosure.current_revision
        if revision is None:
            raise Problem("not-found", "There is no such revision, or the disclosure was withdrawn.")
        return revision


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise invalid(fault("as_of", "'as_of' is a day such as 2024-03-31.")) from error


def _shown(disclosure: Disclosure) -> Revision:
    """The current revision of a disclosure that is published."""
    assert disclosure.current_revision is not None
    return disclosure.current_revision


def _column(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "disclosure": disclosure.pk,
        "revision": _shown(disclosure).number,
        "department": {"id": disclosure.department_id, "name": disclosure.department.name},
        "fiscal_year": disclosure.fiscal_year,
    }


def _owns(request: Request, revision: Revision) -> bool:
    token, owner = required_token(request), revision.run.upload.organisation_id
    return token.has_scope(Scope.ADMIN) or token.organisation_id == owner
