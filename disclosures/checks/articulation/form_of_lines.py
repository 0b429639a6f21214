"""T01-06, T01-07: signs of amounts and line numbers, before any arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from disclosures.checks.books import Books
from disclosures.checks.equation import Variable
from disclosures.checks.row import Row
from disclosures.checks.rule import Judgement, Rule, defect, defects, holds, inapplicable
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Side, StatementKey

TWO_SIDED = (StatementKey.INCOME_AND_EXPENDITURE, StatementKey.FISCAL_APPROPRIATION)
CARRIED = ("opening", "closing", "surplus_distribution", "grand_total")
"""Lines and columns that may be negative: 年初, 年末, 结余分配, and the 总计 they are part of."""
WITH_RECALLS = (StatementKey.GOVERNMENT_MANAGED_FUNDS, StatementKey.STATE_CAPITAL)
"""Statements whose 本年收入 is negative when funds are recalled; 01, 02 and 04 repeat it."""


@defects("T01-06", basis="收入、支出各行为发生额，不为负数；年初、年末结转和结余及结余分配除外")
def amount_is_negative(books: Books) -> Iterator[Judgement]:
    """An amount that cannot be negative is.

    **Wrong**   教育支出 -12.00
    **Right**   教育支出  12.00   年末结转和结余 -3.00
    """
    recalled = {code for key in WITH_RECALLS if books.has(key) for code in books.statement(key).codes}
    for view in books.statements:
        rows = [row for row in view.rows if not _repeats_recall(view, row, recalled)]
        negative = [v for row in rows for v in row.figures.values() if _wrongly_negative(view, row, v)]
        for figure in negative:
            yield defect(
                figure.key,
                zh=f"{figure.label}为负数：{figure.text}。",
                en=f"{figure.label} is negative: {figure.text}.",
                evidence=[figure],
                printed=figure.text,
            )
        if not negative:
            yield holds(view.key)


def _repeats_recall(view: StatementView, row: Row, recalled: set[str]) -> bool:
    if view.key is StatementKey.INCOME:
        return row.code in recalled
    return view.key in TWO_SIDED and row.line is not None and row.line.item in WITH_RECALLS


def _wrongly_negative(view: StatementView, row: Row, figure: Variable) -> bool:
    if figure.amount is None or figure.amount >= 0:
        return False
    if view.key in WITH_RECALLS and figure.column == "income":
        return False
    item = row.line.item if row.line else None
    return not figure.column.startswith(CARRIED) and not (item or "").startswith(CARRIED)


@defects("T01-07", basis="部门决算公开01表、04表表样：行次连续")
def line_numbers_are_interrupted(books: Books) -> Iterator[Judgement]:
    """行次 of neighbouring lines of one kind are not consecutive: a line is missing or was inserted.

    **Wrong**   四、公共安全支出 35   六、科学技术支出 37
    **Right**   四、公共安全支出 35   五、教育支出 36   六、科学技术支出 37
    """
    for view in (v for v in books.statements if v.key in TWO_SIDED):
        numbered = [r for r in view.rows if r.line and (r.line.line_number or "").isdigit()]
        if not numbered:
            zh, en = "表样未印行次", "the form prints no line numbers"
            yield inapplicable(view.key, code="no_line_numbers", zh=zh, en=en)
            continue
        gaps = [pair for side in Side for pair in pairwise(_of_side(numbered, side)) if _is_gap(*pair)]
        for before, after in gaps:
            yield _interrupted(view, before, after)
        if not gaps:
            yield holds(view.key)


def _of_side(rows: list[Row], side: Side) -> list[Row]:
    return [row for row in rows if row.line and row.line.side is side]


def _number(row: Row) -> int:
    return int(row.line.line_number or 0) if row.line else 0


def _is_gap(before: Row, after: Row) -> bool:
    """Only between two class lines: elsewhere the form has blank lines that are numbered too."""
    both_classes = all(r.line and r.line.item == "class" for r in (before, after))
    step = _number(after) - _number(before)
    return step != 1 if both_classes else step < 1


def _interrupted(view: StatementView, before: Row, after: Row) -> Judgement:
    numbers = f"{_number(before)}、{_number(after)}"
    return defect(
        f"{view.key},{after.id}",
        zh=f"《{view.title}》行次不连续：“{before.label}”“{after.label}”的行次为{numbers}。",
        en=f"{view.title}: the lines “{before.label}” and “{after.label}” are numbered {numbers}.",
        evidence=[*before.figures.values(), *after.figures.values()],
        printed=numbers,
    )


RULES: tuple[Rule, ...] = (amount_is_negative, line_numbers_are_interrupted)
