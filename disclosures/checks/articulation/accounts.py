"""What every statement of accounts must fulfil: rows across, hierarchy down, totals at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosures.checks.articulation.conditions import is_true
from disclosures.checks.equation import Relation, sum_of
from disclosures.checks.finding import NotEvaluable, Reason
from disclosures.checks.row import Row, total
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import StatementKey

ENOUGH_ROWS = 3
"""Fewer rows do not show whether a column is left out or was not recognised."""


def amount_rows(view: StatementView) -> tuple[Row, ...]:
    """合计 and every account."""
    return ((view.total,) if view.total else ()) + view.accounts


def rows_add_across(
    view: StatementView, whole: str, parts: Sequence[str], rows: Sequence[Row] | None = None
) -> Iterator[Relation]:
    """In every row one column is the sum of the others: 合计 = 基本支出 + 项目支出 + …

    A form may leave out columns that are empty. Where most rows add up without them, they are.
    """
    summed = amount_rows(view) if rows is None else rows
    columns = tuple(printed(view, parts))
    if len(columns) == len(parts) or not _most_add_up(summed, whole, columns):
        columns = tuple(parts)
    for row in summed:
        yield (row[whole] == sum_of(row[part] for part in columns)).at(row.id, whole)


def _most_add_up(rows: Sequence[Row], whole: str, columns: Sequence[str]) -> bool:
    answers = [
        is_true(row[whole] == sum_of(row[column] for column in columns))
        for row in rows
        if not row[whole].is_zero
    ]
    return len(answers) >= ENOUGH_ROWS and 2 * sum(answer is True for answer in answers) > len(answers)


def rows_carry_over(view: StatementView) -> Iterator[Relation]:
    """In every row 年末结转和结余 = 年初结转和结余 + 本年收入 − 本年支出."""
    for row in amount_rows(view):
        available = row["opening_balance"] + row["income"]
        yield (row["closing_balance"] == available - row["total"]).at(row.id, "closing_balance")


def parents_add_up(view: StatementView, columns: Sequence[str]) -> Iterator[Relation]:
    """Every account is the sum of its sub-accounts, in every column."""
    for parent, children in view.hierarchy():
        cut = view.lacks_foot() and _is_last_branch(view, parent)
        for column in printed(view, columns):
            below = total(children, column)
            whole = below + view.unaccounted(column) if cut else below
            yield (parent[column] == whole).at(parent.id, column)


def _is_last_branch(view: StatementView, parent: Row) -> bool:
    """The account goes on to the end of what was read. Blocks side by side all end there."""
    last = view.accounts[-1].code or ""
    return view.key is StatementKey.BASIC_EXPENDITURE or last.startswith(parent.code or "")


def total_adds_up(view: StatementView, columns: Sequence[str]) -> Iterator[Relation]:
    """合计 is the sum of the 类, in every column. Nothing is stated for a statement without accounts."""
    if not view.accounts:
        return
    foot = view.total
    if foot is None:
        raise NotEvaluable(
            Reason("line_missing", f"《{view.title}》未列示合计行", f"{view.title} prints no total")
        )
    for column in printed(view, columns):
        classes = total(view.top_level, column) + view.unaccounted(column)
        yield (foot[column] == classes).at(foot.id, column)


def printed(view: StatementView, columns: Sequence[str]) -> Iterator[str]:
    """Those of the columns that the statement has."""
    return (column for column in columns if column in view.measures)
