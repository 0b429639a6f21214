"""Rows of a statement whose blank cells are lost: each begins with a code, a name or its 行次.

What stands between two beginnings are the amounts of one line. As many as it has columns are certain, and so
is none at all; of fewer it is not known which are blank, and all of them are in doubt.
"""

from __future__ import annotations

import re

from disclosures.final_accounts.classifications import code_before_name
from disclosures.final_accounts.flattened.headings import Layer
from disclosures.final_accounts.flattened.pieces import Piece, code_at, names_known_line
from disclosures.final_accounts.flattened.placed import Doubt, PlacedRow
from disclosures.final_accounts.flattened.sides import rows_by_number, rows_by_side
from disclosures.final_accounts.flattened.units import (
    Pieces,
    Unit,
    amounts_of,
    items_in,
    one_below_the_other,
    row_of,
    spread,
)
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.statements.form import Form, Layout


def anchored_rows(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    """The pieces in rows; None where a line cannot be told from the next."""
    rows = _rows(pieces, layer, form)
    strange = {id(piece) for piece in pieces if _may_be_page_number(piece)}
    if rows is None or not strange or not any("." in piece.text for piece in pieces):
        return rows
    doubted = [_doubted(row, layer, strange) for row in rows]
    has_totals = form.layout is Layout.ECONOMIC and len(layer.columns.groups) > 1
    return None if has_totals and doubted != rows else doubted


def _may_be_page_number(piece: Piece) -> bool:
    return re.fullmatch(r"[1-9]\d{0,3}", fold(piece.text)) is not None


def _doubted(row: PlacedRow, layer: Layer, strange: set[int]) -> PlacedRow:
    """The row with every amount in doubt of a line that has one like a page number.

    Where the amounts have decimals, such a number between two lines may stand for a blank that is lost.
    """
    cells = list(row)
    for group in layer.columns.groups:
        own = amounts_of(layer, group)
        printed = tuple(cell for column in own if isinstance(cell := row[column], Piece))
        if any(id(piece) in strange for piece in printed):
            for column in own:
                cells[column] = Doubt(printed)
    return tuple(cells)


def _rows(pieces: Pieces, layer: Layer, form: Form) -> list[PlacedRow] | None:
    groups = layer.columns.groups
    if form.layout is Layout.TWO_SIDED:
        if len(groups) != 2:
            return None
        numbered = all(group.line_number is not None for group in groups)
        return rows_by_number(pieces, layer, form) if numbered else rows_by_side(pieces, layer, form)
    if groups[0].label is None:
        return _in_one_row(pieces, layer)
    if form.layout is Layout.ITEMS:
        units = items_in(pieces, form)
        return one_below_the_other(units, layer) if units and names_known_line(form, units[0].name) else None
    if len(groups) > 1:
        return _in_blocks(pieces, layer, form)
    return one_below_the_other(_accounts(pieces, form), layer)


def _in_one_row(pieces: Pieces, layer: Layer) -> list[PlacedRow] | None:
    """Items as columns: one row of amounts."""
    if not all(piece.is_amount for piece in pieces):
        return None
    amounts = spread(pieces, layer.width)
    return None if amounts is None or not pieces else [amounts]


def _accounts(pieces: Pieces, form: Form) -> list[Unit] | None:
    """The lines of a list of accounts. No code comes twice."""
    units: list[Unit] = []
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
        units.append(Unit(tuple(pieces[start : start + codes]), label, tuple(pieces[at:end])))
        at = end
    printed = [unit.code for unit in units if unit.codes]
    return units if units and len(set(printed)) == len(printed) else None


def _goes_on(piece: Piece, form: Form) -> bool:
    """Whether a word right behind a name is the rest of it."""
    return piece.is_word and not form.names_a_line(piece.text) and code_before_name(piece.text) is None


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
        row_of(layer, list(zip(groups, coded[at : at + len(groups)], strict=False)))
        for at in range(0, len(coded), len(groups))
    ]
    ends = (groups[0], groups[-1])
    pairs = [totals[at : at + 2] for at in range(0, len(totals), 2)]
    rows += [row_of(layer, list(zip(ends, pair, strict=False))) for pair in pairs]
    return None if None in rows else [row for row in rows if row is not None]
