"""What a published figure was read from: its page with the cell marked, and the file itself."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.http.response import HttpResponse, HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request

from disclosures.api.boxes import chosen_boxes
from disclosures.models import Revision
from disclosures.services.pictures import page_picture
from finance_api.rest import conditional
from finance_api.rest.problems import Problem

NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH, description="number of the revision")


class SourcesMixin:
    """Actions of disclosures. Every revision that was published stays readable."""

    @extend_schema(
        summary="A page that figures were read from",
        description="PNG; `box=x0,y0,x1,y1` marks a cell. 原文页面图像，可标出单元格。",
        parameters=[
            NUMBER,
            OpenApiParameter("page", int, OpenApiParameter.PATH, description="counted from 1"),
            OpenApiParameter("box", str, many=True, description="x0,y0,x1,y1 in points"),
        ],
        responses={(200, "image/png"): OpenApiTypes.BINARY},
    )
    def page(self: Any, request: Request, pk: str, number: int, page: int) -> HttpResponseBase:
        upload, boxes = self.revision_numbered(number).run.upload, chosen_boxes(request)
        etag = conditional.etag_of("page", upload.sha256, page, boxes)
        headers = conditional.caching(etag, conditional.IMMUTABLE)
        if conditional.is_known(request, etag):
            return HttpResponse(status=304, headers=headers)
        picture = page_picture(upload=upload, number=page, boxes=boxes)
        if picture is None:
            raise Problem(
                "not-found",
                f"The file has no page {page} that can be shown.",
                zh=f"文件没有可显示的第 {page} 页。",
            )
        return HttpResponse(picture, content_type="image/png", headers=headers)

    @extend_schema(
        summary="The file that a revision was read from",
        description="The bytes as they were published, with their SHA-256 as ETag. 原始文件。",
        parameters=[NUMBER],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(
        detail=True,
        url_path=r"revisions/(?P<number>\d{1,4})/file",
        pagination_class=None,
        filterset_class=None,
    )
    def source_file(self: Any, request: Request, pk: str, number: str) -> HttpResponseBase:
        upload = self.revision_numbered(int(number)).run.upload
        headers = conditional.caching(f'"{upload.sha256}"', conditional.IMMUTABLE)
        if conditional.is_known(request, headers["ETag"]):
            return HttpResponse(status=304, headers=headers)
        return FileResponse(
            default_storage.open(upload.stored_as),
            as_attachment=True,
            filename=upload.name,
            content_type=upload.media_type or "application/octet-stream",
            headers={**headers, "X-Content-Type-Options": "nosniff"},
        )

    def revision_numbered(self: Any, number: int) -> Revision:
        found: Revision | None = (
            self.get_object().revisions.filter(number=number).select_related("run__upload").first()
        )
        if found is None:
            raise Problem("not-found", f"There is no revision {number}.", zh=f"没有第 {number} 版。")
        return found
