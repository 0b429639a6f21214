"""Projects, self-evaluations, indicators and evaluation reports of published disclosures."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api.expansions import DEPARTMENT, DISCLOSURE
from evaluations.api import examples
from evaluations.api.filters import (
    EvaluationReportFilter,
    IndicatorFilter,
    ProjectFilter,
    SelfEvaluationFilter,
)
from evaluations.api.serializers import (
    AggregateSerializer,
    EvaluationReportSerializer,
    IndicatorSerializer,
    ProjectSerializer,
    SelfEvaluationSerializer,
    TargetSerializer,
    WholeEvaluationReportSerializer,
    WholeSelfEvaluationSerializer,
)
from evaluations.models import EvaluationReport, Indicator, Project, SelfEvaluation
from evaluations.reading.records import FormKind
from evaluations.services.aggregate import aggregate
from evaluations.services.targets import common_targets
from finance_api.rest.cursors import CursorPages
from finance_api.rest.parameters import fault, invalid
from finance_api.rest.viewsets import Listed, Resource, Retrieved

OWNER = ("run__revision", "department")
OF_OWNER = {"department": DEPARTMENT, "disclosure": DISCLOSURE}
BY = OpenApiParameter(
    "by",
    OpenApiTypes.STR,
    enum=["year", "department"],
    description="One row a year, or one a department.",
)


class OrderedByFigures(Resource):
    """Lists in the order of a figure have only the rows that have it."""

    nullable: frozenset[str] = frozenset()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        asked = self.request.query_params.get("ordering", "").split(",")
        for name in self.nullable & {name.strip().lstrip("-") for name in asked}:
            rows = rows.filter(**{f"{name}__isnull": False})
        return rows


class ProjectViewSet(Listed, Retrieved, OrderedByFigures):
    """Every project once a year, with what form, summary, narrative and report say of it side by side."""

    resource = "projects"
    expansions = OF_OWNER
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {
        "id": "pk", "fiscal_year": "fiscal_year", "adjusted": "adjusted", "executed": "executed",
        "execution_rate": "execution_rate", "score": "score",
    }  # fmt: skip
    nullable = frozenset({"adjusted", "executed", "execution_rate", "score"})
    decimals = frozenset({"initial", "adjusted", "executed", "execution_rate", "score"})
    parameters = {"aggregate": frozenset({"by"})}
    sublists = {"history": Project, "aggregate": Project}

    def get_queryset(self) -> QuerySet[Project]:
        rows: QuerySet[Project] = Project.objects.published().select_related(*OWNER)
        return rows.prefetch_related("self_evaluations", "evaluation_reports")

    @extend_schema(summary="List projects", examples=[examples.PROJECT])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="A project", examples=[examples.PROJECT])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="A project over the years",
        description="The projects of the same department and name, in all years; where several of a year "
        "have that name, all of them.",
        responses={200: ProjectSerializer(many=True)},
        examples=[examples.PROJECT],
    )
    @action(detail=True, url_path="history")
    def history(self, request: Request, pk: str | None = None) -> HttpResponseBase:
        project = self.get_object()
        same = self.get_queryset().filter(department_id=project.department_id, folded=project.folded)
        return self.page_of(same)

    @extend_schema(
        summary="Projects taken together",
        description="Execution rate, distribution of scores, share of indicators met. Forms on a whole "
        "department are left out unless `kind` asks for them. 汇总。",
        parameters=[BY],
        responses={200: AggregateSerializer(many=True)},
        examples=[examples.AGGREGATE],
    )
    @action(detail=False, url_path="aggregate", pagination_class=None)
    def aggregate(self, request: Request) -> Response:
        by = request.query_params.get("by", "year")
        if by not in ("year", "department"):
            raise invalid(fault("by", "Either year or department.", zh="请在 year 与 department 中选一个。"))
        projects = self.filter_queryset(Project.objects.published())
        if "kind" not in request.query_params:
            projects = projects.exclude(kind=FormKind.DEPARTMENT)
        return Response(aggregate(projects, by_department=by == "department"))


class SelfEvaluationViewSet(Listed, Retrieved, OrderedByFigures):
    """Self-evaluation forms (绩效自评表)."""

    resource = "self-evaluations"
    expansions = OF_OWNER
    filterset_class = SelfEvaluationFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"id": "pk", "fiscal_year": "fiscal_year", "total_score": "total_score"}
    nullable = frozenset({"total_score"})
    decimals = nullable

    def get_serializer_class(self) -> type[SelfEvaluationSerializer]:
        return WholeSelfEvaluationSerializer if self.action == "retrieve" else SelfEvaluationSerializer

    def get_queryset(self) -> QuerySet[SelfEvaluation]:
        rows: QuerySet[SelfEvaluation] = SelfEvaluation.objects.published().select_related(*OWNER)
        return rows if self.action == "retrieve" else rows.defer("body")

    @extend_schema(summary="List self-evaluation forms", examples=[examples.SELF_EVALUATION])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(
        summary="A self-evaluation form with budget and indicators", examples=[examples.SELF_EVALUATION_WHOLE]
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


class IndicatorViewSet(Listed, Retrieved, Resource):
    """Indicators of all forms: targets, actual values, scores. Searchable by name."""

    resource = "indicators"
    expansions = OF_OWNER
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    decimals = frozenset({"target_number", "weight", "score"})
    sublists = {"targets": Indicator}

    def get_queryset(self) -> QuerySet[Indicator]:
        rows: QuerySet[Indicator] = Indicator.objects.published()
        return rows.select_related(*OWNER, "self_evaluation").defer("self_evaluation__body")

    @extend_schema(
        summary="Search indicators",
        description="For instance `?name__contains=满意度&fiscal_year=2023`. 查询绩效指标。",
        examples=[examples.INDICATOR],
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(
        summary="Targets that are set",
        description="What the indicators asked for aim at, the most frequent target first, and how often "
        "it was met: `?name__contains=满意度`. 指标值汇总。",
        responses={200: TargetSerializer(many=True)},
        examples=[examples.TARGET],
    )
    @action(detail=False, url_path="targets", pagination_class=None)
    def targets(self, request: Request) -> Response:
        return Response(common_targets(self.filter_queryset(Indicator.objects.published())))

    @extend_schema(summary="An indicator", examples=[examples.INDICATOR])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


class EvaluationReportViewSet(Listed, Retrieved, OrderedByFigures):
    """Evaluation reports (绩效评价报告): scores, grades, evaluators, problems."""

    resource = "evaluation-reports"
    expansions = OF_OWNER
    filterset_class = EvaluationReportFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"id": "pk", "fiscal_year": "fiscal_year", "total_score": "total_score"}
    nullable = frozenset({"total_score"})
    decimals = nullable

    def get_serializer_class(self) -> type[EvaluationReportSerializer]:
        return WholeEvaluationReportSerializer if self.action == "retrieve" else EvaluationReportSerializer

    def get_queryset(self) -> QuerySet[EvaluationReport]:
        rows: QuerySet[EvaluationReport] = EvaluationReport.objects.published().select_related(*OWNER)
        if self.action == "retrieve":
            return rows.prefetch_related("score_lines")
        return rows.defer("body")

    @extend_schema(summary="List evaluation reports", examples=[examples.REPORT])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(
        summary="An evaluation report with its score lines, problems and recommendations",
        examples=[examples.REPORT_WHOLE],
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)
