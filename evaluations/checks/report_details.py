"""Detail tables of a report: sums of columns, rates of rows (EVL-10, EVL-11)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import permutations

from disclosures.checks.books import Books
from disclosures.checks.equation import Allowance, Relation, State, Variable, share, sum_of
from disclosures.checks.precision import decimals_of, half_unit_of
from disclosures.checks.rule import Judgement, Rule, equations, undecidable
from disclosures.final_accounts.records import AmountState
from evaluations.checks.figures import DEFAULT_BASIS, is_number, numbered, rate, rate_factor
from evaluations.checks.reports import REPORTS, ReportView, report_views
from evaluations.reading.records import DetailColumn, DetailTable, PrintedNumber

RATE_WORDS = ("率", "占比", "比例")
SHARE_OF_ROWS = Decimal("0.75")
"""Two columns explain a third one of rates if they do so in that share of the rows, total included."""
FEWEST_ROWS = 3


def tables_of(view: ReportView) -> Iterator[tuple[str, DetailTable]]:
    """Detail tables with keys: the table's title, numbered where it repeats."""
    tables = view.report.detail_tables
    keys = numbered(table.title or "明细表" for table in tables)
    return ((f"{view.key}/{key}", table) for key, table in zip(keys, tables, strict=True))


def cell_figure(key: str, table: DetailTable, column: DetailColumn, row: int | None) -> Variable:
    """A cell of a detail table, or with None the column's total, to the places of the column."""
    number = column.total if row is None else column.numbers[row]
    name = "合计" if row is None else table.names[row].text
    places = max(
        (decimals_of(n.value) for n in (*column.numbers, column.total) if n.value is not None), default=0
    )
    return Variable(
        key=f"{key}/{column.heading}/{name}#{'' if row is None else row + 1}",
        amount=None if number.state is AmountState.UNREADABLE else (number.value or Decimal(0)),
        unit="",
        scale=1,
        half_unit=half_unit_of(places),
        text=number.text,
        state=State(number.state),
        place=number.place,
        label=f"{table.title}“{name}”{column.heading}",
    )


def is_rate(column: DetailColumn) -> bool:
    return any(word in column.heading for word in RATE_WORDS) or any(n.is_percent for n in column.numbers)


@equations("EVL-10", needs=[REPORTS], basis=DEFAULT_BASIS)
def column_total_is_sum_of_rows(books: Books) -> Iterator[Relation | Judgement]:
    """The total of a column of a detail table is not the sum of its rows.

    **Wrong**   80   50   74   合计 154
    **Right**   80   50   74   合计 204
    """
    for view in report_views(books):
        for key, table in tables_of(view):
            if not table.has_total:
                continue
            if not table.is_aligned:
                yield undecidable(
                    key,
                    code="table_not_aligned",
                    zh="明细表有错位的行，无法核对合计",
                    en="rows of the table are shifted, so that its totals cannot be compared",
                )
                continue
            for column in table.columns:
                if is_number(column.total) and not is_rate(column):
                    rows = [cell_figure(key, table, column, row) for row in range(len(column.numbers))]
                    relation = cell_figure(key, table, column, None) == sum_of(rows)
                    yield relation.within(Allowance.WORST_CASE).at(key, column.heading)


@equations("EVL-11", needs=[REPORTS], basis=DEFAULT_BASIS)
def row_rate_is_ratio_of_two_columns(books: Books) -> Iterator[Relation]:
    """A rate in a row of a detail table is not the ratio of the two columns that it is in all other rows.

    **Wrong**   预算调整后 335.974   实际执行 301.175   实际执行率 98.64%
    **Right**   预算调整后 335.974   实际执行 301.175   实际执行率 89.64%
    """
    for view in report_views(books):
        for key, table in tables_of(view):
            if not table.is_aligned:
                continue
            for column in table.columns:
                pair = _explained_by(table, column) if is_rate(column) else None
                if pair is not None:
                    yield from _row_rates(key, table, column, *pair)


def _explained_by(table: DetailTable, rates: DetailColumn) -> tuple[DetailColumn, DetailColumn] | None:
    """The two columns whose ratio the rates are, in most rows and in at least three."""
    amounts = [column for column in table.columns if column is not rates and not is_rate(column)]
    best: tuple[Decimal, tuple[DetailColumn, DetailColumn]] | None = None
    for part, whole in permutations(amounts, 2):
        columns = ((*column.numbers, column.total) for column in (rates, part, whole))
        rows = [row for row in zip(*columns, strict=True) if _is_full(row)]
        right = sum(_is_ratio(*row) for row in rows)
        if right >= FEWEST_ROWS and right >= SHARE_OF_ROWS * len(rows):
            fit = Decimal(right) / len(rows)
            if best is None or fit > best[0]:
                best = fit, (part, whole)
    return best[1] if best is not None else None


def _is_full(row: tuple[PrintedNumber, ...]) -> bool:
    return all(number.value for number in row)


def _is_ratio(printed: PrintedNumber, part: PrintedNumber, whole: PrintedNumber) -> bool:
    assert printed.value is not None
    assert part.value is not None
    assert whole.value is not None
    expected = rate_factor(printed) * part.value / whole.value
    unit = Decimal(1).scaleb(-printed.decimals)
    return abs(expected - printed.value) <= unit


def _row_rates(
    key: str, table: DetailTable, column: DetailColumn, part: DetailColumn, whole: DetailColumn
) -> Iterator[Relation]:
    names = numbered(name.text for name in table.names)
    for row, number in enumerate(column.numbers):
        if is_number(number) and is_number(part.numbers[row]) and is_number(whole.numbers[row]):
            figure = rate(
                number, f"{key}/{column.heading}/{names[row]}", f"{table.names[row].text}{column.heading}"
            )
            part_figure = cell_figure(key, table, part, row)
            whole_figure = cell_figure(key, table, whole, row)
            relation = share(figure, part_figure, whole_figure, rate_factor(number))
            yield relation.at(key, column.heading, names[row])
    if is_number(column.total) and is_number(part.total) and is_number(whole.total):
        figure = rate(column.total, f"{key}/{column.heading}/total", f"{table.title}合计{column.heading}")
        part_figure, whole_figure = cell_figure(key, table, part, None), cell_figure(key, table, whole, None)
        relation = share(figure, part_figure, whole_figure, rate_factor(column.total))
        yield relation.at(key, column.heading, "total")


RULES: tuple[Rule, ...] = (column_total_is_sum_of_rows, row_rate_is_ratio_of_two_columns)
