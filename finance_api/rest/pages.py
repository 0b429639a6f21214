"""Pages by number, for collections that stay small."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from finance_api.rest.cursors import chosen_order, links
from finance_api.rest.parameters import whole_number

PAGE_PARAMETERS = frozenset({"page", "page_size", "ordering"})


class NumberedPages(BasePagination):
    """The total is always counted. A page beyond the last is a 400 that names the last."""

    default_size = 50
    largest_size = 500
    last_row = 100_000

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        self.size = whole_number(
            request, "page_size", self.default_size, at_least=1, at_most=self.largest_size
        )
        order = chosen_order(request, view.orderings, view.default_ordering)
        self.count = queryset.count()
        self.last = max(1, -(-self.count // self.size))
        deepest = max(1, self.last_row // self.size)
        self.page = whole_number(request, "page", 1, at_least=1, at_most=min(self.last, deepest))
        start = (self.page - 1) * self.size
        return list(queryset.order_by(*order)[start : start + self.size])

    def get_paginated_response(self, data: Any) -> Response:
        following = self._link(self.page + 1) if self.page < self.last else None
        preceding = self._link(self.page - 1) if self.page > 1 else None
        body = {"count": self.count, "next": following, "previous": preceding, "results": data}
        link = links(first=self._link(1), prev=preceding, next=following, last=self._link(self.last))
        return Response(body, headers={"Link": link})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        uri = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "The page there, if there is one.",
            "example": None,
        }
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "Rows on all pages.", "example": 1},
                "next": uri,
                "previous": uri,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = list(getattr(view, "orderings", {}))
        ordering = [sign + name for name in names for sign in ("", "-")]
        size = {"type": "integer", "minimum": 1, "maximum": self.largest_size, "default": self.default_size}
        return [
            _parameter("page", "Number of the page. 页码。", {"type": "integer", "minimum": 1, "default": 1}),
            _parameter("page_size", "Rows a page. 每页行数。", size),
            _parameter("ordering", "The order of the rows. 排序。", {"type": "string", "enum": ordering}),
        ]

    def _link(self, page: int) -> str:
        return replace_query_param(self.request.build_absolute_uri(), "page", page)


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
