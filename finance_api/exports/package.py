"""Data Package (version 2): what each file of an export holds, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from finance_api.rest.columns import Column, Kind

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
PRIMARY_KEYS = {"regions": "code"}


def package(
    *, name: str, created: datetime, licence: str, home: str, resources: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": name,
        "title": "部门决算公开数据 Open final accounts",
        "created": created.isoformat(),
        "homepage": home,
        "licenses": [{"path": licence}],
        "resources": list(resources),
    }


def resource(
    *,
    dataset: str,
    path: str,
    format_: str,
    media_type: str,
    columns: Sequence[Column],
    rows: int,
    size: int,
    sha256: str,
    title: str,
    description: str,
) -> dict[str, Any]:
    """One file of the package; `rows` is ours beside the standard's members."""
    found = {
        "name": dataset,
        "type": "table",
        "path": path,
        "title": title,
        "description": description,
        "format": format_,
        "mediatype": media_type,
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "rows": rows,
        "schema": table_schema(dataset, columns),
    }
    return found | {"encoding": "utf-8"} if format_ in ("csv", "ndjson") else found


def table_schema(dataset: str, columns: Sequence[Column]) -> dict[str, Any]:
    key = PRIMARY_KEYS.get(dataset, "id")
    schema: dict[str, Any] = {"$schema": TABLE_PROFILE, "fields": [_field(column) for column in columns]}
    return schema | {"primaryKey": [key]} if key in {column.name for column in columns} else schema


def _field(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": column.kind.value}
    if column.kind is Kind.JSON:
        found["type"] = "any"
    return found | {"description": column.description} if column.description else found
