from __future__ import annotations

from pathlib import Path

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures import pipeline
from disclosures.analysis import Analysis
from disclosures.api import examples
from disclosures.api.serializers.report import ReportSerializer
from disclosures.api.serializers.uploads import DocumentFormSerializer
from disclosures.documents.errors import Unreadable
from disclosures.report import report
from finance_api.access.models import Scope
from finance_api.rest.problems import Problem
from finance_api.rest.viewsets import Resource


class ValidationViewSet(Resource):
    """Check a document without keeping it."""

    resource = "validations"
    serializer_class = DocumentFormSerializer
    parser_classes = (MultiPartParser,)
    pagination_class = None
    filter_backends = ()
    scopes = {"create": Scope.UPLOAD}
    problems = {"create": (413, 422, 507)}

    @extend_schema(
        summary="Check a document without keeping it",
        description="Answers with the report when the document is read and checked. Nothing is stored. "
        "只检查，不保存。",
        request={"multipart/form-data": DocumentFormSerializer},
        responses={200: ReportSerializer},
        examples=[examples.REPORT],
    )
    def create(self, request: Request) -> Response:
        form = DocumentFormSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        file = form.validated_data["file"]
        analysis = Analysis(
            path=Path(file.temporary_file_path()),
            name=file.name,
            declared=form.declared(),
            limits=pipeline.reading_limits(),
        )
        try:
            return Response(report(pipeline.analyse(analysis)))
        except Unreadable as reason:
            raise Problem("unreadable-document", reason.en, zh=reason.zh, code=reason.code.value) from reason
