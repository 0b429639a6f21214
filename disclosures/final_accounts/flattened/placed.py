"""Rows of cells under their columns, and the search for the only way to make them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from disclosures.documents.model import Cell, Place, Row
from disclosures.final_accounts.columns import Group
from disclosures.final_accounts.flattened.pieces import Piece


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell in which any of these pieces may stand, or none."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A cell wrapped over several pieces."""

    pieces: tuple[Piece, ...]


Placed: TypeAlias = Piece | Joined | Doubt | None
"""What stands in one cell; None for a blank."""
PlacedRow: TypeAlias = tuple[Placed, ...]

Node = TypeVar("Node", bound=Hashable)
Steps: TypeAlias = Callable[[Node], Iterator[tuple[Node, PlacedRow]]]
_MOST_STEPS = 50_000
"""More are only needed by what is no statement."""


def only_way(
    starts: Sequence[Node], steps: Steps[Node], is_end: Callable[[Node], bool]
) -> tuple[list[PlacedRow], Node] | None:
    """The rows by which an end is reached, and that end; None where there is no one way."""
    found: tuple[list[PlacedRow], Node] | None = None
    dead: set[Node] = set()
    taken = 0
    for start in starts:
        way: list[PlacedRow] = []
        stack = [(start, steps(start), [is_end(start)])]
        if is_end(start):
            return None if found else ([], start)
        while stack:
            node, ahead, alive = stack[-1]
            step = next(ahead, None)
            taken += 1
            if taken > _MOST_STEPS:
                return None
            if step is None:
                stack.pop()
                if way:
                    way.pop()
                if not alive[0]:
                    dead.add(node)
                elif stack:
                    stack[-1][2][0] = True
                continue
            following, row = step
            if following in dead:
                continue
            if is_end(following):
                alive[0] = True
                rows = [*way, row]
                if found is not None and _standing(found[0]) != _standing(rows):
                    return None
                found = found or (rows, following)
                continue
            way.append(row)
            stack.append((following, steps(following), [False]))
    return found


def _standing(rows: Sequence[PlacedRow]) -> list[list[tuple[int, Placed]]]:
    """What stands in which column, row by row; blank rows are no difference."""
    filled: list[list[tuple[int, Placed]]] = [
        [(column, cell) for column, cell in enumerate(row) if cell is not None] for row in rows
    ]
    return [row for row in filled if row]


def as_row(placed: PlacedRow, number: int, above: Place) -> Row:
    """The cells of a row; a blank one has the place of the cell before it.

    What stands in several columns one after the other is one merged cell.
    """
    cells: list[Cell] = []
    first = next((piece.place for cell in placed for piece in _pieces(cell)), above)
    for column, what in enumerate(placed):
        if column and what is not None and what is placed[column - 1]:
            start = cells[-1].column
            merged = replace(cells[-1], column_span=column - start + 1)
            cells[start:] = [merged] * (column - start + 1)
            continue
        pieces = _pieces(what)
        place = pieces[0].place if pieces else (cells[-1].place if cells else first)
        text, readings = "\n".join(piece.text for piece in pieces), tuple[str, ...]()
        if isinstance(what, Doubt):
            text, readings = "", ("", *dict.fromkeys(piece.text for piece in pieces))
        cells.append(Cell(text, place, number, column, readings=readings))
    return tuple(cells)


def with_merged_names(row: PlacedRow, groups: Sequence[Group]) -> PlacedRow:
    """The row with names of lines without a code, such as 合计, over the columns of codes too."""
    cells = list(row)
    for group in groups:
        if group.label is not None and all(row[column] is None for column in group.codes):
            for column in group.codes:
                cells[column] = row[group.label]
    return tuple(cells)


def _pieces(what: Placed) -> tuple[Piece, ...]:
    if what is None:
        return ()
    return (what,) if isinstance(what, Piece) else what.pieces
