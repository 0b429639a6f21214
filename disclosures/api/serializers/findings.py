from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosures.api.serializers.report import FindingBodySerializer
from disclosures.api.serializers.shared import DepartmentBriefSerializer, MessageSerializer, PlaceSerializer
from disclosures.models import Claim, Finding, Waiver
from finance_api.rest.languages import in_reader_language


class FindingSerializer(FindingBodySerializer):
    """A finding with whose and which year's it is."""

    id = serializers.IntegerField()
    department = DepartmentBriefSerializer(allow_null=True)
    fiscal_year = serializers.IntegerField(allow_null=True)
    upload = serializers.UUIDField()
    waived = serializers.BooleanField(help_text="accepted by a person, with a reason")

    def to_representation(self, finding: Finding) -> dict[str, Any]:
        run = finding.run
        department = run.department
        return {
            "id": finding.pk,
            "department": {"id": department.pk, "name": department.name} if department else None,
            "fiscal_year": run.fiscal_year,
            "upload": str(run.upload_id),
            "waived": getattr(finding, "waived", False),
            **finding.body,
        }


class WaiveRequestSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000, help_text="why it is accepted; kept and shown")
    expires_at = serializers.DateTimeField(
        required=False, allow_null=True, help_text="in the future; without it the waiver does not expire"
    )

    def validate_expires_at(self, moment: datetime | None) -> datetime | None:
        if moment is not None and moment <= timezone.now():
            raise serializers.ValidationError(
                in_reader_language("A waiver cannot expire in the past.", "到期时间应晚于现在。")
            )
        return moment


class WaiverSerializer(serializers.ModelSerializer[Waiver]):
    """A finding accepted by a person. It holds for later runs over the same figures of the same sender."""

    department = DepartmentBriefSerializer()
    in_force = serializers.SerializerMethodField(help_text="neither expired nor withdrawn")

    class Meta:
        model = Waiver
        fields = (
            "id",
            "department",
            "fiscal_year",
            "rule",
            "fingerprint",
            "reason",
            "created_at",
            "expires_at",
            "withdrawn_at",
            "in_force",
        )

    @extend_schema_field({"type": "boolean"})
    def get_in_force(self, waiver: Waiver) -> bool:
        return waiver.in_force(timezone.now())


class ExplanationSerializer(serializers.Serializer[Any]):
    """How an outcome came about, passed or failed: each term with interval and place, and the verdict."""

    rule = serializers.CharField()
    title = MessageSerializer(help_text="what the rule says must hold")
    version = serializers.IntegerField()
    instance = serializers.CharField()
    outcome = serializers.CharField()
    reason = serializers.DictField(allow_null=True)
    relation = serializers.CharField(allow_null=True, help_text="over the keys of the figures")
    terms = serializers.ListField(child=serializers.JSONField())
    evidence = serializers.ListField(
        child=serializers.JSONField(), help_text="what was looked at beside the terms"
    )
    verdict = serializers.DictField(allow_null=True)


class ClaimSerializer(serializers.ModelSerializer[Claim]):
    """What a sentence of the narrative says about a quantity."""

    department = DepartmentBriefSerializer(source="run.department")
    fiscal_year = serializers.IntegerField(source="run.fiscal_year")
    upload = serializers.UUIDField(source="run.upload_id")
    place = PlaceSerializer()

    class Meta:
        model = Claim
        fields = (
            "id", "department", "fiscal_year", "upload", "section", "subject", "quantity", "value", "unit",
            "printed", "text", "account", "direction", "base", "group", "place",
        )  # fmt: skip
