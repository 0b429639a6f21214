"""Filters of a request: only those it names are looked at, each once, and a range must be possible.

A `FilterSet` of django-filter copies all its filters and builds a form of all its fields for every request.
Its filters hold no state of a request, so one instance a class serves all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import FilterSet
from django_filters.constants import EMPTY_VALUES
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from finance_api.rest.parameters import fault, invalid
from finance_api.rest.problems import Fault


class Narrowing(FilterSet):
    """A filter set that restricts every answer, by what was asked for or without being asked."""

    def always(self, queryset: QuerySet[Any], given: Mapping[str, Any]) -> QuerySet[Any]:
        """What holds beside the filters that were given."""
        return queryset


class Filters(DjangoFilterBackend):
    def filter_queryset(self, request: Any, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        if filterset_class is None:
            return queryset
        return filtered(filterset_class, queryset, request)


def filtered(filterset_class: type[FilterSet], queryset: QuerySet[Any], request: Request) -> QuerySet[Any]:
    """The rows that a request's filters leave; a 400 that names every value which cannot be used."""
    return narrowed(filterset_class, queryset, given_filters(filterset_class, request))


def narrowed(
    filterset_class: type[FilterSet], queryset: QuerySet[Any], given: Mapping[str, Any]
) -> QuerySet[Any]:
    """The rows that these filters leave; what the filter set does not know is passed over."""
    shared = _shared(filterset_class)
    if isinstance(shared, Narrowing):
        queryset = shared.always(queryset, given)
    for name, value in given.items():
        if name in shared.filters:
            queryset = shared.filters[name].filter(queryset, value)
    return queryset


def given_filters(filterset_class: type[FilterSet], request: Request) -> dict[str, Any]:
    """The filters a request names, with their values as the database takes them."""
    filters, query = _shared(filterset_class).filters, request.query_params
    found: dict[str, Any] = {}
    faults: list[Fault] = []
    for name in query:
        if name not in filters:
            continue
        if len(query.getlist(name)) > 1:
            faults.append(
                fault(name, f"'{name}' is given more than once.", "repeated", zh=f"{name} 重复给出。")
            )
            continue
        field = filters[name].field
        try:
            value = field.clean(field.widget.value_from_datadict(query, {}, name))
        except forms.ValidationError as error:
            # Django's own sentences come in the reader's language.
            faults += [
                fault(name, e.messages[0], e.code or "invalid", zh=e.messages[0]) for e in error.error_list
            ]
            continue
        if value not in EMPTY_VALUES:
            found[name] = value
    faults += _impossible(found)
    if faults:
        raise invalid(*faults)
    return found


def _impossible(given: Mapping[str, Any]) -> Iterator[Fault]:
    """Ranges that end before they begin."""
    for name, smallest in given.items():
        stem = name.removesuffix("__gte")
        largest = given.get(f"{stem}__lte") if stem != name else None
        if largest is not None and smallest > largest:
            detail = f"'{name}' is greater than '{stem}__lte': no value can satisfy both."
            zh = f"{name} 大于 {stem}__lte：没有值能同时满足。"
            yield fault(name, detail, "impossible_range", zh=zh)


@cache
def _shared(filterset_class: type[FilterSet]) -> FilterSet:
    model = filterset_class._meta.model  # type: ignore[attr-defined]  # not in the stubs
    assert model is not None
    return filterset_class({}, model._default_manager.none())
