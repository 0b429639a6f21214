from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api import examples
from disclosures.api.expansions import ACCOUNT, DEPARTMENT, DISCLOSURE
from disclosures.api.fact_rows import (
    Query,
    compiled,
    fact_dict,
    fetched,
    flat_rows,
    ordering_values,
    streamed,
)
from disclosures.api.filters.facts import FactFilter
from disclosures.api.money import chosen_unit
from disclosures.api.parameters import UNIT
from disclosures.api.serializers.facts import FactSerializer
from disclosures.api.views.figures import FiguresMixin
from disclosures.api.views.three_public import ThreePublicMixin
from disclosures.models import Disclosure, Fact
from disclosures.services.edition import current_edition
from finance_api.access.models import Scope
from finance_api.access.permissions import anonymous_scopes
from finance_api.rest.columns import columns_of
from finance_api.rest.conditional import caching, etag_of, etag_of_resource, is_known
from finance_api.rest.cursors import CursorPages, chosen_order
from finance_api.rest.downloads import WholeList, asks_for_a_page, download, wanted_file
from finance_api.rest.expanding import MEMBER, PARAMETER, expanded, refuse_in_tables
from finance_api.rest.files import Format
from finance_api.rest.filtering import filtered
from finance_api.rest.parameters import chosen_members, select
from finance_api.rest.problems import Problem
from finance_api.rest.quick import Answer, Quick
from finance_api.rest.viewsets import Resource

FIELDS = {name: field for name, field in FactSerializer().fields.items() if name != MEMBER}
MEMBERS = tuple(FIELDS)
# Queries as they were built when asked for before: as many, and as long ones, as are worth the memory.
KEPT: dict[str, Query] = {}
MOST_KEPT, LONGEST_KEPT = 2000, 500
_UNKNOWN: Query = ("", ())


