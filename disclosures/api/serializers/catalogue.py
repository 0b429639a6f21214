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


class RuleSerializer(serializers.Serializer[Any]):
    """A rule as its documentation has it."""

    id = serializers.CharField()
    version = serializers.IntegerField()
    family = serializers.CharField()
    title_zh = serializers.CharField()
    title_en = serializers.CharField()
    formula = serializers.CharField(allow_blank=True)
    severity = serializers.CharField()
    basis = serializers.CharField(allow_blank=True)
    description = serializers.CharField(allow_blank=True)
