"""Statements of two sides whose blank cells are lost: 行次, or else the names, tell left from right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from disclosures.final_accounts.classifications import class_of
from disclosures.final_accounts.columns import Group
from disclosures.final_accounts.flattened.headings import Layer
from disclosures.final_accounts.flattened.pieces import Piece, names_known_line
from disclosures.final_accounts.flattened.placed import Placed, PlacedRow, only_way
from disclosures.final_accounts.flattened.units import Pieces, Unit, amounts_of, items_in, row_of
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.records import Side
from disclosures.final_accounts.statements.form import Form


def rows_by_side(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    """Two lists without 行次: a name says by itself on which side it stands, or 总计 does by coming twice."""
    units = items_in(pieces, form)
    sides = None if units is None else _sides([unit.name for unit in units], form)
    if units is None or sides is None:
        return None
    left, right = layer.columns.groups
    rows: list[PlacedRow | None] = []
    waiting: list[tuple[Group, Unit]] = []
    for unit, side in zip(units, sides, strict=True):
        group = left if side is Side.INCOME else right
        if waiting and (group is left or waiting[-1][0] is right):
            rows.append(row_of(layer, waiting))
            waiting = []
        waiting.append((group, unit))
    rows.append(row_of(layer, waiting))
    return None if None in rows else [row for row in rows if row is not None]


def _sides(names: Sequence[str], form: Form) -> list[Side] | None:
    sides: list[Side | None] = [_side(name, form) for name in names]
    for at, (name, following) in enumerate(pairwise([*names, ""])):
        is_either = sides[at] is None and _is_known(name, form)
        if is_either and fold(name) == fold(following):
            sides[at], sides[at + 1] = Side.INCOME, Side.EXPENDITURE
    return None if None in sides else [side for side in sides if side is not None]


def _is_known(name: str, form: Form) -> bool:
    return form.line(name, Side.INCOME) is not None and form.line(name, Side.EXPENDITURE) is not None


def _side(name: str, form: Form) -> Side | None:
    """The side that has a line of the name; None where both have, or neither."""
    income = form.line(name, Side.INCOME) is not None
    expenditure = form.line(name, Side.EXPENDITURE) is not None or class_of(name) is not None
    if income == expenditure:
        return None
    return Side.INCOME if income else Side.EXPENDITURE


_State = tuple[int, int, int]
"""The next piece, the number of its row, and the 行次 that the right side begins with."""


def rows_by_number(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    """Two lists with 行次: 1, 2, 3 … on the left, going on from there (or again from 1) on the right."""
    left, right = layer.columns.groups
    first = takewhile(lambda piece: piece.is_word, pieces)
    if not names_known_line(form, "".join(piece.text for piece in first)):
        return None
    count = sum(1 for piece in pieces if _number(piece) is not None)

    def steps(state: _State) -> Iterator[tuple[_State, PlacedRow]]:
        at, row, second = state
        for middle, income in _lines(pieces, at, row, left, layer):
            for end, expenditure in _lines(pieces, middle, second + row - 1, right, layer):
                merged = tuple(a if a is not None else b for a, b in zip(income, expenditure, strict=True))
                yield (end, row + 1, second), merged

    def is_end(state: _State) -> bool:
        at, row, second = state
        return at == len(pieces) and row > 1 and second in (1, row)

    # 行次 of the right side begins with 1, or behind the last of the left side.
    starts = [(0, 1, second) for second in range(1, count + 1) if second == 1 or _has(pieces, 2 * second - 2)]
    found = only_way(starts, steps, is_end)
    return None if found is None else found[0]


def _has(pieces: Pieces, number: int) -> bool:
    return any(_number(piece) == number for piece in pieces)


def _number(piece: Piece) -> int | None:
    text = fold(piece.text)
    return int(text) if text.isdecimal() and len(text) <= 3 else None


def _lines(
    pieces: Pieces, at: int, number: int, group: Group, layer: Layer
) -> Iterator[tuple[int, tuple[Placed, ...]]]:
    """The line with a 行次 that begins at a piece, with as many amounts as it can have; where it ends."""
    start = at
    while at < len(pieces) and pieces[at].is_word:
        at += 1
    if at == len(pieces) or _number(pieces[at]) != number or group.line_number is None:
        return
    for amounts in range(len(amounts_of(layer, group)) + 1):
        end = at + 1 + amounts
        if end > len(pieces) or not all(piece.is_amount for piece in pieces[at + 1 : end]):
            return
        row = row_of(layer, [(group, Unit((), tuple(pieces[start:at]), tuple(pieces[at + 1 : end])))])
        if row is not None:
            yield end, (*row[: group.line_number], pieces[at], *row[group.line_number + 1 :])
