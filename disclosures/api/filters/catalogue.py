"""Regions, departments, accounts, disclosures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from disclosures.api.filters.fields import (
    IdFilter,
    IdInFilter,
    UuidInFilter,
    YearFilter,
    YearInFilter,
    code_filter,
    department_under_filter,
    end_of,
    region_filter,
)
from disclosures.models import Account, Department, Disclosure, Region
from disclosures.models.account import AccountQuerySet
from disclosures.models.disclosure import DisclosureQuerySet
from finance_api.rest.filtering import Narrowing


class RegionFilter(django_filters.FilterSet):
    level = django_filters.ChoiceFilter(choices=Region.Level.choices)
    parent = code_filter(r"^\d{6}$", field_name="parent__code", label="Code of the region above.")
    under = region_filter("path")
    name__contains = django_filters.CharFilter(field_name="name", lookup_expr="contains")

    class Meta:
        model = Region
        fields: list[str] = []


class DepartmentFilter(django_filters.FilterSet):
    region = code_filter(r"^\d{6}$", field_name="region__code", label="Code of the region itself.")
    region__under = region_filter("region__path")
    parent = IdFilter(field_name="parent_id")
    status = django_filters.ChoiceFilter(choices=Department.Status.choices)
    name__contains = django_filters.CharFilter(method="named", label="Part of the name. 名称包含。")

    class Meta:
        model = Department
        fields: list[str] = []

    def named(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(Q(name__contains=value) | Q(aliases__contains=[value]))


class AccountFilter(django_filters.FilterSet):
    classification = django_filters.ChoiceFilter(choices=Account.Classification.choices)
    level = django_filters.ChoiceFilter(choices=Account.Level.choices)
    status = django_filters.ChoiceFilter(choices=Account.Status.choices)
    code = code_filter(r"^\d{3,9}$", field_name="code")
    under = code_filter(r"^\d{3,9}$", field_name="code", lookup_expr="startswith")
    parent = code_filter(r"^\d{3,9}$", field_name="parent__code")
    year = YearFilter(method="in_year", label="Valid in this year; unknown limits do not exclude.")
    name__contains = django_filters.CharFilter(field_name="name", lookup_expr="contains")

    class Meta:
        model = Account
        fields: list[str] = []

    def in_year(self, queryset: AccountQuerySet, name: str, value: int) -> AccountQuerySet:
        return queryset.for_year(value)


class DisclosureFilter(django_filters.FilterSet):
    department = IdFilter(field_name="department_id")
    department__in = IdInFilter(field_name="department_id", lookup_expr="in")
    department__under = department_under_filter("department_id")
    department__name__contains = django_filters.CharFilter(
        field_name="department__name", lookup_expr="contains"
    )
    region__under = region_filter("department__region__path")
    fiscal_year = YearFilter()
    fiscal_year__in = YearInFilter(field_name="fiscal_year", lookup_expr="in")
    fiscal_year__gte = YearFilter(field_name="fiscal_year", lookup_expr="gte")
    fiscal_year__lte = YearFilter(field_name="fiscal_year", lookup_expr="lte")

    class Meta:
        model = Disclosure
        fields: list[str] = []


class PublishedDisclosureFilter(Narrowing, DisclosureFilter):
    as_of = django_filters.DateFilter(method="as_of_day", label="As published at the end of a day.")

    class Meta(DisclosureFilter.Meta):
        pass

    def always(self, queryset: QuerySet[Any], given: Mapping[str, Any]) -> QuerySet[Any]:
        """What is published now, unless a day of the past is asked for."""
        return queryset if "as_of" in given else queryset.filter(current_revision__isnull=False)

    def as_of_day(self, queryset: DisclosureQuerySet, name: str, value: date) -> DisclosureQuerySet:
        return queryset.as_of(end_of(value))


class ComparedFilter(DisclosureFilter):
    disclosure__in = UuidInFilter(field_name="id", lookup_expr="in", label="Ids of disclosures.")

    class Meta(DisclosureFilter.Meta):
        pass
