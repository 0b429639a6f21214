"""Figures added up (`facts/aggregate/`), in line (`series/`), against their budget (`three-public/`)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson
from django.core.cache import cache
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from redis.exceptions import RedisError
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.filters.catalogue import DisclosureFilter
from disclosures.api.money import chosen_unit, money
from disclosures.api.parameters import GROUP_BY, LEVEL, LIMIT, ORDERING, UNIT
from disclosures.api.questions import Question, question
from disclosures.api.serializers.figures import (
    FactAggregateSerializer,
    GroupSerializer,
    PointSerializer,
    SeriesSerializer,
    ThreePublicSerializer,
)
from disclosures.final_accounts.records import Unit
from disclosures.models import Disclosure
from disclosures.services import comparability
from disclosures.services.aggregate import GROUPS, NUMBERS, account_names, added_up, shares
from disclosures.services.edition import current_edition
from disclosures.services.series import series
from disclosures.services.three_public import ITEMS, against_budget, three_public
from finance_api.access.authentication import token_of
from finance_api.rest.conditional import caching, etag_of, is_known
from finance_api.rest.downloads import wanted_file
from finance_api.rest.parameters import chosen_members, fault, invalid, select, whole_number
from finance_api.rest.quick import Answer
from finance_api.rest.renderers import as_json

logger = logging.getLogger(__name__)

KEPT_SECONDS = 3600
MOST_GROUPS = 10_000
MOST_YEARS = 100


AMOUNTS_OF_THREE_PUBLIC = {
    f"{item}.{number}" for item in ITEMS for number in ("budget", "actual", "difference", "rate")
}


class FiguresMixin:
    """Actions of the facts that answer with more than single facts."""

    @extend_schema(
        summary="Add figures up",
        description="For instance `?group_by=account&fiscal_year=2022&region__under=370200`; the ten "
        "largest: `&ordering=-sum&limit=10`. Takes every filter of the facts. One statement and one measure "
        "at a time (支出决算表, 合计 unless others are named), and lines that do not contain one another: "
        "`level` is 类 unless an account is named. `notes` says what cannot be compared. "
        "分组汇总：不会把上级科目与下级科目重复相加。",
        parameters=[GROUP_BY, LEVEL, ORDERING, LIMIT, UNIT],
        responses={200: FactAggregateSerializer},
        examples=[examples.AGGREGATE],
    )
    @action(detail=False, url_path="aggregate", pagination_class=None)
    def aggregate(self: Any, request: Request) -> Response:
        answer: Answer = self.aggregate_answer(request)
        return answer.response()

    def aggregate_answer(self, request: Request) -> Answer:
        return _kept(request, _aggregate)

    @extend_schema(
        summary="One amount over the years",
        description="For instance `?department=12&account=2010301`. Takes every filter of the facts; several "
        "departments are added up. A year without an amount is null. 历年数据与同比。",
        parameters=[LEVEL, UNIT],
        responses={200: SeriesSerializer},
        examples=[examples.SERIES],
    )
    @action(detail=False, url_path="series", pagination_class=None)
    def series(self: Any, request: Request) -> Response:
        answer: Answer = self.series_answer(request)
        return answer.response()

    def series_answer(self, request: Request) -> Answer:
        return _kept(request, _series)

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
        decimals=AMOUNTS_OF_THREE_PUBLIC,
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


def _kept(request: Request, answer: Callable[[Request], dict[str, Any]]) -> Answer:
    """Everybody gets the same within an edition, worked out once; an organisation also learns of what it
    holds back."""
    if token_of(request) is not None:
        return Answer(answer(request))
    etag = etag_of(current_edition(), request.build_absolute_uri())
    if is_known(request, etag):
        return Answer(None, caching(etag), 304)
    slot = f"figures:{etag}"
    body = _from_cache(slot)
    if body is None:
        body = as_json(answer(request))
        _into_cache(slot, body)
    return Answer(orjson.Fragment(body), caching(etag))


def _from_cache(slot: str) -> bytes | None:
    try:
        body: bytes | None = cache.get(slot)
    except (RedisError, OSError) as error:
        logger.warning("figures are not kept: %s", error)
        return None
    return body


def _into_cache(slot: str, body: bytes) -> None:
    try:
        cache.set(slot, body, timeout=KEPT_SECONDS)
    except (RedisError, OSError) as error:
        logger.warning("figures are not kept: %s", error)


def _aggregate(request: Request) -> dict[str, Any]:
    unit, asked = chosen_unit(request), question(request)
    members = chosen_members(request, GroupSerializer().fields)
    limit = whole_number(request, "limit", MOST_GROUPS, at_least=1, at_most=MOST_GROUPS)
    disclosures, figures, chosen, notes = _population(request, asked)
    rows = added_up(chosen, asked.lines, asked.groups, ordering=_ordering(request, asked), at_most=limit)
    more = len(rows) > limit
    if more and "limit" not in request.query_params:
        raise invalid(fault("limit", f"There are more than {MOST_GROUPS:,} groups: narrow, or send 'limit'."))
    rows = rows[:limit]
    overlapping = (
        any(note.code == "units_within_department" for note in notes) and "department" in asked.groups
    )
    parts = [None] * len(rows) if overlapping else shares(figures, asked.lines, asked.groups, rows)
    codes = {row["code"] for row in rows if row.get("code")} | _named_accounts(asked)
    notes += comparability.notes_on_accounts(codes, disclosures)
    notes += comparability.note_on_unreadable(sum(row["unreadable"] for row in rows))
    names = account_names(codes, asked.statement) if "account" in asked.groups else {}
    return {
        **_kind(asked, unit),
        "more": more,
        "notes": [note.as_dict() for note in notes],
        "results": [
            select(_group(row, asked.groups, names, share, unit), members)
            for row, share in zip(rows, parts, strict=True)
        ],
    }


def _series(request: Request) -> dict[str, Any]:
    unit, asked = chosen_unit(request), question(request, groups=("fiscal_year",))
    members = chosen_members(request, PointSerializer().fields)
    disclosures, _, chosen, notes = _population(request, asked)
    rows = added_up(chosen, asked.lines, asked.groups, at_most=MOST_YEARS, with_departments=True)
    notes += comparability.notes_on_accounts(_named_accounts(asked), disclosures)
    notes += comparability.note_on_unreadable(sum(row["unreadable"] for row in rows))
    notes += comparability.note_on_departments([row["departments"] for row in rows])
    years = [row["fiscal_year"] for row in rows]
    exact = asked.given.get("fiscal_year")
    first = asked.given.get("fiscal_year__gte", exact or min(years, default=0))
    last = asked.given.get("fiscal_year__lte", exact or max(years, default=-1))
    return {
        **_kind(asked, unit),
        "notes": [note.as_dict() for note in notes],
        "results": [
            select(
                point
                | {name: money(point[name], unit) for name in ("amount", "change")}
                | {"change_rate": ratio(point["change_rate"])},
                members,
            )
            for point in series(rows, first, last)
        ],
    }


def _population(
    request: Request, asked: Question
) -> tuple[QuerySet[Any], QuerySet[Any], QuerySet[Any], list[comparability.Note]]:
    """Disclosures, their figures, those asked for, and the notes on the disclosures. Units are not counted
    beside a department that includes them."""
    disclosures, figures, chosen = asked.disclosures(), asked.figures(), asked.chosen()
    token = token_of(request)
    units = comparability.units_within(disclosures)
    by_department = "department" in asked.groups
    if units and not by_department:
        figures = comparability.without_units(figures, units)
        chosen = comparability.without_units(chosen, units)
    notes = [
        *comparability.notes_on_disclosures(disclosures),
        *comparability.note_on_units(len(units), counted=by_department),
        *comparability.notes_on_held(asked.runs(), token.organisation_id if token else None),
    ]
    return disclosures, figures, chosen, notes


def _kind(asked: Question, unit: Unit) -> dict[str, Any]:
    return {
        "statement": asked.statement,
        "measure": asked.measure,
        "lines": asked.lines.name,
        "amount_unit": unit.value,
    }


def _named_accounts(asked: Question) -> set[str]:
    named = {asked.given[name] for name in ("account", "account__under") if name in asked.given}
    return named | set(asked.given.get("account__in", ()))


def _ordering(request: Request, asked: Question) -> list[str]:
    names = [name.strip() for name in request.query_params.get("ordering", "").split(",") if name.strip()]
    known = {*NUMBERS, *asked.groups}
    for name in names:
        if name.removeprefix("-") not in known:
            listed = ", ".join(sorted(known))
            raise invalid(fault("ordering", f"'ordering' can be {listed}, with or without '-'."))
    return names


def _group(
    row: Mapping[str, Any], groups: Sequence[str], names: Mapping[str, str], share: Decimal | None, unit: Unit
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for group in groups:
        columns = GROUPS[group]
        if group == "department":
            found[group] = {"id": row[columns[0]], "name": row[columns[1]]}
        elif group == "region":
            code = row[columns[0]]
            found[group] = {"code": code, "name": row[columns[1]]} if code else None
        else:
            found[group] = row[columns[0]]
        if group == "account":
            found["name"] = names.get(row["code"])
    numbers = {name: money(rounded(row[name]), unit) for name in ("sum", "min", "max", "mean")}
    return found | numbers | {"count": row["count"], "share": ratio(share)}


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


def rounded(amount: Decimal | None) -> Decimal | None:
    """A mean has no end of decimals: four, as amounts are kept."""
    return None if amount is None else round(amount, 4)


def ratio(value: Decimal | None) -> str | None:
    return None if value is None else f"{round(value, 6):f}"
