from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosures.api.serializers.catalogue import DepartmentSerializer
from disclosures.api.serializers.shared import PlaceSerializer
from disclosures.models import Disclosure, Revision


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    """One publication of a disclosure, with the file it was read from."""

    upload = serializers.UUIDField(source="run.upload_id")
    run = serializers.UUIDField(source="run_id")
    sha256 = serializers.CharField(source="run.upload.sha256")
    findings = serializers.JSONField(source="run.severities", help_text="number of findings by severity")
    checks = serializers.JSONField(source="run.checks", help_text="number of instances by outcome")

    class Meta:
        model = Revision
        fields = (
            "number", "kind", "reason", "upload", "run", "sha256", "findings", "checks", "published_at",
            "superseded_at", "withdrawn_at", "withdrawal_reason",
        )  # fmt: skip


class DisclosureSerializer(serializers.ModelSerializer[Disclosure]):
    """The final accounts of one department and year."""

    department = DepartmentSerializer()
    current_revision = RevisionSerializer(allow_null=True)
    links = serializers.SerializerMethodField()

    class Meta:
        model = Disclosure
        fields = (
            "id", "department", "fiscal_year", "unit_kind", "current_revision", "updated_at", "links",
        )  # fmt: skip

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string", "format": "uri"}})
    def get_links(self, disclosure: Disclosure) -> dict[str, str]:
        own = self.context["request"].build_absolute_uri(f"/api/v1/disclosures/{disclosure.pk}/")
        names = ("statements", "revisions", "diff", "findings")
        return {"self": own} | {name: f"{own}{name}/" for name in names}


class StatementBriefSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    title = serializers.CharField()
    form_number = serializers.CharField(allow_null=True)
    unit = serializers.CharField(help_text="as printed")
    measures = serializers.ListField(child=serializers.CharField())
    place = PlaceSerializer()


class StatementCellSerializer(serializers.Serializer[Any]):
    measure = serializers.CharField()
    heading = serializers.CharField()
    text = serializers.CharField(allow_blank=True, help_text="as printed")
    amount = serializers.CharField(allow_null=True, help_text="decimal, in `amount_unit`")
    state = serializers.CharField()
    place = PlaceSerializer()


class StatementLineSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]  # the member is called so
    item = serializers.CharField(allow_null=True)
    line_number = serializers.CharField(allow_null=True)
    side = serializers.CharField(allow_null=True)
    block = serializers.CharField(allow_null=True)
    cells = StatementCellSerializer(many=True)


class StatementSerializer(StatementBriefSerializer):
    """A statement line by line, as printed, each amount with its place."""

    amount_unit = serializers.CharField(help_text="元, or 万元 with unit=wan")
    lines = StatementLineSerializer(many=True)


class ChangeSerializer(serializers.Serializer[Any]):
    """A figure that two revisions state differently; null where one of them has none."""

    statement = serializers.CharField()
    line = serializers.CharField(help_text="code, or key or name of the line")
    label = serializers.CharField()  # type: ignore[assignment]  # the member is called so
    side = serializers.CharField(allow_null=True)
    measure = serializers.CharField()
    before = serializers.CharField(allow_null=True, help_text="as printed")
    after = serializers.CharField(allow_null=True, help_text="as printed")
    difference = serializers.CharField(allow_null=True, help_text="in yuan")


class DiffSerializer(serializers.Serializer[Any]):
    before = serializers.IntegerField(help_text="number of the earlier revision")
    after = serializers.IntegerField(help_text="number of the later revision")
    changes = ChangeSerializer(many=True)


class WithdrawRequestSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=2000, help_text="why; kept and shown")
