"""T01: 收入支出决算总表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.lines import (
    OTHER_INCOME,
    balances_used,
    closing_line,
    expenditure_total,
    fiscal_income,
    income_line,
    income_total,
    opening_line,
)
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation, sum_of
from disclosures.checks.row import total
from disclosures.checks.rule import Rule, equations
from disclosures.final_accounts.records import Side, StatementKey

OVERALL = StatementKey.INCOME_AND_EXPENDITURE
BASIS = "部门决算报表编制说明：收入支出决算总表 表内勾稽关系"


@equations("T01-01", needs=[OVERALL], basis=BASIS)
def income_total_is_sum_of_its_lines(books: Books) -> Iterator[Relation]:
    """本年收入合计 differs from the sum of the income lines.

    **Wrong**   本年收入合计 110.00   一般公共预算财政拨款收入 90.00   其他收入 10.00
    **Right**   本年收入合计 100.00   一般公共预算财政拨款收入 90.00   其他收入 10.00
    """
    view = books.statement(OVERALL)
    own = sum_of(income_line(view, name)["amount"] for name in OTHER_INCOME)
    unknown = view.unaccounted("amount", Side.INCOME)
    yield (income_total(view)["amount"] == fiscal_income(view) + own + unknown).at("income_total", "amount")


@equations("T01-02", needs=[OVERALL], basis=BASIS)
def expenditure_total_is_sum_of_classes(books: Books) -> Iterator[Relation]:
    """本年支出合计 differs from the sum of the functional classes. Forms of different years print 24 or 26.

    **Wrong**   本年支出合计 100.00   一般公共服务支出 80.00   住房保障支出 10.00
    **Right**   本年支出合计  90.00   一般公共服务支出 80.00   住房保障支出 10.00
    """
    view = books.statement(OVERALL)
    classes = total(view.classes, "amount") + view.unaccounted("amount", Side.EXPENDITURE)
    yield (expenditure_total(view)["amount"] == classes).at("expenditure_total", "amount")


@equations("T01-03", needs=[OVERALL], basis=BASIS)
def income_side_adds_up(books: Books) -> Iterator[Relation]:
    """总计 of the income side differs from income, balances used and opening carry-over.

    **Wrong**   总计 150.00   本年收入合计 100.00   使用非财政拨款结余 10.00   年初结转和结余 20.00
    **Right**   总计 130.00   本年收入合计 100.00   使用非财政拨款结余 10.00   年初结转和结余 20.00
    """
    view = books.statement(OVERALL)
    available = income_total(view)["amount"] + balances_used(view) + opening_line(view)["amount"]
    grand = view.required("grand_total", Side.INCOME)["amount"]
    yield (grand == available).at("income.grand_total", "amount")


@equations("T01-04", needs=[OVERALL], basis=BASIS)
def expenditure_side_adds_up(books: Books) -> Iterator[Relation]:
    """总计 of the expenditure side differs from expenditure, distribution and closing carry-over.

    **Wrong**   总计 150.00   本年支出合计 100.00   结余分配 10.00   年末结转和结余 20.00
    **Right**   总计 130.00   本年支出合计 100.00   结余分配 10.00   年末结转和结余 20.00
    """
    view = books.statement(OVERALL)
    distributed = view.optional("surplus_distribution", Side.EXPENDITURE)["amount"]
    used = expenditure_total(view)["amount"] + distributed + closing_line(view)["amount"]
    grand = view.required("grand_total", Side.EXPENDITURE)["amount"]
    yield (grand == used).at("expenditure.grand_total", "amount")


@equations("T01-05", needs=[OVERALL], basis=BASIS)
def both_sides_are_equal(books: Books) -> Iterator[Relation]:
    """The 总计 of income and the 总计 of expenditure differ.

    **Wrong**   收入总计 130.00   支出总计 131.00
    **Right**   收入总计 130.00   支出总计 130.00
    """
    view = books.statement(OVERALL)
    income = view.required("grand_total", Side.INCOME)["amount"]
    yield (income == view.required("grand_total", Side.EXPENDITURE)["amount"]).at("grand_total", "amount")


RULES: tuple[Rule, ...] = (
    income_total_is_sum_of_its_lines,
    expenditure_total_is_sum_of_classes,
    income_side_adds_up,
    expenditure_side_adds_up,
    both_sides_are_equal,
)
