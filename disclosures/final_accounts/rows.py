"""Rows of a grid brought under its headings, and the cells of a row turned into figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosures.documents.model import Cell, Place, Row
from disclosures.final_accounts.amounts import number_in, parse_amount
from disclosures.final_accounts.classifications import is_account_code
from disclosures.final_accounts.columns import Columns, Group, MeasureColumn
from disclosures.final_accounts.labels import fold, printed_name
from disclosures.final_accounts.records import Amount, AmountState, Figure, Line, Unit


def blanks_are_cut_off(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the file lost the blank cells at the end of its lines: most are short, and none ends in one."""
    if columns.keeps_blanks:
        return False
    short = sum(len(row) < columns.width for row in rows)
    return short * 2 >= len(rows) and all(row and row[-1].text.strip() for row in rows)


def aligned(row: Row, columns: Columns, *, cut_off: bool) -> Row | None:
    """The row with a cell for every column; None where it is not certain which cell stands where."""
    candidates = _of_width(row, columns, cut_off=cut_off)
    return next((found for found in candidates if not _is_shifted(found, columns)), None)


def _of_width(row: Row, columns: Columns, *, cut_off: bool) -> Iterator[Row]:
    """The row without surplus blanks at one of its ends, or with the blanks that were cut off.

    A blank at the end is surplus where the rows of the table have it as a rule, or where every column is
    filled without it; otherwise a blank may as well have come in anywhere before.
    """
    width = columns.width
    surplus = len(row) - width
    if surplus == 0:
        yield row
    elif surplus < 0:
        if cut_off:
            yield row + tuple(_blank_after(row, column) for column in range(len(row), width))
    else:
        # A cell that begins with the decimal point is the rest of an amount torn in two.
        is_full = all(row[column.index].text.strip()[:1] not in ("", ".") for column in columns.measures())
        if (len(row) == columns.row_length or is_full) and not any(cell.text.strip() for cell in row[width:]):
            yield row[:width]
        if not any(cell.text.strip() for cell in row[:surplus]) and is_account_code(fold(row[surplus].text)):
            yield row[surplus:]


def _blank_after(row: Row, column: int) -> Cell:
    last = row[-1]
    place = replace(last.place, field=column + 1) if last.place.field is not None else last.place
    return Cell("", place, row=last.row, column=column)


_LINE_NUMBER = re.compile(r"\d{1,3}|[-—]+|行次|\d{1,3}=.*")
_WORD = re.compile(r"[\u3400-\u9fff]{2}")


def _is_shifted(row: Row, columns: Columns) -> bool:
    """Whether cells are not under their headings: an amount for a name, a name or a code for an amount."""
    for group in columns.groups:
        if group.label is not None and _is_out_of_place(fold(row[group.label].text), group):
            return True
        if group.line_number is not None:
            number = fold(row[group.line_number].text)
            if number and not _LINE_NUMBER.fullmatch(number):
                return True
        named = bool(group.codes) and any(row[c].text.strip() for c in group.codes)
        for column in group.measures:
            text = row[column.index].text
            if _WORD.search(fold(text)) and not _is_heading(text, column) and _is_own(row, column.index):
                return True
            if group.codes and not named and is_account_code(fold(text)):
                return True
    return False


def _is_out_of_place(text: str, group: Group) -> bool:
    """A number in the column of names, unless it is a code and there is no other column for codes."""
    return number_in(text) is not None and (bool(group.codes) or not is_account_code(text))


def _is_own(row: Row, column: int) -> bool:
    return row[column].column_span == 1 or row[column].column == column


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


def without_amounts(line: Line) -> Line:
    """The line with what is printed in it, and none of it taken for an amount."""
    return replace(
        line,
        figures=tuple(
            replace(f, amount=Amount(f.amount.text, AmountState.UNREADABLE, None, f.amount.unit))
            if f.amount.state is AmountState.VALUE
            else f
            for f in line.figures
        ),
    )


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
