"""What every resource shares: known parameters, headers, members on choice. A view names the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied
from rest_framework.generics import GenericAPIView, get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSetMixin

from finance_api.rest import cursors, pages
from finance_api.rest.conditional import REVALIDATE, VARY, caching, etag_of, not_modified
from finance_api.rest.cursors import CursorPages
from finance_api.rest.deprecation import Deprecation
from finance_api.rest.pages import NumberedPages
from finance_api.rest.parameters import COMMON, chosen_members, refuse_unknown, select


class Resource(ViewSetMixin, GenericAPIView[Any]):
    """`parameters` maps an action to the query parameters it knows beside filters and pages.

    `sublists` names the actions, beside `list`, that answer with pages, and of which model.
    `deprecations` names the actions that are going to end.
    """

    scopes: Mapping[str, str] = {}
    parameters: Mapping[str, frozenset[str]] = {}
    sublists: Mapping[str, type[Model]] = {}
    deprecations: Mapping[str, Deprecation] = {}
    orderings: Mapping[str, str] = {"id": "pk"}
    default_ordering = "id"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        try:
            super().initial(request, *args, **kwargs)
        except (AuthenticationFailed, NotAuthenticated, PermissionDenied):
            # Counted too: otherwise tokens could be guessed without end.
            self.check_throttles(request)
            raise
        refuse_unknown(request, self.known_parameters())

    def known_parameters(self) -> frozenset[str]:
        action = getattr(self, "action", "") or ""
        known = COMMON | self.parameters.get(action, frozenset())
        if action == "list" or action in self.sublists:
            known |= self._page_parameters() | self._filter_parameters()
        return known

    def get_object(self) -> Any:
        """The one the address names; filters are for lists."""
        field = self.lookup_url_kwarg or self.lookup_field
        found = get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[field]})
        self.check_object_permissions(self.request, found)
        return found

    def page_of(self, rows: QuerySet[Any]) -> Response:
        """A page of these rows, filtered, with the members asked for."""
        members = self.members()
        page = self.paginate_queryset(self.filter_queryset(rows))
        data = self.get_serializer(page, many=True).data
        response: Response = self.get_paginated_response([select(row, members) for row in data])
        return response

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Response:
        final: Response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(final, VARY.split(", "))
        self.add_limits(request, final)
        deprecation = self.deprecations.get(getattr(self, "action", None) or "")
        for name, value in deprecation.headers().items() if deprecation else ():
            final[name] = f"{final[name]}, {value}" if name == "Link" and name in final else value
        return final

    def add_limits(self, request: Any, answer: Any) -> None:
        """What is left of the caller's requests."""
        allowance = getattr(getattr(request, "_request", request), "rate_limit", None)
        for name, value in allowance.headers().items() if allowance else ():
            answer[name] = value

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
        return chosen_members(self.request, self.get_serializer().fields.keys())  # type: ignore[attr-defined]


class Listed:
    """GET of the collection, by pages."""

    def list(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        response: Response = self.page_of(self.get_queryset())
        return response


class Retrieved:
    """GET of one, with an ETag."""

    def retrieve(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        members = self.members()
        data = self.get_serializer(self.get_object()).data
        etag = etag_of(data, members)
        return not_modified(request, etag) or Response(
            select(data, members), headers=caching(etag, REVALIDATE)
        )
