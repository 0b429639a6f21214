"""Kinds of filters that several resources use."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import django_filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils import timezone

from disclosures.models import Department

SMALLEST_YEAR, LARGEST_YEAR = 1949, 2100
LARGEST_ID = 2**63 - 1


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=SMALLEST_YEAR, max_value=LARGEST_YEAR, **kwargs)


class YearFilter(django_filters.Filter):
    field_class = YearField


class YearInFilter(django_filters.BaseInFilter, YearFilter):
    """Years separated by commas."""


class IdFilter(django_filters.Filter):
    field_class = forms.IntegerField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=LARGEST_ID, **kwargs)


class IdInFilter(django_filters.BaseInFilter, IdFilter):
    """Ids separated by commas."""


class UuidInFilter(django_filters.BaseInFilter, django_filters.UUIDFilter):
    """UUIDs separated by commas."""


class TextInFilter(django_filters.BaseInFilter, django_filters.CharFilter):
    """Texts separated by commas."""


def end_of(day: date) -> datetime:
    """The last moment of a day, where the service is."""
    return timezone.make_aware(datetime.combine(day, time.max))


def code_filter(pattern: str, **kwargs: Any) -> django_filters.CharFilter:
    """A code of digits; anything else is refused by name."""
    return django_filters.CharFilter(
        validators=[RegexValidator(pattern, "Not a code of this kind.")], **kwargs
    )


def region_filter(field: str, **kwargs: Any) -> django_filters.CharFilter:
    """The region with this code and everything in it; `field` leads to the region's path."""

    def under(queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(**{f"{field}__contains": f"/{value}/"})

    return code_filter(r"^\d{6}$", method=under, label="A region's code, with everything in it.", **kwargs)


def department_under_filter(field: str) -> IdFilter:
    """The department and the units below it; `field` leads to the department."""

    def under(queryset: QuerySet[Any], name: str, value: int) -> QuerySet[Any]:
        return queryset.filter(**{f"{field}__in": Department.objects.under(value)})

    return IdFilter(method=under, label="A department's id, with the units below it.")
