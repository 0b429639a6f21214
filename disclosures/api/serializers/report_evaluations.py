"""The report's sections on performance, as the description of the API has them. Figures are as printed."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.shared import MessageSerializer, PlaceSerializer


def printed(**options: Any) -> serializers.CharField:
    """A figure or words as printed; null where nothing is."""
    return serializers.CharField(allow_null=True, **options)


class FundRowSerializer(serializers.Serializer[Any]):
    source = serializers.CharField(help_text="the row's name as printed")  # type: ignore[assignment]
    source_key = serializers.CharField(help_text="what it means: total, current_year_appropriation …")
    initial = serializers.CharField(allow_blank=True)
    adjusted = serializers.CharField(allow_blank=True)
    executed = serializers.CharField(allow_blank=True)
    weight = serializers.CharField(allow_blank=True)
    rate = serializers.CharField(allow_blank=True)
    score = serializers.CharField(allow_blank=True)
    place = PlaceSerializer()


class FormIndicatorSerializer(serializers.Serializer[Any]):
    level1 = serializers.CharField(allow_blank=True)
    level2 = serializers.CharField(allow_blank=True)
    level3 = serializers.CharField()
    target = serializers.CharField(allow_blank=True)
    actual = serializers.CharField(allow_blank=True)
    weight = serializers.CharField(allow_blank=True)
    score = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    shifted = serializers.BooleanField(help_text="cells stood in other columns and were put back")
    verdict = serializers.CharField(help_text="met, missed or undecidable")
    place = PlaceSerializer()
    parts = serializers.ListField(
        child=serializers.JSONField(), required=False, help_text="the indicators of a merged row"
    )


class FormSerializer(serializers.Serializer[Any]):
    """绩效自评表."""

    kind = serializers.CharField(help_text="project, transfer or department")
    title = serializers.CharField(allow_blank=True)
    project = serializers.CharField()
    project_code = printed()
    department = printed()
    implementing_unit = printed()
    year = serializers.IntegerField(allow_null=True)
    unit = printed()
    total_score = printed()
    subtotal_weight = printed()
    subtotal_score = printed()
    expected_objectives = serializers.CharField(allow_blank=True)
    actual_objectives = serializers.CharField(allow_blank=True)
    explanation = serializers.CharField(allow_blank=True)
    notes = serializers.ListField(child=serializers.CharField())
    complete = serializers.BooleanField(help_text="read from heading to total")
    unread_rows = serializers.IntegerField(help_text="rows that were not understood")
    place = PlaceSerializer()
    budget = FundRowSerializer(many=True)
    indicators = FormIndicatorSerializer(many=True)


class ProjectFiguresSerializer(serializers.Serializer[Any]):
    project = serializers.CharField()
    adjusted = printed()
    executed = printed()
    rate = printed()
    score = printed()
    place = PlaceSerializer()


class SummaryRowSerializer(ProjectFiguresSerializer):
    """One project of 自评情况汇总表 (self_evaluation) or 部门评价情况汇总表 (evaluation)."""

    kind = serializers.CharField()
    unit_name = printed()
    fund_name = printed()
    initial = printed()
    grade = printed()


class OverviewSerializer(ProjectFiguresSerializer):
    """The narrative's paragraph on one project (绩效自评综述)."""

    kind = serializers.CharField()
    text = serializers.CharField()


class ProvenWithSerializer(serializers.Serializer[Any]):
    project = serializers.CharField()
    place = PlaceSerializer()


class NoLinkSerializer(MessageSerializer):
    code = serializers.CharField()


class AccountLinkSerializer(serializers.Serializer[Any]):
    """The account in whose project expenditure a project's money stands, or why that cannot be said."""

    account = printed(help_text="code; null where nothing proves one")
    label = printed()  # type: ignore[assignment]
    proof = printed(help_text="alone: the account shows what it executed; together: what several did")
    together_with = ProvenWithSerializer(many=True)
    reason = NoLinkSerializer(allow_null=True)


class ProjectAccountSerializer(AccountLinkSerializer):
    project = serializers.CharField()
    executed = printed()
    place = PlaceSerializer()


class ReportEvaluationSerializer(serializers.Serializer[Any]):
    """绩效评价报告, in the members that every report has."""

    title = serializers.CharField()
    project = serializers.CharField(allow_blank=True)
    commissioner = printed()
    department = printed()
    implementing_unit = printed()
    evaluator = printed()
    date = printed()
    period = printed()
    total_score = printed()
    grade = printed()
    scale = serializers.ListField(child=serializers.JSONField(), help_text="the printed grade scale")
    place = PlaceSerializer()
    score_tables = serializers.ListField(child=serializers.JSONField())
    score_lines = serializers.ListField(child=serializers.JSONField())
    text_scores = serializers.ListField(child=serializers.JSONField())
    detail_tables = serializers.ListField(child=serializers.JSONField())
    funds = serializers.ListField(child=serializers.JSONField())
    problems = serializers.ListField(child=serializers.JSONField())
    recommendations = serializers.ListField(child=serializers.JSONField())


class EvaluationNoteSerializer(MessageSerializer):
    """What of forms could not be read."""

    code = serializers.CharField(help_text="self_evaluation_incomplete or self_evaluation_not_read")
    place = PlaceSerializer()
