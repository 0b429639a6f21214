"""How an XLS shows its values, by xlrd: number formats, hidden rows and columns."""

from __future__ import annotations

import io
from pathlib import Path

import xlrd

from disclosures.documents.readers.xlsx_appearance import UNKNOWN_ERROR, Appearance, SheetAppearance


def appearance_of_xls(path: Path) -> Appearance:
    """What the workbook says of the looks of its sheets; nothing of one that xlrd cannot follow.

    Its values do not come from here: numbers are then printed as they are stored.
    """
    try:
        with xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO()) as book:
            return Appearance({sheet.name: _sheet(book, sheet) for sheet in book.sheets()})
    except Exception:  # xlrd checks little: a damaged file may raise anything
        return Appearance()


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> SheetAppearance:
    formats = {
        (row, column): number_format
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == xlrd.XL_CELL_NUMBER and (number_format := _format(book, sheet, row, column)) != "General"
    }
    errors = {
        (row, column): xlrd.error_text_from_code.get(sheet.cell_value(row, column), UNKNOWN_ERROR)
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == xlrd.XL_CELL_ERROR
    }
    return SheetAppearance(
        formats=formats,
        errors=errors,
        hidden_rows=frozenset(row for row, known in sheet.rowinfo_map.items() if known.hidden),
        hidden_columns=frozenset(column for column, known in sheet.colinfo_map.items() if known.hidden),
        hides_zeros=not sheet.show_zero_values,
    )


def _format(book: xlrd.Book, sheet: xlrd.sheet.Sheet, row: int, column: int) -> str:
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    return str(book.format_map[style.format_key].format_str)
