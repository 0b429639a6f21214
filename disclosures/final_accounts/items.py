"""“三公”经费: one amount an item, whether the items are columns or rows → one line with every amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosures.documents.model import Row
from disclosures.final_accounts.columns import Columns, Group
from disclosures.final_accounts.head import is_numbering, texts
from disclosures.final_accounts.records import Figure, Line, Unit
from disclosures.final_accounts.rows import (
    aligned,
    blanks_are_cut_off,
    figure,
    label_text,
    unreadable_figure,
)
from disclosures.final_accounts.statements.form import Form, Phase, phase_of

_PHASES = {
    Phase.BUDGET: "budget",
    Phase.INITIAL_BUDGET: "initial_budget",
    Phase.ACTUAL: "actual",
    Phase.PREVIOUS_YEAR: "previous_year",
}


def read_items(rows: Sequence[Row], columns: Columns, form: Form, unit: Unit) -> Line | None:
    """The one line of the statement; None where no row carries its amounts."""
    rows = [row for row in rows if not is_numbering(row)]
    group = columns.groups[0]
    if group.label is None:
        return _from_columns(rows, columns, unit)
    cut_off = blanks_are_cut_off(rows, columns)
    under = [row for row in (aligned(row, columns, cut_off=cut_off) for row in rows) if row is not None]
    found = _one_each(_from_rows(under, group, form, unit))
    if len({figure.measure.rpartition(".")[2] for figure in found}) > 1:
        return Line(code=None, label="", figures=found, place=found[0].place)
    return _from_total(under, columns, group, form, unit)


def with_items(before: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """The line of the statement with the amounts of one more grid: 预算数 above, 决算数 below.

    A grid that prints a measure once more says nothing new.
    """
    if not before:
        return (line,)
    known = {figure.measure for figure in before[0].figures}
    if any(figure.measure in known for figure in line.figures):
        return tuple(before)
    return (replace(before[0], figures=(*before[0].figures, *line.figures)), *before[1:])


def _from_columns(rows: Sequence[Row], columns: Columns, unit: Unit) -> Line | None:
    """Items as columns: the first row with amounts, or a row of blanks where none has."""
    row = next((row for row in rows if texts(row)), rows[0] if rows else None)
    if row is None:
        return None
    under = aligned(row, columns, cut_off=blanks_are_cut_off(rows, columns))
    place = row[0].place
    figures = tuple(
        unreadable_figure(column, place, unit) if under is None else figure(under, column, (), unit)
        for column in columns.measures()
    )
    return Line(code=None, label="", figures=figures, place=place)


def _from_rows(rows: Sequence[Row], group: Group, form: Form, unit: Unit) -> Iterator[Figure]:
    """Items as rows with 预算数 and 决算数 as columns, or those as rows and the items as columns."""
    for row in rows:
        label = label_text(row, group.label)
        item, phase = form.line(label), phase_of(label)
        for column in group.measures:
            of_column, _, name = column.measure.rpartition(".")
            found = figure(row, column, () if group.label is None else (group.label,), unit)
            if phase in _PHASES:
                yield replace(found, measure=f"{_PHASES[phase]}.{name}")
            elif item is not None and name == form.default:
                yield replace(found, measure=f"{of_column}.{item}", heading=f"{label} {column.heading}")


def _from_total(rows: Sequence[Row], columns: Columns, group: Group, form: Form, unit: Unit) -> Line | None:
    """Items as columns, a row for the department and perhaps for each unit: the total, or the one row."""
    if len({column.measure.rpartition(".")[2] for column in columns.measures()}) < 2 or not rows:
        return None
    labels = [label_text(row, group.label) for row in rows]
    totals = [at for at, label in enumerate(labels) if form.line(label) == "total"]
    printed = [at for at, row in enumerate(rows) if texts(row)] or [0]
    at = totals[0] if totals else printed[0]
    figures = tuple(figure(rows[at], column, (), unit) for column in columns.measures())
    if len(printed) > 1 and not totals:
        figures = tuple(unreadable_figure(column, rows[at][0].place, unit) for column in columns.measures())
    return Line(code=None, label=labels[at], figures=figures, place=rows[at][0].place)


def _one_each(figures: Iterator[Figure]) -> tuple[Figure, ...]:
    """Each measure once: where it is printed twice, where an amount stands."""
    chosen: dict[str, Figure] = {}
    for found in figures:
        known = chosen.get(found.measure)
        if known is None or (known.amount.value is None and found.amount.value is not None):
            chosen[found.measure] = found
    return tuple(chosen.values())
