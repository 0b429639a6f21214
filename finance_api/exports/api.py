"""`exports/`: order a whole dataset, follow its progress, fetch it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.http import FileResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from finance_api.access.authentication import token_of
from finance_api.exports import services
from finance_api.exports.datasets import ALL, DATASETS
from finance_api.exports.models import Export, ExportStatus
from finance_api.exports.tasks import write_export
from finance_api.rest import conditional
from finance_api.rest.files import FORMATS
from finance_api.rest.idempotency import once
from finance_api.rest.languages import in_reader_language
from finance_api.rest.pages import NumberedPages
from finance_api.rest.problems import Problem
from finance_api.rest.viewsets import Listed, Resource, Retrieved

LONGEST_QUERY = 2000


class ProgressSerializer(serializers.Serializer[Any]):
    done = serializers.IntegerField(help_text="rows written")
    total = serializers.IntegerField(allow_null=True, help_text="rows there are; null before it is counted")


class ExportSerializer(serializers.ModelSerializer[Export]):
    """A list as a file: a ZIP with the data and its datapackage.json."""

    dataset = serializers.CharField(help_text="a list of the API, or all")
    progress = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()

    class Meta:
        model = Export
        fields = (
            "id", "dataset", "query", "format", "nightly", "status", "progress", "size", "sha256",
            "created_at", "finished_at", "expires_at", "links",
        )  # fmt: skip

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, export: Export) -> dict[str, int | None]:
        return {"done": export.rows_done, "total": export.rows_total}

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "format": "uri"}})
    def get_links(self, export: Export) -> dict[str, str]:
        own = self.context["request"].build_absolute_uri(f"/api/v1/exports/{export.pk}/")
        ready = ("file", "manifest") if export.status == ExportStatus.READY else ()
        return {"self": own} | {name: f"{own}{name}/" for name in ready}


class ExportRequestSerializer(serializers.Serializer[Any]):
    dataset = serializers.ChoiceField(choices=[*DATASETS, ALL], help_text="a list of the API, or all")
    query = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=LONGEST_QUERY,
        help_text="filters, `fields`, `omit`, `ordering` and `unit` as in the address of the list",
    )
    format = serializers.ChoiceField(choices=list(FORMATS), default="csv")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["dataset"] == ALL and attrs.get("query"):
            sentence = in_reader_language(
                "All datasets together cannot be filtered.", "全部数据集一并导出时不能筛选。"
            )
            raise serializers.ValidationError({"query": sentence})
        if attrs["dataset"] in ("facts", ALL) and attrs["format"] == "xlsx":
            sentence = in_reader_language(
                "Too many rows for a sheet: take csv or parquet.",
                "行数超过工作表的上限：请改用 csv 或 parquet。",
            )
            raise serializers.ValidationError({"format": sentence})
        return attrs


_VALUE = {
    "id": "019c26a1-7e3a-7c55-9d5e-5a5d3b0c9f10",
    "dataset": "facts",
    "query": "fiscal_year=2022&statement=expenditure",
    "format": "csv",
    "nightly": False,
    "status": "ready",
    "progress": {"done": 4711, "total": 4711},
    "size": 182133,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "created_at": "2026-08-20T09:30:00+08:00",
    "finished_at": "2026-08-20T09:30:04+08:00",
    "expires_at": "2026-08-23T09:30:04+08:00",
    "links": {"self": "https://finance.example.org/api/v1/exports/019c26a1-7e3a-7c55-9d5e-5a5d3b0c9f10/"},
}
_EXAMPLE = OpenApiExample("export", value=_VALUE, response_only=True, status_codes=["200", "202"])
_ASKED = OpenApiExample(
    "request",
    value={"dataset": "facts", "query": "fiscal_year=2022&statement=expenditure", "format": "csv"},
    request_only=True,
)
_MANIFEST = OpenApiExample(
    "manifest",
    value={
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "facts",
        "created": "2026-08-20T09:30:04+08:00",
        "resources": [
            {
                "name": "facts",
                "path": "facts.csv",
                "rows": 4711,
                "bytes": 182133,
                "hash": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "schema": {"fields": [{"name": "amount", "type": "number"}]},
            }
        ],
    },
    response_only=True,
    status_codes=["200"],
)
_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key again: the same export.",
)


class ExportViewSet(Listed, Retrieved, Resource):
    """Whole datasets of published data, written in the background and kept for a while."""

    resource = "exports"
    serializer_class = ExportSerializer
    pagination_class = NumberedPages
    filter_backends = ()
    lookup_value_regex = "[0-9a-f-]{36}"
    orderings = {"created_at": "created_at"}
    default_ordering = "-created_at"
    problems = {"create": (422, 503), "file": (409,), "manifest": (409,)}

    def get_queryset(self) -> QuerySet[Export]:
        """Without a token one sees the nightly files and what one knows the id of."""
        shown = Export.objects.visible_to(token_of(self.request))
        if self.action == "list" and token_of(self.request) is None:
            return shown.filter(nightly=True)
        return shown

    @extend_schema(summary="List exports", examples=[_EXAMPLE])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(summary="An export and its progress", examples=[_EXAMPLE])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(
        summary="Order an export",
        description="Answered at once with 202; poll `Location`. 整库或筛选后的数据导出（后台生成）。",
        parameters=[_KEY],
        request=ExportRequestSerializer,
        responses={202: ExportSerializer},
        examples=[_ASKED, _EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        return once(request, lambda: self._order(request))

    @extend_schema(
        summary="The file of an export",
        description="A ZIP with the data and datapackage.json.",
        responses={(200, "application/zip"): OpenApiTypes.BINARY},
    )
    @action(detail=True, pagination_class=None)
    def file(self, request: Request, pk: str | None = None) -> HttpResponseBase:
        export = self._ready()
        headers = conditional.caching(f'"{export.sha256}"')
        if conditional.is_known(request, headers["ETag"]):
            return Response(status=304, headers=headers)
        name = f"final-accounts-{export.dataset}-{export.created_at:%Y%m%d}.zip"
        return FileResponse(
            default_storage.open(export.stored_as),
            as_attachment=True,
            filename=name,
            content_type="application/zip",
            headers=headers,
        )

    @extend_schema(
        summary="What an export holds",
        description="Data Package 2.0: each file with its rows, SHA-256 and Table Schema. 数据清单。",
        responses={200: OpenApiTypes.OBJECT},
        examples=[_MANIFEST],
    )
    @action(detail=True, pagination_class=None)
    def manifest(self, request: Request, pk: str | None = None) -> Response:
        export = self._ready()
        headers = conditional.caching(f'"{export.sha256}"')
        return conditional.not_modified(request, headers["ETag"]) or Response(
            export.manifest, headers=headers
        )

    def _order(self, request: Request) -> Response:
        form = ExportRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        token, asked = token_of(request), form.validated_data
        try:
            with transaction.atomic():
                export = services.order(
                    dataset=asked["dataset"],
                    query=asked.get("query", ""),
                    format_=asked["format"],
                    organisation=token.organisation if token else None,
                )
                transaction.on_commit(partial(write_export.delay, str(export.pk)))
        except services.TooManyOpen as refusal:
            raise Problem(
                "unavailable",
                "Too many exports are waiting.",
                headers={"Retry-After": "60"},
                zh="等待中的导出过多，请稍后重试。",
            ) from refusal
        data = self.get_serializer(export).data
        headers = {"Location": data["links"]["self"], "Retry-After": "1"}
        return Response(data, status=202, headers=headers)

    def _ready(self) -> Export:
        export: Export = self.get_object()
        if export.status != ExportStatus.READY:
            raise Problem(
                "conflict",
                f"The export is {export.status}, not ready.",
                zh=f"导出尚未就绪，当前状态：{export.status}。",
            )
        return export
