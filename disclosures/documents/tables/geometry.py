"""Columns by where they stand on the page: what a table that goes on with other columns has to go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from disclosures.documents.model import Cell, Row

Span: TypeAlias = tuple[float, float]
"""From left to right, in points."""

_SAME_EDGE = 6.0
"""Points by which the edges of one table may differ from page to page."""


def column_spans(rows: Sequence[Row], width: int) -> tuple[Span, ...] | None:
    """Where each column stands, by the cells that are only in it; None where some are nowhere to be seen."""
    spans: list[Span] = []
    for column in range(width):
        boxes = [
            cell.place.box
            for row in rows
            if column < len(row) and (cell := row[column]).column_span == 1 and cell.place.box is not None
        ]
        if not boxes:
            return None
        spans.append((max(box[0] for box in boxes), min(box[2] for box in boxes)))
    return tuple(spans)


def under_spans(rows: Sequence[Row], spans: Sequence[Span]) -> tuple[Row, ...] | None:
    """The rows with a cell for each span: the one that stands under it.

    None where the table begins or ends elsewhere, a span has no cell, or a printed cell no span.
    """
    boxes = [cell.place.box for row in rows for cell in row if cell.place.box is not None]
    if not boxes or len(boxes) != sum(len(row) for row in rows):
        return None
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    if abs(left - spans[0][0]) > _SAME_EDGE or abs(right - spans[-1][1]) > _SAME_EDGE:
        return None
    placed = tuple(_row_under(row, spans) for row in rows)
    return None if any(row is None for row in placed) else tuple(row for row in placed if row is not None)


def _row_under(row: Row, spans: Sequence[Span]) -> Row | None:
    found: list[Cell] = []
    for span in spans:
        middle = (span[0] + span[1]) / 2
        cell = next((c for c in row if c.place.box and c.place.box[0] <= middle <= c.place.box[2]), None)
        if cell is None:
            return None
        found.append(cell)
    if {id(cell) for cell in row if cell.text.strip()} - {id(cell) for cell in found}:
        return None
    columns = {id(cell): [at for at, other in enumerate(found) if other is cell] for cell in found}
    moved = {
        id(cell): replace(cell, column=columns[id(cell)][0], column_span=len(columns[id(cell)]))
        for cell in found
    }
    return tuple(moved[id(cell)] for cell in found)
