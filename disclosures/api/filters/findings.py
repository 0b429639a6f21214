"""Findings, outcomes and claims."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils import timezone

from disclosures.api.filters.fields import IdFilter, YearFilter, department_under_filter, region_filter
from disclosures.final_accounts.records import Section
from disclosures.models import Claim, Finding, Outcome, Waiver
from disclosures.models.finding import SEVERITIES, STATES


class OutcomeFilter(django_filters.FilterSet):
    rule = django_filters.CharFilter()
    status = django_filters.ChoiceFilter(choices=STATES)

    class Meta:
        model = Outcome
        fields: list[str] = []


class FindingOfRunFilter(django_filters.FilterSet):
    rule = django_filters.CharFilter()
    severity = django_filters.ChoiceFilter(choices=SEVERITIES)
    root_cause = django_filters.CharFilter()

    class Meta:
        model = Finding
        fields: list[str] = []


class FindingFilter(FindingOfRunFilter):
    fingerprint = django_filters.CharFilter()
    department = IdFilter(field_name="run__department_id")
    department__under = department_under_filter("run__department_id")
    region__under = region_filter("run__department__region__path")
    fiscal_year = YearFilter(field_name="run__fiscal_year")
    disclosure = django_filters.UUIDFilter(field_name="run__revision__disclosure_id")


class WaiverFilter(django_filters.FilterSet):
    rule = django_filters.CharFilter()
    fingerprint = django_filters.CharFilter()
    department = IdFilter(field_name="department_id")
    fiscal_year = YearFilter()
    in_force = django_filters.BooleanFilter(method="by_force")

    class Meta:
        model = Waiver
        fields: list[str] = []

    def by_force(self, waivers: Any, name: str, wanted: bool) -> Any:
        standing = Waiver.objects.in_force(timezone.now())
        return waivers.filter(pk__in=standing) if wanted else waivers.exclude(pk__in=standing)


class ClaimFilter(django_filters.FilterSet):
    section = django_filters.ChoiceFilter(choices=[(s.value, s.value) for s in Section])
    subject = django_filters.CharFilter()
    quantity = django_filters.CharFilter()
    department = IdFilter(field_name="run__department_id")
    department__under = department_under_filter("run__department_id")
    region__under = region_filter("run__department__region__path")
    fiscal_year = YearFilter(field_name="run__fiscal_year")
    disclosure = django_filters.UUIDFilter(field_name="run__revision__disclosure_id")
    text__contains = django_filters.CharFilter(field_name="text", lookup_expr="contains")

    class Meta:
        model = Claim
        fields: list[str] = []
