"""Rows of a grid brought under its headings, and the cells of a row turned into figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from disclosures.documents.model import Cell, Place, Row
from disclosures.final_accounts.amounts import number_in, parse_amount
from disclosures.final_accounts.classifications import is_account_code
from disclosures.final_accounts.columns import Columns, Group, MeasureColumn
from disclosures.final_accounts.labels import fold, printed_name
from disclosures.final_accounts.records import Amount, AmountState, Figure, Unit


def blanks_are_cut_off(rows: Sequence[Row]) -> bool:
    """Whether the file lost the blank cells at the end of its lines: no row ends in one."""
    return all(row and row[-1].text.strip() for row in rows)


def aligned(row: Row, columns: Columns, *, cut_off: bool) -> Row | None:
    """The row with a cell for every column; None where it is not certain which cell stands where."""
    surplus = len(row) - columns.width
    if surplus > 0:
        row = _without_surplus(row, surplus)
    elif surplus < 0:
        if not cut_off:
            return None
        row += tuple(_blank_after(row, column) for column in range(len(row), columns.width))
    if len(row) != columns.width or any(_is_shifted(row, group) for group in columns.groups):
        return None
    return row


def _without_surplus(row: Row, surplus: int) -> Row:
    if not any(cell.text.strip() for cell in row[-surplus:]):
        return row[:-surplus]
    if not any(cell.text.strip() for cell in row[:surplus]) and is_account_code(fold(row[surplus].text)):
        return row[surplus:]
    return row


def _blank_after(row: Row, column: int) -> Cell:
    last = row[-1]
    place = replace(last.place, field=column + 1) if last.place.field is not None else last.place
    return Cell("", place, row=last.row, column=column)


def _is_shifted(row: Row, group: Group) -> bool:
    """An amount where the name should stand, or a code: the row is not under its headings."""
    if group.label is None:
        return False
    text = fold(row[group.label].text)
    if number_in(text) is None:
        return False
    return bool(group.codes) or not is_account_code(text)


def figure(row: Row, column: MeasureColumn, names: Sequence[int], unit: Unit) -> Figure:
    """The figure a measure has in a row under its headings. `names` are the columns of codes and names."""
    cell = row[column.index]
    text = cell.text.strip()
    if _is_heading(text, column) or _is_merged_from(cell, names):
        return Figure(column.measure, column.heading, parse_amount("", unit), cell.place)
    amount = parse_amount(text, unit, cell.readings)
    if text and _covers_several(cell, column):
        amount = Amount(text, AmountState.UNREADABLE, None, unit)
    return Figure(column.measure, column.heading, amount, cell.place, cell.readings)


def unreadable_figure(column: MeasureColumn, place: Place, unit: Unit) -> Figure:
    """The figure of a measure whose cell cannot be told from the others."""
    return Figure(column.measure, column.heading, Amount("", AmountState.UNREADABLE, None, unit), place)


def _is_heading(text: str, column: MeasureColumn) -> bool:
    """Some forms print headings of the columns beside the word 合计, in the row of the total."""
    return bool(text) and any(fold(text) == fold(heading) for heading in column.path)


def _is_merged_from(cell: Cell, names: Sequence[int]) -> bool:
    return cell.column_span > 1 and cell.column in names


def _covers_several(cell: Cell, column: MeasureColumn) -> bool:
    """An amount merged over several rows, or found in another column than its own, belongs to no one row."""
    return cell.row_span > 1 or (cell.column_span > 1 and cell.column != column.index)


def label_text(row: Row, column: int | None) -> str:
    return "" if column is None else printed_name(row[column].text)
