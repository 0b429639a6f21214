"""X0102, X0103: 收入支出决算总表 with 收入决算表 and 支出决算表."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.checks.articulation.lines import (
    OTHER_INCOME,
    expenditure_total,
    fiscal_income,
    income_line,
    income_total,
)
from disclosures.checks.books import Books
from disclosures.checks.equation import Relation
from disclosures.checks.rule import Rule, equations
from disclosures.checks.statement_view import StatementView
from disclosures.final_accounts.records import StatementKey

OVERALL = StatementKey.INCOME_AND_EXPENDITURE
INCOME = StatementKey.INCOME
EXPENDITURE = StatementKey.EXPENDITURE
BASIS = "部门决算报表编制说明：收入支出决算总表与收入决算表、支出决算表 表间勾稽关系"


def classes_of(*views: StatementView) -> list[str]:
    """The class codes (类) that any of the statements prints, itself or by its sub-accounts."""
    return sorted({code[:3] for view in views for code in view.codes})


@equations("X0102-01", needs=[OVERALL, INCOME], basis=BASIS)
def income_totals_agree(books: Books) -> Iterator[Relation]:
    """本年收入合计 of the overall statement differs from 合计 of the income statement.

    **Wrong**   01 本年收入合计 100.00   02 合计 101.00
    **Right**   01 本年收入合计 100.00   02 合计 100.00
    """
    overall, income = books.statement(OVERALL), books.statement(INCOME)
    yield (income_total(overall)["amount"] == income.grand_total("total")).at("income_total")


@equations("X0102-02", needs=[OVERALL, INCOME], basis=BASIS)
def fiscal_income_agrees(books: Books) -> Iterator[Relation]:
    """财政拨款收入 of the income statement differs from the fiscal lines of the overall statement.

    **Wrong**   02 财政拨款收入 100.00   01 一般公共预算财政拨款收入 90.00   政府性基金 5.00
    **Right**   02 财政拨款收入  95.00   01 一般公共预算财政拨款收入 90.00   政府性基金 5.00
    """
    overall, income = books.statement(OVERALL), books.statement(INCOME)
    lines = fiscal_income(overall)
    yield (income.grand_total("fiscal_appropriation") == lines).at("fiscal_appropriation")


@equations("X0102-03", needs=[OVERALL, INCOME], basis=BASIS)
def other_income_agrees(books: Books) -> Iterator[Relation]:
    """A non-fiscal income line of the overall statement differs from its column in the income statement.

    **Wrong**   01 其他收入 1.31   02 其他收入 合计 1.13
    **Right**   01 其他收入 1.31   02 其他收入 合计 1.31
    """
    overall, income = books.statement(OVERALL), books.statement(INCOME)
    for name in OTHER_INCOME:
        yield (income_line(overall, name)["amount"] == income.grand_total(name)).at(name)


@equations("X0103-01", needs=[OVERALL, EXPENDITURE], basis=BASIS)
def expenditure_totals_agree(books: Books) -> Iterator[Relation]:
    """本年支出合计 of the overall statement differs from 合计 of the expenditure statement.

    **Wrong**   01 本年支出合计 100.00   03 合计 101.00
    **Right**   01 本年支出合计 100.00   03 合计 100.00
    """
    overall, expenditure = books.statement(OVERALL), books.statement(EXPENDITURE)
    yield (expenditure_total(overall)["amount"] == expenditure.grand_total("total")).at("expenditure_total")


@equations("X0103-02", needs=[OVERALL, EXPENDITURE], basis=BASIS)
def classes_agree(books: Books) -> Iterator[Relation]:
    """A functional class of the overall statement differs from the same account of the expenditure statement.

    **Wrong**   01 八、社会保障和就业支出 171.98   03 208 社会保障和就业支出 171.89
    **Right**   01 八、社会保障和就业支出 171.98   03 208 社会保障和就业支出 171.98
    """
    overall, expenditure = books.statement(OVERALL), books.statement(EXPENDITURE)
    for code in classes_of(overall, expenditure):
        yield (overall.row(code)["amount"] == expenditure.account_total(code, "total")).at(code)


RULES: tuple[Rule, ...] = (
    income_totals_agree,
    fiscal_income_agrees,
    other_income_agrees,
    expenditure_totals_agree,
    classes_agree,
)
