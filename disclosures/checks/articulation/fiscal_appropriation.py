"""T04: 财政拨款收入支出决算总表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.accounts import rows_add_across
from disclosures.checks.articulation.conditions import FISCAL_OPENING_IS_ITEMISED
from disclosures.checks.articulation.lines import (
    FISCAL_INCOME,
    OPENING,
    closing_line,
    expenditure_total,
    fiscal_income,
    income_line,
    income_total,
    opening_line,
)
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, sum_of
from disclosures.checks.row import Row, total
from disclosures.checks.rule import Rule, equations
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import Side, StatementKey

FISCAL = StatementKey.FISCAL_APPROPRIATION
COLUMNS = ("total", *FISCAL_INCOME)
BASIS = "部门决算报表编制说明：财政拨款收入支出决算总表 表内勾稽关系"


def _columns(view: StatementView) -> tuple[str, ...]:
    return tuple(column for column in COLUMNS if column in view.measures)


def _expenditure_rows(view: StatementView) -> tuple[Row, ...]:
    fixed = ("expenditure_total", "closing_balance", "grand_total")
    lines = (view.item(name, Side.EXPENDITURE) for name in fixed)
    return view.classes + tuple(line for line in lines if line)


@equations("T04-01", needs=[FISCAL], basis=BASIS)
def income_total_is_sum_of_budgets(books: Books) -> Iterator[Relation]:
    """本年收入合计 of fiscal appropriations differs from the sum of the three budgets.

    **Wrong**   本年收入合计 110.00   一般公共预算财政拨款 90.00   政府性基金预算财政拨款 10.00
    **Right**   本年收入合计 100.00   一般公共预算财政拨款 90.00   政府性基金预算财政拨款 10.00
    """
    view = books.statement(FISCAL)
    lines = fiscal_income(view) + view.unaccounted("amount", Side.INCOME)
    yield (income_total(view)["amount"] == lines).at("income_total", "amount")


@equations("T04-02", needs=[FISCAL], applies_when=FISCAL_OPENING_IS_ITEMISED, basis=BASIS)
def opening_balance_is_sum_of_budgets(books: Books) -> Iterator[Relation]:
    """年初财政拨款结转和结余 differs from the sum of its three lines.

    **Wrong**   年初财政拨款结转和结余 5.00   一般公共预算财政拨款 3.00   政府性基金预算财政拨款 1.00
    **Right**   年初财政拨款结转和结余 4.00   一般公共预算财政拨款 3.00   政府性基金预算财政拨款 1.00
    """
    view = books.statement(FISCAL)
    lines = sum_of(income_line(view, name)["amount"] for name in OPENING)
    yield (opening_line(view)["amount"] == lines).at("opening_balance", "amount")


@equations("T04-03", needs=[FISCAL], basis=BASIS)
def income_side_adds_up(books: Books) -> Iterator[Relation]:
    """总计 of the income side differs from income and opening carry-over.

    **Wrong**   总计 120.00   本年收入合计 100.00   年初财政拨款结转和结余 10.00
    **Right**   总计 110.00   本年收入合计 100.00   年初财政拨款结转和结余 10.00
    """
    view = books.statement(FISCAL)
    available = income_total(view)["amount"] + opening_line(view)["amount"]
    yield (view.required("grand_total", Side.INCOME)["amount"] == available).at(
        "income.grand_total", "amount"
    )


@equations("T04-04", needs=[FISCAL], basis=BASIS)
def rows_add_across_the_budgets(books: Books) -> Iterator[Relation]:
    """合计 of a line differs from the sum of the three budgets' columns.

    **Wrong**   教育支出   合计 100.00   一般公共预算财政拨款 90.00   政府性基金预算财政拨款 5.00
    **Right**   教育支出   合计  95.00   一般公共预算财政拨款 90.00   政府性基金预算财政拨款 5.00
    """
    view = books.statement(FISCAL)
    yield from rows_add_across(view, "total", FISCAL_INCOME, _expenditure_rows(view))


@equations("T04-05", needs=[FISCAL], basis=BASIS)
def expenditure_total_is_sum_of_classes(books: Books) -> Iterator[Relation]:
    """本年支出合计 of a column differs from the sum of the functional classes.

    **Wrong**   本年支出合计 100.00   一般公共服务支出 80.00   住房保障支出 10.00
    **Right**   本年支出合计  90.00   一般公共服务支出 80.00   住房保障支出 10.00
    """
    view = books.statement(FISCAL)
    for column in _columns(view):
        classes = total(view.classes, column) + view.unaccounted(column, Side.EXPENDITURE)
        yield (expenditure_total(view)[column] == classes).at("expenditure_total", column)


@equations("T04-06", needs=[FISCAL], basis=BASIS)
def expenditure_side_adds_up(books: Books) -> Iterator[Relation]:
    """总计 of a column of the expenditure side differs from expenditure and closing carry-over.

    **Wrong**   总计 120.00   本年支出合计 100.00   年末财政拨款结转和结余 10.00
    **Right**   总计 110.00   本年支出合计 100.00   年末财政拨款结转和结余 10.00
    """
    view = books.statement(FISCAL)
    grand = view.required("grand_total", Side.EXPENDITURE)
    for column in _columns(view):
        used = expenditure_total(view)[column] + closing_line(view)[column]
        yield (grand[column] == used).at("expenditure.grand_total", column)


@equations("T04-07", needs=[FISCAL], basis=BASIS)
def both_sides_are_equal(books: Books) -> Iterator[Relation]:
    """The 总计 of fiscal income and the 总计 of fiscal expenditure differ.

    **Wrong**   收入总计 110.00   支出总计 111.00
    **Right**   收入总计 110.00   支出总计 110.00
    """
    view = books.statement(FISCAL)
    income = view.required("grand_total", Side.INCOME)["amount"]
    yield (income == view.required("grand_total", Side.EXPENDITURE)["total"]).at("grand_total", "amount")


@equations("T04-08", needs=[FISCAL], applies_when=FISCAL_OPENING_IS_ITEMISED, basis=BASIS)
def each_budget_balances(books: Books) -> Iterator[Relation]:
    """Income and opening carry-over of one budget differ from the 总计 of its column.

    **Wrong**   政府性基金：本年收入 10.00   年初 2.00   总计列 11.00
    **Right**   政府性基金：本年收入 10.00   年初 2.00   总计列 12.00
    """
    view = books.statement(FISCAL)
    grand = view.required("grand_total", Side.EXPENDITURE)
    for budget, opening in zip(FISCAL_INCOME, OPENING, strict=True):
        available = income_line(view, budget)["amount"] + income_line(view, opening)["amount"]
        yield (grand[budget] == available).at("expenditure.grand_total", budget)


RULES: tuple[Rule, ...] = (
    income_total_is_sum_of_budgets,
    opening_balance_is_sum_of_budgets,
    income_side_adds_up,
    rows_add_across_the_budgets,
    expenditure_total_is_sum_of_classes,
    expenditure_side_adds_up,
    both_sides_are_equal,
    each_budget_balances,
)
