from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Prefetch, QuerySet
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.actors import actor_of, refusals_as_conflicts
from disclosures.api.boxes import chosen_boxes
from disclosures.api.filters.uploads import UploadFilter
from disclosures.api.serializers.uploads import (
    PublishRequestSerializer,
    UploadFormSerializer,
    UploadSerializer,
)
from disclosures.api.views.checking import CheckingMixin
from disclosures.models import Finding, Outcome, Run, Upload
from disclosures.models.upload import OPEN_STATUSES
from disclosures.services.cancel import cancel
from disclosures.services.pictures import page_picture
from disclosures.services.publish import publish
from disclosures.services.receive import receive
from disclosures.services.recheck import recheck
from finance_api.access.authentication import token_of
from finance_api.access.models import Scope
from finance_api.rest import conditional
from finance_api.rest.cursors import CursorPages
from finance_api.rest.idempotency import once
from finance_api.rest.problems import Problem
from finance_api.rest.viewsets import Listed, Resource, Retrieved

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="The same key again: the same answer. 幂等键。",
)


class UploadViewSet(CheckingMixin, Listed, Retrieved, Resource):
    """Files sent in to be read, checked and published. A token sees those of its organisation."""

    resource = "uploads"
    serializer_class = UploadSerializer
    filterset_class = UploadFilter
    pagination_class = CursorPages
    orderings = {"created_at": "created_at", "name": "name"}
    default_ordering = "-created_at"
    scopes = {
        "create": Scope.UPLOAD,
        "cancel": Scope.UPLOAD,
        "recheck": Scope.UPLOAD,
        "publish": Scope.PUBLISH,
    }
    parameters = {"explain": frozenset({"instance"}), "page": frozenset({"box"})}
    sublists = {"findings": Finding, "checks": Outcome}
    problems = {"create": (413, 507), "publish": (404,)}

    def get_parsers(self) -> list[Any]:
        return [MultiPartParser()] if self._is_creating() else super().get_parsers()

    def get_queryset(self) -> QuerySet[Upload]:
        runs = Run.objects.select_related("department", "revision")
        return Upload.objects.visible_to(token_of(self.request)).prefetch_related(
            Prefetch("runs", queryset=runs)
        )

    @extend_schema(
        summary="Upload a document",
        description="Sends a document to be read, checked and, if it has no error, published. "
        "上传决算文件：读取、勾稽检查，无错误则公开。\n\nThe answer comes at once; poll `Location`, or have "
        "a webhook called. The same bytes again are answered with the same upload (200).",
        request={"multipart/form-data": UploadFormSerializer},
        responses={
            202: OpenApiResponse(UploadSerializer, description="Received; a worker will take it up."),
            200: OpenApiResponse(UploadSerializer, description="These bytes were uploaded before."),
        },
        parameters=[IDEMPOTENCY_KEY],
        examples=[examples.upload(status="queued", codes=["202"]), examples.upload(codes=["200"])],
    )
    def create(self, request: Request) -> Response:
        return once(request, lambda: self._receive(request))

    @extend_schema(summary="List uploads", examples=[examples.upload(listed=True)])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().list(request, *args, **kwargs)

    @extend_schema(
        summary="An upload and how far it is",
        description="Poll this until `status` is valid, invalid, unreadable or failed. 轮询此地址直至完成。",
        examples=[examples.upload()],
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().retrieve(request, *args, **kwargs)
        if response.data and response.data.get("status") in OPEN_STATUSES:
            response["Retry-After"] = "1"
        return response

    @extend_schema(
        summary="The file as it was received",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(detail=True, url_path="file")
    def file(self, request: Request, pk: str | None = None) -> Any:
        upload = self.get_object()
        etag = f'"{upload.sha256}"'
        if (
            unchanged := conditional.not_modified(request, etag, cache_control="private, max-age=3600")
        ) is not None:
            return unchanged
        response = FileResponse(
            default_storage.open(upload.stored_as),
            as_attachment=True,
            filename=upload.name,
            content_type=upload.media_type or "application/octet-stream",
        )
        response["ETag"] = etag
        response["X-Content-Type-Options"] = "nosniff"
        return response

    @extend_schema(
        summary="Stop an upload that is not finished", request=None, responses={200: UploadSerializer}
    )
    @action(detail=True, methods=["post"], url_path="cancel")
    def cancel(self, request: Request, pk: str | None = None) -> Response:
        with refusals_as_conflicts():
            cancel(upload=self.get_object(), actor=actor_of(request))
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(summary="Read and check it again", request=None, responses={202: UploadSerializer})
    @action(detail=True, methods=["post"], url_path="recheck")
    def recheck(self, request: Request, pk: str | None = None) -> Response:
        with refusals_as_conflicts():
            recheck(upload=self.get_object(), actor=actor_of(request))
        return self._accepted(self.get_object())

    @extend_schema(
        summary="Publish what is held, on purpose",
        request=PublishRequestSerializer,
        responses={200: UploadSerializer},
        examples=[examples.PUBLISH_REQUEST],
    )
    @action(detail=True, methods=["post"], url_path="publish")
    def publish(self, request: Request, pk: str | None = None) -> Response:
        run = self.finished_run()
        form = PublishRequestSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        with refusals_as_conflicts():
            publish(run=run, reason=form.validated_data["reason"], actor=actor_of(request))
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(
        summary="A page as a picture",
        parameters=[
            OpenApiParameter("number", int, OpenApiParameter.PATH, description="counted from 1"),
            OpenApiParameter(
                "box", str, many=True, description="a place to mark, as it stands in `place`: x0,y0,x1,y1"
            ),
        ],
        responses={(200, "image/png"): OpenApiTypes.BINARY},
    )
    def page(self, request: Request, number: int, pk: str | None = None) -> HttpResponse:
        upload, boxes = self.get_object(), chosen_boxes(request)
        etag = conditional.etag_of("page", upload.sha256, number, boxes)
        if (unchanged := conditional.not_modified(request, etag)) is not None:
            return unchanged
        picture = page_picture(upload=upload, number=number, boxes=boxes)
        if picture is None:
            raise Problem(
                "not-found",
                f"The file has no page {number} that can be shown.",
                zh=f"文件没有可显示的第 {number} 页。",
            )
        return HttpResponse(picture, content_type="image/png", headers=conditional.caching(etag))

    def _receive(self, request: Request) -> Response:
        form = UploadFormSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        file = form.validated_data["file"]
        received = receive(
            file=file,
            name=file.name,
            declared=form.declared(),
            reference=form.validated_data.get("reference", ""),
            actor=actor_of(request),
        )
        upload = self.get_queryset().get(pk=received.upload.pk)
        if received.started:
            return self._accepted(upload)
        data = self.get_serializer(upload).data
        return Response(data, status=200, headers={"Content-Location": data["links"]["self"]})

    def _accepted(self, upload: Upload) -> Response:
        data = self.get_serializer(upload).data
        return Response(data, status=202, headers={"Location": data["links"]["self"], "Retry-After": "1"})

    def _is_creating(self) -> bool:
        """Asked before the action is known: by the schema, and while the request is taken apart."""
        method = (self.request.method or "").lower() if self.request else ""
        return getattr(self, "action_map", {}).get(method) == "create"
