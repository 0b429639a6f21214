"""The report as the description of the API has it; the answer itself is written by `disclosures.report`."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.report_evaluations import (
    EvaluationNoteSerializer,
    FormSerializer,
    OverviewSerializer,
    ProjectAccountSerializer,
    ReportEvaluationSerializer,
    SummaryRowSerializer,
)
from disclosures.api.serializers.shared import ContradictionSerializer, MessageSerializer, PlaceSerializer
from disclosures.models.finding import SEVERITIES
from disclosures.models.statement import STATES


class ReportDocumentSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    sha256 = serializers.CharField()
    media_type = serializers.CharField()
    pages = serializers.IntegerField(allow_null=True)
    notes = serializers.ListField(child=serializers.JSONField())


class ReportDisclosureSerializer(serializers.Serializer[Any]):
    department = serializers.CharField(help_text="as printed; as declared where none is printed")
    fiscal_year = serializers.IntegerField()
    unit = serializers.CharField(allow_null=True)
    contradictions = ContradictionSerializer(many=True)


class CellSerializer(serializers.Serializer[Any]):
    measure = serializers.CharField(help_text="key of the column")
    heading = serializers.CharField(help_text="the column's heading as printed")
    text = serializers.CharField(allow_blank=True, help_text="as printed")
    amount = serializers.CharField(allow_null=True, help_text="decimal, in the statement's unit")
    state = serializers.ChoiceField(choices=STATES)
    place = PlaceSerializer()


class ReportLineSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]  # the member is called so
    line_number = serializers.CharField(allow_null=True)
    side = serializers.CharField(allow_null=True)
    block = serializers.CharField(allow_null=True)
    cells = CellSerializer(many=True)


class ReportStatementSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    title = serializers.CharField()
    form_number = serializers.CharField(allow_null=True)
    unit = serializers.CharField()
    lines = ReportLineSerializer(many=True)


class UnreadSentenceSerializer(serializers.Serializer[Any]):
    """A sentence of the narrative with a figure that was not understood, and so was not checked."""

    section = serializers.CharField()
    text = serializers.CharField()
    place = serializers.JSONField()


class FindingBodySerializer(serializers.Serializer[Any]):
    """Something in the document that is wrong or worth a look, with the cells it rests on."""

    rule = serializers.CharField()
    instance = serializers.CharField()
    severity = serializers.ChoiceField(choices=SEVERITIES)
    message = MessageSerializer()
    evidence = serializers.ListField(child=serializers.JSONField())
    expected = serializers.CharField(allow_null=True)
    printed = serializers.CharField(allow_null=True)
    difference = serializers.CharField(allow_null=True)
    tolerance = serializers.CharField(allow_null=True)
    root_cause = serializers.CharField(allow_null=True)
    suspects = serializers.ListField(child=serializers.JSONField())
    fingerprint = serializers.CharField()


class CheckCountsSerializer(serializers.Serializer[Any]):
    """Of so many rules, how many were evaluated at least once; and what became of every instance."""

    rules = serializers.IntegerField(help_text="rules in the catalogue")
    rules_evaluated = serializers.IntegerField(help_text="of which at least one instance passed or failed")
    completion = serializers.CharField(help_text="rules evaluated of all rules: decimal, four places")
    instances = serializers.IntegerField()
    passed = serializers.IntegerField()
    failed = serializers.IntegerField()
    not_applicable = serializers.IntegerField()
    not_evaluable = serializers.IntegerField()
    crashed = serializers.IntegerField()


class FamilyCountsSerializer(CheckCountsSerializer):
    family = serializers.CharField(help_text="T, X, R, CLS, NAR, PRF, EVL or FMT")


class NotEvaluableReasonSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    instances = serializers.IntegerField()
    rules = serializers.ListField(child=serializers.CharField(), help_text="those it stopped")
    sentences = MessageSerializer(many=True, help_text="the first of them")


class ReportChecksSerializer(CheckCountsSerializer):
    """What was looked at, by family, and why something was not."""

    families = FamilyCountsSerializer(many=True)
    reasons = NotEvaluableReasonSerializer(many=True, help_text="why instances were not evaluable")
    catalogue = serializers.CharField(help_text="fingerprint of the rules")


class CheckSummarySerializer(ReportChecksSerializer):
    run = serializers.UUIDField()
    findings = serializers.DictField(
        child=serializers.IntegerField(), help_text="by severity; those waived today are counted apart"
    )


class ReportSerializer(serializers.Serializer[Any]):
    """Everything that was read of a file and found in it."""

    document = ReportDocumentSerializer()
    disclosure = ReportDisclosureSerializer()
    statements = ReportStatementSerializer(many=True)
    claims = serializers.ListField(child=serializers.JSONField())
    unread_sentences = UnreadSentenceSerializer(many=True)
    self_evaluations = FormSerializer(many=True)
    self_evaluation_summaries = SummaryRowSerializer(many=True)
    self_evaluation_overviews = OverviewSerializer(many=True)
    evaluation_reports = ReportEvaluationSerializer(many=True)
    evaluation_notes = EvaluationNoteSerializer(many=True)
    project_accounts = ProjectAccountSerializer(many=True)
    checks = ReportChecksSerializer()
    findings = FindingBodySerializer(many=True)
