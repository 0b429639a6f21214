"""Tables as files: CSV, NDJSON, XLSX and Parquet, written piece by piece however many rows there are.

Rows come in pieces, each a list of lists under the columns; text is text and amounts are decimal strings.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO, Any

import orjson
import pyarrow
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from pyarrow import parquet

from finance_api.rest.columns import Column, Kind
from finance_api.rest.renderers import BOM, harmless

Rows = Iterable[Sequence[Sequence[Any]]]
_DECIMAL = pyarrow.decimal128(38, 8)
_ARROW = {
    Kind.TEXT: pyarrow.string(),
    Kind.JSON: pyarrow.string(),
    Kind.INTEGER: pyarrow.int64(),
    Kind.BOOLEAN: pyarrow.bool_(),
    Kind.DECIMAL: _DECIMAL,
}


@dataclass(frozen=True, slots=True)
class Format:
    """`streamed` gives the bytes as they come, `written` puts them into a file; each format has one."""

    name: str
    media_type: str
    streamed: Callable[..., Iterator[bytes]] | None = None
    written: Callable[[IO[bytes], Sequence[Column], Rows], None] | None = None


def csv_pieces(columns: Sequence[Column], rows: Rows, *, bom: bool = True) -> Iterator[bytes]:
    """RFC 4180. Text that a spreadsheet would take for a formula is quoted with an apostrophe."""
    texts = [column.kind in (Kind.TEXT, Kind.JSON) for column in columns]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.name for column in columns])
    yield ((BOM if bom else "") + _taken(out)).encode()
    for piece in rows:
        writer.writerows(
            [
                harmless(value) if text and value else _csv(value)
                for value, text in zip(row, texts, strict=True)
            ]
            for row in piece
        )
        yield _taken(out).encode()


def ndjson_pieces(columns: Sequence[Column], rows: Rows) -> Iterator[bytes]:
    """One JSON object a line, flat as in a table; what is nested in it stays JSON."""
    names = [column.name for column in columns]
    nested = [column.kind is Kind.JSON for column in columns]
    for piece in rows:
        yield b"".join(
            orjson.dumps(
                {
                    name: orjson.Fragment(value) if json and value is not None else value
                    for name, value, json in zip(names, row, nested, strict=True)
                },
                option=orjson.OPT_APPEND_NEWLINE,
            )
            for row in piece
        )


def write_xlsx(file: IO[bytes], columns: Sequence[Column], rows: Rows) -> None:
    """Amounts as numbers, everything else as text that is no formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("data")
    sheet.freeze_panes = "A2"
    sheet.append([column.name for column in columns])
    kinds = [column.kind for column in columns]
    for piece in rows:
        for row in piece:
            sheet.append([_cell(sheet, value, kind) for value, kind in zip(row, kinds, strict=True)])
    book.save(file)


def write_parquet(file: IO[bytes], columns: Sequence[Column], rows: Rows) -> None:
    """Amounts as decimals, codes as strings; a row group for each of the larger pieces."""
    schema = pyarrow.schema([(column.name, _ARROW[column.kind]) for column in columns])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for piece in rows:
            by_column = list(zip(*piece, strict=True)) or [()] * len(columns)
            arrays = [
                pyarrow.array(_arrow(values, column.kind), type=_ARROW[column.kind])
                for values, column in zip(by_column, columns, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


FORMATS = {
    format_.name: format_
    for format_ in (
        Format("csv", "text/csv", streamed=csv_pieces),
        Format("ndjson", "application/x-ndjson", streamed=ndjson_pieces),
        Format(
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            written=write_xlsx,
        ),
        Format("parquet", "application/vnd.apache.parquet", written=write_parquet),
    )
}


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text


def _csv(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _cell(sheet: Any, value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind is Kind.DECIMAL:
        return Decimal(value)
    if kind in (Kind.INTEGER, Kind.BOOLEAN):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not text.startswith("="):
        return text
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _arrow(values: Sequence[Any], kind: Kind) -> Sequence[Any]:
    if kind is not Kind.DECIMAL:
        return values
    return [None if value is None else Decimal(value) for value in values]
