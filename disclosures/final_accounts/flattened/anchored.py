"""Rows of a statement whose blank cells are lost: each begins with a code, a name or its 行次.

What stands between two beginnings are the amounts of one line. As many as it has columns are certain, and so
is none at all; of fewer it is not known which are blank, and all of them are in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from disclosures.final_accounts.classifications import class_of, code_before_name
from disclosures.final_accounts.columns import Group
from disclosures.final_accounts.flattened.headings import Layer
from disclosures.final_accounts.flattened.pieces import Piece, code_at, names_known_line
from disclosures.final_accounts.flattened.placed import Doubt, Joined, Placed, PlacedRow, only_way
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.records import Side
from disclosures.final_accounts.statements.form import Form, Layout

Pieces = Sequence[Piece]


def anchored_rows(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    """The pieces in rows; None where a line cannot be told from the next."""
    groups = layer.columns.groups
    if form.layout is Layout.TWO_SIDED:
        if len(groups) != 2:
            return None
        numbered = all(group.line_number is not None for group in groups)
        return _numbered(pieces, layer) if numbered else _by_side(pieces, layer, form)
    if groups[0].label is None:
        return _in_one_row(pieces, layer)
    if form.layout is Layout.ITEMS:
        return _named(_items(pieces, form), layer)
    if len(groups) > 1:
        return _in_blocks(pieces, layer, form)
    return _named(_accounts(pieces, form), layer)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One line: its code, its name, and what is printed behind them."""

    codes: tuple[Piece, ...]
    label: tuple[Piece, ...]
    amounts: tuple[Piece, ...]

    @property
    def name(self) -> str:
        return "".join(piece.text for piece in self.label)

    @property
    def code(self) -> str:
        return "".join(fold(piece.text) for piece in self.codes)


def _spread(amounts: Pieces, columns: int) -> tuple[Placed, ...] | None:
    """The amounts of a line in its columns: certain where there are as many, or none; None for too many."""
    missing = columns - len(amounts)
    if missing < 0:
        return None
    if not missing or not amounts:
        return tuple(amounts) or (None,) * columns
    return tuple(Doubt(tuple(amounts[max(0, at - missing) : at + 1])) for at in range(columns))


def _in_one_row(pieces: Pieces, layer: Layer) -> list[PlacedRow] | None:
    """Items as columns: one row of amounts."""
    if not all(piece.is_amount for piece in pieces):
        return None
    amounts = _spread(pieces, layer.width)
    return None if amounts is None or not pieces else [amounts]


def _accounts(pieces: Pieces, form: Form) -> list[_Unit] | None:
    """The lines of a list of accounts. No code comes twice."""
    units: list[_Unit] = []
    at = 0
    while at < len(pieces):
        codes = code_at(pieces, at, form)
        name = pieces[at + codes]
        begins = codes or code_before_name(name.text) is not None or names_known_line(form, name.text)
        if not name.is_word or not begins:
            return None
        start, at = at, at + codes + 1
        first = at
        while at < len(pieces) and _goes_on(pieces[at], form):
            at += 1
        label = (name, *pieces[first:at])
        end = at
        while end < len(pieces) and pieces[end].is_amount and not code_at(pieces, end, form):
            end += 1
        units.append(_Unit(tuple(pieces[start : start + codes]), label, tuple(pieces[at:end])))
        at = end
    printed = [unit.code for unit in units if unit.codes]
    return units if units and len(set(printed)) == len(printed) else None


def _goes_on(piece: Piece, form: Form) -> bool:
    """Whether a word right behind a name is the rest of it."""
    return piece.is_word and not form.names_a_line(piece.text) and code_before_name(piece.text) is None


def _items(pieces: Pieces, form: Form) -> list[_Unit] | None:
    """The lines of a list of items, each with a name."""
    units: list[_Unit] = []
    for names, amounts in _runs(pieces):
        labels = _labels(names, form)
        if labels is None:
            return None
        units += [_Unit((), label, ()) for label in labels[:-1]]
        units.append(_Unit((), labels[-1], amounts))
    return units or None


def _runs(pieces: Pieces) -> Iterator[tuple[tuple[Piece, ...], tuple[Piece, ...]]]:
    """Words with the amounts behind them."""
    at = 0
    while at < len(pieces):
        start = at
        while at < len(pieces) and pieces[at].is_word:
            at += 1
        middle = at
        while at < len(pieces) and pieces[at].is_amount:
            at += 1
        yield tuple(pieces[start:middle]), tuple(pieces[middle:at])
        if at == start:
            return


