"""What every resource shares: known parameters, headers, members on choice. A view names the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView, get_object_or_404
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from finance_api.rest import cursors, pages
from finance_api.rest.columns import columns_of, row_of
from finance_api.rest.conditional import REVALIDATE, VARY, caching, etag_of_resource, not_modified
from finance_api.rest.cursors import CursorPages, chosen_order
from finance_api.rest.deprecation import Deprecation
from finance_api.rest.downloads import (
    FILE_PARAMETERS,
    FILE_RENDERERS,
    WholeList,
    asks_for_a_page,
    download,
    pieces_of,
    wanted_file,
)
from finance_api.rest.expanding import MEMBER, PARAMETER, Expansion, expanded, refuse_in_tables
from finance_api.rest.files import Format
from finance_api.rest.negotiation import Negotiation
from finance_api.rest.pages import NumberedPages
from finance_api.rest.parameters import COMMON, chosen_members, refuse_unknown, select


class Resource(ViewSetMixin, GenericAPIView[Any]):
    """`parameters` maps an action to the query parameters it knows beside filters and pages.

    `sublists` names the actions, beside `list`, that answer with pages, and of which model.
    `deprecations` names the actions that are going to end. `decimals` names the amounts in files.
    `expansions` names what the answers of `list` and `retrieve` can be expanded by.
    """

    content_negotiation_class = Negotiation
    scopes: Mapping[str, str] = {}
    parameters: Mapping[str, frozenset[str]] = {}
    sublists: Mapping[str, type[Model]] = {}
    deprecations: Mapping[str, Deprecation] = {}
    decimals: Collection[str] = ()
    expansions: Mapping[str, Expansion] = {}
    orderings: Mapping[str, str] = {"id": "pk"}
    default_ordering = "id"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        try:
            super().initial(request, *args, **kwargs)
        except APIException:
            # Counted too: otherwise tokens could be guessed, and what is refused asked for, without end.
            self.check_throttles(request)
            raise
        refuse_unknown(request, self.known_parameters())

    def known_parameters(self) -> frozenset[str]:
        action = getattr(self, "action", "") or ""
        known = COMMON | self.parameters.get(action, frozenset())
        if action == "list" or action in self.sublists:
            known |= self._page_parameters() | self._filter_parameters()
            known |= FILE_PARAMETERS if self.offers_files() else frozenset()
        return known | {PARAMETER} if self.can_expand() else known

    def can_expand(self) -> bool:
        return bool(self.expansions) and getattr(self, "action", "") in ("list", "retrieve")

    def get_renderers(self) -> list[BaseRenderer]:
        """Lists can be had as files too."""
        renderers = super().get_renderers()
        return (
            [*renderers, *(renderer() for renderer in FILE_RENDERERS)] if self.offers_files() else renderers
        )

    def offers_files(self) -> bool:
        action = getattr(self, "action", "") or ""
        return self.pagination_class is not None and (action == "list" or action in self.sublists)

    def get_object(self) -> Any:
        """The one the address names; filters are for lists."""
        field = self.lookup_url_kwarg or self.lookup_field
        found = get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[field]})
        self.check_object_permissions(self.request, found)
        return found

    def page_of(self, rows: QuerySet[Any]) -> HttpResponseBase:
        """A page of these rows, filtered, with the members asked for; or a file of them."""
        members = self.members()
        if (format_ := wanted_file(self.request)) is not None:
            return self.file_of(self.filter_queryset(rows), format_, self.serialized)
        page = self.paginate_queryset(self.filter_queryset(rows))
        data = self.get_serializer(page, many=True).data
        more = expanded(self.request, self.expansions, data)
        rows_ = [{**select(row, members), **added} for row, added in zip(data, more, strict=True)]
        response: Response = self.get_paginated_response(rows_)
        return response

    def serialized(self, piece: Sequence[Any]) -> Iterable[Mapping[str, Any]]:
        found: Iterable[Mapping[str, Any]] = self.get_serializer(piece, many=True).data
        return found

    def file_of(
        self,
        rows: QuerySet[Any],
        format_: Format,
        answers: Callable[[Sequence[Any]], Iterable[Mapping[str, Any]]],
    ) -> HttpResponseBase:
        """All the rows as a file, or the page asked for; `answers` makes of rows what JSON would answer."""
        table = self.listing(rows, answers)
        headers: dict[str, str] = {}
        if asks_for_a_page(self.request):
            page = self.paginate_queryset(rows) or []
            headers["Link"] = self.get_paginated_response([])["Link"]
            values = [[row_of(answer, table.columns) for answer in answers(page)]]
            table = WholeList(table.columns, lambda: values, lambda: len(page))
        return download(self.request, format_, self.file_name(), table, headers)

    def whole_list(self) -> WholeList:
        """What `list` would answer page by page, for a file that is written elsewhere."""
        return self.listing(self.filter_queryset(self.get_queryset()), self.serialized)

    def listing(
        self, rows: QuerySet[Any], answers: Callable[[Sequence[Any]], Iterable[Mapping[str, Any]]]
    ) -> WholeList:
        refuse_in_tables(self.request)
        columns = columns_of(self.row_members(), decimals=self.decimals, members=self.members())
        ordered = rows.order_by(*chosen_order(self.request, self.orderings, self.default_ordering))

        def values(piece: Sequence[Any]) -> list[list[Any]]:
            return [row_of(answer, columns) for answer in answers(piece)]

        return WholeList(columns, lambda: pieces_of(ordered, values), rows.count)

    def file_name(self) -> str:
        resource, action = getattr(self, "resource", "data"), getattr(self, "action", "list")
        return resource if action == "list" else f"{resource}-{action.replace('_', '-')}"

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        final: Response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, VARY.split(", "))
        self.complete(request._request, final)
        return final

    def complete(self, request: HttpRequest, answer: HttpResponseBase) -> None:
        """Headers of every answer, whichever way it was made: what is left of the caller's requests, and that
        the operation is going to end."""
        allowance = getattr(request, "rate_limit", None)
        for name, value in allowance.headers().items() if allowance else ():
            answer[name] = value
        deprecation = self.deprecations.get(getattr(self, "action", None) or "")
        for name, value in deprecation.headers().items() if deprecation else ():
            answer[name] = f"{answer[name]}, {value}" if name == "Link" and name in answer else value

    def _page_parameters(self) -> frozenset[str]:
        if issubclass(self.pagination_class or object, CursorPages):
            return cursors.PAGE_PARAMETERS
        return (
            pages.PAGE_PARAMETERS
            if issubclass(self.pagination_class or object, NumberedPages)
            else frozenset()
        )

    def _filter_parameters(self) -> frozenset[str]:
        filterset = getattr(self, "filterset_class", None)
        return frozenset(filterset.get_filters()) if filterset else frozenset()

    def members(self) -> frozenset[str] | None:
        """What `fields` and `omit` leave of the serializer's members."""
        return chosen_members(self.request, self.row_members().keys())

    def row_members(self) -> Mapping[str, Any]:
        """The serializer's members but for what is there only when it is expanded."""
        fields = self.get_serializer().fields  # type: ignore[attr-defined]  # serializers of single rows have them
        return {name: field for name, field in fields.items() if name != MEMBER}


class Listed:
    """GET of the collection, by pages."""

    def list(self: Any, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = self.page_of(self.get_queryset())
        return response


class Retrieved:
    """GET of one, with an ETag."""

    def retrieve(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        members = self.members()
        data = self.get_serializer(self.get_object()).data
        (more,) = expanded(request, self.expansions, [data])
        etag = etag_of_resource(data, members=members, added=more)
        return not_modified(request, etag) or Response(
            {**select(data, members), **more}, headers=caching(etag, REVALIDATE)
        )
