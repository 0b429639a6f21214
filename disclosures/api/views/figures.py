"""Figures added up (`facts/aggregate/`) and in line (`series/`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypedDict

import orjson
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.money import chosen_unit, money, ratio
from disclosures.api.parameters import GROUP_BY, LEVEL, LIMIT, ORDERING, UNIT
from disclosures.api.questions import Question, question
from disclosures.api.serializers.figures import (
    FactAggregateSerializer,
    GroupSerializer,
    PointSerializer,
    SeriesSerializer,
)
from disclosures.final_accounts.records import Unit
from disclosures.services import comparability
from disclosures.services.account_names import latest_names, names_of
from disclosures.services.aggregate import FACTS, GROUPS, NUMBERS, SUMS, Added, Lines, Source, added_up
from disclosures.services.edition import current_edition
from disclosures.services.series import series
from finance_api.access.authentication import token_of
from finance_api.rest.conditional import caching, etag_of, is_known
from finance_api.rest.kept import Kept
from finance_api.rest.parameters import chosen_members, fault, invalid, select, whole_number
from finance_api.rest.quick import Answer
from finance_api.rest.renderers import as_json

MOST_GROUPS = 10_000
MOST_YEARS = 100
GROUP_MEMBERS = tuple(GroupSerializer().fields)
# Answers and notes of the present edition, in each process.
KEPT = Kept(most_bytes=32 * 2**20)
# In memory: a tuple of two numbers.
BYTES_OF_A_UNIT = 128


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


def _kept(request: Request, answer: Callable[[Request, int], dict[str, Any]]) -> Answer:
    """Everybody gets the same within an edition, worked out once; an organisation also learns of what it
    holds back."""
    edition = current_edition()
    if token_of(request) is not None:
        return Answer(answer(request, edition))
    etag = etag_of(edition, request.build_absolute_uri())
    if is_known(request, etag):
        return Answer(None, caching(etag), 304)
    body = KEPT.get(edition, etag)
    if body is None:
        body = as_json(answer(request, edition))
        KEPT.put(edition, etag, body, len(body))
    return Answer(orjson.Fragment(body), caching(etag))


def _aggregate(request: Request, edition: int) -> dict[str, Any]:
    unit, asked = chosen_unit(request), question(request)
    members = chosen_members(request, GROUP_MEMBERS)
    limit = whole_number(request, "limit", MOST_GROUPS, at_least=1, at_most=MOST_GROUPS)
    ordering = _ordering(request, asked)
    whose, notes = _whose(request, asked, edition)
    # Departments beside the units they include are not the parts of one whole.
    overlapping = bool(whose.units) and "department" in asked.groups
    found = added_up(
        **_rows(asked, whose),
        shares=not overlapping and (members is None or "share" in members),
        ordering=ordering,
        at_most=limit,
        each=unit.in_yuan,
    )
    more = len(found["count"]) > limit
    if more and "limit" not in request.query_params:
        raise invalid(
            fault(
                "limit",
                f"There are more than {MOST_GROUPS:,} groups: narrow, or send 'limit'.",
                zh=f"分组超过 {MOST_GROUPS:,} 个：请缩小范围或指定 limit。",
            )
        )
    found = {name: column[:limit] for name, column in found.items()}
    known = names_of({code for code in found.get("code", ()) if code} | _named_accounts(asked))
    notes += comparability.notes_on_accounts(known) if whose.several_years else []
    notes += comparability.note_on_unreadable(sum(found["unreadable"]))
    return {
        **_kind(asked, unit),
        "more": more,
        "notes": [note.as_dict() for note in notes],
        "results": _groups(found, asked.groups, latest_names(known, asked.statement), members),
    }


def _series(request: Request, edition: int) -> dict[str, Any]:
    unit, asked = chosen_unit(request), question(request, groups=("fiscal_year",))
    members = chosen_members(request, PointSerializer().fields)
    whose, notes = _whose(request, asked, edition)
    found = added_up(**_rows(asked, whose, FACTS), at_most=MOST_YEARS, with_departments=True)
    if whose.several_years:
        notes += comparability.notes_on_accounts(names_of(_named_accounts(asked)))
    notes += comparability.note_on_unreadable(sum(found["unreadable"]))
    notes += comparability.note_on_departments(found["departments"])
    years = found["fiscal_year"]
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
            for point in series(found, first, last)
        ],
    }


def _whose(
    request: Request, asked: Question, edition: int
) -> tuple[comparability.Population, list[comparability.Note]]:
    """The disclosures asked about, which are looked through once an edition, and the notes on them."""
    whose: comparability.Population | None = KEPT.get(edition, asked.whose)
    if whose is None:
        whose = comparability.population(asked.disclosures())
        KEPT.put(edition, asked.whose, whose, 2 * len(repr(whose.notes)) + BYTES_OF_A_UNIT * len(whose.units))
    token = token_of(request)
    notes = [
        *whose.notes,
        *comparability.note_on_units(len(whose.units), counted="department" in asked.groups),
        *comparability.notes_on_held(asked.runs(), token.organisation_id if token else None),
    ]
    return whose, notes


class _Rows(TypedDict):
    source: Source
    figures: QuerySet[Any]
    asked: QuerySet[Any] | None
    lines: Lines
    groups: tuple[str, ...]


def _rows(asked: Question, whose: comparability.Population, source: Source | None = None) -> _Rows:
    """What is added up: figures on every line, and those of the lines asked for. Units are not counted beside
    a department that includes them; sums of everybody serve where there are none to leave out."""
    source = source or (SUMS if asked.over_everybody and not whose.units else FACTS)
    units = () if "department" in asked.groups else whose.units
    figures, lines = asked.figures(source), asked.asked(source)
    return {
        "source": source,
        "figures": comparability.without_units(figures, units),
        "asked": None if lines is None else comparability.without_units(lines, units),
        "lines": asked.lines,
        "groups": asked.groups,
    }


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
            raise invalid(
                fault(
                    "ordering",
                    f"'ordering' can be {listed}, with or without '-'.",
                    zh=f"ordering 可为 {listed}，前面可加 -。",
                )
            )
    return names


def _groups(
    found: Added, groups: Sequence[str], names: Mapping[str, str], members: frozenset[str] | None
) -> list[dict[str, Any]]:
    """The groups as they are answered, made column by column: there may be thousands."""
    columns: dict[str, Iterable[Any]] = {}
    for group in groups:
        keys, *called = (found[column] for column in GROUPS[group])
        if group == "department":
            columns[group] = ({"id": key, "name": name} for key, name in zip(keys, *called, strict=True))
        elif group == "region":
            columns[group] = (
                {"code": key, "name": name} if key else None for key, name in zip(keys, *called, strict=True)
            )
        else:
            columns[group] = keys
        if group == "account":
            columns["name"] = map(names.get, keys)
    columns |= {name: found[name] for name in (*NUMBERS, "share")}
    chosen = {name: column for name, column in columns.items() if members is None or name in members}
    if not chosen:
        return [{} for _ in found["count"]]
    return [dict(zip(chosen, row)) for row in zip(*chosen.values())]  # noqa: B905 - equal by construction
