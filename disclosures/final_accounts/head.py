"""Which rows at the top of a grid are headings, and which, further down, are headings printed again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from disclosures.documents.model import Row
from disclosures.final_accounts.amounts import is_dash, number_in
from disclosures.final_accounts.classifications import class_of, code_before_name, is_account_code
from disclosures.final_accounts.labels import fold, name_of
from disclosures.final_accounts.statements.form import (
    Form,
    Layout,
    is_code_heading,
    is_heading,
    is_label_heading,
    is_line_number_heading,
    phase_of,
)


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
    printed = [name for name in names if name not in _BESIDE_NUMBERS]
    numbers = [_COLUMN_NUMBER.fullmatch(name) for name in printed]
    counted = [(at, int(number[1])) for at, number in enumerate(numbers) if number]
    if not counted:
        return marked and not printed
    # One of them may be unreadable; each of the others still says which one it is.
    first = counted[0][1] - counted[0][0]
    in_order = all(number - at == first for at, number in counted)
    enough = len(counted) == len(printed) or len(counted) * 4 >= len(printed) * 3 > 9
    return in_order and enough and (marked or (len(printed) > 2 and first == 1))


_BESIDE_NUMBERS = ("栏次", "行次", "类", "款", "项", "—", "-")
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:=[\d+()（）-]+)?")


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
    if not first and all(is_dash(text) for _, text in printed):
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
