"""Detail tables of reports (明细表): one item a row, amounts and rates, often a total below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from disclosures.documents.model import Cell, Paragraph
from disclosures.final_accounts.records import AmountState
from evaluations.reading.numbers import cell_number, is_number_or_empty, is_numeric
from evaluations.reading.records import BLANK, DetailColumn, DetailTable, PrintedNumber, PrintedText
from evaluations.reading.rows import GridRow, StreamItem, skips_a_page
from evaluations.reading.words import compact, squeeze

_TOTAL = re.compile(r"(?:合计|总计|共计)(?:$|\()")
_SERIAL = re.compile(r"序号|编号")
_YEAR = re.compile(r"年度$|年份$")
_NOT_A_DETAIL = re.compile(r"[一二三四五六]级指标|得分|分值|选项|目标值|指标值")


@dataclass(slots=True)
class _Open:
    title: PrintedText
    heading: GridRow
    rows: list[GridRow] = field(default_factory=list)
    total: GridRow | None = None


def read_detail_tables(items: Sequence[StreamItem]) -> Iterator[DetailTable]:
    """Every detail table, those that go on over a page break in one piece."""
    current: _Open | None = None
    title = PrintedText("")
    parted = False
    for item in items:
        if isinstance(item, Paragraph):
            if not compact(item.text).startswith("单位"):
                title = PrintedText(squeeze(item.text)[:80], item.place)
            parted = True
            continue
        new_table = item.number == 0
        if new_table and (current is None or parted or current.total is not None or not _fits(current, item)):
            yield from _finished(current)
            current = _Open(title, item)
        elif current is not None and item.texts != current.heading.texts:
            _take(current, item)
        parted = False
    yield from _finished(current)


def _fits(current: _Open, row: GridRow) -> bool:
    """Whether a table without paragraph before it is the next page of the current one."""
    if row.texts == current.heading.texts:
        return True
    return len(row.cells) == len(current.heading.cells) and any(is_numeric(c.text) for _, c in row.cells)


def _take(current: _Open, row: GridRow) -> None:
    if any(_TOTAL.match(text) for text in row.texts[:2]):
        current.total = row
    elif current.total is None and row.filled():
        current.rows.append(row)


def _finished(current: _Open | None) -> Iterator[DetailTable]:
    if current is None or len(current.rows) < 2:
        return
    heading = current.heading
    if any(_NOT_A_DETAIL.search(text) for text in heading.texts):
        return
    headings = {at: squeeze(cell.text) for at, cell in heading.filled()}
    numeric = [at for at in headings if _is_numeric_column(current.rows, at) and not _is_name(headings[at])]
    names_at = next((at for at in headings if at not in numeric and not _is_serial(headings[at])), None)
    if names_at is None or len(numeric) < (1 if current.total is not None else 2):
        return
    yield DetailTable(
        title=current.title.text,
        title_place=current.title.place,
        names=tuple(_name(row, names_at) for row in current.rows),
        columns=tuple(_column(current, at, headings[at]) for at in numeric),
        has_total=current.total is not None,
        is_aligned=_is_aligned(current, headings, numeric),
        place=heading.place,
    )


def _is_serial(heading: str) -> bool:
    return bool(_SERIAL.match(compact(heading)))


def _is_name(heading: str) -> bool:
    """Whether the figures of a column are names: serial numbers, years."""
    return _is_serial(heading) or bool(_YEAR.search(compact(heading)))


def _cell(row: GridRow, at: int) -> Cell | None:
    return next((cell for column, cell in row.cells if column == at), None)


def _is_numeric_column(rows: Sequence[GridRow], at: int) -> bool:
    texts = [cell.text for row in rows if (cell := _cell(row, at)) is not None]
    filled = [text for text in texts if text.strip()]
    return len(filled) >= 2 and sum(is_numeric(text) for text in filled) >= 0.8 * len(filled)


def _name(row: GridRow, at: int) -> PrintedText:
    cell = _cell(row, at)
    return PrintedText(squeeze(cell.text), cell.place) if cell is not None else PrintedText("", row.place)


def _column(current: _Open, at: int, heading: str) -> DetailColumn:
    numbers = tuple(_single(_cell(row, at)) for row in current.rows)
    total = _single(_cell(current.total, at)) if current.total is not None else BLANK
    return DetailColumn(heading, numbers, total)


def _single(cell: Cell | None) -> PrintedNumber:
    """The number of a cell; of one that holds several, none: which is meant is not known."""
    number = cell_number(cell)
    return replace(number, state=AmountState.UNREADABLE, value=None) if number.parts else number


def _is_aligned(current: _Open, headings: dict[int, str], numeric: Sequence[int]) -> bool:
    """Whether every row is as wide as the heading, with nothing outside its columns; no page is missing."""
    width = current.heading.width
    rows = [*current.rows, *([current.total] if current.total is not None else [])]
    if skips_a_page(rows) or any(_is_mixed(current.rows, at, at in numeric) for at in headings):
        return False
    return all(
        row.width == width
        and all(at in headings for at, _ in row.filled())
        and all((cell := _cell(row, at)) is None or is_number_or_empty(cell.text) for at in numeric)
        for row in rows
    )


def _is_mixed(rows: Sequence[GridRow], at: int, numeric: bool) -> bool:
    """Whether a column holds different kinds of things, as it does where rows are shifted: text and numbers,
    per cents and amounts."""
    numbers = [
        cell_number(cell) for row in rows if (cell := _cell(row, at)) is not None and cell.text.strip()
    ]
    values = [number for number in numbers if number.state == AmountState.VALUE]
    if not numeric:
        return bool(values) and 2 * len(values) < len(numbers)
    percents = sum(number.is_percent for number in values if number.value)
    return 0 < percents < sum(1 for number in values if number.value)
