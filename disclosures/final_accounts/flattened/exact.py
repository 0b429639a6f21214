"""Rows of a statement whose blank cells are printed too, as blank lines: every row has all of its cells.

The rows must come out even from the first cell to the last, each cell of the kind its column asks for.
Blank lines that stand for something else, or blanks that are lost, do not come out even.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosures.final_accounts.classifications import class_of, joined_code
from disclosures.final_accounts.columns import Group
from disclosures.final_accounts.flattened.headings import Layer
from disclosures.final_accounts.flattened.pieces import Piece, names_known_line
from disclosures.final_accounts.flattened.placed import PlacedRow, only_way
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.records import Side
from disclosures.final_accounts.statements.form import Form, Layout

Cells = Sequence[Piece | None]
Sliced = list[Piece | None]

_NUMBER = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Spacing:
    """What blank lines stand for."""

    lines: int
    """So many are one blank cell."""
    row_ends: bool
    """One more ends each row."""
    repeats_merged: bool
    """A merged cell is followed by a blank for each further cell that it covers."""


@dataclass(frozen=True, slots=True)
class EvenRows:
    """Rows that come out even, and how many blank lines are left behind them."""

    rows: tuple[PlacedRow, ...]
    left_over: int


def exact_rows(
    cells: Cells, layer: Layer, form: Form, spacing: Spacing, left_over: int = 0
) -> EvenRows | None:
    """The cells in rows as wide as the headings; None where they do not come out even, or in two ways.

    A row of amounts without a name may hold blanks only if exactly `left_over` blank lines follow it.
    """
    start = spacing.row_ends + (layer.covered_at_end() if spacing.repeats_merged else 0)
    if any(cells[:start]) or start > len(cells):
        return None
    ways = []
    for template in _templates(layer, spacing):
        rows = _Rows(cells, layer, form, template, spacing, left_over)
        found = only_way([start], rows.after, rows.is_end)
        if found is not None and _numbers_go_up(found[0], layer):
            ways.append(EvenRows(tuple(found[0]), len(cells) - found[1]))
    return ways[0] if ways and all(way == ways[0] for way in ways) else None


def blanks_in(rows: Sequence[PlacedRow]) -> int:
    """Blank cells before a printed one of the same row: what lost blanks and stray ones do not look like."""
    count = 0
    for row in rows:
        last = max((at for at, cell in enumerate(row) if cell is not None), default=0)
        count += sum(cell is None for cell in row[:last])
    return count


def has_blanks(rows: Sequence[PlacedRow]) -> bool:
    """Whether any row with something in it has a blank cell."""
    return any(cell is None for row in rows if any(row) for cell in row)


def has_names(layer: Layer) -> bool:
    """Whether lines have names. Without them there is one row of amounts."""
    return any(group.label is not None for group in layer.columns.groups)


def _templates(layer: Layer, spacing: Spacing) -> list[tuple[int, ...]]:
    """The columns that the cells of a row stand under: all, or one for a code headed 类, 款 and 项."""
    full = tuple(range(layer.width))
    if spacing.repeats_merged:
        return [full]
    extra = {column for group in layer.columns.groups for column in group.codes[1:]}
    narrow = tuple(column for column in full if column not in extra)
    return [full] if narrow == full else [full, narrow]


def _numbers_go_up(rows: Sequence[PlacedRow], layer: Layer) -> bool:
    """Whether 行次, where printed, goes up by one from row to row."""
    for group in layer.columns.groups:
        if group.line_number is None:
            continue
        printed = [
            (at, cell) for at, row in enumerate(rows) if isinstance(cell := row[group.line_number], Piece)
        ]
        if len({int(fold(cell.text)) - at for at, cell in printed if fold(cell.text).isdecimal()}) > 1:
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Rows:
    cells: Cells
    layer: Layer
    form: Form
    template: tuple[int, ...]
    spacing: Spacing
    left_over: int

    def is_end(self, at: int) -> bool:
        return not any(self.cells[at:])

    def after(self, at: int) -> Iterator[tuple[int, PlacedRow]]:
        """The rows that can begin at a cell, each with the cell that the next one begins at."""
        for columns in (self.template, *self._total_templates(at)):
            end = at + len(columns)
            if end > len(self.cells):
                continue
            row: Sliced = [None] * self.layer.width
            for column, cell in zip(columns, self.cells[at:end], strict=True):
                row[column] = cell
            following = end + (self.spacing.row_ends and end < len(self.cells))
            is_parted = following == end or self.cells[end] is None
            if is_parted and self._fits(row) and (has_names(self.layer) or self._is_whole(row, following)):
                yield following, tuple(row)

    def _is_whole(self, row: Sequence[Piece | None], following: int) -> bool:
        """Whether a row without a name is all there is: with blanks in it, to the last blank line."""
        is_last = following == len(self.cells) - self.left_over
        return (is_last and self.is_end(following)) or (None not in row and self.is_end(following))

    def _total_templates(self, at: int) -> Iterator[tuple[int, ...]]:
        """The columns of a row of totals, whose names reach over several columns but are printed once."""
        first = self.cells[at]
        groups = self.layer.columns.groups
        if first is None or self.spacing.repeats_merged or groups[0].label is None:
            return
        if not self.form.names_a_line(first.text):
            return
        if self.form.layout is Layout.ACCOUNTS or (self.form.layout is Layout.ECONOMIC and len(groups) == 1):
            yield groups[0].label, *self.layer.amounts()
        elif self.form.layout is Layout.ECONOMIC:
            last = [group.measures[-1].index for group in (groups[0], groups[-1]) if group.measures]
            names = [group.label for group in groups[:2] if group.label is not None]
            if len(last) == len(names) == 2:
                yield names[0], last[0], names[1], last[1]

    def _fits(self, row: Sequence[Piece | None]) -> bool:
        return all(self._group_fits(row, group) for group in self.layer.columns.groups) and all(
            cell is None or cell.is_amount or column not in self._measured()
            for column, cell in enumerate(row)
        )

    def _measured(self) -> set[int]:
        return {column.index for column in self.layer.columns.measures()}

    def _group_fits(self, row: Sequence[Piece | None], group: Group) -> bool:
        label = None if group.label is None else row[group.label]
        number = None if group.line_number is None else row[group.line_number]
        printed = [cell for column in group.codes if (cell := row[column]) is not None]
        if label is not None and not label.is_word:
            return False
        if number is not None and not _NUMBER.fullmatch(fold(number.text)):
            return False
        if group.codes and not self._names_fit(printed, label):
            return False
        if label is not None and not _is_on_side(self.form, label.text, group.side):
            return False
        if self.form.layout is Layout.ITEMS or self._is_total(row):
            return True
        named = label is not None or number is not None or bool(printed)
        return named or all(row[column.index] is None for column in group.measures)

    def _names_fit(self, codes: Sequence[Piece], label: Piece | None) -> bool:
        """A code with its name, or the name of a line without a code, perhaps in the column of codes."""
        if not codes:
            return label is None or names_known_line(self.form, label.text)
        if label is None:
            return len(codes) == 1 and names_known_line(self.form, codes[0].text)
        is_code = joined_code([cell.text for cell in codes]) is not None
        return is_code and not self.form.names_a_line(label.text)

    def _is_total(self, row: Sequence[Piece | None]) -> bool:
        first = next((cell for cell in row if cell is not None), None)
        return (
            self.form.layout is Layout.ECONOMIC and first is not None and self.form.names_a_line(first.text)
        )


def _is_on_side(form: Form, label: str, side: Side | None) -> bool:
    """Whether a name may stand on a side: no class of expenditure among the incomes, and the reverse."""
    if side is None:
        return True
    income = form.line(label, Side.INCOME) is not None
    expenditure = form.line(label, Side.EXPENDITURE) is not None or class_of(label) is not None
    return (income or not expenditure) if side is Side.INCOME else (expenditure or not income)
