"""The head of a statement's grid: which column holds the code, the name, the 行次 and each measure.

Columns come in groups: a statement with two sides, or with blocks side by side, is several lists printed
next to one another, each with its own names and amounts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from disclosures.documents.model import Row
from disclosures.documents.tables.geometry import Span, column_spans
from disclosures.documents.tables.headings import heading_paths
from disclosures.final_accounts.head import Head
from disclosures.final_accounts.labels import fold, printed_name
from disclosures.final_accounts.records import Side
from disclosures.final_accounts.statements.form import (
    Form,
    Layout,
    Phase,
    is_code_heading,
    is_label_heading,
    is_line_number_heading,
    measure_of,
)


class Role(Enum):
    CODE = auto()
    LABEL = auto()
    LINE_NUMBER = auto()
    MEASURE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of amounts. `heading` is as printed, with as much of what stands above as tells it apart."""

    index: int
    measure: str
    heading: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that belong together: codes (one column, or 类, 款, 项), name, 行次, amounts."""

    codes: tuple[int, ...]
    label: int | None
    line_number: int | None
    measures: tuple[MeasureColumn, ...]
    side: Side | None = None
    start: int = 0
    is_economic: bool = False
    """Lists the expenditure a second time, by nature or economic account."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns of a grid are to be read. `missing`: measures no heading could be found for."""

    groups: tuple[Group, ...]
    width: int
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Headings of columns that hold no measure known."""
    spans: tuple[Span, ...] | None = None
    """Where the columns stand on the page, where the format knows."""
    row_length: int = 0
    """Cells that most rows of the grid have; more than the columns where every row ends in blanks."""
    keeps_blanks: bool = True
    """Blank cells at the end of rows are in the file: a row too short has lost something else."""
    is_certain: bool = True
    """No row of headings has lost or gained a cell."""

    def measures(self) -> Iterator[MeasureColumn]:
        return (column for group in self.groups for column in group.measures)


def read_columns(rows: Sequence[Row], head: Head, form: Form) -> Columns | None:
    """The columns of a grid by its headings; None where they are not those of the form."""
    width = _width(head.rows)
    paths = heading_paths(head.rows)[:width]
    roles = _roles(paths, rows[head.data_row :], form)
    groups = tuple(_with_phases(group, form) for group in _groups(paths, roles, form))
    if form.layout is Layout.TWO_SIDED:
        groups = _sided(groups)
    if not any(group.measures for group in groups):
        return None
    missing = _missing(groups, form)
    if len(missing) * 2 > len(form.essential):
        return None
    unknown = tuple(
        printed_name(path[-1])
        for path, role in zip(paths, roles, strict=True)
        if path and role is Role.UNKNOWN
    )
    keeps_blanks = any(row and not row[-1].text.strip() for row in rows)
    return Columns(
        groups,
        width,
        missing,
        unknown,
        spans=column_spans(rows, width),
        row_length=Counter(len(row) for row in rows).most_common(1)[0][0],
        keeps_blanks=keeps_blanks,
        is_certain=not keeps_blanks or len({len(row) for row in head.rows}) == 1,
    )


def _width(headings: Sequence[Row]) -> int:
    """Columns up to the last that has a heading."""
    return max(
        (column + 1 for row in headings for column, cell in enumerate(row) if cell.text.strip()), default=0
    )


def _missing(groups: Sequence[Group], form: Form) -> tuple[str, ...]:
    """Essential measures that no heading names. Items printed as rows are named there."""
    if form.layout is Layout.ITEMS and any(group.label is not None for group in groups):
        return ()
    found = {column.measure for group in groups for column in group.measures}
    return tuple(measure for measure in form.essential if not _has(found, measure))


def _has(found: set[str], measure: str) -> bool:
    return any(name == measure or name.endswith(f".{measure}") for name in found)


def _roles(paths: Sequence[tuple[str, ...]], data: Sequence[Row], form: Form) -> list[Role]:
    roles = [_role(path, form) for path in paths]
    roles = [
        _by_content(role, data, column) if role in (Role.CODE, Role.LABEL) else role
        for column, role in enumerate(roles)
    ]
    for column in range(1, len(roles) - 1):
        if roles[column - 1] is Role.CODE and roles[column] is Role.UNKNOWN and _holds_levels(data, column):
            roles[column] = Role.CODE
    return roles


def _holds_levels(data: Sequence[Row], column: int) -> bool:
    """Whether a column beside one of codes holds 款 or 项, whatever its heading was read as.

    Without it the 项 of one account would join the 类 of another to the code of a third.
    """
    cells = [fold(row[column].text) for row in data if column < len(row) and _begins(row, column)]
    printed = [text for text in cells if text and text not in ("类", "款", "项", "合计", "总计")]
    return bool(printed) and all(re.fullmatch(r"\d\d", text) for text in printed)


def _role(path: tuple[str, ...], form: Form) -> Role:
    if not path:
        return Role.UNKNOWN
    leaf = path[-1]
    if is_line_number_heading(leaf):
        return Role.LINE_NUMBER
    if measure_of(form, path) is not None:
        return Role.MEASURE
    if is_code_heading(leaf):
        return Role.CODE
    if is_label_heading(leaf):
        return Role.LABEL
    return Role.UNKNOWN


def _by_content(role: Role, data: Sequence[Row], column: int) -> Role:
    """A heading like 项目 or 科目编码 may stand over code and name alike: what is below decides."""
    cells = [fold(row[column].text) for row in data if column < len(row) and _begins(row, column)]
    kinds = Counter(
        "code" if text.isdecimal() else "name"
        for text in cells
        if text and text not in ("合计", "总计", "类", "款", "项")
    )
    if kinds["code"] > kinds["name"]:
        return Role.CODE
    return Role.LABEL if kinds["name"] > kinds["code"] else role


def _begins(row: Row, column: int) -> bool:
    """Whether the cell in a column is its own, not one merged from further left."""
    return row[column].column_span == 1 or row[column].column == column


def _groups(paths: Sequence[tuple[str, ...]], roles: Sequence[Role], form: Form) -> Iterator[Group]:
    """Runs of columns, each beginning with names or codes after the amounts of the one before."""
    starts = [0] + [
        column
        for column in range(1, len(roles))
        if roles[column] in (Role.CODE, Role.LABEL) and Role.MEASURE in roles[:column]
        and roles[column - 1] in (Role.MEASURE, Role.UNKNOWN)
    ]  # fmt: skip
    for start, end in zip(starts, [*starts[1:], len(roles)], strict=True):
        span = range(start, end)
        labels = [c for c in span if roles[c] is Role.LABEL]
        measures = tuple(_measure_columns(paths, [c for c in span if roles[c] is Role.MEASURE], form))
        yield Group(
            codes=tuple(c for c in span if roles[c] is Role.CODE),
            label=labels[-1] if labels else None,
            line_number=next((c for c in span if roles[c] is Role.LINE_NUMBER), None),
            measures=measures,
            start=start,
            is_economic=any("经济" in fold(h) or "性质" in fold(h) for c in labels for h in paths[c]),
        )


def _measure_columns(
    paths: Sequence[tuple[str, ...]], indexes: Sequence[int], form: Form
) -> Iterator[MeasureColumn]:
    named = {index: tuple(printed_name(heading) for heading in paths[index]) for index in indexes}
    for index in indexes:
        found = measure_of(form, paths[index])
        assert found is not None
        phase, measure = found
        prefix = f"{phase.value}." if phase is not None else ""
        others = [path for other, path in named.items() if other != index]
        yield MeasureColumn(index, prefix + measure, _telling(named[index], others), named[index])


def _telling(path: tuple[str, ...], others: Sequence[tuple[str, ...]]) -> str:
    """The heading with as few of those above it as tell it from the other columns."""
    for depth in range(1, len(path) + 1):
        tail = path[-depth:]
        if all(other[-depth:] != tail for other in others):
            return " ".join(tail)
    return " ".join(path)


def _with_phases(group: Group, form: Form) -> Group:
    """Measures named as the form has them: the actual amount bare, save where the form prints two."""
    phases = {column.measure.partition(".")[0] for column in group.measures if "." in column.measure}
    only_initial = Phase.INITIAL_BUDGET.value in phases and Phase.BUDGET.value not in phases
    renamed = tuple(
        replace(column, measure=_phased(column.measure, form, only_initial)) for column in group.measures
    )
    doubled = {m for m, times in Counter(c.measure for c in renamed).items() if times > 1}
    return replace(group, measures=tuple(c for c in renamed if c.measure not in doubled))


def _phased(measure: str, form: Form, only_initial: bool) -> str:
    phase, _, name = measure.rpartition(".")
    if form.layout is Layout.ITEMS:
        phase = Phase.BUDGET.value if only_initial and phase == Phase.INITIAL_BUDGET.value else phase
        return f"{phase or Phase.ACTUAL.value}.{name}"
    return name if phase in ("", Phase.ACTUAL.value) else measure


def _sided(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """收入 is the first list of a two-sided statement, 支出 the next; 收入 has one `amount` a line.

    A third list, of the same expenditure by nature or economic account, belongs to neither side.
    """
    left, *right = groups
    amounts = tuple(
        replace(column, measure=re.sub(r"\btotal$", "amount", column.measure)) for column in left.measures
    )
    return (
        replace(left, side=Side.INCOME, measures=amounts),
        *(replace(group, side=None if group.is_economic else Side.EXPENDITURE) for group in right),
    )
