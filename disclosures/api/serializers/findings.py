from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.report import FindingBodySerializer
from disclosures.api.serializers.shared import DepartmentBriefSerializer, PlaceSerializer
from disclosures.models import Claim, Finding, Waiver


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
    expires_at = serializers.DateTimeField(required=False, allow_null=True)


class WaiverSerializer(serializers.ModelSerializer[Waiver]):
    """A finding accepted by a person. It holds for later runs over the same figures."""

    department = DepartmentBriefSerializer()

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
        )


class ExplanationSerializer(serializers.Serializer[Any]):
    """How an outcome came about, passed or failed: each term with interval and place, and the verdict."""

    rule = serializers.CharField()
    version = serializers.IntegerField()
    instance = serializers.CharField()
    outcome = serializers.CharField()
    reason = serializers.DictField(allow_null=True)
    relation = serializers.CharField(allow_null=True, help_text="over the keys of the figures")
    terms = serializers.ListField(child=serializers.JSONField())
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
