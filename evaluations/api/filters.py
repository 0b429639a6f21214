"""Filters are named like the members of what they filter."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet

from disclosures.api.filters.fields import (
    IdFilter,
    YearFilter,
    YearInFilter,
    code_filter,
    department_under_filter,
    region_filter,
)
from disclosures.mapping import bigrams
from evaluations.models import EvaluationReport, Indicator, Project, SelfEvaluation
from evaluations.models.project import KINDS
from evaluations.models.self_evaluation import VERDICTS
from finance_api.rest.parameters import fault, invalid


def part_of_a_name(parameter: str, value: str) -> str:
    """What to look for. One character is in too many names to be looked for."""
    wanted = value.strip()
    if len(wanted) < 2:
        raise invalid(fault(parameter, "Two characters or more.", zh="至少两个字。"))
    return wanted


class OwnedFilter(django_filters.FilterSet):
    """By department, region and year."""

    department = IdFilter(field_name="department_id")
    department__under = department_under_filter("department_id")
    region__under = region_filter("department__region__path")
    fiscal_year = YearFilter()
    fiscal_year__in = YearInFilter(field_name="fiscal_year", lookup_expr="in")
    disclosure = django_filters.UUIDFilter(field_name="run__revision__disclosure_id")


class ProjectFilter(OwnedFilter):
    name__contains = django_filters.CharFilter(
        method="named", label="Part of a name, two characters or more. 项目名称包含。"
    )
    code = django_filters.CharFilter()
    kind = django_filters.ChoiceFilter(choices=KINDS)
    account = code_filter(r"^\d{3,9}$", label="Account its money is proven to stand in. 科目编码。")
    executed__gte = django_filters.NumberFilter(field_name="executed", lookup_expr="gte", label="In yuan.")
    executed__lte = django_filters.NumberFilter(field_name="executed", lookup_expr="lte", label="In yuan.")
    score__gte = django_filters.NumberFilter(field_name="score", lookup_expr="gte")
    score__lte = django_filters.NumberFilter(field_name="score", lookup_expr="lte")
    has_differences = django_filters.BooleanFilter(
        method="differing", label="Whether its sources give different figures."
    )

    class Meta:
        model = Project
        fields: list[str] = []

    def named(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        wanted = part_of_a_name(name, value)
        return queryset.filter(bigrams__contains=bigrams(wanted)).filter(
            Q(name__contains=wanted) | Q(other_names__icontains=wanted)
        )

    def differing(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        return queryset.exclude(differences=[]) if value else queryset.filter(differences=[])


class SelfEvaluationFilter(OwnedFilter):
    kind = django_filters.ChoiceFilter(choices=KINDS)
    project = IdFilter(field_name="project_id")
    project_name__contains = django_filters.CharFilter(field_name="project_name", lookup_expr="contains")
    total_score__gte = django_filters.NumberFilter(field_name="total_score", lookup_expr="gte")
    total_score__lte = django_filters.NumberFilter(field_name="total_score", lookup_expr="lte")
    complete = django_filters.BooleanFilter()

    class Meta:
        model = SelfEvaluation
        fields: list[str] = []


class IndicatorFilter(OwnedFilter):
    """Which targets does everyone set for 满意度? `?name__contains=满意度`"""

    name__contains = django_filters.CharFilter(
        method="named", label="Part of a name at any level, two characters or more. 指标名称包含。"
    )
    level1 = django_filters.CharFilter()
    level2 = django_filters.CharFilter()
    self_evaluation = IdFilter(field_name="self_evaluation_id")
    verdict = django_filters.ChoiceFilter(choices=VERDICTS)
    target_unit = django_filters.CharFilter()
    target_number__gte = django_filters.NumberFilter(field_name="target_number", lookup_expr="gte")
    target_number__lte = django_filters.NumberFilter(field_name="target_number", lookup_expr="lte")
    shifted = django_filters.BooleanFilter()

    class Meta:
        model = Indicator
        fields: list[str] = []

    def named(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        wanted = part_of_a_name(name, value)
        return queryset.filter(bigrams__contains=bigrams(wanted)).filter(
            Q(level3__contains=wanted) | Q(level2__contains=wanted) | Q(level1__contains=wanted)
        )


class EvaluationReportFilter(OwnedFilter):
    project = IdFilter(field_name="project_id")
    project_name__contains = django_filters.CharFilter(field_name="project_name", lookup_expr="contains")
    evaluator__contains = django_filters.CharFilter(field_name="evaluator", lookup_expr="contains")
    grade = django_filters.CharFilter()
    total_score__gte = django_filters.NumberFilter(field_name="total_score", lookup_expr="gte")
    total_score__lte = django_filters.NumberFilter(field_name="total_score", lookup_expr="lte")

    class Meta:
        model = EvaluationReport
        fields: list[str] = []
