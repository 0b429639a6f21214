"""JSON by orjson, and CSV that Excel opens without garbling Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer

BOM = "\ufeff"


class JsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, context: Any = None) -> bytes:
        if data is None:
            return b""
        return as_json(data)


class CsvRenderer(BaseRenderer):
    """Renders `Table` answers; `bom=false` leaves the mark out that tells Excel it is UTF-8."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, context: Any = None) -> bytes:
        if not isinstance(data, Table):
            return orjson.dumps(data, default=_plain)
        request = (context or {}).get("request")
        marked = request is None or request.query_params.get("bom") != "false"
        return ((BOM if marked else "") + data.as_csv()).encode()


def as_json(data: Any) -> bytes:
    return orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS)


class Table:
    """Rows under named columns, as an answer in CSV."""

    def __init__(self, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        self.columns = columns
        self.rows = rows

    def as_csv(self) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow(["" if value is None else harmless(str(value)) for value in row])
        return out.getvalue()


def harmless(text: str) -> str:
    """Text that a spreadsheet would take for a formula is quoted; negative numbers stay numbers."""
    starts_formula = text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and not _is_number(text))
    return f"'{text}" if starts_formula else text


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(",", "").replace(".", "", 1).isdecimal()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
