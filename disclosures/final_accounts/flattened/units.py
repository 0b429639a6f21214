"""Lines told by how they begin, and their amounts spread over the columns they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosures.final_accounts.columns import Group
from disclosures.final_accounts.flattened.headings import Layer
from disclosures.final_accounts.flattened.pieces import Piece, names_known_line
from disclosures.final_accounts.flattened.placed import Doubt, Joined, Placed, PlacedRow
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.statements.form import Form

Pieces = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Unit:
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


def spread(amounts: Pieces, columns: int) -> tuple[Placed, ...] | None:
    """The amounts of a line in its columns: certain where there are as many, or none; None for too many."""
    missing = columns - len(amounts)
    if missing < 0:
        return None
    if not missing or not amounts:
        return tuple(amounts) or (None,) * columns
    return tuple(Doubt(tuple(amounts[max(0, at - missing) : at + 1])) for at in range(columns))


def items_in(pieces: Pieces, form: Form) -> list[Unit] | None:
    """The lines of a list of items, each with a name."""
    units: list[Unit] = []
    for names, amounts in _runs(pieces):
        labels = _labels(names, form)
        if labels is None:
            return None
        units += [Unit((), label, ()) for label in labels[:-1]]
        units.append(Unit((), labels[-1], amounts))
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


def one_below_the_other(units: Sequence[Unit] | None, layer: Layer) -> list[PlacedRow] | None:
    """Lines one below the other."""
    if units is None:
        return None
    rows = [row_of(layer, [(layer.columns.groups[0], unit)]) for unit in units]
    return None if None in rows else [row for row in rows if row is not None]


def row_of(layer: Layer, units: Sequence[tuple[Group, Unit]]) -> PlacedRow | None:
    """A row of lines side by side; None where one has too many amounts."""
    cells: list[Placed] = [None] * layer.width
    for group, unit in units:
        own = amounts_of(layer, group)
        amounts = spread(unit.amounts, len(own))
        if amounts is None or (group.label is None and unit.label):
            return None
        for column, cell in zip(own, amounts, strict=True):
            cells[column] = cell
        for column, piece in zip(group.codes, unit.codes, strict=False):
            cells[column] = piece
        if group.label is not None and unit.label:
            cells[group.label] = unit.label[0] if len(unit.label) == 1 else Joined(unit.label)
    return tuple(cells)


def amounts_of(layer: Layer, group: Group) -> list[int]:
    return [column for column in layer.amounts() if group.start <= column < _end(layer, group)]


def _end(layer: Layer, group: Group) -> int:
    return min((g.start for g in layer.columns.groups if g.start > group.start), default=layer.width)
