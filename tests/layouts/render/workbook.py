"""Workbooks of Excel: a sheet a statement or all on one; amounts as numbers in a format, or as text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import openpyxl
import xlwt
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from tests.layouts.grids import Slot, placed
from tests.layouts.printed import Printed, Sheet
from tests.layouts.variants import Variant

_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d\d)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is typed into a cell, and how far the cell is merged."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    number: float | None = None
    number_format: str = "General"


def sheets_of(printed: Printed, variant: Variant) -> Iterator[tuple[str, list[Entry]]]:
    """Name and entries of every sheet of the workbook."""
    yield "封面", [Entry(row, 0, text) for row, text in enumerate(printed.before)]
    if variant.one_sheet:
        entries: list[Entry] = []
        for sheet in printed.sheets:
            top = entries[-1].row + 2 if entries else 0
            entries += _entries(sheet, variant, top)
        yield "决算公开表", entries
    else:
        for sheet in printed.sheets:
            yield re.sub(r"[“”]", "", sheet.title)[:31], list(_entries(sheet, variant, 0))
    yield "说明", [Entry(row, 0, text) for row, text in enumerate(printed.after)]


def _entries(sheet: Sheet, variant: Variant, top: int) -> Iterator[Entry]:
    width = sum(slot.column_span for slot in sheet.grid.rows[0])
    yield Entry(top, 0, sheet.title, 1, width)
    for row, caption in enumerate(sheet.captions, top + 1):
        for position, text in enumerate(caption):
            yield Entry(row, 0 if len(caption) > 1 and not position else width - 1, text)
    top += 1 + len(sheet.captions)
    for row, column, slot in placed(sheet.grid.rows):
        number, number_format = _typed(slot, variant)
        spans = (slot.row_span, slot.column_span) if variant.merged else (1, 1)
        yield Entry(top + row, column, slot.text, *spans, number, number_format)
    for row, note in enumerate(sheet.notes, top + len(sheet.grid.rows)):
        yield Entry(row, 0, note, 1, width)


def _typed(slot: Slot, variant: Variant) -> tuple[float | None, str]:
    """The number that is typed, in its format; None where text is typed."""
    if slot.is_amount and not variant.numbers_as_text and _NUMBER.fullmatch(slot.text):
        whole, places = ("#,##0" if "," in slot.text else "0"), (".00" if "." in slot.text else "")
        return float(slot.text.replace(",", "")), whole + places
    if slot.is_code and slot.text and variant.codes_as_numbers:
        return float(slot.text), "General"
    return None, "General"


def write_xlsx(printed: Printed, variant: Variant) -> bytes:
    """As Excel writes it today."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, entries in sheets_of(printed, variant):
        worksheet = book.create_sheet(name)
        for entry in entries:
            _enter(worksheet, entry)
    hidden = book.create_sheet("底稿")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "收入支出决算总表"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _enter(worksheet: Worksheet, entry: Entry) -> None:
    if not entry.text and entry.row_span * entry.column_span == 1:
        return
    cell = worksheet.cell(entry.row + 1, entry.column + 1)
    assert isinstance(cell, Cell)
    cell.value = entry.text if entry.number is None else entry.number
    cell.number_format = entry.number_format
    if entry.row_span * entry.column_span > 1:
        worksheet.merge_cells(
            start_row=entry.row + 1,
            start_column=entry.column + 1,
            end_row=entry.row + entry.row_span,
            end_column=entry.column + entry.column_span,
        )


def write_xls(printed: Printed, variant: Variant) -> bytes:
    """As Excel wrote it until 2003."""
    book = xlwt.Workbook(encoding="utf-8")
    style_of: Callable[[str], xlwt.XFStyle] = _Styles().of
    for name, entries in sheets_of(printed, variant):
        worksheet = book.add_sheet(name)
        for entry in entries:
            value = entry.text if entry.number is None else entry.number
            right, bottom = entry.column + entry.column_span - 1, entry.row + entry.row_span - 1
            style = style_of(entry.number_format)
            if right > entry.column or bottom > entry.row:
                worksheet.write_merge(entry.row, bottom, entry.column, right, value, style)
            elif entry.text:
                worksheet.write(entry.row, entry.column, value, style)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


class _Styles:
    """One style for each number format: a workbook may not have many."""

    def __init__(self) -> None:
        self._known: dict[str, xlwt.XFStyle] = {}

    def of(self, number_format: str) -> xlwt.XFStyle:
        if number_format not in self._known:
            self._known[number_format] = xlwt.easyxf(num_format_str=number_format)
        return self._known[number_format]
