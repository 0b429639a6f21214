"""Figures added up, set in line or set side by side."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.shared import (
    DepartmentBriefSerializer,
    MessageSerializer,
    RegionBriefSerializer,
)


class NoteSerializer(serializers.Serializer[Any]):
    """What keeps figures from being compared or added up as they stand; further members by code."""

    code = serializers.CharField(
        help_text="renamed_account, restated, published_with_errors, withdrawn, unreadable, "
        "units_within_department, fewer_departments or held"
    )
    message = MessageSerializer()


class GroupSerializer(serializers.Serializer[Any]):
    """The members of `group_by`, and the numbers of their amounts."""

    department = DepartmentBriefSerializer(required=False)
    region = RegionBriefSerializer(required=False, allow_null=True)
    fiscal_year = serializers.IntegerField(required=False)
    statement = serializers.CharField(required=False)
    measure = serializers.CharField(required=False)
    account = serializers.CharField(required=False, allow_null=True)
    name = serializers.CharField(required=False, allow_null=True, help_text="of the account")
    item = serializers.CharField(required=False, allow_null=True)
    side = serializers.CharField(required=False, allow_null=True)
    sum = serializers.CharField(allow_null=True, help_text="null where no cell has an amount")
    min = serializers.CharField(allow_null=True)
    max = serializers.CharField(allow_null=True)
    mean = serializers.CharField(allow_null=True, help_text="of the amounts there are")
    count = serializers.IntegerField(help_text="number of amounts")
    share = serializers.CharField(
        allow_null=True, help_text="of the account above, or of everything; 1 is all"
    )


class FactAggregateSerializer(serializers.Serializer[Any]):
    statement = serializers.CharField(allow_null=True)
    measure = serializers.CharField(allow_null=True)
    lines = serializers.CharField(help_text="which were added up: 1, 2, 3, leaves, total, account, item")
    amount_unit = serializers.CharField(help_text="元, or 万元 with unit=wan")
    more = serializers.BooleanField(help_text="whether `limit` has left groups out")
    notes = NoteSerializer(many=True)
    results = GroupSerializer(many=True)


class PointSerializer(serializers.Serializer[Any]):
    fiscal_year = serializers.IntegerField()
    amount = serializers.CharField(allow_null=True, help_text="null: nothing published or readable")
    departments = serializers.IntegerField(help_text="that the amount comes from")
    count = serializers.IntegerField()
    change = serializers.CharField(allow_null=True, help_text="from the year before")
    change_rate = serializers.CharField(allow_null=True, help_text="0.1 is a tenth more")


class SeriesSerializer(serializers.Serializer[Any]):
    """One amount over the years."""

    statement = serializers.CharField(allow_null=True)
    measure = serializers.CharField(allow_null=True)
    lines = serializers.CharField()
    amount_unit = serializers.CharField()
    notes = NoteSerializer(many=True)
    results = PointSerializer(many=True)


class ThreePublicItemSerializer(serializers.Serializer[Any]):
    budget = serializers.CharField(allow_null=True)
    actual = serializers.CharField(allow_null=True)
    difference = serializers.CharField(allow_null=True, help_text="actual less budget")
    rate = serializers.CharField(allow_null=True, help_text="actual by budget; 1 is as budgeted")


class ThreePublicSerializer(serializers.Serializer[Any]):
    """“三公”经费 of one department and year: budget (预算数) against actual (决算数)."""

    disclosure = serializers.UUIDField()
    revision = serializers.IntegerField()
    department = DepartmentBriefSerializer()
    fiscal_year = serializers.IntegerField()
    amount_unit = serializers.CharField()
    total = ThreePublicItemSerializer(help_text="合计")
    overseas = ThreePublicItemSerializer(help_text="因公出国（境）费")
    vehicles = ThreePublicItemSerializer(help_text="公务用车购置及运行维护费")
    vehicle_purchase = ThreePublicItemSerializer(help_text="公务用车购置费")
    vehicle_operation = ThreePublicItemSerializer(help_text="公务用车运行维护费")
    reception = ThreePublicItemSerializer(help_text="公务接待费")


class ComparedSerializer(serializers.Serializer[Any]):
    disclosure = serializers.UUIDField()
    revision = serializers.IntegerField()
    department = DepartmentBriefSerializer()
    fiscal_year = serializers.IntegerField()


class ComparedLineSerializer(serializers.Serializer[Any]):
    account = serializers.CharField(allow_null=True)
    item = serializers.CharField(allow_null=True)
    side = serializers.CharField(allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]  # the member is called so
    amounts = serializers.ListField(
        child=serializers.CharField(allow_null=True), help_text="in the order of `columns`; null: none there"
    )


class ComparisonSerializer(serializers.Serializer[Any]):
    """One measure of one statement, with a column for each disclosure."""

    statement = serializers.CharField()
    measure = serializers.CharField()
    amount_unit = serializers.CharField()
    columns = ComparedSerializer(many=True)
    notes = NoteSerializer(many=True)
    results = ComparedLineSerializer(many=True)
