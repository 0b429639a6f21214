"""Rows under their headings → the lines of a statement, by code and by name, never by position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosures.documents.model import Cell, Place, ReadingNote, Row
from disclosures.final_accounts.amounts import number_in
from disclosures.final_accounts.classifications import (
    class_of,
    code_before_name,
    is_account_code,
    is_personnel,
    joined_code,
)
from disclosures.final_accounts.columns import Columns, Group
from disclosures.final_accounts.head import is_numbering, texts
from disclosures.final_accounts.labels import fold, printed_name
from disclosures.final_accounts.records import (
    Amount,
    AmountState,
    ExpenditureBlock,
    Figure,
    Line,
    Side,
    Unit,
)
from disclosures.final_accounts.rows import (
    aligned,
    blanks_are_cut_off,
    figure,
    label_text,
    unreadable_figure,
)
from disclosures.final_accounts.statements.form import Form, Layout, is_code_heading

_BUDGETS = ("general_public_budget", "government_managed_funds", "state_capital")
_BALANCES = ("opening_balance", "closing_balance")


def read_lines(
    rows: Sequence[Row], columns: Columns, form: Form, unit: Unit, before: Sequence[Line] = ()
) -> tuple[tuple[Line, ...], tuple[ReadingNote, ...]]:
    """All lines of a statement: those read `before` and those of the rows below the headings of one grid.

    Also what could not be read, and why.
    """
    lines, problems = list(before), list[ReadingNote]()
    last_of: dict[int, int] = {}
    cut_off = blanks_are_cut_off(rows, columns)
    for row in rows:
        if is_numbering(row) or not texts(row):
            continue
        under_headings = aligned(row, columns, cut_off=cut_off)
        if under_headings is None:
            lines.extend(_unaligned(row, columns, form, unit, lines))
            problems.append(_not_aligned(row))
            continue
        for start, line in _lines_of(under_headings, columns, form, unit):
            above = last_of.get(start)
            whole = _with_rest_of_name(lines[above], line, form, lines) if above is not None else None
            if above is not None and whole is not None:
                lines[above] = whole
            else:
                if above is not None and _has_no_name(line) and _has_no_amount(lines[above]):
                    lines[above] = _doubted(lines[above])
                last_of[start] = len(lines)
                lines.append(_with_meaning(line, form, lines))
    return tuple(lines), tuple(problems)


def _has_no_name(line: Line) -> bool:
    """Amounts that nothing is printed beside."""
    amounts = any(figure.amount.state is AmountState.VALUE for figure in line.figures)
    return amounts and not (line.code or line.label or line.line_number)


def _has_no_amount(line: Line) -> bool:
    return all(figure.amount.state is AmountState.BLANK for figure in line.figures)


def _doubted(line: Line) -> Line:
    """The line with figures that may be those of the nameless row below it: neither blank nor known."""
    figures = tuple(
        replace(figure, amount=replace(figure.amount, state=AmountState.UNREADABLE))
        for figure in line.figures
    )
    return replace(line, figures=figures)


def _lines_of(row: Row, columns: Columns, form: Form, unit: Unit) -> Iterator[tuple[int, Line]]:
    """The lines of a row, each with the column its group begins in."""
    if form.layout is Layout.ECONOMIC and len(columns.groups) > 1:
        totals = tuple(_block_totals(row, columns, form, unit))
        if totals:
            yield from ((-1, line) for line in totals)
            return
    for group in columns.groups:
        line = _line(row, group, unit)
        if line is not None:
            yield group.start, line if not columns.missing else _with_missing(line, columns, unit)


def _line(row: Row, group: Group, unit: Unit) -> Line | None:
    """What a group of columns says in a row; None where it says nothing."""
    code, label = _code_and_label(row, group)
    names = [*group.codes, *([] if group.label is None else [group.label])]
    figures = tuple(figure(row, column, names, unit) for column in group.measures)
    number = label_text(row, group.line_number) or None
    if not (code or label or number or any(f.amount.state is not AmountState.BLANK for f in figures)):
        return None
    cells = [row[c] for c in (*names, *([group.line_number] if group.line_number is not None else []))]
    first = next((cell for cell in cells if cell.text.strip()), None)
    place = first.place if first else figures[0].place
    return Line(code=code, label=label, figures=figures, place=place, line_number=number, side=group.side)


def _code_and_label(row: Row, group: Group) -> tuple[str | None, str]:
    """Code and name, printed in their columns, in one cell, or the name in the column of codes."""
    printed = [row[c] for c in group.codes]
    merged = {id(cell) for cell in printed}
    code = joined_code([cell.text for cell in dict.fromkeys(printed) if not is_code_heading(cell.text)])
    label = label_text(row, group.label)
    if code is None and not label:
        label = "".join(printed_name(c.text) for c in dict.fromkeys(printed) if not is_code_heading(c.text))
    if group.label is not None and id(row[group.label]) in merged and code is not None:
        label = ""
    if code is None and (both := code_before_name(label)) is not None:
        return both
    return code, label


def _with_meaning(line: Line, form: Form, above: Sequence[Line]) -> Line:
    """The line with its item, and with the code its class name stands for, as far as the form says."""
    if line.item is not None:
        return line
    if form.layout is Layout.TWO_SIDED:
        return _two_sided(line, form, above)
    if form.layout is Layout.ECONOMIC and line.code:
        block = ExpenditureBlock.PERSONNEL if is_personnel(line.code) else ExpenditureBlock.OPERATING
        return replace(line, block=block)
    return line if line.code else replace(line, item=form.line(line.label))


def _two_sided(line: Line, form: Form, above: Sequence[Line]) -> Line:
    if line.side is None or not line.label or fold(line.label).startswith("其中"):
        return line
    item = form.line(line.label, line.side)
    before = {other.item for other in above if other.side is line.side}
    if item in _BUDGETS and not before.isdisjoint((*_BALANCES, item)):
        # The three lines under 年初财政拨款结转和结余 have the names of the three incomes above it.
        return replace(line, item=("opening_" if line.side is Side.INCOME else "closing_") + item)
    code = class_of(line.label) if item is None and line.side is Side.EXPENDITURE else None
    return replace(line, item="class", code=code) if code else replace(line, item=item)


def _block_totals(row: Row, columns: Columns, form: Form, unit: Unit) -> Iterator[Line]:
    """人员经费合计 and 公用经费合计 in one row, each with an amount somewhere right of it."""
    amounts = {column.index: column for column in columns.measures()}
    labels = [
        (index, text, item)
        for index, text in texts(row)
        if index not in amounts and (item := form.line(text)) is not None
    ]
    ends = [*(index for index, _, _ in labels[1:]), columns.width][: len(labels)]
    for (start, text, item), end in zip(labels, ends, strict=True):
        own = [amounts[i] for i in range(start, end) if i in amounts and row[i] is not row[start]]
        printed = [column for column in own if row[column.index].text.strip()]
        chosen = (printed or own)[-1:]
        if not chosen:
            continue
        found = (
            unreadable_figure(chosen[0], row[start].place, unit)
            if len(printed) > 1
            else figure(row, chosen[0], (), unit)
        )
        block = {"personnel_total": ExpenditureBlock.PERSONNEL, "operating_total": ExpenditureBlock.OPERATING}
        yield Line(
            code=None,
            label=printed_name(text),
            figures=(found,),
            place=row[start].place,
            item=item,
            block=block.get(item),
        )


def _with_rest_of_name(above: Line, line: Line, form: Form, lines: Sequence[Line]) -> Line | None:
    """The line above with the rest of its name, wrapped into a row of its own; None where it is no rest."""
    if line.code or line.line_number or not line.label or form.line(line.label, line.side):
        return None
    if any(f.amount.state is not AmountState.BLANK for f in line.figures):
        return None
    joined = replace(above, label=above.label + line.label)
    if form.layout is not Layout.TWO_SIDED:
        return joined if above.code else None
    meant = _with_meaning(replace(joined, item=None, code=None), form, lines)
    return meant if meant.item is not None and class_of(line.label) is None else None


def _with_missing(line: Line, columns: Columns, unit: Unit) -> Line:
    """The line with an unreadable figure for each measure whose column was not recognised."""
    lost = tuple(
        Figure(measure, "", Amount("", AmountState.UNREADABLE, None, unit), line.place)
        for measure in columns.missing
        if line.side is not Side.INCOME
    )
    return replace(line, figures=line.figures + lost)


def _unaligned(row: Row, columns: Columns, form: Form, unit: Unit, above: Sequence[Line]) -> Iterator[Line]:
    """The lines a row is about, every figure unreadable: it is not certain which cell belongs where."""
    printed = texts(row)
    for position, (index, text) in enumerate(printed):
        code = fold(text) if is_account_code(fold(text)) else None
        following = next((name for _, name in printed[position + 1 :] if number_in(name) is None), "")
        group = _group_at(index, columns, form, text)
        if code is None and not _is_fixed_line(text, form, group):
            continue
        line = Line(
            code=code,
            label=printed_name(following if code else text),
            figures=tuple(unreadable_figure(c, row[index].place, unit) for c in group.measures),
            place=row[index].place,
            side=group.side,
        )
        yield _with_meaning(line, form, above)


def _group_at(index: int, columns: Columns, form: Form, text: str) -> Group:
    if form.layout is Layout.TWO_SIDED and class_of(text):
        return columns.groups[min(1, len(columns.groups) - 1)]
    return max((g for g in columns.groups if g.start <= index), key=lambda g: g.start)


def _is_fixed_line(text: str, form: Form, group: Group) -> bool:
    return form.line(text, group.side) is not None or (
        form.layout is Layout.TWO_SIDED and group.side is Side.EXPENDITURE and class_of(text) is not None
    )


def _not_aligned(row: Row) -> ReadingNote:
    first: Cell | None = row[0] if row else None
    return ReadingNote(
        code="row_not_aligned",
        zh="该行的单元格与表头对应不上，无法确定各数字属于哪一列，按不可读处理。",
        en="The cells of the row do not match the headings; its figures are taken as unreadable.",
        place=first.place if first else Place(),
    )
