"""Regions, departments, accounts, rules."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.serializers.shared import DepartmentBriefSerializer, RegionBriefSerializer
from disclosures.models import Account, Department, Region


class RegionSerializer(serializers.ModelSerializer[Region]):
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)  # type: ignore[assignment]  # the member is called so

    class Meta:
        model = Region
        fields = ("code", "name", "level", "parent")


class DepartmentSerializer(serializers.ModelSerializer[Department]):
    region = RegionBriefSerializer(allow_null=True)
    parent = DepartmentBriefSerializer(allow_null=True)

    class Meta:
        model = Department
        fields = ("id", "name", "aliases", "region", "parent", "status")


class AccountSerializer(serializers.ModelSerializer[Account]):
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)  # type: ignore[assignment]  # the member is called so

    class Meta:
        model = Account
        fields = (
            "id", "classification", "code", "name", "level", "parent", "valid_from", "valid_to",
            "years_printed", "status",
        )  # fmt: skip


class RuleExampleSerializer(serializers.Serializer[Any]):
    wrong = serializers.CharField(allow_blank=True, help_text="figures or words that break the rule")
    right = serializers.CharField(allow_blank=True, help_text="the same as they should be")


class RuleFiredSerializer(serializers.Serializer[Any]):
    """Over what is published now."""

    instances = serializers.IntegerField()
    passed = serializers.IntegerField()
    failed = serializers.IntegerField()
    findings = serializers.IntegerField()
    disclosures = serializers.IntegerField(help_text="disclosures with a finding of this rule")


class KillRateSerializer(serializers.Serializer[Any]):
    """Measured by changing one cell of a correct document at a time."""

    changes = serializers.IntegerField(help_text="changed cells that the rule speaks of")
    found = serializers.IntegerField(help_text="of which it found so many")
    rate = serializers.CharField(help_text="decimal, four places")


class RuleSerializer(serializers.Serializer[Any]):
    """A rule as its documentation has it."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    family = serializers.CharField()
    title_zh = serializers.CharField()
    title_en = serializers.CharField()
    kind = serializers.CharField(help_text="equations, defects or ledger")
    description = serializers.CharField(allow_blank=True)
    formula = serializers.CharField(allow_blank=True)
    notes = serializers.CharField(allow_blank=True, help_text="variants of the formula, and limits")
    scope = serializers.CharField(allow_blank=True, help_text="the statements it is about")
    tolerance = serializers.CharField(allow_blank=True)
    applies_when = serializers.CharField(allow_blank=True)
    needs = serializers.ListField(
        child=serializers.CharField(), help_text="what must be in the document, or it is not evaluable"
    )
    severity = serializers.CharField()
    basis = serializers.CharField(allow_blank=True)
    example = RuleExampleSerializer()
    aliases = serializers.ListField(child=serializers.CharField(), help_text="former ids")
    fired = RuleFiredSerializer()
    kill_rate = KillRateSerializer(allow_null=True)
