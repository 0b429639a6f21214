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
from disclosures.final_accounts.amounts import number_in
from disclosures.final_accounts.classifications import class_of, code_before_name, is_account_code
from disclosures.final_accounts.labels import fold, name_of, printed_name
from disclosures.final_accounts.records import Side
from disclosures.final_accounts.statements.form import (
    Form,
    Layout,
    Phase,
    is_code_heading,
    is_heading,
    is_label_heading,
    is_line_number_heading,
    measure_of,
    phase_of,
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

    def measures(self) -> Iterator[MeasureColumn]:
        return (column for group in self.groups for column in group.measures)


def texts(row: Row) -> tuple[tuple[int, str], ...]:
    """The printed cells of a row with the column each begins in; merged cells once."""
    found: dict[int, str] = {}
    for column, cell in enumerate(row):
        if cell.text.strip():
            merged = cell.column_span > 1 or cell.row_span > 1
            found.setdefault(cell.column if merged else column, cell.text)
    return tuple(found.items())


def is_numbering(row: Row) -> bool:
    """A row of column numbers: 栏次 1 2 3 …, with or without the word."""
    names = [fold(text) for _, text in texts(row)]
    marked = any(name == "栏次" for name in names)
    numbers = [name for name in names if name not in ("栏次", "行次", "类", "款", "项", "—", "-")]
    if not numbers:
        return marked
    if not all(name.split("=")[0].strip("()").isdecimal() for name in numbers):
        return False
    counted = [int(name.split("=")[0].strip("()")) for name in numbers]
    consecutive = counted == list(range(counted[0], counted[0] + len(counted)))
    return consecutive and (marked or (len(counted) > 2 and counted[0] == 1))


@dataclass(frozen=True, slots=True)
class Head:
    """The headings at the top of a grid. `data_row` is the first row after them; where that row carries
    headings beside its amounts, as a total printed into the last row of headings does, it is in both."""

    rows: tuple[Row, ...]
    data_row: int


def read_head(rows: Sequence[Row], form: Form) -> Head:
    """The rows of headings of a grid; none where it begins with its data."""
    headings: list[Row] = []
    name_columns: set[int] = set()
    for r, row in enumerate(rows):
        if is_numbering(row):
            continue
        if _is_data(row, form, name_columns, first=not headings):
            if headings and (beside := _headings_beside(row, form, name_columns)) is not None:
                headings.append(beside)
            return Head(tuple(headings), r)
        name_columns |= _name_columns(row, first=not headings)
        headings.append(row)
    return Head(tuple(headings), len(rows))


def _headings_beside(row: Row, form: Form, name_columns: set[int]) -> Row | None:
    """The headings of a row that is data as well, everything else blanked; None where it has none."""
    kept = [
        bool(cell.text.strip()) and is_heading(form, cell.text) and column not in name_columns
        for column, cell in enumerate(row)
    ]
    if not any(kept):
        return None
    blank = (replace(cell, text="", column=c, row_span=1, column_span=1) for c, cell in enumerate(row))
    return tuple(cell if keep else empty for cell, keep, empty in zip(row, kept, blank, strict=True))


def _name_columns(row: Row, *, first: bool) -> set[int]:
    """Columns headed 项目, 科目名称, 科目编码 … in a row; in the first, with the blanks right of them."""
    found: set[int] = set()
    in_name = False
    for column, cell in enumerate(row):
        if cell.text.strip():
            in_name = is_label_heading(cell.text) or is_code_heading(cell.text)
        if in_name and (first or cell.text.strip()):
            found.add(column)
    return found


def _is_data(row: Row, form: Form, name_columns: set[int], *, first: bool) -> bool:
    printed = texts(row)
    if not printed:
        return not first
    if any(is_account_code(fold(text)) or code_before_name(text) for _, text in printed):
        return True
    if any(number_in(text) is not None for _, text in printed):
        return True
    names = [text for column, text in printed if first or column in name_columns]
    if form.layout is Layout.ITEMS and not name_columns:
        return False
    return any(is_line_label(form, text) for text in names) and (
        not first or not any(is_label_heading(text) or is_code_heading(text) for _, text in printed)
    )


def is_line_label(form: Form, text: str) -> bool:
    """Whether a text names a line of the statement that has no code."""
    if form.layout is Layout.TWO_SIDED and class_of(text) is not None and name_of(text) != fold(text):
        return True
    return form.names_a_line(text)


def is_repeated_heading(row: Row, form: Form) -> bool:
    """A row of headings printed again, amid the data: only words of headings, one of them of the frame."""
    printed = [text for _, text in texts(row)]
    if not printed or not all(is_heading(form, text) for text in printed):
        return False
    framed = any(
        (is_label_heading(text) and not form.names_a_line(text))
        or is_line_number_heading(text)
        or (is_code_heading(text) and len(fold(text)) > 1)
        for text in printed
    )
    outer = len(printed) > 1 and all(fold(text) in _OUTER for text in printed)
    phases = form.layout is Layout.ITEMS and (len(printed) > 1 or phase_of(printed[0]) is not None)
    return framed or outer or phases


_OUTER = {"收入", "支出", "人员经费", "公用经费", "日常公用经费"}


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
    return Columns(groups, width, missing, unknown, column_spans(rows, width))


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
    return [
        _by_content(role, data, column) if role in (Role.CODE, Role.LABEL) else role
        for column, role in enumerate(roles)
    ]


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
