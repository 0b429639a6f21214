"""Pages by cursor: the place after a row in a total order, signed, good for the query that gave it only.

No offset: a page costs the same however deep it lies, and rows that come or go meanwhile shift nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing
from django.db.models import Q, QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from finance_api.rest.parameters import fault, invalid, whole_number
from finance_api.rest.problems import Problem

SALT = "finance_api.rest.cursor"
PAGE_PARAMETERS = frozenset({"cursor", "page_size", "ordering", "count"})


@dataclass(frozen=True, slots=True)
class Position:
    """Before or after the row with these values of the ordering fields."""

    values: tuple[Any, ...]
    backwards: bool = False


class CursorPages(BasePagination):
    """`ordering` is white-listed by the view: `orderings` maps the public name to a model field."""

    count: int | None = None
    default_size = 100
    largest_size = 1000

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.begin(request, view.orderings, view.default_ordering)
        self.count = self.counted(queryset)
        return self.page(list(self.slice(queryset)))

    def begin(self, request: Request, orderings: Mapping[str, str], default: str) -> None:
        """What the request asks for; a 400 that names what cannot be had."""
        self.request = request
        self.size = whole_number(
            request, "page_size", self.default_size, at_least=1, at_most=self.largest_size
        )
        self.order = chosen_order(request, orderings, default)
        self.position = self._position()
        self.count = None

    def page(self, rows: list[Any]) -> list[Any]:
        """The rows of the page, of those that `slice` gave."""
        more = len(rows) > self.size
        rows = rows[: self.size]
        if self.position and self.position.backwards:
            rows.reverse()
            self.has_previous, self.has_next = more, True
        else:
            self.has_previous, self.has_next = self.position is not None, more
        self.rows = rows
        return rows

    def get_paginated_response(self, data: Any) -> Response:
        body, link = self.body(data)
        return Response(body, headers={"Link": link})

    def body(
        self, data: Any, key: Callable[[Any], Mapping[str, Any]] | None = None
    ) -> tuple[dict[str, Any], str]:
        """The answer and its Link header. `key` names the ordering fields of a row that is a mere tuple."""
        following = preceding = None
        if self.rows and self.has_next:
            following = self._link(key(self.rows[-1]) if key else self.rows[-1], backwards=False)
        if self.rows and self.has_previous:
            preceding = self._link(key(self.rows[0]) if key else self.rows[0], backwards=True)
        first = remove_query_param(self._address(), "cursor")
        body = {"count": self.count, "next": following, "previous": preceding, "results": data}
        return body, links(first=first, prev=preceding, next=following)

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
                "count": {
                    "type": ["integer", "null"],
                    "description": "Only with `count=exact`.",
                    "example": None,
                },
                "next": uri,
                "previous": uri,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        names = list(getattr(view, "orderings", {}))
        ordering = [sign + name for name in names for sign in ("", "-")]
        return [
            _parameter("cursor", "A cursor from `next` or `previous`. 分页游标。", {"type": "string"}),
            _parameter(
                "page_size",
                "Rows a page. 每页行数。",
                {"type": "integer", "minimum": 1, "maximum": self.largest_size, "default": self.default_size},
            ),
            _parameter("ordering", "The order of the rows. 排序。", {"type": "string", "enum": ordering}),
            _parameter(
                "count",
                "`exact` counts all rows, which takes time. 是否计数。",
                {"type": "string", "enum": ["none", "exact"], "default": "none"},
            ),
        ]

    def counted(self, queryset: QuerySet[Any]) -> int | None:
        wanted = self.request.query_params.get("count", "none")
        if wanted not in ("none", "exact"):
            raise invalid(fault("count", "'count' is 'none' or 'exact'.", zh="count 可为 none 或 exact。"))
        return queryset.count() if wanted == "exact" else None

    def slice(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        backwards = self.position is not None and self.position.backwards
        order = [_reversed(name) for name in self.order] if backwards else list(self.order)
        if self.position is not None:
            queryset = queryset.filter(after(order, self.position.values))
        return queryset.order_by(*order)[: self.size + 1]

    def _position(self) -> Position | None:
        text = self.request.query_params.get("cursor")
        if not text:
            return None
        try:
            kept = signing.loads(text, salt=SALT)
            values, backwards, query = kept["v"], kept["b"], kept["q"]
        except (signing.BadSignature, ValueError, KeyError, TypeError) as error:
            raise Problem(
                "invalid-cursor", "The cursor is not one of ours, or was changed.", zh="游标无效或已被改动。"
            ) from error
        if query != self._query() or len(values) != len(self.order):
            raise Problem("invalid-cursor", "The cursor belongs to another query.", zh="该游标属于另一查询。")
        return Position(tuple(values), backwards)

    def _link(self, row: Any, *, backwards: bool) -> str:
        values = [_plain(_value(row, name.lstrip("-"))) for name in self.order]
        kept = {"v": values, "b": backwards, "q": self._query()}
        return replace_query_param(self._address(), "cursor", signing.dumps(kept, salt=SALT, compress=True))

    def _query(self) -> str:
        """What the cursor is good for: this address with these filters in this order."""
        filters = sorted(
            (name, value)
            for name in self.request.query_params
            if name not in ("cursor", "page_size", "count", "fields", "omit", "expand", "format")
            for value in self.request.query_params.getlist(name)
        )
        return hashlib.sha256(repr((self.request.path, filters, self.order)).encode()).hexdigest()[:12]

    def _address(self) -> str:
        return self.request.build_absolute_uri()


def chosen_order(request: Request, orderings: Mapping[str, str], default: str) -> tuple[str, ...]:
    """The fields to order by, ending in the primary key, so that the order is total."""
    text = request.query_params.get("ordering") or default
    chosen: list[str] = []
    for name in text.split(","):
        field = orderings.get(name.lstrip("-").strip())
        if field is None or name.count("-") > 1:
            raise invalid(
                fault(
                    "ordering",
                    f"'ordering' can be {', '.join(sorted(orderings))}, with or without '-'.",
                    zh=f"ordering 可为 {', '.join(sorted(orderings))}，前面可加 -。",
                )
            )
        chosen.append(f"-{field}" if name.startswith("-") else field)
    if chosen[-1].lstrip("-") not in ("pk", "id"):
        chosen.append("-pk" if chosen[-1].startswith("-") else "pk")
    return tuple(dict.fromkeys(chosen))


def after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows beyond these values in this order: (a > x) or (a = x and b > y) or …"""
    beyond, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        beyond |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return beyond


def links(**targets: str | None) -> str:
    """A Link header (RFC 8288)."""
    return ", ".join(f'<{target}>; rel="{rel}"' for rel, target in targets.items() if target)


def _reversed(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _value(row: Any, field: str) -> Any:
    if isinstance(row, Mapping):
        return row["id"] if field == "pk" else row[field]
    for part in field.split("__"):
        row = getattr(row, part)
    return row


def _plain(value: Any) -> Any:
    """As JSON can carry it; the database reads it back."""
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal | UUID) else value


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
