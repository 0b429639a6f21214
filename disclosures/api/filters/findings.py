"""Findings, outcomes and claims."""

from __future__ import annotations

import django_filters

from disclosures.api.filters.fields import IdFilter, YearFilter, department_under_filter, region_filter
from disclosures.final_accounts.records import Section
from disclosures.models import Claim, Finding, Outcome
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
