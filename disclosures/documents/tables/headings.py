"""Stacked, merged and wrapped headings → for each column the headings that stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosures.documents.model import Cell, Row


@dataclass(frozen=True, slots=True)
class _Heading:
    """One printed heading, told from others of the same text by where it begins."""

    text: str
    row: int
    column: int


def heading_paths(rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """For each column its headings from the outermost to the leaf.

    Merged cells count once. A blank cell belongs to the heading on its left, where both stand under one
    heading (or under none), otherwise to the heading above: tables in text and workbooks saved without
    their merged ranges say it no other way.
    """
    width = max((len(row) for row in rows), default=0)
    above: list[_Heading | None] = [None] * width
    paths: list[list[_Heading]] = [[] for _ in range(width)]
    for r, row in enumerate(rows):
        current = _resolved(row, r, above, first=r == 0)
        for column, heading in enumerate(current):
            if heading is not None and heading not in paths[column]:
                paths[column].append(heading)
        above = current
    return tuple(tuple(heading.text for heading in path) for path in paths)


def _resolved(row: Row, r: int, above: list[_Heading | None], *, first: bool) -> list[_Heading | None]:
    current: list[_Heading | None] = []
    for column, over in enumerate(above):
        cell = row[column] if column < len(row) else None
        if cell is not None and cell.text.strip():
            current.append(_own(cell, r, column))
            continue
        left = current[column - 1] if column else None
        shares_heading = bool(column) and above[column - 1] == over
        current.append(left if shares_heading and left is not None and (first or left != over) else over)
    return current


def _own(cell: Cell, r: int, column: int) -> _Heading:
    merged = cell.row_span > 1 or cell.column_span > 1
    return _Heading(cell.text, cell.row if merged else r, cell.column if merged else column)
