from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosures.analysis import Declared
from disclosures.api.declarations import warnings
from disclosures.api.serializers.shared import (
    ContradictionSerializer,
    DepartmentBriefSerializer,
    ReasonSerializer,
)
from disclosures.models import Region, Run, Upload
from disclosures.models.upload import UploadStatus
from finance_api.rest.languages import in_reader_language


class DocumentFormSerializer(serializers.Serializer[Any]):
    """A document, and what the sender knows about it. What is said here wins over what is printed.

    But for a department that is not known where the document names another, and a region that is not the
    one in the department's name: `warnings` says so.
    """

    file = serializers.FileField(
        max_length=255, help_text="PDF, DOCX, XLSX, XLS, ODS, HTML, text, or a ZIP of them"
    )
    department = serializers.CharField(required=False, max_length=200, help_text="部门名称")
    fiscal_year = serializers.IntegerField(
        required=False, min_value=1949, max_value=2100, help_text="决算年度, such as 2023"
    )
    region = serializers.RegexField(
        r"^\d{6}$", required=False, help_text="行政区划代码, six digits, of the department's region"
    )

    def validate_region(self, code: str) -> str:
        if not Region.objects.filter(code=code).exists():
            sentence = in_reader_language("There is no region of this code.", "没有此行政区划代码。")
            raise serializers.ValidationError(sentence, code="unknown")
        return code

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(self.initial_data) - set(self.fields))
        if unknown:
            listed = ", ".join(self.fields)
            message = in_reader_language(
                f"Unknown form field. There are: {listed}.", f"未知的表单字段。可用：{listed}。"
            )
            raise serializers.ValidationError({name[:100]: [message] for name in unknown}, code="unknown")
        self._refuse_repeated()
        return attrs

    def _refuse_repeated(self) -> None:
        """Of several values all but one would be lost without a word."""
        repeated = [str(name) for name in self.fields if len(self.initial_data.getlist(name)) > 1]
        message = in_reader_language(
            "Given more than once. Several files of one disclosure go into one ZIP.",
            "此字段重复；同一部门决算的多个文件请打包为一个 ZIP。",
        )
        if repeated:
            raise serializers.ValidationError({name: [message] for name in repeated}, code="repeated")

    def declared(self) -> Declared:
        said = self.validated_data
        return Declared(
            department=said.get("department", ""),
            fiscal_year=said.get("fiscal_year"),
            region=said.get("region", ""),
        )


class UploadFormSerializer(DocumentFormSerializer):
    reference = serializers.CharField(required=False, max_length=200, help_text="your own reference")


class PublishedSerializer(serializers.Serializer[Any]):
    disclosure = serializers.UUIDField()
    revision = serializers.IntegerField()
    is_current = serializers.BooleanField()


class RunSerializer(serializers.ModelSerializer[Run]):
    """One reading and checking of an upload, with its progress."""

    status = serializers.ChoiceField(choices=UploadStatus.choices)
    department = DepartmentBriefSerializer(allow_null=True)
    error = serializers.SerializerMethodField()
    findings = serializers.JSONField(source="severities", help_text="number of findings by severity")
    published = serializers.SerializerMethodField()
    contradictions = ContradictionSerializer(many=True)

    class Meta:
        model = Run
        fields = (
            "id", "number", "trigger", "status", "stage", "stages_done", "stages_total", "attempt",
            "max_attempts", "department", "fiscal_year", "unit", "pages", "checks", "findings", "catalogue",
            "notes", "contradictions", "error", "published", "created_at", "started_at", "finished_at",
        )  # fmt: skip

    @extend_schema_field(ReasonSerializer(allow_null=True))
    def get_error(self, run: Run) -> dict[str, Any] | None:
        if not run.error_code:
            return None
        return {"code": run.error_code, "message": {"zh": run.error_zh, "en": run.error_en}}

    @extend_schema_field(PublishedSerializer(allow_null=True))
    def get_published(self, run: Run) -> dict[str, Any] | None:
        revision = getattr(run, "revision", None)
        if revision is None:
            return None
        return {
            "disclosure": str(revision.disclosure_id),
            "revision": revision.number,
            "is_current": revision.superseded_at is None and revision.withdrawn_at is None,
        }


class UploadSerializer(serializers.ModelSerializer[Upload]):
    """A file as received. `run` is the latest reading of it; `status` is that run's."""

    status = serializers.ChoiceField(choices=UploadStatus.choices)
    declared = serializers.SerializerMethodField()
    warnings = serializers.SerializerMethodField()
    run = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()

    class Meta:
        model = Upload
        fields = (
            "id", "status", "name", "sha256", "size", "media_type", "reference", "declared", "warnings",
            "created_at", "finished_at", "run", "links",
        )  # fmt: skip

    @extend_schema_field({"type": "object", "additionalProperties": True})
    def get_declared(self, upload: Upload) -> dict[str, Any]:
        said = {
            "department": upload.declared_department,
            "fiscal_year": upload.declared_fiscal_year,
            "region": upload.declared_region,
        }
        return {name: value for name, value in said.items() if value}

    @extend_schema_field(ReasonSerializer(many=True))
    def get_warnings(self, upload: Upload) -> list[dict[str, Any]]:
        run = _latest_run(upload)
        return warnings(upload, run) if run else []

    @extend_schema_field(RunSerializer(allow_null=True))
    def get_run(self, upload: Upload) -> Any:
        run = _latest_run(upload)
        return RunSerializer(run, context=self.context).data if run else None

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "format": "uri"}})
    def get_links(self, upload: Upload) -> dict[str, str]:
        request = self.context["request"]
        own = request.build_absolute_uri(f"/api/v1/uploads/{upload.pk}/")
        return {"self": own} | {
            name: f"{own}{name}/" for name in ("report", "file", "runs", "findings", "checks")
        }


def _latest_run(upload: Upload) -> Run | None:
    return max(upload.runs.all(), key=lambda run: run.number, default=None)


class PublishRequestSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000, help_text="why it is published although held; kept")


class OutcomeSerializer(serializers.Serializer[Any]):
    """The outcome of one instance of a rule."""

    id = serializers.IntegerField()
    rule = serializers.CharField()
    instance = serializers.CharField()
    status = serializers.CharField()
    reason = ReasonSerializer(allow_null=True, help_text="why it was not evaluated")
    severity = serializers.CharField()
    band = serializers.CharField(allow_blank=True, help_text="exact, or A, B, C: how far it is off")