_LONGEST_RUN = 30


def _labels(names: Pieces, form: Form) -> list[tuple[Piece, ...]] | None:
    """Words that follow one another as names of lines; None unless they are so in one way only.

    A single word is a name, whatever it says. Of several each name is one that the form knows: nothing else
    tells a line without amounts from a name that is wrapped.
    """
    if len(names) == 1:
        return [tuple(names)]
    if not 0 < len(names) <= _LONGEST_RUN:
        return None
    ways: list[list[list[tuple[Piece, ...]]]] = [[[]], *([] for _ in names)]
    for end in range(1, len(names) + 1):
        for start in range(max(0, end - 4), end):
            label = tuple(names[start:end])
            if names_known_line(form, "".join(piece.text for piece in label)):
                ways[end] += [[*before, label] for before in ways[start][:2]]
    return ways[-1][0] if len(ways[-1]) == 1 else None


def _named(units: Sequence[_Unit] | None, layer: Layer) -> list[PlacedRow] | None:
    """Lines one below the other."""
    if units is None:
        return None
    rows = [_row(layer, [(layer.columns.groups[0], unit)]) for unit in units]
    return None if None in rows else [row for row in rows if row is not None]


def _row(layer: Layer, units: Sequence[tuple[Group, _Unit]]) -> PlacedRow | None:
    """A row of lines side by side; None where one has too many amounts."""
    cells: list[Placed] = [None] * layer.width
    for group, unit in units:
        own = [column for column in layer.amounts() if group.start <= column < _end(layer, group)]
        amounts = _spread(unit.amounts, len(own))
        if amounts is None or (group.label is None and unit.label):
            return None
        for column, cell in zip(own, amounts, strict=True):
            cells[column] = cell
        for column, piece in zip(group.codes, unit.codes, strict=False):
            cells[column] = piece
        if group.label is not None and unit.label:
            cells[group.label] = unit.label[0] if len(unit.label) == 1 else Joined(unit.label)
    return tuple(cells)


def _end(layer: Layer, group: Group) -> int:
    return min((g.start for g in layer.columns.groups if g.start > group.start), default=layer.width)


def _in_blocks(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    """Accounts side by side. Which block one stands in says nothing, where all have the same one amount."""
    groups = layer.columns.groups
    units = _accounts(pieces, form)
    alike = {tuple(column.measure for column in group.measures) for group in groups}
    if units is None or len(alike) != 1 or len(layer.amounts()) != len(groups):
        return None
    coded = [unit for unit in units if unit.codes]
    totals = [unit for unit in units if not unit.codes]
    rows = [
        _row(layer, list(zip(groups, coded[at : at + len(groups)], strict=False)))
        for at in range(0, len(coded), len(groups))
    ]
    at_ends = (groups[0], groups[-1])
    rows += [
        _row(layer, list(zip(at_ends, totals[at : at + 2], strict=False))) for at in range(0, len(totals), 2)
    ]
    return None if None in rows else [row for row in rows if row is not None]


def _by_side(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    """Two lists without 行次: a name says by itself on which side it stands, or 总计 does by coming twice."""
    units = _items(pieces, form)
    sides = None if units is None else _sides([unit.name for unit in units], form)
    if units is None or sides is None:
        return None
    left, right = layer.columns.groups
    rows: list[PlacedRow | None] = []
    waiting: list[tuple[Group, _Unit]] = []
    for unit, side in zip(units, sides, strict=True):
        group = left if side is Side.INCOME else right
        if waiting and (group is left or waiting[-1][0] is right):
            rows.append(_row(layer, waiting))
            waiting = []
        waiting.append((group, unit))
    rows.append(_row(layer, waiting))
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


def _numbered(pieces: Pieces, layer: Layer) -> list[PlacedRow] | None:
    """Two lists with 行次: 1, 2, 3 … on the left, going on from there (or again from 1) on the right."""
    left, right = layer.columns.groups
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
    columns = sum(1 for column in layer.amounts() if group.start <= column < _end(layer, group))
    for amounts in range(columns + 1):
        end = at + 1 + amounts
        if end > len(pieces) or not all(piece.is_amount for piece in pieces[at + 1 : end]):
            return
        row = _row(layer, [(group, _Unit((), tuple(pieces[start:at]), tuple(pieces[at + 1 : end])))])
        if row is not None:
            yield end, (*row[: group.line_number], pieces[at], *row[group.line_number + 1 :])
