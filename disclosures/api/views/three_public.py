"""“三公”经费 of departments against their budget (`facts/three-public/`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.catalogue import DisclosureFilter
from disclosures.api.money import chosen_unit, money, ratio
from disclosures.api.parameters import UNIT
from disclosures.api.serializers.figures import ThreePublicSerializer
from disclosures.final_accounts.records import Unit
from disclosures.models import Disclosure
from disclosures.services.three_public import ITEMS, against_budget, three_public
from finance_api.rest.downloads import wanted_file
from finance_api.rest.parameters import chosen_members, select

AMOUNTS = {f"{item}.{number}" for item in ITEMS for number in ("budget", "actual", "difference", "rate")}


class ThreePublicMixin:
    """An action of the facts with one row for each disclosure."""

    @extend_schema(
        summary="“三公”经费: budget against actual",
        description="One row for each department and year. “三公”经费预算与决算对比。",
        parameters=[UNIT],
        responses={200: ThreePublicSerializer(many=True)},
        examples=[examples.THREE_PUBLIC],
    )
    @action(
        detail=False,
        url_path="three-public",
        filterset_class=DisclosureFilter,
        serializer_class=ThreePublicSerializer,
        orderings={"fiscal_year": "fiscal_year", "id": "pk"},
        decimals=AMOUNTS,
        default_ordering="-fiscal_year",
    )
    def three_public(self: Any, request: Request) -> HttpResponseBase:
        unit, members = chosen_unit(request), chosen_members(request, ThreePublicSerializer().fields)
        rows = Disclosure.objects.published().filter(
            current_revision__run__statements__key="three_public_expenses"
        )
        found = self.filter_queryset(rows.select_related("department", "current_revision"))
        if (format_ := wanted_file(request)) is not None:
            file: HttpResponseBase = self.file_of(found, format_, lambda piece: _three_publics(piece, unit))
            return file
        data = _three_publics(self.paginate_queryset(found), unit)
        response: Response = self.get_paginated_response([select(row, members) for row in data])
        return response


def _three_publics(page: Sequence[Disclosure], unit: Unit) -> list[dict[str, Any]]:
    runs = [row.current_revision.run_id for row in page if row.current_revision]
    amounts = three_public(runs)
    return [_three_public(row, amounts.get(run, {}), unit) for row, run in zip(page, runs, strict=True)]


def _three_public(row: Disclosure, amounts: Mapping[str, Decimal | None], unit: Unit) -> dict[str, Any]:
    revision = row.current_revision
    assert revision is not None
    items: dict[str, Any] = {}
    for item in ITEMS:
        budget, actual, difference, rate = against_budget(amounts, item)
        items[item] = {
            "budget": money(budget, unit),
            "actual": money(actual, unit),
            "difference": money(difference, unit),
            "rate": ratio(rate),
        }
    return {
        "disclosure": row.pk,
        "revision": revision.number,
        "department": {"id": row.department_id, "name": row.department.name},
        "fiscal_year": row.fiscal_year,
        "amount_unit": unit.value,
        **items,
    }
