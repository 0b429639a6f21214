"""One grid of cells read as (a page of) one statement: does it fit the form, and what does it say?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosures.documents.model import ReadingNote, Row
from disclosures.documents.tables.geometry import under_spans
from disclosures.final_accounts.classifications import class_of, code_before_name, is_account_code
from disclosures.final_accounts.columns import Columns, read_columns
from disclosures.final_accounts.head import Head, is_numbering, is_repeated_heading, read_head, texts
from disclosures.final_accounts.items import read_items, with_items
from disclosures.final_accounts.labels import fold
from disclosures.final_accounts.lines import read_lines
from disclosures.final_accounts.records import Line, StatementKey, Unit
from disclosures.final_accounts.rows import without_amounts
from disclosures.final_accounts.statements import FORMS
from disclosures.final_accounts.statements.form import Form, Layout


@dataclass(frozen=True, slots=True)
class Page:
    """What one grid adds to a statement. `columns` are those its next grid has, if that repeats none."""

    columns: Columns
    lines: tuple[Line, ...]
    problems: tuple[ReadingNote, ...] = ()
    headings: tuple[Row, ...] = ()


def read_page(
    rows: Sequence[Row], form: Form, unit: Unit, before: Sequence[Line] = (), inherited: Columns | None = None
) -> Page | None:
    """The grid as a page of the statement, after the lines read `before`; None where it does not fit.

    A grid without headings of its own is read under those of the page before it.
    """
    lines, problems = tuple(before), tuple[ReadingNote, ...]()
    columns, headings = inherited, tuple[Row, ...]()
    for part in _parts(rows, form):
        head = read_head(part, form)
        if head.rows:
            columns = read_columns(part, head, form)
            headings += head.rows
        else:
            going_on = _going_on(part, form, columns)
            if going_on is None:
                return None
            part = going_on
        if columns is None:
            return None
        lines, more = _read(part[head.data_row :], columns, form, unit, lines)
        problems += more + _of_columns(columns, head, part)
        if not columns.is_certain:
            lines = (*before, *(without_amounts(line) for line in lines[len(before) :]))
    if columns is None:
        return None
    return Page(columns, lines, problems, headings)


def _read(
    rows: Sequence[Row], columns: Columns, form: Form, unit: Unit, before: tuple[Line, ...]
) -> tuple[tuple[Line, ...], tuple[ReadingNote, ...]]:
    if form.layout is not Layout.ITEMS:
        return read_lines(rows, columns, form, unit, before)
    line = read_items(rows, columns, form, unit) if rows else None
    return (with_items(before, line) if line else before), ()


def _parts(rows: Sequence[Row], form: Form) -> list[Sequence[Row]]:
    """The grid cut where its headings are printed again amid the data, as after a page break."""
    starts, in_head = [0], False
    for at in range(read_head(rows, form).data_row, len(rows)):
        repeated = is_repeated_heading(rows[at], form) or (in_head and is_numbering(rows[at]))
        if repeated and not in_head and at:
            starts.append(at)
        in_head = repeated
    return [rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _going_on(rows: Sequence[Row], form: Form, columns: Columns | None) -> Sequence[Row] | None:
    """Rows without headings as more lines of the statement; None where they are none.

    They are as wide as those above, or stand under the same columns of the page, and name lines of the form.
    """
    if columns is None or not any(_names_line(text, form) for row in rows for _, text in texts(row)):
        return None
    if any(len(row) == columns.width for row in rows):
        return rows
    placed = under_spans(rows, columns.spans) if columns.spans else None
    return None if placed is None else tuple(_with_doubts(row, columns) for row in placed)


def _with_doubts(row: Row, columns: Columns) -> Row:
    """The row with what stands under an amount and under a code or name at once read in two ways.

    A page on which a column of amounts is blank may have lost the column: what is left reaches over it.
    """
    amounts = {column.index for column in columns.measures()}
    doubtful = {
        id(cell): replace(cell, readings=(cell.text, ""))
        for cell in row
        if any(map(str.isdigit, cell.text))
        and (covered := set(range(cell.column, cell.column + cell.column_span))) & amounts
        and covered - amounts
    }
    return tuple(doubtful.get(id(cell), cell) for cell in row)


def _names_line(text: str, form: Form) -> bool:
    if form.layout is Layout.TWO_SIDED:
        return form.names_a_line(text) or class_of(text) is not None
    return is_account_code(fold(text)) or code_before_name(text) is not None or form.names_a_line(text)


def _of_columns(columns: Columns, head: Head, rows: Sequence[Row]) -> tuple[ReadingNote, ...]:
    if head.rows and not columns.is_certain:
        return (_headings_not_aligned(rows),)
    if not head.rows or not columns.missing:
        return ()
    unknown = "、".join(columns.unknown) or "—"
    return (
        ReadingNote(
            code="columns_not_recognised",
            zh=f"有的列无法根据表头确定（未识别的表头：{unknown}），其数字按不可读处理。",
            en=f"Some columns could not be told by their headings (not recognised: {unknown}); "
            "their figures are taken as unreadable.",
            place=rows[0][0].place,
        ),
    )


def _headings_not_aligned(rows: Sequence[Row]) -> ReadingNote:
    return ReadingNote(
        code="headings_not_aligned",
        zh="各行表头的单元格数不一致，无法确定各列的含义，其数字按不可读处理。",
        en="The rows of headings differ in the number of their cells; what the columns hold is not certain, "
        "and their figures are taken as unreadable.",
        place=rows[0][0].place,
    )


_TELLING = {
    StatementKey.INCOME: "上级补助",
    StatementKey.EXPENDITURE: "上缴上级",
    StatementKey.FISCAL_APPROPRIATION: "国有资本经营",
    StatementKey.INCOME_AND_EXPENDITURE: "一般公共服务",
    StatementKey.THREE_PUBLIC_EXPENSES: "公务接待",
}
"""Statements that can be told without a title, each with a word no such grid lacks."""

_FEWEST_CLASSES = 10
"""Lines named like functional classes that make a two-sided grid 收入支出决算总表."""


def form_by_headings(rows: Sequence[Row]) -> Form | None:
    """The one statement that a grid without a title must be, by headings (or lines) no other has."""
    printed = "".join(fold(text) for row in rows[:12] for _, text in texts(row))
    fitting = [
        form
        for form in FORMS
        if form.key in _TELLING and _TELLING[form.key] in printed and _is_unmistakable(rows, form)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_unmistakable(rows: Sequence[Row], form: Form) -> bool:
    """Every measure of the form has its heading. 收入支出决算总表 is known by its lines instead."""
    head = read_head(rows, form)
    columns = read_columns(rows, head, form) if head.rows else None
    if columns is None or columns.missing:
        return False
    found = {column.measure for column in columns.measures()}
    if form.key is StatementKey.INCOME_AND_EXPENDITURE:
        labels = [text for row in rows[head.data_row :] for _, text in texts(row)]
        classes = sum(class_of(text) is not None for text in labels)
        return classes >= _FEWEST_CLASSES and len(columns.groups) > 1 and found == {form.default}
    if form.layout is Layout.ITEMS:
        return all(f"{phase}.{item.key}" in found for phase in ("budget", "actual") for item in form.columns)
    return {column.key for column in form.columns} <= {name.rpartition(".")[2] for name in found}
