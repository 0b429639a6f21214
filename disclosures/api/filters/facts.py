from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.db.models.functions import Length

from disclosures.api.filters.fields import (
    IdFilter,
    IdInFilter,
    TextInFilter,
    YearFilter,
    YearInFilter,
    code_filter,
    department_under_filter,
    end_of,
    region_filter,
)
from disclosures.mapping import bigrams
from disclosures.models import Fact
from disclosures.models.statement import SIDES, STATEMENT_KEYS, STATES, FactQuerySet
from finance_api.rest.filtering import Narrowing

LENGTH_OF_LEVEL = {"1": 3, "2": 5, "3": 7}


class FactFilter(Narrowing):
    """Filters are named like the members of a fact. Several values: `__in`, separated by commas."""

    department = IdFilter(field_name="department_id", label="A department's id.")
    department__in = IdInFilter(field_name="department_id", lookup_expr="in")
    department__under = department_under_filter("department_id")
    region__under = region_filter("department__region__path")
    fiscal_year = YearFilter(label="The fiscal year. 决算年度。")
    fiscal_year__in = YearInFilter(field_name="fiscal_year", lookup_expr="in")
    fiscal_year__gte = YearFilter(field_name="fiscal_year", lookup_expr="gte")
    fiscal_year__lte = YearFilter(field_name="fiscal_year", lookup_expr="lte")
    statement = django_filters.ChoiceFilter(choices=STATEMENT_KEYS, label="Key of the statement. 报表。")
    statement__in = TextInFilter(field_name="statement", lookup_expr="in")
    account = code_filter(r"^\d{3,9}$", field_name="code", label="An account code. 科目编码。")
    account__in = TextInFilter(field_name="code", lookup_expr="in")
    account__under = code_filter(
        r"^\d{3,9}$", field_name="code", lookup_expr="startswith", label="An account and its sub-accounts."
    )
    account__level = django_filters.ChoiceFilter(
        choices=[("1", "类"), ("2", "款"), ("3", "项")], method="at_level", label="1 类, 2 款, 3 项."
    )
    account__isnull = django_filters.BooleanFilter(field_name="code", lookup_expr="isnull")
    item = django_filters.CharFilter(label="Key of a line without code, such as grand_total.")
    side = django_filters.ChoiceFilter(choices=SIDES, label="收入 or 支出.")
    measure = django_filters.CharFilter(label="Key of the column, such as total, basic, project.")
    measure__in = TextInFilter(field_name="measure", lookup_expr="in")
    state = django_filters.ChoiceFilter(choices=STATES, label="value, blank, dash or unreadable.")
    amount__gte = django_filters.NumberFilter(field_name="amount", lookup_expr="gte", label="In yuan.")
    amount__lte = django_filters.NumberFilter(field_name="amount", lookup_expr="lte", label="In yuan.")
    label__contains = django_filters.CharFilter(
        method="with_label", label="Part of the line's name, two characters or more. 项目名称包含。"
    )
    disclosure = django_filters.UUIDFilter(field_name="run__revision__disclosure_id")
    as_of = django_filters.DateFilter(method="as_of_day", label="As published at the end of a day.")

    class Meta:
        model = Fact
        fields: list[str] = []

    def always(self, queryset: QuerySet[Any], given: Mapping[str, Any]) -> QuerySet[Any]:
        """What is published now, unless a day of the past is asked for."""
        return queryset if "as_of" in given else queryset.filter(published=True)

    def at_level(self, queryset: FactQuerySet, name: str, value: str) -> FactQuerySet:
        return queryset.alias(code_length=Length("code")).filter(code_length=LENGTH_OF_LEVEL[value])

    def with_label(self, queryset: FactQuerySet, name: str, value: str) -> FactQuerySet:
        return queryset.filter(line__bigrams__contains=bigrams(value), line__label__contains=value.strip())

    def as_of_day(self, queryset: FactQuerySet, name: str, value: Any) -> FactQuerySet:
        return queryset.as_of(end_of(value))


class SumFilter(FactFilter):
    """The same for sums over all departments; they are of what is published."""

    def always(self, queryset: QuerySet[Any], given: Mapping[str, Any]) -> QuerySet[Any]:
        return queryset
