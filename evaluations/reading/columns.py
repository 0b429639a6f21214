"""Columns of a table by the meaning of their headings, and rows put into them though they are shifted.

Conversions drop cells that are covered by a merged one, or add one too many: the figures of such a row stand
one or more columns beside their headings. A row is moved by the offset at which its cells fit the headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from disclosures.documents.model import Cell
from evaluations.reading.numbers import is_number_or_empty, is_numeric, is_overflow
from evaluations.reading.rows import GridRow
from evaluations.reading.words import compact

Aliases: TypeAlias = Mapping[str, re.Pattern[str]]
Placed: TypeAlias = Mapping[str, Cell]
Fit: TypeAlias = Callable[["Placed", Sequence[tuple[int, Cell]]], float]

FARTHEST = 4
"""The most columns a row is taken to be shifted by."""
NO_FIT = -1000.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its heading means, the heading as printed, where it begins and ends (exclusive)."""

    role: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading row, read."""

    columns: tuple[Column, ...]
    place_row: GridRow

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(column.role for column in self.columns)

    def column(self, role: str) -> Column | None:
        return next((column for column in self.columns if column.role == role), None)

    def has(self, *roles: str) -> bool:
        return all(self.column(role) is not None for role in roles)


@dataclass(frozen=True, slots=True)
class Alignment:
    """A row in its columns: which cell means what, the cells left over, and by how far it was moved."""

    cells: Placed
    left_over: tuple[tuple[int, Cell], ...]
    offset: int
    fit: float


def read_heading(row: GridRow, aliases: Aliases) -> Heading:
    """The columns of a row of known headings; a meaning that comes twice keeps its first column."""
    columns: list[Column] = []
    taken: set[str] = set()
    for start, cell in row.filled():
        text = compact(cell.text)
        role = next(
            (name for name, alias in aliases.items() if name not in taken and alias.match(text)), None
        )
        if role is not None:
            taken.add(role)
            columns.append(Column(role, text, start, start + max(cell.column_span, 1)))
    return Heading(tuple(columns), row)


def joined(upper: Heading, lower: Heading) -> Heading:
    """A heading of two rows: the lower one, and of the upper one the columns below which it has none."""
    rest = [
        column
        for column in upper.columns
        if not lower.has(column.role)
        and all(column.end <= own.start or own.end <= column.start for own in lower.columns)
    ]
    columns = sorted((*lower.columns, *rest), key=lambda column: column.start)
    return Heading(tuple(columns), lower.place_row)


def place(row: GridRow, heading: Heading, offset: int, roles: Iterable[str] | None = None) -> Alignment:
    """The row's cells in the columns of the heading, the columns moved by `offset`."""
    wanted = None if roles is None else frozenset(roles)
    cells: dict[str, Cell] = {}
    left_over: list[tuple[int, Cell]] = []
    for at, cell in row.cells:
        column = next((c for c in heading.columns if c.start + offset <= at < c.end + offset), None)
        if column is not None and (wanted is None or column.role in wanted) and column.role not in cells:
            cells[column.role] = cell
        elif cell.text.strip():
            left_over.append((at, cell))
    return Alignment(MappingProxyType(cells), tuple(left_over), offset, 0.0)


def best_alignment(
    row: GridRow, heading: Heading, fit: Fit, *, preferred: int = 0, roles: Iterable[str] | None = None
) -> Alignment | None:
    """The offset at which the row fits best; the preferred one, then the nearest, among equals.

    None where it fits nowhere.
    """
    found: Alignment | None = None
    wanted = None if roles is None else frozenset(roles)
    offsets = sorted(
        range(-FARTHEST, FARTHEST + 1), key=lambda offset: (abs(offset - preferred), abs(offset))
    )
    for offset in offsets:
        candidate = place(row, heading, offset, wanted)
        value = fit(candidate.cells, candidate.left_over)
        if value > NO_FIT and (found is None or value > found.fit):
            found = Alignment(candidate.cells, candidate.left_over, offset, value)
    return found


def text_of(cells: Placed, role: str) -> str:
    cell = cells.get(role)
    return "" if cell is None else compact(cell.text)


def numbers_fit(cells: Placed, roles: Iterable[str]) -> float:
    """How well cells fit columns of numbers: what is no number in one of them fits nowhere."""
    value = 0.0
    for role in roles:
        cell = cells.get(role)
        if cell is None:
            continue
        if is_numeric(cell.text):
            value += 2.0
        elif is_overflow(cell.text):
            value += 1.5
        elif not is_number_or_empty(cell.text):
            return NO_FIT
    return value


def usual_offset(offsets: Iterable[int]) -> int:
    """The offset most rows have; the smallest among equals."""
    counted = Counter(offsets)
    if not counted:
        return 0
    return min(counted, key=lambda offset: (-counted[offset], abs(offset)))
