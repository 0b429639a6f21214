"""Disclosures side by side: a line of one statement, a column for each department and year."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.catalogue import ComparedFilter
from disclosures.api.money import chosen_unit, money
from disclosures.api.parameters import UNIT
from disclosures.api.questions import MAIN_MEASURES
from disclosures.api.serializers.figures import ComparedLineSerializer, ComparisonSerializer
from disclosures.final_accounts.records import StatementKey
from disclosures.models import Disclosure, Revision
from disclosures.services import comparability
from disclosures.services.account_names import names_of
from disclosures.services.side_by_side import side_by_side
from finance_api.rest.parameters import chosen_members, fault, invalid, select

MOST_COMPARED = 20
STATEMENTS = [key.value for key in StatementKey]


class ComparisonMixin:
    """An action of disclosures."""

    @extend_schema(
        summary="Disclosures side by side",
        description="One measure of one statement, line by line, with a column for each disclosure: "
        "`?department__in=12,13&fiscal_year=2023`, `?department=12&statement=expenditure` for its years, or "
        "`?disclosure__in=…`. 多部门或多年度并列对比。",
        parameters=[
            OpenApiParameter("statement", str, enum=STATEMENTS, description="Default: expenditure."),
            OpenApiParameter("measure", str, description="Default: the total. 金额列。"),
            UNIT,
        ],
        responses={200: ComparisonSerializer},
        examples=[examples.COMPARISON],
    )
    @action(detail=False, url_path="compare", pagination_class=None, filterset_class=ComparedFilter)
    def compare(self: Any, request: Request) -> Response:
        unit = chosen_unit(request)
        members = chosen_members(request, ComparedLineSerializer().fields)
        statement = request.query_params.get("statement", StatementKey.EXPENDITURE.value)
        if statement not in STATEMENTS:
            raise invalid(
                fault("statement", f"'{statement[:60]}' is no statement.", zh=f"没有报表 {statement[:60]}。")
            )
        measure = request.query_params.get("measure") or MAIN_MEASURES.get(statement, "total")
        found = self.filter_queryset(Disclosure.objects.published())
        ordered = found.select_related("department", "current_revision")
        columns = list(ordered.order_by("department", "fiscal_year", "pk")[: MOST_COMPARED + 1])
        if len(columns) > MOST_COMPARED:
            raise invalid(
                fault(
                    "department__in",
                    f"More than {MOST_COMPARED} disclosures: choose fewer.",
                    zh=f"最多对比 {MOST_COMPARED} 份决算，请减少数量。",
                )
            )
        rows = side_by_side([_shown(column).run_id for column in columns], statement, measure)
        whose = Disclosure.objects.filter(pk__in=[c.pk for c in columns])
        compared = comparability.population(whose)
        notes = list(compared.notes)
        if compared.several_years:
            notes += comparability.notes_on_accounts(names_of({r["account"] for r in rows if r["account"]}))
        return Response(
            {
                "statement": statement,
                "measure": measure,
                "amount_unit": unit.value,
                "columns": [_column(column) for column in columns],
                "notes": [note.as_dict() for note in notes],
                "results": [
                    select(row | {"amounts": [money(amount, unit) for amount in row["amounts"]]}, members)
                    for row in rows
                ],
            }
        )


def _shown(disclosure: Disclosure) -> Revision:
    """The current revision of a disclosure that is published."""
    assert disclosure.current_revision is not None
    return disclosure.current_revision


def _column(disclosure: Disclosure) -> dict[str, Any]:
    return {
        "disclosure": disclosure.pk,
        "revision": _shown(disclosure).number,
        "department": {"id": disclosure.department_id, "name": disclosure.department.name},
        "fiscal_year": disclosure.fiscal_year,
    }
