"""Facts from one query straight to answers: no model is built, and a query asked again is not built again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from disclosures.api.money import amount_text
from disclosures.final_accounts.records import Unit
from finance_api.rest.prepared import prepared_cursor

PICTURE = "/api/v1/disclosures/{disclosure}/revisions/{revision}/pages/{page}.png"

COLUMNS: tuple[Any, ...] = (
    "id",
    Cast("run__revision__disclosure_id", TextField()),
    "run__revision__number",
    "department_id",
    "department__name",
    "fiscal_year",
    "statement",
    "code",
    "line__label",
    "item",
    "side",
    "measure",
    "heading",
    Cast("amount", TextField()),
    "text",
    "unit",
    "state",
    Cast("run__upload_id", TextField()),
    "run__upload__sha256",
    Cast("place", TextField()),
)

PIECE = 2000
FLAT = (
    "id", "disclosure", "revision", "department.id", "department.name", "fiscal_year", "statement", "account",
    "label", "item", "side", "measure", "heading", "amount", "amount_unit", "text", "unit", "state",
    "source.upload", "source.sha256", "source.place", "source.picture",
)  # fmt: skip

Query = tuple[str, tuple[Any, ...]] | None


def compiled(rows: QuerySet[Any]) -> Query:
    """The SQL of facts with `COLUMNS`; None where it is known that there are none."""
    try:
        sql, parameters = rows.values_list(*COLUMNS).query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(parameters)


def fetched(query: Query, *, prepared: bool = False) -> list[tuple[Any, ...]]:
    if query is None:
        return []
    with prepared_cursor() if prepared else connection.cursor() as cursor:
        cursor.execute(*query)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def streamed(query: Query) -> Iterator[list[tuple[Any, ...]]]:
    """All rows, piece by piece, by a server-side cursor: memory stays flat however many there are."""
    if query is None:
        return
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(*query)
        while piece := cursor.fetchmany(PIECE):
            yield piece


def flat_rows(piece: Sequence[Sequence[Any]], unit: Unit, names: Sequence[str]) -> list[list[Any]]:
    """Rows of `COLUMNS` under the names of a table."""
    places = [FLAT.index(name) for name in names]
    return [[flat[place] for place in places] for flat in (_flat(row, unit) for row in piece)]


def _flat(row: Sequence[Any], unit: Unit) -> tuple[Any, ...]:
    """One row in the order of `FLAT`; the place stays JSON text."""
    place = row[19]
    picture = picture_path(row[1], row[2], orjson.loads(place)) if '"page"' in place else None
    return (*row[:13], amount_text(row[13], unit), unit.value, *row[14:20], picture)


def fact_dict(row: Sequence[Any], unit: Unit) -> dict[str, Any]:
    """One row of `COLUMNS` as it is answered."""
    (
        pk, disclosure, revision, department, name, year, statement, code, label, item, side, measure,
        heading, amount, text, printed_unit, state, upload, sha256, place_text,
    ) = row  # fmt: skip
    place = orjson.loads(place_text)
    return {
        "id": pk,
        "disclosure": disclosure,
        "revision": revision,
        "department": {"id": department, "name": name},
        "fiscal_year": year,
        "statement": statement,
        "account": code,
        "label": label,
        "item": item,
        "side": side,
        "measure": measure,
        "heading": heading,
        "amount": amount_text(amount, unit),
        "amount_unit": unit.value,
        "text": text,
        "unit": printed_unit,
        "state": state,
        "source": {
            "upload": upload,
            "sha256": sha256,
            "place": place,
            "picture": picture_path(disclosure, revision, place),
        },
    }


def ordering_values(row: Sequence[Any]) -> Mapping[str, Any]:
    """What a cursor keeps of a row."""
    return {"id": row[0], "fiscal_year": row[5], "amount": row[13]}


def picture_path(disclosure: str | None, revision: int | None, place: Mapping[str, Any]) -> str | None:
    """The page with the cell marked, where the file has pages."""
    page, box = place.get("page"), place.get("box")
    if page is None or disclosure is None:
        return None
    path = PICTURE.format(disclosure=disclosure, revision=revision, page=page)
    return f"{path}?box={','.join(map(str, box))}" if box else path
