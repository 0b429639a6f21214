"""The members of an answer as the columns of a table: nested members by dotted names, lists as JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from rest_framework import serializers

from finance_api.rest.renderers import as_json


class Kind(Enum):
    """What a column holds. Codes are text, whatever they look like; amounts are exact decimals."""

    TEXT = "string"
    INTEGER = "integer"
    DECIMAL = "number"
    BOOLEAN = "boolean"
    JSON = "object"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    kind: Kind
    description: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.name.split("."))


def columns_of(
    fields: Mapping[str, Any], *, decimals: Collection[str] = (), members: Collection[str] | None = None
) -> list[Column]:
    """One column for each member of a serializer, or of those chosen; `decimals` names the amounts."""
    chosen = {name: field for name, field in fields.items() if members is None or name in members}
    return [column for name, field in chosen.items() for column in _columns(name, field, decimals)]


def row_of(data: Mapping[str, Any], columns: Collection[Column]) -> list[Any]:
    """The values of one answer under these columns; JSON as its text."""
    return [_value(data, column) for column in columns]


def _columns(name: str, field: Any, decimals: Collection[str]) -> Iterator[Column]:
    if isinstance(field, serializers.Serializer) and field.fields and name.rpartition(".")[2] != "place":
        for inner, child in field.fields.items():
            yield from _columns(f"{name}.{inner}", child, decimals)
    else:
        yield Column(name, _kind(name, field, decimals), str(getattr(field, "help_text", None) or ""))


def _kind(name: str, field: Any, decimals: Collection[str]) -> Kind:
    if name in decimals:
        return Kind.DECIMAL
    if isinstance(field, serializers.BooleanField):
        return Kind.BOOLEAN
    if isinstance(field, serializers.IntegerField):
        return Kind.INTEGER
    nested = (serializers.BaseSerializer, serializers.ListField, serializers.DictField, serializers.JSONField)
    return Kind.JSON if isinstance(field, (*nested, serializers.SerializerMethodField)) else Kind.TEXT


def _value(data: Any, column: Column) -> Any:
    for part in column.path:
        data = data.get(part) if isinstance(data, Mapping) else None
    if data is None or column.kind in (Kind.INTEGER, Kind.BOOLEAN):
        return data
    return as_json(data).decode() if column.kind is Kind.JSON else str(data)