class FactViewSet(FiguresMixin, ThreePublicMixin, Quick, Resource):
    """Every published amount, one row each."""

    resource = "facts"
    serializer_class = FactSerializer
    filterset_class = FactFilter
    pagination_class = CursorPages
    lookup_value_regex = r"\d{1,18}"
    orderings = {"id": "pk", "fiscal_year": "fiscal_year", "amount": "amount"}
    parameters = {
        "list": frozenset({"unit"}),
        "retrieve": frozenset({"unit"}),
        "aggregate": frozenset({"unit", "group_by", "level", "ordering", "limit"}),
        "series": frozenset({"unit", "level"}),
        "three_public": frozenset({"unit"}),
    }
    decimals = frozenset({"amount"})
    expansions = {"department": DEPARTMENT, "account": ACCOUNT, "disclosure": DISCLOSURE}
    sublists = {"aggregate": Fact, "series": Fact, "three_public": Disclosure}
    quick = {
        "list": "page_answer",
        "retrieve": "fact_answer",
        "aggregate": "aggregate_answer",
        "series": "series_answer",
    }

    def get_queryset(self) -> QuerySet[Any]:
        return Fact.objects.all()

    def open_to_everybody(self) -> bool:
        return Scope.READ in anonymous_scopes()

    @extend_schema(
        summary="Query figures",
        description="For instance `?account__under=201&fiscal_year=2022&measure=total`. Filters are named "
        "like the members; amounts are in yuan unless `unit=wan`. 查询金额。",
        parameters=[UNIT],
        responses={200: FactSerializer(many=True)},
        examples=[examples.FACT],
    )
    def list(self, request: Request) -> HttpResponseBase:
        if (format_ := wanted_file(request)) is not None:
            return self.facts_file(request, format_)
        return self.page_answer(request).response()

    @extend_schema(
        summary="A figure", parameters=[UNIT], responses={200: FactSerializer}, examples=[examples.FACT]
    )
    def retrieve(self, request: Request, pk: str) -> Response:
        return self.fact_answer(request, pk).response()

    def page_answer(self, request: Request) -> Answer:
        members, unit = self.members(), chosen_unit(request)
        pages = CursorPages()
        pages.begin(request, self.orderings, self.default_ordering)
        etag = etag_of(current_edition(), request.build_absolute_uri())
        if is_known(request, etag):
            return Answer(None, caching(etag), 304)
        rows = pages.page(fetched(self._query(request, pages)))
        if request.query_params.get("count") is not None:
            pages.count = pages.counted(self._rows(request))
        facts = [fact_dict(row, unit) for row in rows]
        results = [select(fact, members) for fact in facts]
        if PARAMETER in request.query_params:
            more = expanded(request, self.expansions, facts)
            results = [{**fact, **added} for fact, added in zip(results, more, strict=True)]
        body, link = pages.body(results, key=ordering_values)
        return Answer(body, caching(etag) | {"Link": link})

    def facts_file(self, request: Request, format_: Format) -> HttpResponseBase:
        """All the facts asked for, or a page of them."""
        headers = caching(etag_of(current_edition(), request.build_absolute_uri(), format_.name))
        if is_known(request, headers["ETag"]):
            return Response(status=304, headers=headers)
        table = self.whole_list()
        if asks_for_a_page(request):
            pages, unit = CursorPages(), chosen_unit(request)
            pages.begin(request, self.orderings, self.default_ordering)
            page = pages.page(fetched(self._query(request, pages)))
            _, headers["Link"] = pages.body([], key=ordering_values)
            values = [flat_rows(page, unit, [column.name for column in table.columns])]
            table = WholeList(table.columns, lambda: values, lambda: len(page))
        return download(request, format_, "facts", table, headers)

    def whole_list(self) -> WholeList:
        unit, rows = chosen_unit(self.request), self._rows(self.request)
        refuse_in_tables(self.request)
        columns = columns_of(FIELDS, decimals=self.decimals, members=self.members())
        names = [column.name for column in columns]
        order = chosen_order(self.request, self.orderings, self.default_ordering)
        query = compiled(rows.order_by(*order))
        return WholeList(
            columns, lambda: (flat_rows(piece, unit, names) for piece in streamed(query)), rows.count
        )

    def fact_answer(self, request: Request, pk: str) -> Answer:
        members, unit = self.members(), chosen_unit(request)
        rows = fetched(_one_fact(int(pk)), prepared=True)
        if not rows:
            raise Problem(
                "not-found", "There is no published figure of this id.", zh="没有此编号的已公开金额。"
            )
        fact = fact_dict(rows[0], unit)
        (more,) = expanded(request, self.expansions, [fact])
        etag = etag_of_resource((rows[0], unit), members=members, added=more)
        if is_known(request, etag):
            return Answer(None, caching(etag), 304)
        return Answer({**select(fact, members), **more}, caching(etag))

    def members(self) -> frozenset[str] | None:
        return chosen_members(self.request, MEMBERS)

    def _rows(self, request: Request) -> QuerySet[Any]:
        """What the filters leave; ordered by amount, only what has one."""
        rows = filtered(self.filterset_class, Fact.objects.all(), request)
        by_amount = "amount" in (request.query_params.get("ordering") or "")
        return rows.filter(amount__isnull=False) if by_amount else rows

    def _query(self, request: Request, pages: CursorPages) -> Query:
        """The SQL of the page; of a first page, as it was built when it was asked for before."""
        asked = request.META.get("QUERY_STRING", "")
        if pages.position is not None or len(asked) > LONGEST_KEPT:
            return compiled(pages.slice(self._rows(request)))
        # Another thread may forget everything at any moment.
        query = KEPT.get(asked, _UNKNOWN)
        if query is _UNKNOWN:
            query = compiled(pages.slice(self._rows(request)))
            if len(KEPT) >= MOST_KEPT:
                KEPT.clear()
            KEPT[asked] = query
        return query


def _one_fact(pk: int) -> Query:
    """Of any revision: what was published once stays readable."""
    sql, parameters = _fact_query()
    return sql, tuple(pk if value == _ANY else value for value in parameters)


_ANY = -1


@cache
def _fact_query() -> tuple[str, tuple[Any, ...]]:
    query = compiled(Fact.objects.filter(pk=_ANY, run__revision__isnull=False))
    assert query is not None
    return query
