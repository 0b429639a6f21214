"""Grids with merged cells: every slot holds the cell that covers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from disclosures.documents.model import Cell, Place, Row


def ruled_rows(cells: Iterable[Cell], place_of: Callable[[int, int], Place]) -> tuple[Row, ...]:
    """The rows of a grid from its cells, each in all of the slots that it spans.

    Where two cells claim a slot the first keeps it. A slot that none claims is a blank cell of its own.
    """
    slots: dict[tuple[int, int], Cell] = {}
    height = width = 0
    for cell in cells:
        height = max(height, cell.row + cell.row_span)
        width = max(width, cell.column + cell.column_span)
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                slots.setdefault((row, column), cell)

    def slot(row: int, column: int) -> Cell:
        return slots.get((row, column)) or Cell("", place_of(row, column), row, column)

    return tuple(tuple(slot(row, column) for column in range(width)) for row in range(height))
