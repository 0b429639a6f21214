"""Projects, forms, indicators and reports as the API answers them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.catalogue import DepartmentSerializer
from disclosures.api.serializers.disclosures import DisclosureSerializer
from disclosures.api.serializers.report_evaluations import AccountLinkSerializer, FormIndicatorSerializer
from disclosures.api.serializers.shared import DepartmentBriefSerializer, PlaceSerializer
from evaluations.models import EvaluationReport, Indicator, Project, ScoreLine, SelfEvaluation

OWNER = ("disclosure", "department", "fiscal_year", "upload", "expanded")


class ExpandedOwnerSerializer(serializers.Serializer[Any]):
    """Only what `expand` names."""

    department = DepartmentSerializer(required=False)
    disclosure = DisclosureSerializer(required=False, allow_null=True)


class OwnedSerializer(serializers.ModelSerializer[Any]):
    """Whose and which year's it is, and where it was read."""

    disclosure = serializers.UUIDField(source="run.revision.disclosure_id")
    department = DepartmentBriefSerializer()
    upload = serializers.UUIDField(source="run.upload_id")
    place = PlaceSerializer()
    expanded = ExpandedOwnerSerializer(required=False)


class ProjectSerializer(OwnedSerializer):
    """One project: its money in yuan, its score, and what its sources say differently."""

    self_evaluations = serializers.PrimaryKeyRelatedField[SelfEvaluation](many=True, read_only=True)
    evaluation_reports = serializers.PrimaryKeyRelatedField[EvaluationReport](many=True, read_only=True)
    account_link = AccountLinkSerializer(help_text="what proves the account, or why there is none")
    sources = serializers.DictField(help_text="what each source says, as printed")
    differences = serializers.ListField(
        child=serializers.DictField(), help_text="figures that two sources give differently"
    )

    class Meta:
        model = Project
        fields = (
            "id", *OWNER, "name", "other_names", "code", "kind", "implementing_unit", "initial", "adjusted",
            "executed", "execution_rate", "score", "grade", "account", "account_link", "sources",
            "differences", "self_evaluations", "evaluation_reports", "place",
        )  # fmt: skip


class SelfEvaluationSerializer(OwnedSerializer):
    """A self-evaluation form in brief."""

    class Meta:
        model = SelfEvaluation
        fields: tuple[str, ...] = (
            "id", *OWNER, "project", "kind", "title", "project_name", "project_code", "implementing_unit",
            "total_score", "complete", "indicators_met", "indicators_met_exactly", "indicators_decided",
            "place",
        )  # fmt: skip


class WholeSelfEvaluationSerializer(SelfEvaluationSerializer):
    """A self-evaluation form with its budget, indicators and notes, as printed."""

    body = serializers.DictField()

    class Meta(SelfEvaluationSerializer.Meta):
        fields = (*SelfEvaluationSerializer.Meta.fields, "body")


class IndicatorSerializer(OwnedSerializer):
    """What was to be reached, what was, and what it scored."""

    project = serializers.CharField(source="self_evaluation.project_name")
    parts = FormIndicatorSerializer(many=True, help_text="the indicators of a merged row")

    class Meta:
        model = Indicator
        fields = (
            "id", *OWNER, "self_evaluation", "project", "level1", "level2", "level3", "target",
            "target_relation", "target_number", "target_unit", "actual", "weight", "score", "verdict",
            "reason", "shifted", "parts", "place",
        )  # fmt: skip


class ScoreLineSerializer(serializers.ModelSerializer[ScoreLine]):
    place = PlaceSerializer()

    class Meta:
        model = ScoreLine
        fields = ("table", "kind", "levels", "weight", "score", "rate", "shifted", "place")


class EvaluationReportSerializer(OwnedSerializer):
    """An evaluation report in brief."""

    class Meta:
        model = EvaluationReport
        fields: tuple[str, ...] = (
            "id", *OWNER, "project", "title", "project_name", "commissioner", "implementing_unit",
            "evaluator", "date", "total_score", "grade", "place",
        )  # fmt: skip


class WholeEvaluationReportSerializer(EvaluationReportSerializer):
    """An evaluation report with score lines, grade scale, detail tables, problems and recommendations."""

    body = serializers.DictField()
    score_lines = ScoreLineSerializer(many=True)

    class Meta(EvaluationReportSerializer.Meta):
        fields = (*EvaluationReportSerializer.Meta.fields, "body", "score_lines")


class AggregateSerializer(serializers.Serializer[Any]):
    """Projects of a year, or of a department and year, taken together. Amounts in yuan."""

    department = DepartmentBriefSerializer(allow_null=True)
    fiscal_year = serializers.IntegerField()
    projects = serializers.IntegerField()
    adjusted = serializers.CharField(allow_null=True)
    executed = serializers.CharField(allow_null=True)
    execution_rate = serializers.CharField(allow_null=True, help_text="executed by adjusted, a ratio")
    average_score = serializers.CharField(allow_null=True)
    scores = serializers.DictField(child=serializers.IntegerField(), help_text="projects by band of scores")
    indicators_decided = serializers.IntegerField(help_text="indicators of which can be said whether met")
    indicators_met = serializers.IntegerField()
    indicators_met_exactly = serializers.IntegerField(
        help_text="indicators of which what was reached is the target itself: ≥90% and 90%"
    )
    share_met = serializers.CharField(allow_null=True)
    share_met_exactly = serializers.CharField(allow_null=True)


class TargetSerializer(serializers.Serializer[Any]):
    """A target, how many indicators have it, and how many of them met it."""

    target_relation = serializers.CharField(allow_blank=True, help_text=">=, <=, >, <, = or empty")
    target_number = serializers.CharField(allow_null=True, help_text="null: the target is in words")
    target_unit = serializers.CharField(allow_blank=True)
    indicators = serializers.IntegerField()
    departments = serializers.IntegerField(help_text="that set it")
    met = serializers.IntegerField()
    missed = serializers.IntegerField()
